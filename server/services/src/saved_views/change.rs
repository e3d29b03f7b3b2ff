//! Saves, renames and deletes a view.

use domain::form::FieldCode;
use domain::id::SavedViewId;
use domain::saved_view::{MOST_VIEWS, Place, ViewName, is_query};
use domain::time::to_millis;
use entity::account;
use entity::saved_view::{ActiveModel, Column, Entity, Model};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, ModelTrait as _, PaginatorTrait as _, QueryFilter as _,
    QuerySelect as _,
};

use super::own;
use crate::audit::AuditEntry;
use crate::db::{DbError, Write};
use crate::{Caller, Services};

/// Why no view changed.
#[derive(Debug, thiserror::Error)]
pub enum SavedViewError {
    /// The caller has no such view of that list.
    #[error("no such view")]
    NotFound,
    /// The caller may not see the list.
    #[error("the list is not theirs to see")]
    Forbidden,
    /// The name cannot be taken.
    #[error("the name cannot be taken: {0:?}")]
    Name(FieldCode),
    /// No address of a list has such a query.
    #[error("not the query of a list")]
    Query,
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for SavedViewError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Keeps the query under a name. Gives the query.
///
/// # Errors
/// [`SavedViewError`].
pub async fn save(
    services: &Services,
    caller: &Caller,
    place: Place,
    name: &str,
    query: &str,
) -> Result<String, SavedViewError> {
    let name = allowed(caller, place, name)?;
    if query.is_empty() || !is_query(query) {
        return Err(SavedViewError::Query);
    }
    let saved = services.db.write_locking(async |w| {
        one_at_a_time(w, caller).await?;
        free(w, caller, place, &name, None).await?;
        if own(caller, place).count(w.conn()).await? >= u64::from(MOST_VIEWS) {
            return Err(SavedViewError::Name(FieldCode::TooMany { max: MOST_VIEWS }));
        }
        let id = w.new_id();
        let row = ActiveModel {
            id: Set(id.clone()),
            account_id: Set(caller.actor.account.as_str().to_owned()),
            practice_id: Set(caller
                .actor
                .practice
                .as_ref()
                .map(|practice| practice.as_str().to_owned())),
            place: Set(place.code().to_owned()),
            name: Set(name.as_str().to_owned()),
            name_key: Set(name.key()),
            query: Set(query.to_owned()),
            created_at: Set(to_millis(w.now())),
        };
        Entity::insert(row).exec_without_returning(w.conn()).await?;
        w.audit(AuditEntry::by(caller, "saved_view.save").on("saved_view", &id))
            .await?;
        Ok(query.to_owned())
    });
    taken(saved.await)
}

/// Gives a view another name. Gives its query.
///
/// # Errors
/// [`SavedViewError`].
pub async fn rename(
    services: &Services,
    caller: &Caller,
    place: Place,
    id: &SavedViewId,
    name: &str,
) -> Result<String, SavedViewError> {
    let name = allowed(caller, place, name)?;
    let renamed = services.db.write(async |w| {
        let row = find(w, caller, place, id).await?.ok_or(SavedViewError::NotFound)?;
        free(w, caller, place, &name, Some(id)).await?;
        let query = row.query.clone();
        let mut row = row.into_active_model();
        row.name = Set(name.as_str().to_owned());
        row.name_key = Set(name.key());
        Entity::update(row).exec(w.conn()).await?;
        w.audit(AuditEntry::by(caller, "saved_view.rename").on("saved_view", id))
            .await?;
        Ok(query)
    });
    taken(renamed.await)
}

/// Forgets a view; where the caller has none of that id, nothing is left to forget.
///
/// # Errors
/// The database refused.
pub async fn delete(
    services: &Services,
    caller: &Caller,
    place: Place,
    id: &SavedViewId,
) -> Result<(), SavedViewError> {
    let deleted = services.db.write(async |w| {
        let Some(row) = find(w, caller, place, id).await? else {
            return Ok(());
        };
        row.delete(w.conn()).await?;
        w.audit(AuditEntry::by(caller, "saved_view.delete").on("saved_view", id))
            .await?;
        Ok(())
    });
    deleted.await
}

fn allowed(caller: &Caller, place: Place, name: &str) -> Result<ViewName, SavedViewError> {
    if !caller.actor.can(place.permission()) {
        return Err(SavedViewError::Forbidden);
    }
    ViewName::parse(name).map_err(SavedViewError::Name)
}

async fn find(w: &Write, caller: &Caller, place: Place, id: &SavedViewId) -> Result<Option<Model>, DbError> {
    Ok(own(caller, place)
        .filter(Column::Id.eq(id.as_str()))
        .one(w.conn())
        .await?)
}

/// Whoever saves for the same account waits: the limit is counted, and a count sees nothing that is under way.
async fn one_at_a_time(w: &Write, caller: &Caller) -> Result<(), DbError> {
    account::Entity::find_by_id(caller.actor.account.as_str())
        .select_only()
        .column(account::Column::Id)
        .lock_exclusive()
        .into_tuple::<String>()
        .one(w.conn())
        .await?;
    Ok(())
}

/// No other view of the list has the name.
async fn free(
    w: &Write,
    caller: &Caller,
    place: Place,
    name: &ViewName,
    but: Option<&SavedViewId>,
) -> Result<(), SavedViewError> {
    let same = own(caller, place)
        .filter(Column::NameKey.eq(name.key()))
        .one(w.conn())
        .await?;
    match same {
        Some(row) if but.is_none_or(|id| id.as_str() != row.id) => Err(SavedViewError::Name(FieldCode::Taken)),
        _ => Ok(()),
    }
}

/// Somebody who saves twice at once is told like one who saves one after the other.
fn taken<T>(result: Result<T, SavedViewError>) -> Result<T, SavedViewError> {
    match result {
        Err(SavedViewError::Failed(error)) if error.is_unique_violation() => {
            Err(SavedViewError::Name(FieldCode::Taken))
        }
        other => other,
    }
}
