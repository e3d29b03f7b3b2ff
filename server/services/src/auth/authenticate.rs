//! From the cookie's token to the person, on every request.

use domain::access::Actor;
use domain::auth::session::{Policy, State};
use domain::time::{Timestamp, to_millis};
use entity::session::{Column, Entity};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::session_row::{self, SessionRow};
use super::token;
use crate::Services;
use crate::db::DbError;

/// Why nobody is signed in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SessionLoss {
    /// There never was such a session.
    #[error("not signed in")]
    Missing,
    /// It lasted too long, or nothing happened for too long.
    #[error("the session has expired")]
    Expired,
    /// It was ended: signed out, revoked, account disabled.
    #[error("the session was ended")]
    Ended,
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
        None => read(services, &token_hash, now).await?,
    };
    if let Err(loss) = judge(&session, now) {
        services.sessions.forget(&token_hash);
        return Err(loss);
    }
    if touch && services.sessions.touch(&token_hash, now) {
        store_activity(services, &session, now).await;
    }
    Ok(session.actor)
}

async fn read(services: &Services, token_hash: &str, now: Timestamp) -> Result<SessionRow, SessionLoss> {
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
    match session.ended.as_deref() {
        Some("expired") => return Err(SessionLoss::Expired),
        Some(_) => return Err(SessionLoss::Ended),
        None => {}
    }
    match Policy::for_side(session.actor.side()).state(session.created_at, session.last_seen_at, now) {
        State::Live { .. } => Ok(()),
        State::Expired => Err(SessionLoss::Expired),
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
