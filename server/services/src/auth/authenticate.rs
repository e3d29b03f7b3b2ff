//! From the cookie's token to the person, on every request.

use domain::access::Actor;
use domain::auth::session::{Policy, State};
use domain::id::PracticeId;
use domain::time::{Timestamp, to_millis};
use entity::session::{Column, Entity};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::end_sessions::EndReason;
use super::session_row::{self, SessionRow};
use super::token;
use crate::audit::AuditEntry;
use crate::db::DbError;
use crate::{Caller, RequestInfo, Services};

/// Why nobody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SessionLoss {
    /// There never was such a session.
    #[error("not signed in")]
    Missing,
    /// It lasted too long, or nothing happened for too long.
    #[error("the session has expired")]
    Expired,
    /// Its owner logged out.
    #[error("the session was ended")]
    Ended,
    /// The account was disabled, or got another password or other roles.
    #[error("the session was revoked")]
    Revoked,
    /// Its owner went on in another practice, with a new session.
    #[error("the session went on in another practice")]
    PracticeChanged,
    /// The database did not answer, and so nobody is let in. The reason is in the log.
    #[error("sessions cannot be checked at the moment")]
    Unavailable,
}

/// The person who holds the session of `token`. With `touch` the request counts as activity; live streams, and pages that refresh
/// themselves, pass `false`.
///
/// # Errors
/// [`SessionLoss`].
pub async fn authenticate(services: &Services, token: &str, touch: bool) -> Result<Actor, SessionLoss> {
    let token_hash = token::hash(token);
    let now = services.env.now();
    let session = match services.sessions.fresh(&token_hash, now) {
        Some(session) => session,
        None => read(services, &token_hash).await?,
    };
    if let Err(loss) = judge(&session, now) {
        services.sessions.forget(&token_hash);
        if loss == SessionLoss::Expired && session.ended.is_none() {
            put_expiry_on_record(services, &session).await;
        }
        return Err(loss);
    }
    if touch && services.sessions.touch(&token_hash, now) {
        store_activity(services, &session, now).await;
    }
    Ok(session.actor)
}

/// What comes after this request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// When the session ends if nothing happens before.
    pub expires_at: Timestamp,
    /// The other practices the person may go on in, by name.
    pub elsewhere: Vec<(PracticeId, String)>,
}

/// The outlook of a session that [`authenticate`] has just found alive; `None` for any other.
#[must_use]
pub fn outlook(services: &Services, token: &str) -> Option<Outlook> {
    let now = services.env.now();
    let session = services.sessions.known(&token::hash(token))?;
    match Policy::for_side(session.actor.side()).state(session.created_at, session.last_seen_at, now) {
        State::Live { expires_at } => Some(Outlook {
            expires_at,
            elsewhere: session.elsewhere,
        }),
        State::Expired => None,
    }
}

async fn read(services: &Services, token_hash: &str) -> Result<SessionRow, SessionLoss> {
    let _turn = services.sessions.turn(token_hash).await;
    let now = services.env.now();
    if let Some(session) = services.sessions.fresh(token_hash, now) {
        return Ok(session);
    }
    match session_row::read(&services.db, token_hash).await {
        Ok(Some(session)) => Ok(services.sessions.keep(token_hash, session, now)),
        Ok(None) => {
            services.sessions.forget(token_hash);
            Err(SessionLoss::Missing)
        }
        Err(error) => {
            tracing::error!(%error, "reading a session");
            Err(SessionLoss::Unavailable)
        }
    }
}

fn judge(session: &SessionRow, now: Timestamp) -> Result<(), SessionLoss> {
    if let Some(reason) = session.ended {
        return Err(match reason {
            EndReason::SignedOut => SessionLoss::Ended,
            EndReason::Expired => SessionLoss::Expired,
            EndReason::Revoked => SessionLoss::Revoked,
            EndReason::PracticeChanged => SessionLoss::PracticeChanged,
        });
    }
    match Policy::for_side(session.actor.side()).state(session.created_at, session.last_seen_at, now) {
        State::Live { .. } => Ok(()),
        State::Expired => Err(SessionLoss::Expired),
    }
}

/// Whoever finds the session expired says so in its row, and the first to do it in the audit record. The person is refused either
/// way, so a failure here is worth a line in the log; the next request tries again.
async fn put_expiry_on_record(services: &Services, session: &SessionRow) {
    let caller = Caller {
        actor: session.actor.clone(),
        request: RequestInfo::new("", "server"),
    };
    let id = &session.actor.session;
    let last_seen = to_millis(session.last_seen_at);
    let recorded = services.db.write(async |w| {
        let ended = Entity::update_many()
            .col_expr(Column::EndedAt, Expr::val(to_millis(w.now())))
            .col_expr(Column::EndReason, Expr::val(EndReason::Expired.code()))
            .filter(Column::Id.eq(id.as_str()))
            .filter(Column::EndedAt.is_null())
            // Another server may just have stored that the person is at work.
            .filter(Column::LastSeenAt.lte(last_seen))
            .exec(w.conn())
            .await?;
        if ended.rows_affected == 1 {
            w.audit(AuditEntry::by(&caller, "auth.session_expired").on("session", id))
                .await?;
        }
        Ok::<_, DbError>(())
    });
    if let Err(error) = recorded.await {
        tracing::warn!(%error, "recording that a session expired");
    }
}

/// Failing to store it costs at most a minute of the session's idle time: worth a line in the log, not a refused page.
async fn store_activity(services: &Services, session: &SessionRow, now: Timestamp) {
    let id = session.actor.session.as_str();
    let stored = services.db.write(async |w| {
        Entity::update_many()
            .col_expr(Column::LastSeenAt, Expr::val(to_millis(now)))
            .filter(Column::Id.eq(id))
            .filter(Column::LastSeenAt.lt(to_millis(now)))
            .exec(w.conn())
            .await?;
        Ok::<_, DbError>(())
    });
    if let Err(error) = stored.await {
        tracing::warn!(%error, "storing a session's activity");
    }
}
