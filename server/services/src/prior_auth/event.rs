//! One event of a case: the row and the value.

use chrono::NaiveDate;
use domain::access::Role;
use domain::id::{AccountId, CaseId, PracticeId};
use domain::prior_auth::ruling::LineRuling;
use domain::prior_auth::{Action, Channel, Performer, Status};
use domain::time::{self, Timestamp, to_millis};
use entity::prior_auth_event;
use sea_orm::ActiveValue::Set;
use serde::{Deserialize, Serialize};

use crate::db::DbError;

/// What an action carried beyond itself; most carry nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventDetail {
    /// Items asked for, or answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<u32>,
    /// By when the practice should answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<NaiveDate>,
    /// By how many days a clock or a validity was lengthened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// What it was about, in short: the question that was answered, the document that was added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// When it reached the plan, where somebody entered it later: Unix milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrived_at: Option<i64>,
    /// A clinician of the practice says that waiting could harm the member: with their own account, in an attestation, or in what
    /// came by phone, fax or mail.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub said_by_clinician: bool,
    /// Why, in the words of the person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The criterion or provision of the plan that a decision rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<String>,
    /// What would change a decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub would_change: Option<String>,
    /// With which credential a reviewer decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credential: Option<String>,
    /// What was decided about each line, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineRuling>,
    /// To whom the work was given, where that is not whoever acted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_to: Option<GivenTo>,
    /// For which practice it had been entered that was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_from: Option<TakenFrom>,
}

/// A practice from which a request was taken back, as it was at that time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenFrom {
    /// The practice.
    pub practice: PracticeId,
    /// Its name.
    pub name: String,
}

/// Somebody to whom work is given, as they were at that time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenTo {
    /// The account.
    pub account: AccountId,
    /// The name others see.
    pub name: String,
    /// The roles in which they review.
    pub roles: Vec<Role>,
}

impl Event {
    /// When it reached the plan.
    pub(crate) fn arrived_at(&self) -> Timestamp {
        let entered_later = self.detail.arrived_at.and_then(time::from_millis);
        entered_later.unwrap_or(self.at)
    }

    /// Who has the case after an assignment.
    pub(crate) fn assignee(&self) -> Option<&AccountId> {
        let given_to = self.detail.given_to.as_ref();
        given_to.map(|given| &given.account).or(self.account.as_ref())
    }
}

/// Something that happened to a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) sequence: i32,
    pub(crate) at: Timestamp,
    pub(crate) action: Action,
    pub(crate) from: Status,
    pub(crate) to: Status,
    /// `None` for rules and clockwork.
    pub(crate) account: Option<AccountId>,
    pub(crate) performer: Performer,
    pub(crate) channel: Channel,
    pub(crate) detail: EventDetail,
}

impl Event {
    /// Reads a row.
    pub(crate) fn from_row(row: prior_auth_event::Model) -> Result<Self, DbError> {
        let wrong = |column, problem| DbError::value("prior_auth_event", column, &row.id, problem);
        let status = |column, code: &str| Status::parse(code).ok_or_else(|| wrong(column, "a known status"));
        Ok(Self {
            sequence: row.sequence,
            at: time::from_millis(row.at).ok_or_else(|| wrong("at", "an instant"))?,
            action: Action::parse(&row.action).ok_or_else(|| wrong("action", "a known action"))?,
            from: status("from_status", &row.from_status)?,
            to: status("to_status", &row.to_status)?,
            performer: Performer::parse(&row.performer)
                .ok_or_else(|| wrong("performer", "a role, rules or clockwork"))?,
            channel: Channel::parse(&row.channel).ok_or_else(|| wrong("channel", "a known channel"))?,
            detail: serde_json::from_str(&row.detail_json)
                .map_err(|_| wrong("detail_json", "the detail of an action"))?,
            account: row.account_id.map(AccountId::new),
        })
    }
}

/// The row of an event.
pub(crate) fn event_row(id: String, case: &CaseId, event: &Event) -> prior_auth_event::ActiveModel {
    prior_auth_event::ActiveModel {
        id: Set(id),
        prior_auth_id: Set(case.as_str().to_owned()),
        sequence: Set(event.sequence),
        at: Set(to_millis(event.at)),
        action: Set(event.action.code().to_owned()),
        from_status: Set(event.from.code().to_owned()),
        to_status: Set(event.to.code().to_owned()),
        account_id: Set(event.account.as_ref().map(|account| account.as_str().to_owned())),
        performer: Set(event.performer.code().to_owned()),
        channel: Set(event.channel.code().to_owned()),
        // Numbers, a date and a text: nothing that JSON cannot hold.
        detail_json: Set(serde_json::to_string(&event.detail).unwrap_or_else(|_| "{}".to_owned())),
    }
}
