//! Puts the demo data into an empty database, in one transaction.

use std::sync::Arc;

use chrono::TimeDelta;
use domain::prior_auth::{Action, ClockError, Refusal, Status};
use domain::time::to_millis;
use entity::{
    account, case_message, coverage_period, dashboard_visit, information_item, member, notification_position, practice,
    practice_member, prior_auth, prior_auth_diagnosis, prior_auth_draft, prior_auth_event, prior_auth_line, role_grant,
};
use sea_orm::ActiveValue::{self, Set};
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
/// What happened longer ago, everybody in the demo has read.
const READ_BEFORE: TimeDelta = TimeDelta::hours(16);

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
    let positions = positions(&env, &people);
    services
        .db
        .write(async |w| insert(w, &people, &cases, (&visits, &positions)).await)
        .await
}

/// Everybody has read, in each of their places, what happened until yesterday.
fn positions(env: &Env, people: &CastRows) -> Vec<notification_position::ActiveModel> {
    let read_at = env.now().checked_sub_signed(READ_BEFORE).unwrap_or(env.now());
    let mut places: Vec<_> = people
        .grants
        .iter()
        .map(|grant| (&grant.account_id, &grant.practice_id))
        .collect();
    places.dedup();
    let position = |(account_id, practice_id): (&ActiveValue<String>, &ActiveValue<Option<String>>)| {
        notification_position::ActiveModel {
            id: Set(env.new_id()),
            account_id: account_id.clone(),
            practice_id: practice_id.clone(),
            read_at: Set(to_millis(read_at)),
        }
    };
    places.into_iter().map(position).collect()
}

async fn insert(
    w: &Write,
    people: &CastRows,
    cases: &CaseRows,
    (visits, positions): (&[dashboard_visit::ActiveModel], &[notification_position::ActiveModel]),
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
    practice_member::Entity::insert_many(cases.members.values().cloned())
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
    information_item::Entity::insert_many(cases.items.clone())
        .exec_without_returning(conn)
        .await?;
    case_message::Entity::insert_many(cases.messages.clone())
        .exec_without_returning(conn)
        .await?;
    notification_position::Entity::insert_many(positions.to_vec())
        .exec_without_returning(conn)
        .await?;
    let request = RequestInfo::new("demo", "cli");
    w.audit(AuditEntry::anonymous(&request, "demo.seed").on("instance", 1))
        .await?;
    Ok(())
}
