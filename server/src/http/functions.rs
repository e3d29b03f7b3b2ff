//! The server functions, over HTTP and for posted forms.
//!
//! Each function authorizes itself in its body; this handler finds it, gives it its context, and sees to it that its
//! answer has the status its error stands for. An address without a function is answered with a line of text that does
//! not repeat it.

use app::{
    error::ApiError,
    request::{BUILD_HEADER, RequestScope},
};
use axum::{
    body::Body,
    extract::{Request, State},
    response::{IntoResponse as _, Response},
};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use leptos::nonce::Nonce;
use leptos_axum::handle_server_fns_with_context;
use server_fn::error::{FromServerFnError as _, SERVER_FN_ERROR_HEADER};

use super::{
    AppState, denials,
    entry::{self, Activity},
    pages, plain_page,
};

/// Answers a call of a hydrated page, or of a program.
pub(crate) async fn serve(State(app): State<AppState>, request: Request) -> Response {
    if !is_function(request.uri().path()) {
        return plain_page::text(StatusCode::NOT_FOUND, "There is no such function.\n");
    }
    if request.method() != Method::POST {
        let mut refused = plain_page::text(StatusCode::METHOD_NOT_ALLOWED, "Functions are called by POST.\n");
        refused
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("POST"));
        return refused;
    }
    if is_of_another_build(&app, request.headers()) {
        return plain_page::wire(&ApiError::Outdated);
    }
    let (parts, body) = request.into_parts();
    let scope = entry::scope(&app, &parts, Activity::of(&parts.headers)).await;
    let (response, _) = call(&app, scope, Request::from_parts(parts, body)).await;
    response
}

/// Whether the page that asks was rendered by another build, which may read answers otherwise. A program says nothing of that.
fn is_of_another_build(app: &AppState, headers: &HeaderMap) -> bool {
    headers
        .get(BUILD_HEADER)
        .is_some_and(|build| build.as_bytes() != app.assets().paths().build.as_bytes())
}

/// Whether a server function is registered at this path.
pub(crate) fn is_function(path: &str) -> bool {
    server_fn::axum::get_server_fn_service(path, Method::POST).is_some()
}

/// Runs the function at the request's path. The second value is its error, already written into the response.
pub(crate) async fn call(app: &AppState, scope: RequestScope, mut request: Request) -> (Response, Option<ApiError>) {
    #[cfg(feature = "test-hooks")]
    super::test_hooks::trip(app, super::test_hooks::Point::Function);
    let request_id = scope.request.request_id.clone();
    let asking = scope.clone();
    let path = request.uri().path().to_owned();
    let nonce = request.extensions().get::<Nonce>().cloned().unwrap_or_default();
    // Whatever the caller accepts: an answer in HTML would be a redirect to the Referer.
    request
        .headers_mut()
        .insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let context = pages::context(app, scope, nonce);
    let response = handle_server_fns_with_context(context, request).await.into_response();
    denials::record(&asking, &path).await;
    finish(response, &request_id).await
}

/// Reads the error out of a failed answer, completes it and gives the answer its status.
async fn finish(response: Response, request_id: &str) -> (Response, Option<ApiError>) {
    if !response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        return (response, None);
    }
    let (mut parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, super::limits::BODY_LIMIT)
        .await
        .unwrap_or_default();
    let mut error = ApiError::de(bytes);
    if let ApiError::Internal { reference } = &mut error
        && reference.is_empty()
    {
        request_id.clone_into(reference);
        tracing::error!(request_id, "a function failed outside its own body");
    }
    parts.status = StatusCode::from_u16(error.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    parts.headers.remove(header::CONTENT_LENGTH);
    let response = Response::from_parts(parts, Body::from(error.ser()));
    (response, Some(error))
}
