//! The step "Service", read: its lines, each with its own errors, and how fast an answer is needed.

use chrono::NaiveDate;

use super::read::{self, Form, within};
use super::{Problem, Submission};
use crate::codes::{Modifier, ProcedureCode};
use crate::form::{FieldCode, FormErrors};
use crate::prior_auth::draft::{LineInput, ServiceInput, Unit};
use crate::prior_auth::{Step, Urgency};

/// One service asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceLine {
    /// The key of the line in the draft.
    pub key: u32,
    /// What.
    pub procedure: ProcedureCode,
    /// In the order typed, none twice.
    pub modifiers: Vec<Modifier>,
    /// How many.
    pub quantity: u32,
    /// Of what.
    pub unit: Unit,
    /// First day of service.
    pub from: NaiveDate,
    /// Last day of service.
    pub to: NaiveDate,
}

/// All services asked for: at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// The first service: lists show it for the whole request.
    pub first: ServiceLine,
    /// The others, in the order typed.
    pub more: Vec<ServiceLine>,
    /// How fast.
    pub urgency: Urgency,
    /// Why, if expedited.
    pub urgency_reason: Option<String>,
}

impl Service {
    /// All services, in the order typed.
    pub fn lines(&self) -> impl Iterator<Item = &ServiceLine> {
        std::iter::once(&self.first).chain(&self.more)
    }

    /// The first day of any of them.
    pub fn first_day(&self) -> NaiveDate {
        self.lines().map(|line| line.from).fold(self.first.from, NaiveDate::min)
    }
}

/// Everything that is wrong with the step: by the key of the line, and what is about none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceErrors {
    /// Only lines with errors, in their order.
    pub lines: Vec<(u32, FormErrors)>,
    /// About the urgency.
    pub urgency: FormErrors,
}

impl ServiceErrors {
    pub(super) fn into_problems(self) -> impl Iterator<Item = Problem> {
        let lines = self
            .lines
            .into_iter()
            .flat_map(|(key, errors)| Problem::of(Step::Service, key, errors));
        lines.chain(Problem::of(Step::Service, 0, self.urgency))
    }
}

impl LineInput {
    /// Reads one line.
    fn parse(&self, today: NaiveDate) -> Result<ServiceLine, FormErrors> {
        let mut form = Form::default();
        let procedure = form.take("procedure_code", &self.procedure_code, read::procedure);
        let modifiers = read::modifiers(&self.modifiers);
        let modifiers = modifiers.map_err(|code| form.errors.push("modifiers", code)).ok();
        let quantity = form.take("quantity", &self.quantity, read::quantity);
        let unit = form.take("unit", &self.unit, |text| {
            Unit::parse(text).ok_or(FieldCode::UnitUnknown)
        });
        let from = form.take("from_date", &self.from_date, |text| read::first_day(text, today));
        let to = form.take("to_date", &self.to_date, |text| read::last_day(text, from));
        let complete = || {
            Some(ServiceLine {
                key: self.key,
                procedure: procedure?,
                modifiers: modifiers?,
                quantity: quantity?,
                unit: unit?,
                from: from?,
                to: to?,
            })
        };
        complete().ok_or(form.errors)
    }
}

impl ServiceInput {
    /// Whether nothing was typed; what is offered ready-made does not count.
    pub fn is_untouched(&self) -> bool {
        let is_blank = |text: &str| text.trim().is_empty();
        self.lines.iter().all(LineInput::is_blank) && is_blank(&self.urgency) && is_blank(&self.urgency_reason)
    }

    /// Reads the step. Lines that say nothing are passed over, unless there is no other. `today` is the day in the plan's
    /// zone.
    pub fn parse(&self, today: NaiveDate) -> Result<Service, ServiceErrors> {
        let mut errors = ServiceErrors::default();
        let mut lines = Vec::new();
        let none = LineInput {
            key: 1,
            ..LineInput::default()
        };
        let told = self.told();
        let told = told.iter().map(|(_, line)| *line);
        for line in told.chain(self.lines.is_empty().then_some(&none)) {
            match line.parse(today) {
                Ok(read) => lines.push(read),
                Err(wrong) => errors.lines.push((line.key, wrong)),
            }
        }
        let urgency = self.parse_urgency(&mut errors);
        let is_right = errors.lines.is_empty();
        let mut lines = lines.into_iter();
        match (lines.next(), urgency) {
            (Some(first), Some((urgency, urgency_reason))) if is_right => Ok(Service {
                first,
                more: lines.collect(),
                urgency,
                urgency_reason,
            }),
            _ => Err(errors),
        }
    }

    fn parse_urgency(&self, errors: &mut ServiceErrors) -> Option<(Urgency, Option<String>)> {
        let mut form = Form::default();
        let urgency = form.take("urgency", &self.urgency, read::urgency);
        let reason = match urgency {
            Some(Urgency::Expedited) => form
                .take(
                    "urgency_reason",
                    &self.urgency_reason,
                    within::<{ Submission::MAX_REASON }>,
                )
                .map(Some),
            Some(Urgency::Standard) | None => Some(None),
        };
        errors.urgency = form.errors;
        urgency.zip(reason)
    }
}
