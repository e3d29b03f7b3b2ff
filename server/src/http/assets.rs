//! The built site inside the binary: negotiated compression, strong validators, long lives.
//!
//! `xtask` writes each file with its brotli and gzip forms beside it (`portico.css`, `portico.css.br`,
//! `portico.css.gz`); nothing is compressed at run time. What lies under `/pkg/<hash>/` never changes under its address
//! and is cached for ever; the rest (favicon, robots.txt) is revalidated by its `ETag`, which is the SHA-256 of exactly
//! the bytes sent, so each encoding has its own.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use app::request::AssetPaths;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method};
use rust_embed::RustEmbed;

use super::asset::{Asset, Variant};

#[derive(RustEmbed)]
#[folder = "$EMBEDDED_SITE_FOLDER"]
struct Site;

/// All files of the site, by their address without the leading slash.
#[derive(Debug)]
pub struct Assets {
    files: HashMap<String, Asset>,
    paths: Arc<AssetPaths>,
}

impl Assets {
    /// The site that was embedded when the binary was built.
    #[must_use]
    pub fn embedded() -> Self {
        let variants = Site::iter().filter_map(|path| {
            let file = Site::get(&path)?;
            let bytes = match file.data {
                Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                Cow::Owned(bytes) => Bytes::from(bytes),
            };
            Some((path.into_owned(), Variant::new(bytes, &file.metadata.sha256_hash())?))
        });
        Self::from_variants(variants.collect())
    }

    /// Groups files with their compressed forms; a compressed form without its plain file is not served.
    fn from_variants(mut variants: HashMap<String, Variant>) -> Self {
        let plain: Vec<String> = variants
            .keys()
            .filter(|path| !path.ends_with(".br") && !path.ends_with(".gz"))
            .cloned()
            .collect();
        let mut files = HashMap::with_capacity(plain.len());
        for path in plain {
            let brotli = variants.remove(&format!("{path}.br"));
            let gzip = variants.remove(&format!("{path}.gz"));
            if let Some(plain) = variants.remove(&path) {
                let content_type = content_type(&path);
                let immutable = path.starts_with("pkg/");
                files.insert(
                    path,
                    Asset {
                        content_type,
                        immutable,
                        plain,
                        brotli,
                        gzip,
                    },
                );
            }
        }
        let build = build_hash(files.keys());
        let chunks = files.get(&format!("pkg/{build}/chunks.json"));
        let chunks = chunks.map(|list| chunk_files(list.bytes())).unwrap_or_default();
        let paths = AssetPaths::for_build(&build, &chunks).into();
        Self { files, paths }
    }

    /// The addresses the document's head names.
    #[must_use]
    pub fn paths(&self) -> &Arc<AssetPaths> {
        &self.paths
    }

    /// Whether a file of the site lives at this request path.
    #[must_use]
    pub fn has(&self, request_path: &str) -> bool {
        self.files.contains_key(request_path.trim_start_matches('/'))
    }

    /// The answer for a file, or `None` when the site has none at this path.
    #[must_use]
    pub fn respond(&self, method: &Method, request_path: &str, headers: &HeaderMap) -> Option<Response> {
        Some(
            self.files
                .get(request_path.trim_start_matches('/'))?
                .respond(method, headers),
        )
    }
}

/// The files of each chunk of lazy pages, as the build listed them. Without the list they are only asked for later.
fn chunk_files(list: &[u8]) -> BTreeMap<String, Vec<String>> {
    serde_json::from_slice(list).unwrap_or_default()
}

