//! The practice answers what the plan has asked, item by item: saves what it has, and sends an item when it is done.

use domain::prior_auth::{Action, ItemKind, apply_as, information, words};
use domain::reference::Reference;
use domain::time::to_millis;
use entity::information_item::{self, Column};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use super::act::{Act, ActError, perform};
use super::also::Also;
use super::case::{self, Case};
use super::event::EventDetail;
use super::summary::{self, Summary};
use crate::audit::AuditEntry;
use crate::db::{DbError, Write};
use crate::files;
use crate::{Caller, Services};

/// An answer to one item.
#[derive(Clone, Debug)]
pub struct ItemAnswer {
    /// The item.
    pub item: String,
    /// The version of the item that was seen.
    pub seen: i64,
    /// The answer in words, as it was typed.
    pub text: String,
    /// Whether the plan gets it now, or it is only saved.
    pub is_sent: bool,
}

/// Saves an answer, or sends it with the documents that were added to it. What is saved, the plan does not see. With the last
/// item the request goes back to whoever asked.
///
/// # Errors
/// [`ActError`].
pub async fn answer(
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    version: i64,
    answer: ItemAnswer,
) -> Result<Summary, ActError> {
    if !answer.is_sent {
        return save(services, caller, (reference, version), &answer).await;
    }
    let case = seen(services.db.read(), services, caller, (reference, version)).await?;
    let item = find(services.db.read(), &case, &answer.item).await?;
    let item = item.ok_or(ActError::NotFound)?;
    let act = Act {
        detail: EventDetail {
            items: Some(1),
            about: Some(item.need),
            ..EventDetail::default()
        },
        also: Also::Answer(Sent(answer)),
        ..Act::plain(Action::AnswerInformation, "prior_auth.answer")
    };
    perform(services, caller, reference, version, act).await
}

/// Keeps what was typed.
async fn save(
    services: &Services,
    caller: &Caller,
    (reference, version): (&Reference, i64),
    answer: &ItemAnswer,
) -> Result<Summary, ActError> {
    services
        .db
        .write(async |w| {
            let case = seen(w.conn(), services, caller, (reference, version)).await?;
            let facts = case
                .history
                .facts(case.known(services, w.now()), Some(&caller.actor.account));
            apply_as(case.status, Action::AnswerInformation, &caller.actor.roles, &facts).map_err(ActError::Refused)?;
            let item = find(w.conn(), &case, &answer.item).await?.ok_or(ActError::NotFound)?;
            let text = words::optional(field_of(&item), &answer.text).map_err(ActError::Form)?;
            if !store(w, caller, answer, text).await? {
                return Err(conflict(w.conn(), services, caller, &case).await?);
            }
            w.audit(AuditEntry::by(caller, "prior_auth.save_answer").on("prior_auth", reference))
                .await?;
            let current = summary::one(w.conn(), services, caller, &case.id()).await?;
            current.ok_or(ActError::NotFound)
        })
        .await
}

/// The case, as long as it is as it was seen.
async fn seen(
    conn: &impl ConnectionTrait,
    services: &Services,
    caller: &Caller,
    (reference, version): (&Reference, i64),
) -> Result<Case, ActError> {
    let found = case::load(conn, caller, reference).await?;
    let case = found.ok_or(ActError::NotFound)?;
    if case.row.version == version {
        return Ok(case);
    }
    Err(conflict(conn, services, caller, &case).await?)
}

async fn conflict(
    conn: &impl ConnectionTrait,
    services: &Services,
    caller: &Caller,
    case: &Case,
) -> Result<ActError, ActError> {
    let current = summary::one(conn, services, caller, &case.id()).await?;
    Ok(ActError::Conflict {
        current: Box::new(current.ok_or(ActError::NotFound)?),
    })
}

/// An answer on its way to the plan.
#[derive(Clone, Debug)]
pub(super) struct Sent(ItemAnswer);

impl Sent {
    /// False means that somebody was faster.
    pub(super) async fn write(&self, w: &Write, caller: &Caller, case: &Case) -> Result<bool, ActError> {
        let Self(answer) = self;
        let item = find(w.conn(), case, &answer.item).await?.ok_or(ActError::NotFound)?;
        let kind = ItemKind::parse(&item.kind);
        let kind = kind.ok_or_else(|| DbError::value("information_item", "kind", &item.id, "a kind of item"))?;
        let place = usize::try_from(item.place).unwrap_or_default();
        if files::is_one_under_way(w, &item.id).await? {
            return Err(ActError::Form(information::still_under_way(place)));
        }
        let documents = files::attach_answer(w, &item.id, &case.id()).await?;
        let documents = usize::try_from(documents).unwrap_or_default();
        let text = information::answer(place, kind, &answer.text, documents).map_err(ActError::Form)?;
        Ok(store(w, caller, answer, text).await?)
    }
}

/// Stores it unless somebody was faster. False means that they were.
async fn store(w: &Write, caller: &Caller, answer: &ItemAnswer, text: Option<String>) -> Result<bool, DbError> {
    let (by, at) = (caller.actor.account.as_str(), to_millis(w.now()));
    let mut update = information_item::Entity::update_many()
        .col_expr(Column::Answer, Expr::val(text))
        .col_expr(Column::Version, Expr::val(answer.seen.saturating_add(1)))
        .col_expr(Column::SavedBy, Expr::val(by))
        .col_expr(Column::SavedAt, Expr::val(at));
    if answer.is_sent {
        update = update
            .col_expr(Column::AnsweredAt, Expr::val(at))
            .col_expr(Column::AnsweredBy, Expr::val(by));
    }
    let done = update
        .filter(Column::Id.eq(answer.item.as_str()))
        .filter(Column::Version.eq(answer.seen))
        .filter(Column::AnsweredAt.is_null())
        .exec(w.conn())
        .await?;
    Ok(done.rows_affected == 1)
}

/// The item of the last question about that case.
async fn find(
    conn: &impl ConnectionTrait,
    case: &Case,
    item: &str,
) -> Result<Option<information_item::Model>, DbError> {
    let found = information_item::Entity::find_by_id(item)
        .filter(Column::PriorAuthId.eq(&case.row.id))
        .filter(Column::AskedIn.eq(case.history.asked_in))
        .one(conn)
        .await?;
    Ok(found)
}

/// The name of the HTML input.
fn field_of(item: &information_item::Model) -> &'static str {
    let index = usize::try_from(item.place).unwrap_or(1).saturating_sub(1);
    information::ANSWERS
        .get(index)
        .copied()
        .unwrap_or(information::ANSWERS[0])
}
