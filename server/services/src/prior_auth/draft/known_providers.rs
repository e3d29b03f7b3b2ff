//! The providers that a practice is likely to name: its clinicians, and whom its earlier requests named.

use std::collections::BTreeMap;

use domain::access::Role;
use domain::id::PracticeId;
use entity::{account, practice, prior_auth, role_grant};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    RelationTrait as _,
};

use crate::db::DbError;
use crate::{Caller, Services};

/// So many of the latest requests are looked at.
const LATEST: u64 = 100;
/// More than this would be no help.
const LIMIT: usize = 20;

/// A provider with a name, where one is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownProvider {
    /// Ten digits.
    pub npi: String,
    /// Of the clinician, or of the practice; `None` for one that only earlier requests named.
    pub name: Option<String>,
}

/// The clinicians of the caller's practice by name, the practice itself, and then whom its latest requests named.
///
/// # Errors
/// The database could not be read.
pub async fn known_providers(services: &Services, caller: &Caller) -> Result<Vec<KnownProvider>, DbError> {
    let Some(practice) = &caller.actor.practice else {
        return Ok(Vec::new());
    };
    let conn = services.db.read();
    let mut known = clinicians(conn, practice).await?;
    let own = practice::Entity::find_by_id(practice.as_str()).one(conn).await?;
    known.extend(own.map(|own| KnownProvider {
        npi: own.npi,
        name: Some(own.name),
    }));
    for npi in named(conn, practice).await? {
        known.push(KnownProvider { npi, name: None });
    }
    let mut seen = std::collections::BTreeSet::new();
    known.retain(|provider| seen.insert(provider.npi.clone()));
    known.truncate(LIMIT);
    Ok(known)
}

/// The names of providers by NPI, for pages that show what was typed.
#[must_use]
pub fn names(known: Vec<KnownProvider>) -> BTreeMap<String, String> {
    let named = known
        .into_iter()
        .filter_map(|provider| Some((provider.npi, provider.name?)));
    named.collect()
}

async fn clinicians(conn: &impl ConnectionTrait, practice: &PracticeId) -> Result<Vec<KnownProvider>, DbError> {
    let rows: Vec<(String, String)> = role_grant::Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, role_grant::Relation::Account.def())
        .column(account::Column::Npi)
        .column(account::Column::DisplayName)
        .filter(role_grant::Column::PracticeId.eq(practice.as_str()))
        .filter(role_grant::Column::Role.eq(Role::Clinician.code()))
        .filter(account::Column::Npi.is_not_null())
        .filter(account::Column::DisabledAt.is_null())
        .order_by_asc(account::Column::DisplayName)
        .into_tuple()
        .all(conn)
        .await?;
    let provider = |(npi, name): (String, String)| KnownProvider { npi, name: Some(name) };
    Ok(rows.into_iter().map(provider).collect())
}

/// Whom the latest requests named, the latest first.
async fn named(conn: &impl ConnectionTrait, practice: &PracticeId) -> Result<Vec<String>, DbError> {
    let rows: Vec<(String, String)> = prior_auth::Entity::find()
        .select_only()
        .columns([prior_auth::Column::RequestingNpi, prior_auth::Column::RenderingNpi])
        .filter(prior_auth::Column::PracticeId.eq(practice.as_str()))
        .order_by_desc(prior_auth::Column::CreatedAt)
        .order_by_asc(prior_auth::Column::Id)
        .limit(LATEST)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .flat_map(|(requesting, rendering)| [requesting, rendering])
        .collect())
}
