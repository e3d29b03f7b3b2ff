//! What one request knows: the services, who asks, where its page lives and what became of a posted form.
//!
//! The server builds one [`RequestScope`] per request and provides it as context, for pages and server functions alike,
//! so that a function called while a page renders and one called over HTTP see the same facts. The types that a page
//! needs on both sides ([`FormOutcome`], [`AssetPaths`]) compile for the browser too.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::ApiError;

#[cfg(feature = "ssr")]
mod asked;
#[cfg(feature = "ssr")]
mod case_views;
pub mod client;
#[cfg(feature = "ssr")]
mod clock_notices;
pub mod codes;
#[cfg(feature = "ssr")]
pub mod filtering;
#[cfg(feature = "ssr")]
pub mod from_services;
#[cfg(feature = "ssr")]
pub mod guard;
#[cfg(feature = "hydrate")]
pub mod json;
#[cfg(feature = "ssr")]
mod message_view;
#[cfg(feature = "ssr")]
pub mod respond;
#[cfg(feature = "ssr")]
mod ruling_view;
pub mod saved_views;
#[cfg(feature = "ssr")]
mod scope;
#[cfg(feature = "ssr")]
pub mod wording;

#[cfg(feature = "ssr")]
pub use asked::Asked;
#[cfg(feature = "ssr")]
pub use case_views::{case_rows, case_view, cursor_of, document_rows, reference_of};
pub use client::PageClient;
pub use codes::search_codes;
#[cfg(feature = "ssr")]
pub use message_view::thread_view;
#[cfg(feature = "ssr")]
pub use saved_views::view_links;
pub use saved_views::{DeleteView, RenameView, SaveView};
#[cfg(feature = "ssr")]
pub use scope::{CookieStyle, Denials, RequestScope, scope};

/// The header in which a page says by which build it was rendered. Another build may write its answers otherwise.
pub const BUILD_HEADER: &str = "x-portico-build";
/// The cookie that says whether single keys lead through the plan's queue in this browser: `off`, or anything else. A script
/// reads it.
pub const SINGLE_KEYS_COOKIE: &str = "portico_keys";

/// What became of a form that was posted to its own page and refused.
///
/// The server's form middleware puts it into the request; the page that renders in the same answer shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FormOutcome {
    /// The function the form called, as in the query parameter `do`: `prior-auth/submit`.
    pub function: String,
    /// Why it was refused.
    pub error: ApiError,
    /// What was typed, by field name; never a password.
    pub values: Vec<(String, String)>,
}

impl FormOutcome {
    /// What was typed into the field `name`, if the form had one.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values(name).next()
    }

    /// Everything that was posted under `name`: one value for each box that was ticked.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = self.values.iter().filter(move |(field, _)| field == name);
        named.map(|(_, value)| value.as_str())
    }
}

/// Addresses of the built assets; all carry the build's hash in the folder, so they may be kept for ever.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssetPaths {
    /// The build's hash: `dev` where no assets are embedded.
    pub build: String,
    /// `/pkg/<hash>/portico.js`
    pub js: String,
    /// `/pkg/<hash>/portico_bg.wasm`
    pub wasm: String,
    /// `/pkg/<hash>/portico.css`
    pub css: String,
    /// `/pkg/<hash>/rooms.css`: what every signed-in page needs beside it.
    pub rooms: String,
    /// `/pkg/<hash>/work.css`: what signed-in pages other than the dashboard need beside both.
    pub work: String,
    /// `/pkg/<hash>/public.css`: what public pages need beside it.
    pub public: String,
    /// `/pkg/<hash>/icons.svg`: the sprite.
    pub sprite: String,
    /// `/pkg/<hash>/__wasm_split.js`: finds the files of lazy pages.
    pub splits: String,
    /// For each chunk of lazy pages the files it needs, as `/pkg/<hash>/split_….wasm`.
    pub chunks: Vec<(String, Vec<String>)>,
    /// Fonts worth fetching early: `/pkg/<hash>/fonts/public-sans.woff2`.
    pub fonts: Vec<String>,
}

impl AssetPaths {
    /// The addresses under `/pkg/<build>/`; `chunks` has the file names of each.
    #[must_use]
    pub fn for_build(build: &str, chunks: &BTreeMap<String, Vec<String>>) -> Self {
        let under = |file: &str| format!("/pkg/{build}/{file}");
        Self {
            build: build.to_owned(),
            js: under("portico.js"),
            wasm: under("portico_bg.wasm"),
            css: under("portico.css"),
            rooms: under("rooms.css"),
            work: under("work.css"),
            public: under("public.css"),
            sprite: under("icons.svg"),
            splits: under("__wasm_split.js"),
            chunks: chunks
                .iter()
                .map(|(name, files)| (name.clone(), files.iter().map(|file| under(file)).collect()))
                .collect(),
            fonts: vec![under("fonts/public-sans.woff2")],
        }
    }
}
