//! Puts the demo data into an empty database, in one transaction.

use std::sync::Arc;

use domain::prior_auth::{Action, ClockError, Refusal, Status};
use entity::{
    account, coverage_period, dashboard_visit, member, practice, prior_auth, prior_auth_diagnosis, prior_auth_draft,
    prior_auth_event, prior_auth_line, role_grant,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use super::cast::{Cast, CastRows, Standing};
use super::fixture::{CaseRows, Fixture};
use super::people::PASSWORD;
use super::visits::visits;
use crate::audit::AuditEntry;
use crate::auth::HashError;
use crate::db::{DbError, Write};
use crate::env::{Env, SeededEntropy};
use crate::{RequestInfo, Services};

/// Where all chance of the demo comes from.
const SEED: u64 = 2026;

/// Why there is no demo data. Apart from the database all of these are faults of the program.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// A story does something that the transition table forbids.
    #[error("the demo tells an impossible story, \"{story}\": {action} in {status}: {refusal}")]
    Refused {
        /// Which story.
        story: &'static str,
        /// Where the request stood.
        status: Status,
        /// What should have happened.
        action: Action,
        /// Why it may not.
        refusal: Refusal,
    },
    /// A name in a story is nobody's.
    #[error("the demo speaks of something that is not there: {0}")]
    Unknown(&'static str),
    /// A request of the demo could not have been submitted.
    #[error("the demo holds a request with {0} errors")]
    Form(usize),
    /// No clock rule fits.
    #[error("the deadline cannot be computed: {0}")]
    Clock(#[from] ClockError),
    /// The list of members is no list.
    #[error("members.csv: {0}")]
    Members(#[from] csv::Error),
    /// A draft is no draft.
    #[error("a draft: {0}")]
    Draft(#[from] serde_json::Error),
    /// The password could not be hashed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for SeedError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Makes the demo data. Where it is already, nothing changes.
///
/// # Errors
/// [`SeedError`]; then nothing was stored.
pub async fn seed(services: &Services) -> Result<(), SeedError> {
    let known = account::Entity::find().filter(account::Column::UserId.eq("Front.Desk1"));
    if known.count(services.db.read()).await? > 0 {
        return Ok(());
    }
    let env = Env {
        clock: Arc::new(Standing(services.env.now())),
        entropy: Arc::new(SeededEntropy::new(SEED)),
    };
    // One password for all, so one evaluation for all: the demo starts in a blink, and its password is published anyway.
    let mut salt = [0; 16];
    env.entropy.fill(&mut salt);
    let password = services.hasher.hash(PASSWORD, salt).await?;
    let (cast, people) = Cast::assemble(&env, &password)?;
    let mut fixture = Fixture {
        services,
        env: &env,
        cast: &cast,
        rows: CaseRows::default(),
    };
    fixture.fill()?;
    let cases = fixture.rows;
    let visits = visits(services, &env, &cast)?;
    services
        .db
        .write(async |w| insert(w, &people, &cases, &visits).await)
        .await
}

async fn insert(
    w: &Write,
    people: &CastRows,
    cases: &CaseRows,
    visits: &[dashboard_visit::ActiveModel],
) -> Result<(), SeedError> {
    let conn = w.conn();
    practice::Entity::insert_many(people.practices.clone())
        .exec_without_returning(conn)
        .await?;
    account::Entity::insert_many(people.accounts.clone())
        .exec_without_returning(conn)
        .await?;
    role_grant::Entity::insert_many(people.grants.clone())
        .exec_without_returning(conn)
        .await?;
    dashboard_visit::Entity::insert_many(visits.to_vec())
        .exec_without_returning(conn)
        .await?;
    member::Entity::insert_many(people.members.clone())
        .exec_without_returning(conn)
        .await?;
    coverage_period::Entity::insert_many(people.periods.clone())
        .exec_without_returning(conn)
        .await?;
    prior_auth_draft::Entity::insert_many(cases.drafts.clone())
        .exec_without_returning(conn)
        .await?;
    prior_auth::Entity::insert_many(cases.cases.clone())
        .exec_without_returning(conn)
        .await?;
    prior_auth_line::Entity::insert_many(cases.lines.clone())
        .exec_without_returning(conn)
        .await?;
    prior_auth_diagnosis::Entity::insert_many(cases.diagnoses.clone())
        .exec_without_returning(conn)
        .await?;
    prior_auth_event::Entity::insert_many(cases.events.clone())
        .exec_without_returning(conn)
        .await?;
    let request = RequestInfo {
        request_id: "demo".to_owned(),
        source: "cli".to_owned(),
    };
    w.audit(AuditEntry::anonymous(&request, "demo.seed").on("instance", 1))
        .await?;
    Ok(())
}
