//! The fold behind `deadline::due`: one track per rule that applies, moved along by the events.

use super::clock_rule::{Allowance, ClockRule, Urgency};
use super::deadline::{Clock, ClockError, ClockEvent, ClockFacts, ClockState};
use super::local_time::{add_business_days, add_calendar_days};
use crate::time::{Timestamp, is_within};
use chrono::{NaiveDate, TimeDelta, TimeZone};

/// One rule that binds the request, since when, and what it has been given beyond its allowance.
struct Track<'a> {
    rule: &'a ClockRule,
    since: Timestamp,
    extended_days: u32,
    /// The time for which an answer was awaited since then.
    waited: TimeDelta,
}

/// A deadline and the rule that sets it. `waits` means that the rule stands still at the moment.
#[derive(Clone, Copy)]
struct Due<'a> {
    at: Timestamp,
    rule: &'a ClockRule,
    waits: bool,
}

pub(super) struct Fold<'a, Tz> {
    rules: &'a [ClockRule],
    case: &'a ClockFacts,
    zone: &'a Tz,
    holidays: &'a [NaiveDate],
    started: Timestamp,
    last: Timestamp,
    tracks: Vec<Track<'a>>,
    waiting_since: Option<Timestamp>,
    waited: TimeDelta,
    stopped: Option<Timestamp>,
    missed: Option<Due<'a>>,
}

impl<'a, Tz: TimeZone> Fold<'a, Tz> {
    pub(super) fn start(
        rules: &'a [ClockRule],
        case: &'a ClockFacts,
        started: Timestamp,
        zone: &'a Tz,
        holidays: &'a [NaiveDate],
    ) -> Result<Self, ClockError> {
        let mut fold = Self {
            rules,
            case,
            zone,
            holidays,
            started,
            last: started,
            tracks: Vec::new(),
            waiting_since: None,
            waited: TimeDelta::zero(),
            stopped: None,
            missed: None,
        };
        fold.bind(case.urgency, started)?;
        Ok(fold)
    }

