//! With what a reviewer decides, as a practice reads it under a decision.

use thiserror::Error;

/// The most characters of a credential, and of a specialty.
pub const MAX_CREDENTIAL: usize = 80;

/// A reviewer's credential and specialty: `MD, Orthopedic surgery`. One line, without what cannot be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential(String);

/// What is wrong with one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CredentialProblem {
    /// Nothing readable was given for one of them.
    #[error("the {0} is missing")]
    Missing(&'static str),
    /// One of them is longer than [`MAX_CREDENTIAL`].
    #[error("the {0} is longer than {MAX_CREDENTIAL} characters")]
    TooLong(&'static str),
}

impl Credential {
    /// Reads both as they were typed; space around and within them is put in order.
    ///
    /// # Errors
    /// [`CredentialProblem`] about the first that cannot be taken.
    pub fn parse(credential: &str, specialty: &str) -> Result<Self, CredentialProblem> {
        let credential = read("credential", credential)?;
        let specialty = read("specialty", specialty)?;
        Ok(Self(format!("{credential}, {specialty}")))
    }

    /// As decisions show it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn read(what: &'static str, text: &str) -> Result<String, CredentialProblem> {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().count() {
        _ if !text.contains(char::is_alphabetic) => Err(CredentialProblem::Missing(what)),
        letters if letters > MAX_CREDENTIAL => Err(CredentialProblem::TooLong(what)),
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(credential: &str, specialty: &str) -> Result<String, CredentialProblem> {
        Credential::parse(credential, specialty).map(|read| read.as_str().to_owned())
    }

    #[test]
    fn both_are_needed_and_stand_on_one_line() {
        assert_eq!(
            read(" MD ", "Orthopedic\n surgery"),
            Ok("MD, Orthopedic surgery".to_owned())
        );
        assert_eq!(read("MD", " "), Err(CredentialProblem::Missing("specialty")));
        assert_eq!(read("-", "Surgery"), Err(CredentialProblem::Missing("credential")));
    }

    #[test]
    fn each_has_an_end() {
        let longest = "ä".repeat(MAX_CREDENTIAL);
        assert_eq!(read("MD", &longest), Ok(format!("MD, {longest}")));
        let longer = format!("{longest}x");
        assert_eq!(read("MD", &longer), Err(CredentialProblem::TooLong("specialty")));
    }
}
