//! What a list of requests lets through, beside its group.
//!
//! Each condition is one that an index answers: status and time of submission by the indexes of the list, which also hold
//! urgency and line of business; a member and a service by indexes of their own; a due time by the open statuses alone,
//! which are few.

use domain::codes::ProcedureCode;
use domain::coverage::LineOfBusiness;
use domain::dashboard::Ageing;
use domain::id::{MemberRowId, PracticeId};
use domain::prior_auth::{Standing, Status, Urgency};
use domain::time::{Timestamp, to_millis};
use entity::{prior_auth, prior_auth_line};
use sea_orm::sea_query::{Asterisk, Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr};

use prior_auth::Column;
use prior_auth_line::Column as LineColumn;

/// As many rows as a database can count.
const NO_LIMIT: u64 = i64::MAX.unsigned_abs();

/// What a list lets through; everything by default. Of several conditions all have to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Any of these; all when empty.
    pub standings: Vec<Standing>,
    /// Only of this urgency.
    pub urgency: Option<Urgency>,
    /// Only of this line of business.
    pub line_of_business: Option<LineOfBusiness>,
    /// Only those that ask for this service, perhaps beside others.
    pub code: Option<ProcedureCode>,
    /// Only for any of these members; for all when empty.
    pub members: Vec<MemberRowId>,
    /// Received at this instant or later.
    pub from: Option<Timestamp>,
    /// Received before this one.
    pub before: Option<Timestamp>,
    /// Only open ones with that much time left.
    pub due: Option<Ageing>,
}

impl Filter {
    /// Whether everything is let through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the list is parted by statuses.
    pub(super) fn parts_statuses(&self) -> bool {
        !self.standings.is_empty() || self.due.is_some()
    }

    /// Whether a request of that status may get through.
    pub(super) fn permits(&self, status: Status) -> bool {
        let is_named = self.standings.is_empty()
            || Standing::of(status).is_some_and(|standing| self.standings.contains(&standing));
        is_named && (self.due.is_none() || status.is_open())
    }

    /// The other conditions, for the database; among the requests of a practice, or of all.
    pub(super) fn conditions(&self, practice: Option<&PracticeId>, now: Timestamp) -> Vec<SimpleExpr> {
        let column = |column: Column| Expr::col(column);
        let (due_from, due_before) = self.due.map_or((None, None), |ageing| ageing.bounds(now));
        let conditions = [
            self.urgency.map(|urgency| column(Column::Urgency).eq(urgency.code())),
            self.line_of_business
                .map(|line| column(Column::LineOfBusiness).eq(line.code())),
            self.from.map(|from| column(Column::CreatedAt).gte(to_millis(from))),
            self.before
                .map(|before| column(Column::CreatedAt).lt(to_millis(before))),
            due_from.map(|from| column(Column::DueAt).gte(to_millis(from))),
            due_before.map(|before| column(Column::DueAt).lt(to_millis(before))),
            self.code.as_ref().map(|code| asks_for(practice, code)),
            self.members(),
        ];
        conditions.into_iter().flatten().collect()
    }

    /// All requests for the members named, where some are: a member has few, and all else is looked for among them. Without the
    /// limit, which never bites, a database may go along the order of the list instead, past everybody else's requests.
    pub(super) fn few(&self, practice: &PracticeId) -> Option<SelectStatement> {
        let members = self.members()?;
        let few = Query::select()
            .column(Asterisk)
            .from(prior_auth::Entity)
            .and_where(Expr::col(Column::PracticeId).eq(practice.as_str()))
            .and_where(members)
            .limit(NO_LIMIT)
            .take();
        Some(few)
    }

    fn members(&self) -> Option<SimpleExpr> {
        let ids = self.members.iter().map(MemberRowId::as_str);
        (!self.members.is_empty()).then(|| Expr::col(Column::MemberId).is_in(ids))
    }
}

/// Requests with a line of this code. Of one practice an index knows them; of all practices, those that are looked at anyway
/// are asked one by one.
fn asks_for(practice: Option<&PracticeId>, code: &ProcedureCode) -> SimpleExpr {
    let line = prior_auth_line::Entity;
    let mut lines = Query::select();
    lines
        .column((line, LineColumn::PriorAuthId))
        .from(line)
        .and_where(Expr::col((line, LineColumn::Code)).eq(code.as_str()));
    let Some(practice) = practice else {
        let of_case = Expr::col((line, LineColumn::PriorAuthId)).equals((prior_auth::Entity, Column::Id));
        return Expr::exists(lines.and_where(of_case).to_owned());
    };
    lines.and_where(Expr::col((line, LineColumn::PracticeId)).eq(practice.as_str()));
    Expr::col(Column::Id).in_subquery(lines)
}
