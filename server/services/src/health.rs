//! Whether each part works, for the people who wonder and for the programs that ask.

use crate::Services;

/// What works at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Health {
    /// The database answers: requests, decisions and lists can be read.
    pub database: bool,
    /// A password would be looked at: the queue for it has room, and the database answers.
    pub sign_in: bool,
}

impl Health {
    /// Looks at everything. What is wrong is in the log.
    pub async fn of(services: &Services) -> Self {
        let database = match services.events.latest(&services.db).await {
            Ok(_) => true,
            Err(error) => {
                tracing::error!(%error, "the database does not answer");
                false
            }
        };
        Self {
            database,
            sign_in: database && services.hasher.has_room(),
        }
    }
}
