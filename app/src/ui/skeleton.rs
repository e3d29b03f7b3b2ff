//! What stands where an answer is awaited. It shows only after 300 ms: most answers are there before.

use leptos::prelude::*;

/// Grey lines in place of the words to come.
#[component]
pub fn Skeleton(
    /// How many lines.
    #[prop(default = 3)]
    lines: usize,
) -> impl IntoView {
    let lines = (0..lines)
        .map(|_| view! { <span class="skeleton-line" aria-hidden="true"></span> })
        .collect_view();
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">"Loading…"</span>
            {lines}
        </div>
    }
    .into_any()
}
