//! The plan takes back what its intake has entered by mistake: for another practice, or for another member.
//!
//! From then on the request belongs to nobody's practice. Whatever shows a practice its requests asks for its own, so it leaves this one
//! out by itself, like another practice's; the plan goes on reading it. (45 CFR 164.502(b): no more than is needed.)

use domain::id::PracticeId;
use domain::prior_auth::{Action, words};
use domain::reference::Reference;
use domain::time::to_millis;
use entity::{practice, practice_member, prior_auth, prior_auth_line};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, PaginatorTrait as _,
    QueryFilter as _,
};

use super::act::{Act, ActError, perform};
use super::also::Also;
use super::case::Case;
use super::event::{EventDetail, TakenFrom};
use super::summary::Summary;
use crate::db::{DbError, Write};
use crate::{Caller, Services, files, search};

/// The id of a practice in which nobody ever has a role. It has no name.
pub(crate) const NOBODY: &str = "nobody";

/// Takes back a request that the plan entered and that nobody has decided, for a reason that stays at the plan. The practice sees
/// nothing of it any more, and its open pages hear that it has changed.
///
/// # Errors
/// [`ActError`]; [`ActError::Form`] about the field `reason`.
pub async fn take_back(
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    version: i64,
    reason: &str,
) -> Result<Summary, ActError> {
    let reason = words::required("reason", reason).map_err(ActError::Form)?;
    let detail = EventDetail {
        reason: Some(reason),
        taken_from: owner(services, reference).await?,
        ..EventDetail::default()
    };
    let act = Act {
        detail,
        also: Also::TakeBack,
        ..Act::plain(Action::TakeBack, "prior_auth.take_back")
    };
    perform(services, caller, reference, version, act).await
}

/// Whose the request is.
async fn owner(services: &Services, reference: &Reference) -> Result<Option<TakenFrom>, DbError> {
    let found = prior_auth::Entity::find()
        .filter(prior_auth::Column::Reference.eq(reference.as_str()))
        .find_also_related(practice::Entity)
        .one(services.db.read())
        .await?;
    let practice = found.and_then(|(_, practice)| practice);
    Ok(practice.map(|practice| TakenFrom {
        practice: PracticeId::new(practice.id),
        name: practice.name,
    }))
}

/// Takes everything from the practice that goes with the request; its row goes with the event.
pub(super) async fn hide(w: &Write, case: &Case) -> Result<(), ActError> {
    make_nobody(w).await?;
    prior_auth_line::Entity::update_many()
        .col_expr(prior_auth_line::Column::PracticeId, Expr::val(NOBODY))
        .filter(prior_auth_line::Column::PriorAuthId.eq(&case.row.id))
        .exec(w.conn())
        .await?;
    files::give(w, &case.id(), &PracticeId::new(NOBODY)).await?;
    Ok(forget_member(w, case).await?)
}

/// The practice without people is there once it is needed.
async fn make_nobody(w: &Write) -> Result<(), DbError> {
    let row = practice::ActiveModel {
        id: Set(NOBODY.to_owned()),
        name: Set(String::new()),
        npi: Set(String::new()),
        tin: Set(String::new()),
        created_at: Set(to_millis(w.now())),
    };
    practice::Entity::insert(row)
        .on_conflict(OnConflict::column(practice::Column::Id).do_nothing().to_owned())
        .exec_without_returning(w.conn())
        .await?;
    Ok(())
}

/// The practice finds the member by its other requests for them, or not at all; the plan still does.
async fn forget_member(w: &Write, case: &Case) -> Result<(), DbError> {
    let prior_auth::Model {
        id,
        practice_id,
        member_id,
        ..
    } = &case.row;
    let known = practice_member::Entity::find_by_id((practice_id.clone(), member_id.clone()));
    let Some(known) = known.one(w.conn()).await? else {
        return Ok(());
    };
    let kept = practice_member::Model {
        practice_id: NOBODY.to_owned(),
        ..known.clone()
    };
    search::remember(w, kept.into_active_model().reset_all()).await?;
    let others = prior_auth::Entity::find()
        .filter(prior_auth::Column::PracticeId.eq(practice_id))
        .filter(prior_auth::Column::MemberId.eq(member_id))
        .filter(prior_auth::Column::Id.ne(id))
        .count(w.conn())
        .await?;
    if others == 0 {
        practice_member::Entity::delete_by_id((practice_id.clone(), member_id.clone()))
            .exec(w.conn())
            .await?;
    }
    Ok(())
}