    /// Moves the clock along by one event.
    pub(super) fn take(&mut self, at: Timestamp, event: ClockEvent) -> Result<(), ClockError> {
        if at < self.started && event == ClockEvent::Decided {
            return Err(ClockError::DecidedBeforeReceived);
        }
        if self.stopped.is_some() {
            return Err(ClockError::Stopped);
        }
        if at < self.last {
            return Err(ClockError::OutOfOrder);
        }
        self.last = at;
        let due = self.due()?;
        if self.missed.is_none() && !due.waits && at > due.at {
            self.missed = Some(due);
        }
        match event {
            ClockEvent::Started => return Err(ClockError::StartedTwice),
            ClockEvent::InformationRequested if self.waiting_since.is_none() => self.waiting_since = Some(at),
            ClockEvent::InformationAnswered => self.answered(at)?,
            ClockEvent::InformationRequested => return Err(ClockError::Unpaired),
            ClockEvent::Extended { days } => self.extend(days)?,
            ClockEvent::UrgencyChanged(urgency) => self.change_urgency(urgency, at)?,
            ClockEvent::Decided => self.stopped = Some(at),
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Clock, ClockError> {
        let due = self.due()?;
        let state = match (self.stopped, self.waiting_since) {
            (Some(at), _) => ClockState::Stopped { at },
            (None, Some(since)) if due.waits => ClockState::Paused { since },
            (None, _) => ClockState::Running,
        };
        Ok(Clock {
            due_at: due.at,
            rule_id: due.rule.id.clone(),
            state,
            breached: self.missed.is_some(),
        })
    }

    fn answered(&mut self, at: Timestamp) -> Result<(), ClockError> {
        let since = self.waiting_since.take().ok_or(ClockError::Unpaired)?;
        self.waited += at.signed_duration_since(since);
        for track in &mut self.tracks {
            track.waited += at.signed_duration_since(since.max(track.since));
        }
        Ok(())
    }

    /// An upgrade adds the expedited rules, from now on (42 CFR 422.572(a)); a downgrade leaves the standard ones alone, which
    /// count from the receipt (422.570(d)(1)).
    fn change_urgency(&mut self, urgency: Urgency, at: Timestamp) -> Result<(), ClockError> {
        match urgency {
            Urgency::Expedited => self.bind(urgency, at),
            Urgency::Standard => {
                self.bind(urgency, self.started)?;
                self.tracks.retain(|track| track.rule.urgency == Urgency::Standard);
                Ok(())
            }
        }
    }

    /// Binds the request to the rules of an urgency, reckoned from `since`, unless they bind it already. Days that were granted
    /// to the request with reason and notice stay granted where its time counts from the receipt.
    fn bind(&mut self, urgency: Urgency, since: Timestamp) -> Result<(), ClockError> {
        let given = self.tracks.iter().map(|track| track.extended_days).max().unwrap_or(0);
        let (given, waited) = if since == self.started {
            (given, self.waited)
        } else {
            (0, TimeDelta::zero())
        };
        let rules: Vec<&'a ClockRule> = self.rules.iter().filter(|rule| self.applies(rule, urgency)).collect();
        if rules.is_empty() {
            return Err(ClockError::NoRule);
        }
        for rule in rules {
            if !self.tracks.iter().any(|track| std::ptr::eq(track.rule, rule)) {
                self.tracks.push(Track {
                    rule,
                    since,
                    extended_days: given.min(rule.extension_days),
                    waited,
                });
            }
        }
        Ok(())
    }

    fn applies(&self, rule: &ClockRule, urgency: Urgency) -> bool {
        let received_on = self.started.with_timezone(self.zone).date_naive();
        let case = self.case;
        rule.urgency == urgency
            && rule.lines_of_business.contains(&case.line_of_business)
            && (rule.state.is_none() || rule.state == case.state)
            && rule.channel.is_none_or(|channel| channel == case.channel)
            && is_within(received_on, rule.effective_from, rule.effective_to)
    }

    /// Extends the rule that sets the deadline. The others get the same days, as far as they permit.
    fn extend(&mut self, days: u32) -> Result<(), ClockError> {
        if self.missed.is_some() {
            return Err(ClockError::ExtensionAfterBreach);
        }
        let decisive = self.due()?.rule;
        let used = self
            .tracks
            .iter()
            .find(|track| std::ptr::eq(track.rule, decisive))
            .map_or(0, |t| t.extended_days);
        let max = decisive.extension_days.saturating_sub(used);
        if days == 0 || days > max {
            return Err(ClockError::ExtensionOutOfRange { max });
        }
        for track in &mut self.tracks {
            track.extended_days = track.extended_days.saturating_add(days).min(track.rule.extension_days);
        }
        Ok(())
    }

    /// The deadline as it stands. While an answer is awaited, rules that wait for it cannot be missed, so the earliest
    /// of the others counts; only if there are none, the earliest of those that wait.
    fn due(&self) -> Result<Due<'a>, ClockError> {
        if let Some(missed) = self.missed {
            return Ok(missed);
        }
        let mut earliest: Option<Due<'a>> = None;
        for track in &self.tracks {
            let due = self.due_of(track)?;
            if earliest.is_none_or(|other| (due.waits, due.at) < (other.waits, other.at)) {
                earliest = Some(due);
            }
        }
        earliest.ok_or(ClockError::NoRule)
    }

    fn due_of(&self, track: &Track<'a>) -> Result<Due<'a>, ClockError> {
        let rule = track.rule;
        let granted = match rule.allowance {
            Allowance::ElapsedHours(hours) => track.since.checked_add_signed(TimeDelta::hours(i64::from(hours))),
            Allowance::CalendarDays(days) => add_calendar_days(track.since, days, self.zone),
            Allowance::BusinessDays(days) => add_business_days(track.since, days, self.zone, self.holidays),
        };
        let extended = match track.extended_days {
            0 => granted,
            days => granted.and_then(|at| add_calendar_days(at, days, self.zone)),
        };
        let waited = if rule.pauses_for_information {
            track.waited
        } else {
            TimeDelta::zero()
        };
        let at = extended
            .and_then(|at| at.checked_add_signed(waited))
            .ok_or(ClockError::BeyondCalendar)?;
        Ok(Due {
            at,
            rule,
            waits: rule.pauses_for_information && self.waiting_since.is_some(),
        })
    }
}
