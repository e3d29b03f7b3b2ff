//! What a new password must be like (NIST SP 800-63B: length and a block list, no recipes).
//!
//! The caller brings the password in Unicode's NFC form and knows the lists of common passwords; sign-in itself never
//! asks this module, so that a stricter policy locks nobody out.

use super::UserId;
use crate::form::FieldCode;
use thiserror::Error;

/// The bounds on a new password's length, in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordPolicy {
    min: usize,
}

/// Why a new password is refused; the page shows the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PasswordProblem {
    /// Fewer than `min` code points.
    #[error("shorter than {min} characters")]
    TooShort {
        /// The fewest code points.
        min: usize,
    },
    /// More than `max` code points; nothing is ever cut.
    #[error("longer than {max} characters")]
    TooLong {
        /// The most code points.
        max: usize,
    },
    /// Little is left without the User ID.
    #[error("mostly the User ID")]
    MostlyUserId,
    /// Little is left without the name of the plan or the product.
    #[error("mostly the name of the plan")]
    MostlyPlanName,
    /// On the lists of passwords that many people use, or close to one.
    #[error("one that many people use, or close to one")]
    Common,
    /// Characters or words repeated, neighbours on the keyboard, or a row like `abc` or `123`.
    #[error("mostly a pattern: a repetition, a row of keys or of letters")]
    Pattern,
    /// Found after too few guesses, for whatever reason.
    #[error("too easy to guess")]
    Guessable,
}

impl From<PasswordProblem> for FieldCode {
    fn from(problem: PasswordProblem) -> Self {
        let number = |length| u32::try_from(length).unwrap_or(u32::MAX);
        match problem {
            PasswordProblem::TooShort { min } => Self::TooShort { min: number(min) },
            PasswordProblem::TooLong { max } => Self::TooLong { max: number(max) },
            PasswordProblem::MostlyUserId => Self::PasswordIsUserId,
            PasswordProblem::MostlyPlanName => Self::PasswordIsPlanName,
            PasswordProblem::Common => Self::PasswordCommon,
            PasswordProblem::Pattern => Self::PasswordPattern,
            PasswordProblem::Guessable => Self::PasswordGuessable,
        }
    }
}

impl PasswordPolicy {
    /// The most code points that are taken.
    pub const MAX_LENGTH: usize = 128;
    /// What must remain, in code points, when names that anybody would guess are taken out.
    const REST: usize = 8;

    /// The policy where the password is the only factor.
    pub const fn only_factor() -> Self {
        Self { min: 15 }
    }

    /// The policy where a second factor is enforced.
    pub const fn with_second_factor() -> Self {
        Self { min: 8 }
    }

    /// The fewest code points.
    pub const fn min_length(self) -> usize {
        self.min
    }

    /// Checks a new password (NFC) of an account. `plan_names` are the words everybody knows here.
    pub fn check(self, password: &str, user_id: &UserId, plan_names: &[&str]) -> Result<(), PasswordProblem> {
        let length = password.chars().count();
        if length < self.min {
            return Err(PasswordProblem::TooShort { min: self.min });
        }
        if length > Self::MAX_LENGTH {
            return Err(PasswordProblem::TooLong { max: Self::MAX_LENGTH });
        }
        let folded = password.to_lowercase();
        if is_mostly(&folded, user_id.as_str()) {
            return Err(PasswordProblem::MostlyUserId);
        }
        if plan_names.iter().any(|name| is_mostly(&folded, name)) {
            return Err(PasswordProblem::MostlyPlanName);
        }
        Ok(())
    }
}

/// Whether so little remains without the word that the word was most of it.
fn is_mostly(folded: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    if word.is_empty() || !folded.contains(&word) {
        return false;
    }
    folded.replace(&word, "").chars().count() < PasswordPolicy::REST
}
