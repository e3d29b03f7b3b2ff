//! What an act stores beside its event, in the same transaction.

use domain::prior_auth::AskedItem;
use entity::information_item;
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait as _;

use super::act::ActError;
use super::answer::Sent;
use super::case::Case;
use super::event::Event;
use super::take_back;
use crate::Caller;
use crate::db::Write;

/// What is stored beside an event.
#[derive(Clone, Debug)]
pub(super) enum Also {
    Nothing,
    /// What is asked for.
    Ask(Vec<AskedItem>),
    /// The answer to an item.
    Answer(Sent),
    /// That it is no practice's any more.
    TakeBack,
}

impl Also {
    /// Stores it. False means that somebody was faster with it.
    pub(super) async fn write(&self, w: &Write, caller: &Caller, case: &Case, event: &Event) -> Result<bool, ActError> {
        match self {
            Self::Nothing => Ok(true),
            Self::Ask(items) => ask(w, case, event, items).await.map(|()| true),
            Self::Answer(sent) => sent.write(w, caller, case).await,
            Self::TakeBack => take_back::hide(w, case).await.map(|()| true),
        }
    }
}

async fn ask(w: &Write, case: &Case, event: &Event, items: &[AskedItem]) -> Result<(), ActError> {
    let rows = (1..).zip(items).map(|(place, item)| information_item::ActiveModel {
        id: Set(w.new_id()),
        prior_auth_id: Set(case.row.id.clone()),
        asked_in: Set(event.sequence),
        place: Set(place),
        kind: Set(item.kind.code().to_owned()),
        need: Set(item.need.clone()),
        answer: Set(None),
        answered_at: Set(None),
        answered_by: Set(None),
        version: Set(1),
        saved_by: Set(None),
        saved_at: Set(None),
    });
    information_item::Entity::insert_many(rows)
        .exec_without_returning(w.conn())
        .await?;
    Ok(())
}
