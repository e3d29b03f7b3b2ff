//! Warns two minutes before the session ends, and leaves when it does.
//!
//! The server alone knows when that is: a call from any tab may have moved it. So the page's own timer only decides when to ask, and
//! the countdown between two answers runs by it.

use std::time::Duration;

use domain::auth::session::{Phase, Policy};
use domain::time::TimeDelta;
use leptos::prelude::*;

use super::session_api::{SessionTimes, extend};
use crate::error::ApiError;
use crate::live::{self, Live};
use crate::paths;
use crate::ui::{Dialog, ask};

/// How often a page that somebody works with tells the server so, if no other call does.
const AT_WORK: Duration = Duration::from_secs(60);
/// Between two looks at the countdown.
const TICK: Duration = Duration::from_secs(1);
/// Before asking again a server that did not answer.
const ASK_AGAIN: Duration = Duration::from_secs(5);

/// The dialog; closed until it is time.
#[component]
pub fn SessionWarning() -> impl IntoView {
    let times = ask(|| (), |()| extend());
    let countdown = Countdown::new();
    Effect::new(move |_| match times.get() {
        Some(Ok(first)) => countdown.learn(first),
        Some(Err(_)) => countdown.ask(),
        None => {}
    });
    countdown.start();
    let is_shown = Memo::new(move |_| countdown.shown.with(Option::is_some));
    view! {
        <Dialog
            id="session-warning"
            title="Your session is about to end"
            text="Nothing has happened here for a while, so you will be logged out. What you typed stays if you stay signed in."
            open=is_shown
            cancel=move |()| countdown.stay()
        >
            <p class="session-warning-time" aria-hidden="true">{move || countdown.clock()}</p>
            <p class="visually-hidden" role="status">{move || countdown.aloud()}</p>
            <div class="actions">
                <button type="button" class="button button-primary" autofocus on:click=move |_| countdown.stay()>
                    "Stay signed in"
                </button>
                <form method="post" action=paths::LOG_OUT_ACTION>
                    <button type="submit" class="button">"Log out"</button>
                </form>
            </div>
        </Dialog>
    }
}

/// What the page knows about the end, and what it shows of it.
#[derive(Clone, Copy)]
struct Countdown {
    live: Live,
    /// The end by the page's own clock, in milliseconds.
    ends_at: StoredValue<Option<f64>>,
    /// Counts plans: only the timer of the last one still means anything.
    plan: StoredValue<u64>,
    /// The time left and the time left as last said aloud, while it warns.
    shown: RwSignal<Option<(TimeDelta, TimeDelta)>>,
}

impl Countdown {
    fn new() -> Self {
        Self {
            live: live::use_live(),
            ends_at: StoredValue::new(None),
            plan: StoredValue::new(0),
            shown: RwSignal::new(None),
        }
    }

    /// Asks whenever something may have moved the end, and says so when somebody works here.
    fn start(self) {
        let moved = self.live.extended();
        Effect::new(move |before: Option<u64>| {
            let now = moved.get();
            if before.is_some_and(|before| before != now) {
                self.ask();
            }
            now
        });
        Effect::new(move |_| {
            // A computer that slept has a timer that slept, too.
            live::when_seen_again(move || self.ask());
            let at_work = set_interval_with_handle(
                move || {
                    if live::is_touched() {
                        self.stay();
                    }
                },
                AT_WORK,
            );
            if let Ok(at_work) = at_work {
                on_cleanup(move || at_work.clear());
            }
        });
    }

    fn learn(self, times: SessionTimes) {
        self.ends_at.set_value(Some(live::now_millis() + times.left_millis()));
        self.go_on();
    }

    /// Does what is due now, and plans the next look.
    fn go_on(self) {
        let Some(ends_at) = self.ends_at.get_value() else {
            return;
        };
        #[expect(clippy::cast_possible_truncation, reason = "hours in milliseconds")]
        let left = TimeDelta::milliseconds((ends_at - live::now_millis()) as i64);
        match Policy::phase(left) {
            Phase::Quiet { look_again } => {
                self.shown.set(None);
                self.after(look_again.to_std().unwrap_or(TICK), Self::ask);
            }
            Phase::Warning { aloud } => {
                self.shown.set(Some((left, aloud)));
                self.after(TICK, Self::go_on);
            }
            Phase::Over => self.ask(),
        }
    }

    fn after(self, time: Duration, what: fn(Self)) {
        self.plan.update_value(|plan| *plan += 1);
        let plan = self.plan.get_value();
        set_timeout(
            move || {
                if self.plan.try_get_value() == Some(plan) {
                    what(self);
                }
            },
            time,
        );
    }

    /// Asks how much time there is. Unless somebody has just done something here, asking gives none.
    fn ask(self) {
        self.plan.update_value(|plan| *plan += 1);
        leptos::task::spawn_local(async move { self.hear(extend().await) });
    }

    /// Somebody is here.
    fn stay(self) {
        live::touch();
        leptos::task::spawn_local(async move {
            let answer = extend().await;
            if answer.is_ok() {
                live::say_extended();
            }
            self.hear(answer);
        });
    }

    fn hear(self, answer: Result<SessionTimes, ApiError>) {
        match answer {
            Ok(times) => self.learn(times),
            Err(ApiError::Unauthenticated(loss)) => live::leave(loss),
            Err(_) => self.after(ASK_AGAIN, Self::ask),
        }
    }

    /// `1:59`
    fn clock(self) -> Option<String> {
        self.shown.get().map(|(left, _)| {
            let seconds = left.num_seconds();
            format!("{}:{:02}", seconds / 60, seconds % 60)
        })
    }

    fn aloud(self) -> Option<String> {
        self.shown.get().map(|(_, aloud)| match aloud.num_seconds() {
            seconds if seconds < 60 => format!("You will be logged out in {seconds} seconds."),
            60 => "You will be logged out in 1 minute.".to_owned(),
            seconds => format!("You will be logged out in {} minutes.", seconds / 60),
        })
    }
}
