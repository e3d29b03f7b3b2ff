//! How it stands with the server, noticed where calls go out and where the stream comes in.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::{RwSignal, Update as _, set_timeout, window, window_event_listener_untyped};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event};

use super::{Line, Wait};

/// Before a wait is worth showing.
const NOTICEABLE: Duration = Duration::from_millis(300);
/// Before it is worth a word.
const LONG: Duration = Duration::from_secs(8);
/// A stream that is back before this was hardly gone.
const DEAF_AFTER: Duration = Duration::from_secs(3);

thread_local! {
    static LINE: Cell<Option<RwSignal<Line>>> = const { Cell::new(None) };
    /// Answers that somebody waits for.
    static AWAITED: Cell<u32> = const { Cell::new(0) };
    /// Counts waits: only the timers of the last one still mean anything.
    static WAITS: Cell<u32> = const { Cell::new(0) };
    static IS_DEAF: Cell<bool> = const { Cell::new(false) };
    static DEAFNESSES: Cell<u32> = const { Cell::new(0) };
}

/// Starts to notice; once. `back` happens whenever the device has a connection again.
pub fn watch(line: RwSignal<Line>, back: impl Fn() + 'static) {
    if LINE.replace(Some(line)).is_some() {
        return;
    }
    change(|line| line.is_offline = !window().navigator().on_line());
    // Never removed: they live as long as the page.
    let _ = window_event_listener_untyped("offline", |_| change(|line| line.is_offline = true));
    let _ = window_event_listener_untyped("online", move |_| {
        change(|line| line.is_offline = false);
        back();
    });
    stay_while_offline();
}

/// Without a connection every way leads to the browser's own error page, and what was typed here would be gone.
fn stay_while_offline() {
    // Whatever is sent by the client itself has been taken by then.
    let _ = window_event_listener_untyped("submit", |event| {
        if is_offline() {
            event.prevent_default();
        }
    });
    // Before the router takes the click.
    let stay = Closure::<dyn FnMut(Event)>::new(|event: Event| {
        if is_offline() && leads_away(&event) {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    });
    let _ = window().add_event_listener_with_callback_and_bool("click", stay.as_ref().unchecked_ref(), true);
    stay.forget();
}

/// Whether somebody clicks on a link that leads out of the page.
fn leads_away(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
    let href = link.and_then(|link| link.get_attribute("href"));
    href.is_some_and(|href| !href.starts_with('#'))
}

/// Whether the device has no connection.
fn is_offline() -> bool {
    !window().navigator().on_line()
}

/// Somebody waits, as long as this is there.
pub struct Waiting(());

impl Waiting {
    /// From now on.
    pub fn begin() -> Self {
        if AWAITED.replace(AWAITED.get() + 1) == 0 {
            let this = WAITS.get();
            for (time, wait) in [(NOTICEABLE, Wait::Noticeable), (LONG, Wait::Long)] {
                let still = move || {
                    if WAITS.get() == this {
                        change(|line| line.wait = wait);
                    }
                };
                set_timeout(still, time);
            }
        }
        Self(())
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let left = AWAITED.get().saturating_sub(1);
        AWAITED.set(left);
        if left == 0 {
            WAITS.set(WAITS.get() + 1);
            change(|line| line.wait = Wait::No);
        }
    }
}

/// The stream of changes is broken, or is there again. Whether that is news.
pub fn hear(is_deaf: bool) -> bool {
    if IS_DEAF.replace(is_deaf) == is_deaf {
        return false;
    }
    DEAFNESSES.set(DEAFNESSES.get() + 1);
    let this = DEAFNESSES.get();
    if is_deaf {
        let still = move || {
            if DEAFNESSES.get() == this {
                change(|line| line.is_deaf = true);
            }
        };
        set_timeout(still, DEAF_AFTER);
    } else {
        change(|line| line.is_deaf = false);
    }
    true
}

/// Tells nobody what they know already: a page that has stood still does not move.
fn change(change: impl FnOnce(&mut Line)) {
    if let Some(line) = LINE.get() {
        let _ = line.try_maybe_update(|line| {
            let before = *line;
            change(line);
            (*line != before, ())
        });
    }
}
