//! From where a submission comes: a draft, or what somebody at the plan typed.

use domain::id::DraftId;
use domain::prior_auth::{Action, Arrival, Channel, DraftInput};
use domain::time::Timestamp;

/// From where a submission comes.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    /// A draft of the practice, and the version at which it was checked.
    Draft(&'a DraftId, i64),
    /// Somebody at the plan typed it.
    Intake(TakenIn<'a>),
}

/// What is known of what somebody at the plan typed, beside the request itself.
#[derive(Clone, Copy)]
pub(super) struct TakenIn<'a> {
    /// How and when it came.
    pub(super) arrival: Arrival,
    /// What the page called its form.
    pub(super) form: &'a str,
    /// A clinician of the practice asks in it for expedited review, or supports it.
    pub(super) said_by_clinician: bool,
}

/// What was typed into a draft, to which a clinician's word may belong.
#[derive(Clone, Copy)]
pub(super) struct Typed<'a> {
    pub(super) input: &'a DraftInput,
    /// Without that word it is not received.
    pub(super) needs_word: bool,
}

impl Source<'_> {
    /// On which way it came.
    pub(super) fn channel(self) -> Channel {
        match self {
            Self::Draft(..) => Channel::Portal,
            Self::Intake(taken) => taken.arrival.channel,
        }
    }

    /// When it came, where that was before it is received here.
    pub(super) fn arrived_at(self) -> Option<Timestamp> {
        match self {
            Self::Draft(..) => None,
            Self::Intake(taken) => Some(taken.arrival.at),
        }
    }

    /// What is done then, and how the audit record calls it.
    pub(super) const fn act(self) -> (Action, &'static str) {
        match self {
            Self::Draft(..) => (Action::Submit, "prior_auth.submit"),
            Self::Intake(..) => (Action::Enter, "prior_auth.enter"),
        }
    }
}
