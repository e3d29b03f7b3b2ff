//! Sentences for what is wrong with one field. They name the field, so that they make sense in the summary too.

use std::borrow::Cow;

use domain::form::FieldCode;
use domain::prior_auth::intake::LINES;

/// The sentence for `code` at the field `name`: what to do, without a full stop.
#[must_use]
pub fn field_error(name: &str, code: FieldCode) -> Cow<'static, str> {
    let name = within_its_entry(name);
    match code {
        FieldCode::Required => of_an_item(name).unwrap_or_else(|| required(name).into()),
        FieldCode::TooShort { min } => format!("Lengthen {} to {min} characters or more", noun(name)).into(),
        FieldCode::TooFewWords { min } => {
            format!("Enter {} in words, {min} or more: a code alone does not explain anything", noun(name)).into()
        }
        FieldCode::TooLong { max } => format!("Shorten {} to {max} characters or fewer", noun(name)).into(),
        FieldCode::TooMany { max } if name == "procedure_code" => {
            format!("Leave {max} or fewer services in one request").into()
        }
        FieldCode::TooMany { max } if name == "view_name" => {
            format!("Leave {max} or fewer views of this list: delete one first").into()
        }
        FieldCode::TooMany { max } => format!("Leave {max} or fewer entries in {}", noun(name)).into(),
        FieldCode::NotADate => format!("Enter {} as a day of the calendar, like 2026-03-14", noun(name)).into(),
        FieldCode::NotATime => format!("Enter {} as hours and minutes, like 14:05 or 2:05 PM", noun(name)).into(),
        FieldCode::InFuture => format!("Check {}: it is still to come", noun(name)).into(),
        FieldCode::TooLongAgo { days } => {
            format!("Check {}: what came more than {days} days ago is not entered here", noun(name)).into()
        }
        FieldCode::ChannelUnknown => "Choose phone, fax or mail".into(),
        FieldCode::PracticeUnknown => {
            "Check the practice’s NPI: no practice of the plan has it, or several share it. A system administrator sets a practice up that is not there yet".into()
        }
        FieldCode::ReferenceFormat => "Enter the reference like PA-7K3Q-9XM2: PA and 8 letters and digits".into(),
        FieldCode::ReferenceCheck => "Check the reference: its letters and digits do not fit together".into(),
        FieldCode::ReferenceUnknown => {
            "Check the reference: no request has it. A document without one is entered as a new request".into()
        }
        FieldCode::RequestClosed => {
            "Check the reference: this request is decided or withdrawn and takes no more documents. What asks for something new is entered as a request, and what contests the decision is an appeal".into()
        }
        FieldCode::Duplicate => {
            "Check the member’s requests by the search: the practice has asked for the same on the same days already. If this is another request, tick the box".into()
        }
        FieldCode::NotChecked => "Check whether practice and member are the right ones, then enter the request".into(),
        FieldCode::NotANumber => format!("Enter {} as a whole number, like 1", noun(name)).into(),
        FieldCode::OutOfRange { min, max } => format!("Enter {} from {min} to {max}", noun(name)).into(),
        FieldCode::NpiFormat => format!("Enter {} as 10 digits that start with 1 or 2", noun(name)).into(),
        FieldCode::NpiCheckDigit => format!("Check {}: its digits do not fit together", noun(name)).into(),
        FieldCode::ModifierFormat => "Enter modifiers of two letters or digits, like RT".into(),
        FieldCode::ProcedureCodeFormat => "Enter a procedure code like L1832, or one of 5 digits".into(),
        FieldCode::DiagnosisCodeFormat => "Enter a diagnosis code like M17.11".into(),
        FieldCode::PlaceOfServiceUnknown => "Enter a two-digit place of service, for example 12".into(),
        FieldCode::UnitUnknown => "Choose a unit from the list".into(),
        FieldCode::UrgencyUnknown => "Choose standard or expedited".into(),
        FieldCode::NotStandard => {
            "Choose expedited, which a physician’s or other clinician’s word makes it, or clear the box if none asked for it".into()
        }
        FieldCode::AsRequested => "Enter less than was requested, or choose to approve the service as requested".into(),
        FieldCode::NotPartial => {
            "Choose a decision for each service so that a part is approved and a part is not".into()
        }
        FieldCode::NothingModified => "Choose to modify a service, or approve the request as it is".into(),
        FieldCode::NoTimeLeft => "Check the clock: it can be extended no further, so decide in time".into(),
        FieldCode::DateOrder => "Enter a last day that is not before the first day".into(),
        FieldCode::DateTooEarly => format!("Enter a later day for {}", noun(name)).into(),
        FieldCode::DateTooLate if name == "birth_date" => "Enter a date of birth that is not in the future".into(),
        FieldCode::DateTooLate => format!("Enter an earlier day for {}", noun(name)).into(),
        FieldCode::MemberNotFound => {
            "Check member ID, date of birth and last name: together they match no member".into()
        }
        FieldCode::NotLookedUp => {
            "Check the member by saving again: nobody was looked up yet. After ten look-ups that find nobody, the next takes up to an hour"
                .into()
        },
        FieldCode::LookAgainAfter { hour, minute } => format!(
            "Enter it again after {}, as a clock at the plan shows it: ten look-ups within an hour have found nobody. What you typed stays here",
            time_of_day(hour, minute)
        )
        .into(),
        FieldCode::MemberIdOrNames => "Enter a member ID, or the member’s first and last name".into(),
        FieldCode::SeveralMembers => "Enter the member ID: more than one member fits what you typed".into(),
        FieldCode::CoverageNotActive => {
            "Check the member ID and the first day: the member has no coverage on that day".into()
        }
        FieldCode::Taken => "Choose another name: you have a view of this name".into(),
        FieldCode::NothingFound => {
            "Check what you typed: your practice has no request with this reference, member’s last name or member ID".into()
        }
        FieldCode::FindsTooMuch => "Enter more of the name or of the member ID: more than 8 members begin so".into(),
        FieldCode::Unfinished => unfinished(name).into(),
        FieldCode::UserIdFormat => "Enter a User ID of 3 to 64 letters, digits, dots, hyphens or underscores".into(),
        FieldCode::PasswordIsUserId => "Choose a password that is not mostly your User ID".into(),
        FieldCode::PasswordIsPlanName => "Choose a password that is not mostly the name of the plan".into(),
        FieldCode::PasswordCommon => {
            "Choose another password: this one, or one much like it, is on lists of passwords that many people use".into()
        }
        FieldCode::PasswordPattern => {
            "Choose another password: repetitions and rows like abc, 123 or qwerty are guessed first".into()
        }
        FieldCode::PasswordGuessable => {
            "Choose another password: names, dates and single words are guessed soon, several words that do not belong together are not".into()
        }
    }
}

