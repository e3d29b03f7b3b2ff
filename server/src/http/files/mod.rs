//! Documents over HTTP: sent, gone on with, downloaded, looked at.
//!
//! These addresses are no server functions: what they carry is too large to be held in memory, and is read and written as it
//! comes. They check the same things in the same order: origin and content type outside, then who asks and with which
//! permission, then `services::files`, where another practice's file looks like a missing one. There is no limit of time on
//! them; who sends too slowly is cut off ([`pace`]).

mod answer;
mod append;
mod download;
mod multipart;
mod named;
mod pace;
mod send;

use std::time::Duration;

use app::error::ApiError;
use axum::{
    Router,
    response::Response,
    routing::{get, post},
};
use bytes::Bytes;
use domain::access::Permission;
use futures::{Stream, StreamExt as _};
use http::{HeaderMap, header, request::Parts};
use services::Caller;

use super::{
    AppState, denials,
    entry::{self, Activity},
};

pub(super) use multipart::boundary;

/// How much of a form that is refused is still read.
const DRAIN_LIMIT: usize = 32 * 1024 * 1024;
/// How long that may take.
const DRAIN_TIME: Duration = Duration::from_secs(20);

/// Who sends files: people of a practice for it, and at the plan whoever joins what came on paper to its request.
const SENDERS: [Permission; 2] = [Permission::WritePriorAuth, Permission::JoinDocuments];

/// The routes. Their limits are their own.
pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/files", post(send::serve))
        .route("/files/{id}", get(download::file))
        .route("/files/{id}/append", post(append::serve))
        .route("/files/{id}/pages/{page}", get(download::page))
        .route("/files/{id}/progress", get(append::progress))
}

/// Whether the body of a POST to `path` is what it must be: a form with files, or bytes to go on with.
pub(super) fn takes(path: &str, headers: &HeaderMap) -> Option<bool> {
    if path == "/files" {
        return Some(boundary(headers).is_some());
    }
    let is_append = path
        .strip_prefix("/files/")
        .is_some_and(|rest| rest.ends_with("/append"));
    is_append.then(|| {
        let mut types = headers.get_all(header::CONTENT_TYPE).iter();
        let only = types.next().filter(|_| types.next().is_none());
        only.is_some_and(|kind| kind == "application/octet-stream")
    })
}

/// Who asks, if they hold one of the permissions.
async fn caller(app: &AppState, parts: &Parts, any_of: &[Permission]) -> Result<Caller, ApiError> {
    let scope = entry::scope(app, parts, Activity::Person).await;
    let actor = scope.session.clone().map_err(ApiError::from)?;
    if any_of.iter().any(|permission| actor.can(*permission)) {
        let request = scope.request;
        return Ok(Caller { actor, request });
    }
    if let Some(lacking) = any_of.first() {
        scope.denials.note(*lacking);
        denials::record(&scope, parts.uri.path()).await;
    }
    Err(ApiError::Forbidden)
}

/// Whether a program asks rather than a page without one.
fn wants_json(headers: &HeaderMap) -> bool {
    let mut accepted = headers.get_all(header::ACCEPT).iter();
    accepted.any(|value| value.to_str().is_ok_and(|value| value.contains("application/json")))
}

/// Reads on and forgets it: a browser shows the answer only if it could send all of its form first. Who sends more than a whole
/// file, or slower, loses the connection instead.
async fn drain<E>(body: impl Stream<Item = Result<Bytes, E>> + Unpin) {
    let mut left = DRAIN_LIMIT;
    let mut body = body;
    let rest = async {
        while let Some(Ok(piece)) = body.next().await
            && left > piece.len()
        {
            left -= piece.len();
        }
    };
    let _cut_off = tokio::time::timeout(DRAIN_TIME, rest).await;
}

/// Never stored by any cache.
fn private(mut response: Response) -> Response {
    response.extensions_mut().insert(super::headers::Private);
    response
}
