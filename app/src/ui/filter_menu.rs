//! One filter: its name and value, and behind them its fields.
//!
//! It opens and closes without the client. With it, it also closes when it is left or Escape is pressed.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html::Details;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, Node};

use super::icon::{Icon, IconName};

/// A filter and its fields, in the form of a `FilterBar`.
#[component]
pub fn FilterMenu(
    /// What it filters by.
    label: &'static str,
    /// What it lets through now: `Any`, `4 open`.
    #[prop(into)]
    value: Signal<String>,
    /// Whether it is open at first: for a picture.
    #[prop(optional)]
    open: bool,
    /// Fields.
    children: Children,
) -> impl IntoView {
    let menu = NodeRef::<Details>::new();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let on_keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
            focus_summary(menu);
        }
    };
    let on_focusout = move |event: FocusEvent| {
        // Nothing takes the focus when the window loses it, or when the pointer goes down beside every control.
        let next = event.related_target().and_then(|next| next.dyn_into::<Node>().ok());
        let is_left = next.is_some_and(|next| menu.get_untracked().is_some_and(|menu| !menu.contains(Some(&next))));
        if is_left {
            close();
        }
    };
    view! {
        <details class="filter-menu" name="filter" open=open node_ref=menu on:keydown=on_keydown on:focusout=on_focusout>
            <summary>
                <span>{label} ": " <strong>{value}</strong></span>
                <Icon name=IconName::ChevronDown class="icon-tiny" />
            </summary>
            <div class="filter-menu-fields">
                {children()}
                // In the menu, which lies over whatever is below it.
                <button type="submit" class="button">"Apply"</button>
            </div>
        </details>
    }
    .into_any()
}

/// Puts the focus back to what opened the menu.
fn focus_summary(menu: NodeRef<Details>) {
    let summary = menu
        .get_untracked()
        .and_then(|menu| menu.query_selector("summary").ok().flatten());
    if let Some(summary) = summary.and_then(|summary| summary.dyn_into::<HtmlElement>().ok()) {
        // It fails for an element that is not shown any more.
        let _ = summary.focus();
    }
}
