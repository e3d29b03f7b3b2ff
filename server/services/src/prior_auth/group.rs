//! Requests by whose turn it is, as lists show and counts number them.

use domain::prior_auth::{Status, Turn};
use domain::time::{Timestamp, to_millis};
use entity::prior_auth::Column;
use sea_orm::sea_query::{Expr, ExprTrait as _};

use super::page::Branch;

/// Requests by whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The practice can or must do something, and there is time for it.
    NeedsYou,
    /// The plan must do something.
    Waiting,
    /// Nothing is left to do.
    Decided,
}

impl Group {
    /// All groups.
    pub const ALL: [Self; 3] = [Self::NeedsYou, Self::Waiting, Self::Decided];

    /// The group's word in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NeedsYou => "needs_you",
            Self::Waiting => "waiting",
            Self::Decided => "decided",
        }
    }

    /// The group of a word; `None` if no group has it.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.code() == code)
    }

    /// The group of a request in which the practice's turn ends then, if ever. A denial that can no longer be contested
    /// needs nobody; a question stays open when its day is over.
    #[must_use]
    pub fn of(status: Status, turn_ends_at: Option<Timestamp>, now: Timestamp) -> Self {
        match status.turn() {
            Turn::Plan => Self::Waiting,
            Turn::Nobody => Self::Decided,
            Turn::Practice => match turn_ends_at {
                Some(end) if end >= now || status == Status::InformationRequested => Self::NeedsYou,
                Some(_) | None => Self::Decided,
            },
        }
    }

    /// The same rule for the database.
    pub(super) fn branches(self, now: Timestamp) -> Vec<Branch> {
        let now = to_millis(now);
        let ends = || Expr::col(Column::TurnEndsAt);
        let mut branches = Branch::of(|status| self.may_hold(status));
        for branch in &mut branches {
            let Some(status) = branch.status.filter(|status| status.turn() == Turn::Practice) else {
                continue;
            };
            let is_question = status == Status::InformationRequested;
            branch.condition = Some(match self {
                Self::NeedsYou if is_question => ends().is_not_null(),
                Self::NeedsYou => ends().gte(now),
                _ if is_question => ends().is_null(),
                _ => ends().is_null().or(ends().lt(now)),
            });
        }
        branches
    }

    fn may_hold(self, status: Status) -> bool {
        match status.turn() {
            // What is not submitted is a draft, and in no list of requests.
            Turn::Practice => self != Self::Waiting && !matches!(status, Status::Draft | Status::Ready),
            Turn::Plan => self == Self::Waiting,
            Turn::Nobody => self == Self::Decided,
        }
    }
}
