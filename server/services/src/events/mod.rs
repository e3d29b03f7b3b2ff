//! Live events: what commits announce, in commit order, to everybody who listens.
//!
//! A use case leaves an outbox row in its transaction. After the commit the pump reads the rows that were added and
//! hands each to all listeners. A listener that was away asks for what came since the last number it saw; one that is
//! too slow is told to reload instead of filling memory.

mod hub;
mod pump;
mod sequencer;

use domain::id::PracticeId;
use domain::time::{self, Timestamp};

pub use hub::{EventHub, Follow, Heard};

use crate::db::DbError;

/// What kind of thing is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// A case has changed.
    Case,
    /// A notice for people.
    Notice,
}

impl EventKind {
    /// The word stored and sent.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Notice => "notice",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        [Self::Case, Self::Notice].into_iter().find(|kind| kind.code() == code)
    }
}

/// One announcement. Ids and status only, never personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseEvent {
    /// Position in the order of commits; a listener resumes after it.
    pub seq: i64,
    /// What kind of thing is announced.
    pub kind: EventKind,
    /// The case.
    pub reference: Option<String>,
    /// Its status code now.
    pub status: Option<String>,
    /// Its version now.
    pub version: Option<i64>,
    /// When it was committed (the instant of the transaction).
    pub at: Timestamp,
    /// The practice that hears it; not sent to browsers.
    pub practice: Option<PracticeId>,
    /// Whether the plan's reviewers hear it; not sent to browsers.
    pub queue: bool,
}

impl CaseEvent {
    fn from_row(seq: i64, row: entity::outbox::Model) -> Result<Self, DbError> {
        let id = row.id.to_string();
        let kind = EventKind::parse(&row.kind).ok_or_else(|| DbError::value("outbox", "kind", &id, "a known kind"))?;
        let at = time::from_millis(row.at).ok_or_else(|| DbError::value("outbox", "at", &id, "an instant"))?;
        Ok(Self {
            seq,
            kind,
            reference: row.reference,
            status: row.status,
            version: row.version,
            at,
            practice: row.topic_practice.map(PracticeId::new),
            queue: row.topic_queue,
        })
    }
}

/// Who is listening, and so what may be heard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audience {
    /// The practice the listener acts for.
    pub practice: Option<PracticeId>,
    /// Whether the listener may see the work queue.
    pub queue: bool,
}

impl Audience {
    /// Whether an event is meant for this listener. A notice that names nobody is meant for everybody.
    #[must_use]
    pub fn hears(&self, event: &CaseEvent) -> bool {
        let to_practice = event.practice.is_some() && event.practice == self.practice;
        let to_queue = event.queue && self.queue;
        let to_all = event.kind == EventKind::Notice && event.practice.is_none() && !event.queue;
        to_practice || to_queue || to_all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(kind: EventKind, practice: Option<&str>, queue: bool) -> CaseEvent {
        CaseEvent {
            seq: 1,
            kind,
            reference: None,
            status: None,
            version: None,
            at: Timestamp::default(),
            practice: practice.map(PracticeId::new),
            queue,
        }
    }

    fn of(practice: Option<&str>, queue: bool) -> Audience {
        Audience {
            practice: practice.map(PracticeId::new),
            queue,
        }
    }

    #[test]
    fn a_practice_hears_its_own_cases_and_no_others() {
        assert!(of(Some("a"), false).hears(&event(EventKind::Case, Some("a"), true)));
        assert!(!of(Some("b"), false).hears(&event(EventKind::Case, Some("a"), true)));
    }

    #[test]
    fn a_listener_without_practice_hears_nothing_of_practices() {
        assert!(!of(None, false).hears(&event(EventKind::Case, None, false)));
        assert!(!of(None, false).hears(&event(EventKind::Case, Some("a"), true)));
    }

    #[test]
    fn reviewers_hear_what_is_for_the_queue_only() {
        assert!(of(None, true).hears(&event(EventKind::Case, Some("a"), true)));
        assert!(!of(None, true).hears(&event(EventKind::Case, Some("a"), false)));
    }

    #[test]
    fn everybody_hears_a_notice_that_names_nobody() {
        assert!(of(None, false).hears(&event(EventKind::Notice, None, false)));
        assert!(!of(None, false).hears(&event(EventKind::Notice, Some("a"), false)));
    }
}
