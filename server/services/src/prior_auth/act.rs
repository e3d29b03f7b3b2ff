//! One person does one thing to one case: the frame of every change after submission.

use domain::form::FormErrors;
use domain::id::CaseId;
use domain::prior_auth::ruling::LineRuling;
use domain::prior_auth::{Action, Channel, ClockError, Performer, Refusal, apply_as};
use domain::reference::Reference;
use domain::time::Timestamp;
use entity::{prior_auth, prior_auth_event, prior_auth_line};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _,
};

use super::also::Also;
use super::case::{self, Case};
use super::decide_against::{columns, extent, store_lines};
use super::effect::{Decision, Times, change};
use super::event::{Event, EventDetail, event_row};
use super::summary::{self, Summary};
use super::validity::valid_for;
use crate::audit::{AuditEntry, Outcome};
use crate::db::{DbError, OutboxEntry, Write};
use crate::{Caller, Services};

/// How often a random number is drawn again when it exists already.
pub(super) const DRAWS: u32 = 5;

/// Why nothing changed.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// There is no such case, or it is another practice's.
    #[error("no such request")]
    NotFound,
    /// Somebody was faster.
    #[error("the request has changed meanwhile")]
    Conflict {
        /// The case as it is now.
        current: Box<Summary>,
    },
    /// The transition table forbids it.
    #[error("not allowed: {0}")]
    Refused(Refusal),
    /// Something that was typed is missing or wrong.
    #[error("something that was typed needs attention")]
    Form(FormErrors),
    /// The clock rules and the history do not fit together.
    #[error("the deadline cannot be computed: {0}")]
    Clock(#[from] ClockError),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for ActError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// What somebody wants to do.
#[derive(Clone, Debug)]
pub(super) struct Act {
    pub(super) action: Action,
    pub(super) detail: EventDetail,
    /// On which way it came.
    pub(super) channel: Channel,
    /// What is stored beside the event.
    pub(super) also: Also,
    /// Area and verb for the audit record.
    pub(super) audit: &'static str,
}

impl Act {
    /// An act that carries nothing.
    pub(super) fn plain(action: Action, audit: &'static str) -> Self {
        Self {
            action,
            detail: EventDetail::default(),
            channel: Channel::Portal,
            also: Also::Nothing,
            audit,
        }
    }
}

/// Does it, if the table allows it and the case is still as the person saw it.
pub(super) async fn perform(
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    version: i64,
    act: Act,
) -> Result<Summary, ActError> {
    let mut draws = 1;
    loop {
        let number = draw_number(services);
        let attempt = Attempt {
            services,
            caller,
            reference,
            version: Some(version),
            act: &act,
            number: &number,
        };
        match services.db.write(async |w| attempt.run(w).await).await {
            Err(ActError::Failed(error)) if error.is_unique_violation() && draws < DRAWS => draws += 1,
            Err(ActError::Refused(refusal)) => {
                let entry = AuditEntry::by(caller, act.audit)
                    .on("prior_auth", reference)
                    .outcome(Outcome::Refused);
                services.db.record(entry).await?;
                return Err(ActError::Refused(refusal));
            }
            settled => return settled,
        }
    }
}

/// Lets something happen to a case as it is now, in a transaction that has locked its row: whoever does it need not have seen the
/// newest version, because nothing of it is decided.
pub(super) async fn happen(
    w: &Write,
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    act: &Act,
) -> Result<(), ActError> {
    let attempt = Attempt {
        services,
        caller,
        reference,
        version: None,
        act,
        number: "",
    };
    attempt.run(w).await.map(drop)
}

/// An authorization number: a letter and nine digits, unlike a reference, so that nobody takes one for the other.
fn draw_number(services: &Services) -> String {
    format!("A{:09}", services.env.random_u64() % 1_000_000_000)
}

struct Attempt<'a> {
    services: &'a Services,
    caller: &'a Caller,
    reference: &'a Reference,
    /// The version that was seen; `None` for what happens to the case as it is.
    version: Option<i64>,
    act: &'a Act,
    number: &'a str,
}

