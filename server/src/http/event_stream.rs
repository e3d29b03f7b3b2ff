//! One listener's stream, from the first byte to the goodbye.
//!
//! It ends for three reasons: the browser leaves, the server stops, or the session is gone. The session is asked about
//! each second and before every event, without counting as activity, so that nothing is heard after signing out.

use std::{convert::Infallible, time::Duration};

use axum::response::sse::Event;
use domain::access::Actor;
use futures::{Stream, stream};
use serde::Serialize;
use services::{
    auth::{self, SessionLoss},
    events::{Audience, CaseEvent, Follow, Heard},
};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval_at};

use super::{AppState, metrics::OpenStream, shutdown::Shutdown};

/// How often a silent stream shows that it is alive, so that proxies keep it.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How often the session is looked at while nothing happens.
const SESSION_CHECK: Duration = Duration::from_secs(1);
/// What a browser waits before it reconnects by itself.
const RETRY: Duration = Duration::from_secs(1);

/// Who listens, and from where.
pub(crate) struct Listener {
    pub(crate) app: AppState,
    pub(crate) actor: Actor,
    pub(crate) token: String,
    pub(crate) audience: Audience,
    pub(crate) follow: Follow,
    /// Say "start over" first, with this number.
    pub(crate) start: Option<i64>,
}

/// Why a stream says goodbye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goodbye {
    Expired,
    SignedOut,
    Revoked,
    PracticeChanged,
    Shutdown,
    /// Nobody can say whether the session still stands: the stream closes, and the browser asks again.
    Unknown,
}

impl Goodbye {
    fn event(self) -> Event {
        let reason = match self {
            Self::Expired => "expired",
            Self::SignedOut => "signed_out",
            Self::Revoked => "revoked",
            Self::PracticeChanged => "practice_changed",
            Self::Shutdown => "shutdown",
            Self::Unknown => return Event::default().comment("interrupted"),
        };
        named("end", &serde_json::json!({ "reason": reason }))
    }
}

struct Running {
    listener: Listener,
    shutdown: Shutdown,
    heartbeat: Interval,
    session_check: Interval,
    is_greeted: bool,
    _open: OpenStream,
}

/// The stream of a listener.
pub(crate) fn events(listener: Listener) -> impl Stream<Item = Result<Event, Infallible>> + Send {
    let running = Running {
        shutdown: listener.app.shutdown(),
        listener,
        heartbeat: every(HEARTBEAT),
        session_check: every(SESSION_CHECK),
        is_greeted: false,
        _open: OpenStream::start(),
    };
    stream::unfold(Some(running), |running| async move {
        let mut running = running?;
        let (event, is_last) = running.next().await;
        Some((Ok(event), (!is_last).then_some(running)))
    })
}

/// The goodbye to a page that belongs to another session than the one that asks.
pub(crate) fn other_session() -> impl Stream<Item = Result<Event, Infallible>> + Send {
    stream::iter([Ok(Goodbye::PracticeChanged.event())])
}

impl Running {
    /// The next thing to send, and whether it is the last.
    async fn next(&mut self) -> (Event, bool) {
        if !self.is_greeted {
            self.is_greeted = true;
            return (Event::default().retry(RETRY).comment("listening"), false);
        }
        if let Some(latest) = self.listener.start.take() {
            return (resync(latest), false);
        }
        loop {
            tokio::select! {
                biased;
                () = self.shutdown.begun() => return (Goodbye::Shutdown.event(), true),
                _ = self.session_check.tick() => {
                    if let Some(goodbye) = self.goodbye().await {
                        return (goodbye.event(), true);
                    }
                }
                heard = self.listener.follow.next() => {
                    if let Some(next) = self.tell(heard).await {
                        return next;
                    }
                }
                _ = self.heartbeat.tick() => return (Event::default().comment(""), false),
            }
        }
    }

    /// What to send for something the hub said, if it is for this listener.
    async fn tell(&mut self, heard: Result<Heard, services::db::DbError>) -> Option<(Event, bool)> {
        match heard {
            Ok(Heard::Event(event)) if !self.listener.audience.hears(&event) => None,
            Ok(Heard::Event(event)) => {
                #[cfg(feature = "test-hooks")]
                super::test_hooks::trip(&self.listener.app, super::test_hooks::Point::Stream);
                Some(match self.goodbye().await {
                    Some(goodbye) => (goodbye.event(), true),
                    None => (told(&event), false),
                })
            }
            Ok(Heard::Resync) => {
                let services = self.listener.app.services();
                let latest = services.events.latest(&services.db).await.unwrap_or_default();
                Some((resync(latest), false))
            }
            Ok(Heard::End) => Some((Goodbye::Shutdown.event(), true)),
            Err(error) => {
                // The browser reconnects and names the last event it has.
                tracing::error!(%error, "an event stream lost the database");
                Some((Goodbye::Unknown.event(), true))
            }
        }
    }

    /// Whether the session still allows listening.
    async fn goodbye(&self) -> Option<Goodbye> {
        let Listener { app, token, actor, .. } = &self.listener;
        match auth::authenticate(app.services(), token, false).await {
            Ok(now) if now.practice != actor.practice || now.roles != actor.roles => Some(Goodbye::PracticeChanged),
            Ok(_) => None,
            Err(SessionLoss::Expired) => Some(Goodbye::Expired),
            Err(SessionLoss::Missing | SessionLoss::Ended) => Some(Goodbye::SignedOut),
            Err(SessionLoss::Revoked) => Some(Goodbye::Revoked),
            Err(SessionLoss::PracticeChanged) => Some(Goodbye::PracticeChanged),
            Err(SessionLoss::Unavailable) => Some(Goodbye::Unknown),
        }
    }
}

fn every(period: Duration) -> Interval {
    let mut interval = interval_at(Instant::now() + period, period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    interval
}

/// What a listener learns of a change: ids and status, never more.
#[derive(Serialize)]
struct Told<'a> {
    reference: Option<&'a str>,
    status: Option<&'a str>,
    version: Option<i64>,
    at: String,
}

fn told(event: &CaseEvent) -> Event {
    let told = Told {
        reference: event.reference.as_deref(),
        status: event.status.as_deref(),
        version: event.version,
        at: event.at.to_rfc3339(),
    };
    named(event.kind.code(), &told).id(event.seq.to_string())
}

fn resync(latest: i64) -> Event {
    Event::default().event("resync").id(latest.to_string()).data("{}")
}

fn named(name: &str, data: &impl Serialize) -> Event {
    // Strings and numbers always have a JSON form.
    Event::default()
        .event(name)
        .data(serde_json::to_string(data).unwrap_or_default())
}
