//! Receives a submission: the transaction in which a draft becomes a case.

use domain::coverage::active_on;
use domain::form::{FieldCode, FormErrors};
use domain::id::{AccountId, CaseId, DraftId, PracticeId};
use domain::prior_auth::{
    Action, Channel, ClockError, Facts, Performer, Requirement, Status, Submission, apply, apply_as,
};
use domain::reference::Reference;
use entity::{prior_auth, prior_auth_diagnosis, prior_auth_event, prior_auth_line};
use sea_orm::{EntityTrait as _, IntoActiveModel as _};

use super::clock::{Timed, clock};
use super::draft::DraftError;
use super::effect::change;
use super::event::{Event, EventDetail, event_row};
use super::history::History;
use super::new_case::{NewCase, NewLine};
use super::save_draft::{keep, refusal};
use super::submit::{SubmitError, Submitted, existing};
use crate::audit::AuditEntry;
use crate::db::{DbError, OutboxEntry, Write};
use crate::members::Member;
use crate::{Caller, Services};

/// A submission that is being received.
pub(super) struct Receipt<'a> {
    pub(super) services: &'a Services,
    pub(super) caller: &'a Caller,
    pub(super) draft: &'a DraftId,
    pub(super) practice: &'a PracticeId,
    pub(super) values: &'a str,
    pub(super) submission: &'a Submission,
    pub(super) member: &'a Member,
    pub(super) reference: Reference,
}

impl Receipt<'_> {
    /// Closes the draft and stores the case, or answers with the case it became before.
    pub(super) async fn run(&self, w: &Write) -> Result<Submitted, SubmitError> {
        let case = CaseId::new(w.new_id());
        if !keep(w, self.caller, self.draft, self.values, Some(case.as_str())).await? {
            return match refusal(w, self.caller, self.draft).await? {
                DraftError::Submitted { reference } => Ok(existing(w.conn(), reference).await?),
                DraftError::NotFound => Err(SubmitError::NotFound),
                DraftError::Failed(error) => Err(error.into()),
            };
        }
        let new = self.new_case(case, w)?;
        let (rule, events) = self.judge(&new)?;
        let mut row = new.row();
        self.walk(&new, &mut row, &events)?;
        let (status, version) = (row.status.clone(), row.version);
        self.insert(w, &new, row, rule, &events).await?;
        let audit = AuditEntry::by(self.caller, "prior_auth.submit").on("prior_auth", &self.reference);
        w.audit(audit).await?;
        let announced = OutboxEntry::case(self.reference.as_str(), status, version);
        w.outbox(announced.practice(self.practice.clone()).queue()).await?;
        let status = events.last().map_or(Status::Submitted, |event| event.to);
        Ok(Submitted {
            reference: self.reference.clone(),
            status,
        })
    }

    fn new_case(&self, id: CaseId, w: &Write) -> Result<NewCase<'_>, SubmitError> {
        let covered = active_on(&self.member.coverage, self.submission.from);
        let covered =
            covered.ok_or_else(|| SubmitError::Form(FormErrors::one("from_date", FieldCode::CoverageNotActive)))?;
        Ok(NewCase {
            id,
            reference: self.reference.clone(),
            draft: Some(self.draft.clone()),
            practice: self.practice.clone(),
            member: self.member.id.clone(),
            line_of_business: covered.line_of_business,
            submission: self.submission,
            submitted_by: self.caller.actor.account.clone(),
            channel: Channel::Portal,
            received_at: w.now(),
        })
    }

    /// The person submits; where no rule asks for authorization, the rules answer at once.
    fn judge(&self, new: &NewCase<'_>) -> Result<(Option<&str>, Vec<Event>), SubmitError> {
        let facts = Facts::new(new.line_of_business);
        let roles = &self.caller.actor.roles;
        let (status, role) = apply_as(Status::Draft, Action::Submit, roles, &facts).map_err(SubmitError::Refused)?;
        let event = |sequence, action, from, to, performer, account: Option<AccountId>| Event {
            sequence,
            at: new.received_at,
            action,
            from,
            to,
            account,
            performer,
            channel: Channel::Portal,
            detail: EventDetail::default(),
        };
        let by = Some(self.caller.actor.account.clone());
        let mut events = vec![event(
            1,
            Action::Submit,
            Status::Draft,
            status,
            Performer::Person(role),
            by,
        )];
        let Submission {
            procedure,
            place_of_service,
            from,
            ..
        } = self.submission;
        let rule = match self
            .services
            .catalog
            .requirement(procedure, new.line_of_business, place_of_service, *from)
        {
            Requirement::Required(rule) => Some(rule.id.as_str()),
            Requirement::Unknown => None,
            Requirement::NotRequired => {
                let action = Action::FindNotRequired;
                let to = apply(status, action, Performer::Rules, &facts).map_err(SubmitError::Refused)?;
                events.push(event(2, action, status, to, Performer::Rules, None));
                None
            }
        };
        Ok((rule, events))
    }

    fn walk(&self, new: &NewCase<'_>, row: &mut prior_auth::Model, events: &[Event]) -> Result<(), ClockError> {
        let timed = Timed {
            line_of_business: new.line_of_business,
            urgency: self.submission.urgency,
            channel: new.channel,
        };
        let mut history = History::default();
        for event in events {
            history.add(event);
            let clock = clock(&self.services.catalog, self.services.plan.zone, timed, &history.clock)?;
            change(row, event, &clock, None);
        }
        Ok(())
    }

    async fn insert(
        &self,
        w: &Write,
        new: &NewCase<'_>,
        row: prior_auth::Model,
        rule: Option<&str>,
        events: &[Event],
    ) -> Result<(), DbError> {
        let line = NewLine {
            code: self.submission.procedure.as_str(),
            rule,
            decision: None,
        };
        let events = events.iter().map(|event| event_row(w.new_id(), &new.id, event));
        prior_auth::Entity::insert(row.into_active_model())
            .exec_without_returning(w.conn())
            .await?;
        prior_auth_line::Entity::insert_many(new.lines(&[line], || w.new_id()))
            .exec_without_returning(w.conn())
            .await?;
        prior_auth_diagnosis::Entity::insert_many(new.diagnoses(|| w.new_id()))
            .exec_without_returning(w.conn())
            .await?;
        prior_auth_event::Entity::insert_many(events)
            .exec_without_returning(w.conn())
            .await?;
        Ok(())
    }
}