impl Attempt<'_> {
    async fn run(&self, w: &Write) -> Result<Summary, ActError> {
        let case = case::load(w.conn(), self.caller, self.reference)
            .await?
            .ok_or(ActError::NotFound)?;
        if self.version.is_some_and(|version| version != case.row.version) {
            return self.conflict(w, &case.id()).await;
        }
        let mut event = self.event(&case, w.now())?;
        if !self.act.also.write(w, self.caller, &case, &event).await? {
            return self.conflict(w, &case.id()).await;
        }
        let mut row = case.row.clone();
        self.change(w, &case, &event, &mut row).await?;
        event.keep_due_time(row.due_at);
        if !store(w, &case.row, row.clone()).await? {
            return self.conflict(w, &case.id()).await;
        }
        let stored = event_row(w.new_id(), &case.id(), &event);
        prior_auth_event::Entity::insert(stored)
            .exec_without_returning(w.conn())
            .await?;
        let mut entry = AuditEntry::by(self.caller, self.act.audit).on("prior_auth", self.reference);
        if let Some(to) = &self.act.detail.given_to {
            entry = entry.detail(serde_json::json!({ "to": to.account }));
        }
        w.audit(entry).await?;
        let announced = OutboxEntry::case(self.reference.as_str(), event.to.code(), row.version);
        w.outbox(announced.practice(case.practice()).queue()).await?;
        self.current(w, &case.id()).await
    }

    /// Asks the transition table.
    fn event(&self, case: &Case, now: Timestamp) -> Result<Event, ActError> {
        let Act {
            action,
            detail,
            channel,
            ..
        } = self.act;
        let actor = &self.caller.actor;
        let facts = case
            .history
            .facts_for(*action, detail, case.known(self.services, now), Some(&actor.account));
        let (to, role) = apply_as(case.status, *action, &actor.roles, &facts).map_err(ActError::Refused)?;
        Ok(Event {
            sequence: case.history.sequence + 1,
            at: now,
            action: *action,
            from: case.status,
            to,
            account: Some(actor.account.clone()),
            performer: Performer::Person(role),
            channel: *channel,
            detail: detail.clone(),
        })
    }

    /// Brings row and lines to where the event leads.
    async fn change(&self, w: &Write, case: &Case, event: &Event, row: &mut prior_auth::Model) -> Result<(), ActError> {
        let mut history = case.history.clone();
        history.add(event);
        let times = Times::after(self.services, case.timed, &history, event)?;
        let authorizes = event.to.is_authorized() && row.authorization_number.is_none();
        let decision = if authorizes {
            Some(self.decision(w, &row.id, event).await?)
        } else {
            None
        };
        change(row, event, &times, decision);
        if event.action == Action::Approve {
            prior_auth_line::Entity::update_many()
                .set(columns(LineRuling::Approved))
                .filter(prior_auth_line::Column::PriorAuthId.eq(&row.id))
                .exec(w.conn())
                .await?;
        }
        Ok(store_lines(w, &row.id, &event.detail.lines).await?)
    }

    /// Number and validity.
    async fn decision(&self, w: &Write, case: &str, event: &Event) -> Result<Decision, DbError> {
        let lines = prior_auth_line::Entity::find()
            .filter(prior_auth_line::Column::PriorAuthId.eq(case))
            .order_by_asc(prior_auth_line::Column::Position)
            .all(w.conn())
            .await?;
        let today = event.at.with_timezone(&self.services.plan.zone).date_naive();
        let asked: Vec<_> = lines
            .iter()
            .map(|line| Ok((line.rule_id.as_deref(), extent(line)?)))
            .collect::<Result<_, DbError>>()?;
        Ok(Decision {
            number: self.number.to_owned(),
            valid: valid_for(&self.services.catalog, &asked, &event.detail.lines, today),
        })
    }

    async fn conflict(&self, w: &Write, id: &CaseId) -> Result<Summary, ActError> {
        let current = self.current(w, id).await?;
        Err(ActError::Conflict {
            current: Box::new(current),
        })
    }

    async fn current(&self, w: &Write, id: &CaseId) -> Result<Summary, ActError> {
        let found = summary::one(w.conn(), self.services, self.caller, id).await?;
        found.ok_or(ActError::NotFound)
    }
}

/// Writes the row unless somebody was faster. False means that they were.
async fn store(w: &Write, before: &prior_auth::Model, after: prior_auth::Model) -> Result<bool, DbError> {
    let (id, version) = (before.id.clone(), before.version);
    let done = prior_auth::Entity::update_many()
        .set(after.into_active_model().reset_all())
        .filter(prior_auth::Column::Id.eq(id))
        .filter(prior_auth::Column::Version.eq(version))
        .exec(w.conn())
        .await?;
    Ok(done.rows_affected == 1)
}
