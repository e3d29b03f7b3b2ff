//! `portico account`: what support does for the people who sign in.

use domain::{access::Role, id::PracticeId};
use services::{
    RequestInfo, Services,
    auth::{self, SetCredentialError, SetRolesError, SwitchAccountError, UnlockError},
    env::Env,
    practices,
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

pub(super) fn set_roles(loaded: &Loaded, user_id: &str, practice: Option<&str>, roles: &[Role]) -> Result<(), Failure> {
    let (changed, place) = run(loaded, async |services, request| {
        let (practice, place) = match practice {
            Some(typed) => {
                let (id, name) = find_practice(services, typed).await?;
                (Some(id), name)
            }
            None => (None, services.plan.name.clone()),
        };
        let set = auth::set_roles(services, request, user_id, practice.as_ref(), roles).await;
        let changed = set.map_err(|error| match error {
            SetRolesError::Unknown => unknown(&error),
            SetRolesError::WrongSide(_) => Failure::new(
                error.to_string(),
                "offices hold roles in a practice: name it with --practice; the plan's staff hold theirs without",
            ),
            SetRolesError::Failed(_) => no_answer(&error),
        })?;
        Ok((changed, place))
    })?;
    let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
    let held = if codes.is_empty() {
        "no role".to_owned()
    } else {
        codes.join(", ")
    };
    say(&if changed {
        format!("{user_id} is signed out everywhere, and holds at {place} from now on: {held}.")
    } else {
        format!("Nothing changed: {user_id} held at {place} already: {held}.")
    });
    Ok(())
}

pub(super) fn set_credential(loaded: &Loaded, user_id: &str, credential: &str, specialty: &str) -> Result<(), Failure> {
    let (credential, changed) = run(loaded, async |services, request| {
        let set = auth::set_credential(services, request, user_id, (credential, specialty)).await;
        set.map_err(|error| match error {
            SetCredentialError::Unknown => unknown(&error),
            SetCredentialError::WrongSide => Failure::new(error.to_string(), "name an account of the plan"),
            SetCredentialError::Problem(_) => Failure::new(
                error.to_string(),
                "name both, for example --credential MD --specialty \"Orthopedic surgery\"",
            ),
            SetCredentialError::Failed(_) => no_answer(&error),
        })
    })?;
    let credential = credential.as_str();
    say(&if changed {
        format!("{user_id} decides from now on as: {credential}. Decisions of before keep what they were made with.")
    } else {
        format!("Nothing changed: {user_id} decided as {credential} already.")
    });
    Ok(())
}

async fn find_practice(services: &Services, typed: &str) -> Result<(PracticeId, String), Failure> {
    let mut found = practices::named(services, typed)
        .await
        .map_err(|error| no_answer(&error))?;
    match (found.pop(), found.is_empty()) {
        (Some(practice), true) => Ok(practice),
        (None, _) => Err(Failure::new(
            format!("no practice has the NPI or id {typed}"),
            "look it up on any request of the practice",
        )),
        (Some(last), false) => {
            found.push(last);
            let ids: Vec<String> = found
                .iter()
                .map(|(id, name)| format!("{} ({name})", id.as_str()))
                .collect();
            Err(Failure::new(
                format!("several practices have the NPI {typed}"),
                format!("name one by its id: {}", ids.join(", ")),
            ))
        }
    }
}

/// Opens the database as it is, works, and closes it.
fn run<T>(
    loaded: &Loaded,
    work: impl AsyncFnOnce(&Services, &RequestInfo) -> Result<T, Failure>,
) -> Result<T, Failure> {
    block_on(1, async {
        let env = Env::system();
        let request = RequestInfo::new(env.new_id(), "cli");
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
