//! A page of text.

use leptos::prelude::*;

use crate::ui::{PageTitle, PublicFrame};

/// A page of text in the public frame.
#[component]
pub fn Article(
    /// Its title in the browser.
    title: &'static str,
    /// Its heading.
    heading: &'static str,
    /// The text, which starts with a `<p class="lead">`.
    children: Children,
) -> impl IntoView {
    view! {
        <PageTitle title=title />
        <PublicFrame>
            <article class="prose">
                <h1>{heading}</h1>
                {children()}
            </article>
        </PublicFrame>
    }
    .into_any()
}
