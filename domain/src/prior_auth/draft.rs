//! What was typed into the steps of a request: every field as text, so that a draft can hold anything.

use serde::{Deserialize, Serialize};
use std::fmt;

use super::step::Step;

coded! {
    /// What a quantity counts.
    pub enum Unit {
        /// Single items.
        Each = "each",
        /// Days.
        Days = "days",
        /// Visits.
        Visits = "visits",
        /// Hours.
        Hours = "hours",
        /// Months.
        Months = "months",
    }
}

/// The fields of the steps as a page posts them. The names are those of the HTML inputs and of [`FieldError::field`];
/// a step's page has its own and leaves the others out.
///
/// [`FieldError::field`]: crate::form::FieldError::field
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepFields {
    /// Member ID, as on the card.
    pub member_id: String,
    /// The member's date of birth.
    pub birth_date: String,
    /// The member's last name.
    pub last_name: String,
    /// NPI of the provider who asks.
    pub requesting_npi: String,
    /// NPI of the provider who will render the service.
    pub rendering_npi: String,
    /// Place of service, two digits.
    pub place_of_service: String,
    /// HCPCS or CPT code.
    pub procedure_code: String,
    /// Up to four modifiers, parted by spaces or commas.
    pub modifiers: String,
    /// How many.
    pub quantity: String,
    /// Of what: the code of a [`Unit`].
    pub unit: String,
    /// First day of service.
    pub from_date: String,
    /// Last day of service.
    pub to_date: String,
    /// The code of an [`Urgency`](super::Urgency).
    pub urgency: String,
    /// Why it is expedited; needed then only.
    pub urgency_reason: String,
    /// Diagnosis codes, the principal one first, parted by spaces or commas.
    pub diagnosis_code: String,
    /// Why the service is needed.
    pub clinical_summary: String,
}

/// The step "Member" as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MemberInput {
    /// See [`StepFields`].
    pub member_id: String,
    /// See [`StepFields`].
    pub birth_date: String,
    /// See [`StepFields`].
    pub last_name: String,
}

/// The step "Providers" as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProvidersInput {
    /// See [`StepFields`].
    pub requesting_npi: String,
    /// See [`StepFields`].
    pub rendering_npi: String,
    /// See [`StepFields`].
    pub place_of_service: String,
}

/// One service of the step "Service" as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LineInput {
    /// Names the line for as long as the draft lives, whatever other lines come and go; from 1.
    pub key: u32,
    /// See [`StepFields`].
    pub procedure_code: String,
    /// See [`StepFields`].
    pub modifiers: String,
    /// See [`StepFields`].
    pub quantity: String,
    /// See [`StepFields`].
    pub unit: String,
    /// See [`StepFields`].
    pub from_date: String,
    /// See [`StepFields`].
    pub to_date: String,
}

/// The step "Service" as typed: its lines, and how fast an answer is needed for all of them.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ServiceInput {
    /// In the order in which they were added.
    pub lines: Vec<LineInput>,
    /// See [`StepFields`].
    pub urgency: String,
    /// See [`StepFields`].
    pub urgency_reason: String,
}

/// The step "Diagnosis" as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DiagnosisInput {
    /// See [`StepFields`].
    pub diagnosis_code: String,
}

/// The step "Clinical information" as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClinicalInput {
    /// See [`StepFields`].
    pub clinical_summary: String,
}

/// Everything a draft holds. A draft of an older version, which had one form, is read as one with a single service.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored")]
pub struct DraftInput {
    /// Whom it is for.
    pub member: MemberInput,
    /// Who asks, who will do it, and where.
    pub providers: ProvidersInput,
    /// What is asked for, and how fast.
    pub service: ServiceInput,
    /// Of what illness.
    pub diagnosis: DiagnosisInput,
    /// Why it is needed.
    pub clinical: ClinicalInput,
    /// Whether the person went on from the step "Documents", with or without any.
    pub documents_seen: bool,
}

macro_rules! hidden {
    ($($name:ident)+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "([hidden])"))
            }
        }
    )+};
}

hidden!(StepFields MemberInput ProvidersInput LineInput ServiceInput DiagnosisInput ClinicalInput DraftInput);

/// A draft as any version has stored it.
#[derive(Deserialize)]
struct Stored {
    member: Option<MemberInput>,
    providers: Option<ProvidersInput>,
    service: Option<ServiceInput>,
    diagnosis: Option<DiagnosisInput>,
    clinical: Option<ClinicalInput>,
    #[serde(default)]
    documents_seen: bool,
    /// One form, before there were steps.
    #[serde(flatten)]
    flat: StepFields,
}

impl From<Stored> for DraftInput {
    fn from(stored: Stored) -> Self {
        let flat = Self::from(stored.flat);
        Self {
            member: stored.member.unwrap_or(flat.member),
            providers: stored.providers.unwrap_or(flat.providers),
            service: stored.service.unwrap_or(flat.service),
            diagnosis: stored.diagnosis.unwrap_or(flat.diagnosis),
            clinical: stored.clinical.unwrap_or(flat.clinical),
            documents_seen: stored.documents_seen,
        }
    }
}

impl From<StepFields> for DraftInput {
    /// All steps at once, with one service.
    fn from(fields: StepFields) -> Self {
        let mut draft = Self::default();
        for &step in Step::ALL {
            draft.put(step, 1, fields.clone());
        }
        draft.documents_seen = false;
        if draft.service.lines
            == [LineInput {
                key: 1,
                ..LineInput::default()
            }]
        {
            draft.service.lines.clear();
        }
        draft
    }
}
