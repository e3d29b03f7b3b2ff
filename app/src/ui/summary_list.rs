//! Facts as pairs of a name and a value.

use leptos::prelude::*;

/// A list of facts.
#[component]
pub fn SummaryList(
    /// [`SummaryRow`]s.
    children: Children,
) -> impl IntoView {
    view! { <dl class="summary-list">{children()}</dl> }.into_any()
}

/// One fact; its detail stands in a `<span class="sub">` below.
#[component]
pub fn SummaryRow(
    /// Its name.
    label: &'static str,
    /// Its value.
    children: Children,
) -> impl IntoView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{children()}</dd>
        </div>
    }
    .into_any()
}
