//! A small browser: keeps its cookie, says where its requests come from, does not follow redirects by itself.

use std::net::{Ipv4Addr, SocketAddr};

use axum::{Router, body::Body, extract::ConnectInfo, response::Response};
use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use services::testing::{Stage, TEST_PASSWORD};
use tower::ServiceExt as _;

/// One browser.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    pub cookie: Option<String>,
    /// The database lives as long as somebody may ask for it.
    _stage: Stage,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// A header's value, empty when it is missing.
    pub fn header(&self, name: impl AsRef<str>) -> &str {
        self.headers
            .get(name.as_ref())
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Where it sends the browser.
    pub fn location(&self) -> &str {
        self.header(header::LOCATION)
    }
}

impl Browser {
    pub fn new(router: Router, stage: Stage) -> Self {
        Self {
            router,
            cookie: None,
            _stage: stage,
        }
    }

    /// Sends any request as it is, with the cookie.
    pub async fn send(&mut self, mut request: Request<Body>) -> Answer {
        let response = self.open(&mut request).await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    /// Sends a request and hands back the answer before its body: for streams.
    pub async fn open(&mut self, request: &mut Request<Body>) -> Response {
        let mut request = std::mem::replace(request, Request::new(Body::empty()));
        if let Some(cookie) = &self.cookie {
            request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
        }
        request
            .extensions_mut()
            .insert(ConnectInfo(SocketAddr::from((Ipv4Addr::LOCALHOST, 40_000))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        if let Some(set) = response.headers().get(header::SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            self.cookie = (!pair.ends_with('=')).then(|| pair.to_owned());
        }
        response
    }

    /// Asks for a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(
            Request::get(path)
                .header(header::ACCEPT, "text/html")
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    /// Posts a plain form to a page, or a call to a function, from this site.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(post(path).body(Body::from(encode(fields))).unwrap()).await
    }

    /// Signs in with a builder's password.
    pub async fn sign_in(&mut self, user_id: &str) {
        let fields = [("user_id", user_id), ("password", TEST_PASSWORD)];
        let answer = self.post("/login?do=auth/log-in", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{user_id} signs in: {answer:?}");
    }
}

/// The head of a form post from this site.
pub fn post(path: &str) -> http::request::Builder {
    Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::ACCEPT, "text/html")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}

/// Fields as a form sends them.
pub fn encode(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(fields)
        .finish()
}
