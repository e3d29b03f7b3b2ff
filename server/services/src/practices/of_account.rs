//! The practices a person may act for, for the switcher and for sign-in.

use domain::access::Role;
use domain::id::{AccountId, PracticeId};
use entity::{practice, role_grant};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use crate::db::DbError;

/// A place where a person holds roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The practice and its name; `None` at the plan.
    pub practice: Option<(PracticeId, String)>,
    /// At least one, by code.
    pub roles: Vec<Role>,
}

/// Everywhere the person holds a role: practices by name, the plan first.
///
/// # Errors
/// The database could not be read, or holds a role that is none.
pub async fn of_account(conn: &impl ConnectionTrait, account: &AccountId) -> Result<Vec<Membership>, DbError> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(account.as_str()))
        .find_also_related(practice::Entity)
        .all(conn)
        .await?;
    let mut places: Vec<Membership> = Vec::new();
    for (grant, practice) in rows {
        let role = Role::parse(&grant.role);
        let role = role.ok_or_else(|| DbError::value("role_grant", "role", &grant.id, "a known role"))?;
        let practice = practice.map(|practice| (PracticeId::new(practice.id), practice.name));
        match places.iter_mut().find(|place| place.practice == practice) {
            Some(place) => place.roles.push(role),
            None => places.push(Membership {
                practice,
                roles: vec![role],
            }),
        }
    }
    for place in &mut places {
        place.roles.sort_by_key(|role| role.code());
    }
    let key = |place: &Membership| place.practice.as_ref().map(|(id, name)| (name.clone(), id.clone()));
    places.sort_by_key(key);
    Ok(places)
}
