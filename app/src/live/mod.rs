//! What changes while a page is open.
//!
//! The server tells, in order, which cases changed: ids and status, never more. A page that shows cases makes its
//! resource depend on [`Live::anything`] or [`Live::about`] and so asks again; nothing is patched in by hand, so what a
//! page shows is always something the server said. In the browser all tabs share one stream (see `tab`).

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::SessionLoss;

#[cfg(feature = "hydrate")]
mod activity;
#[cfg(feature = "hydrate")]
mod browser;
#[cfg(feature = "hydrate")]
mod line;
#[cfg(any(feature = "hydrate", test))]
mod recent;
#[cfg(feature = "hydrate")]
mod stream;
#[cfg(feature = "hydrate")]
mod tab;

/// The header of calls that a page makes by itself, with no click or key before it: they do not renew the session.
pub const BACKGROUND_HEADER: &str = "x-portico-background";

/// One change, as the server tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseEvent {
    /// The place in the order of all changes.
    pub seq: i64,
    /// The case that changed; absent for a notice.
    pub reference: Option<String>,
    /// Its status now, as a code.
    pub status: Option<String>,
    /// Its version now.
    pub version: Option<i64>,
}

/// A batch of changes that came close together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Batch {
    /// How many batches there were.
    count: u64,
    /// The cases that changed; `None` when any may have.
    references: Option<Vec<String>>,
}

/// How long somebody has been waiting for an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wait {
    /// Nobody waits, or not for long.
    #[default]
    No,
    /// Long enough to notice.
    Noticeable,
    /// Longer than usual.
    Long,
}

/// How it stands with the server, as far as this page knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The device has no connection.
    pub is_offline: bool,
    /// The stream of changes is broken.
    pub is_deaf: bool,
    /// Whether somebody waits for an answer to what they did.
    pub wait: Wait,
}

/// What a page needs to keep up: signals that move when something changed.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    line: RwSignal<Line>,
    batch: RwSignal<Batch>,
    /// Moves when somebody was at work in another tab.
    extended: RwSignal<u64>,
}

impl Live {
    /// Moves with every change this person may see.
    #[must_use]
    pub fn anything(&self) -> Signal<u64> {
        let batch = self.batch;
        Signal::derive(move || batch.with(|batch| batch.count))
    }

    /// Moves with every change of one case.
    #[must_use]
    pub fn about(&self, reference: String) -> Signal<u64> {
        let batch = self.batch;
        let moved = Memo::new(move |before: Option<&u64>| {
            let concerned = batch.with(|batch| match &batch.references {
                None => batch.count > 0,
                Some(references) => references.contains(&reference),
            });
            before.copied().unwrap_or_default() + u64::from(concerned)
        });
        moved.into()
    }

    /// Moves when somebody was at work in another tab, so that the session ends later.
    #[must_use]
    pub fn extended(&self) -> Signal<u64> {
        self.extended.into()
    }

    /// How it stands with the server.
    #[must_use]
    pub fn line(&self) -> Signal<Line> {
        self.line.into()
    }

    /// Lets this page and the other tabs ask the server again: something changed that concerns this person alone.
    pub fn renew(&self) {
        #[cfg(feature = "hydrate")]
        tab::renew_all();
    }

    #[cfg(any(feature = "hydrate", test))]
    fn tell(&self, references: Option<Vec<String>>) {
        self.batch.update(|batch| {
            batch.count += 1;
            batch.references = references;
        });
    }
}

/// Provides the signals; once, above everything that listens.
pub fn provide() -> Live {
    let live = Live {
        line: RwSignal::new(Line::default()),
        batch: RwSignal::new(Batch::default()),
        extended: RwSignal::new(0),
    };
    provide_context(live);
    live
}

/// The signals of this page; without [`provide`] above, ones that never move.
#[must_use]
pub fn use_live() -> Live {
    use_context::<Live>().unwrap_or_else(provide)
}

/// Starts listening for the person of `session`, from the change `after` on. Tabs of different sessions keep apart.
///
/// Called again it does nothing, but for another session: then this page is somebody else's, or of another practice, and is left.
#[cfg(feature = "hydrate")]
pub fn connect(live: Live, session: &str, after: i64) {
    activity::watch();
    browser::watch_leaving();
    line::watch(live.line, tab::ask_again_here);
    tab::join(live, session, after);
}

/// Starts listening; on the server there is nothing to listen to.
#[cfg(not(feature = "hydrate"))]
pub fn connect(_live: Live, _session: &str, _after: i64) {}

/// Whether nobody did anything since the last call, so that the next one is the page's own doing.
#[cfg(feature = "hydrate")]
#[must_use]
pub fn is_background() -> bool {
    !activity::take()
}

/// Whether the next call is the page's own doing; the server makes no calls.
#[cfg(not(feature = "hydrate"))]
#[must_use]
pub fn is_background() -> bool {
    false
}

