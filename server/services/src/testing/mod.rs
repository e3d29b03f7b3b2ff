//! Support for tests, compiled only with the feature `testing`: a fresh database of each kind, a clock moved by hand,
//! people.
//!
//! ```ignore
//! on_both_databases! {
//!     fn a_second_approval_is_a_conflict(stage: Stage) {
//!         let nurse = stage.caller(Role::Nurse).await;
//!         …
//!     }
//! }
//! ```
//!
//! Each test gets its own database, copied from a template that is migrated once for each build of a test program.
//! PostgreSQL takes part when `PORTICO_TEST_POSTGRES_URL` names a server on which databases may be created; otherwise
//! the test says that it skips.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot be set up must stop at once"
)]

mod clamd;
mod clock;
pub mod code_files;
mod database;
mod draft;
mod people;
mod stage;
mod state;
mod template;

pub use clamd::{ClamdSays, MALWARE, MALWARE_NAME, TestClamd};
pub use clock::ManualClock;
pub use database::{POSTGRES_URL_VARIABLE, TestDb};
pub use draft::{enter_checked, faxed, fill, knee_orthosis, seen, step_save, submit_filled};
pub use people::{MemberSpec, TEST_CREDENTIAL, TEST_PASSWORD, request_info};
pub use stage::{Stage, settings_for};

/// Makes two tests of each function, `<name>::sqlite` and `<name>::postgres`, each with a [`Stage`] of its own.
///
/// The caller's crate needs tokio with `macros` and `rt-multi-thread`.
#[macro_export]
macro_rules! on_both_databases {
    ($($(#[$meta:meta])* $(async)? fn $name:ident($stage:ident: $kind:ty) $body:block)+) => {$(
        $(#[$meta])*
        mod $name {
            use super::*;

            async fn case($stage: $kind) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                case($crate::testing::Stage::sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(stage) = $crate::testing::Stage::postgres().await {
                    case(stage).await;
                }
            }
        }
    )+};
}
