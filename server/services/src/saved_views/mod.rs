//! Views of lists that people save for themselves: filters and order by a name.
//!
//! A view belongs to one account in one practice, or at the plan; nobody else sees it, and nobody else's exists for one.

mod change;
mod list;

pub use change::{SavedViewError, delete, rename, save};
pub use list::{SavedView, list};

use domain::saved_view::Place;
use entity::saved_view::{Column, Entity};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, Select};

use crate::Caller;

/// The caller's views of a list.
fn own(caller: &Caller, place: Place) -> Select<Entity> {
    let practice = caller.actor.practice.as_ref().map(|practice| practice.as_str());
    Entity::find()
        .filter(Column::AccountId.eq(caller.actor.account.as_str()))
        .filter(practice.map_or_else(
            || Column::PracticeId.is_null(),
            |practice| Column::PracticeId.eq(practice),
        ))
        .filter(Column::Place.eq(place.code()))
}