/// Whether a person did something that the server has not heard of.
#[cfg(feature = "hydrate")]
#[must_use]
pub fn is_touched() -> bool {
    activity::is_touched()
}

/// Whether a person did something; the server sees nobody.
#[cfg(not(feature = "hydrate"))]
#[must_use]
pub fn is_touched() -> bool {
    false
}

/// Somebody waits for an answer as long as the value is there.
#[cfg(feature = "hydrate")]
#[must_use]
pub fn waiting() -> impl Send {
    line::Waiting::begin()
}

/// Somebody waits; on the server nobody sees it.
#[cfg(not(feature = "hydrate"))]
#[must_use]
pub fn waiting() -> impl Send {}

/// Loads the page at `address`, unless this one is being left already.
#[cfg(feature = "hydrate")]
pub fn go(address: &str) {
    browser::go(address);
}

/// Loads a page; the server goes nowhere.
#[cfg(not(feature = "hydrate"))]
pub fn go(_address: &str) {}

/// Runs `open` whenever Ctrl K or ⌘ K is pressed.
#[cfg(feature = "hydrate")]
pub fn when_palette_is_asked_for(open: impl Fn() + 'static) {
    browser::when_palette_is_asked_for(open);
}

/// Runs `open` at a key; the server has none.
#[cfg(not(feature = "hydrate"))]
pub fn when_palette_is_asked_for(_open: impl Fn() + 'static) {}

/// A person does something that is neither a click nor a key.
#[cfg(feature = "hydrate")]
pub fn touch() {
    activity::touch();
}

/// A person does something; the server sees nobody.
#[cfg(not(feature = "hydrate"))]
pub fn touch() {}

/// Tells the other tabs that somebody is at work in this one.
#[cfg(feature = "hydrate")]
pub fn say_extended() {
    tab::say_extended();
}

/// Tells the other tabs; the server has none.
#[cfg(not(feature = "hydrate"))]
pub fn say_extended() {}

/// Runs `again` whenever the page comes back to the front.
#[cfg(feature = "hydrate")]
pub fn when_seen_again(again: impl Fn() + 'static) {
    browser::when_seen_again(again);
}

/// Runs `again` when the page comes back; on the server none does.
#[cfg(not(feature = "hydrate"))]
pub fn when_seen_again(_again: impl Fn() + 'static) {}

/// Milliseconds by a clock that nobody sets.
#[cfg(feature = "hydrate")]
#[must_use]
pub fn now_millis() -> f64 {
    browser::now_millis()
}

/// Milliseconds by the page's clock; the server has none.
#[cfg(not(feature = "hydrate"))]
#[must_use]
pub fn now_millis() -> f64 {
    0.0
}

/// Lets the browser post a form as it would without the client program, with what its pressed button `said`: name and value.
#[cfg(feature = "hydrate")]
pub fn post(form: &leptos::web_sys::HtmlFormElement, said: Option<(String, String)>) {
    if let Some((name, value)) = said {
        browser::say(form, &name, &value);
    }
    browser::post(form);
}

/// Lets the browser post a form; the server posts none.
#[cfg(not(feature = "hydrate"))]
pub fn post(_form: &leptos::web_sys::HtmlFormElement, _said: Option<(String, String)>) {}

/// The build that rendered this page, as the document says.
#[cfg(feature = "hydrate")]
pub(crate) fn build() -> Option<String> {
    browser::build()
}

/// The server's pages are of no build that would ask them.
#[cfg(not(feature = "hydrate"))]
pub(crate) fn build() -> Option<String> {
    None
}

/// Loads the page again, by the build that the server is now; a form that can be kept is posted.
#[cfg(feature = "hydrate")]
pub fn load_again() {
    browser::load_again();
}

/// Loads the page again; the server's page is new anyway.
#[cfg(not(feature = "hydrate"))]
pub fn load_again() {}

/// Leaves for the page that explains why this browser is no longer signed in.
#[cfg(feature = "hydrate")]
pub fn leave(loss: SessionLoss) {
    browser::leave(loss);
}

/// Leaves for the page that explains; on the server the page guard does that.
#[cfg(not(feature = "hydrate"))]
pub fn leave(_loss: SessionLoss) {}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::provide;

    #[test]
    fn a_case_moves_only_with_its_own_changes_and_with_a_resync() {
        let owner = Owner::new();
        owner.with(|| {
            let live = provide();
            let ours = live.about("PA-1".to_owned());
            assert_eq!(ours.get_untracked(), 0);
            live.tell(Some(vec!["PA-2".to_owned()]));
            assert_eq!(ours.get_untracked(), 0);
            live.tell(Some(vec!["PA-1".to_owned()]));
            assert_eq!(ours.get_untracked(), 1);
            live.tell(None);
            assert_eq!(ours.get_untracked(), 2);
            assert_eq!(live.anything().get_untracked(), 3);
        });
    }
}
