//! The decision against a request that stands, as its events tell it.

use domain::prior_auth::{Action, Status};
use domain::time::Timestamp;

use super::detail::TimelineEntry;

/// A decision against a request: what practice and plan read of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adverse {
    /// What was decided.
    pub action: Action,
    /// Why, in words.
    pub reason: Option<String>,
    /// The criterion or provision it rests on.
    pub citation: Option<String>,
    /// What would change it.
    pub would_change: Option<String>,
    /// Who decided, by name.
    pub reviewer: Option<String>,
    /// With which credential.
    pub credential: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// The last one, while it stands or is contested.
pub(super) fn adverse(status: Status, timeline: &[TimelineEntry]) -> Option<Adverse> {
    let stands = matches!(
        status,
        Status::Denied | Status::PartiallyApproved | Status::Modified | Status::PeerToPeerBooked | Status::AppealOpen
    );
    let is_adverse =
        |entry: &&TimelineEntry| matches!(entry.action, Action::Deny | Action::PartiallyApprove | Action::Modify);
    let entry = timeline.iter().rfind(is_adverse).filter(|_| stands)?;
    let detail = entry.detail.clone();
    Some(Adverse {
        action: entry.action,
        reason: detail.reason,
        citation: detail.citation,
        would_change: detail.would_change,
        reviewer: entry.who.clone(),
        credential: detail.credential,
        at: entry.at,
    })
}
