//! What the events of a case say together: who has it, what is still open, what the clock was told.
//!
//! The facts that the guards of the transition table need come from here and from nowhere else, for the buttons on the page, for the
//! decision on the server, and for replaying a history.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use domain::access::Role;
use domain::coverage::LineOfBusiness;
use domain::id::AccountId;
use domain::prior_auth::local_time::instant_of;
use domain::prior_auth::{Action, ClockEvent, Contested, Facts, Performer, Status, Urgency};
use domain::time::Timestamp;

use super::event::{Event, EventDetail, GivenTo};

/// So long after an adverse decision the practice may book a talk with a physician. The plan's own choice.
const TALK_WITHIN: TimeDelta = TimeDelta::days(14);
/// So long a practice is reminded of a request that it has to send again. The plan's own choice.
const REMINDED_FOR: TimeDelta = TimeDelta::days(30);

/// A case as its events tell it.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    /// Number of the last event.
    pub(crate) sequence: i32,
    /// When it happened.
    at: Option<Timestamp>,
    /// For `deadline::due`.
    pub(crate) clock: Vec<(Timestamp, ClockEvent)>,
    assignee: Option<AccountId>,
    open_items: u32,
    /// The number of the event in which was asked last.
    pub(super) asked_in: i32,
    asked_by_physician: bool,
    answer_by: Option<NaiveDate>,
    adverse: Option<Adverse>,
    urgency: Option<Changed>,
    /// A clinician of the practice sent it or asked last for expedited review, or is said to have done so.
    by_clinician: bool,
    entered_by_plan: bool,
    talks: u32,
    appeals: u32,
}

/// What a practice can do about a request, and until when. What lies in the past is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The last day to answer what the plan has asked.
    pub answer_by: Option<NaiveDate>,
    /// Until when a talk with a physician can be asked for.
    pub talk_until: Option<Timestamp>,
    /// Until when an appeal can be opened.
    pub appeal_until: Option<Timestamp>,
}

/// How the urgency was changed: what it was at first, and what it is.
#[derive(Clone, Copy, Debug)]
struct Changed {
    first: Urgency,
    now: Urgency,
}

/// The last decision against the request.
#[derive(Clone, Debug)]
struct Adverse {
    contested: Contested,
    by: Option<AccountId>,
    at: Timestamp,
}

/// What is known about the case beside its events.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    pub(crate) line_of_business: LineOfBusiness,
    /// The urgency with which it was submitted.
    pub(crate) submitted_as: Urgency,
    /// When the plan's deadline passed, if it did.
    pub(crate) missed_at: Option<Timestamp>,
    /// The authorization's last day.
    pub(crate) valid_to: Option<NaiveDate>,
    pub(crate) now: Timestamp,
    /// The day of `now` where the plan lives.
    pub(crate) today: NaiveDate,
}

