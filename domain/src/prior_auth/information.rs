//! A request for information: what the plan asks, by when it wants the answer, and what an answer needs.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::words;
use crate::form::{FieldCode, FormErrors};
use crate::time::parse_day;

/// The most items of one request for information.
pub const MAX_ITEMS: usize = 10;
/// The longest item, in characters.
pub const MAX_NEED: u32 = 500;
/// The names of the HTML inputs that say what is needed, one an item.
pub const NEEDS: [&str; MAX_ITEMS] = [
    "need_1", "need_2", "need_3", "need_4", "need_5", "need_6", "need_7", "need_8", "need_9", "need_10",
];
/// The names of those that say how it is to be answered: codes of [`ItemKind`].
pub const KINDS: [&str; MAX_ITEMS] = [
    "kind_1", "kind_2", "kind_3", "kind_4", "kind_5", "kind_6", "kind_7", "kind_8", "kind_9", "kind_10",
];
/// The names of those that hold the answers in words.
pub const ANSWERS: [&str; MAX_ITEMS] = [
    "answer_1",
    "answer_2",
    "answer_3",
    "answer_4",
    "answer_5",
    "answer_6",
    "answer_7",
    "answer_8",
    "answer_9",
    "answer_10",
];
/// The names of those that take the documents.
pub const DOCUMENTS: [&str; MAX_ITEMS] = [
    "document_1",
    "document_2",
    "document_3",
    "document_4",
    "document_5",
    "document_6",
    "document_7",
    "document_8",
    "document_9",
    "document_10",
];
/// The name of the HTML input with the last day to answer.
pub const ANSWER_BY: &str = "answer_by";

/// A group health plan that stops its clock gives at least so many days to answer: 29 CFR 2560.503-1(f)(4).
const SUPPLIED_WITHIN: Days = Days::new(45);
/// The most it gives. The plan's own choice.
const SUPPLIED_AT_MOST: Days = Days::new(90);

coded! {
    /// How an item is to be answered.
    pub enum ItemKind {
        /// By a document.
        Document = "document",
        /// In words.
        Words = "words",
    }
}

/// One thing that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedItem {
    /// How it is to be answered.
    pub kind: ItemKind,
    /// What is needed.
    pub need: String,
}

/// Which last day to answer may be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerTime {
    /// The earliest.
    pub first: NaiveDate,
    /// What is proposed.
    pub usual: NaiveDate,
    /// The latest.
    pub last: NaiveDate,
    /// Whether the plan's clock stands still until the answer is there. Where it runs on, the plan decides in time with what
    /// it has.
    pub clock_waits: bool,
}

impl AnswerTime {
    /// By the day of today, the day on which the decision is due, and what the clock rules say about waiting. A clock that
    /// runs on leaves the practice the days before the decision is due: that day is the last; and whoever is late already one.
    pub fn of(today: NaiveDate, due: NaiveDate, clock_waits: bool) -> Self {
        let after = |days| today.checked_add_days(days).unwrap_or(today);
        if clock_waits {
            let first = after(SUPPLIED_WITHIN);
            return Self {
                first,
                usual: first,
                last: after(SUPPLIED_AT_MOST),
                clock_waits,
            };
        }
        let last = if due < today { after(Days::new(1)) } else { due };
        let before = last.pred_opt().unwrap_or(last);
        Self {
            first: today,
            usual: if before > today { before } else { last },
            last,
            clock_waits,
        }
    }
}

/// What the plan asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// From one to [`MAX_ITEMS`].
    pub items: Vec<AskedItem>,
    /// The last day to answer.
    pub answer_by: NaiveDate,
}

impl Ask {
    /// Reads the form; `typed` gives the text of an input by its name. An item without words is left out.
    ///
    /// # Errors
    /// All that is missing or wrong, in the order of the inputs.
    pub fn parse<'a>(typed: impl Fn(&str) -> &'a str, time: &AnswerTime) -> Result<Self, FormErrors> {
        let mut errors = FormErrors::default();
        let mut items = Vec::new();
        for (need, kind) in NEEDS.into_iter().zip(KINDS) {
            match (item_need(need, typed(need)), ItemKind::parse(typed(kind))) {
                (Ok(None), _) => {}
                (Ok(Some(need)), Some(kind)) => items.push(AskedItem { kind, need }),
                (Ok(Some(_)), None) => errors.push(kind, FieldCode::Required),
                (Err(code), _) => errors.push(need, code),
            }
        }
        if items.is_empty() && errors.is_empty() {
            errors.push(NEEDS[0], FieldCode::Required);
        }
        match last_day(typed(ANSWER_BY), time) {
            Ok(answer_by) if errors.is_empty() => Ok(Self { items, answer_by }),
            Ok(_) => Err(errors),
            Err(code) => {
                errors.push(ANSWER_BY, code);
                Err(errors)
            }
        }
    }
}

fn item_need(field: &str, text: &str) -> Result<Option<String>, FieldCode> {
    let too_long = FieldCode::TooLong { max: MAX_NEED };
    let read = words::optional(field, text).map_err(|_| too_long)?;
    match read {
        Some(need) if need.chars().count() > MAX_NEED as usize => Err(too_long),
        read => Ok(read),
    }
}

fn last_day(text: &str, time: &AnswerTime) -> Result<NaiveDate, FieldCode> {
    if text.trim().is_empty() {
        return Err(FieldCode::Required);
    }
    let day = parse_day(text.trim()).ok_or(FieldCode::NotADate)?;
    match day {
        day if day < time.first => Err(FieldCode::DateTooEarly),
        day if day > time.last => Err(FieldCode::DateTooLate),
        day => Ok(day),
    }
}

/// What is said of the answer to the item in that place while one of its documents is still on its way: sent now, it would be
/// sent without it.
pub fn still_under_way(place: usize) -> FormErrors {
    let index = place.saturating_sub(1).min(MAX_ITEMS - 1);
    FormErrors::one(DOCUMENTS[index], FieldCode::Unfinished)
}

/// Reads the answer to the item in that place, counted from 1, to which so many documents were added. A document can be
/// replaced by words that say why there is none; words are not replaced by a document.
///
/// # Errors
/// It is too long, or there is nothing.
pub fn answer(place: usize, kind: ItemKind, text: &str, documents: usize) -> Result<Option<String>, FormErrors> {
    let index = place.saturating_sub(1).min(MAX_ITEMS - 1);
    let text = words::optional(ANSWERS[index], text)?;
    match (kind, &text) {
        (_, Some(_)) => Ok(text),
        (ItemKind::Document, None) if documents > 0 => Ok(None),
        (ItemKind::Document, None) => Err(FormErrors::one(DOCUMENTS[index], FieldCode::Required)),
        (ItemKind::Words, None) => Err(FormErrors::one(ANSWERS[index], FieldCode::Required)),
    }
}
