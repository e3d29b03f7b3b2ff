//! Looks a member up by what a front desk has: the card, or the name and the birth date.

use domain::prior_auth::{LookUp, LookUpBy};
use entity::member;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use crate::db::DbError;
use crate::search::name_key;

/// No more people than this share a birth date and are looked at; of a million members about fifty do.
const MOST: u64 = 1_000;

/// Whom a look-up found.
#[derive(Clone, PartialEq, Eq)]
pub enum LookedUp {
    /// Exactly one member.
    One(Box<member::Model>),
    /// More than one: something else has to tell them apart.
    Several,
    /// Nobody. Which part of the question was wrong is nobody's business.
    Nobody,
}

impl LookedUp {
    /// The word for the audit record.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::One(_) => "found",
            Self::Several => "several",
            Self::Nobody => "nobody",
        }
    }
}

/// The member that is meant. Accents, capitals and marks in names do not matter.
///
/// # Errors
/// The database could not be read.
pub async fn look_up(conn: &impl ConnectionTrait, look_up: &LookUp) -> Result<LookedUp, DbError> {
    let born = member::Entity::find().filter(member::Column::BirthDate.eq(look_up.birth_date.to_string()));
    let mut found = match &look_up.by {
        // PostgreSQL refuses to look for a NUL, and no number has one.
        LookUpBy::Number(number) if number.contains('\0') => Vec::new(),
        LookUpBy::Number(number) => {
            let exact = born.filter(member::Column::MemberNumber.eq(number));
            exact.all(conn).await?
        }
        LookUpBy::Names { first, last } => {
            let keys = (name_key(first), name_key(last));
            let mut all = born.limit(MOST).all(conn).await?;
            all.retain(|one| (name_key(&one.first_name), name_key(&one.last_name)) == keys);
            all
        }
    };
    Ok(match (found.pop(), found.is_empty()) {
        (Some(one), true) => LookedUp::One(Box::new(one)),
        (Some(_), false) => LookedUp::Several,
        (None, _) => LookedUp::Nobody,
    })
}
