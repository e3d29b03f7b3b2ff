//! The client's stand-in for pages that it does not carry, or cannot get.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Leaves the client for the page at the address one is going to. Links to public pages say `rel="external"` and never
/// come here; this is for a link that forgot to, for the browser's back button, and for a lazy page whose file could not
/// be had.
#[component]
pub fn FullLoad() -> impl IntoView {
    let location = use_location();
    Effect::new(move |_| {
        let (path, query) = (location.pathname.get_untracked(), location.search.get_untracked());
        let query = if query.is_empty() { query } else { format!("?{query}") };
        // The address bar may still have the page before.
        drop(window().location().assign(&format!("{path}{query}")));
    });
}
