//! Everything that is not a function, a stream or a health check: files of the site, and pages.
//!
//! Pages render completely before the first byte leaves (Async mode), so status, cookies and redirects set while
//! rendering are never too late, and a page without scripts shows all its content. The same closure gives pages and
//! functions their context; it overrides leptos' own nonce with the one in the policy header.

use std::pin::Pin;

use app::{
    paths::{self, Page},
    request::RequestScope,
    shell::{TestMode, shell},
};
use axum::{
    body::Body,
    extract::{Request, State},
    response::Response,
};
use futures::{Stream, StreamExt as _, stream};
use http::{HeaderValue, Method, StatusCode, Uri, header, request::Parts};
use leptos::{IntoView, nonce::Nonce, prelude::provide_context};
use leptos_axum::handle_response_inner;
use services::settings::Mode;

use super::{
    AppState, denials,
    entry::{self, Activity},
    form_posts,
    headers::Private,
    late_forms, metrics,
    page_guard::{self, Verdict},
    panics::Alarm,
    plain_page,
};

/// Serves a file of the site or a page.
pub(crate) async fn serve(State(app): State<AppState>, request: Request) -> Response {
    let path = request.uri().path();
    if let Some(file) = app.assets().respond(request.method(), path, request.headers()) {
        return file;
    }
    // A file of a build that is not this server's any more: no page, and nobody's doing.
    if path.starts_with("/pkg/") {
        return plain_page::answer(&app, path, StatusCode::NOT_FOUND, None);
    }
    match *request.method() {
        Method::GET | Method::HEAD => show(&app, request).await,
        Method::POST => form_posts::answer(&app, request).await,
        _ => {
            let mut refused = plain_page::answer(&app, path, StatusCode::METHOD_NOT_ALLOWED, None);
            refused
                .headers_mut()
                .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST"));
            refused
        }
    }
}

async fn show(app: &AppState, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let scope = entry::scope(app, &parts, Activity::of(&parts.headers)).await;
    let page = Page::parse(parts.uri.path());
    if let Some(answer) = late_forms::pick_up(app, page, &scope, &parts).await {
        return answer;
    }
    match page_guard::judge(page, &scope) {
        Verdict::Leave(loss) if page_guard::keeps_no_cookies(&loss, &parts.headers, &app.site().origin) => {
            page_guard::see_other(&paths::with_query(
                &paths::with_next(paths::LOGIN, &scope.path),
                &[(paths::NOTICE, paths::COOKIES_OFF)],
            ))
        }
        Verdict::Leave(loss) => page_guard::leave(loss, &scope.path),
        Verdict::Wait => plain_page::answer(app, parts.uri.path(), StatusCode::SERVICE_UNAVAILABLE, None),
        Verdict::Deny => deny(app, scope, parts).await,
        Verdict::Show => {
            let mut response = render(app, scope, parts).await;
            if page.is_none() && response.status() == StatusCode::OK {
                *response.status_mut() = StatusCode::NOT_FOUND;
            }
            response
        }
    }
}

/// The page "Access denied", at the address that was asked for.
pub(crate) async fn deny(app: &AppState, mut scope: RequestScope, mut parts: Parts) -> Response {
    denials::record(&scope, parts.uri.path()).await;
    parts.uri = Uri::from_static(paths::ACCESS_DENIED);
    paths::ACCESS_DENIED.clone_into(&mut scope.path);
    let mut response = render(app, scope, parts).await;
    *response.status_mut() = StatusCode::FORBIDDEN;
    response
}

/// Renders the page at `parts.uri`, as a GET.
pub(crate) async fn render(app: &AppState, scope: RequestScope, parts: Parts) -> Response {
    #[cfg(feature = "test-hooks")]
    let shell = {
        let app = app.clone();
        move || {
            super::test_hooks::trip(&app, super::test_hooks::Point::Page);
            shell()
        }
    };
    render_document(app, scope, parts, shell).await
}

async fn render_document<V: IntoView + 'static>(
    app: &AppState,
    scope: RequestScope,
    mut parts: Parts,
    document: impl FnOnce() -> V + Send + 'static,
) -> Response {
    parts.method = Method::GET;
    let alarm = Alarm::default();
    let nonce = parts.extensions.get::<Nonce>().cloned().unwrap_or_default();
    let request_id = scope.request.request_id.clone();
    let path = paths::path_of(&scope.path).to_owned();
    let is_private = scope.session.is_ok();
    let asking = scope.clone();
    let context = {
        let (context, alarm) = (context(app, scope, nonce), alarm.clone());
        move || {
            context();
            provide_context(alarm.clone());
        }
    };
    let request = Request::from_parts(parts, Body::empty());
    let build: Builder<V> = if paths::carries_wasm(&path) {
        with_data
    } else {
        without_data
    };
    let rendered = tokio::select! {
        biased;
        rendered = handle_response_inner(context, document, request, build) => rendered,
        () = alarm.heard() => {
            metrics::count_panic("page");
            tracing::error!(request_id, path, "something panicked for this page");
            return plain_page::answer(app, &path, StatusCode::INTERNAL_SERVER_ERROR, Some(&request_id));
        }
    };
    let mut response = in_one_piece(app, rendered, &path, &request_id).await;
    denials::record(&asking, &path).await;
    if is_private {
        response.extensions_mut().insert(Private);
    }
    response
}

