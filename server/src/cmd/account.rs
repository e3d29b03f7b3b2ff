//! `portico account`: what support does for the people who sign in.

use services::{
    RequestInfo, Services,
    auth::{self, SwitchAccountError, UnlockError},
    env::Env,
};

use super::{block_on, database, say};
use crate::{config::Loaded, failure::Failure};

pub(super) fn unlock(loaded: &Loaded, user_id: &str) -> Result<(), Failure> {
    run(loaded, async |services, request| {
        auth::unlock(services, request, user_id)
            .await
            .map_err(|error| match error {
                UnlockError::Unknown => unknown(&error),
                UnlockError::Failed(_) => no_answer(&error),
            })
    })?;
    say(&format!("{user_id} can log in again."));
    Ok(())
}

pub(super) fn disable(loaded: &Loaded, user_id: &str) -> Result<(), Failure> {
    let changed = run(loaded, async |services, request| {
        auth::disable_account(services, request, user_id)
            .await
            .map_err(switched)
    })?;
    say(&if changed {
        format!("{user_id} is signed out everywhere and cannot log in.")
    } else {
        format!("{user_id} was disabled before.")
    });
    Ok(())
}

pub(super) fn enable(loaded: &Loaded, user_id: &str) -> Result<(), Failure> {
    let changed = run(loaded, async |services, request| {
        auth::enable_account(services, request, user_id).await.map_err(switched)
    })?;
    say(&if changed {
        format!("{user_id} can log in again.")
    } else {
        format!("{user_id} was not disabled.")
    });
    Ok(())
}

/// Opens the database as it is, works, and closes it.
fn run<T>(
    loaded: &Loaded,
    work: impl AsyncFnOnce(&Services, &RequestInfo) -> Result<T, Failure>,
) -> Result<T, Failure> {
    block_on(1, async {
        let env = Env::system();
        let request = RequestInfo {
            request_id: env.new_id(),
            source: "cli".to_owned(),
        };
        let services = database::open_as_found(&loaded.config, env).await?;
        let done = work(&services, &request).await;
        services.close().await;
        done
    })
}

fn switched(error: SwitchAccountError) -> Failure {
    match error {
        SwitchAccountError::Unknown => unknown(&error),
        SwitchAccountError::Failed(_) => no_answer(&error),
    }
}

fn unknown(error: &dyn std::error::Error) -> Failure {
    Failure::new(error.to_string(), "type it in exactly the case in which it was given")
}

fn no_answer(error: &dyn std::error::Error) -> Failure {
    Failure::new(error.to_string(), "try again when the database answers")
}
