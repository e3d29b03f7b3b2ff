//! Nothing here yet: why, and what to do next.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// An empty list.
#[component]
pub fn EmptyState(
    /// Its icon.
    icon: IconName,
    /// What is not there.
    #[prop(into)]
    title: String,
    /// Why, and what to do next.
    #[prop(into)]
    text: String,
    /// Actions.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty-state">
            <span class="icon-tile">
                <Icon name=icon class="icon-large" />
            </span>
            <p class="empty-title">{title}</p>
            <p>{text}</p>
            {children.map(|children| view! { <div class="actions">{children()}</div> })}
        </div>
    }
    .into_any()
}
