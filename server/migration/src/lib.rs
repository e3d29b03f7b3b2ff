//! The schema, step by step, the same on both databases.
//!
//! One file per step. A step that has landed is never edited: a change is a new step. Steps do not use the entities,
//! because an entity shows today's table and a step must go on making yesterday's.
//!
//! Column kinds are chosen so that both databases hold the same values: text ids, `*_at` as 64-bit Unix milliseconds,
//! dates as ISO text, enumerations as text codes.

#![expect(
    elided_lifetimes_in_paths,
    reason = "`MigrationTrait` is written without them, and async_trait then refuses implementations that name them"
)]

mod statements;

mod m20261123_000001_create_instance;
mod m20261123_000002_create_practice;
mod m20261123_000003_create_account;
mod m20261123_000004_create_role_grant;
mod m20261123_000005_create_session;
mod m20261123_000006_create_member;
mod m20261123_000007_create_coverage_period;
mod m20261123_000008_create_prior_auth_draft;
mod m20261123_000009_create_prior_auth;
mod m20261123_000010_create_prior_auth_line;
mod m20261123_000011_create_prior_auth_diagnosis;
mod m20261123_000012_create_prior_auth_event;
mod m20261123_000013_create_outbox;
mod m20261123_000014_create_audit;
mod m20261123_000015_create_sign_in_counter;
mod m20261123_000016_create_password_link;
mod m20261123_000017_create_stashed_form;
mod m20261125_000201_add_turn_and_determination;
mod m20261125_000202_create_dashboard_visit;
mod m20261125_000301_say_which_browser_a_session_is;
mod m20261125_000302_index_what_changed;
mod m20261125_000303_create_notification_position;
mod m20261125_000304_create_practice_member;
mod m20261125_000401_write_in_steps;
mod m20261125_000402_attest_a_draft;
mod m20261125_000403_give_clinicians_their_npi;
mod m20261125_000501_create_file;
mod m20261125_000601_create_prior_auth_proof;
mod m20261125_000602_copy_a_case;
mod m20261125_000603_look_members_up;
mod m20261125_000801_keep_what_was_authorized;
mod m20261125_000901_filter_requests;
mod m20261125_000902_create_saved_view;
mod m20261125_001001_count_open_drafts;
mod m20261125_001101_create_information_item;
mod m20261126_000101_import_codes;
mod m20261126_000201_create_case_message;
mod m20261126_000301_say_who_saved_an_answer;
mod m20261126_000302_index_threads;
mod m20261126_000501_take_in;
mod m20261126_000701_index_messages_received;
mod m20261126_000702_say_which_files_have_text;
mod m20261127_000301_remember_misses;
mod m20261127_000501_index_what_was_entered;
mod m20261127_000601_index_open_work;

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{DatabaseConnection, DbBackend};

/// A step failed; the text says which statement and why.
#[derive(Debug)]
pub struct MigrationError(DbErr);

impl std::fmt::Display for MigrationError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::error::Error for MigrationError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

/// Names of all steps, oldest first; the program refuses a database that has others.
#[must_use]
pub fn names() -> Vec<String> {
    Migrator::migrations()
        .iter()
        .map(|step| step.name().to_owned())
        .collect()
}

/// Names of the steps the database lacks, without changing anything.
///
/// # Errors
/// The database could not be read.
pub async fn pending(link: &DatabaseConnection) -> Result<Vec<String>, MigrationError> {
    let steps = Migrator::get_pending_migrations_read_only(link)
        .await
        .map_err(MigrationError)?;
    Ok(steps.iter().map(|step| step.name().to_owned()).collect())
}

/// What fills `turn_ends_at` and `determined_*` of requests that are older than these columns, so that a test can hold it
/// against what the use cases write.
#[must_use]
pub fn filled_turn_and_determination(backend: DbBackend) -> Vec<String> {
    m20261125_000201_add_turn_and_determination::filled(backend)
}

/// Applies all missing steps.
///
/// # Errors
/// The first step that failed; on PostgreSQL nothing of it remains.
pub async fn up(link: &DatabaseConnection) -> Result<(), MigrationError> {
    Migrator::up(link, None).await.map_err(MigrationError)
}

/// Undoes all steps, with all data.
///
/// # Errors
/// The first step that failed.
pub async fn down(link: &DatabaseConnection) -> Result<(), MigrationError> {
    Migrator::down(link, None).await.map_err(MigrationError)
}

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_create_instance::Migration),
            Box::new(m20261123_000002_create_practice::Migration),
            Box::new(m20261123_000003_create_account::Migration),
            Box::new(m20261123_000004_create_role_grant::Migration),
            Box::new(m20261123_000005_create_session::Migration),
            Box::new(m20261123_000006_create_member::Migration),
            Box::new(m20261123_000007_create_coverage_period::Migration),
            Box::new(m20261123_000008_create_prior_auth_draft::Migration),
            Box::new(m20261123_000009_create_prior_auth::Migration),
            Box::new(m20261123_000010_create_prior_auth_line::Migration),
            Box::new(m20261123_000011_create_prior_auth_diagnosis::Migration),
            Box::new(m20261123_000012_create_prior_auth_event::Migration),
            Box::new(m20261123_000013_create_outbox::Migration),
            Box::new(m20261123_000014_create_audit::Migration),
            Box::new(m20261123_000015_create_sign_in_counter::Migration),
            Box::new(m20261123_000016_create_password_link::Migration),
            Box::new(m20261123_000017_create_stashed_form::Migration),
            Box::new(m20261125_000201_add_turn_and_determination::Migration),
            Box::new(m20261125_000202_create_dashboard_visit::Migration),
            Box::new(m20261125_000301_say_which_browser_a_session_is::Migration),
            Box::new(m20261125_000302_index_what_changed::Migration),
            Box::new(m20261125_000303_create_notification_position::Migration),
            Box::new(m20261125_000304_create_practice_member::Migration),
            Box::new(m20261125_000401_write_in_steps::Migration),
            Box::new(m20261125_000402_attest_a_draft::Migration),
            Box::new(m20261125_000403_give_clinicians_their_npi::Migration),
            Box::new(m20261125_000501_create_file::Migration),
            Box::new(m20261125_000601_create_prior_auth_proof::Migration),
            Box::new(m20261125_000602_copy_a_case::Migration),
            Box::new(m20261125_000603_look_members_up::Migration),
            Box::new(m20261125_000801_keep_what_was_authorized::Migration),
            Box::new(m20261125_000901_filter_requests::Migration),
            Box::new(m20261125_000902_create_saved_view::Migration),
            Box::new(m20261125_001001_count_open_drafts::Migration),
            Box::new(m20261125_001101_create_information_item::Migration),
            Box::new(m20261126_000101_import_codes::Migration),
            Box::new(m20261126_000201_create_case_message::Migration),
            Box::new(m20261126_000301_say_who_saved_an_answer::Migration),
            Box::new(m20261126_000302_index_threads::Migration),
            Box::new(m20261126_000501_take_in::Migration),
            Box::new(m20261126_000701_index_messages_received::Migration),
            Box::new(m20261126_000702_say_which_files_have_text::Migration),
            Box::new(m20261127_000301_remember_misses::Migration),
            Box::new(m20261127_000501_index_what_was_entered::Migration),
            Box::new(m20261127_000601_index_open_work::Migration),
        ]
    }
}
