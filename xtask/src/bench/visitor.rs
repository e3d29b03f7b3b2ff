//! Someone signed in: a connection and a cookie.

use crate::{
    failure::{Failure, Outcome},
    form::form,
    http::{Answer, Client},
};

/// The password of all demo accounts.
const PASSWORD: &str = "demo portico 2026!";

/// A signed-in person of the demo data.
pub struct Visitor {
    client: Client,
    cookie: String,
}

impl Visitor {
    /// Connects and signs in.
    ///
    /// # Errors
    /// The server refuses.
    pub fn sign_in(address: &str, user_id: &str) -> Outcome<Self> {
        let mut client = Client::connect(address)?;
        let answer = sign_in(&mut client, user_id)?;
        let cookie = answer
            .header("set-cookie")
            .and_then(|cookie| cookie.split(';').next())
            .map(str::to_owned);
        match cookie {
            Some(cookie) if answer.status < 400 => Ok(Self { client, cookie }),
            _ => Err(Failure::new(format!("{user_id} cannot sign in: {}", worded(&answer)))),
        }
    }

    /// # Errors
    /// The answer is an error.
    pub fn get(&mut self, path: &str) -> Outcome<Answer> {
        accept(path, self.client.get(path, &self.cookie)?)
    }

    /// Calls a server function.
    ///
    /// # Errors
    /// The answer is an error.
    pub fn call(&mut self, function: &str, fields: &[(&str, &str)]) -> Outcome<Answer> {
        accept(
            function,
            self.client
                .post(&format!("/api/{function}"), &self.cookie, &form(fields))?,
        )
    }

    /// Opens an event stream of the session on a connection of its own.
    ///
    /// # Errors
    /// The server refuses.
    pub fn listen(&self, address: &str) -> Outcome<Client> {
        let mut client = Client::connect(address)?;
        match client.stream("/events", &self.cookie)? {
            200 => Ok(client),
            status => Err(Failure::new(format!("/events answers {status}"))),
        }
    }
}

/// Tries to sign in on a connection, whatever comes of it.
///
/// # Errors
/// The connection breaks.
pub fn sign_in(client: &mut Client, user_id: &str) -> Outcome<Answer> {
    try_password(client, user_id, PASSWORD)
}

/// Tries a password, whatever comes of it.
///
/// # Errors
/// The connection breaks.
pub fn try_password(client: &mut Client, user_id: &str, password: &str) -> Outcome<Answer> {
    let body = form(&[("user_id", user_id), ("password", password)]);
    client.post("/api/auth/log-in", "", &body)
}

/// The accounts that exist for load: `Load.User01` to `Load.User20`.
pub fn load_user(number: usize) -> String {
    format!("Load.User{:02}", number % 20 + 1)
}

fn accept(what: &str, answer: Answer) -> Outcome<Answer> {
    if answer.status < 400 {
        Ok(answer)
    } else {
        Err(Failure::new(format!("{what}: {}", worded(&answer))))
    }
}

fn worded(answer: &Answer) -> String {
    let body: String = String::from_utf8_lossy(&answer.body).chars().take(200).collect();
    format!("{} {body}", answer.status)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn load_users_are_the_twenty_of_the_demo_data() {
        assert_eq!(
            (load_user(0), load_user(19), load_user(20)),
            ("Load.User01".into(), "Load.User20".into(), "Load.User01".into())
        );
    }
}
