//! The steps in which a request is written, and how far each is.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::draft::DraftInput;

coded! {
    /// One step. The codes are the last part of its address.
    pub enum Step {
        /// Whom it is for.
        Member = "member",
        /// Who asks, who will do it, and where.
        Providers = "providers",
        /// What is asked for, and how fast.
        Service = "service",
        /// Of what illness.
        Diagnosis = "diagnosis",
        /// Why it is needed.
        Clinical = "clinical",
        /// What proves it.
        Documents = "documents",
        /// Everything once more, before it is sent.
        Check = "check",
    }
}

impl Step {
    /// The step after this one; none after the last.
    pub fn next(self) -> Option<Self> {
        let mut steps = Self::ALL.iter().skip_while(|step| **step != self);
        steps.nth(1).copied()
    }
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Nothing was typed yet.
    NotStarted,
    /// Nothing was added, and nothing has to be.
    Optional,
    /// Something was typed, and something is missing or wrong.
    SomethingMissing,
    /// Everything is there.
    Done,
    /// Other steps come first.
    CannotStartYet,
}

/// What became of looking for the member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MemberMatch {
    /// Nobody looked: the step is not complete.
    #[default]
    Unknown,
    /// The plan knows the member.
    Found,
    /// Number, birth date and last name fit no member.
    NotFound,
}

/// What is known of a draft beside what was typed.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    /// The day in the plan's zone.
    pub today: NaiveDate,
    /// Whether the member was found.
    pub member: MemberMatch,
    /// How many documents were added.
    pub documents: usize,
}

impl DraftInput {
    /// How far a step is.
    pub fn state(&self, step: Step, around: &Around) -> StepState {
        let of = |is_empty: bool, is_complete: bool| match (is_empty, is_complete) {
            (true, _) => StepState::NotStarted,
            (false, true) => StepState::Done,
            (false, false) => StepState::SomethingMissing,
        };
        match step {
            Step::Member => {
                let is_complete = self.member.parse(around.today).is_ok() && around.member != MemberMatch::NotFound;
                of(self.member == Default::default(), is_complete)
            }
            Step::Providers => of(self.providers == Default::default(), self.providers.parse().is_ok()),
            Step::Service => of(self.service.is_untouched(), self.service.parse(around.today).is_ok()),
            Step::Diagnosis => of(self.diagnosis == Default::default(), self.diagnosis.parse().is_ok()),
            Step::Clinical => of(self.clinical == Default::default(), self.clinical.parse().is_ok()),
            Step::Documents if around.documents > 0 || self.documents_seen => StepState::Done,
            Step::Documents => StepState::Optional,
            Step::Check if self.is_ready(around) => StepState::NotStarted,
            Step::Check => StepState::CannotStartYet,
        }
    }

    /// Whether all steps before the last one are done, as far as they have to be.
    pub fn is_ready(&self, around: &Around) -> bool {
        let before = Step::ALL.iter().filter(|step| **step != Step::Check);
        before
            .copied()
            .all(|step| matches!(self.state(step, around), StepState::Done | StepState::Optional))
    }
}
