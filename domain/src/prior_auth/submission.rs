//! From what was typed to a request that can be submitted.
//!
//! A `Submission` exists only when everything fits. The browser and the server use the same `parse`.

use super::{DraftInput, Unit, Urgency};
use crate::codes::{DiagnosisCode, Npi, NpiError, PlaceOfService, ProcedureCode};
use crate::form::{FieldCode, FormErrors};
use crate::time::parse_day;
use chrono::{NaiveDate, TimeDelta};
use std::fmt;

/// A complete request in which every field has its form.
#[derive(Clone, PartialEq, Eq)]
pub struct Submission {
    /// Member number, upper case, without spaces and hyphens.
    pub member_number: String,
    /// The member's date of birth.
    pub birth_date: NaiveDate,
    /// The member's last name.
    pub last_name: String,
    /// The provider who asks.
    pub requesting: Npi,
    /// The provider who will render the service.
    pub rendering: Npi,
    /// Where.
    pub place_of_service: PlaceOfService,
    /// What.
    pub procedure: ProcedureCode,
    /// How many.
    pub quantity: u32,
    /// Of what.
    pub unit: Unit,
    /// First day of service.
    pub from: NaiveDate,
    /// Last day of service.
    pub to: NaiveDate,
    /// How fast.
    pub urgency: Urgency,
    /// Why, if expedited.
    pub urgency_reason: Option<String>,
    /// 1 to 12 diagnoses, the principal one first, none twice.
    pub diagnoses: Vec<DiagnosisCode>,
    /// Why the service is needed.
    pub clinical_summary: String,
}

impl fmt::Debug for Submission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Submission([hidden])")
    }
}

impl Submission {
    /// The most characters of a member ID.
    pub const MAX_MEMBER_ID: u32 = 20;
    /// The most characters of a last name.
    pub const MAX_LAST_NAME: u32 = 60;
    /// The most of anything.
    pub const MAX_QUANTITY: u32 = 9_999;
    /// The most characters of the reason for expedited review.
    pub const MAX_REASON: u32 = 500;
    /// The most diagnoses.
    pub const MAX_DIAGNOSES: u32 = 12;
    /// The most characters of the clinical summary.
    pub const MAX_SUMMARY: u32 = 4_000;
    /// So many days back, and ahead, a service may begin; and so long it may last.
    pub const MAX_DAYS: i64 = 366;
    /// Nobody is older than so many days: an earlier birth date is a typing error.
    const OLDEST_MEMBER_DAYS: i64 = 130 * 366;

    /// Checks everything and collects all errors, in the order of the fields. `today` is the day in the plan's zone.
    pub fn parse(input: &DraftInput, today: NaiveDate) -> Result<Self, FormErrors> {
        let mut form = Form::default();
        let member_number = form.take("member_id", &input.member_id, member_number);
        let birth_date = form.take("birth_date", &input.birth_date, |text| birth_date(text, today));
        let last_name = form.take("last_name", &input.last_name, within::<{ Self::MAX_LAST_NAME }>);
        let requesting = form.take("requesting_npi", &input.requesting_npi, npi);
        let rendering = form.take("rendering_npi", &input.rendering_npi, npi);
        let place_of_service = form.take("place_of_service", &input.place_of_service, place_of_service);
        let procedure = form.take("procedure_code", &input.procedure_code, procedure);
        let quantity = form.take("quantity", &input.quantity, quantity);
        let unit = form.take("unit", &input.unit, |text| {
            Unit::parse(text).ok_or(FieldCode::UnitUnknown)
        });
        let from = form.take("from_date", &input.from_date, |text| first_day(text, today));
        let to = form.take("to_date", &input.to_date, |text| last_day(text, from));
        let urgency = form.take("urgency", &input.urgency, urgency);
        let urgency_reason = match urgency {
            Some(Urgency::Expedited) => form
                .take("urgency_reason", &input.urgency_reason, within::<{ Self::MAX_REASON }>)
                .map(Some),
            Some(Urgency::Standard) | None => Some(None),
        };
        let diagnoses = form.take("diagnosis_code", &input.diagnosis_code, diagnoses);
        let clinical_summary = form.take(
            "clinical_summary",
            &input.clinical_summary,
            within::<{ Self::MAX_SUMMARY }>,
        );

        let complete = || {
            Some(Self {
                member_number: member_number?,
                birth_date: birth_date?,
                last_name: last_name?,
                requesting: requesting?,
                rendering: rendering?,
                place_of_service: place_of_service?,
                procedure: procedure?,
                quantity: quantity?,
                unit: unit?,
                from: from?,
                to: to?,
                urgency: urgency?,
                urgency_reason: urgency_reason?,
                diagnoses: diagnoses?,
                clinical_summary: clinical_summary?,
            })
        };
        complete().ok_or(form.errors)
    }
}

