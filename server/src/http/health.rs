//! For load balancers and the browser tests: is the process there, and can it work?

use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use http::{StatusCode, header};
use services::health::Health;

use super::AppState;

/// The process answers.
pub(crate) async fn live() -> Response {
    json(StatusCode::OK, r#"{"status":"live"}"#.to_owned())
}

/// The database answers too; says what the data is for.
pub(crate) async fn ready(State(app): State<AppState>) -> Response {
    let mode = app.site().mode.code();
    // A full queue of passwords is no reason to send people to another server: the pages work.
    if Health::of(app.services()).await.database {
        json(StatusCode::OK, format!(r#"{{"status":"ready","mode":"{mode}"}}"#))
    } else {
        json(
            StatusCode::SERVICE_UNAVAILABLE,
            format!(r#"{{"status":"unavailable","mode":"{mode}"}}"#),
        )
    }
}

fn json(status: StatusCode, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}
