//! From what was typed to a request that can be submitted.
//!
//! Each step has a `parse` of its own, which collects everything that is wrong with it; a `Submission` exists only when
//! all of them fit.

mod answers;
mod inquiry;
mod look_up;
mod read;
mod service;

use super::{DraftInput, Step};
use crate::codes::DiagnosisCode;
use crate::form::{FieldError, FormErrors};
use chrono::NaiveDate;
use std::fmt;

pub use answers::{MemberAnswer, Providers};
pub use inquiry::{Inquiry, InquiryInput};
pub use look_up::{LookUp, LookUpBy, LookUpInput};
pub use service::{Service, ServiceErrors, ServiceLine};

/// A complete request in which every field has its form.
#[derive(Clone, PartialEq, Eq)]
pub struct Submission {
    /// Whom it is for.
    pub member: MemberAnswer,
    /// Who asks, who will do it, and where.
    pub providers: Providers,
    /// What is asked for, and how fast.
    pub service: Service,
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

/// Something that keeps a draft from being submitted, and where to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The step.
    pub step: Step,
    /// The key of the service it is about; 0 where it is about none.
    pub line: u32,
    /// The field and what is wrong with it.
    pub error: FieldError,
}

impl Problem {
    fn of(step: Step, line: u32, errors: FormErrors) -> impl Iterator<Item = Self> {
        errors.0.into_iter().map(move |error| Self { step, line, error })
    }
}

impl Submission {
    /// The most characters of a member ID.
    pub const MAX_MEMBER_ID: u32 = 20;
    /// The most characters of a last name.
    pub const MAX_LAST_NAME: u32 = 60;
    /// The most of anything.
    pub const MAX_QUANTITY: u32 = 9_999;
    /// The most modifiers of a service.
    pub const MAX_MODIFIERS: u32 = 4;
    /// The most characters of the reason for expedited review.
    pub const MAX_REASON: u32 = 500;
    /// The most diagnoses.
    pub const MAX_DIAGNOSES: u32 = 12;
    /// The most characters of the clinical summary.
    pub const MAX_SUMMARY: u32 = 4_000;
    /// So many days back, and ahead, a service may begin; and so long it may last.
    pub const MAX_DAYS: i64 = 366;

    /// Checks all steps and collects everything that is wrong, in their order. `today` is the day in the plan's zone.
    pub fn parse(input: &DraftInput, today: NaiveDate) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut note = |step, errors| problems.extend(Problem::of(step, 0, errors));
        let member = input
            .member
            .parse(today)
            .map_err(|errors| note(Step::Member, errors))
            .ok();
        let providers = input
            .providers
            .parse()
            .map_err(|errors| note(Step::Providers, errors))
            .ok();
        let service = input
            .service
            .parse(today)
            .map_err(|errors| problems.extend(errors.into_problems()))
            .ok();
        let mut note = |step, errors| problems.extend(Problem::of(step, 0, errors));
        let diagnoses = input
            .diagnosis
            .parse()
            .map_err(|errors| note(Step::Diagnosis, errors))
            .ok();
        let clinical = input
            .clinical
            .parse()
            .map_err(|errors| note(Step::Clinical, errors))
            .ok();
        let complete = || {
            Some(Self {
                member: member?,
                providers: providers?,
                service: service?,
                diagnoses: diagnoses?,
                clinical_summary: clinical?,
            })
        };
        complete().ok_or(problems)
    }

    /// The first day of any of its services: the member must be covered on it, and its kind of coverage is the request's.
    pub fn first_day(&self) -> NaiveDate {
        self.service.first_day()
    }
}
