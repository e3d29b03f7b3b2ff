//! What both sides are told about the time to decide: the last change of it, and that it was missed.

use domain::prior_auth::{Action, ClockState};
use services::prior_auth::{Detail, TimelineEntry};

use super::wording::Wording;
use crate::copy;

/// That no time runs, and the last change of the time to decide, in the words of whoever made it.
pub(super) fn notice(detail: &Detail, wording: &Wording) -> Option<String> {
    let parts = [stands_still(detail, wording), changed(detail, wording)];
    let said: Vec<String> = parts.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn stands_still(detail: &Detail, wording: &Wording) -> Option<String> {
    let is_still = matches!(detail.clock.as_ref()?.state, ClockState::Paused { .. });
    let due_at = detail.summary.due_at.filter(|_| is_still)?;
    Some(copy::stands_still(&wording.moment(due_at)))
}

fn changed(detail: &Detail, wording: &Wording) -> Option<String> {
    let due_at = detail.summary.due_at.filter(|_| detail.summary.status.is_undecided())?;
    let changes = |entry: &&TimelineEntry| entry.action.moves_due_time();
    let entry = detail.timeline.iter().rfind(changes)?;
    let reason = entry.detail.reason.as_deref().unwrap_or_default();
    let due = wording.moment(due_at);
    Some(match entry.action {
        Action::ExtendClock => copy::extended(&due, reason),
        action => copy::urgency_changed(action, &due, reason),
    })
}

/// That the decision was not made in time: it is still awaited, or came late. What the practice took back was never decided.
pub(super) fn missed(detail: &Detail, wording: &Wording) -> Option<String> {
    let clock = detail.clock.as_ref()?;
    let due = wording.moment(clock.due_at);
    match clock.state {
        ClockState::Stopped { at } if clock.breached && detail.summary.determined_at.is_some() => {
            Some(copy::decided_late(&due, &wording.moment(at)))
        }
        ClockState::Stopped { .. } => None,
        _ => (detail.summary.status.is_undecided() && clock.is_breached(wording.now()))
            .then(|| copy::deadline_missed(&due)),
    }
}
