//! The one closed error that crosses the wire: codes only, never a sentence, an echoed value or anything about a member.
//!
//! Use cases have errors of their own; `request::from_services` turns each of them into one of these, once. The words
//! that belong to a code are in [`crate::copy`].

use domain::form::FormErrors;
use leptos::prelude::FromServerFnError;
use leptos::server_fn::codec::PostcardEncoding;
use leptos::server_fn::error::ServerFnErrorErr;
use serde::{Deserialize, Serialize};

/// Why there is no session any more; each has a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionLoss {
    /// Nobody has signed in here.
    Missing,
    /// It ended by itself: too long idle, or at its absolute limit.
    Expired,
    /// Its owner ended it: logged out, in another tab or at another computer.
    Ended,
    /// It was taken back: the account was disabled, or got another password or other roles.
    Revoked,
    /// Its owner went on in another practice; the browser has the new session.
    PracticeChanged,
}

/// Everything a server function can answer instead of its result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ApiError {
    /// The page was rendered by another build than the one it asks, and nothing was done. It stands first, for good: a page of any
    /// build must be able to read it.
    #[error("outdated")]
    Outdated,
    /// Nobody is signed in.
    #[error("unauthenticated")]
    Unauthenticated(SessionLoss),
    /// The person's roles do not grant this.
    #[error("forbidden")]
    Forbidden,
    /// There is no such thing, or it belongs to another practice: both look the same.
    #[error("not found")]
    NotFound,
    /// Some fields need attention.
    #[error("form")]
    Form(FormErrors),
    /// User ID or password is not right; never says which.
    #[error("wrong credentials")]
    WrongCredentials,
    /// The session ended while somebody typed. What was typed is kept, nothing was done with it.
    #[error("kept")]
    Kept,
    /// Someone else changed the thing since it was read.
    #[error("conflict")]
    Conflict,
    /// Wrong passwords have locked the User ID for a while.
    #[error("locked")]
    Locked {
        /// When it opens, as the server writes times: in the plan's zone, which is named.
        until: String,
        /// Seconds until then.
        seconds: u32,
    },
    /// Wrong passwords have locked the User ID until support opens it.
    #[error("locked until support opens it")]
    LockedBySupport,
    /// Too many try the same User ID at this moment; worth another try after that many seconds.
    #[error("too many")]
    TooMany {
        /// Seconds to wait.
        seconds: u32,
    },
    /// Too many look-ups have found nobody; nobody is looked for until then.
    #[error("look-ups spent")]
    LookUpsSpent {
        /// When one may look again, in the plan's zone, which is named.
        until: String,
        /// Seconds until then.
        seconds: u32,
    },
    /// Too many tries at once; worth another try after that many seconds.
    #[error("busy")]
    Busy {
        /// Seconds to wait.
        seconds: u32,
    },
    /// The server could not be reached, or is stopping.
    #[error("unavailable")]
    Unavailable,
    /// The request could not be read: an argument is missing or has the wrong shape.
    #[error("malformed")]
    Malformed,
    /// Something broke; the log has it under this reference. Empty where the browser itself could not read the answer.
    #[error("internal {reference}")]
    Internal {
        /// The request id.
        reference: String,
    },
    /// A decision against a request names credential and specialty of who takes it, and the person has none on record.
    #[error("no credential")]
    NoCredential,
}

impl ApiError {
    /// The HTTP status this error is answered with, by a function and by the page that shows it.
    #[must_use]
    pub fn http_status(&self) -> u16 {
        match self {
            Self::Unauthenticated(_) => 401,
            Self::Forbidden | Self::NoCredential => 403,
            Self::NotFound => 404,
            Self::Conflict => 409,
            Self::Outdated => 412,
            Self::Form(_) | Self::WrongCredentials | Self::Kept => 422,
            Self::Locked { .. } | Self::LockedBySupport | Self::LookUpsSpent { .. } | Self::TooMany { .. } => 429,
            Self::Busy { .. } | Self::Unavailable => 503,
            Self::Malformed => 400,
            Self::Internal { .. } => 500,
        }
    }

    /// Seconds for a `Retry-After` header, where the error says when to come back.
    #[must_use]
    pub fn retry_after_seconds(&self) -> Option<u32> {
        match self {
            Self::Locked { seconds, .. }
            | Self::LookUpsSpent { seconds, .. }
            | Self::TooMany { seconds }
            | Self::Busy { seconds } => Some(*seconds),
            _ => None,
        }
    }

    /// Whether asking again after a while may help, with nothing changed: the server is busy, away or stumbled.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Busy { .. } | Self::Unavailable | Self::Internal { .. })
    }
}

impl FromServerFnError for ApiError {
    type Encoder = PostcardEncoding;

    // The texts inside are the framework's, and some of them quote what was sent: they are dropped here.
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Unavailable,
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_) => Self::Malformed,
            _ => Self::Internal {
                reference: String::new(),
            },
        }
    }
}

#[cfg(test)]
mod tests {

    use super::*;

    #[test]
    fn an_error_survives_the_wire() {
        for error in [
            ApiError::Unauthenticated(SessionLoss::Expired),
            ApiError::Locked {
                until: "2:10 PM CST".to_owned(),
                seconds: 840,
            },
            ApiError::Form(FormErrors::default()),
            ApiError::Internal {
                reference: "r-1".to_owned(),
            },
        ] {
            assert_eq!(ApiError::de(error.ser()), error);
        }
    }

    #[test]
    fn an_unreadable_argument_is_answered_without_quoting_it() {
        let error = ApiError::from_server_fn_error(ServerFnErrorErr::Args("LHP100200301".to_owned()));
        assert_eq!(error.http_status(), 400);
        assert!(!format!("{error:?}").contains("LHP"), "{error:?}");
    }

    #[test]
    fn only_waiting_errors_say_when_to_come_back() {
        assert_eq!(ApiError::Busy { seconds: 3 }.retry_after_seconds(), Some(3));
        assert_eq!(ApiError::NotFound.retry_after_seconds(), None);
    }
}
