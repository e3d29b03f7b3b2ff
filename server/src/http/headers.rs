//! The headers every answer carries, and the nonce that lets this answer's own scripts run.
//!
//! The policy allows nothing but what the server itself put into the page: scripts by nonce (and what they load), styles,
//! images and fonts from this origin, no frames, no plug-ins, forms to this origin only. It is set on every answer, so
//! that an error page or a downloaded file is covered too.

use app::paths;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use leptos::nonce::Nonce;

use super::AppState;

const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const SAME_ORIGIN: HeaderValue = HeaderValue::from_static("same-origin");
/// Two years, for this host alone: others of its domain may have no TLS.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=63072000");
/// For addresses that hold a secret. Browsers then post forms with `Origin: null`, and their `Sec-Fetch-Site` has to vouch for them.
const NO_REFERRER: HeaderValue = HeaderValue::from_static("no-referrer");
const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
const NO_CACHE: HeaderValue = HeaderValue::from_static("no-cache");

/// Marks an answer that was made for somebody signed in: it is never stored by any cache.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Private;

/// Marks an answer whose content a stranger made: should a browser show it, then without anything that it could do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sandboxed;

/// The policy of such an answer.
const SANDBOX: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'; frame-ancestors 'none'");

/// Makes the nonce, hands it inward, and dresses the answer.
pub(crate) async fn apply(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    let nonce = Nonce::new();
    request.extensions_mut().insert(nonce.clone());
    let bears_secret = paths::bears_secret(request.uri().path());
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let mut response = next.run(request).await;
    let is_private = response.extensions().get::<Private>().is_some();
    let is_sandboxed = response.extensions().get::<Sandboxed>().is_some();
    let headers = response.headers_mut();
    if is_sandboxed {
        headers.insert(header::CONTENT_SECURITY_POLICY, SANDBOX);
    } else if let Some(policy) = content_security_policy(&nonce) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(OPENER, SAME_ORIGIN);
    headers.insert(RESOURCE, SAME_ORIGIN);
    let referrer = if bears_secret { NO_REFERRER } else { SAME_ORIGIN };
    headers.insert(header::REFERRER_POLICY, referrer);
    headers.insert(
        PERMISSIONS,
        HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
    );
    if app.site().cookie.secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS);
    }
    if is_private || bears_secret || !is_read {
        headers.insert(header::CACHE_CONTROL, NO_STORE);
    } else if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, NO_CACHE);
    }
    response
}

/// Whether the body is what it must be: an HTML form in UTF-8, said once and plainly. Nothing else is read anywhere.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(only), None) = (types.next(), types.next()) else {
        return false;
    };
    let mut parts = only.to_str().unwrap_or_default().split(';').map(str::trim);
    let is_form_type = parts
        .next()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("application/x-www-form-urlencoded"));
    is_form_type && parts.all(|parameter| parameter.eq_ignore_ascii_case("charset=utf-8"))
}

/// The policy of this answer. A nonce is URL-safe base64, so the header value is always valid.
fn content_security_policy(nonce: &Nonce) -> Option<HeaderValue> {
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).ok()
}
