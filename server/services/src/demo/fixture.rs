//! The demo's requests and drafts: each story as often as it says, with members, services and times drawn from the seed.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::id::{AccountId, CaseId};
use domain::prior_auth::ruling::LineRuling;
use domain::prior_auth::{Action, Channel, DraftInput, Performer, Requirement, Status, StepFields, Submission};
use domain::reference::Reference;
use domain::time::Timestamp;
use entity::{
    case_message, information_item, practice_member, prior_auth, prior_auth_diagnosis, prior_auth_draft,
    prior_auth_event, prior_auth_line,
};
use sea_orm::IntoActiveModel as _;

use super::cast::{Cast, actor};
use super::members::DemoMember;
use super::messages::messages;
use super::people::{CEDAR_HILL, LAKESIDE};
use super::questions::questions;
use super::seed::SeedError;
use super::services::{DemoService, LISTED, SHORT, UNKNOWN, UNLISTED};
use super::stories::STORIES;
use super::story::{Kind, Story, Who};
use super::walk::{Walk, later};
use crate::Services;
use crate::env::Env;
use crate::prior_auth::{NewCase, NewLine, event_row};
use crate::search;

/// The rows to insert.
#[derive(Default)]
pub(super) struct CaseRows {
    pub(super) cases: Vec<prior_auth::ActiveModel>,
    pub(super) lines: Vec<prior_auth_line::ActiveModel>,
    pub(super) diagnoses: Vec<prior_auth_diagnosis::ActiveModel>,
    pub(super) events: Vec<prior_auth_event::ActiveModel>,
    pub(super) items: Vec<information_item::ActiveModel>,
    pub(super) messages: Vec<case_message::ActiveModel>,
    pub(super) drafts: Vec<prior_auth_draft::ActiveModel>,
    /// By practice and member: each once.
    pub(super) members: BTreeMap<(String, String), practice_member::ActiveModel>,
}

/// Draws from the seed and collects rows.
pub(super) struct Fixture<'a> {
    pub(super) services: &'a Services,
    pub(super) env: &'a Env,
    pub(super) cast: &'a Cast,
    pub(super) rows: CaseRows,
}

/// What one request is about.
struct Plot<'a> {
    story: &'static Story,
    practice: &'static str,
    desk: &'static str,
    member: &'a (domain::id::MemberRowId, DemoMember),
    service: DemoService,
    received_at: Timestamp,
}

impl<'a> Fixture<'a> {
    /// All requests and drafts.
    pub(super) fn fill(&mut self) -> Result<(), SeedError> {
        for story in &STORIES {
            for number in 0..story.requests {
                let plot = self.plot(story, number)?;
                self.request(&plot)?;
            }
        }
        self.drafts()
    }

