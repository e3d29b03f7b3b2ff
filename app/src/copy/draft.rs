//! Words for a request that is being written.

use domain::prior_auth::Urgency;
use domain::prior_auth::step::{Step, StepState};

use crate::error::ApiError;

/// The name of a step.
#[must_use]
pub fn step(step: Step) -> &'static str {
    match step {
        Step::Member => "Member",
        Step::Providers => "Providers",
        Step::Service => "Service",
        Step::Diagnosis => "Diagnosis",
        Step::Clinical => "Clinical information",
        Step::Documents => "Documents",
        Step::Check => "Check your answers",
    }
}

/// The words of a step's state. A step that may be left out is one that is not started.
#[must_use]
pub fn step_state(state: StepState) -> &'static str {
    match state {
        StepState::NotStarted | StepState::Optional => "Not started",
        StepState::SomethingMissing => "Something is missing",
        StepState::Done => "Done",
        StepState::CannotStartYet => "Cannot start yet",
    }
}

/// How fast an answer is needed.
#[must_use]
pub fn urgency(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Standard => "Standard",
        Urgency::Expedited => "Expedited",
    }
}

/// Why the last step cannot start.
pub const FIRST_THE_OTHERS: &str = "Once nothing is missing in the tasks above";

/// What tells a member of an earlier request from others.
#[must_use]
pub fn member_in_short(number: &str, born: &str) -> String {
    format!("{number}, born {born}")
}

/// What to do about a member whose coverage has ended.
#[must_use]
pub fn coverage_ended(on: &str) -> String {
    format!("Coverage ended on {on}. Ask the member for a newer card; a service up to that day can still be requested.")
}

/// What to do about a member whose coverage is still to begin.
#[must_use]
pub fn coverage_begins(on: &str) -> String {
    format!("Coverage begins on {on}. A service from that day on can be requested.")
}

/// How long a text is; nothing for none.
#[must_use]
pub fn words(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "1 word".to_owned(),
        count => format!("{count} words"),
    }
}

/// How many documents a draft has.
#[must_use]
pub fn documents(count: usize) -> String {
    match count {
        0 => "None added; they are optional".to_owned(),
        1 => "1 document".to_owned(),
        count => format!("{count} documents"),
    }
}

/// Why somebody has to attest.
pub const ATTESTATION_NEEDED: &str = "The rule for this service asks for a clinician’s attestation. Send the request to a clinician of your practice; it comes back to you when it is attested.";
/// What is attested.
pub const ATTEST_TEXT: &str = "I have reviewed this request. The answers match the medical record, and the service is medically necessary for this member. If anything in the request is changed afterwards, it has to be attested again.";
/// The label of the box that attests.
pub const ATTEST_LABEL: &str = "I attest to this";

/// What a clinician is to do about a draft.
pub const WAITS_FOR_ATTESTATION: &str = "Waits for your attestation";
/// What whoever asked for an attestation is to do.
pub const WAITS_TO_BE_SENT: &str = "Attested: ready to send";

/// Who attested, and when.
#[must_use]
pub fn attested(who: &str, when: &str) -> String {
    format!(
        "{who} attested on {when} that the answers match the medical record and the service is medically necessary."
    )
}

/// Who was asked to attest.
#[must_use]
pub fn attestation_asked(of: &str, by: &str, when: &str) -> String {
    format!("{by} asked {of} on {when}.")
}

/// How far the tasks of a draft are.
#[must_use]
pub fn tasks_done(done: u64, all: u64) -> String {
    format!("{done} of {all} tasks done")
}

/// What follows the first of several.
#[must_use]
pub fn and_more(count: usize) -> String {
    format!(", and {count} more")
}

/// Whose words a save has replaced.
#[must_use]
pub fn overwrote(who: &str, when: &str) -> String {
    format!("{who} had saved this step at {when}, after you opened it. What is on this page counts now.")
}

/// What is said of a save that was made while somebody typed, and failed.
#[must_use]
pub fn not_saved(error: &ApiError) -> &'static str {
    match error {
        ApiError::Conflict => "Not saved: this draft was submitted in the meantime",
        ApiError::NotFound => "Not saved: this draft was deleted in the meantime",
        ApiError::Form(_) => "Not saved: there is no room for one more service",
        _ => "Not saved yet. What you typed is still here; the next change tries again",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_its_word_agree() {
        assert_eq!(
            (words(0), words(1), words(2)),
            (String::new(), "1 word".to_owned(), "2 words".to_owned())
        );
        assert_eq!(
            (documents(1), documents(2)),
            ("1 document".to_owned(), "2 documents".to_owned())
        );
    }
}
