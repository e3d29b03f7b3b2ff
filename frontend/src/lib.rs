//! The browser's end of the portal: takes over the page the server rendered, and then says so.
//!
//! `<html data-hydrated="true">` appears once forms and links are the client's; tests wait for it, people never have to.

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use wasm_bindgen::prelude::wasm_bindgen;

/// Starts the client; the module runs it by itself when it is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    leptos::mount::hydrate_body(app::App);
    spawn_local(async {
        // Effects of the first render run in the next tick; only then everything listens.
        tick().await;
        mark();
    });
}

fn mark() {
    if let Some(html) = document().document_element() {
        // Only a malformed attribute name could fail here.
        let _ = html.set_attribute("data-hydrated", "true");
    }
}
