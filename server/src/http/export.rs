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
use futures::{Stream, stream};
use http::{HeaderValue, StatusCode, header, request::Parts};
use services::prior_auth::{self, ListQuery};
use services::{Caller, Services};

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
        (Ok(query), Some(caller)) => attachment(lines(scope.services.clone(), caller, query, wording), &wording),
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

/// The lines, as many at a time as are read at a time.
fn lines(
    services: Services,
    caller: Caller,
    query: ListQuery,
    wording: Wording,
) -> impl Stream<Item = Result<Bytes, io::Error>> + Send {
    stream::try_unfold(Next::Head, move |next| {
        let (services, caller, query) = (services.clone(), caller.clone(), query.clone());
        async move {
            match next {
                Next::Head => {
                    let first = Next::Page { query, sent: 0 };
                    Ok(Some((Bytes::from(export::head(&wording)), first)))
                }
                Next::Page { query, sent } => page(&services, &caller, query, sent, &wording).await.map(Some),
                Next::End => Ok(None),
            }
        }
    })
}

async fn page(
    services: &Services,
    caller: &Caller,
    query: ListQuery,
    sent: usize,
    wording: &Wording,
) -> Result<(Bytes, Next), io::Error> {
    let page = prior_auth::export(services, caller, query.clone())
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
