//! Tells the server which calls a person made and which the page made by itself.
//!
//! A session ends when nobody works with it. Pages that keep themselves up to date must not count as work, so a call
//! that no click or key preceded carries a header, and the server answers it without renewing the session.

use std::cell::Cell;

use leptos::ev;
use leptos::prelude::window_event_listener;

thread_local! {
    static TOUCHED: Cell<bool> = const { Cell::new(true) };
    static WATCHING: Cell<bool> = const { Cell::new(false) };
}

/// Starts to notice clicks and keys; once.
pub fn watch() {
    if WATCHING.replace(true) {
        return;
    }
    // Never removed: they live as long as the page. A click may come without a pointer: from assistive technology.
    let _ = window_event_listener(ev::pointerdown, |_| TOUCHED.set(true));
    let _ = window_event_listener(ev::click, |_| TOUCHED.set(true));
    let _ = window_event_listener(ev::keydown, |_| TOUCHED.set(true));
}

/// Whether a person did something since the last call.
pub fn take() -> bool {
    TOUCHED.replace(false)
}
