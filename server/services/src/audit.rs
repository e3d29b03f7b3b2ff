//! The audit record: who did or saw what, when, from where, with which outcome.
//!
//! An entry is built where the act happens and stored through `Write::audit`, in the transaction of the change (or
//! alone, for a read or a refusal, through `Db::record`). It carries ids and codes only: no secret, nothing a patient
//! told anybody.

mod later;
mod listed;

use std::fmt;

use domain::time::{Timestamp, to_millis};
use entity::audit::ActiveModel;
use sea_orm::ActiveValue::Set;
use serde_json::Value;

pub use later::Later;
pub(crate) use listed::{listed, listed_parts};

use crate::{Caller, RequestInfo};

/// How the act ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Success,
    /// A rule, a role or a wrong password forbade it.
    Refused,
    /// It was allowed and went wrong.
    Failure,
}

impl Outcome {
    /// The word stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Refused => "refused",
            Self::Failure => "failure",
        }
    }
}

/// One line of the record, before it has an id and a time.
#[derive(Debug, Clone)]
pub struct AuditEntry {
    account_id: Option<String>,
    user_id: Option<String>,
    practice_id: Option<String>,
    action: &'static str,
    subject_kind: &'static str,
    subject_id: String,
    outcome: Outcome,
    source: String,
    request_id: String,
    detail: Value,
    /// When it happened, if it is stored later.
    at: Option<Timestamp>,
}

impl AuditEntry {
    /// Something a signed-in person did; `action` is area and verb, like `prior_auth.submit`.
    #[must_use]
    pub fn by(caller: &Caller, action: &'static str) -> Self {
        let actor = &caller.actor;
        Self {
            account_id: Some(actor.account.as_str().to_owned()),
            user_id: Some(actor.user_id.clone()),
            practice_id: actor.practice.as_ref().map(|practice| practice.as_str().to_owned()),
            ..Self::anonymous(&caller.request, action)
        }
    }

    /// Something that happened before anybody was signed in, or that no person did.
    #[must_use]
    pub fn anonymous(request: &RequestInfo, action: &'static str) -> Self {
        Self {
            account_id: None,
            user_id: None,
            practice_id: None,
            action,
            subject_kind: "none",
            subject_id: String::new(),
            outcome: Outcome::Success,
            source: request.source.clone(),
            request_id: request.request_id.clone(),
            detail: Value::Object(serde_json::Map::new()),
            at: None,
        }
    }

    /// What was touched: the kind of thing and its id.
    #[must_use]
    pub fn on(mut self, kind: &'static str, id: impl fmt::Display) -> Self {
        self.subject_kind = kind;
        self.subject_id = id.to_string();
        self
    }

    /// The account, where the caller has no session yet (a sign-in).
    #[must_use]
    pub fn account(mut self, account_id: impl fmt::Display) -> Self {
        self.account_id = Some(account_id.to_string());
        self
    }

    /// The user id as it was typed, where the caller has no session.
    #[must_use]
    pub fn user_id(mut self, user_id: impl Into<String>) -> Self {
        self.user_id = Some(user_id.into());
        self
    }

    /// How it ended; success unless said otherwise.
    #[must_use]
    pub fn outcome(mut self, outcome: Outcome) -> Self {
        self.outcome = outcome;
        self
    }

    /// Codes and counts worth keeping.
    #[must_use]
    pub fn detail(mut self, detail: Value) -> Self {
        self.detail = detail;
        self
    }

    /// When it happened, where that is not when it is stored.
    fn at(mut self, at: Timestamp) -> Self {
        self.at = Some(at);
        self
    }

    /// The row, complete.
    pub(crate) fn into_row(self, id: String, at: Timestamp) -> ActiveModel {
        ActiveModel {
            id: Set(id),
            at: Set(to_millis(self.at.unwrap_or(at))),
            account_id: Set(self.account_id),
            user_id: Set(self.user_id),
            practice_id: Set(self.practice_id),
            action: Set(self.action.to_owned()),
            subject_kind: Set(self.subject_kind.to_owned()),
            subject_id: Set(self.subject_id),
            outcome: Set(self.outcome.code().to_owned()),
            source: Set(self.source),
            request_id: Set(self.request_id),
            detail_json: Set(self.detail.to_string()),
        }
    }
}
