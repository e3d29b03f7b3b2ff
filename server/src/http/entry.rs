//! Who is at the door: from cookie to [`RequestScope`].
//!
//! Pages, functions and streams all come through here, so what a page may show and what a function may do follow from
//! the same answer.

use std::sync::Arc;

use app::{
    request::{Denials, RequestScope, SINGLE_KEYS_COOKIE},
    ui::theme::{self, Theme},
};
use domain::access::Actor;
use http::{HeaderMap, header, request::Parts};
use services::auth::{self, SessionLoss};

use super::{AppState, trace};

/// Whether a request counts as somebody working. Pages that refresh themselves must not keep a session alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Activity {
    Person,
    Machine,
}

impl Activity {
    /// What the caller says of itself: hydrated pages mark the calls that no click or key preceded.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        if headers.contains_key(app::live::BACKGROUND_HEADER) {
            Self::Machine
        } else {
            Self::Person
        }
    }
}

/// Asks who holds the session that the cookie names.
pub(crate) async fn session(app: &AppState, headers: &HeaderMap, activity: Activity) -> Result<Actor, SessionLoss> {
    match token(headers, &app.site().cookie.name) {
        Some(token) => auth::authenticate(app.services(), token, activity == Activity::Person).await,
        None => Err(SessionLoss::Missing),
    }
}

/// The scope of a page or function.
pub(crate) async fn scope(app: &AppState, parts: &Parts, activity: Activity) -> RequestScope {
    let session = session(app, &parts.headers, activity).await;
    let token = token(&parts.headers, &app.site().cookie.name).filter(|_| session.is_ok());
    RequestScope {
        services: app.services().clone(),
        outlook: token.and_then(|token| auth::outlook(app.services(), token)),
        session,
        request: trace::info(&parts.extensions),
        form: None,
        asked: Vec::new(),
        theme: self::token(&parts.headers, theme::COOKIE)
            .map(Theme::parse)
            .unwrap_or_default(),
        single_keys: self::token(&parts.headers, SINGLE_KEYS_COOKIE) != Some("off"),
        assets: Arc::clone(app.assets().paths()),
        path: own_address(parts),
        cookie: app.site().cookie.clone(),
        seq: 0,
        denials: Denials::default(),
    }
}

/// Path and query as asked for, without the `do` of a posted form.
pub(crate) fn own_address(parts: &Parts) -> String {
    let path = parts.uri.path();
    let query = parts.uri.query().unwrap_or_default();
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("do="))
        .collect();
    if kept.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", kept.join("&"))
    }
}

/// The value of the cookie called `name`.
pub(crate) fn token<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name && !value.is_empty()).then_some(value))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn address(uri: &str) -> String {
        own_address(&http::Request::builder().uri(uri).body(()).unwrap().into_parts().0)
    }

    #[test]
    fn the_name_of_a_posted_function_is_no_part_of_the_address() {
        assert_eq!(address("/login?next=/review&do=auth/log-in"), "/login?next=/review");
        assert_eq!(address("/login?do=auth/log-in"), "/login");
        assert_eq!(address("/prior-auth?group=waiting"), "/prior-auth?group=waiting");
    }

    #[test]
    fn the_session_cookie_is_found_among_others() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "a=1; portico_session=abc".parse().unwrap());
        headers.append(header::COOKIE, "b=2".parse().unwrap());
        assert_eq!(token(&headers, "portico_session"), Some("abc"));
        assert_eq!(token(&headers, "b"), Some("2"));
        assert_eq!(token(&headers, "session"), None);
        assert_eq!(token(&HeaderMap::new(), "a"), None);
    }

    #[test]
    fn an_emptied_cookie_is_no_session() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "portico_session=".parse().unwrap());
        assert_eq!(token(&headers, "portico_session"), None);
    }
}
