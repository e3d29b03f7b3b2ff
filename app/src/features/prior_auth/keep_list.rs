//! The ways to keep the list as it is filtered: as a saved view, and as a file.

use domain::saved_view::Place;
use leptos::prelude::*;

use super::view::ListView;
use crate::paths;
use crate::ui::{Icon, IconName, SavedViews, ViewForms};

/// What the filters say, as an address has it.
fn query(list: Signal<ListView>) -> Signal<String> {
    Signal::derive(move || {
        let query = list.with(|list| list.filters.as_ref().map(|view| view.query.clone()));
        query.unwrap_or_default()
    })
}

/// Saved views; the forms are made at the top of the page.
#[component]
pub fn KeepList(list: Signal<ListView>, forms: ViewForms) -> impl IntoView {
    let views = Signal::derive(move || list.with(|list| list.views.clone()));
    view! { <SavedViews place=Place::Requests views=views query=query(list) forms=forms /> }
}

/// "Export CSV", in the line that says how much it holds.
#[component]
pub fn ExportLink(list: Signal<ListView>) -> impl IntoView {
    let query = query(list);
    let file = move || query.with(|query| format!("{}?{query}", paths::PRIOR_AUTH_EXPORT));
    view! {
        <a class="button button-small" href=file rel="external">
            <Icon name=IconName::File class="icon-small" />
            "Export CSV"
        </a>
    }
}
