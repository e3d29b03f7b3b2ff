//! Walks one request through its story, step by step through `domain::apply`.

use chrono::{Days, TimeDelta};
use domain::id::AccountId;
use domain::prior_auth::ruling::{Extent, LineRuling};
use domain::prior_auth::{Action, Performer, Status, apply};
use domain::time::Timestamp;
use entity::prior_auth;

use super::seed::SeedError;
use crate::Services;
use crate::prior_auth::{
    Decision, Event, EventDetail, History, Known, NewCase, Timed, Times, change, clock, missed_at, validity,
};

/// With which credential the physician of the demo decides.
const CREDENTIAL: &str = "MD, orthopedic surgery";

/// A request on its way.
pub(super) struct Walk<'a> {
    pub(super) services: &'a Services,
    pub(super) row: prior_auth::Model,
    pub(super) events: Vec<Event>,
    story: &'static str,
    timed: Timed,
    history: History,
    status: Status,
    number: String,
    rule: Option<String>,
    service: (chrono::NaiveDate, chrono::NaiveDate),
}

impl<'a> Walk<'a> {
    /// Before the first step.
    pub(super) fn new(
        services: &'a Services,
        story: &'static str,
        new: &NewCase<'_>,
        rule: Option<&str>,
        number: String,
    ) -> Self {
        let service = &new.submission.service;
        Self {
            services,
            row: new.row(),
            events: Vec::new(),
            story,
            timed: Timed {
                line_of_business: new.line_of_business,
                urgency: service.urgency,
                channel: new.channel,
            },
            history: History::default(),
            status: Status::Draft,
            number,
            rule: rule.map(str::to_owned),
            service: (service.first.from, service.first.to),
        }
    }

    /// Where the request stands.
    pub(super) fn status(&self) -> Status {
        self.status
    }

    /// One step.
    pub(super) fn step(
        &mut self,
        action: Action,
        performer: Performer,
        account: Option<AccountId>,
        at: Timestamp,
    ) -> Result<(), SeedError> {
        let detail = self.detail(action, at);
        let facts = self
            .history
            .facts_for(action, &detail, self.known(at), account.as_ref());
        let from = self.status;
        let to = apply(from, action, performer, &facts).map_err(|refusal| SeedError::Refused {
            story: self.story,
            status: from,
            action,
            refusal,
        })?;
        let sequence = self.history.sequence + 1;
        let channel = self.timed.channel;
        let mut event = Event {
            sequence,
            at,
            action,
            from,
            to,
            account,
            performer,
            channel,
            detail,
        };
        self.history.add(&event);
        let times = Times::after(self.services, self.timed, &self.history, &event)?;
        let today = at.with_timezone(&self.services.plan.zone).date_naive();
        let valid = validity(&self.services.catalog, self.rule.as_deref(), self.service, today);
        change(
            &mut self.row,
            &event,
            &times,
            Some(Decision {
                number: self.number.clone(),
                valid,
            }),
        );
        event.keep_due_time(self.row.due_at);
        self.status = to;
        self.events.push(event);
        Ok(())
    }

    fn known(&self, now: Timestamp) -> Known {
        let zone = self.services.plan.zone;
        let clock = clock(&self.services.catalog, zone, self.timed, &self.history.clock).ok();
        Known {
            line_of_business: self.timed.line_of_business,
            submitted_as: self.timed.urgency,
            missed_at: clock.and_then(|clock| missed_at(&clock, now)),
            valid_to: self.row.valid_to.as_deref().and_then(|day| day.parse().ok()),
            now,
            today: now.with_timezone(&zone).date_naive(),
        }
    }

    /// What a decision against the request holds.
    fn against(&self, reason: &str, lines: Vec<LineRuling>) -> EventDetail {
        let rule = self.rule.as_deref().and_then(|id| self.services.catalog.rules.rule(id));
        EventDetail {
            reason: Some(reason.to_owned()),
            lines,
            citation: rule.map(|rule| format!("{}: {}", rule.title, rule.source)),
            would_change: Some(
                "Notes of a visit that name what was tried before, for how long, and with what result.".to_owned(),
            ),
            credential: Some(CREDENTIAL.to_owned()),
            ..EventDetail::default()
        }
    }

    /// One of the two that were asked for, on the same days.
    fn one(&self) -> LineRuling {
        let (from, to) = self.service;
        LineRuling::Modified(Extent { quantity: 1, from, to })
    }

    /// What the action carries in the demo.
    fn detail(&self, action: Action, at: Timestamp) -> EventDetail {
        let because = |reason: &str| EventDetail {
            reason: Some(reason.to_owned()),
            ..EventDetail::default()
        };
        match action {
            Action::AskForInformation => EventDetail {
                items: Some(2),
                answer_by: at
                    .with_timezone(&self.services.plan.zone)
                    .date_naive()
                    .checked_add_days(Days::new(15)),
                ..because("Send the notes of the last visit and the signed order.")
            },
            Action::AnswerInformation => EventDetail {
                items: Some(2),
                ..EventDetail::default()
            },
            Action::ExtendClock => EventDetail {
                days: Some(7),
                ..because("A specialist's report is on its way.")
            },
            Action::ExtendApproval => EventDetail {
                days: Some(30),
                ..because("Delivery is delayed.")
            },
            Action::Reject => because("The order names no provider that the plan knows."),
            Action::Deny => self.against(
                "The notes do not show that a less costly device was tried.",
                vec![LineRuling::Denied],
            ),
            Action::PartiallyApprove => self.against(
                "The first one meets the policy; the second is not supported by the notes.",
                vec![LineRuling::Approved, LineRuling::Denied],
            ),
            Action::Modify => self.against(
                "One meets the need that the notes describe; they do not say what a second is for.",
                vec![self.one()],
            ),
            Action::UpholdPeerToPeer | Action::UpholdAppeal => EventDetail {
                credential: Some(CREDENTIAL.to_owned()),
                ..because("The talk brought nothing that the notes do not say.")
            },
            Action::Rescind => because("The member's equipment was returned unused."),
            Action::Withdraw => because("The member chose another treatment."),
            Action::OpenAppeal => because("Therapy records that were missing are now attached."),
            _ => EventDetail::default(),
        }
    }
}

/// When a step happens.
pub(super) fn later(at: Timestamp, hours: u32) -> Timestamp {
    at.checked_add_signed(TimeDelta::hours(i64::from(hours))).unwrap_or(at)
}
