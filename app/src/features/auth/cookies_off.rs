//! Says that the browser keeps no cookies.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::paths;
use crate::ui::{Banner, Tone};

/// For somebody who has just logged in, and came back as a stranger.
#[component]
pub fn CookiesOff() -> impl IntoView {
    let is_off =
        use_query_map().with_untracked(|query| query.get(paths::NOTICE).as_deref() == Some(paths::COOKIES_OFF));
    is_off.then(|| {
        view! {
            <Banner tone=Tone::Amber title="Your browser did not keep the cookie that says you are logged in.">
                "Allow cookies for this site in the browser’s settings, then log in again. "
                <a href=paths::HELP>"Help"</a>
            </Banner>
        }
    })
}
