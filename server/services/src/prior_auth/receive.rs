//! Receives a submission: the transaction in which a draft, or what the plan's intake typed, becomes a case.

use domain::access::Role;
use domain::id::{AccountId, CaseId, PracticeId};
use domain::prior_auth::{
    Action, ClockError, Facts, Performer, Requirement, ServiceLine, Status, Urgency, apply, apply_as,
};
use domain::reference::Reference;
use domain::time::{Timestamp, to_millis};
use entity::{prior_auth, prior_auth_diagnosis, prior_auth_event, prior_auth_line};
use sea_orm::{EntityTrait as _, IntoActiveModel as _};

use super::clock::Timed;
use super::draft::{DraftError, Ready, close, given, refusal};
use super::effect::{Times, change};
use super::event::{Event, EventDetail, event_row};
use super::history::History;
use super::new_case::{NewCase, NewLine};
use super::source::{Source, Typed};
use super::submit::{SubmitError, Submitted, existing, unattested};
use super::take_in;
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
    pub(super) source: Source<'a>,
    pub(super) practice: &'a PracticeId,
    pub(super) ready: &'a Ready,
    /// Of a draft: what was typed.
    pub(super) typed: Option<Typed<'a>>,
    pub(super) reference: Reference,
}

impl Receipt<'_> {
    /// Stores the case, or answers with the case that it became before.
    pub(super) async fn run(&self, w: &Write) -> Result<Submitted, SubmitError> {
        let case = CaseId::new(w.new_id());
        if let Some(before) = self.taken_before(w, &case).await? {
            return Ok(before);
        }
        let has_word = self.has_word(w).await?;
        let new = self.new_case(case, w);
        let requirements = self.requirements(w).await?;
        let events = self.judge(&new, &requirements, (w.now(), has_word))?;
        let mut row = new.row();
        self.walk(&new, &mut row, &events)?;
        let (status, version) = (row.status.clone(), row.version);
        self.insert(w, &new, row, &requirements, &events).await?;
        self.bind(w, &new.id).await?;
        let audit = AuditEntry::by(self.caller, self.source.act().1).on("prior_auth", &self.reference);
        w.audit(audit).await?;
        let announced = OutboxEntry::case(self.reference.as_str(), status, version);
        w.outbox(announced.practice(self.practice.clone()).queue()).await?;
        let status = events.last().map_or(Status::Submitted, |event| event.to);
        Ok(Submitted {
            reference: self.reference.clone(),
            status,
        })
    }

    /// Whether a clinician stands behind it: by attesting the draft as it is now, or in what the plan has typed.
    async fn has_word(&self, w: &Write) -> Result<bool, SubmitError> {
        let draft = match self.source {
            Source::Intake(taken) => return Ok(taken.said_by_clinician),
            Source::Draft(draft, _) => draft,
        };
        let Some(typed) = self.typed.filter(|typed| typed.needs_word || self.is_expedited()) else {
            return Ok(false);
        };
        // The draft takes no document any more: these are what goes with the request.
        let is_given = given(w.conn(), draft, typed.input).await?.is_some();
        if typed.needs_word && !is_given {
            return Err(SubmitError::Form(unattested(self.caller)));
        }
        Ok(is_given)
    }

    fn is_expedited(&self) -> bool {
        self.ready.submission.service.urgency == Urgency::Expedited
    }

    /// Closes the draft, so that nobody else receives it; or the case that it, or the same form, became before.
    async fn taken_before(&self, w: &Write, case: &CaseId) -> Result<Option<Submitted>, SubmitError> {
        let before = match self.source {
            Source::Intake(taken) => take_in::entered(w.conn(), self.caller, taken.form).await?,
            Source::Draft(id, version) => {
                if close(w, self.caller, (id, version), case.as_str()).await? {
                    return Ok(None);
                }
                match refusal(w, self.caller, id).await? {
                    Some(DraftError::Submitted { reference }) => Some(reference),
                    Some(DraftError::Failed(error)) => return Err(error.into()),
                    Some(_) => return Err(SubmitError::NotFound),
                    None => return Err(SubmitError::Changed),
                }
            }
        };
        match before {
            Some(reference) => Ok(Some(existing(w.conn(), reference).await?)),
            None => Ok(None),
        }
    }

    /// What belongs to the source belongs to the case from now on. Of many that send the same form at once, one is the first.
    async fn bind(&self, w: &Write, case: &CaseId) -> Result<(), DbError> {
        match self.source {
            Source::Draft(draft, _) => files::attach_to_case(w, draft, case).await.map(drop),
            Source::Intake(taken) => take_in::remember(w, self.caller, case, taken.form).await,
        }
    }

    fn new_case(&self, id: CaseId, w: &Write) -> NewCase<'_> {
        NewCase {
            id,
            reference: self.reference.clone(),
            draft: match self.source {
                Source::Draft(draft, _) => Some(draft.clone()),
                Source::Intake(..) => None,
            },
            practice: self.practice.clone(),
            member: self.ready.member.id.clone(),
            line_of_business: self.ready.line_of_business,
            submission: &self.ready.submission,
            submitted_by: self.caller.actor.account.clone(),
            channel: self.source.channel(),
            received_at: self.source.arrived_at().unwrap_or(w.now()),
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

    /// The person submits it or enters it, perhaps with a clinician's word behind it; where no rule asks for authorization of any
    /// service, the rules answer at once.
    fn judge(
        &self,
        new: &NewCase<'_>,
        requirements: &[Requirement<'_>],
        (now, has_word): (Timestamp, bool),
    ) -> Result<Vec<Event>, SubmitError> {
        let (first, _) = self.source.act();
        let facts = Facts::new(new.line_of_business);
        // Whoever is a clinician sends as one, whatever else they are: what a clinician calls urgent stands (ADR 0013).
        let mut roles = self.caller.actor.roles.clone();
        roles.sort_by_key(|role| *role != Role::Clinician);
        let (status, role) = apply_as(Status::Draft, first, &roles, &facts).map_err(SubmitError::Refused)?;
        let event = |sequence, action, from, to, performer, account: Option<AccountId>| Event {
            sequence,
            at: now,
            action,
            from,
            to,
            account,
            performer,
            channel: new.channel,
            detail: EventDetail::default(),
        };
        let by = Some(self.caller.actor.account.clone());
        let mut received = event(1, first, Status::Draft, status, Performer::Person(role), by);
        received.detail.arrived_at = self.source.arrived_at().map(to_millis);
        received.detail.said_by_clinician = self.is_expedited() && (has_word || role == Role::Clinician);
        let mut events = vec![received];
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
