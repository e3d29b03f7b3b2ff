//! A case in one line, as lists and queues show it.

use chrono::NaiveDate;
use domain::coverage::LineOfBusiness;
use domain::id::CaseId;
use domain::prior_auth::{Channel, Status, Urgency};
use domain::reference::Reference;
use domain::time::{self, Timestamp};
use entity::{account, member, practice, prior_auth, prior_auth_line};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Func, Query, SelectStatement};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::page::{Cursor, Sorting};
use crate::catalog::imported_words;
use crate::db::DbError;
use crate::{Caller, Services};

/// What lists show of a case.
#[derive(Clone, PartialEq, Eq)]
pub struct Summary {
    /// What people call it.
    pub reference: Reference,
    /// Where it stands.
    pub status: Status,
    /// Name it when you change it.
    pub version: i64,
    /// How fast an answer is needed.
    pub urgency: Urgency,
    /// First and last name.
    pub member_name: String,
    /// As on the card.
    pub member_number: String,
    /// Of the first service line.
    pub code: String,
    /// Words for that code; `None` for one that is not known.
    pub service: Option<String>,
    /// The member's on the first day of service.
    pub line_of_business: LineOfBusiness,
    /// Whose request it is.
    pub practice_name: String,
    /// On which way it was received.
    pub channel: Channel,
    /// When it was received.
    pub received_at: Timestamp,
    /// By when the plan must answer; `None` once it has.
    pub due_at: Option<Timestamp>,
    /// The title of the rule that says so.
    pub due_rule: Option<String>,
    /// No time runs until the practice has answered: it is due so if that is on its last day.
    pub stands_still: bool,
    /// Until when the practice can do what it is asked for, or contest what was decided.
    pub turn_ends_at: Option<Timestamp>,
    /// When the plan last determined it.
    pub determined_at: Option<Timestamp>,
    /// The display name of the reviewer.
    pub assigned_to: Option<String>,
    /// The reviewer is the caller.
    pub is_mine: bool,
    /// What claims name.
    pub authorization_number: Option<String>,
    /// First valid day.
    pub valid_from: Option<NaiveDate>,
    /// Last valid day.
    pub valid_to: Option<NaiveDate>,
    /// When it was decided or closed.
    pub decided_at: Option<Timestamp>,
}

impl std::fmt::Debug for Summary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            reference,
            status,
            version,
            ..
        } = self;
        write!(f, "Summary({reference} {status} v{version})")
    }
}

/// The columns behind a [`Summary`].
#[derive(FromQueryResult)]
pub(super) struct SummaryRow {
    pub(super) id: String,
    reference: String,
    status: String,
    version: i64,
    urgency: String,
    line_of_business: String,
    channel: String,
    received_at: i64,
    due_at: Option<i64>,
    due_rule: Option<String>,
    turn_ends_at: Option<i64>,
    determined_at: Option<i64>,
    assigned_to: Option<String>,
    authorization_number: Option<String>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    decided_at: Option<i64>,
    created_at: i64,
    first_name: String,
    last_name: String,
    member_number: String,
    practice_name: String,
    assignee_name: Option<String>,
    code: Option<String>,
    imported_words: Option<String>,
}

/// Selects the columns of [`SummaryRow`]; which rows is for the caller to add.
pub(super) fn select() -> SelectStatement {
    use prior_auth::Column as P;
    let (p, m, o, a) = (prior_auth::Entity, member::Entity, practice::Entity, account::Entity);
    let l = prior_auth_line::Entity;
    let own = [
        P::Id,
        P::Reference,
        P::Status,
        P::Version,
        P::Urgency,
        P::LineOfBusiness,
        P::Channel,
        P::ReceivedAt,
        P::DueAt,
        P::DueRule,
        P::TurnEndsAt,
        P::DeterminedAt,
        P::AssignedTo,
        P::AuthorizationNumber,
        P::ValidFrom,
        P::ValidTo,
        P::DecidedAt,
        P::CreatedAt,
    ];
    let first_line = Expr::col((l, prior_auth_line::Column::PriorAuthId))
        .equals((p, P::Id))
        .and(Expr::col((l, prior_auth_line::Column::Position)).eq(1));
    Query::select()
        .columns(own.map(|column| (p, column)))
        .columns(
            [
                member::Column::FirstName,
                member::Column::LastName,
                member::Column::MemberNumber,
            ]
            .map(|c| (m, c)),
        )
        .expr_as(Expr::col((o, practice::Column::Name)), Alias::new("practice_name"))
        .expr_as(
            Expr::col((a, account::Column::DisplayName)),
            Alias::new("assignee_name"),
        )
        .column((l, prior_auth_line::Column::Code))
        .expr_as(
            imported_words(Expr::col((l, prior_auth_line::Column::Code))),
            Alias::new("imported_words"),
        )
        .from(p)
        .inner_join(m, Expr::col((m, member::Column::Id)).equals((p, P::MemberId)))
        .inner_join(o, Expr::col((o, practice::Column::Id)).equals((p, P::PracticeId)))
        .left_join(a, Expr::col((a, account::Column::Id)).equals((p, P::AssignedTo)))
        .left_join(l, first_line)
        .take()
}

