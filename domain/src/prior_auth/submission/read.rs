//! How the fields of a form are read: each by a small function, all errors collected.

use chrono::{NaiveDate, TimeDelta};

use super::Submission;
use crate::codes::{DiagnosisCode, Modifier, Npi, NpiError, PlaceOfService, ProcedureCode};
use crate::form::{FieldCode, FormErrors};
use crate::prior_auth::Urgency;
use crate::time::parse_day;

/// Nobody is older than so many days: an earlier birth date is a typing error.
const OLDEST_MEMBER_DAYS: i64 = 130 * 366;

/// Collects the errors of the fields as they are read.
#[derive(Default)]
pub(super) struct Form {
    pub(super) errors: FormErrors,
}

impl Form {
    /// Reads one required field: trimmed, not empty, and as `read` wants it.
    pub(super) fn take<T>(
        &mut self,
        field: &str,
        text: &str,
        read: impl FnOnce(&str) -> Result<T, FieldCode>,
    ) -> Option<T> {
        let text = text.trim();
        let value = if text.is_empty() {
            Err(FieldCode::Required)
        } else {
            read(text)
        };
        value.map_err(|code| self.errors.push(field, code)).ok()
    }
}

pub(super) fn within<const MAX: u32>(text: &str) -> Result<String, FieldCode> {
    if text.chars().count() > MAX as usize {
        Err(FieldCode::TooLong { max: MAX })
    } else {
        Ok(text.to_owned())
    }
}

pub(super) fn member_number(text: &str) -> Result<String, FieldCode> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if plain.is_empty() {
        return Err(FieldCode::Required);
    }
    within::<{ Submission::MAX_MEMBER_ID }>(&plain.to_uppercase())
}

pub(super) fn npi(text: &str) -> Result<Npi, FieldCode> {
    Npi::parse(text).map_err(|error| match error {
        NpiError::Format => FieldCode::NpiFormat,
        NpiError::CheckDigit => FieldCode::NpiCheckDigit,
    })
}

pub(super) fn place_of_service(text: &str) -> Result<PlaceOfService, FieldCode> {
    PlaceOfService::parse(text).map_err(|_| FieldCode::PlaceOfServiceUnknown)
}

pub(super) fn procedure(text: &str) -> Result<ProcedureCode, FieldCode> {
    ProcedureCode::parse(text).map_err(|_| FieldCode::ProcedureCodeFormat)
}

pub(super) fn urgency(text: &str) -> Result<Urgency, FieldCode> {
    Urgency::parse(text).ok_or(FieldCode::UrgencyUnknown)
}

pub(super) fn quantity(text: &str) -> Result<u32, FieldCode> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(FieldCode::NotANumber);
    }
    let max = Submission::MAX_QUANTITY;
    let out_of_range = FieldCode::OutOfRange {
        min: 1,
        max: i64::from(max),
    };
    text.parse()
        .ok()
        .filter(|quantity| (1..=max).contains(quantity))
        .ok_or(out_of_range)
}

/// None, or up to four, none twice.
pub(super) fn modifiers(text: &str) -> Result<Vec<Modifier>, FieldCode> {
    let read = |part: &str| Modifier::parse(part).map_err(|_| FieldCode::ModifierFormat);
    several(text, Submission::MAX_MODIFIERS, read)
}

pub(super) fn diagnoses(text: &str) -> Result<Vec<DiagnosisCode>, FieldCode> {
    let read = |part: &str| DiagnosisCode::parse(part).map_err(|_| FieldCode::DiagnosisCodeFormat);
    let codes = several(text, Submission::MAX_DIAGNOSES, read)?;
    if codes.is_empty() {
        return Err(FieldCode::Required);
    }
    Ok(codes)
}

/// Codes parted by blanks, commas or semicolons; a repeated one counts once.
fn several<T: PartialEq>(
    text: &str,
    max: u32,
    read: impl Fn(&str) -> Result<T, FieldCode>,
) -> Result<Vec<T>, FieldCode> {
    let mut codes = Vec::new();
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'));
    for part in parts.filter(|part| !part.is_empty()) {
        let code = read(part)?;
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    if codes.len() > max as usize {
        return Err(FieldCode::TooMany { max });
    }
    Ok(codes)
}

pub(super) fn birth_date(text: &str, today: NaiveDate) -> Result<NaiveDate, FieldCode> {
    day(text, shifted(today, -OLDEST_MEMBER_DAYS), today)
}

pub(super) fn first_day(text: &str, today: NaiveDate) -> Result<NaiveDate, FieldCode> {
    day(
        text,
        shifted(today, -Submission::MAX_DAYS),
        shifted(today, Submission::MAX_DAYS),
    )
}

/// The last day of service, measured against the first if that one could be read.
pub(super) fn last_day(text: &str, from: Option<NaiveDate>) -> Result<NaiveDate, FieldCode> {
    let last = parse_day(text).ok_or(FieldCode::NotADate)?;
    match from {
        Some(from) if last < from => Err(FieldCode::DateOrder),
        Some(from) if last > shifted(from, Submission::MAX_DAYS) => Err(FieldCode::DateTooLate),
        Some(_) | None => Ok(last),
    }
}

/// A day between two others; both count.
fn day(text: &str, earliest: NaiveDate, latest: NaiveDate) -> Result<NaiveDate, FieldCode> {
    match parse_day(text).ok_or(FieldCode::NotADate)? {
        day if day < earliest => Err(FieldCode::DateTooEarly),
        day if day > latest => Err(FieldCode::DateTooLate),
        day => Ok(day),
    }
}

/// So many days after a day, or before it; at the ends of the calendar, the end.
fn shifted(day: NaiveDate, days: i64) -> NaiveDate {
    let end = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
    day.checked_add_signed(TimeDelta::days(days)).unwrap_or(end)
}
