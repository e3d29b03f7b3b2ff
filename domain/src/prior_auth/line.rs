//! Decisions on service lines, from which the decision on the whole request follows.

use super::Status;

coded! {
    /// What was decided about one service line. A line without a decision is pended.
    pub enum LineDecision {
        /// As asked for.
        Approved = "approved",
        /// In another form than asked for.
        Modified = "modified",
        /// Not at all.
        Denied = "denied",
    }
}

/// The decided status of a request with these lines; `None` while any line is pended, or if there are none.
pub fn case_status(lines: &[Option<LineDecision>]) -> Option<Status> {
    let decided: Vec<LineDecision> = lines.iter().copied().collect::<Option<_>>()?;
    let first = decided.first()?;
    if decided.iter().any(|line| line != first) {
        return Some(Status::PartiallyApproved);
    }
    Some(match first {
        LineDecision::Approved => Status::Approved,
        LineDecision::Modified => Status::Modified,
        LineDecision::Denied => Status::Denied,
    })
}
