//! The browser's side of a public page: load it from the server.

use leptos::prelude::*;

/// Leaves the client for the page at the current address. Links to public pages say `rel="external"` and never come
/// here; this is for a link that forgot to, and for the browser's back button.
#[component]
pub fn FullLoad() -> impl IntoView {
    Effect::new(|_| {
        // The address is already the new page's: loading it again is all that is left to do.
        drop(window().location().reload());
    });
}
