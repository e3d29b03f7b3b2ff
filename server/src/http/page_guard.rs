//! Decides, before a page renders, whether this person may see it.
//!
//! The functions behind the page decide again, each for itself; the guard is there so that people land where the reason
//! is explained: at the log in page, at "Session expired", at "Signed out elsewhere", at "Access denied".

use app::{
    paths::{self, Page},
    request::RequestScope,
};
use axum::response::Response;
use domain::access::Permission;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use services::auth::SessionLoss;

/// What becomes of a request for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Render it.
    Show,
    /// Render "Access denied" in its place.
    Deny,
    /// Nobody is signed in (any more).
    Leave(SessionLoss),
    /// Nobody can say who is signed in: the database does not answer.
    Wait,
}

/// Judges a request for `page`; `None` is an unknown address, which anybody may be told.
pub(crate) fn judge(page: Option<Page>, scope: &RequestScope) -> Verdict {
    let Some(page) = page.filter(|page| page.is_signed_in()) else {
        return Verdict::Show;
    };
    match &scope.session {
        Err(SessionLoss::Unavailable) => Verdict::Wait,
        Err(loss) => Verdict::Leave(loss.clone()),
        Ok(actor) => match permission(page).filter(|needed| !actor.can(*needed)) {
            None => Verdict::Show,
            Some(lacking) => {
                scope.denials.note(lacking);
                Verdict::Deny
            }
        },
    }
}

/// What a page shows at all requires; what it offers is decided by its functions.
fn permission(page: Page) -> Option<Permission> {
    match page {
        Page::Public | Page::Login | Page::SetPassword => None,
        Page::Dashboard | Page::Account | Page::Notifications | Page::Search => Some(Permission::ViewDashboard),
        Page::PriorAuthList | Page::PriorAuthInquiry | Page::PriorAuthProof | Page::PriorAuthCase => {
            Some(Permission::ReadPriorAuth)
        }
        Page::PriorAuthNew
        | Page::PriorAuthDraft
        | Page::PriorAuthStep(_)
        | Page::PriorAuthDelete
        | Page::PriorAuthAnswer
        | Page::PriorAuthAddDocuments => Some(Permission::WritePriorAuth),
        Page::Intake => Some(Permission::TakeIn),
        Page::IntakeDocument => Some(Permission::JoinDocuments),
        Page::ReviewQueue | Page::ReviewCase => Some(Permission::ReadReviewQueue),
    }
}

/// Sends the person to the page that says why the session is gone, with the way back.
pub(crate) fn leave(loss: SessionLoss, address: &str) -> Response {
    let target = match loss {
        SessionLoss::Missing | SessionLoss::Unavailable => paths::with_next(paths::LOGIN, address),
        SessionLoss::Expired => paths::with_next(paths::SESSION_EXPIRED, address),
        SessionLoss::Ended | SessionLoss::PracticeChanged => paths::SIGNED_OUT.to_owned(),
        SessionLoss::Revoked => paths::REVOKED.to_owned(),
    };
    see_other(&target)
}

/// Whether a browser comes from the log in page and has no cookie at all: it kept none of what logging in gave it. No link leads from
/// there to a page for people who are logged in.
pub(crate) fn keeps_no_cookies(loss: &SessionLoss, headers: &HeaderMap, origin: &str) -> bool {
    let from = headers.get(header::REFERER).and_then(|from| from.to_str().ok());
    let path = from.and_then(|from| from.strip_prefix(origin)).map(paths::path_of);
    *loss == SessionLoss::Missing && !headers.contains_key(header::COOKIE) && path == Some(paths::LOGIN)
}

/// A 303 to a page of ours.
pub(crate) fn see_other(target: &str) -> Response {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::SEE_OTHER;
    let location = HeaderValue::from_str(target).unwrap_or(HeaderValue::from_static(paths::HOME));
    response.headers_mut().insert(header::LOCATION, location);
    response
}