impl History {
    /// All events, in order.
    pub(crate) fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let mut history = Self::default();
        for event in events {
            history.add(event);
        }
        history
    }

    /// One more event.
    pub(crate) fn add(&mut self, event: &Event) {
        self.sequence = event.sequence;
        self.at = Some(event.at);
        match event.action {
            Action::Assign => self.assignee = event.assignee().cloned(),
            Action::Release | Action::SendToPhysician | Action::BookPeerToPeer | Action::OpenAppeal | Action::Void => {
                self.assignee = None;
            }
            Action::AskForInformation => {
                self.open_items = event.detail.items.unwrap_or(1);
                self.answer_by = event.detail.answer_by;
                self.asked_in = event.sequence;
                self.asked_by_physician = event.performer == Performer::Person(Role::Physician);
            }
            Action::AnswerInformation => self.open_items = self.open_after(&event.detail),
            _ => {}
        }
        match event.action {
            Action::BookPeerToPeer => self.talks += 1,
            Action::OpenAppeal => self.appeals += 1,
            Action::Enter | Action::Submit => self.entered_by_plan = event.action == Action::Enter,
            _ => {}
        }
        self.note_adverse(event);
        self.note_urgency(event);
        self.note_clock(event);
    }

    /// The urgency with which a request was submitted that now has the urgency `now`.
    pub(crate) fn submitted_as(&self, now: Urgency) -> Urgency {
        self.urgency.map_or(now, |changed| changed.first)
    }

    /// The urgency of a request that was submitted with `submitted_as`.
    pub(crate) fn urgency(&self, submitted_as: Urgency) -> Urgency {
        self.urgency.map_or(submitted_as, |changed| changed.now)
    }

    /// The facts for somebody who wants to do something now; `account` is `None` for rules and clockwork.
    pub(crate) fn facts(&self, known: Known, account: Option<&AccountId>) -> Facts {
        let is = |other: Option<&AccountId>| account.is_some() && account == other;
        let adverse = self.adverse.as_ref();
        // A missed deadline counts as a denial; the time to appeal runs from there.
        let contested_at = adverse.map(|adverse| adverse.at).or(known.missed_at);
        let in_time = |until: Option<Timestamp>| until.is_some_and(|until| known.now <= until);
        let is_expedited = self.urgency(known.submitted_as) == Urgency::Expedited;
        Facts {
            is_assigned: self.assignee.is_some(),
            is_assignee: is(self.assignee.as_ref()),
            open_information_items: self.open_items,
            information_asked_by_physician: self.asked_by_physician,
            information_overdue: self.open_items > 0 && self.answer_by.is_some_and(|day| day < known.today),
            same_physician_as_denial: is(adverse.and_then(|adverse| adverse.by.as_ref())),
            is_second_person: false,
            deadline_missed: known.missed_at.is_some(),
            is_expedited,
            said_by_clinician: is_expedited && self.by_clinician,
            entered_by_plan: self.entered_by_plan,
            validity_over: known.valid_to.is_some_and(|day| day < known.today),
            peer_to_peer_available: in_time(self.talk_until(contested_at)),
            appeal_available: in_time(self.appeal_until(contested_at, known.line_of_business)),
            contested: adverse.map(|adverse| adverse.contested),
            ..Facts::new(known.line_of_business)
        }
    }

    /// The facts for what the action carries: an answer to a request for information is judged as if it were in already,
    /// work that is given to somebody by who that is, and a decision against the request by the credential it names.
    pub(crate) fn facts_for(
        &self,
        action: Action,
        detail: &EventDetail,
        known: Known,
        account: Option<&AccountId>,
    ) -> Facts {
        let facts = self.facts(known, account);
        if action == Action::AnswerInformation {
            return Facts {
                open_information_items: self.open_after(detail),
                ..facts
            };
        }
        if matches!(action, Action::PartiallyApprove | Action::Modify | Action::Deny) {
            return Facts {
                lacks_credential: detail.credential.is_none(),
                ..facts
            };
        }
        match &detail.given_to {
            Some(given_to) if action == Action::Assign => self.facts_of_giving(given_to, facts),
            _ => facts,
        }
    }

    fn facts_of_giving(&self, to: &GivenTo, facts: Facts) -> Facts {
        let decided = self.adverse.as_ref().and_then(|adverse| adverse.by.as_ref());
        Facts {
            given_to_nurse: to.roles.contains(&Role::Nurse),
            given_to_physician: to.roles.contains(&Role::Physician),
            same_physician_as_denial: decided == Some(&to.account),
            ..facts
        }
    }

    /// Until when the practice can do something about a request that stands in `status` since the last event: answer, or
    /// contest, or send what could not be decided once more.
    pub(crate) fn turn_ends_at(
        &self,
        status: Status,
        line: LineOfBusiness,
        due_at: Timestamp,
        zone: Tz,
    ) -> Option<Timestamp> {
        match status {
            Status::InformationRequested => self.answer_by.and_then(|day| end_of(day, zone)).or(Some(due_at)),
            Status::Denied | Status::PartiallyApproved | Status::Modified => {
                let contested_at = self.adverse.as_ref().map(|adverse| adverse.at);
                self.appeal_until(contested_at, line).max(self.talk_until(contested_at))
            }
            Status::Unprocessable | Status::ClosedMissingInformation => self.at?.checked_add_signed(REMINDED_FOR),
            _ => None,
        }
    }

    /// What the practice can still do, and until when.
    pub(crate) fn options(&self, line: LineOfBusiness) -> Options {
        let contested_at = self.adverse.as_ref().map(|adverse| adverse.at);
        Options {
            answer_by: self.answer_by.filter(|_| self.open_items > 0),
            talk_until: self.talk_until(contested_at),
            appeal_until: self.appeal_until(contested_at, line),
        }
    }

    /// Until when a talk with a physician can be asked for; `None` when there was one.
    fn talk_until(&self, contested_at: Option<Timestamp>) -> Option<Timestamp> {
        contested_at
            .filter(|_| self.talks == 0)?
            .checked_add_signed(TALK_WITHIN)
    }

    /// Until when an appeal can be opened; `None` when there was one.
    fn appeal_until(&self, contested_at: Option<Timestamp>, line: LineOfBusiness) -> Option<Timestamp> {
        contested_at
            .filter(|_| self.appeals == 0)?
            .checked_add_signed(TimeDelta::days(days_to_appeal(line)))
    }

    fn open_after(&self, answer: &EventDetail) -> u32 {
        self.open_items.saturating_sub(answer.items.unwrap_or(self.open_items))
    }

    fn note_adverse(&mut self, event: &Event) {
        let decides = matches!(event.action, Action::Deny | Action::PartiallyApprove | Action::Modify);
        let contested = match event.to {
            Status::Denied => Contested::Denied,
            Status::PartiallyApproved => Contested::PartiallyApproved,
            Status::Modified => Contested::Modified,
            _ => return,
        };
        if decides {
            self.adverse = Some(Adverse {
                contested,
                by: event.account.clone(),
                at: event.at,
            });
        }
    }

    fn note_urgency(&mut self, event: &Event) {
        match event.action.changes_urgency_to() {
            Some(now) => {
                let first = now.other();
                self.urgency.get_or_insert(Changed { first, now }).now = now;
            }
            None if matches!(event.action, Action::Submit | Action::Enter) => self.urgency = None,
            None => return,
        }
        // Events of before carry no mark.
        self.by_clinician = event.detail.said_by_clinician || event.performer == Performer::Person(Role::Clinician);
    }

    /// Whether the clock still knows of a question without an answer.
    fn is_waiting(&self) -> bool {
        let said = self.clock.iter().rev().map(|(_, said)| said);
        let mut about =
            said.filter(|said| matches!(said, ClockEvent::InformationRequested | ClockEvent::InformationAnswered));
        about.next() == Some(&ClockEvent::InformationRequested)
    }

    fn note_clock(&mut self, event: &Event) {
        let said = match event.action {
            // A request that could not be processed starts anew when it is corrected.
            Action::Submit | Action::Enter => {
                self.clock.clear();
                ClockEvent::Started
            }
            // A decision made in error never stopped it.
            Action::Void => {
                self.clock.retain(|(_, said)| *said != ClockEvent::Decided);
                // What was asked before the decision is not awaited any more.
                if !self.is_waiting() {
                    return;
                }
                ClockEvent::InformationAnswered
            }
            Action::AskForInformation => ClockEvent::InformationRequested,
            Action::AnswerInformation if self.open_items == 0 => ClockEvent::InformationAnswered,
            Action::ExtendClock => ClockEvent::Extended {
                days: event.detail.days.unwrap_or(0),
            },
            Action::AskToExpedite | Action::Expedite => ClockEvent::UrgencyChanged(Urgency::Expedited),
            Action::MakeStandard => ClockEvent::UrgencyChanged(Urgency::Standard),
            _ if event.from.is_undecided() && !event.to.is_undecided() => {
                self.open_items = 0;
                ClockEvent::Decided
            }
            // The plan goes on without the answer: nothing is awaited any more, and the clock runs.
            _ if goes_on_without_answer(event) => {
                self.open_items = 0;
                ClockEvent::InformationAnswered
            }
            _ => return,
        };
        self.clock.push((event.arrived_at(), said));
    }
}

