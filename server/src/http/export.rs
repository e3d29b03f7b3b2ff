//! `GET /prior-auth/export.csv`: the list of requests as its address filters it, as a file for office programs.
//!
//! It is sent while it is read, page by page, so that no list is held in memory. Who may see the list may take it along; each
//! page that leaves is on record, like a page that is shown.

use std::io;

use app::error::ApiError;
use app::features::prior_auth::export;
use app::paths::{self, Page};
use app::request::{RequestScope, wording::Wording};
use axum::{body::Body, extract::State, response::Response};
use bytes::Bytes;
use domain::access::Permission;
use futures::{Stream, stream};
use http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use services::Caller;
use services::prior_auth::{self, ListQuery};

use super::{
    AppState, denials,
    entry::{self, Activity},
    headers::{Private, Sandboxed},
    page_guard::{self, Verdict},
    pages, plain_page,
};

/// The address.
pub(super) const PATH: &str = paths::PRIOR_AUTH_EXPORT;

/// The file, or the way a page is refused: somebody followed a link.
pub(super) async fn serve(State(app): State<AppState>, parts: Parts) -> Response {
    let scope = entry::scope(&app, &parts, Activity::Person).await;
    match page_guard::judge(Some(Page::PriorAuthList), &scope) {
        Verdict::Leave(loss) => return page_guard::leave(loss, &list_address(&parts)),
        Verdict::Wait => return plainly(&app, &parts, StatusCode::SERVICE_UNAVAILABLE),
        Verdict::Deny => {
            denials::record(&scope, parts.uri.path()).await;
            return pages::deny(&app, scope, parts).await;
        }
        Verdict::Show => {}
    }
    let wording = Wording::of(&scope);
    match (export::query(query_of(&parts), &wording), caller(&scope)) {
        (Ok(query), Some(caller)) => {
            let reader = Reader {
                app,
                headers: parts.headers,
                caller,
            };
            attachment(lines(reader, query, wording), &wording)
        }
        // The list says at its fields what was typed wrong.
        (Err(ApiError::Form(_)), _) => page_guard::see_other(&list_address(&parts)),
        _ => plainly(&app, &parts, StatusCode::NOT_FOUND),
    }
}

fn query_of(parts: &Parts) -> &str {
    parts.uri.query().unwrap_or_default()
}

/// The list with the same filters.
fn list_address(parts: &Parts) -> String {
    match query_of(parts) {
        "" => paths::PRIOR_AUTH.to_owned(),
        query => format!("{}?{query}", paths::PRIOR_AUTH),
    }
}

fn caller(scope: &RequestScope) -> Option<Caller> {
    let actor = scope.session.clone().ok()?;
    let request = scope.request.clone();
    Some(Caller { actor, request })
}

/// Where a file stands that is being sent.
enum Next {
    Head,
    Page { query: ListQuery, sent: usize },
    End,
}

/// Whoever takes the list along, and the request in which they asked for it.
#[derive(Clone)]
struct Reader {
    app: AppState,
    headers: HeaderMap,
    caller: Caller,
}

impl Reader {
    /// Whether they may go on reading: a session that is over ends what is on its way.
    async fn may_read(&self) -> bool {
        let now = entry::session(&self.app, &self.headers, Activity::Machine).await;
        let actor = &self.caller.actor;
        now.is_ok_and(|now| {
            now.session == actor.session && now.practice == actor.practice && now.can(Permission::ReadPriorAuth)
        })
    }
}

/// The lines, as many at a time as are read at a time.
fn lines(reader: Reader, query: ListQuery, wording: Wording) -> impl Stream<Item = Result<Bytes, io::Error>> + Send {
    stream::try_unfold(Next::Head, move |next| {
        let (reader, query) = (reader.clone(), query.clone());
        async move {
            match next {
                Next::Head => {
                    let first = Next::Page { query, sent: 0 };
                    Ok(Some((Bytes::from(export::head(&wording)), first)))
                }
                Next::Page { query, sent } => page(&reader, query, sent, &wording).await.map(Some),
                Next::End => Ok(None),
            }
        }
    })
}

async fn page(reader: &Reader, query: ListQuery, sent: usize, wording: &Wording) -> Result<(Bytes, Next), io::Error> {
    if !reader.may_read().await {
        return Err(io::Error::other("the session is over"));
    }
    let page = prior_auth::export(reader.app.services(), &reader.caller, query.clone())
        .await
        .map_err(|error| {
            tracing::error!(%error, "a list broke off while it was sent");
            io::Error::other("the list could not be read")
        })?;
    let sent = sent + page.items.len();
    let mut lines = export::lines(&page.items, wording);
    let next = match page.next {
        None => Next::End,
        Some(_) if sent >= export::MOST => {
            lines.push_str(&export::cut());
            Next::End
        }
        after => Next::Page {
            query: ListQuery { after, ..query },
            sent,
        },
    };
    Ok((Bytes::from(lines), next))
}

/// To be saved, under a name that says nothing of what is in it but the day.
fn attachment(lines: impl Stream<Item = Result<Bytes, io::Error>> + Send + 'static, wording: &Wording) -> Response {
    let mut response = Response::new(Body::from_stream(lines));
    response.extensions_mut().insert(Sandboxed);
    response.extensions_mut().insert(Private);
    let name = format!("attachment; filename=\"prior-auth-requests-{}.csv\"", wording.today());
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/csv; charset=utf-8"),
    );
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    headers.insert(header::CONTENT_DISPOSITION, name);
    response
}

fn plainly(app: &AppState, parts: &Parts, status: StatusCode) -> Response {
    let mut response = plain_page::answer(app, parts.uri.path(), status, None);
    response.extensions_mut().insert(Private);
    response
}
