//! The parts of a list as links with their counts.

use leptos::prelude::*;

use super::tag::Count;

/// One part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Its address.
    pub href: String,
    /// Its name.
    pub words: String,
    /// How much is in it.
    pub count: u64,
    /// There is more, and nobody counted it.
    pub is_more: bool,
    /// Whether it is the part on screen.
    pub is_chosen: bool,
}

/// The parts of a list. Each is a page of its own, hence links.
#[component]
pub fn Tabs(
    /// What they are parts of, for screen readers.
    label: &'static str,
    /// The parts, in their order.
    tabs: Signal<Vec<Tab>>,
) -> impl IntoView {
    let link = |tab: Tab| {
        view! {
            <li>
                <a href=tab.href aria-current=tab.is_chosen.then_some("page")>
                    {tab.words}
                    <Count value=tab.count for_you=tab.is_chosen is_more=tab.is_more />
                </a>
            </li>
        }
    };
    view! {
        <nav class="tabs" aria-label=label>
            <ul>{move || tabs.get().into_iter().map(link).collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// What narrows a list beyond its parts, and the way back to all of it; nothing where nothing does.
#[component]
pub fn Narrowed(
    /// What is shown, in words; nothing where empty.
    words: Signal<String>,
    /// The address of all of it.
    all: &'static str,
) -> impl IntoView {
    move || {
        let words = words.get();
        (!words.is_empty()).then(|| {
            view! {
                <p class="narrowed">
                    <strong>{words}</strong>
                    <a href=all>"Show all"</a>
                </p>
            }
        })
    }
}
