//! One tab among those of a browser.
//!
//! The tab that holds the lock leads: it keeps the only stream to the server and repeats what it hears on a
//! `BroadcastChannel`. Every tab remembers the last changes; when the leader is closed another one gets the lock and
//! goes on from the last change it has heard itself. A tab says hello with its position and is told what it lacks.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use js_sys::Uint8Array;
use leptos::prelude::{Update as _, set_timeout};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

use super::recent::Recent;
use super::{CaseEvent, Live, browser, line, stream};
use crate::error::SessionLoss;

/// A change that comes alone is told to the page at once; those that follow it within this time, together at its end.
const TOGETHER: Duration = Duration::from_millis(80);

/// What tabs say to each other; ids and status only.
#[derive(Debug, Serialize, Deserialize)]
enum Message {
    /// A tab that has heard everything up to `after` asks for the rest.
    Hello { after: i64 },
    /// A tab has become the leader.
    Leading,
    /// Something changed.
    Event(CaseEvent),
    /// Changes were missed, up to `position`: load again.
    Resync { position: i64 },
    /// Somebody is at work in another tab: the session ends later than it seemed.
    Extended,
    /// Something changed that concerns this person alone: load again.
    Renew,
    /// The stream is broken, or is there again.
    Deaf(bool),
    /// The session is over.
    End { reason: String },
}

/// What a tab does next about the stream it keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Go on listening.
    Listen,
    /// Open the stream again after a while.
    Reconnect,
    /// Nothing more will come.
    Stop,
}

/// The state of this tab.
pub struct Tab {
    live: Live,
    /// What the page was rendered for.
    session: String,
    recent: Recent,
    leads: bool,
    channel: Option<BroadcastChannel>,
    waiting: Option<Waiting>,
    /// The page was told of a change a moment ago.
    is_busy: bool,
}

/// Changes that have not been told to the page yet.
enum Waiting {
    Cases(Vec<String>),
    Everything,
}

/// A tab, shared between its listeners.
pub type SharedTab = Rc<RefCell<Tab>>;

thread_local! {
    static JOINED: RefCell<Option<SharedTab>> = const { RefCell::new(None) };
}

/// Joins the tabs of `session`; once per page.
pub fn join(live: Live, session: &str, after: i64) {
    let joined = JOINED.with_borrow(|tab| tab.as_ref().map(|tab| tab.borrow().session == session));
    match joined {
        Some(true) => return,
        Some(false) => return browser::leave(SessionLoss::PracticeChanged),
        None => {}
    }
    // A tab of another build would say the same in other bytes.
    let build = browser::build().unwrap_or_default();
    let name = format!("portico-live-{session}-{build}");
    let channel = BroadcastChannel::new(&name).ok();
    let recent = Recent::starting_after(after);
    let tab = Rc::new(RefCell::new(Tab {
        live,
        session: session.to_owned(),
        recent,
        leads: false,
        channel,
        waiting: None,
        is_busy: false,
    }));
    JOINED.set(Some(Rc::clone(&tab)));
    listen_to_others(&tab);
    say(&tab, &Message::Hello { after });
    let leader = Rc::clone(&tab);
    if browser::when_locked(&name, move || lead(&leader)).is_err() {
        // Without locks each tab keeps its own stream.
        lead(&tab);
    }
}

fn lead(tab: &SharedTab) {
    tab.borrow_mut().leads = true;
    say(tab, &Message::Leading);
    wasm_bindgen_futures::spawn_local(stream::keep(Rc::clone(tab)));
}

fn listen_to_others(tab: &SharedTab) {
    let listener = Rc::clone(tab);
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let bytes = Uint8Array::new(&event.data()).to_vec();
        if let Ok(message) = postcard::from_bytes(&bytes) {
            hear(&listener, message);
        }
    });
    if let Some(channel) = &tab.borrow().channel {
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    }
    // Lives as long as the page.
    heard.forget();
}

fn hear(tab: &SharedTab, message: Message) {
    match message {
        Message::Hello { after } => answer(tab, after),
        Message::Leading => {
            let after = position(tab);
            say(tab, &Message::Hello { after });
        }
        Message::Event(event) => take(tab, &event),
        Message::Resync { position } => start_over(tab, position),
        Message::Extended => {
            let live = tab.borrow().live;
            live.extended.update(|count| *count += 1);
        }
        Message::Renew => ask_again(tab),
        Message::Deaf(is_deaf) => {
            line::hear(is_deaf);
        }
        Message::End { reason } => {
            end(&reason);
        }
    }
}