/// Runs such a statement.
pub(super) async fn rows(conn: &impl ConnectionTrait, select: &SelectStatement) -> Result<Vec<SummaryRow>, DbError> {
    let rows = conn.query_all(select).await?;
    Ok(rows
        .iter()
        .map(|row| SummaryRow::from_query_result(row, ""))
        .collect::<Result<_, _>>()?)
}

/// The case with this id.
pub(super) async fn one(
    conn: &impl ConnectionTrait,
    services: &Services,
    caller: &Caller,
    id: &CaseId,
) -> Result<Option<Summary>, DbError> {
    let mut select = select();
    select.and_where(Expr::col((prior_auth::Entity, prior_auth::Column::Id)).eq(id.as_str()));
    let found = rows(conn, &select).await?;
    Ok(in_words(services, caller, found)?.into_iter().next())
}

/// What the rows show, in their order.
pub(super) fn in_words(services: &Services, caller: &Caller, rows: Vec<SummaryRow>) -> Result<Vec<Summary>, DbError> {
    let summary = |row: SummaryRow| row.into_summary(services, caller);
    rows.into_iter().map(summary).collect()
}

/// The cases with these ids that the caller may know of, in that order.
///
/// # Errors
/// The database could not be read, or holds a value that is none.
pub(crate) async fn summaries(services: &Services, caller: &Caller, ids: &[String]) -> Result<Vec<Summary>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows = rows(services.db.read(), &with_ids(caller, ids)).await?;
    rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
    in_words(services, caller, rows)
}

/// Selects the cases with these ids that the caller may know of, each by its id.
pub(super) fn with_ids(caller: &Caller, ids: &[String]) -> SelectStatement {
    let own = |column: prior_auth::Column| Expr::col((prior_auth::Entity, column));
    let mut select = select();
    select.and_where(own(prior_auth::Column::Id).is_in(ids));
    if let Some(practice) = &caller.actor.practice {
        // An expression, which no index holds: SQLite would rather read all that the practice ever asked for than a few ids.
        let its_practice = Func::coalesce([own(prior_auth::Column::PracticeId), Expr::val("")]);
        select.and_where(Expr::expr(its_practice).eq(practice.as_str()));
    }
    select
}

impl SummaryRow {
    /// The place of the row in a list that is sorted so. What a list is sorted by, its rows have.
    pub(super) fn cursor(&self, sorting: Sorting) -> Cursor {
        let at = match sorting {
            Sorting::Newest | Sorting::Oldest => Some(self.created_at),
            Sorting::DueFirst | Sorting::DueLast => self.due_at,
            Sorting::TurnEndsFirst => self.turn_ends_at,
            Sorting::Determined => self.determined_at,
        };
        Cursor {
            at: at.unwrap_or(i64::MAX),
            id: self.id.clone(),
        }
    }

    /// The value, in the plan's words and with the caller's eyes.
    pub(super) fn into_summary(self, services: &Services, caller: &Caller) -> Result<Summary, DbError> {
        let id = self.id;
        let wrong = |column, problem| DbError::value("prior_auth", column, &id, problem);
        let instant = |column, millis| time::from_millis(millis).ok_or_else(|| wrong(column, "an instant"));
        let day = |column, text: Option<String>| {
            text.map(|text| text.parse().map_err(|_| wrong(column, "an ISO date")))
                .transpose()
        };
        let code = self.code.ok_or_else(|| wrong("id", "a first service line"))?;
        let status = Status::parse(&self.status).ok_or_else(|| wrong("status", "a known status"))?;
        let rule = self
            .due_rule
            .as_deref()
            .and_then(|rule| services.catalog.clock_rule(rule));
        Ok(Summary {
            reference: Reference::parse(&self.reference).map_err(|_| wrong("reference", "a reference"))?,
            status,
            version: self.version,
            urgency: Urgency::parse(&self.urgency).ok_or_else(|| wrong("urgency", "an urgency"))?,
            member_name: format!("{} {}", self.first_name, self.last_name),
            member_number: self.member_number,
            service: services.catalog.in_words(&code, self.imported_words.as_deref()),
            code,
            line_of_business: LineOfBusiness::parse(&self.line_of_business)
                .ok_or_else(|| wrong("line_of_business", "a line of business"))?,
            practice_name: self.practice_name,
            channel: Channel::parse(&self.channel).ok_or_else(|| wrong("channel", "a channel"))?,
            received_at: instant("received_at", self.received_at)?,
            due_at: self.due_at.map(|at| instant("due_at", at)).transpose()?,
            due_rule: rule.map(|rule| rule.title.clone()),
            stands_still: status == Status::InformationRequested
                && rule.is_some_and(|rule| rule.pauses_for_information),
            turn_ends_at: self.turn_ends_at.map(|at| instant("turn_ends_at", at)).transpose()?,
            determined_at: self.determined_at.map(|at| instant("determined_at", at)).transpose()?,
            is_mine: self
                .assigned_to
                .is_some_and(|account| account == caller.actor.account.as_str()),
            assigned_to: self.assignee_name,
            authorization_number: self.authorization_number,
            valid_from: day("valid_from", self.valid_from)?,
            valid_to: day("valid_to", self.valid_to)?,
            decided_at: self.decided_at.map(|at| instant("decided_at", at)).transpose()?,
        })
    }
}
