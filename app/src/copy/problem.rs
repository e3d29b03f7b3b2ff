//! Sentences for errors that are about a whole form or a whole page.

use std::borrow::Cow;

use crate::error::{ApiError, SessionLoss};

/// A heading and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The heading.
    pub title: &'static str,
    /// What happened, what was kept, and what to do next.
    pub text: Cow<'static, str>,
}

/// Words for a page that cannot show what was asked for.
#[must_use]
pub fn problem(error: &ApiError) -> Words {
    let (title, text): (_, Cow<'static, str>) = match error {
        ApiError::Unauthenticated(SessionLoss::Missing) => {
            ("Log in to go on", "This page is for people who are logged in.".into())
        }
        ApiError::Unauthenticated(SessionLoss::Expired) => (
            "Session expired",
            "You were logged out after a time without activity. Saved drafts are kept. Log in to go on.".into(),
        ),
        ApiError::Unauthenticated(SessionLoss::Ended) => (
            "Signed out elsewhere",
            "You logged out in another tab or at another computer. If that was not you, call the provider line.".into(),
        ),
        ApiError::Unauthenticated(SessionLoss::Revoked) => (
            "Signed out elsewhere",
            "Your account was changed: its password or its roles are new, or it was disabled. That ends every session at once. Log in again; if you cannot, or if you did not expect it, call the provider line."
                .into(),
        ),
        ApiError::Unauthenticated(SessionLoss::PracticeChanged) => (
            "You went on in another practice",
            "This page belongs to the practice you were in before. Go to the dashboard, or go back to that practice there.".into(),
        ),
        ApiError::Forbidden => (
            "Access denied",
            "Your role does not include this page. An administrator of your practice can give you one that does; for plan staff, a system administrator can."
                .into(),
        ),
        ApiError::NoCredential => ("You cannot decide this yet", refusal(error)),
        ApiError::NotFound => (
            "Page not found",
            "Nothing at this address is open to you. Check the address, or look for the request in your list.".into(),
        ),
        ApiError::Form(_) | ApiError::WrongCredentials => ("There is a problem", refusal(error)),
        ApiError::Kept => ("Your session had ended", refusal(error)),
        ApiError::Conflict => ("This changed in the meantime", refusal(error)),
        ApiError::Locked { .. } | ApiError::LockedBySupport => ("This User ID is locked", refusal(error)),
        ApiError::LookUpsSpent { .. } => ("No more look-ups for now", refusal(error)),
        ApiError::TooMany { .. } | ApiError::Busy { .. } => ("Too many tries at once", refusal(error)),
        ApiError::Unavailable => ("The server did not answer", refusal(error)),
        ApiError::Malformed => ("This could not be read", refusal(error)),
        ApiError::Outdated => ("The portal was renewed", refusal(error)),
        ApiError::Internal { .. } => ("Something broke on our side", refusal(error)),
    };
    Words { title, text }
}

/// Words above what a page goes on showing when the server does not answer its question for news.
#[must_use]
pub fn maybe_old() -> Words {
    Words {
        title: "This may be out of date.",
        text: "The server does not answer. The page asks again by itself; what you typed is kept.".into(),
    }
}

/// The sentence for a form that was refused as a whole: the only line of its error summary.
#[must_use]
pub fn refusal(error: &ApiError) -> Cow<'static, str> {
    match error {
        ApiError::Unauthenticated(_) => "Log in again to go on. What you saved is kept".into(),
        ApiError::Forbidden => {
            "Your role does not include this. An administrator of your practice can change that".into()
        }
        ApiError::NoCredential => {
            "Practices read the credential and specialty of who decides, and your account has none. A system administrator can set them with “portico account credential”".into()
        }
        ApiError::NotFound => "This is no longer here, or is not open to you. Go back to the list".into(),
        ApiError::Form(_) => "Look at the fields marked below".into(),
        ApiError::WrongCredentials => "User ID or password is not right".into(),
        ApiError::Kept => {
            "Your session ended while you wrote. Nothing was sent, and what you typed is still here: read it once more, then go on"
                .into()
        }
        ApiError::Conflict => {
            "Someone else changed this request after you opened it. Nothing was saved: read what is new, then decide"
                .into()
        }
        ApiError::Locked { until, seconds } => format!(
            "This User ID is locked until {until}, {} from now",
            in_minutes(*seconds)
        )
        .into(),
        ApiError::LookUpsSpent { until, seconds } => format!(
            "Too many look-ups found nobody. You can look again at {until}, {} from now. Type member ID, date of birth and last name as on the card, or pick a member of an earlier request",
            in_minutes(*seconds)
        )
        .into(),
        ApiError::LockedBySupport => "This User ID is locked until the provider line opens it".into(),
        ApiError::TooMany { seconds } | ApiError::Busy { seconds } => {
            format!("Too many tries at once. Wait {}, then try again", in_seconds(*seconds)).into()
        }
        ApiError::Unavailable => {
            "The server did not answer. Nothing was sent and what you typed is still here: try again".into()
        }
        ApiError::Malformed => {
            "The page sent something the server could not read. Load the page again, then try once more".into()
        }
        ApiError::Outdated => {
            "The portal was renewed since this page was loaded. Nothing was sent: load the page again, then try once more".into()
        }
        ApiError::Internal { reference } if reference.is_empty() => {
            "Something broke on our side. Try again; if it stays, call the provider line".into()
        }
        ApiError::Internal { reference } => format!(
            "Something broke on our side. Try again; if it stays, call the provider line with reference {reference}"
        )
        .into(),
    }
}

