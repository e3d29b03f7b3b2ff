//! Dates and times in words, in the plan's zone, which is named.
//!
//! Only the server does this: a browser in another zone or language would write something else, and hydration would
//! find two different pages.

use domain::dashboard::Span;
use domain::time::{Timestamp, to_millis};
use services::prior_auth::Summary;
use services::settings::PlanProfile;

use super::RequestScope;
use crate::ui::{Due, PlanWords};

/// A calendar day, as the domain has it.
type Day = chrono::NaiveDate;

/// Writes times as people at the plan read them, at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Wording {
    zone: chrono_tz::Tz,
    now: Timestamp,
}

impl Wording {
    /// The wording of this request: its plan's zone, now.
    #[must_use]
    pub fn of(scope: &RequestScope) -> Self {
        Self::at(&scope.services.plan, scope.services.env.now())
    }

    /// The wording of `plan` at `now`.
    #[must_use]
    pub fn at(plan: &PlanProfile, now: Timestamp) -> Self {
        Self { zone: plan.zone, now }
    }

    /// The moment at which this is written.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// `2:10 PM CST`
    #[must_use]
    pub fn clock(&self) -> String {
        self.time(self.now)
    }

    /// `2:10 PM CST`, of an instant that is not far away.
    #[must_use]
    pub fn time(&self, at: Timestamp) -> String {
        at.with_timezone(&self.zone).format("%-I:%M %p %Z").to_string()
    }

    /// `Tuesday, November 24, 2026`
    #[must_use]
    pub fn today_in_full(&self) -> String {
        self.now.with_timezone(&self.zone).format("%A, %B %-d, %Y").to_string()
    }

    /// Today, where the plan is.
    #[must_use]
    pub fn today(&self) -> Day {
        self.now.with_timezone(&self.zone).date_naive()
    }

    /// The day `days` after today in the plan's zone, as date fields have it: `2026-11-24`.
    #[must_use]
    pub fn date_value(&self, days: u64) -> String {
        let today = self.today();
        today
            .checked_add_days(chrono::Days::new(days))
            .unwrap_or(today)
            .to_string()
    }

    /// `Fri, Nov 27, 4:10 PM CST`, with the year where it is not this one.
    #[must_use]
    pub fn moment(&self, at: Timestamp) -> String {
        let at = at.with_timezone(&self.zone);
        let same_year = at.format("%Y").to_string() == self.now.with_timezone(&self.zone).format("%Y").to_string();
        let pattern = if same_year {
            "%a, %b %-d, %-I:%M %p %Z"
        } else {
            "%a, %b %-d, %Y, %-I:%M %p %Z"
        };
        at.format(pattern).to_string()
    }

    /// `Friday, November 27, 2026, 4:10 PM CST`: for what is kept and printed.
    #[must_use]
    pub fn moment_in_full(&self, at: Timestamp) -> String {
        let at = at.with_timezone(&self.zone);
        at.format("%A, %B %-d, %Y, %-I:%M %p %Z").to_string()
    }

    /// `2:10 PM` today, `Mon, Nov 23` in the same year, `Nov 23, 2025` otherwise: for narrow places.
    #[must_use]
    pub fn short(&self, at: Timestamp) -> String {
        let (at, now) = (at.with_timezone(&self.zone), self.now.with_timezone(&self.zone));
        let pattern = if at.date_naive() == now.date_naive() {
            "%-I:%M %p"
        } else if at.format("%Y").to_string() == now.format("%Y").to_string() {
            "%a, %b %-d"
        } else {
            "%b %-d, %Y"
        };
        at.format(pattern).to_string()
    }

    /// `4:48 PM` today, `Mon 4:48 PM` within a week, `Nov 12, 4:48 PM` before that.
    #[must_use]
    pub fn lately(&self, at: Timestamp) -> String {
        let (at, now) = (at.with_timezone(&self.zone), self.now.with_timezone(&self.zone));
        let days = (now.date_naive() - at.date_naive()).num_days();
        let pattern = match days {
            0 => "%-I:%M %p",
            1..=6 => "%a %-I:%M %p",
            _ => "%b %-d, %-I:%M %p",
        };
        at.format(pattern).to_string()
    }

    /// `Mon, Nov 30`, of an instant in this year; `Jan 22, 2027` of one in another.
    #[must_use]
    pub fn day_in_short(&self, at: Timestamp) -> String {
        self.weekday(at.with_timezone(&self.zone).date_naive())
    }

    /// By when the plan wants an answer, and how pressing that is: the class of a note.
    #[must_use]
    pub fn answer_by(&self, day: Day) -> (String, &'static str) {
        let words = self.weekday(day);
        match (day - self.today()).num_days() {
            ..=-2 => (format!("Answer was due {words}"), "note-over"),
            -1 => ("Answer was due yesterday".to_owned(), "note-over"),
            0 => ("Answer by today".to_owned(), "note-soon"),
            1 => (format!("Answer by tomorrow, {words}"), "note-soon"),
            _ => (format!("Answer by {words}"), ""),
        }
    }

    /// The days from today to the day of an instant.
    #[must_use]
    pub fn days_until(&self, at: Timestamp) -> i64 {
        (at.with_timezone(&self.zone).date_naive() - self.today()).num_days()
    }

    /// Whether an instant is still to come.
    #[must_use]
    pub fn is_ahead(&self, at: Timestamp) -> bool {
        at >= self.now
    }

    /// `Nov 16`
    #[must_use]
    pub fn month_and_day(&self, day: Day) -> String {
        day.format("%b %-d").to_string()
    }

    /// `Nov 2026`
    #[must_use]
    pub fn month_and_year(&self, day: Day) -> String {
        day.format("%b %Y").to_string()
    }

