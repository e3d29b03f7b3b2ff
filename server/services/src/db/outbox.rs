//! What a write announces to live pages; the pump of `events` reads it after the commit.

use domain::id::PracticeId;
use domain::time::{Timestamp, to_millis};
use sea_orm::ActiveValue::Set;

use crate::events::EventKind;

/// An announcement: who hears it, and the ids and status it carries. Never personal data.
#[derive(Debug, Clone)]
pub struct OutboxEntry {
    kind: EventKind,
    practice: Option<PracticeId>,
    queue: bool,
    reference: Option<String>,
    status: Option<String>,
    version: Option<i64>,
}

impl OutboxEntry {
    /// A case has changed; nobody hears it until an audience is named.
    #[must_use]
    pub fn case(reference: impl Into<String>, status: impl Into<String>, version: i64) -> Self {
        Self {
            kind: EventKind::Case,
            practice: None,
            queue: false,
            reference: Some(reference.into()),
            status: Some(status.into()),
            version: Some(version),
        }
    }

    /// A notice; without an audience everybody hears it.
    #[must_use]
    pub fn notice() -> Self {
        Self {
            kind: EventKind::Notice,
            practice: None,
            queue: false,
            reference: None,
            status: None,
            version: None,
        }
    }

    /// The people of this practice hear it.
    #[must_use]
    pub fn practice(mut self, practice: PracticeId) -> Self {
        self.practice = Some(practice);
        self
    }

    /// The plan's reviewers hear it.
    #[must_use]
    pub fn queue(mut self) -> Self {
        self.queue = true;
        self
    }

    pub(super) fn into_row(self, at: Timestamp) -> entity::outbox::ActiveModel {
        entity::outbox::ActiveModel {
            seq: Set(None),
            topic_practice: Set(self.practice.map(|practice| practice.as_str().to_owned())),
            topic_queue: Set(self.queue),
            kind: Set(self.kind.code().to_owned()),
            reference: Set(self.reference),
            status: Set(self.status),
            version: Set(self.version),
            at: Set(to_millis(at)),
            ..Default::default()
        }
    }
}
