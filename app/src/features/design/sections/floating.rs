//! What floats above a page, standing still.

use domain::prior_auth::Status;
use leptos::prelude::*;

use super::super::specimen::{Specimen, State};
use crate::ui::{Palette, PaletteEntry, PaletteGroup, PaletteTarget};

/// The command palette.
#[component]
pub fn Floating() -> impl IntoView {
    view! {
        <Specimen id="command-palette" title="Command palette, Ctrl K" parts=&["palette"] is_wide=true>
            <State name="With what fits">
                <Palette typed="quin" groups=groups() chosen=0_usize note="4 results" />
            </State>
        </Specimen>
    }
}

fn groups() -> Vec<PaletteGroup> {
    let entry = |icon: &str, title: &str, detail: &str, status| PaletteEntry {
        icon: icon.to_owned(),
        title: title.to_owned(),
        detail: detail.to_owned(),
        status,
        target: PaletteTarget::Page("#command-palette".to_owned()),
    };
    let group = |title: &str, entries| PaletteGroup {
        title: title.to_owned(),
        entries,
    };
    let case = entry(
        "shield-check",
        "PA-7K3Q-9XM2",
        "Marisol Quintero · L1832",
        Some(Status::InformationRequested),
    );
    vec![
        group(
            "Members",
            vec![entry("user", "Quintero, Marisol", "Sep 30, 1957 · LHP100200307", None)],
        ),
        group("Prior authorization", vec![case]),
        group("Do", vec![entry("plus", "New request for Marisol Quintero", "", None)]),
    ]
}
