//! `portico admin create`: the first account of a new installation.

use app::paths;
use domain::{
    access::{Role, Side},
    auth::UserId,
};
use services::{
    RequestInfo,
    auth::{self, CreateAccountError, Grant, NewAccount},
    env::Env,
};

use super::{block_on, database, say, settings};
use crate::{config::Loaded, failure::Failure};

/// Makes the account, and prints the link by which its owner sets a password: once, it is stored nowhere.
pub(super) fn create(loaded: &Loaded, user_id: &str, name: &str) -> Result<(), Failure> {
    let user_id = UserId::parse(user_id).map_err(|error| {
        Failure::new(
            format!("this cannot be a User ID: {error}"),
            "choose another with --user-id",
        )
    })?;
    let origin = settings::origin(&loaded.config.server.public_url)?;
    let invitation = block_on(1, async {
        let env = Env::system();
        let request = RequestInfo::new(env.new_id(), "cli");
        let services = database::open_as_found(&loaded.config, env).await?;
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
        let invited = auth::invite_account(&services, &request, new).await;
        services.close().await;
        invited.map_err(|error| {
            let mend = match error {
                CreateAccountError::Taken => "choose another with --user-id",
                _ => "try again when the database answers",
            };
            Failure::new(error.to_string(), mend)
        })
    })?;
    say(&format!(
        "The account {} was made, as system administrator.",
        user_id.as_str()
    ));
    say("Give this link to its owner: it sets the password, once, within 72 hours, and is not shown again.");
    say(&format!("{origin}{}", paths::set_password(invitation.token.expose())));
    Ok(())
}
