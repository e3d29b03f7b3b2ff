//! What the program must be told before it can open: which database, for what use, for which plan.

use std::fmt;
use std::sync::Arc;

use chrono_tz::Tz;

use crate::auth::{HasherSettings, LockoutSettings};
use crate::db::DatabaseUrl;
use crate::files::FileSettings;
use crate::keys::KeyRing;

/// What a database is for. A program started for one use refuses a database made for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Invented people, published passwords.
    Demo,
    /// Real people.
    Production,
    /// Automatic tests: the clock can be moved from outside.
    Test,
}

impl Mode {
    /// The word stored in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Production => "production",
            Self::Test => "test",
        }
    }

    /// The mode of a stored word.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Demo, Self::Production, Self::Test]
            .into_iter()
            .find(|mode| mode.code() == code)
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Everything `Services::open` needs to know.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the data is.
    pub database: DatabaseUrl,
    /// What the program was started for.
    pub mode: Mode,
    /// Names of all migrations this program knows, oldest first (`migration::names()`). Passed in because the use cases
    /// do not depend on the migrations; opening compares them with what the database says it has.
    pub schema: Vec<String>,
    /// The plan's words and zone.
    pub plan: PlanProfile,
    /// Where files are, and what looks into them.
    pub files: FileSettings,
    /// The keys that lie outside the database.
    pub keys: Arc<KeyRing>,
    /// What a password costs to check, and on how many threads.
    pub passwords: HasherSettings,
    /// When wrong passwords lock a User ID.
    pub lockout: LockoutSettings,
}

/// The plan whose portal this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanProfile {
    /// Full name, for letters and titles.
    pub name: String,
    /// Name in running text.
    pub short_name: String,
    /// The zone in which deadlines and days are counted and times are shown.
    pub zone: Tz,
    /// What people call for help.
    pub support_phone: String,
    /// When somebody answers there.
    pub support_hours: String,
}

impl Default for PlanProfile {
    /// The demo's plan.
    fn default() -> Self {
        Self {
            name: "Larkspur Health Plan".to_owned(),
            short_name: "Larkspur".to_owned(),
            zone: Tz::America__Chicago,
            support_phone: "1-555-0142".to_owned(),
            support_hours: "Mon–Fri 7 AM–7 PM CT".to_owned(),
        }
    }
}
