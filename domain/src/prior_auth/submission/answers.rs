//! The steps "Member", "Providers", "Diagnosis" and "Clinical information", read.

use chrono::NaiveDate;
use std::fmt;

use super::Submission;
use super::read::{self, Form, within};
use crate::codes::{DiagnosisCode, Npi, PlaceOfService};
use crate::form::FormErrors;
use crate::prior_auth::draft::{ClinicalInput, DiagnosisInput, MemberInput, ProvidersInput};

/// Whom a request is for: what identifies the member.
#[derive(Clone, PartialEq, Eq)]
pub struct MemberAnswer {
    /// Upper case, without spaces and hyphens.
    pub number: String,
    /// The member's date of birth.
    pub birth_date: NaiveDate,
    /// The member's last name.
    pub last_name: String,
}

impl fmt::Debug for MemberAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemberAnswer([hidden])")
    }
}

/// Who asks, who will do it, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Providers {
    /// The provider who asks.
    pub requesting: Npi,
    /// The provider who will render the service.
    pub rendering: Npi,
    /// Where.
    pub place_of_service: PlaceOfService,
}

impl MemberInput {
    /// Reads the step; `today` is the day in the plan's zone.
    pub fn parse(&self, today: NaiveDate) -> Result<MemberAnswer, FormErrors> {
        let mut form = Form::default();
        let number = form.take("member_id", &self.member_id, read::member_number);
        let birth_date = form.take("birth_date", &self.birth_date, |text| read::birth_date(text, today));
        let last_name = form.take("last_name", &self.last_name, within::<{ Submission::MAX_LAST_NAME }>);
        let complete = || {
            Some(MemberAnswer {
                number: number?,
                birth_date: birth_date?,
                last_name: last_name?,
            })
        };
        complete().ok_or(form.errors)
    }
}

impl ProvidersInput {
    /// Reads the step.
    pub fn parse(&self) -> Result<Providers, FormErrors> {
        let mut form = Form::default();
        let requesting = form.take("requesting_npi", &self.requesting_npi, read::npi);
        let rendering = form.take("rendering_npi", &self.rendering_npi, read::npi);
        let place = form.take("place_of_service", &self.place_of_service, read::place_of_service);
        let complete = || {
            Some(Providers {
                requesting: requesting?,
                rendering: rendering?,
                place_of_service: place?,
            })
        };
        complete().ok_or(form.errors)
    }
}

impl DiagnosisInput {
    /// Reads the step: 1 to 12 diagnoses, the principal one first, none twice.
    pub fn parse(&self) -> Result<Vec<DiagnosisCode>, FormErrors> {
        let mut form = Form::default();
        let diagnoses = form.take("diagnosis_code", &self.diagnosis_code, read::diagnoses);
        diagnoses.ok_or(form.errors)
    }
}

impl ClinicalInput {
    /// Reads the step.
    pub fn parse(&self) -> Result<String, FormErrors> {
        let mut form = Form::default();
        let summary = form.take(
            "clinical_summary",
            &self.clinical_summary,
            within::<{ Submission::MAX_SUMMARY }>,
        );
        summary.ok_or(form.errors)
    }
}
