//! One file of the site: the forms it exists in, and the answer that sends the best of them.

use std::fmt::Write as _;

use axum::{body::Body, response::Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};

use super::accept_encoding::{Encoding, preference};

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const REVALIDATE: HeaderValue = HeaderValue::from_static("public, no-cache");

/// One file and the encodings it exists in.
#[derive(Debug)]
pub(super) struct Asset {
    pub(super) content_type: HeaderValue,
    /// Whether its address changes whenever its bytes do.
    pub(super) immutable: bool,
    pub(super) plain: Variant,
    pub(super) brotli: Option<Variant>,
    pub(super) gzip: Option<Variant>,
}

/// The bytes of one encoding and their validator.
#[derive(Debug)]
pub(super) struct Variant {
    bytes: Bytes,
    etag: HeaderValue,
}

impl Variant {
    /// The bytes and their SHA-256, of which half is validator enough.
    pub(super) fn new(bytes: Bytes, sha256: &[u8; 32]) -> Option<Self> {
        let mut etag = String::with_capacity(34);
        etag.push('"');
        for byte in &sha256[..16] {
            write!(etag, "{byte:02x}").ok()?;
        }
        etag.push('"');
        Some(Self {
            bytes,
            etag: HeaderValue::from_str(&etag).ok()?,
        })
    }
}

impl Asset {
    /// The file itself.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.plain.bytes
    }

    /// The answer to a request for this file.
    pub(super) fn respond(&self, method: &Method, headers: &HeaderMap) -> Response {
        if !matches!(*method, Method::GET | Method::HEAD) {
            let mut refused = without_body(StatusCode::METHOD_NOT_ALLOWED);
            refused
                .headers_mut()
                .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            return refused;
        }
        let (variant, encoding) = self.best(headers);
        let is_known = headers
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .any(|value| names(value, &variant.etag));
        let mut response = if is_known {
            without_body(StatusCode::NOT_MODIFIED)
        } else {
            Response::new(Body::from(variant.bytes.clone()))
        };
        let out = response.headers_mut();
        out.insert(header::ETAG, variant.etag.clone());
        out.insert(header::CACHE_CONTROL, if self.immutable { FOREVER } else { REVALIDATE });
        out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        out.insert(header::CONTENT_TYPE, self.content_type.clone());
        if let Some(name) = encoding.header() {
            out.insert(header::CONTENT_ENCODING, name);
        }
        response
    }

    /// The form the client likes best among those that exist; the plain one always exists.
    fn best(&self, headers: &HeaderMap) -> (&Variant, Encoding) {
        for encoding in preference(headers) {
            match (encoding, &self.brotli, &self.gzip) {
                (Encoding::Brotli, Some(variant), _) => return (variant, encoding),
                (Encoding::Gzip, _, Some(variant)) => return (variant, encoding),
                (Encoding::Identity, _, _) => break,
                _ => {}
            }
        }
        (&self.plain, Encoding::Identity)
    }
}

/// Whether an `If-None-Match` value names this validator. The comparison is weak, as RFC 9110 13.1.2 asks for.
fn names(value: &HeaderValue, etag: &HeaderValue) -> bool {
    let (Ok(value), Ok(etag)) = (value.to_str(), etag.to_str()) else {
        return false;
    };
    value
        .split(',')
        .map(str::trim)
        .any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

fn without_body(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
