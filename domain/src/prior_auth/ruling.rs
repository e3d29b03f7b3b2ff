//! A decision against a request, wholly or in part: what is said and what is authorized, line by line.
//!
//! Only a physician takes one (see `table.rs`); here is what it has to hold before anybody may be told of it: a reason in
//! words, the criterion or provision it names, what would change it, and for each line what is authorized: never more than
//! was requested.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::line::LineDecision;
use super::said::{self, Length, in_words};
use super::transition::Action;
use crate::form::{FieldCode, FormErrors};
use crate::time::parse_day;

/// The most characters of what is cited.
pub const MAX_CITATION: u32 = 500;
const WOULD_CHANGE: Length = Length { min: 20, max: 4_000 };

coded! {
    /// A way to decide against a request.
    pub enum Against {
        /// A part is authorized.
        PartiallyApprove = "partially_approve",
        /// Something else is authorized than was requested.
        Modify = "modify",
        /// Nothing is authorized.
        Deny = "deny",
    }
}

coded! {
    /// What a form says about one line.
    pub enum LineChoice {
        /// As requested.
        Approve = "approve",
        /// Less, or at other times.
        Modify = "modify",
        /// Not at all.
        Deny = "deny",
    }
}

/// A decision as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RulingInput {
    /// Why.
    pub reason: String,
    /// The criterion or the provision of the plan it rests on.
    pub citation: String,
    /// What would change it.
    pub would_change: String,
    /// One for each line of the request, in order; none where nothing is authorized.
    pub lines: Vec<LineInput>,
}

/// What was typed about one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LineInput {
    /// The code of a [`LineChoice`].
    pub decision: String,
    /// How many; only of a modified line.
    pub authorized_quantity: String,
    /// First day; only of a modified line.
    pub authorized_from: String,
    /// Last day; only of a modified line.
    pub authorized_to: String,
}

/// How much, and when: of a line as it was requested, or as it is authorized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// How many.
    pub quantity: u32,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// What was decided about one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineRuling {
    /// As requested.
    Approved,
    /// This much of it.
    Modified(Extent),
    /// Nothing of it.
    Denied,
}

impl LineRuling {
    /// The decision without its extent.
    pub const fn decision(self) -> LineDecision {
        match self {
            Self::Approved => LineDecision::Approved,
            Self::Modified(_) => LineDecision::Modified,
            Self::Denied => LineDecision::Denied,
        }
    }
}

/// A decision that says all it must.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Why.
    pub reason: String,
    /// What it rests on.
    pub citation: String,
    /// What would change it.
    pub would_change: String,
    /// One for each line, in order.
    pub lines: Vec<LineRuling>,
}

impl Against {
    /// The action of the transition table.
    pub const fn action(self) -> Action {
        match self {
            Self::PartiallyApprove => Action::PartiallyApprove,
            Self::Modify => Action::Modify,
            Self::Deny => Action::Deny,
        }
    }

    /// What may be chosen for a line; empty where there is nothing to choose.
    pub const fn choices(self) -> &'static [LineChoice] {
        match self {
            Self::PartiallyApprove => LineChoice::ALL,
            Self::Modify => &[LineChoice::Approve, LineChoice::Modify],
            Self::Deny => &[],
        }
    }

    /// What the lines together lack; a mixture is partial, and what is modified is authorized in another form.
    fn lacks(self, lines: &[LineRuling]) -> Option<FieldCode> {
        let is_authorized = |line: &LineRuling| *line != LineRuling::Denied;
        let is_cut = |line: &LineRuling| *line != LineRuling::Approved;
        let fits = match self {
            Self::PartiallyApprove => lines.iter().any(is_authorized) && lines.iter().any(is_cut),
            Self::Modify => lines.iter().any(is_cut),
            Self::Deny => true,
        };
        match self {
            _ if fits => None,
            Self::PartiallyApprove => Some(FieldCode::NotPartial),
            Self::Modify | Self::Deny => Some(FieldCode::NothingModified),
        }
    }
}

