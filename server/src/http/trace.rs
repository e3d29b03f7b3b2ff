//! Names each request, logs it once, counts it.
//!
//! The log line has the path without its query, the status and the time taken; no header, no body, no name.

use std::{net::SocketAddr, time::Instant};

use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::Response,
};
use domain::auth::Browser;
use http::{Extensions, HeaderName, HeaderValue, header};
use services::RequestInfo;

use super::{AppState, client_address::client_address, metrics};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request its id and source, and writes the access log.
pub(crate) async fn record(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    let env = &app.services().env;
    let info = RequestInfo {
        browser: browser(&request),
        ..RequestInfo::new(env.new_id(), source(&request, app.site().trusted_proxies))
    };
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let started = Instant::now();
    request.extensions_mut().insert(info.clone());
    let mut response = next.run(request).await;
    let status = response.status().as_u16();
    let took_us = started.elapsed().as_micros();
    metrics::count_request(&path, status);
    tracing::info!(request_id = info.request_id, %method, path, status, took_us, "request");
    if let Ok(value) = HeaderValue::from_str(&info.request_id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// Where the request came from: the peer's address, or what the proxies in front say.
fn source(request: &Request, proxies: usize) -> String {
    request.extensions().get::<ConnectInfo<SocketAddr>>().map_or_else(
        || "unknown".to_owned(),
        |ConnectInfo(peer)| client_address(request.headers(), peer.ip(), proxies).to_string(),
    )
}

/// Which browser it says it is.
fn browser(request: &Request) -> Option<Browser> {
    let said = request.headers().get(header::USER_AGENT)?.to_str().ok()?;
    Browser::of(said)
}

/// What [`record`] noted about this request.
pub(crate) fn info(extensions: &Extensions) -> RequestInfo {
    extensions
        .get::<RequestInfo>()
        .cloned()
        .unwrap_or_else(|| RequestInfo::new("", "unknown"))
}

/// The id [`record`] gave this request.
pub(crate) fn request_id(request: &Request) -> String {
    info(request.extensions()).request_id
}
