//! The HTTP edge: what stands between the socket and the pages.
//!
//! A request passes, from outside in: [`trace`] (id, log, count) → [`headers`] (nonce, policy) → [`panics`] →
//! [`same_origin`] → [`limits`] → one of the handlers; [`files`] have limits of their own. The pages, the server functions and
//! the event stream each ask [`entry`] who is there, so that all see the same [`app::request::RequestScope`].

pub mod accept;
mod accept_encoding;
mod answer_body;
mod asset;
pub mod assets;
mod client_address;
mod denials;
mod entry;
mod event_stream;
mod events;
mod export;
mod files;
mod form_posts;
mod functions;
mod headers;
mod health;
mod late_forms;
pub mod limits;
pub mod listen;
pub mod metrics;
mod page_guard;
mod pages;
pub mod panics;
mod plain_page;
mod same_origin;
pub mod shutdown;
mod state;
#[cfg(feature = "test-hooks")]
pub mod test_hooks;
mod trace;

use axum::{
    Router,
    middleware::from_fn_with_state,
    routing::{any, get},
};

pub use state::{AppState, Parts, Site};

/// The whole server as one service.
pub fn router(app: AppState) -> Router {
    let guarded = Router::new()
        .route("/api/{*path}", any(functions::serve))
        .route("/events", get(events::serve))
        .route(export::PATH, get(export::serve))
        .fallback(pages::serve)
        .layer(from_fn_with_state(app.clone(), limits::apply))
        // With limits of their own.
        .merge(files::routes())
        .layer(from_fn_with_state(app.clone(), same_origin::check));
    let open = Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready));
    #[cfg(feature = "test-hooks")]
    let open = open.merge(test_hooks::routes(&app));
    open.merge(guarded)
        .layer(from_fn_with_state(app.clone(), panics::catch))
        .layer(from_fn_with_state(app.clone(), headers::apply))
        .layer(from_fn_with_state(app.clone(), trace::record))
        .with_state(app)
}
