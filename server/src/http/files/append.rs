//! `POST /files/{id}/append?offset=N`: bytes of a file that was announced, from where it stands. `GET /files/{id}/progress` says
//! where that is: for whoever comes back after a broken line.

use app::error::ApiError;
use axum::{
    extract::{Path, Query, Request, State, rejection::QueryRejection},
    response::Response,
};
use domain::id::FileId;
use http::request::Parts;
use serde::Deserialize;
use services::files;

use super::{answer, caller, pace};
use crate::http::{AppState, plain_page};

/// Where the sender goes on.
#[derive(Debug, Deserialize)]
pub(super) struct From {
    offset: u64,
}

/// Takes bytes.
pub(super) async fn serve(
    State(app): State<AppState>,
    Path(id): Path<String>,
    from: Result<Query<From>, QueryRejection>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let caller = match caller(&app, &parts, &super::SENDERS).await {
        Ok(caller) => caller,
        Err(error) => return super::private(plain_page::json(&error)),
    };
    let Ok(Query(From { offset })) = from else {
        return super::private(plain_page::json(&ApiError::Malformed));
    };
    let bytes = pace::paced(body);
    answer::progress(files::append(app.services(), &caller, &FileId::new(id), offset, bytes).await)
}

/// Says where a file stands.
pub(super) async fn progress(State(app): State<AppState>, Path(id): Path<String>, parts: Parts) -> Response {
    match caller(&app, &parts, &super::SENDERS).await {
        Ok(caller) => answer::progress(files::state(app.services(), &caller, &FileId::new(id)).await),
        Err(error) => super::private(plain_page::json(&error)),
    }
}