/// As clocks show it: `2:05 PM`.
fn time_of_day(hour: u32, minute: u32) -> String {
    let half = if hour < 12 { "AM" } else { "PM" };
    let hour = match hour % 12 {
        0 => 12,
        hour => hour,
    };
    format!("{hour}:{minute:02} {half}")
}

/// A field of one entry of several, like `lines[0][decision]` or `quantity_2`, is spoken of like a field that stands alone.
fn within_its_entry(name: &str) -> &str {
    let name = name
        .rsplit_once('[')
        .map_or(name, |(_, last)| last.trim_end_matches(']'));
    let service = LINES.iter().position(|names| names.all().contains(&name));
    match name.rsplit_once('_') {
        Some((field, _)) if service.is_some_and(|place| place > 0) => field,
        _ => name,
    }
}

/// The sentence for an empty field of one of several items.
fn of_an_item(name: &str) -> Option<Cow<'static, str>> {
    let (field, place) = name.rsplit_once('_').filter(|(_, place)| place.parse::<u8>().is_ok())?;
    match field {
        "need" => Some(format!("Enter what is needed in item {place}").into()),
        "kind" => Some(format!("Choose how item {place} is answered").into()),
        "answer" => Some(format!("Enter an answer to item {place}").into()),
        "document" => Some(format!("Choose a document for item {place}, or say in words why there is none").into()),
        _ => None,
    }
}

