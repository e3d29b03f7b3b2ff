//! The picture of the public pages: arches, and the flower of the plan's name in the middle one. Decoration only.

use leptos::prelude::*;

/// Where each blossom sits: x, y, scale, turn.
const BLOSSOMS: [(u16, u16, &str, i8); 9] = [
    (282, 92, "0.55", 10),
    (266, 114, "0.7", -20),
    (298, 122, "0.75", 24),
    (274, 148, "0.95", -8),
    (304, 162, "0.9", 30),
    (256, 176, "0.9", -30),
    (284, 196, "1.1", 8),
    (314, 210, "0.95", 36),
    (254, 226, "1.05", -24),
];

/// The arches with the larkspur in the middle one.
#[component]
pub fn Arches() -> impl IntoView {
    let blossoms = BLOSSOMS
        .map(|(x, y, scale, turn)| {
            view! { <use href="#blossom" transform=format!("translate({x} {y}) scale({scale}) rotate({turn})")></use> }
        })
        .collect_view();
    let petals = [(0, "0.95"), (72, "0.8"), (144, "0.68"), (216, "0.68"), (288, "0.8")]
        .map(|(turn, opacity)| {
            view! { <ellipse cx="0" cy="-9.5" rx="6.6" ry="9.5" transform=format!("rotate({turn})") fill-opacity=opacity></ellipse> }
        })
        .collect_view();
    view! {
        <svg class="arches" viewBox="0 0 560 420" aria-hidden="true" focusable="false">
            <defs>
                <g id="blossom">
                    {petals}
                    <circle class="arches-eye" r="3.4"></circle>
                </g>
            </defs>
            <g class="arches-far">
                <path d="M10 420V170a65 65 0 0 1 130 0v250z"></path>
                <path d="M420 420V170a65 65 0 0 1 130 0v250z"></path>
            </g>
            <g class="arches-near">
                <path d="M92 420V130a82 82 0 0 1 164 0v290z"></path>
                <path d="M304 420V130a82 82 0 0 1 164 0v290z"></path>
            </g>
            <path class="arches-frame" d="M178 420V118a102 102 0 0 1 204 0v302z"></path>
            <path class="arches-inside" d="M200 420V122a80 80 0 0 1 160 0v298z"></path>
            <g class="arches-stem">
                <path d="M280 420C281 340 276 250 282 96"></path>
                <path d="M280 330c-12-8-24-22-28-40M280 300c12-6 22-18 27-36"></path>
            </g>
            <g class="arches-petals">{blossoms}</g>
        </svg>
    }
    .into_any()
}