fn answer(tab: &SharedTab, after: i64) {
    if !tab.borrow().leads {
        return;
    }
    let known = tab.borrow().recent.after(after);
    match known {
        Some(events) => events.into_iter().for_each(|event| say(tab, &Message::Event(event))),
        None => say(
            tab,
            &Message::Resync {
                position: position(tab),
            },
        ),
    }
}

/// Where the stream of this tab goes on.
pub fn stream_address(tab: &SharedTab) -> String {
    let session = &tab.borrow().session;
    format!("/events?after={}&session={session}", position(tab))
}

/// The last change this tab has heard.
pub fn position(tab: &SharedTab) -> i64 {
    tab.borrow().recent.position()
}

/// The stream told of a change.
pub fn told(tab: &SharedTab, event: CaseEvent) {
    take(tab, &event);
    say(tab, &Message::Event(event));
}

/// The stream told that changes were missed.
pub fn told_to_start_over(tab: &SharedTab, position: i64) {
    start_over(tab, position);
    say(tab, &Message::Resync { position });
}

/// The stream told that it ends, and why.
pub fn told_the_end(tab: &SharedTab, reason: &str) -> Next {
    if reason != "shutdown" {
        say(
            tab,
            &Message::End {
                reason: reason.to_owned(),
            },
        );
    }
    end(reason)
}

/// Tells the other tabs that somebody is at work in this one.
pub fn say_extended() {
    let tab = JOINED.with_borrow(Clone::clone);
    if let Some(tab) = tab {
        say(&tab, &Message::Extended);
    }
}

/// Lets this tab and the others ask the server again.
pub fn renew_all() {
    let tab = JOINED.with_borrow(Clone::clone);
    if let Some(tab) = tab {
        ask_again(&tab);
        say(&tab, &Message::Renew);
    }
}

/// Lets this tab ask the server again.
pub fn ask_again_here() {
    let tab = JOINED.with_borrow(Clone::clone);
    if let Some(tab) = tab {
        ask_again(&tab);
    }
}

/// The stream of this tab is broken, or is there again: the others hear nothing either.
pub fn is_deaf(tab: &SharedTab, is_deaf: bool) {
    if line::hear(is_deaf) {
        say(tab, &Message::Deaf(is_deaf));
    }
}

/// Lets every page ask the server again, which also finds out whether the session still lives.
pub fn ask_again(tab: &SharedTab) {
    later(tab, Waiting::Everything);
}

fn take(tab: &SharedTab, event: &CaseEvent) {
    if !tab.borrow_mut().recent.hear(event) {
        return;
    }
    later(tab, Waiting::Cases(event.reference.iter().cloned().collect()));
}

fn start_over(tab: &SharedTab, position: i64) {
    tab.borrow_mut().recent.restart(position);
    later(tab, Waiting::Everything);
}

/// Tells the page, and collects what comes close behind, so that a burst of changes makes it ask twice and not each time.
fn later(tab: &SharedTab, more: Waiting) {
    let before = tab.borrow_mut().waiting.take();
    tab.borrow_mut().waiting = Some(match (before, more) {
        (Some(Waiting::Cases(mut known)), Waiting::Cases(more)) => {
            known.extend(more);
            Waiting::Cases(known)
        }
        (None, more) => more,
        _ => Waiting::Everything,
    });
    if !tab.borrow().is_busy {
        tell(tab);
    }
}

/// Tells the page what is waiting, and again what has come until a moment later.
fn tell(tab: &SharedTab) {
    let (live, waiting) = {
        let mut tab = tab.borrow_mut();
        let waiting = tab.waiting.take();
        tab.is_busy = waiting.is_some();
        (tab.live, waiting)
    };
    let Some(waiting) = waiting else { return };
    let later = Rc::clone(tab);
    set_timeout(move || tell(&later), TOGETHER);
    live.tell(match waiting {
        Waiting::Cases(references) => Some(references),
        Waiting::Everything => None,
    });
}

fn end(reason: &str) -> Next {
    match reason {
        "expired" => browser::leave(SessionLoss::Expired),
        "signed_out" => browser::leave(SessionLoss::Ended),
        "revoked" => browser::leave(SessionLoss::Revoked),
        "practice_changed" => browser::leave(SessionLoss::PracticeChanged),
        _ => return Next::Reconnect,
    }
    Next::Stop
}

fn say(tab: &SharedTab, message: &Message) {
    if let (Some(channel), Ok(bytes)) = (&tab.borrow().channel, postcard::to_allocvec(message)) {
        let _ = channel.post_message(&Uint8Array::from(bytes.as_slice()));
    }
}
