//! Whether a new password may be taken: the rules of `domain`, and how soon it would be guessed.
//!
//! Guesses are counted by zxcvbn, which knows the lists of common passwords, words and names, and what people do with them. Characters
//! of any kind are welcome and none is demanded.

use domain::auth::{PasswordPolicy, PasswordProblem, UserId};
use unicode_normalization::UnicodeNormalization as _;
use zxcvbn::feedback::Warning;
use zxcvbn::{Score, zxcvbn};

use crate::settings::PlanProfile;

/// The name of the product, which everybody sees on the page.
const PRODUCT: &str = "portico";
/// From here on (a hundred million guesses) the lock and the cost of the hash outlast whoever guesses.
const ENOUGH: Score = Score::Three;

/// Shorter parts of a name occur in many words by chance.
const SHORTEST_WORD: usize = 3;
/// What must remain, in code points, without all that is known.
const REST: usize = 8;

/// Whose password it is to be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owner<'a> {
    pub(super) user_id: &'a UserId,
    pub(super) display_name: &'a str,
}

/// Checks a new password where it is the only factor.
pub(super) fn check(plan: &PlanProfile, owner: Owner<'_>, password: &str) -> Result<(), PasswordProblem> {
    let password: String = password.nfc().collect();
    let names = [plan.name.as_str(), plan.short_name.as_str(), PRODUCT];
    PasswordPolicy::only_factor().check(&password, owner.user_id, &names)?;
    let known = [owner.user_id.as_str(), owner.display_name];
    let known: Vec<&str> = known.into_iter().chain(names).flat_map(with_parts).collect();
    if is_made_of(&known, &password) {
        return Err(PasswordProblem::Guessable);
    }
    let estimate = zxcvbn(&password, &known);
    if estimate.score() >= ENOUGH {
        return Ok(());
    }
    Err(reason(estimate.feedback().and_then(|feedback| feedback.warning())))
}

/// Whether little is left without what everybody knows about the person. Several known words in a row are many guesses by count, and
/// few for somebody who knows them.
fn is_made_of(known: &[&str], password: &str) -> bool {
    let mut rest = password.to_lowercase();
    for word in known.iter().filter(|word| word.chars().count() >= SHORTEST_WORD) {
        rest = rest.replace(&word.to_lowercase(), "");
    }
    rest.chars().count() < REST
}

/// The name, and each of its words.
fn with_parts(name: &str) -> impl Iterator<Item = &str> {
    let parts = name.split(|character: char| !character.is_alphanumeric());
    std::iter::once(name).chain(parts).filter(|part| !part.is_empty())
}

fn reason(warning: Option<Warning>) -> PasswordProblem {
    use Warning::{
        RepeatsLikeAaaAreEasyToGuess, RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess, SequencesLikeAbcAreEasyToGuess,
        ShortKeyboardPatternsAreEasyToGuess, StraightRowsOfKeysAreEasyToGuess, ThisIsACommonPassword,
        ThisIsATop10Password, ThisIsATop100Password, ThisIsSimilarToACommonlyUsedPassword,
    };
    match warning {
        Some(
            ThisIsATop10Password | ThisIsATop100Password | ThisIsACommonPassword | ThisIsSimilarToACommonlyUsedPassword,
        ) => PasswordProblem::Common,
        Some(
            StraightRowsOfKeysAreEasyToGuess
            | ShortKeyboardPatternsAreEasyToGuess
            | RepeatsLikeAaaAreEasyToGuess
            | RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess
            | SequencesLikeAbcAreEasyToGuess,
        ) => PasswordProblem::Pattern,
        _ => PasswordProblem::Guessable,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn check(password: &str) -> Result<(), PasswordProblem> {
        let owner = Owner {
            user_id: &UserId::parse("Front.Desk1").unwrap(),
            display_name: "Bartholomew Featherstonehaugh",
        };
        super::check(&PlanProfile::default(), owner, password)
    }

    #[test]
    fn long_and_unique_is_enough() {
        for password in [
            "demo portico 2026!",
            "a long enough test password",
            "correct horse battery staple",
            "vier blaue Krüge am Fenster",
            "9f2k-4mzq-77wp-x1",
            "снег идёт на юге медленно",
            "🌲🦊🌧🪁🧭🪵🐟🍄🔭🪶🥾🌾🛶🪨🦉",
        ] {
            assert_eq!(check(password), Ok(()), "{password}");
        }
    }

    #[test]
    fn what_would_be_guessed_soon_is_refused_with_the_reason() {
        for (password, problem) in [
            ("fourteen chars", PasswordProblem::TooShort { min: 15 }),
            ("aaaaaaaaaaaaaaa", PasswordProblem::Pattern),
            ("abcabcabcabcabcabc", PasswordProblem::Pattern),
            ("passwordpassword", PasswordProblem::Pattern),
            ("front.desk1front.desk1", PasswordProblem::MostlyUserId),
            ("Larkspur Health Plan 1", PasswordProblem::MostlyPlanName),
            ("Featherstonehaugh", PasswordProblem::Guessable),
            ("BartholomewFeatherstonehaugh1", PasswordProblem::Guessable),
        ] {
            assert_eq!(check(password), Err(problem), "{password}");
        }
    }

    #[test]
    fn lists_and_rows_of_keys_are_known() {
        // These are both on the lists and a row; which of the two is said is zxcvbn's choice.
        for password in ["123456789012345", "qwertyuiopasdfghjkl"] {
            let refused = check(password);
            assert!(
                matches!(refused, Err(PasswordProblem::Common | PasswordProblem::Pattern)),
                "{refused:?}"
            );
        }
        assert_eq!(reason(Some(Warning::ThisIsATop100Password)), PasswordProblem::Common);
        assert_eq!(
            reason(Some(Warning::DatesAreOftenEasyToGuess)),
            PasswordProblem::Guessable
        );
        assert_eq!(reason(None), PasswordProblem::Guessable);
    }

    #[test]
    fn the_length_is_that_of_the_composed_form() {
        let composed = "caf\u{e9} kettle rain";
        let decomposed = "cafe\u{301} kettle rain";
        assert_eq!((composed.chars().count(), decomposed.chars().count()), (16, 17));
        let short = "cafe\u{301} tins rain";
        assert_eq!(short.chars().count(), 15);
        assert_eq!(check(decomposed), check(composed));
        assert_eq!(check(short), Err(PasswordProblem::TooShort { min: 15 }));
    }

    #[test]
    fn the_longest_password_is_judged_as_a_whole_by_length() {
        let words = "seven otters paint a quiet harbour before dawn while ";
        let long: String = words.chars().cycle().take(128).collect();
        assert_eq!(check(&long), Ok(()));
        assert_eq!(check(&format!("{long}!")), Err(PasswordProblem::TooLong { max: 128 }));
    }
}
