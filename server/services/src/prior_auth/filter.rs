//! What a list of requests lets through, beside its group.
//!
//! Each condition is one that an index answers: status and time of submission by the indexes of the list, urgency and line of business
//! by one of their own and by those of a status, a member and a service by theirs; a due time by those of open work.

use domain::codes::ProcedureCode;
use domain::coverage::LineOfBusiness;
use domain::dashboard::Ageing;
use domain::id::{MemberRowId, PracticeId};
use domain::prior_auth::{Standing, Status, Urgency};
use domain::time::{Timestamp, to_millis};
use entity::{prior_auth, prior_auth_line};
use sea_orm::ConnectionTrait as _;
use sea_orm::sea_query::{Alias, Asterisk, Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr};

use super::page::Branch;
use crate::Services;
use crate::db::DbError;

use prior_auth::Column;
use prior_auth_line::Column as LineColumn;

/// As many rows as a database can count.
const NO_LIMIT: u64 = i64::MAX.unsigned_abs();

/// Up to so many requests with a code are all looked up; of more, a page is found sooner by asking one request after the other.
const RARE: u64 = 5_000;

/// Among which requests is filtered.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scope<'a> {
    /// Those of a practice, which has the code so often.
    Practice(&'a PracticeId, Frequency),
    /// Those of all practices.
    All,
}

/// How often a practice asks for a service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frequency {
    /// So seldom that all such requests are looked up; or nobody knows.
    #[default]
    Rare,
    /// More often.
    Common,
}

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

    /// The kinds of requests that a list without statuses is parted by: an index holds those of each urgency and line of business in
    /// order. None where both are named, or neither, or where all else is looked for among a member's requests.
    pub(super) fn kinds(&self) -> Vec<Branch> {
        if !self.members.is_empty() {
            return Vec::new();
        }
        let of = |column: Column, code: &str| Branch::only(Expr::col(column).eq(code));
        match (self.urgency, self.line_of_business) {
            (Some(_), None) => LineOfBusiness::ALL
                .iter()
                .map(|line| of(Column::LineOfBusiness, line.code()))
                .collect(),
            (None, Some(_)) => Urgency::ALL
                .iter()
                .map(|urgency| of(Column::Urgency, urgency.code()))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Whether nothing but a service is asked for.
    pub(super) fn is_code_alone(&self) -> bool {
        self.code.is_some()
            && Self {
                code: None,
                ..self.clone()
            }
            .is_empty()
    }

    /// How often the practice asks for the service that is let through.
    pub(super) async fn frequency(&self, services: &Services, practice: &PracticeId) -> Result<Frequency, DbError> {
        // Of a member there are few requests, and the service is looked for among them.
        let Some(code) = self.code.as_ref().filter(|_| self.members.is_empty()) else {
            return Ok(Frequency::Rare);
        };
        let known = with_code(practice.as_str(), code).limit(RARE + 1).take();
        let count = Query::select()
            .expr(Expr::col(LineColumn::PriorAuthId).count())
            .from_subquery(known, Alias::new("known"))
            .take();
        let row = services.db.read().query_one(&count).await?;
        let number: i64 = row.map_or(Ok(0), |row| row.try_get_by_index(0))?;
        Ok(if number > i64::try_from(RARE).unwrap_or(i64::MAX) {
            Frequency::Common
        } else {
            Frequency::Rare
        })
    }

    /// Whether a request of that status may get through.
    pub(super) fn permits(&self, status: Status) -> bool {
        let is_named = self.standings.is_empty()
            || Standing::of(status).is_some_and(|standing| self.standings.contains(&standing));
        is_named && (self.due.is_none() || status.is_open())
    }

    /// The other conditions, for the database.
    pub(super) fn conditions(&self, scope: Scope<'_>, now: Timestamp) -> Vec<SimpleExpr> {
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
            self.code.as_ref().map(|code| asks_for(scope, code)),
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

/// Requests with a line of this code. Where a practice has few, an index lists them; else those that are looked at anyway are asked one
/// by one.
fn asks_for(scope: Scope<'_>, code: &ProcedureCode) -> SimpleExpr {
    let (case, line) = (prior_auth::Entity, prior_auth_line::Entity);
    let mut lines = match scope {
        Scope::Practice(practice, Frequency::Rare) => {
            return Expr::col(Column::Id).in_subquery(with_code(practice.as_str(), code));
        }
        Scope::Practice(practice, Frequency::Common) => with_code(practice.as_str(), code),
        Scope::All => with_code(Expr::col((case, Column::PracticeId)), code),
    };
    lines.and_where(Expr::col((line, LineColumn::PriorAuthId)).equals((case, Column::Id)));
    Expr::exists(lines)
}

/// The requests that a practice's lines with this code belong to; one may be there twice.
pub(super) fn with_code(practice: impl Into<SimpleExpr>, code: &ProcedureCode) -> SelectStatement {
    let column = |column: LineColumn| (prior_auth_line::Entity, column);
    Query::select()
        .column(column(LineColumn::PriorAuthId))
        .from(prior_auth_line::Entity)
        .and_where(Expr::col(column(LineColumn::PracticeId)).eq(practice.into()))
        .and_where(Expr::col(column(LineColumn::Code)).eq(code.as_str()))
        .take()
}
