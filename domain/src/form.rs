//! What is wrong with a form, as codes.
//!
//! Only codes cross the wire: never a sentence, never the value that was typed. `app::copy` turns a field and a code
//! into words.

use serde::{Deserialize, Serialize};

/// What is wrong with one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldCode {
    /// Nothing was entered.
    Required,
    /// Fewer than `min` characters.
    TooShort {
        /// The fewest that are taken, in characters.
        min: u32,
    },
    /// Something that has to be said in words, in fewer than `min` different ones.
    TooFewWords {
        /// The fewest that are taken.
        min: u32,
    },
    /// More than `max` characters.
    TooLong {
        /// The most that is taken, in characters.
        max: u32,
    },
    /// More than `max` entries in a list.
    TooMany {
        /// The most that is taken, in entries.
        max: u32,
    },
    /// Not a date of the calendar.
    NotADate,
    /// Not a time of day.
    NotATime,
    /// An instant that is still to come.
    InFuture,
    /// An instant longer ago than so many days.
    TooLongAgo {
        /// The most that is taken, in days.
        days: u32,
    },
    /// Not a way on which something reaches the plan beside the portal.
    ChannelUnknown,
    /// An NPI that is no practice's of the plan, or that several share.
    PracticeUnknown,
    /// Not in the form of a reference.
    ReferenceFormat,
    /// A reference whose symbols do not fit together: a typing error.
    ReferenceCheck,
    /// A reference that is well formed, and no request's.
    ReferenceUnknown,
    /// A request that takes nothing more.
    RequestClosed,
    /// The practice has asked for the same already.
    Duplicate,
    /// Whoever sends it has not seen yet whose request it becomes.
    NotChecked,
    /// Not a whole number.
    NotANumber,
    /// A number outside its bounds; both count.
    OutOfRange {
        /// The least that is taken.
        min: i64,
        /// The most that is taken.
        max: i64,
    },
    /// Not ten digits that start with 1 or 2.
    NpiFormat,
    /// Ten digits whose check digit is wrong: a typing error.
    NpiCheckDigit,
    /// Modifiers that are not two letters or digits each.
    ModifierFormat,
    /// Not in the form of a HCPCS or CPT code.
    ProcedureCodeFormat,
    /// Not in the form of an ICD-10-CM code.
    DiagnosisCodeFormat,
    /// Not on the list of places of service.
    PlaceOfServiceUnknown,
    /// Not one of the units.
    UnitUnknown,
    /// Neither standard nor expedited.
    UrgencyUnknown,
    /// A clinician asks for expedited review, and the request is typed as a standard one.
    NotStandard,
    /// What is authorized is just what was requested.
    AsRequested,
    /// A partial approval that gives everything, or nothing.
    NotPartial,
    /// A modification that modifies nothing.
    NothingModified,
    /// A clock that permits no further extension.
    NoTimeLeft,
    /// The last day comes before the first.
    DateOrder,
    /// Earlier than can be taken.
    DateTooEarly,
    /// Later than can be taken.
    DateTooLate,
    /// Number, birth date and last name together match no member.
    MemberNotFound,
    /// Whoever saved it had no look-up left: nobody looked for the member.
    NotLookedUp,
    /// The same, and from that time on somebody is looked for again: as a clock at the plan shows it.
    LookAgainAfter {
        /// From 0 to 23.
        hour: u32,
        /// From 0 to 59.
        minute: u32,
    },
    /// Neither a member ID nor a name to look for.
    MemberIdOrNames,
    /// More than one member fits.
    SeveralMembers,
    /// The member is known, but has no coverage on the first day of service.
    CoverageNotActive,
    /// A name that something else of the same person has.
    Taken,
    /// A text for which a list holds nothing.
    NothingFound,
    /// A text for which a list holds more than it can name.
    FindsTooMuch,
    /// A step of a request in which something is missing or wrong; the field is its code.
    Unfinished,
    /// Not in the form of a User ID.
    UserIdFormat,
    /// A password that is mostly the User ID.
    PasswordIsUserId,
    /// A password that is mostly the name of the plan.
    PasswordIsPlanName,
    /// A password that many people use.
    PasswordCommon,
    /// A password that is mostly a repetition or a row of keys.
    PasswordPattern,
    /// A password that is found after few guesses.
    PasswordGuessable,
}

/// One field's error. `field` is the name of the HTML input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The name of the HTML input.
    pub field: String,
    /// What is wrong with it.
    pub code: FieldCode,
}

/// All that is wrong with a form, in the order of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FormErrors(pub Vec<FieldError>);

impl FormErrors {
    /// A form with a single error.
    pub fn one(field: impl Into<String>, code: FieldCode) -> Self {
        Self(vec![FieldError {
            field: field.into(),
            code,
        }])
    }

    /// Adds an error at the end.
    pub fn push(&mut self, field: impl Into<String>, code: FieldCode) {
        self.0.push(FieldError {
            field: field.into(),
            code,
        });
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first error of a field.
    pub fn for_field(&self, field: &str) -> Option<FieldCode> {
        self.0.iter().find(|error| error.field == field).map(|error| error.code)
    }
}