fn in_minutes(seconds: u32) -> String {
    match seconds.div_ceil(60) {
        0 | 1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}

fn in_seconds(seconds: u32) -> String {
    match seconds {
        0 | 1 => "1 second".to_owned(),
        seconds => format!("{seconds} seconds"),
    }
}

#[cfg(test)]
mod tests {
    use domain::form::FormErrors;

    use super::*;

    fn locked() -> ApiError {
        ApiError::Locked {
            until: "2:10 PM CST".to_owned(),
            seconds: 840,
        }
    }

    fn all() -> [ApiError; 21] {
        [
            ApiError::Unauthenticated(SessionLoss::Missing),
            ApiError::Unauthenticated(SessionLoss::Expired),
            ApiError::Unauthenticated(SessionLoss::Ended),
            ApiError::Unauthenticated(SessionLoss::Revoked),
            ApiError::Unauthenticated(SessionLoss::PracticeChanged),
            ApiError::Forbidden,
            ApiError::NoCredential,
            ApiError::NotFound,
            ApiError::Form(FormErrors::default()),
            ApiError::WrongCredentials,
            ApiError::Kept,
            ApiError::Conflict,
            locked(),
            ApiError::LookUpsSpent {
                until: "2:10 PM CST".to_owned(),
                seconds: 840,
            },
            ApiError::LockedBySupport,
            ApiError::TooMany { seconds: 5 },
            ApiError::Busy { seconds: 2 },
            ApiError::Unavailable,
            ApiError::Malformed,
            ApiError::Outdated,
            ApiError::Internal {
                reference: "r-17".to_owned(),
            },
        ]
    }

    #[test]
    fn every_error_has_words_that_neither_blame_nor_beg() {
        for error in all() {
            let words = problem(&error);
            for text in [words.title, &words.text, &refusal(&error)] {
                let text = text.to_lowercase();
                assert!(!text.is_empty(), "{error:?}");
                for banned in ["invalid", "please", "forbidden", "illegal"] {
                    assert!(!text.contains(banned), "{text}");
                }
            }
        }
    }

    #[test]
    fn the_words_of_the_contract_are_used() {
        assert_eq!(refusal(&ApiError::WrongCredentials), "User ID or password is not right");
        assert!(refusal(&locked()).starts_with("This User ID is locked until 2:10 PM CST, 14 minutes from now"));
        assert!(refusal(&ApiError::Busy { seconds: 1 }).starts_with("Too many tries at once"));
        assert_eq!(problem(&ApiError::Forbidden).title, "Access denied");
        assert_eq!(
            problem(&ApiError::Unauthenticated(SessionLoss::Expired)).title,
            "Session expired"
        );
        assert_eq!(
            problem(&ApiError::Unauthenticated(SessionLoss::Ended)).title,
            "Signed out elsewhere"
        );
        assert_eq!(
            problem(&ApiError::Unauthenticated(SessionLoss::Revoked)).title,
            "Signed out elsewhere"
        );
    }

    #[test]
    fn an_internal_error_names_its_reference_for_support() {
        assert!(
            refusal(&ApiError::Internal {
                reference: "r-17".to_owned()
            })
            .ends_with("reference r-17")
        );
        assert!(
            !refusal(&ApiError::Internal {
                reference: String::new()
            })
            .contains("reference")
        );
    }
}
