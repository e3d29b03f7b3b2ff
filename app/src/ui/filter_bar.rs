//! The filters of a list: a form that gets its own page again, so that they stand in the address.
//!
//! Without the client the browser sends it; with the client the page goes there and stays. Below the form
//! stand the filters that are set, each with a link that takes it away.

use leptos::ev::SubmitEvent;
use leptos::form::form_data_from_event;
use leptos::html::Form;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlDetailsElement, UrlSearchParams};
use serde::{Deserialize, Serialize};

use super::button::{ButtonKind, LinkButton};
use super::empty_state::EmptyState;
use super::icon::{Icon, IconName};
use crate::place::use_place;

/// A filter that is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActiveFilter {
    /// What it lets through: `Received since Nov 1`.
    pub words: String,
    /// The list without it.
    pub without: String,
}

/// The filters that are set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActiveFilters {
    /// Each of them.
    pub each: Vec<ActiveFilter>,
    /// The list without any.
    pub without_all: String,
}

/// The form, the filters that are set, and how much they let through.
#[component]
pub fn FilterBar(
    /// The list's page.
    action: &'static str,
    /// Parameters of the address that filtering keeps: the group, the order.
    #[prop(optional, into)]
    keep: Signal<Vec<(&'static str, String)>>,
    /// The filters that are set.
    active: Signal<ActiveFilters>,
    /// `12 of 47 requests`; said aloud when it changes.
    #[prop(into)]
    shown: Signal<String>,
    /// What stands behind that, and is not said aloud: "as of".
    #[prop(optional, into)]
    aside: ViewFnOnce,
    /// `FilterMenu`s.
    children: Children,
) -> impl IntoView {
    let form = NodeRef::<Form>::new();
    let place = use_place();
    let on_submit = move |event: SubmitEvent| {
        // A form that cannot be read is the browser's.
        let Some(query) = query_of(&event) else { return };
        event.prevent_default();
        let there = if query.is_empty() {
            action.to_owned()
        } else {
            format!("{action}?{query}")
        };
        place.go_to(there);
    };
    let active = Memo::new(move |_| active.get());
    let shown = Memo::new(move |_| shown.get());
    show_what_the_address_says(form, active);
    view! {
        <div class="filter-bar">
            <form
                method="get"
                action=action
                role="search"
                aria-label="Filters"
                class="filters"
                node_ref=form
                on:submit=on_submit
            >
                {move || keep.get().into_iter().map(kept).collect_view()}
                {children()}
            </form>
            <div class="filter-facts">
                <Chips active=active />
                <p class="filter-shown">
                    <span role="status">{shown}</span>
                    {aside.run()}
                </p>
            </div>
        </div>
    }
    .into_any()
}

fn kept((name, value): (&'static str, String)) -> impl IntoView {
    view! { <input type="hidden" name=name value=value /> }
}

/// The filters that are set; nothing where none is.
#[component]
fn Chips(active: Memo<ActiveFilters>) -> impl IntoView {
    let chip = |filter: ActiveFilter| {
        let label = format!("Remove filter {}", filter.words);
        view! {
            <li class="chip">
                {filter.words}
                <a href=filter.without aria-label=label>
                    <Icon name=IconName::X class="icon-tiny" />
                </a>
            </li>
        }
    };
    move || {
        let ActiveFilters { each, without_all } = active.get();
        (!each.is_empty()).then(|| {
            view! {
                <ul class="chips" aria-label="Filters that are set">
                    {each.into_iter().map(chip).collect_view()}
                </ul>
                <a class="filter-clear" href=without_all>
                    "Clear filters"
                </a>
            }
        })
    }
}

/// In the place of a list in which nothing gets through the filters: the ways to let through more.
#[component]
pub fn NothingFits(
    /// The filters that are set; at least one.
    filters: ActiveFilters,
) -> impl IntoView {
    let ActiveFilters { each, without_all } = filters;
    let is_one = each.len() == 1;
    let text = if is_one {
        "Take the filter away to see more."
    } else {
        "All of these filters have to fit. Drop one of them, or clear them all."
    };
    let ways = each.into_iter().map(|filter| {
        view! { <LinkButton href=filter.without kind=ButtonKind::Small>"Drop “" {filter.words} "”"</LinkButton> }
    });
    view! {
        <EmptyState icon=IconName::Search title="Nothing fits these filters" text=text>
            {ways.collect_view()}
            {(!is_one).then(|| view! { <LinkButton href=without_all kind=ButtonKind::Small>"Clear filters"</LinkButton> })}
        </EmptyState>
    }
    .into_any()
}

/// Once other filters are set, by whatever way, the fields hold those and the menus are closed. What is being typed at
/// that moment was typed for a list that is gone.
fn show_what_the_address_says(form: NodeRef<Form>, active: Memo<ActiveFilters>) {
    Effect::new(move |before: Option<()>| {
        active.track();
        if before.is_none() {
            return;
        }
        // The first values of the fields follow the address, too: after this turn.
        request_animation_frame(move || {
            let Some(form) = form.try_get_untracked().flatten() else {
                return;
            };
            form.reset();
            // No more than one is open: they share a name.
            let menu = form.query_selector("details[open]").ok().flatten();
            if let Some(menu) = menu.and_then(|menu| menu.dyn_into::<HtmlDetailsElement>().ok()) {
                menu.set_open(false);
            }
        });
    });
}

/// The query that the form would ask for, without what is empty.
fn query_of(event: &SubmitEvent) -> Option<String> {
    let data = form_data_from_event(event).ok()?;
    let query = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    Some(without_empty(&String::from(query.to_string())))
}

fn without_empty(query: &str) -> String {
    let said = query.split('&').filter(|part| !part.ends_with('='));
    said.collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::without_empty;

    #[test]
    fn an_address_does_not_name_what_is_empty() {
        assert_eq!(
            without_empty("q=&status=open&status=denied&from="),
            "status=open&status=denied"
        );
        assert_eq!(without_empty("q=a%3D"), "q=a%3D");
        assert_eq!(without_empty("q="), "");
    }
}
