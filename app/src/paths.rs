//! Every address of the portal, typed: what a page is called, whether it carries WASM, and which functions its forms may call.
//!
//! Links are written with the constants and functions here; the server asks [`Page`] what a path is. A path this module
//! does not know is a public "not found" page.

mod draft;
pub mod filter;
pub mod help;
mod page;
mod query;

use domain::prior_auth::step::Step;

pub use draft::{
    ADD_LINE, CONTINUE, EDIT_LINE, LEAVE, LINE, OVERWROTE, REMOVE_LINE, draft, draft_delete, draft_line, draft_step,
};
pub use page::{
    ACCOUNT_CHUNK, ADDRESSES, CASE_CHUNK, DELETE, DRAFT_CHUNK, INQUIRY_CHUNK, INTAKE_CHUNK, NOTIFICATION_CHUNK,
    PRIOR_AUTH_CHUNK, Page, QUEUE_CHUNK, REVIEW_CHUNK, SEARCH_CHUNK, parameter,
};
pub use query::{query_of, query_pairs, query_value, query_without};

/// The public home page.
pub const HOME: &str = "/";
/// Log in.
pub const LOGIN: &str = "/login";
/// Help, also for people who cannot get in.
pub const HELP: &str = "/help";
/// Whether the portal works.
pub const STATUS: &str = "/status";
/// Privacy.
pub const PRIVACY: &str = "/privacy";
/// Accessibility.
pub const ACCESSIBILITY: &str = "/accessibility";
/// Forgot User ID.
pub const RECOVER_USER_ID: &str = "/recover/user-id";
/// Forgot password.
pub const RECOVER_PASSWORD: &str = "/recover/password";
/// Set a password by a one-time link.
pub const SET_PASSWORD: &str = "/set-password";
/// The session ended by itself.
pub const SESSION_EXPIRED: &str = "/session-expired";
/// The session was ended elsewhere.
pub const SIGNED_OUT: &str = "/signed-out";
/// The session was taken back.
pub const REVOKED: &str = "/signed-out?because=revoked";
/// The person's roles do not grant the page.
pub const ACCESS_DENIED: &str = "/access-denied";
/// The parts of the design system; not in a release.
pub const DESIGN: &str = "/design";
/// The first page after logging in.
pub const DASHBOARD: &str = "/dashboard";
/// One's own account.
pub const ACCOUNT: &str = "/account";
/// What others did that concerns the reader.
pub const NOTIFICATIONS: &str = "/notifications";
/// Finds requests, pages and actions.
pub const SEARCH: &str = "/search";
/// The practice's requests.
pub const PRIOR_AUTH: &str = "/prior-auth";
/// The practice's requests as a file; it takes the query of [`PRIOR_AUTH`].
pub const PRIOR_AUTH_EXPORT: &str = "/prior-auth/export.csv";
/// The page with the button "New request".
pub const PRIOR_AUTH_NEW: &str = "/prior-auth/new";
/// Whether a service needs authorization.
pub const INQUIRY: &str = "/prior-auth/check";
/// The plan's work queue.
pub const REVIEW: &str = "/review";

/// Where the plan enters a request that came by phone, fax or mail.
pub const INTAKE: &str = "/review/intake";
/// Where the plan joins a document that came so to its request.
pub const INTAKE_DOCUMENT: &str = "/review/intake/document";

/// Where the practice switcher posts, from any page.
pub const SWITCH_PRACTICE_ACTION: &str = "/dashboard?do=session/switch-practice";
/// Where the search posts.
pub const SEARCH_ACTION: &str = "/search?do=search/find";
/// Where the choice of light or dark posts, from any page.
pub const SET_THEME_ACTION: &str = "/?do=account/set-theme";
/// Where "New request" posts, from any page.
pub const NEW_REQUEST_ACTION: &str = "/prior-auth/new?do=prior-auth/create-draft";
/// Where the "Log out" form posts, from any page.
pub const LOG_OUT_ACTION: &str = "/dashboard?do=auth/log-out";

/// The longest `next` address that is carried along.
const NEXT_LIMIT: usize = 512;

/// The documents of one draft.
#[must_use]
pub fn documents(draft: &str) -> String {
    draft_step(draft, Step::Documents)
}

/// Where files are posted to.
pub const FILES: &str = "/files";
/// The query parameter that says what went wrong with files as a whole: a `FileProblem`, [`NO_FILE`], [`FILES_FAILED`]
/// or [`NOT_SCANNED`].
pub const PROBLEM: &str = "problem";
/// No file was chosen.
pub const NO_FILE: &str = "no_file";
/// Files did not arrive.
pub const FILES_FAILED: &str = "failed";
/// The scanner for malware is away: nothing is taken meanwhile.
pub const NOT_SCANNED: &str = "not_scanned";

/// A file, to be saved.
#[must_use]
pub fn file(id: &str) -> String {
    format!("{FILES}/{}", encode(id))
}