/// The sentence for an empty field.
fn required(name: &str) -> &'static str {
    match name {
        "user_id" => "Enter your User ID",
        "password" => "Enter your password",
        "new_password" => "Enter a new password",
        "member_id" => "Enter a member ID",
        "birth_date" => "Enter the member’s date of birth",
        "last_name" => "Enter the member’s last name",
        "first_name" => "Enter the member’s first name",
        "requesting_npi" => "Enter the requesting provider’s NPI",
        "rendering_npi" => "Enter the rendering provider’s NPI",
        "place_of_service" => "Enter a place of service",
        "procedure_code" => "Enter a procedure code",
        "line_of_business" => "Choose a line of business",
        "service_date" => "Enter the date of service",
        "quantity" => "Enter a quantity",
        "unit" => "Choose a unit",
        "from_date" => "Enter the first day of service",
        "to_date" => "Enter the last day of service",
        "urgency" => "Choose standard or expedited",
        "urgency_reason" => "Enter the reason for expedited review",
        "diagnosis_code" => "Enter a diagnosis code",
        "clinical_summary" => "Enter a clinical summary",
        "summary" => "Enter a summary for the physician",
        "reason" => "Enter the reason",
        "days" => "Enter a number of days",
        "citation" => "Enter the criterion or plan provision",
        "would_change" => "Enter what would change the decision",
        "decision" => "Choose a decision for this service",
        "authorized_quantity" => "Enter the authorized quantity",
        "authorized_from" => "Enter the first authorized day",
        "authorized_to" => "Enter the last authorized day",
        "attested" => "Check the box: this service needs a clinician’s attestation",
        "clinician" => "Choose a clinician who attests",
        "cases" => "Select at least one request",
        "assignee" => "Choose a reviewer",
        "view_name" => "Enter a name for the view",
        "q" => "Enter a reference, a member’s last name or a member ID",
        "answer_by" => "Enter the last day to answer",
        "channel" => "Choose how it came",
        "received_date" => "Enter the day of receipt",
        "received_time" => "Enter the time of receipt",
        "practice_npi" => "Enter the practice’s NPI",
        "reference" => "Enter the reference of the request",
        "message" => "Enter a message",
        "note" => "Enter a note",
        _ => "Fill in this field",
    }
}

/// The sentence for a step in which something is missing or wrong; the name is its code.
fn unfinished(name: &str) -> &'static str {
    match name {
        "member" => "Check the member: something is missing",
        "providers" => "Check the providers: something is missing",
        "service" => "Check the service: something is missing",
        "diagnosis" => "Check the diagnosis: something is missing",
        "clinical" => "Check the clinical information: something is missing",
        "documents" => "Check the documents: something is missing",
        name if name.starts_with("document_") => {
            "Check the documents: one is still on its way, so wait for it or remove it"
        }
        _ => "Check the tasks: something is missing",
    }
}

