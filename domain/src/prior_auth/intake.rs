//! A request that reached the plan by phone, fax or mail, as somebody there types it for the practice.

use super::arrival::{CHANNEL, RECEIVED_DATE, RECEIVED_TIME};
use super::draft::{ClinicalInput, DiagnosisInput, LineInput, MemberInput, ProvidersInput, ServiceInput};
use super::submission::Problem;
use super::{ArrivalInput, DraftInput, Urgency};
use crate::codes::{Npi, NpiError};
use crate::form::{FieldCode, FormErrors};

/// So many services can be entered at once. A request may have as many as on the portal.
pub const MAX_LINES: usize = ServiceInput::MAX_LINES;

/// The name of the HTML input with the practice's NPI.
pub const PRACTICE_NPI: &str = "practice_npi";
/// The name of the box by which somebody says that a request is another one than the practice has sent already.
pub const CONFIRMED: &str = "confirmed";

/// The name of the hidden input by which a form says that whoever sends it has seen whose request it becomes.
pub const CHECKED: &str = "checked";
/// The name of the box by which somebody says that a clinician asks for expedited review or supports it (42 CFR 422.570(c)(2)(ii),
/// 438.210(d)(2)(i), 29 CFR 2560.503-1(m)(1)(iii)).
pub const SAID_BY_CLINICIAN: &str = "said_by_clinician";

/// The names of the HTML inputs of one service.
#[derive(Clone, Copy, Debug)]
pub struct LineNames {
    /// HCPCS or CPT code.
    pub procedure_code: &'static str,
    /// Modifiers.
    pub modifiers: &'static str,
    /// How many.
    pub quantity: &'static str,
    /// Of what.
    pub unit: &'static str,
    /// First day of service.
    pub from_date: &'static str,
    /// Last day of service.
    pub to_date: &'static str,
}

macro_rules! lines {
    ($($end:literal)+) => {
        [$(LineNames {
            procedure_code: concat!("procedure_code", $end),
            modifiers: concat!("modifiers", $end),
            quantity: concat!("quantity", $end),
            unit: concat!("unit", $end),
            from_date: concat!("from_date", $end),
            to_date: concat!("to_date", $end),
        }),+]
    };
}

/// The names of the inputs of each service; those of the first are as on the portal.
pub const LINES: [LineNames; MAX_LINES] = lines!("" "_2" "_3" "_4" "_5" "_6" "_7" "_8" "_9" "_10");

impl LineNames {
    /// All of them.
    pub fn all(&self) -> [&'static str; 6] {
        [
            self.procedure_code,
            self.modifiers,
            self.quantity,
            self.unit,
            self.from_date,
            self.to_date,
        ]
    }
}

/// A request that somebody at the plan types for a practice.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct IntakeInput {
    /// How and when it came.
    pub arrival: ArrivalInput,
    /// The practice's NPI.
    pub practice_npi: String,
    /// What the practice asks for, as it would have typed it itself. The keys of services are the places of their inputs, from 1.
    pub request: DraftInput,
    /// Whether a clinician of the practice asks in it for expedited review, or supports it.
    pub is_said_by_clinician: bool,
    /// What stands for the practice and the member whose names were shown; empty where none were yet.
    pub checked: String,
    /// Whether it was said that this is another request than those that ask for the same.
    pub is_confirmed: bool,
}

impl std::fmt::Debug for IntakeInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IntakeInput([hidden])")
    }
}

impl IntakeInput {
    /// What a form holds; `typed` gives the text of an input by its name. A service of which nothing is said is left out.
    pub fn of<'a>(typed: impl Fn(&str) -> &'a str) -> Self {
        let text = |name: &str| typed(name).to_owned();
        let line = |(key, names): (u32, &LineNames)| LineInput {
            key,
            procedure_code: text(names.procedure_code),
            modifiers: text(names.modifiers),
            quantity: text(names.quantity),
            unit: text(names.unit),
            from_date: text(names.from_date),
            to_date: text(names.to_date),
        };
        let told = (1..).zip(&LINES).map(line).filter(|line| !line.is_blank());
        Self {
            arrival: ArrivalInput {
                channel: text(CHANNEL),
                received_date: text(RECEIVED_DATE),
                received_time: text(RECEIVED_TIME),
            },
            practice_npi: text(PRACTICE_NPI),
            is_said_by_clinician: !typed(SAID_BY_CLINICIAN).is_empty(),
            checked: text(CHECKED),
            is_confirmed: !typed(CONFIRMED).is_empty(),
            request: DraftInput {
                member: MemberInput {
                    member_id: text("member_id"),
                    birth_date: text("birth_date"),
                    last_name: text("last_name"),
                },
                providers: ProvidersInput {
                    requesting_npi: text("requesting_npi"),
                    rendering_npi: text("rendering_npi"),
                    place_of_service: text("place_of_service"),
                },
                service: ServiceInput {
                    lines: told.collect(),
                    urgency: text("urgency"),
                    urgency_reason: text("urgency_reason"),
                },
                diagnosis: DiagnosisInput {
                    diagnosis_code: text("diagnosis_code"),
                },
                clinical: ClinicalInput {
                    clinical_summary: text("clinical_summary"),
                },
                documents_seen: false,
            },
        }
    }

    /// Whether a clinician says that it is urgent. Then it is no standard request.
    pub fn said_by_clinician(&self) -> Result<bool, FieldCode> {
        let is_standard = Urgency::parse(&self.request.service.urgency) == Some(Urgency::Standard);
        if self.is_said_by_clinician && is_standard {
            return Err(FieldCode::NotStandard);
        }
        Ok(self.is_said_by_clinician)
    }

    /// Reads the practice's NPI.
    pub fn practice(&self) -> Result<Npi, FieldCode> {
        let text = self.practice_npi.trim();
        if text.is_empty() {
            return Err(FieldCode::Required);
        }
        Npi::parse(text).map_err(|error| match error {
            NpiError::Format => FieldCode::NpiFormat,
            NpiError::CheckDigit => FieldCode::NpiCheckDigit,
        })
    }
}

/// What keeps the request from being received, by the names of this form's inputs and in their order.
pub fn errors(problems: impl IntoIterator<Item = Problem>) -> FormErrors {
    let mut errors = FormErrors::default();
    for Problem { line, error, .. } in problems {
        let place = usize::try_from(line).ok().and_then(|line| line.checked_sub(1));
        let names = place.and_then(|place| LINES.get(place));
        let own = names.and_then(|names| {
            let (all, first) = (names.all(), LINES[0].all());
            let index = first.iter().position(|name| *name == error.field)?;
            all.get(index).copied()
        });
        errors.push(own.unwrap_or(&error.field), error.code);
    }
    errors
}
