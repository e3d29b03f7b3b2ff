//! The few things live pages need of the browser: leaving, waiting and the lock that one tab holds.

use std::cell::Cell;
use std::time::Duration;

use futures::channel::oneshot;
use js_sys::{Function, Promise, Reflect};
use leptos::ev;
use leptos::prelude::{set_timeout, window, window_event_listener};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::error::SessionLoss;
use crate::paths;

/// How long a started navigation keeps a second one from overtaking it.
const LEAVING: Duration = Duration::from_secs(10);

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
    let _ = window_event_listener(ev::beforeunload, |_| {
        LEAVES.set(true);
        set_timeout(|| LEAVES.set(false), LEAVING);
    });
}

/// Goes to the page that says why the session is gone, with the way back to this one.
pub fn leave(loss: SessionLoss) {
    let here = here();
    go(&match loss {
        SessionLoss::Missing => paths::with_next(paths::LOGIN, &here),
        SessionLoss::Expired => paths::with_next(paths::SESSION_EXPIRED, &here),
        SessionLoss::Ended => paths::SIGNED_OUT.to_owned(),
        SessionLoss::Revoked => paths::REVOKED.to_owned(),
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
