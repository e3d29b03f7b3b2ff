//! The command palette: a field, and below it what one may open or do, in groups.
//!
//! The part shows and does nothing: it is a combobox with its list, to the letter of the pattern, and whoever makes it listens to
//! what is typed and chosen (`features::search`). So it can also stand still, as a picture of itself.

use domain::prior_auth::Status;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::icon::symbol;
use super::status_tag::StatusTag;

/// Where an entry leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaletteTarget {
    /// To a page.
    Page(String),
    /// To what a posted form does; name and value of its field, where it has one.
    Post(String, Option<(String, String)>),
}

/// One thing to open or to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaletteEntry {
    /// The symbol before it: `IconName::id`.
    pub icon: String,
    /// What it is.
    pub title: String,
    /// What else one may want to know; empty for nothing.
    pub detail: String,
    /// Where a request stands.
    pub status: Option<Status>,
    /// Where it leads.
    pub target: PaletteTarget,
}

/// Entries of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaletteGroup {
    /// What they are.
    pub title: String,
    /// The entries; at least one.
    pub entries: Vec<PaletteEntry>,
}

/// The id of the entry at a place, counted through all groups; `data-place` says the same.
#[must_use]
pub fn entry_id(place: usize) -> String {
    format!("palette-{place}")
}

/// The palette. The entry at the place `chosen` is the one that Enter opens.
#[component]
pub fn Palette(
    /// What is in the field.
    #[prop(into)]
    typed: Signal<String>,
    /// What fits it.
    #[prop(into)]
    groups: Signal<Vec<PaletteGroup>>,
    /// The place of the chosen entry.
    #[prop(into)]
    chosen: Signal<usize>,
    /// Said in place of the groups where there are none, and to screen readers whenever it changes.
    #[prop(into)]
    note: Signal<String>,
) -> impl IntoView {
    let is_empty = Memo::new(move |_| groups.with(Vec::is_empty));
    let chosen = Memo::new(move |_| chosen.get());
    let active = move || (!is_empty.get()).then(|| entry_id(chosen.get()));
    view! {
        <div class="palette">
            <div class="palette-field">
                {symbol("search", "")}
                <input
                    type="text"
                    role="combobox"
                    aria-label="Search or jump to"
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-autocomplete="list"
                    aria-activedescendant=active
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    maxlength="80"
                    value=typed.get_untracked()
                />
                <button type="button" class="palette-close" aria-label="Close">
                    <kbd>"Esc"</kbd>
                </button>
            </div>
            <div class="palette-list" id="palette-list" role="listbox" aria-label="Results">
                {move || typed.with_untracked(|typed| groups.with(|groups| sections(groups, typed, chosen)))}
            </div>
            <p class="palette-note" class:visually-hidden=move || !is_empty.get() role="status">{note}</p>
            <p class="palette-keys" aria-hidden="true">
                <span><kbd>"Tab"</kbd> " next group"</span>
                <span><kbd>"Enter"</kbd> " open"</span>
                <span><kbd>"Ctrl"</kbd> <kbd>"Enter"</kbd> " new tab"</span>
            </p>
        </div>
    }
    .into_any()
}

fn sections(groups: &[PaletteGroup], typed: &str, chosen: Memo<usize>) -> impl IntoView + use<> {
    let mut place = 0;
    let section = |(number, group): (usize, &PaletteGroup)| {
        let title = format!("palette-group-{number}");
        let options = group.entries.iter().map(|entry| {
            let option = option(entry, place, typed, chosen);
            place += 1;
            option
        });
        view! {
            <div role="group" aria-labelledby=title.clone()>
                <p class="palette-group" id=title.clone()>{group.title.clone()}</p>
                {options.collect_view()}
            </div>
        }
    };
    groups.iter().enumerate().map(section).collect_view()
}

fn option(entry: &PaletteEntry, place: usize, typed: &str, chosen: Memo<usize>) -> impl IntoView + use<> {
    let is_chosen = move || chosen.get() == place;
    view! {
        <div
            class="palette-option"
            role="option"
            id=entry_id(place)
            data-place=place
            aria-selected=move || if is_chosen() { "true" } else { "false" }
        >
            {entry_words(entry, typed)}
        </div>
    }
}

/// Icon, words and status of an entry; what fits `typed` is marked.
pub fn entry_words(entry: &PaletteEntry, typed: &str) -> impl IntoView + use<> {
    view! {
        {symbol(&entry.icon, "icon-small")}
        <span class="palette-title">{marked(&entry.title, typed)}</span>
        {(!entry.detail.is_empty()).then(|| view! { <span class="palette-detail">{marked(&entry.detail, typed)}</span> })}
        {entry.status.map(|status| view! { <StatusTag status=status /> })}
    }
}

/// The text with the first part that is typed marked; case does not matter.
fn marked(text: &str, typed: &str) -> impl IntoView + use<> {
    let typed = typed.trim();
    let found = text
        .char_indices()
        .map(|(start, _)| (start, start + typed.len()))
        .find(|(start, end)| {
            text.get(*start..*end)
                .is_some_and(|part| part.eq_ignore_ascii_case(typed))
        });
    let (start, end) = found.filter(|_| !typed.is_empty()).unwrap_or((text.len(), text.len()));
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
    view! {
        {part(0, start)}
        {(start < end).then(|| view! { <mark>{part(start, end)}</mark> })}
        {part(end, text.len())}
    }
}
