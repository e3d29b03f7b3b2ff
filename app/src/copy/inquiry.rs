//! Words for the question whether a service needs an authorization.

use domain::prior_auth::Validity;

/// What follows where an authorization is needed.
pub const REQUIRED_TEXT: &str = "Send a request before the service. Without an approval the plan will not pay for it.";
/// What follows where none is needed.
pub const NOT_REQUIRED_TEXT: &str =
    "Nobody has to ask the plan first. A proof with a reference shows later that you checked.";
/// What follows where the code is unknown.
pub const UNKNOWN_TEXT: &str = "The code has the right form, but is in none of the code sets the plan has loaded. Send a request: a reviewer looks at it and answers in time.";
/// Why nobody can say.
pub const CODE_UNKNOWN: &str = "No rule, because the code is not in a loaded code set";
/// What a proof does not say.
pub const PROOF_LIMITS: &str = "This says that the plan’s rules ask for no authorization of this service, at this place, on this day. It is no promise of payment: the member has to be covered on the day, and the service has to be a benefit of the plan.";

/// Why nothing is required; `listed` is the rule that names the code all the same.
#[must_use]
pub fn not_required(listed: Option<&str>) -> String {
    match listed {
        None => "The code is known, and no coverage rule lists it".to_owned(),
        Some(rule) => format!("The rule “{rule}” lists the code, but does not apply here on that day"),
    }
}

/// Where a rule was published, and since when or how long it is in force.
#[must_use]
pub fn in_force(source: &str, from: &str, to: Option<&str>) -> String {
    match to {
        None => format!("{source}; in force since {from}"),
        Some(to) => format!("{source}; in force from {from} to {to}"),
    }
}

/// What a request will have to hold under a rule, beside what every request names.
#[must_use]
pub fn asked_for(attestation: bool) -> Vec<String> {
    let always = [
        "The member, both providers, the diagnosis and the dates",
        "A clinical summary: findings, what was tried before, why it is needed now",
        "Documents that show it, where you have them",
    ];
    let attested = attestation.then_some("A clinician’s attestation that the answers match the medical record");
    always.into_iter().chain(attested).map(str::to_owned).collect()
}

/// How long an approval is valid.
#[must_use]
pub fn validity(validity: Validity) -> String {
    match validity {
        Validity::Days(1) => "1 day".to_owned(),
        Validity::Days(days) => format!("{days} days"),
        Validity::Months(1) => "1 month".to_owned(),
        Validity::Months(months) => format!("{months} months"),
    }
}

/// Under whose rules a proof was given.
#[must_use]
pub fn proven_by(plan: &str) -> String {
    format!("By the rules of {plan} at the time of asking")
}

/// When a proof was kept, and by whom.
#[must_use]
pub fn kept(when: &str, who: &str) -> String {
    format!("{when}, by {who}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_its_word_agree() {
        assert_eq!(validity(Validity::Days(120)), "120 days");
        assert_eq!(validity(Validity::Months(1)), "1 month");
        assert_eq!(validity(Validity::Months(6)), "6 months");
    }

    #[test]
    fn only_a_rule_that_asks_for_an_attestation_names_one() {
        assert!(asked_for(true).iter().any(|ask| ask.contains("attestation")));
        assert_eq!(asked_for(false).len() + 1, asked_for(true).len());
    }

    #[test]
    fn a_rule_that_has_ended_says_so() {
        assert_eq!(
            in_force("89 FR", "Aug 12, 2024", Some("Aug 27, 2024")),
            "89 FR; in force from Aug 12, 2024 to Aug 27, 2024"
        );
        assert_eq!(
            in_force("89 FR", "Aug 12, 2024", None),
            "89 FR; in force since Aug 12, 2024"
        );
    }
}
