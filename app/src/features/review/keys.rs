//! Single keys for whoever works without a mouse: they lead and open, and never decide.
//!
//! They do nothing while somebody types, while a dialog is open, or together with Ctrl, Alt or ⌘; and they can be switched off
//! on the account page (WCAG 2.1.4).

use domain::prior_auth::transition::Action;
use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

use crate::paths;
use crate::place::{query_parameter, use_place};
use crate::ui::{CaseView, Dialog};

/// What is typed into.
const TYPED_INTO: &str = "textarea, select, [contenteditable], input:not([type=checkbox]):not([type=radio])";
/// The keys, and what they do.
const HELP: [(&str, &str); 8] = [
    ("j", "Next request of the queue"),
    ("k", "Previous request"),
    ("x", "Select or leave out the request"),
    ("Enter", "Open the request"),
    ("a", "On a request: open “Approve”"),
    ("i", "On a request: open “Ask for information”"),
    ("p", "On a request: open “Send to physician”"),
    ("?", "Show these keys"),
];

/// The keys of the queue.
#[component]
pub fn QueueKeys() -> impl IntoView {
    listen(|key| match key {
        "j" => step(true),
        "k" => step(false),
        "x" => tick(),
        _ => {}
    });
    view! { <KeysHelp /> }
}

/// The keys of a case; each opens its form where the reader may do that now.
#[component]
pub fn CaseKeys(
    /// The case.
    case: Signal<CaseView>,
) -> impl IntoView {
    let place = use_place();
    listen(move |key| {
        // What was typed into an open form is not given up for a key.
        if find(".decision form[data-changed]").is_some() {
            return;
        }
        let (action, act) = match key {
            "a" => (Action::Approve, "approve"),
            "i" => (Action::AskForInformation, "ask"),
            "p" => (Action::SendToPhysician, "send"),
            _ => return,
        };
        let page = case.with_untracked(|case| case.allows(action).then(|| paths::review_case(&case.row.reference)));
        if let Some(page) = page {
            place.go_to(paths::with_query(&page, &[(paths::ACT, act)]));
            // The form is there after this turn.
            request_animation_frame(|| focus(find(".decision .confirm")));
        }
    });
    view! { <KeysHelp /> }
}

/// The dialog that `?` opens; its place in the address makes it work by a link, too.
#[component]
fn KeysHelp() -> impl IntoView {
    let place = use_place();
    let asked = query_parameter(paths::KEYS);
    let open = Signal::derive(move || asked.with(|asked| !asked.is_empty()));
    let address = place.address();
    let without = Signal::derive(move || address.with(|address| paths::without(address, &[paths::KEYS])));
    listen(move |key| {
        if key == "?" {
            let here = without.get_untracked();
            place.go_to(paths::with_query(&here, &[(paths::KEYS, "show")]));
        }
    });
    let row = |(key, words): (&'static str, &'static str)| view! { <dt><kbd>{key}</kbd></dt><dd>{words}</dd> };
    view! {
        <Dialog
            id="keys"
            title="Keys"
            text="They lead and open. None of them decides."
            open=open
            cancel=Callback::new(move |()| place.go_to(without.get_untracked()))
        >
            <dl class="keys">{HELP.map(row).collect_view()}</dl>
            <div class="actions">
                <a class="button button-primary" href=move || without.get()>"Close"</a>
                <a href=paths::ACCOUNT>"Switch single keys off"</a>
            </div>
        </Dialog>
    }
}

/// Hears the keys as long as the page is there.
fn listen(act: impl Fn(&str) + Clone + 'static) {
    Effect::new(move |_| {
        let act = act.clone();
        let heard = window_event_listener(ev::keydown, move |event| {
            if is_free(&event) && !switched_off() {
                act(&event.key());
            }
        });
        on_cleanup(move || heard.remove());
    });
}

/// Whether the reader has switched single keys off in this browser.
#[cfg(feature = "hydrate")]
fn switched_off() -> bool {
    let document = document().dyn_into::<leptos::web_sys::HtmlDocument>().ok();
    let cookies = document.and_then(|document| document.cookie().ok()).unwrap_or_default();
    let off = format!("{}=off", crate::request::SINGLE_KEYS_COOKIE);
    cookies.split("; ").any(|cookie| cookie == off)
}

/// On the server nobody presses a key.
#[cfg(not(feature = "hydrate"))]
fn switched_off() -> bool {
    false
}

/// Whether a key means nothing else at this moment.
fn is_free(event: &KeyboardEvent) -> bool {
    let is_single = !event.ctrl_key() && !event.alt_key() && !event.meta_key() && !event.is_composing();
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_typed = target.is_some_and(|target| target.closest(TYPED_INTO).ok().flatten().is_some());
    is_single && !is_typed && !event.default_prevented() && find("dialog[open]").is_none()
}

/// Goes to the next row of the table or to the one before, from the row with the focus; to the first one from elsewhere.
fn step(is_forward: bool) {
    let row = match row() {
        Some(row) if is_forward => row.next_element_sibling(),
        Some(row) => row.previous_element_sibling(),
        None => find(".data-table tbody tr"),
    };
    focus(row.and_then(|row| row.query_selector("a.reference").ok().flatten()));
}

/// Ticks the box of the row with the focus, or takes the tick away.
fn tick() {
    let pick = row().and_then(|row| row.query_selector("input.pick").ok().flatten());
    if let Some(pick) = pick.and_then(|pick| pick.dyn_into::<HtmlElement>().ok()) {
        pick.click();
    }
}

/// The row with the focus.
fn row() -> Option<Element> {
    document().active_element()?.closest(".data-table tbody tr").ok()?
}

fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

fn focus(element: Option<Element>) {
    let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    // A form takes no focus by itself.
    if !element.has_attribute("href") {
        let _ = element.set_attribute("tabindex", "-1");
    }
    // It fails only for what has left the page.
    let _ = element.focus();
}
