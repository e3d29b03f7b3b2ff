//! The latest notifications, read or not. Who looked at them is put on record.

use domain::prior_auth::{Action, Channel, Performer, Status};
use domain::reference::Reference;
use domain::time::{self, Timestamp, to_millis};
use entity::{account, case_message, member, prior_auth, prior_auth_event, prior_auth_line};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Order, SelectStatement};
use sea_orm::{ConnectionTrait as _, FromQueryResult};

use super::{SHOWN, news, position, pressing};
use crate::audit::{AuditEntry, listed};
use crate::catalog::KnownCodes;
use crate::db::DbError;
use crate::{Caller, Services};

/// What there is to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Somebody or something did this.
    Happened {
        /// What.
        action: Action,
        /// In which role, or rules, or clockwork.
        performer: Performer,
    },
    /// The other side wrote a message.
    Written {
        /// In which role.
        performer: Performer,
    },
    /// The decision on a request that the reader sees to is due soon.
    DueSoon,
    /// The time of such a request is over.
    Overdue,
}

/// One thing to tell.
#[derive(Clone, PartialEq, Eq)]
pub struct Notification {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: What,
    /// On which way it came, of what somebody or something did.
    pub channel: Option<Channel>,
    /// Who did it, by name.
    pub who: Option<String>,
    /// Where the request stood after it.
    pub status: Status,
    /// By when it is due now, while it is.
    pub due_at: Option<Timestamp>,
    /// The request.
    pub reference: Reference,
    /// First and last name.
    pub member_name: String,
    /// Of the first service line.
    pub code: String,
    /// Words for it; `None` for one that is not known.
    pub service: Option<String>,
    /// The reader has not seen it yet.
    pub is_new: bool,
}

impl std::fmt::Debug for Notification {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Notification({:?} {} new={})",
            self.what, self.reference, self.is_new
        )
    }
}

/// The latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notifications {
    /// What there is.
    pub items: Vec<Notification>,
    /// Whoever has seen them has read up to here; `None` where there is none.
    pub up_to: Option<Timestamp>,
}

/// What concerns the caller, the latest first, `limit` at most.
///
/// # Errors
/// The database could not be read, or holds a value that is none, or does not take the record.
pub async fn list(services: &Services, caller: &Caller, limit: u64) -> Result<Notifications, DbError> {
    let found = if news::may_have_any(caller) {
        read(services, caller, limit.clamp(1, SHOWN)).await?
    } else {
        Notifications::default()
    };
    let entry = AuditEntry::by(caller, "notification.list").on("notification_list", "latest");
    listed(services, entry, found.items.iter().map(|item| &item.reference)).await?;
    Ok(found)
}

async fn read(services: &Services, caller: &Caller, limit: u64) -> Result<Notifications, DbError> {
    let oldest = position::oldest(services);
    let now = to_millis(services.env.now());
    let conn = services.db.read();
    let mut rows = rows(&conn.query_all(&happened(caller, oldest, limit)).await?)?;
    let messages = [Some(news::messages(caller, oldest)), news::untaken(caller, oldest)];
    for select in messages.into_iter().flatten() {
        rows.extend(self::rows(&conn.query_all(&written(select, limit)).await?)?);
    }
    if let Some(select) = pressing::listed(caller, oldest, now, limit) {
        rows.extend(self::rows(&conn.query_all(&select).await?)?);
    }
    rows.sort_by(|a, b| (b.at, &b.id).cmp(&(a.at, &a.id)));
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let read_at = position::read(conn, caller).await?.map_or(oldest, to_millis);
    let codes = rows.iter().filter_map(|row| row.code.as_deref());
    let known = KnownCodes::among(services, conn, codes).await?;
    let items: Vec<_> = rows
        .into_iter()
        .map(|row| row.into_notification(&known, read_at))
        .collect::<Result<_, _>>()?;
    Ok(Notifications {
        up_to: items.first().map(|item| item.at),
        items,
    })
}

fn rows(found: &[sea_orm::QueryResult]) -> Result<Vec<Row>, DbError> {
    Ok(found
        .iter()
        .map(|row| Row::from_query_result(row, ""))
        .collect::<Result<_, _>>()?)
}

/// What a notification is made of. A message has no action, and what follows from the due time has a word of its own in its place.
#[derive(FromQueryResult)]
struct Row {
    id: String,
    at: i64,
    action: Option<String>,
    performer: Option<String>,
    channel: Option<String>,
    who: Option<String>,
    status: String,
    due_at: Option<i64>,
    reference: String,
    first_name: String,
    last_name: String,
    code: Option<String>,
}

