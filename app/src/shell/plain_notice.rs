//! One line on signed-in pages for a browser that does not run the client: what is missing, and that the page works.
//!
//! It stands at the end of the body, where hydration no longer looks, and is shown at the top. A classic script, short and in
//! the oldest dialect, decides: it also runs where modules do not. It says on the document what is missing, as
//! `<html data-lacks>`: `modules`, `wasm`, or `start` where the client was there and did not start.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::paths::help;

/// The two things a browser must know, and then, until the page is hydrated, every sign that something failed.
const LOOK: &str = "(function(d,w){var h=d.documentElement,s=d.createElement('script');\
function lacks(what){if(!h.hasAttribute('data-hydrated'))h.setAttribute('data-lacks',what)}\
if(!('noModule' in s))return lacks('modules');\
if(typeof w.WebAssembly!=='object')return lacks('wasm');\
function failed(){lacks('start')}\
w.addEventListener('error',failed);w.addEventListener('unhandledrejection',failed);\
var m=d.querySelector('script[type=module]');if(m)m.addEventListener('error',failed)\
})(document,window)";

/// The line, in each of its wordings; the style sheet shows the one that is true.
#[component]
pub fn PlainNotice() -> impl IntoView {
    let wordings = [
        ("modules", "This browser does not know JavaScript modules."),
        ("wasm", "WebAssembly is missing in this browser, or switched off."),
        ("start", "The portal’s program did not start."),
    ]
    .map(|(lacking, words)| view! { <Line class=format!("plain-notice plain-notice-{lacking}") words=words /> })
    .collect_view();
    view! {
        <noscript>
            <Line class="plain-notice plain-notice-script".to_owned() words="JavaScript is off in this browser." />
        </noscript>
        <div class="plain-notices" role="status">{wordings}</div>
        <script nonce=use_nonce() inner_html=LOOK></script>
    }
}

#[component]
fn Line(class: String, words: &'static str) -> impl IntoView {
    view! {
        <p class=class>
            <strong>{words}</strong>
            " Everything works all the same, page by page; load a page again to see what is new. "
            <a href=help::BROWSERS rel="external">"What is missing"</a>
        </p>
    }
}
