//! Tells the server which calls a person made and which the page made by itself.
//!
//! A session ends when nobody works with it. Pages that keep themselves up to date must not count as work, so a call
//! that no click or key preceded carries a header, and the server answers it without renewing the session.

use std::cell::Cell;

use leptos::ev;
use leptos::prelude::window_event_listener;

use super::browser::now_millis;

/// A click is told by the next call within this time, or by `SessionWarning`, which looks once a minute. A later call would give the
/// session more time than the click was worth.
const RECENT_MILLIS: f64 = 61_000.0;

thread_local! {
    /// When a person last did something, unless a call has told the server since.
    static TOUCHED: Cell<Option<f64>> = const { Cell::new(None) };
    static WATCHING: Cell<bool> = const { Cell::new(false) };
}

/// Starts to notice clicks and keys; once.
pub fn watch() {
    if WATCHING.replace(true) {
        return;
    }
    // Somebody has just opened this page.
    touch();
    // Never removed: they live as long as the page. A click may come without a pointer: from assistive technology.
    let _ = window_event_listener(ev::pointerdown, |_| touch());
    let _ = window_event_listener(ev::click, |_| touch());
    let _ = window_event_listener(ev::keydown, |_| touch());
}

/// A person does something.
pub fn touch() {
    TOUCHED.set(Some(now_millis()));
}

/// Whether a person did something that the server has not heard of: what is longer ago is no news to it.
pub fn is_touched() -> bool {
    TOUCHED.get().is_some_and(|at| now_millis() - at < RECENT_MILLIS)
}

/// Like [`is_touched`], for a call that tells the server.
pub fn take() -> bool {
    let is_touched = is_touched();
    TOUCHED.set(None);
    is_touched
}