    fn plot(&self, story: &'static Story, number: u32) -> Result<Plot<'a>, SeedError> {
        let members = self.cast.covered(story.line_of_business);
        let services: &[DemoService] = match story.kind {
            Kind::Listed => &LISTED,
            Kind::Short => &SHORT,
            Kind::Unlisted => &UNLISTED,
            Kind::Unknown => &UNKNOWN,
        };
        let (youngest, oldest) = story.age;
        let minutes = i64::from(youngest) * 60 + self.below(u64::from(oldest - youngest) * 60);
        let received_at = self.env.now().checked_sub_signed(TimeDelta::minutes(minutes));
        // One in four is Lakeside's.
        let (practice, desk) = if number % 4 == 3 {
            (LAKESIDE, "Front.Desk2")
        } else {
            (CEDAR_HILL, "Front.Desk1")
        };
        Ok(Plot {
            story,
            practice,
            desk,
            member: self.pick(&members)?,
            service: *self.pick(services)?,
            received_at: received_at.unwrap_or(self.env.now()),
        })
    }

    fn request(&mut self, plot: &Plot<'_>) -> Result<(), SeedError> {
        let submission = self.submission(plot)?;
        let new = NewCase {
            id: CaseId::new(self.env.new_id()),
            reference: Reference::from_entropy(self.env.random_u64()),
            draft: None,
            practice: self.cast.practice(plot.practice)?,
            member: plot.member.0.clone(),
            line_of_business: plot.member.1.line_of_business,
            submission: &submission,
            submitted_by: self.cast.account(plot.desk)?,
            channel: Channel::Portal,
            received_at: plot.received_at,
        };
        let service = &submission.service.first;
        let rule = self.rule(&new);
        let number = format!("A{:09}", self.env.random_u64() % 1_000_000_000);
        let mut walk = Walk::new(self.services, plot.story.name, &new, rule, number);
        self.play(plot, &mut walk)?;
        let line = |ruling| NewLine { service, rule, ruling };
        let lines: Vec<NewLine<'_>> = rulings(&walk).into_iter().map(line).collect();
        let events = walk
            .events
            .iter()
            .map(|event| event_row(self.env.new_id(), &new.id, event));
        let events: Vec<_> = events.collect();
        self.rows.items.extend(questions(&walk.events, &events));
        self.rows.messages.extend(messages(&walk.events, &events));
        self.rows.events.extend(events);
        let (id, member) = plot.member;
        let key = (new.practice.as_str().to_owned(), id.as_str().to_owned());
        let row = search::practice_member(&new.practice, id, &member.last_name, &member.number);
        self.rows.members.insert(key, row);
        self.rows.cases.push(walk.row.into_active_model());
        self.rows.lines.extend(new.lines(&lines, || self.env.new_id()));
        self.rows.diagnoses.extend(new.diagnoses(|| self.env.new_id()));
        Ok(())
    }

    /// Submission, then the steps of the story.
    fn play(&self, plot: &Plot<'_>, walk: &mut Walk<'_>) -> Result<(), SeedError> {
        let mut at = plot.received_at;
        let (performer, account) = self.performer(Who::Practice, plot.desk)?;
        walk.step(Action::Submit, performer, account, at)?;
        for step in plot.story.steps {
            at = later(at, step.after_hours);
            let (performer, account) = self.performer(step.who, plot.desk)?;
            walk.step(step.action, performer, account, at)?;
        }
        Ok(())
    }

    fn performer(&self, who: Who, desk: &'static str) -> Result<(Performer, Option<AccountId>), SeedError> {
        match actor(who, desk) {
            Some((user_id, role)) => Ok((Performer::Person(role), Some(self.cast.account(user_id)?))),
            None if who == Who::Rules => Ok((Performer::Rules, None)),
            None => Ok((Performer::Clockwork, None)),
        }
    }

    fn rule(&self, new: &NewCase<'_>) -> Option<&'a str> {
        let place = &new.submission.providers.place_of_service;
        let service = &new.submission.service.first;
        match self
            .services
            .catalog
            .requirement(&service.procedure, new.line_of_business, place, service.from)
        {
            Requirement::Required(rule) => Some(&rule.id),
            Requirement::NotRequired | Requirement::Unknown => None,
        }
    }

    fn submission(&self, plot: &Plot<'_>) -> Result<Submission, SeedError> {
        let day = plot.received_at.with_timezone(&self.services.plan.zone).date_naive();
        let is_urgent = plot.story.age.1 <= 64 && self.below(6) == 0;
        let is_cut = plot.story.steps.iter().any(|step| step.action == Action::Modify);
        let input = StepFields {
            quantity: if is_cut { "2" } else { "1" }.to_owned(),
            ..self.input(plot.member, plot.service, day, is_urgent)
        };
        Submission::parse(&DraftInput::from(input), day).map_err(|problems| SeedError::Form(problems.len()))
    }

    /// A number below `limit`; the slight bias does not matter here.
    pub(super) fn below(&self, limit: u64) -> i64 {
        i64::try_from(self.env.random_u64() % limit.max(1)).unwrap_or_default()
    }

    pub(super) fn pick<'b, T>(&self, from: &'b [T]) -> Result<&'b T, SeedError> {
        let index = usize::try_from(self.below(from.len() as u64)).unwrap_or_default();
        from.get(index).ok_or(SeedError::Unknown("empty list"))
    }
}

/// What was decided about each line: as the last decision that names the lines says, or as the request stands as a whole.
fn rulings(walk: &Walk<'_>) -> Vec<Option<LineRuling>> {
    let named = || {
        let mut lines = walk.events.iter().rev().map(|event| &event.detail.lines);
        lines.find(|lines| !lines.is_empty())
    };
    match walk.status() {
        Status::AutoApproved | Status::Approved | Status::Extended | Status::Expired | Status::Rescinded => {
            vec![Some(LineRuling::Approved)]
        }
        _ => named().map_or_else(|| vec![None], |lines| lines.iter().copied().map(Some).collect()),
    }
}
