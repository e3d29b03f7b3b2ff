//! The one error of this program: a line for a person that says what went wrong and, where it can, how to mend it.

use std::fmt::{self, Display};

/// What went wrong, in words; printed once by `main` or by the phase that failed.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure(String);

/// A result whose error is already worded.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Puts what was being done in front of an error of another library.
pub trait Context<T> {
    /// # Errors
    /// The same error, worded.
    fn context(self, doing: impl FnOnce() -> String) -> Outcome<T>;
}

impl<T, E: Display> Context<T> for Result<T, E> {
    fn context(self, doing: impl FnOnce() -> String) -> Outcome<T> {
        self.map_err(|error| Failure(format!("{}: {error:#}", doing())))
    }
}
