//! Forms that arrive after their session is over: kept, and applied once their sender has signed in again.
//!
//! What is kept and for how long is the business of `services::auth`; here is when. A form is kept on the way to the page
//! that says why the session is gone. It is applied when its own page is asked for; whoever lands on another page is sent
//! there.

use app::{
    paths::{self, Page},
    request::RequestScope,
};
use axum::{body::Bytes, response::Response};
use http::{HeaderValue, Method, header, request::Parts};
use services::{
    Caller,
    auth::{self, Claim, LateForm, SessionLoss},
};

use super::{AppState, entry, form_posts, page_guard};

const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

/// Keeps what was posted, and makes `response` carry the key to it. Without a session that was alive once there is nobody to keep it
/// for; what carries a password is never kept.
pub(crate) async fn keep(
    app: &AppState,
    parts: &Parts,
    loss: &SessionLoss,
    form: (&'static str, &Bytes),
    response: &mut Response,
) {
    let (function, body) = form;
    let was_alive = !matches!(loss, SessionLoss::Missing | SessionLoss::Unavailable);
    let dead_token = entry::token(&parts.headers, &app.site().cookie.name);
    let (true, Some(dead_token), Ok(body)) = (
        was_alive && may_be_kept(function, body),
        dead_token,
        str::from_utf8(body),
    ) else {
        return;
    };
    let form = LateForm {
        address: entry::own_address(parts),
        function: function.to_owned(),
        body: body.to_owned(),
    };
    match auth::keep_late_form(app.services(), dead_token, &form).await {
        Ok(Some(key)) => {
            let minutes = auth::LATE_FORM_KEPT.num_seconds();
            append_cookie(response, &app.site().cookie.for_form().set_for(key.expose(), minutes));
        }
        Ok(None) => {}
        Err(error) => tracing::error!(%error, "a form that came after its session could not be kept"),
    }
}

/// Signing in and out, another practice, one's sessions, passwords and questions are not what somebody wants to have done later.
fn may_be_kept(function: &str, body: &[u8]) -> bool {
    let has_password =
        || url::form_urlencoded::parse(body).any(|(name, _)| name.to_ascii_lowercase().contains("password"));
    let is_late = ["auth/", "session/", "account/", "search/"]
        .iter()
        .any(|area| function.starts_with(area));
    !is_late && !has_password()
}

/// Applies the form that waits for this person, or sends the browser to where it belongs. `None` when none waits.
pub(crate) async fn pick_up(
    app: &AppState,
    page: Option<Page>,
    scope: &RequestScope,
    parts: &Parts,
) -> Option<Response> {
    let style = app.site().cookie.for_form();
    let cookie = entry::token(&parts.headers, &style.name)?;
    let page = page.filter(|page| page.is_signed_in() && parts.method == Method::GET)?;
    let caller = Caller {
        actor: scope.session.clone().ok()?,
        request: scope.request.clone(),
    };
    let path = paths::path_of(&scope.path);
    let mut response = match auth::claim_late_form(app.services(), &caller, cookie, path).await {
        Ok(Claim::Here(form)) => apply(app, page, scope, parts, form).await,
        Ok(Claim::Elsewhere(address)) => return Some(page_guard::see_other(&address)),
        Ok(Claim::OtherPractice) => return None,
        // The key opens nothing: the page is asked for once more without it.
        Ok(Claim::Gone) => page_guard::see_other(&scope.path),
        Err(error) => {
            tracing::error!(%error, "a form that waits could not be looked for");
            return None;
        }
    };
    append_cookie(&mut response, &style.expire());
    Some(response)
}

/// As if it were posted now.
async fn apply(app: &AppState, page: Page, scope: &RequestScope, parts: &Parts, form: LateForm) -> Response {
    let function = page
        .form_targets()
        .iter()
        .copied()
        .find(|known| *known == form.function);
    let Some(function) = function else {
        return page_guard::see_other(&scope.path);
    };
    let mut parts = parts.clone();
    parts.method = Method::POST;
    parts.headers.insert(header::CONTENT_TYPE, FORM);
    parts.headers.remove(header::CONTENT_LENGTH);
    form_posts::run(app, scope.clone(), parts, function, Bytes::from(form.body)).await
}

fn append_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::may_be_kept;

    #[test]
    fn passwords_and_what_is_about_the_session_are_never_kept() {
        assert!(may_be_kept("prior-auth/save-step", b"draft=1&last_name=Delgado"));
        assert!(!may_be_kept("auth/log-in", b"user_id=x"));
        assert!(!may_be_kept("auth/log-out", b""));
        assert!(!may_be_kept("session/switch-practice", b"practice=1"));
        assert!(!may_be_kept("account/end-others", b"") && !may_be_kept("search/find", b"q=Delgado"));
        assert!(!may_be_kept("practice/change", b"name=x&New_Password=secret"));
    }
}