/// What every page and every function finds in its context.
pub(crate) fn context(
    app: &AppState,
    scope: RequestScope,
    nonce: Nonce,
) -> impl Fn() + Clone + Send + Sync + 'static + use<> {
    let is_test = app.site().mode == Mode::Test;
    move || {
        provide_context(scope.clone());
        provide_context(nonce.clone());
        if is_test {
            provide_context(TestMode);
        }
    }
}

type Data = Box<dyn FnOnce() -> PinnedStream + Send>;
type PinnedStream = Pin<Box<dyn Stream<Item = String> + Send>>;
type Builder<V> = fn(V, Data, bool) -> Pin<Box<dyn Future<Output = PinnedStream> + Send>>;

/// The whole page, then the data its resources read.
fn with_data<V: IntoView + 'static>(
    page: V,
    data: Data,
    _out_of_order: bool,
) -> Pin<Box<dyn Future<Output = PinnedStream> + Send>> {
    Box::pin(async move { Box::pin(whole(page).await.chain(data())) as PinnedStream })
}

/// The whole page and nothing else: without the client nobody reads the data, and the page has not one script tag.
fn without_data<V: IntoView + 'static>(
    page: V,
    _data: Data,
    _out_of_order: bool,
) -> Pin<Box<dyn Future<Output = PinnedStream> + Send>> {
    Box::pin(async move { Box::pin(whole(page).await) as PinnedStream })
}

/// The page as one piece, once all of it is there.
async fn whole(page: impl IntoView + 'static) -> impl Stream<Item = String> + Send {
    let html = page.to_html_stream_in_order().collect::<String>().await;
    stream::once(std::future::ready(html))
}

/// Collects the body, so that the answer has a length and a defect in the last piece is still a 500.
async fn in_one_piece(app: &AppState, rendered: Response, path: &str, request_id: &str) -> Response {
    let (parts, body) = rendered.into_parts();
    match axum::body::to_bytes(body, usize::MAX).await {
        Ok(bytes) => Response::from_parts(parts, Body::from(bytes)),
        Err(error) => {
            tracing::error!(request_id, path, %error, "a page could not be rendered to its end");
            plain_page::answer(app, path, StatusCode::INTERNAL_SERVER_ERROR, Some(request_id))
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use leptos::prelude::*;
    use services::testing::Stage;

    use super::*;
    use crate::http::{Parts as Pieces, Site, assets::Assets, panics, shutdown};

    /// A document whose data is loaded by a task that panics.
    fn broken() -> impl IntoView {
        let resource = Resource::new(
            || (),
            |()| async move {
                // Not at once: from here on it runs in a task of its own.
                tokio::task::yield_now().await;
                "LHP100200301".parse::<u32>().unwrap()
            },
        );
        view! { <Suspense>{move || Suspend::new(async move { resource.await })}</Suspense> }
    }

    #[tokio::test]
    async fn a_panic_while_loading_a_pages_data_is_a_500_with_a_reference() {
        drop(any_spawner::Executor::init_tokio());
        panics::install_hook();
        let stage = Stage::sqlite().await;
        let (_stopper, heard) = shutdown::channel();
        let app = AppState::new(Pieces {
            services: stage.services.clone(),
            assets: Assets::embedded(),
            site: Site::new("http://localhost:3000", Mode::Demo),
            shutdown: heard,
            #[cfg(feature = "test-hooks")]
            hooks: None,
        });
        // With a query, which is no part of a page's name.
        let request = Request::get("/help?from=here").body(Body::empty()).unwrap();
        let (mut parts, _) = request.into_parts();
        parts.extensions.insert(services::testing::request_info());
        let scope = entry::scope(&app, &parts, Activity::Person).await;
        let reference = scope.request.request_id.clone();
        let response = render_document(&app, scope, parts, broken).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
        let body = axum::body::to_bytes(response.into_body(), 10_000).await.unwrap();
        let text = std::str::from_utf8(&body).unwrap();
        assert!(text.contains(&reference), "{text}");
        assert!(!text.contains("LHP"), "{text}");
    }
}
