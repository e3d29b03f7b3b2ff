//! How the page shows a part: a titled section, and small captions for the states in it.

use leptos::prelude::*;

/// A section of the page.
#[component]
pub fn Specimen(
    /// Its id; the pictures are named after it.
    id: &'static str,
    /// Its title.
    title: &'static str,
    /// The modules of `ui` that are shown in it. A test asks that none is missing on the page.
    parts: &'static [&'static str],
    /// Whether it takes the whole width.
    #[prop(optional)]
    is_wide: bool,
    /// The parts.
    children: Children,
) -> impl IntoView {
    // Without a name on purpose: the regions on the page are those of the parts.
    view! {
        <section class="specimen" class:specimen-wide=is_wide id=id data-parts=parts.join(" ")>
            <h2>{title}</h2>
            {children()}
        </section>
    }
    .into_any()
}

/// One state of a part, under its name.
#[component]
pub fn State(
    /// The name of the state.
    name: &'static str,
    /// The part in it.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="specimen-state">
            <p class="specimen-caption">{name}</p>
            {children()}
        </div>
    }
    .into_any()
}

/// Things beside each other, as far as there is room.
#[component]
pub fn Row(
    /// The things.
    children: Children,
) -> impl IntoView {
    view! { <div class="specimen-row">{children()}</div> }.into_any()
}
