//! The clock of a decision as a line: from the day it was received to the moment it is due, with a mark where documents
//! were asked for. The words around it say all that the line shows.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::due_time::{Due, TimeLeft};

/// A running clock as the server sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// When it started, in Unix milliseconds.
    pub received_at: i64,
    /// The same in words: `Fri, Nov 20`.
    pub received: String,
    /// When documents were asked for, in Unix milliseconds and in words, if they were.
    pub asked: Option<(i64, String)>,
    /// When it ends, and the rule that says so.
    pub due: Due,
}

impl Clock {
    /// Where an instant lies between start and end, in tenths of a per cent.
    fn position(&self, at: i64) -> i64 {
        let length = (self.due.at - self.received_at).max(1);
        (at - self.received_at).clamp(0, length) * 1000 / length
    }
}

/// A decision's clock.
#[component]
pub fn ClockLine(
    /// The clock.
    clock: Clock,
    /// What is due.
    #[prop(default = "Due")]
    label: &'static str,
) -> impl IntoView {
    let (left, stands_still) = (clock.due.left(), clock.due.stands_still);
    let asked_at = clock.asked.as_ref().map(|(at, _)| percent(clock.position(*at)));
    let Due { text, iso, rule, .. } = clock.due.clone();
    let (received, asked) = (clock.received.clone(), clock.asked.clone());
    let so_far = Memo::new(move |_| clock.position(clock.due.at - left.get()));
    let now = move || percent(so_far.get());
    view! {
        <div class="clock" class:clock-over=move || left.get().is_negative()>
            <div class="clock-head">
                <p>
                    <span class="clock-label">{label} " "</span>
                    <strong>
                        <time datetime=iso>{text}</time>
                    </strong>
                </p>
                <p>
                    <TimeLeft left=left stands_still=stands_still />
                </p>
            </div>
            <svg class="clock-line" aria-hidden="true" focusable="false">
                <rect class="clock-track" y="5" width="100%" height="8" rx="4"></rect>
                <rect class="clock-run" y="5" width=now height="8" rx="4"></rect>
                {asked_at.map(|x| view! { <rect class="clock-asked" x=x y="1" width="3" height="16"></rect> })}
                <circle class="clock-now" cx=now cy="9" r="6.5"></circle>
            </svg>
            <div class="clock-words">
                <p>"Received" <br /> {received}</p>
                {asked.map(|(_, when)| view! { <p class="clock-asked-words">"Asked for documents" <br /> {when}</p> })}
                <p>{rule}</p>
            </div>
        </div>
    }
    .into_any()
}

/// `56.3%`
fn percent(tenths: i64) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_lies_between_start_and_end() {
        let due = Due {
            at: 1_700,
            ..Due::default()
        };
        let clock = Clock {
            received_at: 700,
            due,
            ..Clock::default()
        };
        let at = |at| percent(clock.position(at));
        assert_eq!([at(700), at(1_263), at(1_700)], ["0.0%", "56.3%", "100.0%"]);
        assert_eq!([at(0), at(9_000)], ["0.0%", "100.0%"], "never beyond its ends");
    }

    #[test]
    fn a_clock_without_length_has_a_position_too() {
        assert_eq!(Clock::default().position(5), 1_000);
    }
}