impl RulingInput {
    /// Reads a decision about a request with these lines.
    ///
    /// # Errors
    /// Everything that is missing or more than was requested. Fields of a line are named `lines[0][decision]` and so on.
    pub fn read(&self, against: Against, requested: &[Extent]) -> Result<Ruling, FormErrors> {
        let mut errors = FormErrors::default();
        let lines = self.read_lines(against, requested, &mut errors);
        let reason = in_words(&mut errors, "reason", &self.reason, said::REASON);
        let citation = self.read_citation(&mut errors);
        let would_change = in_words(&mut errors, "would_change", &self.would_change, WOULD_CHANGE);
        let complete = || {
            Some(Ruling {
                lines: lines?,
                reason: reason?,
                citation: citation?,
                would_change: would_change?,
            })
        };
        complete().ok_or(errors)
    }

    fn read_lines(&self, against: Against, requested: &[Extent], errors: &mut FormErrors) -> Option<Vec<LineRuling>> {
        if against == Against::Deny {
            return Some(vec![LineRuling::Denied; requested.len()]);
        }
        let none = LineInput::default();
        let mut lines = Vec::with_capacity(requested.len());
        for (index, asked) in requested.iter().enumerate() {
            let typed = self.lines.get(index).unwrap_or(&none);
            lines.push(typed.read(index, against, *asked, errors));
        }
        let lines: Vec<LineRuling> = lines.into_iter().collect::<Option<_>>()?;
        if let Some(code) = against.lacks(&lines) {
            errors.push(field(0, "decision"), code);
            return None;
        }
        Some(lines)
    }

    fn read_citation(&self, errors: &mut FormErrors) -> Option<String> {
        let text = super::words::readable(&self.citation);
        let code = match u32::try_from(text.chars().count()).unwrap_or(u32::MAX) {
            0 => FieldCode::Required,
            letters if letters > MAX_CITATION => FieldCode::TooLong { max: MAX_CITATION },
            _ => return Some(text),
        };
        errors.push("citation", code);
        None
    }
}

impl LineInput {
    fn read(&self, index: usize, against: Against, asked: Extent, errors: &mut FormErrors) -> Option<LineRuling> {
        let choice = LineChoice::parse(self.decision.trim()).filter(|choice| against.choices().contains(choice));
        match choice {
            Some(LineChoice::Approve) => Some(LineRuling::Approved),
            Some(LineChoice::Deny) => Some(LineRuling::Denied),
            Some(LineChoice::Modify) => self.read_extent(index, asked, errors).map(LineRuling::Modified),
            None => {
                errors.push(field(index, "decision"), FieldCode::Required);
                None
            }
        }
    }

    fn read_extent(&self, index: usize, asked: Extent, errors: &mut FormErrors) -> Option<Extent> {
        let mut take =
            |name: &str, read: Result<u32, FieldCode>| read.map_err(|code| errors.push(field(index, name), code)).ok();
        let quantity = take(
            "authorized_quantity",
            quantity(&self.authorized_quantity, asked.quantity),
        );
        let mut take = |name: &str, read: Result<NaiveDate, FieldCode>| {
            read.map_err(|code| errors.push(field(index, name), code)).ok()
        };
        let from = take("authorized_from", day(&self.authorized_from, asked.from, asked.to));
        let to = take(
            "authorized_to",
            day(&self.authorized_to, asked.from, asked.to).and_then(|to| match from {
                Some(from) if to < from => Err(FieldCode::DateOrder),
                _ => Ok(to),
            }),
        );
        let extent = Extent {
            quantity: quantity?,
            from: from?,
            to: to?,
        };
        if extent == asked {
            errors.push(field(index, "authorized_quantity"), FieldCode::AsRequested);
            return None;
        }
        Some(extent)
    }
}

/// The name of a field of a line, as forms post it.
fn field(index: usize, name: &str) -> String {
    format!("lines[{index}][{name}]")
}

fn quantity(text: &str, max: u32) -> Result<u32, FieldCode> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldCode::Required);
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(FieldCode::NotANumber);
    }
    let out_of_range = FieldCode::OutOfRange {
        min: 1,
        max: i64::from(max),
    };
    let read = text.parse().ok();
    read.filter(|quantity| (1..=max).contains(quantity)).ok_or(out_of_range)
}

fn day(text: &str, first: NaiveDate, last: NaiveDate) -> Result<NaiveDate, FieldCode> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldCode::Required);
    }
    match parse_day(text).ok_or(FieldCode::NotADate)? {
        day if day < first => Err(FieldCode::DateTooEarly),
        day if day > last => Err(FieldCode::DateTooLate),
        day => Ok(day),
    }
}
