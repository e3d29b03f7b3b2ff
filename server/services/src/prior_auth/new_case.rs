//! The rows of a new case.

use domain::codes::Modifier;
use domain::coverage::LineOfBusiness;
use domain::id::{AccountId, CaseId, DraftId, MemberRowId, PracticeId};
use domain::prior_auth::ruling::LineRuling;
use domain::prior_auth::{Channel, ServiceLine, Submission};
use domain::reference::Reference;
use domain::time::{Timestamp, to_millis};
use entity::{prior_auth, prior_auth_diagnosis, prior_auth_line};
use sea_orm::ActiveValue::Set;

use super::decide_against::columns;

/// Everything that makes a case out of a submission.
#[derive(Clone, Debug)]
pub(crate) struct NewCase<'a> {
    pub(crate) id: CaseId,
    pub(crate) reference: Reference,
    pub(crate) draft: Option<DraftId>,
    pub(crate) practice: PracticeId,
    pub(crate) member: MemberRowId,
    pub(crate) line_of_business: LineOfBusiness,
    pub(crate) submission: &'a Submission,
    pub(crate) submitted_by: AccountId,
    pub(crate) channel: Channel,
    pub(crate) received_at: Timestamp,
}

/// One service line.
#[derive(Clone, Debug)]
pub(crate) struct NewLine<'a> {
    pub(crate) service: &'a ServiceLine,
    /// The coverage rule that asks for authorization.
    pub(crate) rule: Option<&'a str>,
    /// What was decided about it, if anything was.
    pub(crate) ruling: Option<LineRuling>,
}

impl<'a> NewLine<'a> {
    /// A line that nothing was decided about.
    pub(crate) fn of(service: &'a ServiceLine, rule: Option<&'a str>) -> Self {
        Self {
            service,
            rule,
            ruling: None,
        }
    }
}

impl NewCase<'_> {
    /// The row, before its first event: `effect::change` brings it to its status, version and due time.
    pub(crate) fn row(&self) -> prior_auth::Model {
        let submission = self.submission;
        prior_auth::Model {
            id: self.id.as_str().to_owned(),
            reference: self.reference.as_str().to_owned(),
            draft_id: self.draft.as_ref().map(|draft| draft.as_str().to_owned()),
            practice_id: self.practice.as_str().to_owned(),
            member_id: self.member.as_str().to_owned(),
            line_of_business: self.line_of_business.code().to_owned(),
            status: domain::prior_auth::Status::Draft.code().to_owned(),
            urgency: submission.service.urgency.code().to_owned(),
            urgency_reason: submission.service.urgency_reason.as_deref().map(storable),
            channel: self.channel.code().to_owned(),
            requesting_npi: submission.providers.requesting.as_str().to_owned(),
            rendering_npi: submission.providers.rendering.as_str().to_owned(),
            place_of_service: submission.providers.place_of_service.as_str().to_owned(),
            clinical_summary: storable(&submission.clinical_summary),
            received_at: to_millis(self.received_at),
            due_at: None,
            due_rule: None,
            assigned_to: None,
            turn_ends_at: None,
            decided_at: None,
            determined_at: None,
            determined_by: None,
            authorization_number: None,
            valid_from: None,
            valid_to: None,
            submitted_by: self.submitted_by.as_str().to_owned(),
            version: 0,
            created_at: to_millis(self.received_at),
            updated_at: to_millis(self.received_at),
        }
    }

    /// Its service lines.
    pub(crate) fn lines(
        &self,
        lines: &[NewLine<'_>],
        mut new_id: impl FnMut() -> String,
    ) -> Vec<prior_auth_line::ActiveModel> {
        let row = |(position, line): (i32, &NewLine<'_>)| prior_auth_line::ActiveModel {
            id: Set(new_id()),
            prior_auth_id: Set(self.id.as_str().to_owned()),
            practice_id: Set(self.practice.as_str().to_owned()),
            position: Set(position),
            code: Set(line.service.procedure.as_str().to_owned()),
            modifiers: Set(in_one(&line.service.modifiers)),
            // Submission::MAX_QUANTITY is far below.
            quantity: Set(i32::try_from(line.service.quantity).unwrap_or(i32::MAX)),
            unit: Set(line.service.unit.code().to_owned()),
            from_date: Set(line.service.from.to_string()),
            to_date: Set(line.service.to.to_string()),
            rule_id: Set(line.rule.map(str::to_owned)),
            ..line.ruling.map_or_else(undecided, columns)
        };
        (1..).zip(lines).map(row).collect()
    }

    /// Its diagnoses, the principal one first.
    pub(crate) fn diagnoses(&self, mut new_id: impl FnMut() -> String) -> Vec<prior_auth_diagnosis::ActiveModel> {
        let row = |(position, code): (i32, &domain::codes::DiagnosisCode)| prior_auth_diagnosis::ActiveModel {
            id: Set(new_id()),
            prior_auth_id: Set(self.id.as_str().to_owned()),
            position: Set(position),
            code: Set(code.as_str().to_owned()),
        };
        (1..).zip(&self.submission.diagnoses).map(row).collect()
    }
}

/// The columns of a line that nothing was decided about.
fn undecided() -> prior_auth_line::ActiveModel {
    prior_auth_line::ActiveModel {
        decision: Set(None),
        authorized_quantity: Set(None),
        authorized_from: Set(None),
        authorized_to: Set(None),
        ..Default::default()
    }
}

/// Modifiers with a blank between them.
fn in_one(modifiers: &[Modifier]) -> String {
    let codes: Vec<&str> = modifiers.iter().map(Modifier::as_str).collect();
    codes.join(" ")
}

/// PostgreSQL's texts cannot hold a NUL, and nobody means one.
fn storable(text: &str) -> String {
    text.replace('\0', "")
}
