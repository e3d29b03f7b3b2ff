//! Receives a submission: the transaction in which a draft becomes a case.

use domain::id::{AccountId, CaseId, DraftId, PracticeId};
use domain::prior_auth::{
    Action, Channel, ClockError, DraftInput, Facts, Performer, Requirement, ServiceLine, Status, apply, apply_as,
};
use domain::reference::Reference;
use entity::{prior_auth, prior_auth_diagnosis, prior_auth_event, prior_auth_line};
use sea_orm::{EntityTrait as _, IntoActiveModel as _};

use super::clock::Timed;
use super::draft::{DraftError, Ready, close, given, refusal};
use super::effect::{Times, change};
use super::event::{Event, EventDetail, event_row};
use super::history::History;
use super::new_case::{NewCase, NewLine};
use super::submit::{SubmitError, Submitted, existing, unattested};
use crate::audit::AuditEntry;
use crate::catalog::KnownCodes;
use crate::db::{DbError, OutboxEntry, Write};
use crate::files;
use crate::search::{practice_member, remember};
use crate::{Caller, Services};

/// A submission that is being received.
pub(super) struct Receipt<'a> {
    pub(super) services: &'a Services,
    pub(super) caller: &'a Caller,
    /// The draft, and the version at which it was checked.
    pub(super) draft: (&'a DraftId, i64),
    pub(super) practice: &'a PracticeId,
    pub(super) ready: &'a Ready,
    /// What a clinician's word is needed for: what was typed.
    pub(super) attested: Option<&'a DraftInput>,
    pub(super) reference: Reference,
}

impl Receipt<'_> {
    /// Closes the draft and stores the case, or answers with the case it became before.
    pub(super) async fn run(&self, w: &Write) -> Result<Submitted, SubmitError> {
        let case = CaseId::new(w.new_id());
        if !close(w, self.caller, self.draft, case.as_str()).await? {
            return match refusal(w, self.caller, self.draft.0).await? {
                Some(DraftError::Submitted { reference }) => Ok(existing(w.conn(), reference).await?),
                Some(DraftError::Failed(error)) => Err(error.into()),
                Some(_) => Err(SubmitError::NotFound),
                None => Err(SubmitError::Changed),
            };
        }
        // The draft takes no document any more: these are what goes with the request.
        if let Some(input) = self.attested
            && given(w.conn(), self.draft.0, input).await?.is_none()
        {
            return Err(SubmitError::Form(unattested(self.caller)));
        }
        let new = self.new_case(case, w);
        let requirements = self.requirements(w).await?;
        let events = self.judge(&new, &requirements)?;
        let mut row = new.row();
        self.walk(&new, &mut row, &events)?;
        let (status, version) = (row.status.clone(), row.version);
        self.insert(w, &new, row, &requirements, &events).await?;
        files::attach_to_case(w, self.draft.0, &new.id).await?;
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

    fn new_case(&self, id: CaseId, w: &Write) -> NewCase<'_> {
        NewCase {
            id,
            reference: self.reference.clone(),
            draft: Some(self.draft.0.clone()),
            practice: self.practice.clone(),
            member: self.ready.member.id.clone(),
            line_of_business: self.ready.line_of_business,
            submission: &self.ready.submission,
            submitted_by: self.caller.actor.account.clone(),
            channel: Channel::Portal,
            received_at: w.now(),
        }
    }

    /// What the plan's rules say of each service, in order.
    async fn requirements(&self, w: &Write) -> Result<Vec<Requirement<'_>>, DbError> {
        let Ready {
            submission,
            line_of_business,
            ..
        } = self.ready;
        let place = &submission.providers.place_of_service;
        let codes = submission.service.lines().map(|line| line.procedure.as_str());
        let known = KnownCodes::among(self.services, w.conn(), codes).await?;
        let rules = &self.services.catalog.rules;
        let of = |line: &ServiceLine| {
            let code = &line.procedure;
            rules.requirement(code, *line_of_business, place, line.from, known.has_on(code, line.from))
        };
        Ok(submission.service.lines().map(of).collect())
    }

    /// The person submits; where no rule asks for authorization of any service, the rules answer at once.
    fn judge(&self, new: &NewCase<'_>, requirements: &[Requirement<'_>]) -> Result<Vec<Event>, SubmitError> {
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
        if requirements.iter().all(|one| *one == Requirement::NotRequired) {
            let action = Action::FindNotRequired;
            let to = apply(status, action, Performer::Rules, &facts).map_err(SubmitError::Refused)?;
            events.push(event(2, action, status, to, Performer::Rules, None));
        }
        Ok(events)
    }

    fn walk(&self, new: &NewCase<'_>, row: &mut prior_auth::Model, events: &[Event]) -> Result<(), ClockError> {
        let timed = Timed {
            line_of_business: new.line_of_business,
            urgency: self.ready.submission.service.urgency,
            channel: new.channel,
        };
        let mut history = History::default();
        for event in events {
            history.add(event);
            let times = Times::after(self.services, timed, &history, event)?;
            change(row, event, &times, None);
        }
        Ok(())
    }

    async fn insert(
        &self,
        w: &Write,
        new: &NewCase<'_>,
        row: prior_auth::Model,
        requirements: &[Requirement<'_>],
        events: &[Event],
    ) -> Result<(), DbError> {
        let lines = self.ready.submission.service.lines().zip(requirements);
        let lines: Vec<_> = lines
            .map(|(line, requirement)| NewLine::of(line, rule(requirement)))
            .collect();
        let events = events.iter().map(|event| event_row(w.new_id(), &new.id, event));
        prior_auth::Entity::insert(row.into_active_model())
            .exec_without_returning(w.conn())
            .await?;
        prior_auth_line::Entity::insert_many(new.lines(&lines, || w.new_id()))
            .exec_without_returning(w.conn())
            .await?;
        prior_auth_diagnosis::Entity::insert_many(new.diagnoses(|| w.new_id()))
            .exec_without_returning(w.conn())
            .await?;
        prior_auth_event::Entity::insert_many(events)
            .exec_without_returning(w.conn())
            .await?;
        let member = &self.ready.member;
        let known = practice_member(self.practice, &member.id, &member.last_name, &member.number);
        remember(w, known).await
    }
}

/// The coverage rule that asks for authorization.
fn rule<'a>(requirement: &Requirement<'a>) -> Option<&'a str> {
    match requirement {
        Requirement::Required(rule) => Some(rule.id.as_str()),
        Requirement::NotRequired | Requirement::Unknown => None,
    }
}
