//! `/search`: finds what the palette finds, in a page of its own.
//!
//! What is typed may be somebody's name, and no address may hold that. So the form posts, and the page answers the post itself: there
//! is nothing to be sent on to.

use leptos::html::Input;
use leptos::prelude::*;

use super::api::find;
use crate::place::query_value;
use crate::ui::palette::entry_words;
use crate::ui::{
    Button, ButtonKind, IconName, Letters, PageHeading, PageTitle, PaletteEntry, PaletteGroup, PaletteTarget, ask,
    loaded,
};
use crate::{copy, paths};

/// The page. Where the client runs, the form asks without leaving it.
#[component]
pub fn SearchPage() -> impl IntoView {
    let first = || asked().unwrap_or_else(|| query_value("q").unwrap_or_default());
    let first = SharedValue::<String, Letters>::new_with_encoding(first);
    let typed = RwSignal::new(first.into_inner());
    let found = ask(move || typed.get(), find);
    let field = NodeRef::<Input>::new();
    let look = move |event: leptos::web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            typed.set(field.value());
        }
    };
    view! {
        <PageTitle title="Search" />
        <PageHeading title="Search or jump to" />
        <form class="search-form" method="post" action=paths::SEARCH_ACTION role="search" on:submit=look>
            <label for="search-field">"Reference, member’s last name, member ID, page or action"</label>
            <div class="search-form-line">
                <input
                    class="input"
                    id="search-field"
                    type="search"
                    name="q"
                    value=typed.get_untracked()
                    maxlength="80"
                    autocomplete="off"
                    node_ref=field
                />
                <Button kind=ButtonKind::Primary icon=IconName::Search>"Search"</Button>
            </div>
        </form>
        {loaded(found, move |found| view! { <Results found=found typed=typed /> })}
    }
}

/// What was asked by the post that this page answers.
#[cfg(feature = "ssr")]
fn asked() -> Option<String> {
    let scope = use_context::<crate::request::RequestScope>()?;
    scope
        .asked
        .into_iter()
        .find(|(name, _)| name == "q")
        .map(|(_, value)| value)
}

#[cfg(not(feature = "ssr"))]
fn asked() -> Option<String> {
    None
}

#[component]
fn Results(found: Signal<Vec<PaletteGroup>>, typed: RwSignal<String>) -> impl IntoView {
    let count = move || found.with(|groups| groups.iter().map(|group| group.entries.len()).sum());
    view! {
        <p class="search-count" role="status">{move || copy::found(count())}</p>
        {move || {
            let typed = typed.get_untracked();
            found.with(|groups| groups.iter().map(|group| section(group, &typed)).collect_view())
        }}
    }
}

fn section(group: &PaletteGroup, typed: &str) -> impl IntoView + use<> {
    view! {
        <section class="panel search-group">
            <h2>{group.title.clone()}</h2>
            <ul>{group.entries.iter().map(|entry| view! { <li>{way(entry, typed)}</li> }).collect_view()}</ul>
        </section>
    }
}

/// A link, or the button of a form.
fn way(entry: &PaletteEntry, typed: &str) -> AnyView {
    let words = entry_words(entry, typed);
    match entry.target.clone() {
        PaletteTarget::Page(href) => {
            let is_public = !paths::is_signed_in(paths::path_of(&href));
            view! { <a class="palette-option" href=href rel=is_public.then_some("external")>{words}</a> }.into_any()
        }
        PaletteTarget::Post(action, field) => view! {
            <form method="post" action=action>
                {field.map(|(name, value)| view! { <input type="hidden" name=name value=value /> })}
                <button type="submit" class="palette-option">{words}</button>
            </form>
        }
        .into_any(),
    }
}
