//! The few things live pages need of the browser: leaving, waiting and the lock that one tab holds.

use std::cell::Cell;
use std::time::Duration;

use futures::channel::oneshot;
use js_sys::{Function, Promise, Reflect};
use leptos::ev;
use leptos::prelude::{document, set_timeout, window, window_event_listener, window_event_listener_untyped};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlFormElement, NodeList};

use crate::error::SessionLoss;
use crate::paths;

/// How long a started navigation keeps a second one from overtaking it.
const LEAVING: Duration = Duration::from_secs(10);

/// The id that the posted form gets, for fields that stand elsewhere.
const KEPT_FORM: &str = "kept-form";

thread_local! {
    static LEAVES: Cell<bool> = const { Cell::new(false) };
    static WATCHING: Cell<bool> = const { Cell::new(false) };
}

/// Notices when the page is being left anyway (a form was posted): then nothing here may navigate as well.
pub fn watch_leaving() {
    if WATCHING.replace(true) {
        return;
    }
    // Never removed: it lives as long as the page.
    let _ = window_event_listener(ev::beforeunload, |_| leaving());
    // A browser that keeps a left page as it was would show it to whoever presses Back after the session.
    let _ = window_event_listener_untyped("pagehide", |event| {
        if is_persisted(&event)
            && let Some(html) = document().document_element()
        {
            let _ = html.set_attribute("data-left", "");
        }
    });
    let _ = window_event_listener_untyped("pageshow", |event| {
        if is_persisted(&event) {
            let _ = window().location().reload();
        }
    });
}

/// Runs `open` whenever Ctrl K or ⌘ K is pressed; browsers have other plans with it.
pub fn when_palette_is_asked_for(open: impl Fn() + 'static) {
    // Never removed: it lives as long as the page.
    let _ = window_event_listener(ev::keydown, move |event| {
        let is_asked = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key();
        if is_asked && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            open();
        }
    });
}

fn leaving() {
    LEAVES.set(true);
    set_timeout(|| LEAVES.set(false), LEAVING);
}

fn is_persisted(event: &Event) -> bool {
    Reflect::get(event, &JsValue::from_str("persisted")).is_ok_and(|persisted| persisted.is_truthy())
}

/// Milliseconds by a clock that nobody sets.
pub fn now_millis() -> f64 {
    window().performance().map(|clock| clock.now()).unwrap_or_default()
}

/// Runs `again` whenever the page comes back to the front.
pub fn when_seen_again(again: impl Fn() + 'static) {
    let _ = window_event_listener_untyped("focus", move |_| again());
}

/// Adds to a form what the button that was pressed says.
pub fn say(form: &HtmlFormElement, name: &str, value: &str) {
    let Ok(field) = document().create_element("input") else {
        return;
    };
    for (attribute, text) in [("type", "hidden"), ("name", name), ("value", value)] {
        let _ = field.set_attribute(attribute, text);
    }
    let _ = form.append_child(&field);
}

/// Lets the browser post a form as it would without the client program.
pub fn post(form: &HtmlFormElement) {
    if !LEAVES.get() {
        leaving();
        let _ = form.submit();
    }
}

/// Posts what was typed into forms that can be kept, to where it is kept; the server holds it until its sender is back.
fn post_what_was_typed() -> bool {
    let changed = elements::<HtmlFormElement>(document().query_selector_all("form[data-keep][data-changed]"));
    let Some((form, others)) = changed.split_first() else {
        return false;
    };
    let keep = form.get_attribute("data-keep").unwrap_or_default();
    // A page can be left with one form only: it takes along what was typed into the others.
    form.set_id(KEPT_FORM);
    let others = others
        .iter()
        .filter(|other| other.get_attribute("data-keep").as_ref() == Some(&keep));
    for field in others.flat_map(|other| elements::<Element>(other.query_selector_all("[name]"))) {
        let _ = field.set_attribute("form", KEPT_FORM);
    }
    form.set_action(&keep);
    post(form);
    true
}

/// The elements that were found, as what they are.
fn elements<T: JsCast>(found: Result<NodeList, JsValue>) -> Vec<T> {
    let Ok(found) = found else {
        return Vec::new();
    };
    let nodes = (0..found.length()).filter_map(|place| found.get(place));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}

/// The build that rendered this page.
pub fn build() -> Option<String> {
    document().document_element()?.get_attribute("data-build")
}

/// Loads this page again, or posts what was typed into it.
pub fn load_again() {
    if !LEAVES.get() && !post_what_was_typed() {
        go(&here());
    }
}

/// Goes to the page that says why the session is gone, with the way back to this one.
pub fn leave(loss: SessionLoss) {
    if LEAVES.get() || (!matches!(loss, SessionLoss::Missing | SessionLoss::PracticeChanged) && post_what_was_typed()) {
        return;
    }
    let here = here();
    go(&match loss {
        SessionLoss::Missing => paths::with_next(paths::LOGIN, &here),
        SessionLoss::Expired => paths::with_next(paths::SESSION_EXPIRED, &here),
        SessionLoss::Ended => paths::SIGNED_OUT.to_owned(),
        SessionLoss::Revoked => paths::REVOKED.to_owned(),
        // Where this browser is signed in now.
        SessionLoss::PracticeChanged => paths::DASHBOARD.to_owned(),
    });
}

/// Loads `address` unless the page is being left already.
pub fn go(address: &str) {
    if !LEAVES.replace(true) {
        let _ = window().location().assign(address);
    }
}

fn here() -> String {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let query = location.search().unwrap_or_default();
    format!("{path}{query}")
}

/// Waits without holding anything up.
pub async fn pause(time: Duration) {
    let (done, waited) = oneshot::channel();
    let wake = move || {
        // Nobody waits any more: then there is nobody to wake.
        let _ = done.send(());
    };
    set_timeout(wake, time);
    let _ = waited.await;
}

/// Asks for the lock `name` and runs `granted` when this tab has it, which it keeps until it is closed.
///
/// # Errors
/// The browser has no locks (an old one, or a page without a secure origin).
pub fn when_locked(name: &str, granted: impl FnOnce() + 'static) -> Result<(), JsValue> {
    let locks = Reflect::get(&window().navigator(), &JsValue::from_str("locks"))?;
    let request = Reflect::get(&locks, &JsValue::from_str("request"))?.dyn_into::<Function>()?;
    let hold = Closure::once_into_js(move |_lock: JsValue| -> JsValue {
        granted();
        // Never settled: the lock is held as long as the promise is pending.
        Promise::new(&mut |_, _| {}).into()
    });
    request.call2(&locks, &JsValue::from_str(name), &hold).map(drop)
}
