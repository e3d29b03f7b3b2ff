//! Two practices, the plan's people, and what happens between them.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use domain::access::Role;
use domain::prior_auth::Action;
use domain::reference::Reference;
use domain::time::Timestamp;
use services::Caller;
use services::events::{Audience, CaseEvent};
use services::prior_auth::{create_draft, detail};
use services::testing::{Stage, submit_filled};
use tokio::sync::broadcast::Receiver;

use super::cast::{looking, members, wish};
use super::chance::Chance;
use super::steps::{ACTIONS, Try};
use super::{case, plan, practice};

/// So many things are tried in a history.
const STEPS: usize = 60;
/// So many of them have to happen, of so many kinds.
const HAPPEN: usize = 30;
const KINDS: usize = 9;
/// More requests than that are not sent.
const MOST_CASES: usize = 14;
/// An announcement comes within this time.
const PATIENCE: Duration = Duration::from_secs(30);

/// A request that was sent.
#[derive(Clone)]
pub struct Case {
    pub reference: Reference,
    /// Whose it is: the place in [`World::desks`].
    pub desk: usize,
    /// Whether the plan has still to decide.
    is_undecided: bool,
}

pub struct World {
    pub stage: Stage,
    /// When it began.
    pub began: Timestamp,
    /// Somebody of each practice.
    pub desks: Vec<Caller>,
    /// The plan's people; a nurse stands first.
    pub staff: Vec<Caller>,
    pub cases: Vec<Case>,
    chance: Chance,
    /// What was tried, and what of it happened.
    tried: Vec<Action>,
    done: Vec<Action>,
}

impl World {
    pub async fn on(stage: Stage, seed: u64) -> Self {
        let stage = looking(stage).await;
        for member in members() {
            stage.member(member).await;
        }
        let mut staff = Vec::new();
        for role in [Role::Nurse, Role::Nurse, Role::Physician, Role::Lead] {
            staff.push(stage.caller(role).await);
        }
        Self {
            began: stage.services.env.now(),
            desks: vec![
                stage.caller(Role::Coordinator).await,
                stage.caller(Role::Administrator).await,
            ],
            staff,
            cases: Vec::new(),
            chance: Chance::of(seed),
            tried: Vec::new(),
            done: Vec::new(),
            stage,
        }
    }

    /// Lives a history, and compares all views after every step.
    pub async fn live(mut self) {
        let mut heard = self.stage.services.events.subscribe();
        for step in 0..STEPS {
            self.pass_time();
            let (at, happened) = self.step().await;
            if happened {
                self.hear(&mut heard, at).await;
            }
            let mut rows = Vec::new();
            for desk in 0..self.desks.len() {
                rows.extend(practice::compare(&self, desk).await);
            }
            let queued = plan::compare(&self, &rows).await;
            for at in BTreeSet::from([at, step % self.cases.len()]) {
                case::compare(&self, &self.cases[at], &rows, &queued).await;
            }
        }
        assert!(heard.try_recv().is_err(), "something was announced that did not happen");
        let kinds: BTreeSet<Action> = self.done.iter().copied().collect();
        let told = format!("tried {:?}, done {:?}", self.tried, self.done);
        assert!(
            self.done.len() >= HAPPEN && kinds.len() >= KINDS,
            "too little happened: {told}"
        );
        assert!(self.tried.len() > self.done.len(), "nothing was refused: {told}");
    }

    /// Often a moment, sometimes days: deadlines pass, and turns end.
    fn pass_time(&self) {
        const MINUTES: [i64; 12] = [0, 0, 0, 10, 10, 300, 300, 300, 1_800, 1_800, 1_800, 12_960];
        self.stage
            .clock
            .advance(TimeDelta::minutes(*self.chance.pick(&MINUTES)));
        if self.chance.once_in(30) {
            self.stage.clock.advance(TimeDelta::days(40));
        }
    }

