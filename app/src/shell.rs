//! The document around the application: head, assets and, on hydrated pages only, the one script that starts the client.
//!
//! It replaces the framework's `HydrationScripts`, whose preloads carry no nonce and are silently unused under the
//! content security policy. Public pages get neither script nor preload.

mod plain_notice;

use std::sync::Arc;

use leptos::attr::custom::CustomAttribute as _;
use leptos::html::meta;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;

use self::plain_notice::PlainNotice;
use crate::App;
use crate::paths::{self, Page};
use crate::request::{AssetPaths, RequestScope};
use crate::ui::theme::Theme;

/// Provided by a server built with test hooks: each page then says so.
#[derive(Clone, Copy, Debug)]
pub struct TestMode;

/// The whole document of one request. The server provides [`RequestScope`] and the nonce.
#[must_use]
pub fn shell() -> impl IntoView {
    let scope = use_context::<RequestScope>();
    let is_test = use_context::<TestMode>().is_some();
    let (assets, path, theme) = scope
        .map(|scope| (scope.assets, scope.path, scope.theme))
        .unwrap_or_default();
    let path = paths::path_of(&path);
    let is_hydrated = paths::carries_wasm(path);
    let chunk = Page::parse(path).and_then(Page::chunk);
    let has_work = chunk.is_some() || !is_hydrated;
    view! {
        <!DOCTYPE html>
        <html
            lang="en-US"
            data-sprite=assets.sprite.clone()
            data-build=assets.build.clone()
            data-work=(!has_work).then(|| assets.work.clone())
            data-theme=theme.attribute()
        >
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content=theme.color_scheme() />
                {theme_colors(theme)}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <StyleSheets sheets=sheets(&assets, path) />
                <Fonts fonts=assets.fonts.clone() />
                {is_hydrated.then(|| view! { <Client assets=assets.clone() chunk=chunk /> })}
                <MetaTags />
            </head>
            <body>
                <App />
                {is_hydrated.then(|| view! { <PlainNotice /> })}
                {is_test.then(|| view! { <TestBanner /> })}
            </body>
        </html>
    }
}

/// The colour of the browser's own edge: the page's ground.
fn theme_colors(theme: Theme) -> impl IntoView {
    let ground = |media: Option<&'static str>, color| meta().name("theme-color").content(color).attr("media", media);
    let (light, dark) = ("#faf8f4", "#151412");
    match theme {
        Theme::System => vec![
            ground(Some("(prefers-color-scheme: light)"), light),
            ground(Some("(prefers-color-scheme: dark)"), dark),
        ],
        Theme::Light => vec![ground(None, light)],
        Theme::Dark => vec![ground(None, dark)],
    }
}

/// The style sheets of the page at `path`. The page of all parts is public, and shows those of signed-in pages, too.
fn sheets(assets: &AssetPaths, path: &str) -> Vec<String> {
    let mut sheets = vec![assets.css.clone()];
    let (is_hydrated, has_all) = (paths::carries_wasm(path), path == paths::DESIGN);
    let has_work = Page::parse(path).and_then(Page::chunk).is_some();
    sheets.extend((is_hydrated || has_all).then(|| assets.rooms.clone()));
    sheets.extend((has_work || has_all).then(|| assets.work.clone()));
    sheets.extend((!is_hydrated).then(|| assets.public.clone()));
    sheets
}

#[component]
fn StyleSheets(sheets: Vec<String>) -> impl IntoView {
    sheets
        .into_iter()
        .map(|href| view! { <link rel="stylesheet" href=href nonce=use_nonce() /> })
        .collect_view()
}

#[component]
fn Fonts(fonts: Vec<String>) -> impl IntoView {
    fonts
        .into_iter()
        .map(|href| {
            view! { <link rel="preload" href=href r#as="font" r#type="font/woff2" crossorigin="anonymous" nonce=use_nonce() /> }
        })
        .collect_view()
}

/// Fetches glue, program and the page's own chunk early, then starts the client; its start function hydrates.
#[component]
fn Client(assets: Arc<AssetPaths>, chunk: Option<&'static str>) -> impl IntoView {
    let AssetPaths {
        js,
        wasm,
        splits,
        chunks,
        ..
    } = &*assets;
    let files = chunks.iter().find(|(name, _)| Some(name.as_str()) == chunk);
    let programs = [wasm.clone()]
        .into_iter()
        .chain(files.map(|(_, files)| files.clone()).unwrap_or_default());
    let programs = programs
        .map(|href| {
            view! {
                <link rel="preload" href=href r#as="fetch" r#type="application/wasm" crossorigin="anonymous" nonce=use_nonce() />
            }
        })
        .collect_view();
    // Without WebAssembly the page stays plain, and says so: see `plain_notice`.
    let start = format!("import init from '{js}';window.WebAssembly&&init({{module_or_path:'{wasm}'}});");
    view! {
        <link rel="modulepreload" href=js.clone() crossorigin="anonymous" nonce=use_nonce() />
        <link rel="modulepreload" href=splits.clone() crossorigin="anonymous" nonce=use_nonce() />
        {programs}
        <script type="module" nonce=use_nonce() inner_html=start></script>
    }
}

/// Says that this server is built with test hooks. Stands at the end of the body, where hydration no longer looks.
#[component]
fn TestBanner() -> impl IntoView {
    view! {
        <aside class="test-banner" aria-label="Test server">
            "Test server: its clock can be moved, and nothing on it is real."
        </aside>
    }
}