/// Whether a question is left open by somebody who takes the request further.
fn goes_on_without_answer(event: &Event) -> bool {
    event.from == Status::InformationRequested && event.to != Status::InformationRequested
}

/// The instant at which a day is over where the plan lives.
fn end_of(day: NaiveDate, zone: Tz) -> Option<Timestamp> {
    instant_of(day.succ_opt()?.and_time(NaiveTime::MIN), &zone)
}

/// How many days a member may appeal: 42 CFR 422.582(b) (65 days), 438.402(c)(2)(ii) (60), 29 CFR 2560.503-1(h)(3)(i) (180).
#[must_use]
pub const fn days_to_appeal(line: LineOfBusiness) -> i64 {
    match line {
        LineOfBusiness::MedicareAdvantage => 65,
        LineOfBusiness::MedicaidManagedCare => 60,
        LineOfBusiness::Commercial => 180,
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use domain::prior_auth::{Channel, ClockState};

    use super::*;
    use crate::catalog::Catalog;
    use crate::prior_auth::{Timed, clock};

    fn at(hours: i64) -> Timestamp {
        "2026-11-02T15:00:00Z".parse::<Timestamp>().unwrap() + TimeDelta::hours(hours)
    }

    /// Events of a commercial request, in hours after receipt.
    fn history(steps: &[(i64, Action, Status, &'static str)]) -> History {
        let mut from = Status::Draft;
        let mut history = History::default();
        for (sequence, (hours, action, to, who)) in (1..).zip(steps) {
            history.add(&Event {
                sequence,
                at: at(*hours),
                action: *action,
                from,
                to: *to,
                account: Some(AccountId::new(*who)),
                performer: Performer::Person(Role::Physician),
                channel: Channel::Portal,
                detail: EventDetail::default(),
            });
            from = *to;
        }
        history
    }

    fn known(hours: i64) -> Known {
        let now = at(hours);
        let line_of_business = LineOfBusiness::Commercial;
        Known {
            line_of_business,
            submitted_as: Urgency::Standard,
            missed_at: None,
            valid_to: None,
            now,
            today: now.date_naive(),
        }
    }

    fn clock_of(history: &History) -> domain::prior_auth::Clock {
        let timed = Timed {
            line_of_business: LineOfBusiness::Commercial,
            urgency: Urgency::Standard,
            channel: Channel::Portal,
        };
        clock(
            &Catalog::load().unwrap(),
            chrono_tz::America::Chicago,
            timed,
            &history.clock,
        )
        .unwrap()
    }

    const DENIED: [(i64, Action, Status, &str); 4] = [
        (0, Action::Submit, Status::Submitted, "desk"),
        (1, Action::SendToPhysician, Status::PhysicianReview, "nurse"),
        (2, Action::Assign, Status::PhysicianReview, "okafor"),
        (3, Action::Deny, Status::Denied, "okafor"),
    ];

    #[test]
    fn a_commercial_clock_stands_still_while_an_answer_is_awaited() {
        let asked = [
            (0, Action::Submit, Status::Submitted, "desk"),
            (24, Action::AskForInformation, Status::InformationRequested, "nurse"),
            (72, Action::AnswerInformation, Status::NurseReview, "desk"),
        ];
        let undisturbed = clock_of(&history(&asked[..1]));
        assert!(matches!(
            clock_of(&history(&asked[..2])).state,
            ClockState::Paused { .. }
        ));
        let answered = clock_of(&history(&asked));
        assert_eq!(answered.due_at - undisturbed.due_at, TimeDelta::hours(48));
        assert_eq!(answered.state, ClockState::Running);
    }

    #[test]
    fn an_adverse_decision_stops_the_clock_and_opens_talk_and_appeal_for_their_time() {
        let denied = history(&DENIED);
        assert_eq!(clock_of(&denied).state, ClockState::Stopped { at: at(3) });
        for (hours, talk, appeal) in [(3, true, true), (3 + 14 * 24, true, true), (4 + 14 * 24, false, true)] {
            let facts = denied.facts(known(hours), None);
            assert_eq!(
                (facts.peer_to_peer_available, facts.appeal_available),
                (talk, appeal),
                "after {hours} h"
            );
        }
        assert!(denied.facts(known(3 + 180 * 24), None).appeal_available);
        assert!(!denied.facts(known(4 + 180 * 24), None).appeal_available);
    }

    #[test]
    fn the_physician_who_denied_is_known_on_appeal_and_the_case_is_free_again() {
        let mut steps = DENIED.to_vec();
        steps.push((30, Action::OpenAppeal, Status::AppealOpen, "desk"));
        let appealed = history(&steps);
        let same = |who: &str| {
            appealed
                .facts(known(40), Some(&AccountId::new(who)))
                .same_physician_as_denial
        };
        assert!(same("okafor") && !same("reyes"));
        let facts = appealed.facts(known(40), Some(&AccountId::new("okafor")));
        assert!(!facts.is_assigned && !facts.appeal_available);
        assert_eq!(facts.contested, Some(Contested::Denied));
    }

    #[test]
    fn a_missed_deadline_opens_an_appeal_though_nobody_decided() {
        let waiting = history(&DENIED[..1]);
        let late = Known {
            missed_at: Some(at(200)),
            ..known(240)
        };
        assert!(waiting.facts(late, None).appeal_available);
        assert!(!waiting.facts(known(240), None).appeal_available);
    }

    #[test]
    fn a_change_of_urgency_is_known_with_what_it_was_at_first() {
        let steps = [
            (0, Action::Submit, Status::Submitted, "desk"),
            (1, Action::AskToExpedite, Status::Submitted, "desk"),
            (2, Action::MakeStandard, Status::Submitted, "lead"),
        ];
        let is_expedited = |history: &History| history.facts(known(3), None).is_expedited;
        assert!(!is_expedited(&history(&steps[..1])));
        let asked = history(&steps[..2]);
        assert!(is_expedited(&asked));
        assert_eq!(asked.submitted_as(Urgency::Expedited), Urgency::Standard);
        assert_eq!(clock_of(&asked).due_at, at(1 + 72));
        let made_standard = history(&steps);
        assert!(!is_expedited(&made_standard));
        assert_eq!(made_standard.submitted_as(Urgency::Standard), Urgency::Standard);
        assert_eq!(clock_of(&made_standard).due_at, clock_of(&history(&steps[..1])).due_at);
    }

    #[test]
    fn a_voided_decision_never_stopped_the_clock() {
        let mut steps = DENIED.to_vec();
        steps.push((30, Action::Void, Status::NurseReview, "lead"));
        let voided = history(&steps);
        assert_eq!(clock_of(&voided).state, ClockState::Running);
        assert!(!voided.facts(known(31), Some(&AccountId::new("okafor"))).is_assigned);
    }
}