    /// One thing that somebody does or tries, about which request, and whether it happened.
    async fn step(&mut self) -> (usize, bool) {
        let undecided: Vec<usize> = (0..self.cases.len())
            .filter(|at| self.cases[*at].is_undecided)
            .collect();
        let has_room = self.cases.len() < MOST_CASES;
        if undecided.is_empty() || self.cases.len() < 3 || (has_room && self.chance.once_in(6)) {
            return (self.submit().await, true);
        }
        let (at, who, action, behind) = if self.chance.once_in(5) {
            self.anything()
        } else {
            self.something_allowed(*self.chance.pick(&undecided)).await
        };
        let attempt = Try {
            services: &self.stage.services,
            who: &who,
            reference: &self.cases[at].reference.clone(),
            action,
            behind,
        };
        let happened = attempt.make().await;
        self.tried.push(action);
        if happened {
            self.done.push(action);
            self.look_at(at).await;
        }
        (at, happened)
    }

    /// Whoever, whatever, to whichever request, perhaps on a page that is too old.
    fn anything(&self) -> (usize, Caller, Action, i64) {
        let people: Vec<&Caller> = self.desks.iter().chain(&self.staff).collect();
        let who = (*self.chance.pick(&people)).clone();
        let behind = i64::from(self.chance.once_in(3));
        let (action, _) = *self.chance.pick(&ACTIONS);
        (self.chance.below(self.cases.len()), who, action, behind)
    }

    /// Of all that the pages offer to those who read that request, what was tried the least.
    async fn something_allowed(&self, at: usize) -> (usize, Caller, Action, i64) {
        let case = &self.cases[at];
        let mut offered: Vec<(usize, &Caller, Action)> = Vec::new();
        for who in std::iter::once(&self.desks[case.desk]).chain(&self.staff) {
            let seen = detail(&self.stage.services, who, &case.reference).await.unwrap();
            let costs = ACTIONS.iter().filter(|(action, _)| seen.allowed.contains(action));
            offered.extend(costs.map(|(action, weight)| (weight * self.times(*action), who, *action)));
        }
        let least = offered.iter().map(|(cost, ..)| *cost).min().unwrap();
        offered.retain(|(cost, ..)| *cost == least);
        let (_, who, action) = *self.chance.pick(&offered);
        (at, who.clone(), action, 0)
    }

    fn times(&self, action: Action) -> usize {
        self.tried.iter().filter(|tried| **tried == action).count()
    }

    /// A practice sends a request; a code that no rule lists needs no authorization.
    async fn submit(&mut self) -> usize {
        let desk = self.chance.below(self.desks.len());
        let (services, caller) = (&self.stage.services, &self.desks[desk]);
        let fields = wish(&self.chance, services.env.today(services.plan.zone));
        let draft = create_draft(services, caller).await.unwrap();
        let sent = submit_filled(services, caller, &draft, &fields).await.unwrap();
        self.cases.push(Case {
            reference: sent.reference,
            desk,
            is_undecided: sent.status.is_undecided(),
        });
        self.tried.push(Action::Submit);
        self.done.push(Action::Submit);
        self.cases.len() - 1
    }

    async fn look_at(&mut self, at: usize) {
        let case = &self.cases[at];
        let seen = detail(&self.stage.services, &self.desks[case.desk], &case.reference).await;
        self.cases[at].is_undecided = seen.unwrap().summary.status.is_undecided();
    }

    /// What was announced is what the page of the case says then, and nobody else hears of it.
    async fn hear(&self, heard: &mut Receiver<Arc<CaseEvent>>, at: usize) {
        let case = &self.cases[at];
        let event = tokio::time::timeout(PATIENCE, heard.recv()).await.unwrap().unwrap();
        let seen = detail(&self.stage.services, &self.desks[case.desk], &case.reference).await;
        let row = seen.unwrap().summary;
        let told = (event.reference.as_deref(), event.status.as_deref(), event.version);
        let wanted = (Some(row.reference.as_str()), Some(row.status.code()), Some(row.version));
        assert_eq!(told, wanted);
        for (desk, caller) in self.desks.iter().enumerate() {
            let practice = caller.actor.practice.clone();
            let hears = Audience { practice, queue: false }.hears(&event);
            assert_eq!(hears, desk == case.desk, "practice {desk} hears of {}", case.reference);
        }
        let reviewers = Audience {
            practice: None,
            queue: true,
        };
        assert!(reviewers.hears(&event), "the plan hears of {}", case.reference);
    }
}