    /// `2026-11-24 14:10`, for columns that name the zone once.
    #[must_use]
    pub fn sortable(&self, at: Timestamp) -> String {
        at.with_timezone(&self.zone).format("%Y-%m-%d %H:%M").to_string()
    }

    /// The name of the plan's zone: `America/Chicago`.
    #[must_use]
    pub fn zone(&self) -> &'static str {
        self.zone.name()
    }

    /// The day that a date field says: `2026-11-27`, in years that have four digits.
    #[must_use]
    pub fn parse_day(typed: &str) -> Option<Day> {
        (typed.len() == 10).then(|| typed.parse().ok()).flatten()
    }

    /// The first instant of the day, and the first after it.
    #[must_use]
    pub fn day_bounds(&self, first: Day, last: Day) -> Option<(Timestamp, Timestamp)> {
        Span { first, last }.instants(&self.zone)
    }

    fn weekday(&self, day: Day) -> String {
        let same_year = day.format("%Y").to_string() == self.today().format("%Y").to_string();
        day.format(if same_year { "%a, %b %-d" } else { "%b %-d, %Y" })
            .to_string()
    }

    /// `Nov 27, 2026`
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        day.format("%b %-d, %Y").to_string()
    }

    /// A due time for the page to count down.
    #[must_use]
    pub fn due(&self, at: Timestamp, rule: &str) -> Due {
        Due {
            at: to_millis(at),
            as_of: to_millis(self.now),
            text: self.moment(at),
            iso: iso(at),
            rule: rule.to_owned(),
            stands_still: false,
        }
    }

    /// By when a request is due, while it is.
    #[must_use]
    pub fn due_of(&self, summary: &Summary) -> Option<Due> {
        let rule = summary.due_rule.as_deref().unwrap_or_default();
        summary.due_at.map(|at| Due {
            stands_still: summary.stands_still,
            ..self.due(at, rule)
        })
    }
}

/// An instant for machines: RFC 3339.
#[must_use]
pub fn iso(at: Timestamp) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// What pages say about the plan.
#[must_use]
pub fn plan_words(plan: &PlanProfile) -> PlanWords {
    PlanWords {
        name: plan.name.clone(),
        short_name: plan.short_name.clone(),
        support_phone: plan.support_phone.clone(),
        support_hours: plan.support_hours.clone(),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use services::settings::PlanProfile;

    use super::{Wording, iso};

    fn at(text: &str) -> domain::time::Timestamp {
        text.parse().unwrap()
    }

    fn wording() -> Wording {
        Wording::at(&PlanProfile::default(), at("2026-11-24T20:10:00Z"))
    }

    #[test]
    fn times_are_in_the_plans_zone_and_name_it() {
        assert_eq!(wording().clock(), "2:10 PM CST");
        assert_eq!(wording().moment(at("2026-11-27T22:10:00Z")), "Fri, Nov 27, 4:10 PM CST");
        assert_eq!(wording().moment(at("2026-07-03T22:10:00Z")), "Fri, Jul 3, 5:10 PM CDT");
        assert_eq!(
            wording().moment(at("2027-01-22T15:00:00Z")),
            "Fri, Jan 22, 2027, 9:00 AM CST"
        );
    }

    #[test]
    fn the_day_turns_at_midnight_of_the_plan() {
        let late = Wording::at(&PlanProfile::default(), at("2026-11-25T05:59:00Z"));
        assert_eq!(late.date_value(0), "2026-11-24");
        assert_eq!(late.date_value(30), "2026-12-24");
        assert_eq!(late.today_in_full(), "Tuesday, November 24, 2026");
    }

    #[test]
    fn a_due_time_carries_the_moment_it_was_written_at() {
        let due = wording().due(at("2026-11-27T22:10:00Z"), "Federal 7-day");
        assert_eq!(due.at - due.as_of, (3 * 24 + 2) * 3_600_000);
        assert_eq!(due.iso, "2026-11-27T22:10:00Z");
        assert_eq!(iso(at("2026-11-27T22:10:00.5Z")), "2026-11-27T22:10:00Z");
    }

    #[test]
    fn what_was_lately_is_told_by_its_weekday() {
        assert_eq!(wording().lately(at("2026-11-24T14:05:00Z")), "8:05 AM");
        assert_eq!(wording().lately(at("2026-11-23T22:48:00Z")), "Mon 4:48 PM");
        assert_eq!(wording().lately(at("2026-11-12T22:48:00Z")), "Nov 12, 4:48 PM");
    }

    #[test]
    fn an_answer_is_pressing_from_the_day_before_and_over_from_the_day_after() {
        let by = |day: &str| wording().answer_by(day.parse().unwrap());
        assert_eq!(by("2026-11-20"), ("Answer was due Fri, Nov 20".to_owned(), "note-over"));
        assert_eq!(by("2026-11-23"), ("Answer was due yesterday".to_owned(), "note-over"));
        assert_eq!(by("2026-11-24"), ("Answer by today".to_owned(), "note-soon"));
        assert_eq!(
            by("2026-11-25"),
            ("Answer by tomorrow, Wed, Nov 25".to_owned(), "note-soon")
        );
        assert_eq!(by("2027-01-22"), ("Answer by Jan 22, 2027".to_owned(), ""));
    }

    #[test]
    fn narrow_places_get_the_shortest_clear_time() {
        assert_eq!(wording().short(at("2026-11-24T14:05:00Z")), "8:05 AM");
        assert_eq!(wording().short(at("2026-11-20T22:10:00Z")), "Fri, Nov 20");
        assert_eq!(wording().short(at("2025-11-20T22:10:00Z")), "Nov 20, 2025");
    }
}