/// The image of a page of a file, counted from 1.
#[must_use]
pub fn file_page(id: &str, page: u32) -> String {
    format!("{FILES}/{}/pages/{page}", encode(id))
}

/// A proof that a service needed no authorization.
#[must_use]
pub fn proof(reference: &str) -> String {
    format!("{INQUIRY}/{}", encode(reference))
}

/// One request, as the practice sees it.
#[must_use]
pub fn case(reference: &str) -> String {
    format!("/prior-auth/{}", encode(reference))
}

/// The page on which the practice answers what the plan has asked about a request.
#[must_use]
pub fn answer(reference: &str) -> String {
    format!("{}/answer", case(reference))
}

/// The page on which the practice adds documents to a request that was sent.
#[must_use]
pub fn add_documents(reference: &str) -> String {
    format!("{}/documents", case(reference))
}

/// One request, as the plan's reviewers see it.
#[must_use]
pub fn review_case(reference: &str) -> String {
    format!("/review/{}", encode(reference))
}

/// Where the search in the documents of a request posts.
#[must_use]
pub fn find_in_documents(reference: &str) -> String {
    format!("{}?do=review/find-in-documents#find-text", review_case(reference))
}

/// The query parameter of [`INTAKE`] that names the request which was just entered.
pub const ENTERED: &str = "entered";
/// The query parameter of [`INTAKE_DOCUMENT`] that names the request.
pub const CASE: &str = "case";
/// The query parameter beside [`ENTERED`] and [`CASE`] that says how it came: the code of a channel.
pub const CHANNEL: &str = "channel";
/// The query parameter beside [`CHANNEL`] that says when, in Unix milliseconds.
pub const RECEIVED: &str = "received";

/// The page on which the plan enters requests, which says that one was entered, and how and when it came.
#[must_use]
pub fn entered(reference: &str, channel: &str, millis: &str) -> String {
    with_query(INTAKE, &[(ENTERED, reference), (CHANNEL, channel), (RECEIVED, millis)])
}

/// The page on which the plan joins documents to a request; where it is known how and when they came, they can be sent.
#[must_use]
pub fn join_document(reference: &str, channel: &str, millis: &str) -> String {
    with_query(
        INTAKE_DOCUMENT,
        &[(CASE, reference), (CHANNEL, channel), (RECEIVED, millis)],
    )
}

/// The place on a case's page where messages stand; as a query parameter, before which of them the shown part ends.
pub const MESSAGES: &str = "messages";
/// The same of the notes on a reviewer's page.
pub const NOTES: &str = "notes";

/// The messages of one request, as the practice sees them.
#[must_use]
pub fn case_messages(reference: &str) -> String {
    format!("{}#{MESSAGES}", case(reference))
}

/// The messages of one request, as the plan's reviewers see them.
#[must_use]
pub fn review_messages(reference: &str) -> String {
    format!("{}#{MESSAGES}", review_case(reference))
}

/// The notes of one request.
#[must_use]
pub fn review_notes(reference: &str) -> String {
    format!("{}#{NOTES}", review_case(reference))
}

/// The query parameter of a case's page that opens a form there.
pub const ACT: &str = "act";
/// Of [`ACT`]: the question whether to take the request back.
pub const WITHDRAW: &str = "withdraw";
/// Of [`ACT`]: the question whether to ask for expedited review.
pub const EXPEDITE: &str = "expedite";

/// The query parameter of a list that names the row before its first one.
pub const AFTER: &str = "after";
/// The query parameter of [`PRIOR_AUTH`] that names a group.
pub const GROUP: &str = "group";
/// The group of drafts; the codes of the others are the use case's.
pub const DRAFTS: &str = "drafts";
/// The query parameter of [`PRIOR_AUTH`] that says when requests were decided: `2026-11-16..2026-11-22`, both days
/// counted, or an instant in Unix milliseconds and `..`.
pub const DECIDED: &str = "decided";
/// The query parameter beside [`DECIDED`] that says how: a code of `domain::prior_auth::Determination`.
pub const BY: &str = "by";
/// The query parameter of [`REVIEW`] that says whose cases: [`MINE`], [`NOBODY`], or an account's.
pub const SHOW: &str = "show";
/// Only the reader's own cases.
pub const MINE: &str = "mine";
/// Only the cases that nobody has taken.
pub const NOBODY: &str = "nobody";
/// The query parameter of [`REVIEW`] that names a request which was just assigned; several times for several.
pub const ASSIGNED: &str = "assigned";
/// The query parameter of [`REVIEW`] that names a request which was not assigned, behind a code for why and a dot.
pub const NOT_ASSIGNED: &str = "not_assigned";
/// The query parameter beside these that names the account to which they were to be assigned.
pub const TO: &str = "assigned_to";
/// The query parameter of the plan's pages that shows their keys.
pub const KEYS: &str = "keys";
/// The query parameter of [`REVIEW`] that says how pressing: a code of `domain::dashboard::Ageing`.
pub const DUE: &str = "due";
/// The query parameter of [`DASHBOARD`] that says how finely its chart parts time: a code of `domain::dashboard::Scale`.
pub const CHART: &str = "chart";

