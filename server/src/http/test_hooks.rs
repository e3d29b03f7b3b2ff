//! Levers for the browser tests: move the clock, break something on purpose.
//!
//! They exist in builds with the feature `test-hooks` only, which refuses to compile without debug assertions and so
//! never into a release. Even there they need a secret given at start, a caller on this machine, and a database that is
//! marked as a test's. They are exempt from the same-origin rule: the secret is enough.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Json, Router,
    extract::{ConnectInfo, DefaultBodyLimit, Request, State},
    middleware::{Next, from_fn_with_state},
    response::Response,
    routing::post,
};
use domain::sensitive::Sensitive;
use http::StatusCode;
use serde::Deserialize;
use services::env::ShiftedClock;
use subtle::ConstantTimeEq as _;

use super::{AppState, plain_page};

#[cfg(not(debug_assertions))]
compile_error!("the feature test-hooks moves the clock and breaks things on purpose; it must never be in a release");

/// Places that can be made to break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Point {
    /// Rendering a page panics.
    #[serde(rename = "page.panic")]
    Page,
    /// Calling a server function panics.
    #[serde(rename = "function.panic")]
    Function,
    /// Telling a listener of an event panics.
    #[serde(rename = "stream.panic")]
    Stream,
    /// The database goes away, at once and for good.
    #[serde(rename = "database.closed")]
    Database,
}

/// What the levers move.
#[derive(Debug)]
pub struct Hooks {
    secret: Sensitive<String>,
    clock: Arc<ShiftedClock>,
    faults: Mutex<BTreeMap<Point, u32>>,
}

impl Hooks {
    /// Levers for whoever knows `secret`; `clock` must be the one the services read.
    #[must_use]
    pub fn new(secret: String, clock: Arc<ShiftedClock>) -> Self {
        Self {
            secret: Sensitive::new(secret),
            clock,
            faults: Mutex::default(),
        }
    }

    fn plan(&self, point: Point, times: u32) {
        self.faults
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(point, times);
    }

    fn is_due(&self, point: Point) -> bool {
        let mut faults = self.faults.lock().unwrap_or_else(PoisonError::into_inner);
        match faults.get_mut(&point) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }
}

#[derive(Deserialize)]
struct Advance {
    advance_seconds: u32,
}

#[derive(Deserialize)]
struct Fault {
    point: Point,
    times: u32,
}

/// The levers' router; `app` decides whether this process has any.
pub(super) fn routes(app: &AppState) -> Router<AppState> {
    Router::new()
        .route("/__test__/clock", post(advance))
        .route("/__test__/fault", post(plan))
        .layer(DefaultBodyLimit::max(1024))
        .layer(from_fn_with_state(app.clone(), admit))
}

/// Breaks here if a test asked for it.
#[expect(clippy::panic, reason = "a panic on purpose is what the lever is for")]
pub(super) fn trip(app: &AppState, point: Point) {
    if app.hooks().is_some_and(|hooks| hooks.is_due(point)) {
        std::panic::panic_any("asked for by a test");
    }
}

async fn admit(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let is_local = peer.is_none_or(|ConnectInfo(peer)| peer.ip().to_canonical().is_loopback());
    let given = request
        .headers()
        .get("x-portico-test")
        .map(http::HeaderValue::as_bytes)
        .unwrap_or_default();
    let is_known = app
        .hooks()
        .is_some_and(|hooks| bool::from(hooks.secret.expose().as_bytes().ct_eq(given)));
    if is_local && is_known {
        next.run(request).await
    } else {
        plain_page::text(StatusCode::NOT_FOUND, "Not found.\n")
    }
}

async fn advance(State(app): State<AppState>, Json(advance): Json<Advance>) -> StatusCode {
    match app.hooks() {
        Some(hooks) => {
            hooks.clock.advance_seconds(advance.advance_seconds.into());
            StatusCode::NO_CONTENT
        }
        None => StatusCode::NOT_FOUND,
    }
}

async fn plan(State(app): State<AppState>, Json(fault): Json<Fault>) -> StatusCode {
    match app.hooks() {
        Some(_) if fault.point == Point::Database => {
            app.services().db.close().await;
            StatusCode::NO_CONTENT
        }
        Some(hooks) => {
            hooks.plan(fault.point, fault.times);
            StatusCode::NO_CONTENT
        }
        None => StatusCode::NOT_FOUND,
    }
}