impl Row {
    fn what(&self) -> Result<What, DbError> {
        let wrong = |column, problem| DbError::value("prior_auth_event", column, &self.id, problem);
        let performer = || {
            let code = self.performer.as_deref().unwrap_or_default();
            Performer::parse(code).ok_or_else(|| wrong("performer", "a role, rules or clockwork"))
        };
        match self.action.as_deref() {
            Some(pressing::OVERDUE) => Ok(What::Overdue),
            Some(pressing::DUE_SOON) => Ok(What::DueSoon),
            Some(action) => Ok(What::Happened {
                action: Action::parse(action).ok_or_else(|| wrong("action", "a known action"))?,
                performer: performer()?,
            }),
            None => Ok(What::Written {
                performer: performer()?,
            }),
        }
    }

    fn into_notification(self, known: &KnownCodes, read_at: i64) -> Result<Notification, DbError> {
        let wrong = |table, column, problem| DbError::value(table, column, &self.id, problem);
        let event = |column, problem| wrong("prior_auth_event", column, problem);
        let what = self.what()?;
        let code = self
            .code
            .clone()
            .ok_or_else(|| wrong("prior_auth", "id", "a first service line"))?;
        Ok(Notification {
            at: time::from_millis(self.at).ok_or_else(|| event("at", "an instant"))?,
            what,
            status: Status::parse(&self.status).ok_or_else(|| event("to_status", "a known status"))?,
            due_at: self.due_at.and_then(time::from_millis),
            channel: self.channel.as_deref().and_then(Channel::parse),
            reference: Reference::parse(&self.reference)
                .map_err(|_| wrong("prior_auth", "reference", "a reference"))?,
            member_name: format!("{} {}", self.first_name, self.last_name),
            service: known.words(&code).map(str::to_owned),
            code,
            is_new: self.at > read_at,
            who: self.who,
        })
    }
}

/// What the database is asked about messages.
pub(super) fn written(mut select: SelectStatement, limit: u64) -> SelectStatement {
    use case_message::Column as M;
    let (m, p, a) = (case_message::Entity, prior_auth::Entity, account::Entity);
    select
        .columns([M::Id, M::At].map(|column| (m, column)))
        .expr_as(Expr::val(Option::<String>::None), Alias::new("action"))
        .expr_as(Expr::val(Option::<String>::None), Alias::new("channel"))
        .expr_as(Expr::col((m, M::Role)), Alias::new("performer"))
        .expr_as(Expr::col((p, prior_auth::Column::Status)), Alias::new("status"))
        .expr_as(Expr::col((a, account::Column::DisplayName)), Alias::new("who"))
        .inner_join(p, Expr::col((p, prior_auth::Column::Id)).equals((m, M::PriorAuthId)))
        .inner_join(a, Expr::col((a, account::Column::Id)).equals((m, M::AccountId)))
        .order_by((m, M::At), Order::Desc)
        .order_by((m, M::Id), Order::Desc);
    with_request(&mut select);
    select.limit(limit).to_owned()
}

/// What the database is asked about events.
pub(super) fn happened(caller: &Caller, since: i64, limit: u64) -> SelectStatement {
    use prior_auth_event::Column as E;
    let (e, a) = (prior_auth_event::Entity, account::Entity);
    let mut select = news::events(caller, since);
    select
        .columns([E::Id, E::At, E::Action, E::Performer, E::Channel].map(|column| (e, column)))
        .expr_as(Expr::col((e, E::ToStatus)), Alias::new("status"))
        .expr_as(Expr::col((a, account::Column::DisplayName)), Alias::new("who"))
        .inner_join(
            prior_auth::Entity,
            Expr::col((prior_auth::Entity, prior_auth::Column::Id)).equals((e, E::PriorAuthId)),
        )
        .left_join(a, Expr::col((a, account::Column::Id)).equals((e, E::AccountId)))
        .order_by((e, E::At), Order::Desc)
        .order_by((e, E::Id), Order::Desc);
    with_request(&mut select);
    select.limit(limit).to_owned()
}

/// Whom and what the request is about, and by when it is due.
pub(super) fn with_request(select: &mut SelectStatement) {
    use prior_auth::Column as P;
    let (p, m, l) = (prior_auth::Entity, member::Entity, prior_auth_line::Entity);
    let first_line = Expr::col((l, prior_auth_line::Column::PriorAuthId))
        .equals((p, P::Id))
        .and(Expr::col((l, prior_auth_line::Column::Position)).eq(1));
    select
        .columns([P::Reference, P::DueAt].map(|column| (p, column)))
        .columns([member::Column::FirstName, member::Column::LastName].map(|column| (m, column)))
        .column((l, prior_auth_line::Column::Code))
        .inner_join(m, Expr::col((m, member::Column::Id)).equals((p, P::MemberId)))
        .left_join(l, first_line);
}
