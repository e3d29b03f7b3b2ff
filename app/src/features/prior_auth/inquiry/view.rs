//! What the pages get from the server: words and codes, ready to show.

use domain::form::FormErrors;
use serde::{Deserialize, Serialize};

/// The page with the question: what is wrong with it, or its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InquiryView {
    /// The name of this page: a proof that it keeps twice is one.
    pub key: String,
    /// Today where the plan is, as date fields have it.
    pub today: String,
    /// What is missing or wrong in the question.
    pub errors: FormErrors,
    /// The answer, where something was asked.
    pub answer: Option<AnswerView>,
    /// Whether the reader may make requests and keep proofs.
    pub may_request: bool,
    /// The latest proofs of the practice.
    pub proofs: Vec<ProofRow>,
}

/// What was asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectView {
    /// The code.
    pub code: String,
    /// Our words for it.
    pub service: String,
    /// The kind of insurance.
    pub line_of_business: String,
    /// Number and name of the place.
    pub place: String,
    /// The day of service.
    pub day: String,
}

/// What the rules say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// An authorization is needed.
    Required,
    /// None is.
    NotRequired,
    /// Nobody can say: the code is in no loaded set.
    Unknown,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerView {
    /// What the rules say.
    pub said: Said,
    /// To what.
    pub subject: SubjectView,
    /// On what the answer rests: the title of the rule, or why there is none.
    pub basis: String,
    /// Where the rule was published and in force; empty without one.
    pub source: String,
    /// What a request will be asked for.
    pub asks: Vec<String>,
    /// How long an approval is valid; empty where nothing is approved.
    pub validity: String,
}

/// A proof in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofRow {
    /// Its reference.
    pub reference: String,
    /// Code and words.
    pub service: String,
    /// When it was kept, and by whom.
    pub kept: String,
}

/// A proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofView {
    /// Its reference.
    pub reference: String,
    /// About what.
    pub subject: SubjectView,
    /// Why nothing is required.
    pub basis: String,
    /// Where the rule was published and in force that lists the code all the same; empty without one.
    pub source: String,
    /// Which state of the rules it rests on.
    pub rules_version: String,
    /// Who asked.
    pub asked_by: String,
    /// For which practice.
    pub practice: String,
    /// When, zone named.
    pub at: String,
    /// The plan's name.
    pub plan: String,
}
