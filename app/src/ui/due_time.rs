//! When something is due: the date, the time left, and amber or red when it matters.
//!
//! The server formats the date in the plan's zone and says what time it was there; the browser only counts on from
//! then, so neither its clock nor its zone can be wrong.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::icon::{Icon, IconName};
use crate::copy;

/// Milliseconds that passed in this browser, renewed every half minute; provided once by `App`, 0 on the server.
#[derive(Clone, Copy, Debug)]
pub struct Ticker(pub RwSignal<f64>);

/// A due time as the server sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// When it is due, in Unix milliseconds.
    pub at: i64,
    /// The server's time when it wrote this, in Unix milliseconds.
    pub as_of: i64,
    /// The due time in words, zone named: `Fri, Nov 27, 4:10 PM CST`.
    pub text: String,
    /// The due time for machines: RFC 3339.
    pub iso: String,
    /// The rule that set it, in words; empty for none.
    pub rule: String,
    /// No time runs before somebody has answered: it is due so at the latest.
    pub stands_still: bool,
}

impl Due {
    /// Milliseconds left, counted on while the page is open.
    #[must_use]
    pub fn left(&self) -> Memo<i64> {
        let ticker = use_context::<Ticker>();
        // Not the ticker's time: its last beat may be long ago, after the computer slept.
        let started = browser_now();
        let at_first = self.at - self.as_of;
        Memo::new(move |_| at_first - ticker.map_or(0, |ticker| whole((ticker.0.get() - started).max(0.0))))
    }
}

impl Ticker {
    /// Starts the ticker. In the browser it beats every half minute.
    #[must_use]
    pub fn start() -> Self {
        let now = RwSignal::new(browser_now());
        #[cfg(feature = "hydrate")]
        Effect::new(move |_| {
            const BEAT: std::time::Duration = std::time::Duration::from_secs(30);
            // Without a timer the times stand still until the next page; nothing else is lost.
            drop(set_interval_with_handle(move || now.set(browser_now()), BEAT));
        });
        Self(now)
    }
}

#[cfg(feature = "hydrate")]
fn browser_now() -> f64 {
    js_sys::Date::now()
}

#[cfg(not(feature = "hydrate"))]
fn browser_now() -> f64 {
    0.0
}

/// "Due …" with the time left above it.
#[component]
pub fn DueTime(
    /// The due time.
    due: Due,
    /// Whether the rule is named below.
    #[prop(optional)]
    with_rule: bool,
) -> impl IntoView {
    let (left, stands_still) = (due.left(), due.stands_still);
    let rule = (with_rule && !due.rule.is_empty()).then(|| view! { <span class="due-rule">{due.rule}</span> });
    view! {
        <span class="due">
            <TimeLeft left=left stands_still=stands_still />
            <span class="due-at">"Due " <time datetime=due.iso>{due.text}</time></span>
            {rule}
        </span>
    }
    .into_any()
}

/// The time left: plain, amber with a clock in the last day, white on red when there is none; or that no time runs.
#[component]
pub fn TimeLeft(
    /// Milliseconds left: [`Due::left`].
    left: Memo<i64>,
    /// [`Due::stands_still`]
    stands_still: bool,
) -> impl IntoView {
    if stands_still {
        return view! { <span class="due-left">{copy::STANDS_STILL}</span> }.into_any();
    }
    view! {
        <span class=move || urgency_class(left.get())>
            {move || is_pressing(left.get()).then(|| view! { <Icon name=IconName::Clock class="icon-tiny" /> })}
            {move || time_left(left.get())}
        </span>
    }
    .into_any()
}

/// How much of the time from receipt to decision is over, as a bar. The time left stands beside it in words.
#[component]
pub fn TimeBar(
    /// Milliseconds left: [`Due::left`].
    left: Memo<i64>,
    /// All of the time, in milliseconds.
    time: i64,
) -> impl IntoView {
    let gone = move || (100 * (time - left.get()) / time.max(1)).clamp(0, 100);
    let class = move || match left.get() {
        left if left < 0 => "time-bar time-bar-over",
        left if is_pressing(left) => "time-bar time-bar-soon",
        _ => "time-bar",
    };
    view! {
        <svg class=class viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect width=gone height="4"></rect>
        </svg>
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "milliseconds since the page was loaded are far below 2^53"
)]
fn whole(milliseconds: f64) -> i64 {
    milliseconds as i64
}

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

fn is_pressing(left: i64) -> bool {
    left < DAY
}

fn urgency_class(left: i64) -> &'static str {
    if left < 0 {
        "due-left due-over"
    } else if is_pressing(left) {
        "due-left due-soon"
    } else {
        "due-left"
    }
}

/// The time left in words, its two largest units: `3 d 2 h left`, `19 h 20 min left`, `Overdue 21 h`.
#[must_use]
pub fn time_left(left: i64) -> String {
    if left < 0 {
        format!("Overdue {}", span(-left))
    } else {
        format!("{} left", span(left))
    }
}

fn span(milliseconds: i64) -> String {
    let (days, hours, minutes) = (
        milliseconds / DAY,
        milliseconds % DAY / HOUR,
        milliseconds % HOUR / MINUTE,
    );
    match (days, hours, minutes) {
        (0, 0, 0) => "under 1 min".to_owned(),
        (0, 0, minutes) => format!("{minutes} min"),
        (0, hours, 0) => format!("{hours} h"),
        (0, hours, minutes) => format!("{hours} h {minutes} min"),
        (days, 0, _) => format!("{days} d"),
        (days, hours, _) => format!("{days} d {hours} h"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_shows_its_two_largest_units() {
        assert_eq!(time_left(3 * DAY + 2 * HOUR + 59 * MINUTE), "3 d 2 h left");
        assert_eq!(time_left(19 * HOUR + 20 * MINUTE), "19 h 20 min left");
        assert_eq!(time_left(7 * DAY), "7 d left");
        assert_eq!(time_left(2 * HOUR), "2 h left");
        assert_eq!(time_left(30_000), "under 1 min left");
        assert_eq!(time_left(-21 * HOUR), "Overdue 21 h");
    }

    #[test]
    fn it_presses_in_the_last_day_and_is_overdue_after() {
        assert_eq!(urgency_class(DAY), "due-left");
        assert_eq!(urgency_class(DAY - 1), "due-left due-soon");
        assert_eq!(urgency_class(0), "due-left due-soon");
        assert_eq!(urgency_class(-1), "due-left due-over");
    }
}
