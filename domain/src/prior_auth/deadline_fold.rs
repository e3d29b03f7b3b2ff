//! The fold behind `deadline::due`: one track per rule that applies, moved along by the events.

use super::clock_rule::{Allowance, ClockRule, Urgency};
use super::deadline::{Clock, ClockError, ClockEvent, ClockFacts, ClockState};
use super::local_time::{add_business_days, add_calendar_days};
use crate::time::{Timestamp, is_within};
use chrono::{NaiveDate, TimeDelta, TimeZone};

/// One rule that binds the request, and what it has been given beyond its allowance.
struct Track<'a> {
    rule: &'a ClockRule,
    extended_days: u32,
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
        fold.bind(case.urgency)?;
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
            ClockEvent::InformationAnswered => {
                let since = self.waiting_since.take().ok_or(ClockError::Unpaired)?;
                self.waited += at.signed_duration_since(since);
            }
            ClockEvent::InformationRequested => return Err(ClockError::Unpaired),
            ClockEvent::Extended { days } => self.extend(days)?,
            ClockEvent::UrgencyChanged(urgency) => self.bind(urgency)?,
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

    /// Binds the request to the rules of an urgency, reckoned from the start. Those of an earlier urgency keep binding:
    /// so an upgrade recomputes, and a downgrade lengthens nothing.
    fn bind(&mut self, urgency: Urgency) -> Result<(), ClockError> {
        let received_on = self.started.with_timezone(self.zone).date_naive();
        let case = self.case;
        let applies = |rule: &&ClockRule| {
            rule.urgency == urgency
                && rule.lines_of_business.contains(&case.line_of_business)
                && (rule.state.is_none() || rule.state == case.state)
                && rule.channel.is_none_or(|channel| channel == case.channel)
                && is_within(received_on, rule.effective_from, rule.effective_to)
        };
        let mut found = false;
        for rule in self.rules.iter().filter(applies) {
            found = true;
            if !self.tracks.iter().any(|track| std::ptr::eq(track.rule, rule)) {
                self.tracks.push(Track { rule, extended_days: 0 });
            }
        }
        if found { Ok(()) } else { Err(ClockError::NoRule) }
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
            Allowance::ElapsedHours(hours) => self.started.checked_add_signed(TimeDelta::hours(i64::from(hours))),
            Allowance::CalendarDays(days) => add_calendar_days(self.started, days, self.zone),
            Allowance::BusinessDays(days) => add_business_days(self.started, days, self.zone, self.holidays),
        };
        let extended = match track.extended_days {
            0 => granted,
            days => granted.and_then(|at| add_calendar_days(at, days, self.zone)),
        };
        let waited = if rule.pauses_for_information {
            self.waited
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