/// The practice's requests in `group`, after the row `after`; all of them, from the first, where these are empty.
#[must_use]
pub fn requests(group: &str, after: &str) -> String {
    with_query(PRIOR_AUTH, &[(GROUP, group), (AFTER, after)])
}

/// The practice's requests that were decided from one day to another, in some way; in any where `by` is empty.
#[must_use]
pub fn decided_between(first: &str, last: &str, by: &str) -> String {
    with_query(PRIOR_AUTH, &[(DECIDED, &format!("{first}..{last}")), (BY, by)])
}

/// The practice's requests that were decided since an instant.
#[must_use]
pub fn decided_since(millis: &str) -> String {
    with_query(PRIOR_AUTH, &[(DECIDED, &format!("{millis}.."))])
}

/// The address of a page without some parameters of its query.
#[must_use]
pub fn without(address: &str, names: &[&str]) -> String {
    let query = names
        .iter()
        .fold(query_of(address).to_owned(), |query, name| query_without(&query, name));
    if query.is_empty() {
        path_of(address).to_owned()
    } else {
        format!("{}?{query}", path_of(address))
    }
}

/// The work queue or a part of it (see [`SHOW`] and [`DUE`]), after the row `after`; all of it, from the first, where
/// these are empty.
#[must_use]
pub fn work_queue(show: &str, due: &str, after: &str) -> String {
    with_query(REVIEW, &[(SHOW, show), (DUE, due), (AFTER, after)])
}

/// The dashboard with its chart in view; `chart` as in [`CHART`].
#[must_use]
pub fn dashboard_chart(chart: &str) -> String {
    format!("{}#decisions", with_query(DASHBOARD, &[(CHART, chart)]))
}

/// `page`, with the query parameters that have a value.
#[must_use]
pub fn with_query(page: &str, parameters: &[(&str, &str)]) -> String {
    let mut address = page.to_owned();
    for (name, value) in parameters.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(if address.contains('?') { '&' } else { '?' });
        address.push_str(&encode(name));
        address.push('=');
        address.push_str(&encode(value));
    }
    address
}

/// The query parameter of [`SET_PASSWORD`] that holds the secret of the link.
pub const TOKEN: &str = "token";
/// The query parameter of [`LOGIN`] that says what happened before.
pub const NOTICE: &str = "notice";
/// A password was set.
pub const PASSWORD_SET: &str = "password-set";
/// The browser came back from logging in without its cookie.
pub const COOKIES_OFF: &str = "cookies-off";

/// The one-time link with this secret, on this site.
#[must_use]
pub fn set_password(token: &str) -> String {
    with_query(SET_PASSWORD, &[(TOKEN, token)])
}

/// The log in page, which says that a password was set.
#[must_use]
pub fn login_after_password() -> String {
    with_query(LOGIN, &[(NOTICE, PASSWORD_SET)])
}

/// Whether the address of the page at `path` holds a secret: then no other request may name it.
#[must_use]
pub fn bears_secret(path: &str) -> bool {
    Page::parse(path) == Some(Page::SetPassword)
}

/// `page` with `next` carried along, if `next` is a page of ours; for `/login` and `/session-expired`.
#[must_use]
pub fn with_next(page: &str, next: &str) -> String {
    with_query(page, &[("next", own_path(next).unwrap_or_default())])
}

/// Whether the page at `path` is hydrated. Public pages carry no script at all.
#[must_use]
pub fn carries_wasm(path: &str) -> bool {
    is_signed_in(path)
}

/// Whether one has to be signed in to see the page at `path`.
#[must_use]
pub fn is_signed_in(path: &str) -> bool {
    Page::parse(path).is_some_and(Page::is_signed_in)
}

/// The server functions that forms of the page at `path` may call; empty for pages without forms.
#[must_use]
pub fn form_targets(path: &str) -> &'static [&'static str] {
    Page::parse(path).map_or(&[], Page::form_targets)
}

/// `next` unchanged if it is the address of a signed-in page of ours, else nothing; see [`own_page`].
#[must_use]
pub fn own_path(next: &str) -> Option<&str> {
    own_page(next).filter(|next| is_signed_in(path_of(next)))
}

/// `address` unchanged if it is one of a page of ours that holds no secret, else nothing.
///
/// The path has to be one that [`Page::parse`] knows, so `//host`, `/\host`, their encoded forms, other schemes and
/// control characters have no way through; the query may hold printable ASCII without backslashes.
#[must_use]
pub fn own_page(address: &str) -> Option<&str> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let is_query_plain = query
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'#' | b'"' | b'<' | b'>'));
    let is_known = Page::parse(path).is_some_and(|page| page != Page::SetPassword);
    (address.len() <= NEXT_LIMIT && is_query_plain && is_known).then_some(address)
}

/// The path of an address, without query and fragment.
#[must_use]
pub fn path_of(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

/// Percent-encodes everything but RFC 3986's unreserved characters.
fn encode(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}
