//! Goes on in another practice: a new session in place of the old one.
//!
//! The rights of a session follow from its practice, so it gets a new token, as after signing in. When it ends does not change:
//! the new session is as old as the one before.

use domain::id::{PracticeId, SessionId};
use domain::sensitive::Sensitive;
use domain::time::to_millis;
use entity::account;
use entity::session::{Column, Entity};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
};
use serde_json::json;

use super::account_lock::lock_account;
use super::end_sessions::EndReason;
use super::token;
use crate::audit::AuditEntry;
use crate::db::{DbError, Write};
use crate::{Caller, Services, practices};

/// Why the person stays where they are.
#[derive(Debug, thiserror::Error)]
pub enum SwitchPracticeError {
    /// There is no such practice, or the person holds no role there: nobody is told which.
    #[error("no such practice")]
    NotFound,
    /// The session ended meanwhile.
    #[error("the session has ended")]
    Ended,
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for SwitchPracticeError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Ends the caller's session and starts one in `practice`; the secret for its cookie. Nothing happens where the person is there
/// already.
///
/// # Errors
/// [`SwitchPracticeError`].
pub async fn switch_practice(
    services: &Services,
    caller: &Caller,
    practice: &PracticeId,
) -> Result<Option<Sensitive<String>>, SwitchPracticeError> {
    if caller.actor.practice.as_ref() == Some(practice) {
        return Ok(None);
    }
    let (token, token_hash) = token::draw(&services.env);
    let next = SessionId::new(services.env.new_id());
    services
        .db
        .write_locking(async |w| {
            // Whoever ends the sessions of this account now waits, and then ends the new one, too; or has ended the old one.
            lock_account(w, account::Column::Id.eq(caller.actor.account.as_str())).await?;
            check_membership(w, caller, practice).await?;
            renew(w, caller, practice, (&next, &token_hash)).await?;
            let entry = AuditEntry::by(caller, "auth.switch_practice").on("practice", practice);
            let sessions = json!({ "from_session": caller.actor.session.as_str(), "to_session": next.as_str() });
            Ok::<_, SwitchPracticeError>(w.audit(entry.detail(sessions)).await?)
        })
        .await?;
    services.sessions.forget_session(&caller.actor.session);
    Ok(Some(token))
}

async fn check_membership(w: &Write, caller: &Caller, practice: &PracticeId) -> Result<(), SwitchPracticeError> {
    let places = practices::of_account(w.conn(), &caller.actor.account).await?;
    let is_member = places
        .iter()
        .any(|place| place.practice.as_ref().is_some_and(|(id, _)| id == practice));
    if is_member {
        Ok(())
    } else {
        Err(SwitchPracticeError::NotFound)
    }
}

/// The old row ends, and its copy goes on under another id and token.
async fn renew(
    w: &Write,
    caller: &Caller,
    practice: &PracticeId,
    (id, token_hash): (&SessionId, &str),
) -> Result<(), SwitchPracticeError> {
    let session = caller.actor.session.as_str();
    let now = to_millis(w.now());
    let ended = Entity::update_many()
        .col_expr(Column::EndedAt, Expr::val(now))
        .col_expr(Column::EndReason, Expr::val(EndReason::PracticeChanged.code()))
        .filter(Column::Id.eq(session))
        .filter(Column::EndedAt.is_null())
        .exec(w.conn())
        .await?;
    if ended.rows_affected == 0 {
        return Err(SwitchPracticeError::Ended);
    }
    let Some(old) = Entity::find_by_id(session).one(w.conn()).await? else {
        return Err(SwitchPracticeError::Ended);
    };
    let mut row = old.into_active_model().reset_all();
    row.id = Set(id.as_str().to_owned());
    row.token_hash = Set(token_hash.to_owned());
    row.practice_id = Set(Some(practice.as_str().to_owned()));
    row.last_seen_at = Set(now);
    row.ended_at = Set(None);
    row.end_reason = Set(None);
    Entity::insert(row).exec_without_returning(w.conn()).await?;
    Ok(())
}
