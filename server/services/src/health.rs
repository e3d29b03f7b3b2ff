//! Whether each part works, for the people who wonder and for the programs that ask.

use std::time::Duration;

use crate::Services;

/// Whoever asks wants to know soon: a part that is silent for so long does not work.
const PATIENCE: Duration = Duration::from_secs(2);

/// What works at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Health {
    /// The database answers: requests, decisions and lists can be read.
    pub database: bool,
    /// A password would be looked at: the queue for it has room, and the database answers.
    pub sign_in: bool,
    /// Documents are scanned for malware, without which none is taken; nothing where no scanner is set.
    pub scanner: Option<bool>,
}

impl Health {
    /// Looks at everything. What is wrong is in the log.
    pub async fn of(services: &Services) -> Self {
        let database = match tokio::time::timeout(PATIENCE, services.events.latest(&services.db)).await {
            Ok(Ok(_)) => true,
            Ok(Err(error)) => {
                tracing::error!(%error, "the database does not answer");
                false
            }
            Err(_) => {
                tracing::error!("the database is silent");
                false
            }
        };
        Self {
            database,
            sign_in: database && services.hasher.has_room(),
            // As it was found by whoever asked it last: a scanner that hangs must not hold up this answer.
            scanner: services.files.scanner_works(),
        }
    }

    /// Whether everything works.
    #[must_use]
    pub fn all(self) -> bool {
        self.database && self.sign_in && self.scanner != Some(false)
    }
}
