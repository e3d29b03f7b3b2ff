//! Remembers for whom a practice has asked something.

use domain::id::{MemberRowId, PracticeId};
use entity::practice_member::{ActiveModel, Column, Entity};
use sea_orm::ActiveValue::Set;
use sea_orm::EntityTrait as _;
use sea_orm::sea_query::OnConflict;

use super::{name_key, number_key};
use crate::db::{DbError, Write};

/// The row of a member in a practice.
pub(crate) fn practice_member(
    practice: &PracticeId,
    member: &MemberRowId,
    last_name: &str,
    number: &str,
) -> ActiveModel {
    ActiveModel {
        practice_id: Set(practice.as_str().to_owned()),
        member_id: Set(member.as_str().to_owned()),
        name_key: Set(name_key(last_name)),
        number_key: Set(number_key(number)),
    }
}

/// Makes the member one that the practice finds its requests by; part of the transaction in which it asks. A name that has changed
/// since the last request is spelled anew.
///
/// # Errors
/// The database refused.
pub(crate) async fn remember(w: &Write, row: ActiveModel) -> Result<(), DbError> {
    let again = OnConflict::columns([Column::PracticeId, Column::MemberId])
        .update_columns([Column::NameKey, Column::NumberKey])
        .to_owned();
    Entity::insert(row)
        .on_conflict(again)
        .exec_without_returning(w.conn())
        .await?;
    Ok(())
}
