//! Submits a draft: it becomes a case, once.
//!
//! However often and in parallel a draft is submitted, it becomes one case, with one event, one announcement, and every call gets its
//! reference. What was typed is kept even when it cannot be submitted.

use domain::coverage::active_on;
use domain::form::{FieldCode, FormErrors};
use domain::id::{AccountId, CaseId, DraftId, PracticeId};
use domain::prior_auth::{
    Action, Channel, ClockError, DraftInput, Facts, Performer, Refusal, Requirement, Status, Submission, apply, apply_as,
};
use domain::reference::Reference;
use entity::{prior_auth, prior_auth_diagnosis, prior_auth_event, prior_auth_line};
use sea_orm::{EntityTrait as _, IntoActiveModel as _};

use super::act::DRAWS;
use super::clock::{Timed, clock};
use super::draft::DraftError;
use super::effect::change;
use super::event::{Event, EventDetail, event_row};
use super::history::History;
use super::new_case::{NewCase, NewLine};
use super::save_draft::{keep, refusal, save_draft, to_json};
use crate::audit::AuditEntry;
use crate::db::{DbError, OutboxEntry, Write};
use crate::members::{self, Member};
use crate::{Caller, Services};

/// The case a draft became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// What people call it.
    pub reference: Reference,
    /// `Submitted`, or `NotRequired` where the rules answered at once; where it stands now, when it was submitted before.
    pub status: Status,
}

/// Why there is no case.
#[derive(Debug, thiserror::Error)]
pub enum SubmitError {
    /// Something is missing or wrong. The values are kept in the draft.
    #[error("{} fields are missing or wrong", .0.0.len())]
    Form(FormErrors),
    /// There is no such draft, or it is another practice's.
    #[error("no such draft")]
    NotFound,
    /// The person may not submit requests.
    #[error("not allowed: {0}")]
    Refused(Refusal),
    /// No clock rule fits: the plan's rules have a gap.
    #[error("the deadline cannot be computed: {0}")]
    Clock(#[from] ClockError),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for SubmitError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Checks the values and makes a case of the draft.
///
/// # Errors
/// [`SubmitError`].
pub async fn submit(
    services: &Services,
    caller: &Caller,
    draft: &DraftId,
    input: DraftInput,
) -> Result<Submitted, SubmitError> {
    let Some(practice) = &caller.actor.practice else { return Err(SubmitError::NotFound) };
    let (submission, member) = match check(services, &input).await? {
        Ok(checked) => checked,
        Err(errors) => return keep_for_later(services, caller, draft, input, errors).await,
    };
    let values = to_json(&input)?;
    let mut draws = 1;
    loop {
        let attempt = Attempt {
            services,
            caller,
            draft,
            practice,
            values: &values,
            submission: &submission,
            member: &member,
            reference: Reference::from_entropy(services.env.random_u64()),
        };
        match services.db.write(async |w| attempt.run(w).await).await {
            // Of what is new here only the reference can exist already: draw another.
            Err(SubmitError::Failed(error)) if error.is_unique_violation() && draws < DRAWS => draws += 1,
            settled => return settled,
        }
    }
}

/// The submission and its member, or everything that is wrong.
async fn check(services: &Services, input: &DraftInput) -> Result<Result<(Submission, Member), FormErrors>, DbError> {
    let submission = match Submission::parse(input, services.env.today(services.plan.zone)) {
        Ok(submission) => submission,
        Err(errors) => return Ok(Err(errors)),
    };
    let Submission { member_number, birth_date, last_name, from, .. } = &submission;
    let found = members::find(services.db.read(), member_number, *birth_date, last_name).await?;
    let Some(member) = found else {
        return Ok(Err(FormErrors::one("member_id", FieldCode::MemberNotFound)));
    };
    if active_on(&member.coverage, *from).is_none() {
        return Ok(Err(FormErrors::one("from_date", FieldCode::CoverageNotActive)));
    }
    Ok(Ok((submission, member)))
}

/// Keeps the values of a submission with errors. A draft that was submitted before answers as it did then.
async fn keep_for_later(
    services: &Services,
    caller: &Caller,
    draft: &DraftId,
    input: DraftInput,
    errors: FormErrors,
) -> Result<Submitted, SubmitError> {
    match save_draft(services, caller, draft, input).await {
        Ok(()) => Err(SubmitError::Form(errors)),
        Err(DraftError::Submitted { reference }) => Ok(existing(services.db.read(), reference).await?),
        Err(DraftError::NotFound) => Err(SubmitError::NotFound),
        Err(DraftError::Failed(error)) => Err(error.into()),
    }
}

/// A case that is there already, as it stands now.
async fn existing(conn: &impl sea_orm::ConnectionTrait, reference: Reference) -> Result<Submitted, DbError> {
    use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
    let status: Option<String> = prior_auth::Entity::find()
        .select_only()
        .column(prior_auth::Column::Status)
        .filter(prior_auth::Column::Reference.eq(reference.as_str()))
        .into_tuple()
        .one(conn)
        .await?;
    let status = status.as_deref().and_then(Status::parse);
    let status = status.ok_or_else(|| DbError::value("prior_auth", "status", reference.as_str(), "a known status"))?;
    Ok(Submitted { reference, status })
}

struct Attempt<'a> {
    services: &'a Services,
    caller: &'a Caller,
    draft: &'a DraftId,
    practice: &'a PracticeId,
    values: &'a str,
    submission: &'a Submission,
    member: &'a Member,
    reference: Reference,
}

impl Attempt<'_> {
    async fn run(&self, w: &Write) -> Result<Submitted, SubmitError> {
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
        Ok(Submitted { reference: self.reference.clone(), status })
    }

    fn new_case(&self, id: CaseId, w: &Write) -> Result<NewCase<'_>, SubmitError> {
        let covered = active_on(&self.member.coverage, self.submission.from);
        let covered = covered.ok_or_else(|| {
            SubmitError::Form(FormErrors::one("from_date", FieldCode::CoverageNotActive))
        })?;
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
        let mut events = vec![event(1, Action::Submit, Status::Draft, status, Performer::Person(role), by)];
        let Submission { procedure, place_of_service, from, .. } = self.submission;
        let rule = match self.services.catalog.requirement(procedure, new.line_of_business, place_of_service, *from) {
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
        let line = NewLine { code: self.submission.procedure.as_str(), rule, decision: None };
        let events = events.iter().map(|event| event_row(w.new_id(), &new.id, event));
        prior_auth::Entity::insert(row.into_active_model()).exec_without_returning(w.conn()).await?;
        prior_auth_line::Entity::insert_many(new.lines(&[line], || w.new_id()))
            .exec_without_returning(w.conn())
            .await?;
        prior_auth_diagnosis::Entity::insert_many(new.diagnoses(|| w.new_id()))
            .exec_without_returning(w.conn())
            .await?;
        prior_auth_event::Entity::insert_many(events).exec_without_returning(w.conn()).await?;
        Ok(())
    }
}
