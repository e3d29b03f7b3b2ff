//! Prior authorization: a practice asks whether the plan will cover a service, and the plan answers in time.

pub mod arrival;
pub mod attestation;
pub mod clock_rule;
pub mod deadline;
mod deadline_fold;
pub mod draft;
mod draft_steps;
pub mod guard;
pub mod information;
pub mod intake;
pub mod line;
pub mod local_time;
mod look_up_limit;
pub mod message;
mod need;
pub mod news;
pub mod offer;
pub mod proof;
pub mod rules;
pub mod ruling;
pub mod said;
pub mod standing;
pub mod status;
pub mod step;
pub mod submission;
mod table;
pub mod transition;
pub mod words;

pub use arrival::{Arrival, ArrivalInput};
pub use attestation::Statement;
pub use clock_rule::{Allowance, Channel, ClockRule, ClockRuleError, Urgency};
pub use deadline::{Clock, ClockError, ClockEvent, ClockFacts, ClockState};
pub use draft::{DraftInput, LineInput, ServiceInput, StepFields, Unit};
pub use guard::{Contested, Facts, Guard};
pub use information::{AnswerTime, Ask, AskedItem, ItemKind};
pub use intake::IntakeInput;
pub use line::{LineDecision, case_status};
pub use look_up_limit::Misses;
pub use message::{MessageKind, takes_messages};
pub use need::Need;
pub use news::{is_news, is_told_to_practice, news_writer};
pub use offer::{Hindrance, Offer, offers};
pub use proof::ProofReference;
pub use rules::{CoverageRule, Requirement, RuleSet, RuleSetError, Validity};
pub use standing::Standing;
pub use status::{Determination, Status, Turn};
pub use step::{Around, MemberMatch, Step, StepState};
pub use submission::{
    Inquiry, InquiryInput, LookUp, LookUpBy, LookUpInput, MemberAnswer, Problem, Providers, Service, ServiceErrors,
    ServiceLine, Submission,
};
pub use transition::{Action, Performer, Refusal, allowed, apply, apply_as};
