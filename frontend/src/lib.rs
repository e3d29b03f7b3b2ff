//! The browser's end of the portal: takes over the page the server rendered, and then says so.
//!
//! `<html data-hydrated="true">` appears once forms and links are the client's; tests wait for it, people never have to:
//! until then, and where the client cannot start, the page is plain HTML that works. There a line says so: `data-lacks`.

use leptos::mount::hydrate_from;
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

/// Starts the client; the module runs it by itself when it is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    spawn_local(async {
        let path = window().location().pathname().unwrap_or_default();
        // Before anything listens: without its code the page stays as the server wrote it, and works.
        if !app::fetch_page(&path).await {
            mark("data-lacks", "start");
            return;
        }
        let Some(body) = document().body() else { return };
        hydrate_from(body, app::App).forget();
        // Effects of the first render run in the next tick; only then everything listens.
        tick().await;
        mark("data-hydrated", "true");
    });
}

fn mark(attribute: &str, value: &str) {
    if let Some(html) = document().document_element() {
        // Only a malformed attribute name could fail here.
        let _ = html.set_attribute(attribute, value);
    }
}