/// The media type by file ending; scripts and styles with their character set, since nosniff is on.
fn content_type(path: &str) -> HeaderValue {
    let guess = mime_guess::from_path(path).first_or_octet_stream();
    let is_text = guess.type_() == mime_guess::mime::TEXT || matches!(guess.subtype().as_str(), "javascript" | "svg");
    let value = if is_text {
        format!("{}; charset=utf-8", guess.essence_str())
    } else {
        guess.to_string()
    };
    HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

/// The folder name under `pkg/` that holds the style sheet; `dev` when the site was not built.
fn build_hash<'a>(paths: impl Iterator<Item = &'a String>) -> String {
    let mut builds: Vec<&str> = paths
        .filter_map(|path| path.strip_prefix("pkg/")?.strip_suffix("/portico.css"))
        .collect();
    builds.sort_unstable();
    builds
        .last()
        .map_or_else(|| "dev".to_owned(), |build| (*build).to_owned())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use http::{StatusCode, header};

    use super::*;

    fn site(files: &[(&str, &'static [u8])]) -> Assets {
        let variants = files.iter().map(|(path, bytes)| {
            let mut hash = [0; 32];
            hash[..bytes.len()].copy_from_slice(bytes);
            (
                (*path).to_owned(),
                Variant::new(Bytes::from_static(bytes), &hash).unwrap(),
            )
        });
        Assets::from_variants(variants.collect())
    }

    fn styled() -> Assets {
        site(&[
            ("pkg/abc/portico.css", b"plain"),
            ("pkg/abc/portico.css.br", b"brotli"),
            ("pkg/abc/portico.css.gz", b"gzip"),
            ("favicon.svg", b"<svg/>"),
        ])
    }

    fn get(assets: &Assets, path: &str, headers: &[(header::HeaderName, &str)]) -> Response {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()))
            .collect();
        assets.respond(&Method::GET, path, &headers).unwrap()
    }

    fn text<'a>(response: &'a Response, name: &header::HeaderName) -> &'a str {
        response.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[test]
    fn the_smallest_accepted_form_is_sent_with_its_own_validator() {
        let assets = styled();
        let brotli = get(
            &assets,
            "/pkg/abc/portico.css",
            &[(header::ACCEPT_ENCODING, "gzip, deflate, br, zstd")],
        );
        let gzip = get(&assets, "/pkg/abc/portico.css", &[(header::ACCEPT_ENCODING, "gzip")]);
        let plain = get(&assets, "/pkg/abc/portico.css", &[]);
        assert_eq!(text(&brotli, &header::CONTENT_ENCODING), "br");
        assert_eq!(text(&gzip, &header::CONTENT_ENCODING), "gzip");
        assert_eq!(text(&plain, &header::CONTENT_ENCODING), "");
        assert_ne!(text(&brotli, &header::ETAG), text(&gzip, &header::ETAG));
        assert_ne!(text(&plain, &header::ETAG), text(&gzip, &header::ETAG));
        assert_eq!(text(&plain, &header::VARY), "accept-encoding");
    }

    #[test]
    fn a_known_validator_is_answered_with_not_modified_and_no_body() {
        let assets = styled();
        let tag = text(&get(&assets, "/favicon.svg", &[]), &header::ETAG).to_owned();
        let again = get(
            &assets,
            "/favicon.svg",
            &[(header::IF_NONE_MATCH, &format!("\"other\", W/{tag}"))],
        );
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(text(&again, &header::ETAG), tag);
        let other = get(&assets, "/favicon.svg", &[(header::IF_NONE_MATCH, "\"other\"")]);
        assert_eq!(other.status(), StatusCode::OK);
    }

    #[test]
    fn files_in_the_hashed_folder_are_immutable_and_the_rest_is_revalidated() {
        let assets = styled();
        let hashed = get(&assets, "/pkg/abc/portico.css", &[]);
        let root = get(&assets, "/favicon.svg", &[]);
        assert_eq!(
            text(&hashed, &header::CACHE_CONTROL),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(text(&root, &header::CACHE_CONTROL), "public, no-cache");
        assert_eq!(text(&root, &header::CONTENT_TYPE), "image/svg+xml; charset=utf-8");
    }

    #[test]
    fn a_compressed_form_has_no_address_of_its_own() {
        let assets = styled();
        assert!(!assets.has("/pkg/abc/portico.css.br"));
        assert!(assets.has("/pkg/abc/portico.css"));
        assert!(!assets.has("/pkg/old/portico.css"));
    }

    #[test]
    fn only_reading_is_allowed() {
        let refused = styled()
            .respond(&Method::POST, "/favicon.svg", &HeaderMap::new())
            .unwrap();
        assert_eq!(refused.status(), StatusCode::METHOD_NOT_ALLOWED);
    }

    #[test]
    fn the_build_is_named_by_the_folder_of_the_style_sheet() {
        assert_eq!(styled().paths().css, "/pkg/abc/portico.css");
        assert_eq!(site(&[]).paths().build, "dev");
    }
}
