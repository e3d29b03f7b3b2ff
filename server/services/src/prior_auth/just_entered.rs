//! What became of a request that somebody at the plan has just entered, for the page on which they did.

use domain::access::Permission;
use domain::id::CaseId;
use domain::prior_auth::{Action, Channel, Facts, apply_as};
use domain::reference::Reference;
use entity::prior_auth;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::summary::{self, Summary};
use super::take_back::NOBODY;
use crate::audit::AuditEntry;
use crate::db::DbError;
use crate::{Caller, Services};

/// A request that the caller has entered.
#[derive(Clone, Debug)]
pub struct JustEntered {
    /// What lists show of it.
    pub summary: Summary,
    /// Whether the caller can take it back.
    pub may_take_back: bool,
    /// It was taken back.
    pub is_taken_back: bool,
}

/// The request with this reference, if the caller has entered it. The reading is put on record.
///
/// # Errors
/// The database could not be read, or does not take the record.
pub async fn just_entered(
    services: &Services,
    caller: &Caller,
    reference: &Reference,
) -> Result<Option<JustEntered>, DbError> {
    let conn = services.db.read();
    let found = prior_auth::Entity::find()
        .filter(prior_auth::Column::Reference.eq(reference.as_str()))
        .filter(prior_auth::Column::SubmittedBy.eq(caller.actor.account.as_str()))
        .filter(prior_auth::Column::Channel.ne(Channel::Portal.code()))
        .one(conn)
        .await?;
    let Some(row) = found.filter(|_| caller.actor.can(Permission::TakeIn)) else {
        return Ok(None);
    };
    let Some(summary) = summary::one(conn, services, caller, &CaseId::new(&row.id)).await? else {
        return Ok(None);
    };
    let entry = AuditEntry::by(caller, "prior_auth.read").on("prior_auth", reference);
    services.db.record(entry).await?;
    let facts = Facts {
        entered_by_plan: true,
        ..Facts::new(summary.line_of_business)
    };
    Ok(Some(JustEntered {
        may_take_back: apply_as(summary.status, Action::TakeBack, &caller.actor.roles, &facts).is_ok(),
        is_taken_back: row.practice_id == NOBODY,
        summary,
    }))
}
