//! Reads a session with everything a page needs to know about its person, in one round trip.

use domain::access::{Actor, Role};
use domain::id::{AccountId, PracticeId, SessionId};
use domain::time::{self, Timestamp};
use entity::{account, practice, role_grant, session};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ConnectionTrait as _, FromQueryResult};

use super::end_sessions::EndReason;
use crate::db::{Db, DbError};

/// A session as the database has it. Nothing here says whether it is still good.
#[derive(Clone, Debug)]
pub(super) struct SessionRow {
    pub(super) actor: Actor,
    pub(super) created_at: Timestamp,
    pub(super) last_seen_at: Timestamp,
    /// The other practices the person may go on in, by name.
    pub(super) elsewhere: Vec<(PracticeId, String)>,
    /// Why it was ended, if it was. An account that was disabled or has no role left ends its sessions, too.
    pub(super) ended: Option<EndReason>,
}

/// One row per role, here and elsewhere.
#[derive(FromQueryResult)]
struct Row {
    session_id: String,
    account_id: String,
    practice_id: Option<String>,
    created_at: i64,
    last_seen_at: i64,
    ended_at: Option<i64>,
    end_reason: Option<String>,
    user_id: String,
    display_name: String,
    disabled_at: Option<i64>,
    grant_practice_id: Option<String>,
    grant_practice_name: Option<String>,
    role: Option<String>,
}

impl Row {
    fn is_elsewhere(&self) -> bool {
        self.grant_practice_id != self.practice_id
    }
}

pub(super) async fn read(db: &Db, token_hash: &str) -> Result<Option<SessionRow>, DbError> {
    let rows = db.read().query_all(&statement(token_hash)).await?;
    let rows: Vec<Row> = rows
        .iter()
        .map(|row| Row::from_query_result(row, ""))
        .collect::<Result<_, _>>()?;
    let Some(first) = rows.first() else { return Ok(None) };
    let (elsewhere, here): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.is_elsewhere());
    let roles = here
        .iter()
        .filter_map(|row| row.role.as_deref())
        .map(|code| role(code, first))
        .collect::<Result<_, _>>()?;
    let practice_name = here.first().and_then(|row| row.grant_practice_name.clone());
    into_session(first, practice_name, roles, practices(&elsewhere)).map(Some)
}

/// Each practice once, by name. The plan is none, and nobody changes sides within a session.
fn practices(grants: &[&Row]) -> Vec<(PracticeId, String)> {
    let named = grants.iter().filter_map(|row| {
        let id = row.grant_practice_id.as_deref().map(PracticeId::new)?;
        Some((id, row.grant_practice_name.clone()?))
    });
    let mut practices: Vec<_> = named.collect();
    practices.sort_by(|(a, a_name), (b, b_name)| (a_name, a.as_str()).cmp(&(b_name, b.as_str())));
    practices.dedup();
    practices
}

fn into_session(
    row: &Row,
    practice_name: Option<String>,
    roles: Vec<Role>,
    elsewhere: Vec<(PracticeId, String)>,
) -> Result<SessionRow, DbError> {
    let instant = |column, millis| {
        time::from_millis(millis).ok_or_else(|| DbError::value("session", column, &row.session_id, "an instant"))
    };
    let ended = match row.ended_at {
        Some(_) => Some(EndReason::parse(row.end_reason.as_deref().unwrap_or_default())),
        None if row.disabled_at.is_some() || roles.is_empty() => Some(EndReason::Revoked),
        None => None,
    };
    Ok(SessionRow {
        created_at: instant("created_at", row.created_at)?,
        last_seen_at: instant("last_seen_at", row.last_seen_at)?,
        ended,
        elsewhere,
        actor: Actor {
            account: AccountId::new(&row.account_id),
            user_id: row.user_id.clone(),
            display_name: row.display_name.clone(),
            session: SessionId::new(&row.session_id),
            practice: row.practice_id.as_deref().map(PracticeId::new),
            practice_name,
            roles,
        },
    })
}

fn role(code: &str, row: &Row) -> Result<Role, DbError> {
    Role::parse(code).ok_or_else(|| DbError::value("role_grant", "role", &row.account_id, "a known role"))
}

fn statement(token_hash: &str) -> SelectStatement {
    let (s, a, p, r) = (session::Entity, account::Entity, practice::Entity, role_grant::Entity);
    Query::select()
        .expr_as(Expr::col((s, session::Column::Id)), Alias::new("session_id"))
        .columns([
            (s, session::Column::AccountId),
            (s, session::Column::PracticeId),
            (s, session::Column::CreatedAt),
            (s, session::Column::LastSeenAt),
            (s, session::Column::EndedAt),
            (s, session::Column::EndReason),
        ])
        .columns([
            (a, account::Column::UserId),
            (a, account::Column::DisplayName),
            (a, account::Column::DisabledAt),
        ])
        .expr_as(
            Expr::col((r, role_grant::Column::PracticeId)),
            Alias::new("grant_practice_id"),
        )
        .expr_as(
            Expr::col((p, practice::Column::Name)),
            Alias::new("grant_practice_name"),
        )
        .column((r, role_grant::Column::Role))
        .from(s)
        .inner_join(
            a,
            Expr::col((a, account::Column::Id)).equals((s, session::Column::AccountId)),
        )
        .left_join(
            r,
            Expr::col((r, role_grant::Column::AccountId)).equals((s, session::Column::AccountId)),
        )
        .left_join(
            p,
            Expr::col((p, practice::Column::Id)).equals((r, role_grant::Column::PracticeId)),
        )
        .and_where(Expr::col((s, session::Column::TokenHash)).eq(token_hash))
        .order_by((r, role_grant::Column::Role), sea_orm::Order::Asc)
        .take()
}
