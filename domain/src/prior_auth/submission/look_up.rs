//! Looking a member up before a request names one: by number and birth date, or by both names and birth date.
//!
//! Never by less: a number or a name alone would let anyone list members.

use chrono::NaiveDate;
use std::fmt;

use super::Submission;
use super::read::{self, Form, within};
use crate::form::{FieldCode, FormErrors};

/// What was typed of a member. The names are those of the HTML inputs.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct LookUpInput {
    /// Member ID, as on the card.
    pub member_id: String,
    /// The member's date of birth.
    pub birth_date: String,
    /// The member's last name.
    pub last_name: String,
    /// The member's first name.
    pub first_name: String,
}

/// Whom to look for.
#[derive(Clone, PartialEq, Eq)]
pub struct LookUp {
    /// The member's date of birth.
    pub birth_date: NaiveDate,
    /// And what else.
    pub by: LookUpBy,
}

/// What is known beside the birth date.
#[derive(Clone, PartialEq, Eq)]
pub enum LookUpBy {
    /// Upper case, without spaces and hyphens.
    Number(String),
    /// Both names.
    Names {
        /// The first name.
        first: String,
        /// The last name.
        last: String,
    },
}

impl fmt::Debug for LookUpInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LookUpInput([hidden])")
    }
}

impl fmt::Debug for LookUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LookUp([hidden])")
    }
}

impl fmt::Debug for LookUpBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LookUpBy([hidden])")
    }
}

impl LookUpInput {
    /// Reads it; where a member ID is typed, the names are not looked at. `today` is the day in the plan's zone.
    pub fn parse(&self, today: NaiveDate) -> Result<LookUp, FormErrors> {
        let mut form = Form::default();
        let [number, last, first] = [&self.member_id, &self.last_name, &self.first_name].map(|text| text.trim());
        let by = if !number.is_empty() {
            form.take("member_id", number, read::member_number)
                .map(LookUpBy::Number)
        } else if last.is_empty() && first.is_empty() {
            form.errors.push("member_id", FieldCode::MemberIdOrNames);
            None
        } else {
            let last = form.take("last_name", last, within::<{ Submission::MAX_LAST_NAME }>);
            let first = form.take("first_name", first, within::<{ Submission::MAX_LAST_NAME }>);
            first.zip(last).map(|(first, last)| LookUpBy::Names { first, last })
        };
        let birth_date = form.take("birth_date", &self.birth_date, |text| read::birth_date(text, today));
        let complete = || {
            Some(LookUp {
                birth_date: birth_date?,
                by: by?,
            })
        };
        complete().ok_or(form.errors)
    }
}
