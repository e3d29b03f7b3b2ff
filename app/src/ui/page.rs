//! How a page starts: its title in the browser, breadcrumb, heading, one line of facts, actions at the right.

use leptos::prelude::*;
use leptos_meta::Title;

use super::icon::{Icon, IconName};

/// The title in the browser's tab; starts with "Error: " while a form of the page was refused.
#[component]
pub fn PageTitle(
    /// The page's name.
    #[prop(into)]
    title: String,
    /// Whether a form of the page was refused: `FormState::has_error`.
    #[prop(optional, into)]
    has_error: Signal<bool>,
) -> impl IntoView {
    super::arrival::say(&title);
    // The server writes the title last, and the signals of the page may be gone by then.
    let had_error = cfg!(feature = "ssr") && has_error.get_untracked();
    view! {
        <Title text=move || {
            let error = if has_error.try_get().unwrap_or(had_error) { "Error: " } else { "" };
            format!("{error}{title} – Portico")
        } />
    }
}

/// The page's `<h1>`, facts below it, actions beside it.
#[component]
pub fn PageHeading(
    /// The heading.
    #[prop(into)]
    title: String,
    /// One line of facts: status, reference, "as of".
    #[prop(optional, into)]
    facts: ViewFnOnce,
    /// Actions; one of them primary.
    #[prop(optional, into)]
    actions: ViewFnOnce,
) -> impl IntoView {
    view! {
        <div class="page-heading">
            <div class="page-heading-words">
                <h1>{title}</h1>
                <div class="page-facts">{facts.run()}</div>
            </div>
            <div class="actions">{actions.run()}</div>
        </div>
    }
    .into_any()
}

/// The way here: links, then this page.
#[component]
pub fn Breadcrumb(
    /// Addresses and names of the pages above.
    above: Vec<(&'static str, &'static str)>,
    /// Address and name of the page right above, where they are not known beforehand.
    #[prop(optional)]
    under: Option<(String, String)>,
    /// This page's name.
    #[prop(into)]
    current: String,
) -> impl IntoView {
    let fixed = above.into_iter().map(|(href, name)| (href.to_owned(), name.to_owned()));
    let links = fixed
        .chain(under)
        .map(|(href, name)| {
            view! {
                <li>
                    <a href=href>{name}</a>
                    <Icon name=IconName::ChevronRight class="icon-tiny" />
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="breadcrumb" aria-label="Breadcrumb">
            <ol>
                {links}
                <li aria-current="page">{current}</li>
            </ol>
        </nav>
    }
    .into_any()
}

/// "as of 2:10 PM CST", with the dot that says the page is live.
#[component]
pub fn AsOf(
    /// The time in words, zone named.
    #[prop(into)]
    time: String,
) -> impl IntoView {
    view! { <span class="as-of">"as of " {time}</span> }
}
