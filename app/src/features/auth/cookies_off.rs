//! Says that the browser keeps no cookies.

use leptos::prelude::*;

use crate::copy;
use crate::paths;
use crate::place::query_value;
use crate::ui::{Banner, Tone};

/// For somebody who has just logged in, and came back as a stranger.
#[component]
pub fn CookiesOff() -> impl IntoView {
    let is_off = query_value(paths::NOTICE).as_deref() == Some(paths::COOKIES_OFF);
    is_off.then(|| {
        view! {
            <Banner tone=Tone::Amber title=copy::COOKIES_OFF>
                "Allow cookies for this site in the browser’s settings, then log in again. "
                <a href=paths::help::COOKIES>"How to allow them"</a>
            </Banner>
        }
    })
}
