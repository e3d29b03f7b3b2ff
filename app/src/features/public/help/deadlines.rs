//! How to read a due time, and the rules behind it: the same data that every request is timed by.

use domain::prior_auth::ClockRule;
use domain::time::to_millis;
use leptos::prelude::*;
use services::catalog::Catalog;

use super::topic::{Question, Topic, question};
use crate::paths::help;
use crate::request::{RequestScope, scope, wording::Wording};
use crate::ui::{Due, DueTime};

const HOUR: i64 = 3_600_000;

pub(super) fn topic() -> Topic {
    Topic {
        at: help::DEADLINES,
        title: "Deadlines",
        questions: vec![due(), rules(), expedited()],
    }
}

fn due() -> Question {
    // Without a request there is no time to show.
    let samples = scope().ok().map(|scope| {
        [
            (74 * HOUR, "There is time."),
            (19 * HOUR + HOUR / 3, "Amber, with a clock: under 24 hours."),
            (
                -21 * HOUR,
                "White on red: the time is over. A request that is decided late may be appealed.",
            ),
        ]
        .map(|(left, meaning)| {
            view! {
                <div>
                    <dt><DueTime due=sample(&scope, left) /></dt>
                    <dd>{meaning}</dd>
                </div>
            }
        })
        .collect_view()
    });
    let answer = view! {
        <p>
            "Above stands the time that is left, below it the moment: weekday, date and time where the plan is, with the name of the time zone. On the page of a request the rule stands below."
        </p>
        <dl class="summary-list help-signs">{samples}</dl>
    };
    question(help::DUE, "How do I read a due time?", answer)
}

/// A due time that lies `left` from now.
fn sample(scope: &RequestScope, left: i64) -> Due {
    let now = scope.services.env.now();
    let at = now + domain::time::TimeDelta::milliseconds(left);
    Due {
        as_of: to_millis(now),
        ..Wording::of(scope).due(at, "")
    }
}

fn rules() -> Question {
    let rules = scope().ok().map(|scope| {
        let today = Wording::of(&scope).today();
        let rules = in_force(&scope.services.catalog, today);
        rules
            .map(|rule| view! { <li>{rule.title.clone()} <span class="sub">{details(rule)}</span></li> })
            .collect_view()
    });
    let answer = view! {
        <p>
            "The clock starts when the plan first receives the request, on any channel. Hours are hours: nights, weekends and holidays count. Days end at the same time of day. Where several rules apply, the earliest time counts."
        </p>
        <ul>{rules}</ul>
    };
    question("", "How long does the plan have?", answer)
}

/// The rules by which a request received on this day is timed.
fn in_force(catalog: &Catalog, day: chrono::NaiveDate) -> impl Iterator<Item = &ClockRule> {
    catalog
        .clocks
        .iter()
        .filter(move |rule| rule.effective_from <= day && rule.effective_to.is_none_or(|to| day <= to))
}

fn details(rule: &ClockRule) -> String {
    let pause = if rule.pauses_for_information {
        "Stands still while information is awaited."
    } else {
        "A request for information does not stop it."
    };
    match rule.extension_days {
        0 => pause.to_owned(),
        days => format!("{pause} The plan may lengthen it by up to {days} days, and tells you why."),
    }
}

fn expedited() -> Question {
    let answer = view! {
        <p>
            "When waiting could seriously harm the member’s life, health, or ability to regain full function. Choose “Expedited” and say why."
        </p>
    };
    question("", "When is a request expedited?", answer)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_rules_of_the_day_are_shown_and_past_ones_are_not() {
        let catalog = Catalog::load().unwrap();
        let titles: Vec<&str> = in_force(&catalog, "2026-11-25".parse().unwrap())
            .map(|rule| rule.title.as_str())
            .collect();
        assert!(
            titles.contains(&"Medicare Advantage, standard: 7 calendar days"),
            "{titles:?}"
        );
        assert!(
            !titles.contains(&"Medicare Advantage, standard: 14 calendar days"),
            "{titles:?}"
        );
    }
}
