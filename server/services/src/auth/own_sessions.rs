//! The sessions in which a person is signed in, for themselves to look at.

use domain::access::Side;
use domain::auth::Browser;
use domain::auth::session::{Policy, State};
use domain::id::SessionId;
use domain::time::{self, Timestamp, to_millis};
use entity::{practice, session};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use crate::db::DbError;
use crate::{Caller, Services};

/// More than this nobody looks through; the latest come first.
const MOST: u64 = 50;

/// A browser in which the person is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSession {
    /// Names it when it is to be ended.
    pub id: SessionId,
    /// Where the person works in it; `None` at the plan.
    pub practice_name: Option<String>,
    /// Which browser it is, where it said so.
    pub browser: Option<Browser>,
    /// Since when.
    pub since: Timestamp,
    /// When something was last done in it, to the minute.
    pub last_seen: Timestamp,
    /// It is the one that asks.
    pub is_this: bool,
}

/// The caller's living sessions: the one that asks first, then the latest active.
///
/// # Errors
/// The database could not be read, or holds a value that is none.
pub async fn own_sessions(services: &Services, caller: &Caller) -> Result<Vec<OwnSession>, DbError> {
    let now = services.env.now();
    // An older one is over, whatever its row says; and so the index need not be read to its beginning.
    let oldest = now.checked_sub_signed(longest()).map_or(0, to_millis);
    let rows = session::Entity::find()
        .filter(session::Column::AccountId.eq(caller.actor.account.as_str()))
        .filter(session::Column::CreatedAt.gte(oldest))
        .filter(session::Column::EndedAt.is_null())
        .find_also_related(practice::Entity)
        .order_by_desc(session::Column::CreatedAt)
        .limit(MOST)
        .all(services.db.read())
        .await?;
    let mut own = Vec::with_capacity(rows.len());
    for (row, practice) in rows {
        let found = own_session(row, practice, caller)?;
        let side = if found.practice_name.is_some() {
            Side::Provider
        } else {
            Side::Plan
        };
        // The row of the session that asks may be a minute behind.
        let is_alive = matches!(
            Policy::for_side(side).state(found.since, found.last_seen, now),
            State::Live { .. }
        );
        if found.is_this || is_alive {
            own.push(found);
        }
    }
    own.sort_by_key(|session| (!session.is_this, std::cmp::Reverse(session.last_seen)));
    Ok(own)
}

fn own_session(row: session::Model, practice: Option<practice::Model>, caller: &Caller) -> Result<OwnSession, DbError> {
    let instant = |column, millis| {
        time::from_millis(millis).ok_or_else(|| DbError::value("session", column, &row.id, "an instant"))
    };
    Ok(OwnSession {
        is_this: row.id == caller.actor.session.as_str(),
        since: instant("created_at", row.created_at)?,
        last_seen: instant("last_seen_at", row.last_seen_at)?,
        // Written by an older program, or by one that knows more browsers: not known here.
        browser: row.browser.as_deref().and_then(Browser::parse),
        practice_name: practice.map(|practice| practice.name),
        id: SessionId::new(row.id),
    })
}

/// No session lives longer, on either side.
fn longest() -> chrono::TimeDelta {
    let [provider, plan] = [Side::Provider, Side::Plan].map(|side| Policy::for_side(side).absolute);
    provider.max(plan)
}
