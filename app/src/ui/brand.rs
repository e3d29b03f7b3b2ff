//! The flower of the plan's name, and the lines beside it; on paper the names alone.

use leptos::prelude::*;

/// The mark: five petals on the accent.
#[component]
pub fn Mark() -> impl IntoView {
    const PETAL: &str =
        "M16 15.200c-3.300-2.200-4.300-6.200-2.600-9.400 1-1.800 4.200-1.800 5.200 0 1.700 3.200.7 7.200-2.600 9.400z";
    let petals = [
        ("0", "0.96"),
        ("72", "0.8"),
        ("144", "0.62"),
        ("216", "0.62"),
        ("288", "0.8"),
    ]
    .map(|(turn, opacity)| {
        view! { <path d=PETAL transform=format!("rotate({turn} 16 16)") fill="#fff" fill-opacity=opacity></path> }
    })
    .collect_view();
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <rect class="mark-ground" width="32" height="32" rx="8"></rect>
            {petals}
            <circle class="mark-ground" cx="16" cy="16" r="2.100"></circle>
        </svg>
    }
}

/// Mark, name of the plan and what this is; a link home.
#[component]
pub fn Brand(
    /// Where it leads.
    href: &'static str,
    /// The plan's name.
    #[prop(into)]
    name: String,
    /// Whether the page it leads to is loaded rather than routed.
    #[prop(optional)]
    external: bool,
) -> impl IntoView {
    view! {
        <a class="brand" href=href rel=external.then_some("external")>
            <Mark />
            <span class="brand-words">
                <strong>{name}</strong>
                <span>"Provider portal"</span>
            </span>
        </a>
    }
    .into_any()
}

/// The head of what is printed: whose page it is. The style sheet takes the words, so that nobody hears them twice on the screen.
#[component]
pub fn PaperHead(
    /// The plan's name.
    #[prop(into)]
    plan: String,
    /// The practice for which one works, if there is one.
    #[prop(optional, into)]
    practice: String,
) -> impl IntoView {
    view! { <div class="paper-head" data-plan=plan data-practice=practice></div> }
}
