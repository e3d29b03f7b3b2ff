//! `portico account`: what support does for the people who sign in.

use services::{
    RequestInfo,
    auth::{self, UnlockError},
    env::Env,
};

use super::{block_on, database, say};
use crate::{config::Loaded, failure::Failure};

pub(super) fn unlock(loaded: &Loaded, user_id: &str) -> Result<(), Failure> {
    block_on(1, async {
        let env = Env::system();
        let request = RequestInfo {
            request_id: env.new_id(),
            source: "cli".to_owned(),
        };
        let services = database::open_as_found(&loaded.config, env).await?;
        let unlocked = auth::unlock(&services, &request, user_id).await;
        services.close().await;
        unlocked.map_err(|error| match error {
            UnlockError::Unknown => {
                Failure::new(error.to_string(), "type it in exactly the case in which it was given")
            }
            UnlockError::Failed(_) => Failure::new(error.to_string(), "try again when the database answers"),
        })
    })?;
    say(&format!("{user_id} can log in again."));
    Ok(())
}
