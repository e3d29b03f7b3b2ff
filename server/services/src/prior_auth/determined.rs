//! Requests by when and how they were determined: what a chart counts, and the list behind each of its numbers.

use domain::prior_auth::Determination;
use domain::time::{Timestamp, to_millis};
use entity::prior_auth::Column;
use sea_orm::sea_query::{Expr, ExprTrait as _, SimpleExpr};

/// Determined in a span of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Determined {
    /// From this instant on.
    pub from: Option<Timestamp>,
    /// Before this one.
    pub before: Option<Timestamp>,
    /// In this way; in any if absent.
    pub by: Option<Determination>,
}

impl Determined {
    /// The rule for the database. It is said so that the index of determined requests can be used.
    pub(crate) fn conditions(&self) -> Vec<SimpleExpr> {
        let at = || Expr::col(Column::DeterminedAt);
        let conditions = [
            Some(at().is_not_null()),
            self.from.map(|from| at().gte(to_millis(from))),
            self.before.map(|before| at().lt(to_millis(before))),
            self.by.map(|by| Expr::col(Column::DeterminedBy).eq(by.code())),
        ];
        conditions.into_iter().flatten().collect()
    }
}