/// What the field holds, with its article.
fn noun(name: &str) -> &'static str {
    match name {
        "user_id" => "the User ID",
        "password" | "new_password" => "the password",
        "member_id" => "the member ID",
        "birth_date" => "the date of birth",
        "last_name" => "the last name",
        "first_name" => "the first name",
        "requesting_npi" => "the requesting provider’s NPI",
        "rendering_npi" => "the rendering provider’s NPI",
        "place_of_service" => "the place of service",
        "procedure_code" => "the procedure code",
        "line_of_business" => "the line of business",
        "service_date" => "the date of service",
        "modifiers" => "the modifiers",
        "quantity" => "a quantity",
        "unit" => "the unit",
        "from_date" => "the first day of service",
        "to_date" => "the last day of service",
        "urgency" => "the urgency",
        "urgency_reason" => "the reason for expedited review",
        "diagnosis_code" => "the diagnosis code",
        "clinical_summary" => "the clinical summary",
        "summary" => "the summary for the physician",
        "reason" => "the reason",
        "days" => "a number of days",
        "citation" => "the criterion or plan provision",
        "would_change" => "what would change the decision",
        "decision" => "the decision",
        "authorized_quantity" => "the authorized quantity",
        "authorized_from" => "the first authorized day",
        "authorized_to" => "the last authorized day",
        "view_name" => "the name of the view",
        "from" => "the first day",
        "to" => "the last day",
        "answer_by" => "the last day to answer",
        "received_date" => "the day of receipt",
        "received_time" => "the time of receipt",
        "practice_npi" => "the practice’s NPI",
        "reference" => "the reference",
        "message" => "the message",
        "note" => "the note",
        name if name.starts_with("need_") => "what is needed",
        name if name.starts_with("answer_") => "the answer",
        _ => "this field",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [&str; 41] = [
        "channel",
        "received_date",
        "received_time",
        "practice_npi",
        "reference",
        "procedure_code_2",
        "line_of_business",
        "service_date",
        "user_id",
        "password",
        "new_password",
        "member_id",
        "birth_date",
        "last_name",
        "requesting_npi",
        "rendering_npi",
        "place_of_service",
        "procedure_code",
        "modifiers",
        "quantity",
        "unit",
        "from_date",
        "to_date",
        "urgency",
        "urgency_reason",
        "diagnosis_code",
        "clinical_summary",
        "summary",
        "reason",
        "citation",
        "would_change",
        "lines[0][decision]",
        "lines[9][authorized_quantity]",
        "lines[0][authorized_from]",
        "lines[0][authorized_to]",
        "from",
        "to",
        "code",
        "q",
        "view_name",
        "something_new",
    ];

    const CODES: [FieldCode; 51] = [
        FieldCode::NotATime,
        FieldCode::InFuture,
        FieldCode::TooLongAgo { days: 30 },
        FieldCode::ChannelUnknown,
        FieldCode::PracticeUnknown,
        FieldCode::ReferenceFormat,
        FieldCode::ReferenceCheck,
        FieldCode::ReferenceUnknown,
        FieldCode::RequestClosed,
        FieldCode::Duplicate,
        FieldCode::MemberIdOrNames,
        FieldCode::SeveralMembers,
        FieldCode::Required,
        FieldCode::TooShort { min: 15 },
        FieldCode::TooFewWords { min: 5 },
        FieldCode::TooLong { max: 64 },
        FieldCode::TooMany { max: 12 },
        FieldCode::NotADate,
        FieldCode::NotANumber,
        FieldCode::OutOfRange { min: 1, max: 999 },
        FieldCode::NpiFormat,
        FieldCode::NpiCheckDigit,
        FieldCode::ModifierFormat,
        FieldCode::ProcedureCodeFormat,
        FieldCode::DiagnosisCodeFormat,
        FieldCode::PlaceOfServiceUnknown,
        FieldCode::UnitUnknown,
        FieldCode::UrgencyUnknown,
        FieldCode::AsRequested,
        FieldCode::NotPartial,
        FieldCode::NothingModified,
        FieldCode::NotStandard,
        FieldCode::NotChecked,
        FieldCode::LookAgainAfter { hour: 14, minute: 5 },
        FieldCode::NoTimeLeft,
        FieldCode::DateOrder,
        FieldCode::DateTooEarly,
        FieldCode::DateTooLate,
        FieldCode::MemberNotFound,
        FieldCode::NotLookedUp,
        FieldCode::CoverageNotActive,
        FieldCode::Taken,
        FieldCode::NothingFound,
        FieldCode::FindsTooMuch,
        FieldCode::Unfinished,
        FieldCode::UserIdFormat,
        FieldCode::PasswordIsUserId,
        FieldCode::PasswordIsPlanName,
        FieldCode::PasswordCommon,
        FieldCode::PasswordPattern,
        FieldCode::PasswordGuessable,
    ];

    #[test]
    fn every_code_says_what_to_do_at_every_field() {
        for field in FIELDS {
            for code in CODES {
                let words = field_error(field, code);
                let first = words.split(' ').next().unwrap_or_default();
                assert!(
                    ["Enter", "Choose", "Check", "Shorten", "Lengthen", "Leave", "Fill"].contains(&first),
                    "{field}: {words}"
                );
            }
        }
    }

    #[test]
    fn no_sentence_blames_begs_or_ends_with_a_stop() {
        for field in FIELDS {
            for code in CODES {
                let words = field_error(field, code).to_lowercase();
                for banned in ["invalid", "please", "forbidden", "illegal", "wrong"] {
                    assert!(!words.contains(banned), "{words}");
                }
                assert!(!words.ends_with('.'), "{words}");
            }
        }
    }

    #[test]
    fn an_empty_field_is_asked_for_by_its_name() {
        assert_eq!(field_error("member_id", FieldCode::Required), "Enter a member ID");
        assert_eq!(
            field_error("quantity", FieldCode::OutOfRange { min: 1, max: 999 }),
            "Enter a quantity from 1 to 999"
        );
        assert_eq!(field_error("quantity_3", FieldCode::Required), "Enter a quantity");
        assert_eq!(
            field_error("need_3", FieldCode::Required),
            "Enter what is needed in item 3"
        );
    }
}
