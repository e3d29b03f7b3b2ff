//! Follows links, form answers and the browser's own buttons to other signed-in pages, without loading a document.
//!
//! Everything else is left to the browser: links with a modifier key, another button, `target`, `download` or
//! `rel="external"`, links within a page, public pages, other sites. A page whose code cannot be had is loaded as a whole,
//! which also brings the new build after an upgrade.

use std::cell::Cell;

use leptos::ev::{self, MouseEvent};
use leptos::prelude::{
    GetUntracked as _, Set as _, Update as _, WithUntracked as _, document, window, window_event_listener,
};
use leptos::server_fn::redirect::set_redirect_hook;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlAnchorElement};

use super::Place;
use crate::paths;

thread_local! {
    /// Counts the ways taken: where one sets out again before arriving, only the last one counts.
    static TURNS: Cell<u32> = const { Cell::new(0) };
}

/// What going somewhere means to the browser's history.
#[derive(Clone, Copy)]
enum Entry {
    /// Back leads here again.
    New,
    /// The new page stands where this one stood.
    Same,
}

/// Path and query in the address bar.
pub fn here() -> String {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    path + &location.search().unwrap_or_default()
}

/// Starts to follow links; once.
pub fn follow_links(place: Place) {
    // Never removed: they live as long as the page.
    let _ = window_event_listener(ev::click, move |event| {
        if let Some(address) = target(&event) {
            event.prevent_default();
            spawn_local(go(place, address, Entry::New));
        }
    });
    let _ = window_event_listener(ev::popstate, move |_| spawn_local(come_back(place)));
    // A second one is refused: the page has one place.
    let _ = set_redirect_hook(move |address: &str| spawn_local(go(place, address.to_owned(), Entry::New)));
}

/// Goes to `address` in this page's place.
pub fn lead_to(place: Place, address: String) {
    spawn_local(go(place, address, Entry::Same));
}

/// Goes to `address`; Back leads here again.
pub fn go_to(place: Place, address: String) {
    spawn_local(go(place, address, Entry::New));
}

/// Where a click leads, if it is a link that is followed here.
fn target(event: &MouseEvent) -> Option<String> {
    let is_plain = event.button() == 0
        && !(event.default_prevented() || event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key());
    let clicked = event.target()?.dyn_into::<Element>().ok().filter(|_| is_plain)?;
    let link = clicked.closest("a[href]").ok()??.dyn_into::<HtmlAnchorElement>().ok()?;
    let is_ours = link.origin() == window().location().origin().ok()?
        && link.target().is_empty()
        && !link.has_attribute("download")
        && link.rel() != "external"
        && paths::is_signed_in(&link.pathname());
    let address = link.pathname() + &link.search();
    let is_within = !link.hash().is_empty() && address == here();
    (is_ours && !is_within).then(|| address + &link.hash())
}

/// Goes to another page, or loads it as a whole where it is no signed-in one or its code cannot be had.
async fn go(place: Place, address: String, entry: Entry) {
    let path = paths::path_of(&address);
    let turn = set_out();
    let _waiting = crate::live::waiting();
    let is_here = paths::is_signed_in(path) && !is_made_anew(path) && crate::fetch_page(path).await;
    if turn != TURNS.get() {
        return;
    }
    let entry = if address == here() { Entry::Same } else { entry };
    if !is_here || record(entry, &address).is_err() {
        drop(window().location().assign(&address));
        return;
    }
    arrive(place).await;
    scroll(&address);
}

/// Whether `path` is the page here, and is loaded as a whole with another query.
fn is_made_anew(path: &str) -> bool {
    paths::path_of(&here()) == path && paths::Page::parse(path).is_some_and(paths::Page::is_made_anew)
}

/// The browser went to another entry of its history; the address bar has changed already.
async fn come_back(place: Place) {
    let address = here();
    if address == place.address.get_untracked() {
        return;
    }
    let path = paths::path_of(&address);
    let turn = set_out();
    let _waiting = crate::live::waiting();
    let is_here = paths::is_signed_in(path) && crate::fetch_page(path).await;
    if turn != TURNS.get() {
        return;
    }
    if is_here {
        arrive(place).await;
    } else {
        drop(window().location().reload());
    }
}

/// Puts `address` into the address bar and the browser's history.
fn record(entry: Entry, address: &str) -> Result<(), JsValue> {
    let history = window().history()?;
    match entry {
        Entry::New => history.push_state_with_url(&JsValue::NULL, "", Some(address)),
        Entry::Same => history.replace_state_with_url(&JsValue::NULL, "", Some(address)),
    }
}

/// Shows the page of the address bar.
async fn arrive(place: Place) {
    let address = here();
    let page = paths::Page::parse(paths::path_of(&address));
    let is_another = place
        .address
        .with_untracked(|before| paths::path_of(before) != paths::path_of(&address));
    place.address.set(address);
    tick().await;
    place.page.set(page);
    tick().await;
    if is_another {
        place.arrivals.update(|arrivals| *arrivals += 1);
    }
}

fn set_out() -> u32 {
    TURNS.set(TURNS.get().wrapping_add(1));
    TURNS.get()
}

/// To the part of the page that the address names, or to its top.
fn scroll(address: &str) {
    let part = address
        .split_once('#')
        .and_then(|(_, id)| document().get_element_by_id(id));
    match part {
        Some(part) => part.scroll_into_view(),
        None => window().scroll_to_with_x_and_y(0.0, 0.0),
    }
}