/// Collects the errors of the fields as they are read.
#[derive(Default)]
struct Form {
    errors: FormErrors,
}

impl Form {
    /// Reads one required field: trimmed, not empty, and as `read` wants it.
    fn take<T>(&mut self, field: &str, text: &str, read: impl FnOnce(&str) -> Result<T, FieldCode>) -> Option<T> {
        let text = text.trim();
        let value = if text.is_empty() {
            Err(FieldCode::Required)
        } else {
            read(text)
        };
        value.map_err(|code| self.errors.push(field, code)).ok()
    }
}

fn within<const MAX: u32>(text: &str) -> Result<String, FieldCode> {
    if text.chars().count() > MAX as usize {
        Err(FieldCode::TooLong { max: MAX })
    } else {
        Ok(text.to_owned())
    }
}

fn member_number(text: &str) -> Result<String, FieldCode> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    if plain.is_empty() {
        return Err(FieldCode::Required);
    }
    within::<{ Submission::MAX_MEMBER_ID }>(&plain.to_uppercase())
}

fn npi(text: &str) -> Result<Npi, FieldCode> {
    Npi::parse(text).map_err(|error| match error {
        NpiError::Format => FieldCode::NpiFormat,
        NpiError::CheckDigit => FieldCode::NpiCheckDigit,
    })
}

fn place_of_service(text: &str) -> Result<PlaceOfService, FieldCode> {
    PlaceOfService::parse(text).map_err(|_| FieldCode::PlaceOfServiceUnknown)
}

fn procedure(text: &str) -> Result<ProcedureCode, FieldCode> {
    ProcedureCode::parse(text).map_err(|_| FieldCode::ProcedureCodeFormat)
}

fn urgency(text: &str) -> Result<Urgency, FieldCode> {
    Urgency::parse(text).ok_or(FieldCode::UrgencyUnknown)
}

fn quantity(text: &str) -> Result<u32, FieldCode> {
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

/// A day between two others; both count.
fn day(text: &str, earliest: NaiveDate, latest: NaiveDate) -> Result<NaiveDate, FieldCode> {
    match parse_day(text).ok_or(FieldCode::NotADate)? {
        day if day < earliest => Err(FieldCode::DateTooEarly),
        day if day > latest => Err(FieldCode::DateTooLate),
        day => Ok(day),
    }
}

fn birth_date(text: &str, today: NaiveDate) -> Result<NaiveDate, FieldCode> {
    day(text, shifted(today, -Submission::OLDEST_MEMBER_DAYS), today)
}

fn first_day(text: &str, today: NaiveDate) -> Result<NaiveDate, FieldCode> {
    day(
        text,
        shifted(today, -Submission::MAX_DAYS),
        shifted(today, Submission::MAX_DAYS),
    )
}

/// The last day of service, measured against the first if that one could be read.
fn last_day(text: &str, from: Option<NaiveDate>) -> Result<NaiveDate, FieldCode> {
    let last = parse_day(text).ok_or(FieldCode::NotADate)?;
    match from {
        Some(from) if last < from => Err(FieldCode::DateOrder),
        Some(from) if last > shifted(from, Submission::MAX_DAYS) => Err(FieldCode::DateTooLate),
        Some(_) | None => Ok(last),
    }
}

/// So many days after a day, or before it; at the ends of the calendar, the end.
fn shifted(day: NaiveDate, days: i64) -> NaiveDate {
    let end = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
    day.checked_add_signed(TimeDelta::days(days)).unwrap_or(end)
}

fn diagnoses(text: &str) -> Result<Vec<DiagnosisCode>, FieldCode> {
    let mut codes = Vec::new();
    let parts = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        .filter(|part| !part.is_empty());
    for part in parts {
        let code = DiagnosisCode::parse(part).map_err(|_| FieldCode::DiagnosisCodeFormat)?;
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    match codes.len() {
        0 => Err(FieldCode::Required),
        some if some > Submission::MAX_DIAGNOSES as usize => Err(FieldCode::TooMany {
            max: Submission::MAX_DIAGNOSES,
        }),
        _ => Ok(codes),
    }
}
