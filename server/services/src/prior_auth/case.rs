//! A case with its history, loaded for a change or for what may be done with it.

use std::collections::BTreeMap;

use domain::coverage::LineOfBusiness;
use domain::id::{CaseId, PracticeId};
use domain::prior_auth::{AnswerTime, Channel, Clock, ClockError, ClockEvent, ClockState, Status, Urgency};
use domain::reference::Reference;
use domain::time::Timestamp;
use entity::{prior_auth, prior_auth_event};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::clock::{Timed, clock};
use super::event::Event;
use super::history::{History, Known};
use crate::db::DbError;
use crate::{Caller, Services};

/// The row, and what its events say.
pub(super) struct Case {
    pub(super) row: prior_auth::Model,
    pub(super) status: Status,
    pub(super) timed: Timed,
    pub(super) history: History,
}

/// The case with this reference, if the caller may know of it.
pub(super) async fn load(
    conn: &impl ConnectionTrait,
    caller: &Caller,
    reference: &Reference,
) -> Result<Option<Case>, DbError> {
    let found = prior_auth::Entity::find()
        .filter(prior_auth::Column::Reference.eq(reference.as_str()))
        .one(conn)
        .await?;
    let Some(row) = found.filter(|row| may_know(caller, &row.practice_id)) else {
        return Ok(None);
    };
    let events = events(conn, &row.id).await?;
    Case::new(row, &events).map(Some)
}

/// What happened to a case, in order.
pub(super) async fn events(conn: &impl ConnectionTrait, case: &str) -> Result<Vec<Event>, DbError> {
    let rows = prior_auth_event::Entity::find()
        .filter(prior_auth_event::Column::PriorAuthId.eq(case))
        .order_by_asc(prior_auth_event::Column::Sequence)
        .all(conn)
        .await?;
    rows.into_iter().map(Event::from_row).collect()
}

/// The same of several cases.
pub(crate) async fn events_of(
    conn: &impl ConnectionTrait,
    cases: &[&CaseId],
) -> Result<BTreeMap<CaseId, Vec<Event>>, DbError> {
    let mut events: BTreeMap<CaseId, Vec<Event>> = BTreeMap::new();
    if cases.is_empty() {
        return Ok(events);
    }
    let rows = prior_auth_event::Entity::find()
        .filter(prior_auth_event::Column::PriorAuthId.is_in(cases.iter().map(|case| case.as_str())))
        .order_by_asc(prior_auth_event::Column::PriorAuthId)
        .order_by_asc(prior_auth_event::Column::Sequence)
        .all(conn)
        .await?;
    for row in rows {
        let case = CaseId::new(&row.prior_auth_id);
        events.entry(case).or_default().push(Event::from_row(row)?);
    }
    Ok(events)
}

/// A practice knows its own cases only; the plan knows all.
pub(super) fn may_know(caller: &Caller, practice: &str) -> bool {
    caller
        .actor
        .practice
        .as_ref()
        .is_none_or(|own| own.as_str() == practice)
}

impl Case {
    pub(super) fn new<'a>(
        row: prior_auth::Model,
        events: impl IntoIterator<Item = &'a Event>,
    ) -> Result<Self, DbError> {
        let wrong = |column, problem| DbError::value("prior_auth", column, &row.id, problem);
        let history = History::of(events);
        let urgency = Urgency::parse(&row.urgency).ok_or_else(|| wrong("urgency", "an urgency"))?;
        let timed = Timed {
            line_of_business: LineOfBusiness::parse(&row.line_of_business)
                .ok_or_else(|| wrong("line_of_business", "a line of business"))?,
            urgency: history.submitted_as(urgency),
            channel: Channel::parse(&row.channel).ok_or_else(|| wrong("channel", "a channel"))?,
        };
        let status = Status::parse(&row.status).ok_or_else(|| wrong("status", "a known status"))?;
        Ok(Self {
            history,
            row,
            status,
            timed,
        })
    }

    pub(super) fn id(&self) -> CaseId {
        CaseId::new(&self.row.id)
    }

    pub(super) fn practice(&self) -> PracticeId {
        PracticeId::new(&self.row.practice_id)
    }

    /// The deadline as it stands.
    pub(super) fn clock(&self, services: &Services) -> Result<Clock, ClockError> {
        clock(&services.catalog, services.plan.zone, self.timed, &self.history.clock)
    }

    /// Which last day to answer may be named, if the practice is asked for something now.
    pub(super) fn answer_time(&self, services: &Services, now: Timestamp) -> Result<AnswerTime, ClockError> {
        let zone = services.plan.zone;
        let mut events = self.history.clock.clone();
        events.push((now, ClockEvent::InformationRequested));
        let clock = clock(&services.catalog, zone, self.timed, &events)?;
        let day = |at: Timestamp| at.with_timezone(&zone).date_naive();
        let waits = matches!(clock.state, ClockState::Paused { .. });
        Ok(AnswerTime::of(day(now), day(clock.due_at), waits))
    }

    /// By when the plan must answer if the urgency is changed to the other one now.
    pub(super) fn due_if_changed(&self, services: &Services, now: Timestamp) -> Result<Timestamp, ClockError> {
        let to = self.history.urgency(self.timed.urgency).other();
        let mut events = self.history.clock.clone();
        events.push((now, ClockEvent::UrgencyChanged(to)));
        let clock = clock(&services.catalog, services.plan.zone, self.timed, &events)?;
        Ok(clock.due_at)
    }

    /// What the guards need beside the events. A clock that cannot be computed (rules were changed) has missed nothing.
    pub(super) fn known(&self, services: &Services, now: Timestamp) -> Known {
        Known {
            line_of_business: self.timed.line_of_business,
            submitted_as: self.timed.urgency,
            missed_at: self.clock(services).ok().and_then(|clock| missed_at(&clock, now)),
            valid_to: self.row.valid_to.as_deref().and_then(|day| day.parse().ok()),
            now,
            today: now.with_timezone(&services.plan.zone).date_naive(),
        }
    }
}

/// When the deadline passed without an answer, if it did.
pub(crate) fn missed_at(clock: &Clock, now: Timestamp) -> Option<Timestamp> {
    let is_open = !matches!(clock.state, ClockState::Stopped { .. });
    (is_open && clock.is_breached(now)).then_some(clock.due_at)
}
