//! `portico admin create`: the first account of a new installation.

use std::io::{self, BufRead as _, IsTerminal as _};

use domain::{
    access::{Role, Side},
    auth::UserId,
    sensitive::Sensitive,
};
use services::{
    RequestInfo,
    auth::{self, CreateAccountError, Grant, NewAccount},
    env::Env,
};

use super::{block_on, database, say, settings};
use crate::{config::Loaded, failure::Failure};

/// Names a file that holds the password.
const PASSWORD_FILE: &str = "PORTICO_ADMIN_PASSWORD_FILE";

pub(super) fn create(loaded: &Loaded, user_id: &str, name: &str) -> Result<(), Failure> {
    let user_id = UserId::parse(user_id).map_err(|error| {
        Failure::new(
            format!("this cannot be a User ID: {error}"),
            "choose another with --user-id",
        )
    })?;
    let password = password()?;
    let settings = settings::settings(&loaded.config)?;
    block_on(1, async {
        let env = Env::system();
        let request = RequestInfo {
            request_id: env.new_id(),
            source: "cli".to_owned(),
        };
        let services = database::open(settings, env).await?;
        let grants = [Grant {
            practice: None,
            role: Role::SystemAdministrator,
        }];
        let new = NewAccount {
            user_id: &user_id,
            display_name: name,
            side: Side::Plan,
            grants: &grants,
        };
        let created = auth::create_account(&services, &request, new, password.expose()).await;
        services.close().await;
        created.map_err(|error| {
            let mend = match error {
                CreateAccountError::Taken => "choose another with --user-id",
                CreateAccountError::Password(_) => "choose another password",
                CreateAccountError::Hash(_) | CreateAccountError::Failed(_) => {
                    "try again; `portico doctor` looks at the database"
                }
            };
            Failure::new(error.to_string(), mend)
        })
    })?;
    say(&format!(
        "{} can log in now, as system administrator.",
        user_id.as_str()
    ));
    Ok(())
}

/// The first line of the named file or of standard input; never an argument, which other users of the machine could see.
fn password() -> Result<Sensitive<String>, Failure> {
    let mend = format!("put it in a file and name that in {PASSWORD_FILE}, or pipe it in");
    let line = match std::env::var_os(PASSWORD_FILE) {
        Some(path) => std::fs::read_to_string(path),
        None if io::stdin().is_terminal() => return Err(Failure::new("no password was given", mend)),
        None => {
            let mut line = String::new();
            io::stdin().lock().read_line(&mut line).map(|_| line)
        }
    };
    let line = line.map_err(|error| Failure::new(format!("the password cannot be read: {error}"), mend))?;
    Ok(Sensitive::new(line.lines().next().unwrap_or_default().to_owned()))
}
