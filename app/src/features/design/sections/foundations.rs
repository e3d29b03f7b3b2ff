//! Tokens: colours, type, space, icons. A test asks that no colour of `tokens.css` is missing here.

use leptos::prelude::*;

use super::super::specimen::{Row, Specimen};
use crate::ui::arches::Arches;
use crate::ui::brand::Brand;
use crate::ui::{Icon, IconName};

/// The colours that are no tones, by their tokens.
const COLOURS: [&str; 25] = [
    "paper",
    "surface",
    "sunken",
    "raised",
    "hover",
    "line",
    "line-strong",
    "control",
    "ink-3",
    "ink-2",
    "ink",
    "accent-tint",
    "accent-line",
    "accent",
    "accent-solid",
    "accent-press",
    "accent-soft",
    "on-accent",
    "focus",
    "red-solid",
    "red-press",
    "toast",
    "on-toast",
    "scrim",
    "live",
];

/// The tones: each has a text, a ground and an edge.
const TONES: [&str; 8] = ["neutral", "blue", "amber", "green", "olive", "teal", "rust", "red"];

/// Class, words and what it is for.
const TYPE: [(&str, &str); 8] = [
    ("type-3xl", "Public home 44"),
    ("type-2xl", "Page title 27"),
    ("type-xl", "Section 21"),
    ("type-lg", "Panel title 17"),
    ("type-base", "Body 15, for daily work"),
    ("type-md", "Tables and controls 14"),
    ("type-sm", "Second line 13"),
    ("type-xs", "Caption 12 · 1,204.50 · 0123456789"),
];

/// The steps of space, by their tokens.
const SPACES: [&str; 9] = ["1", "2", "3", "4", "5", "6", "8", "10", "14"];

/// Colours, type, space and icons.
#[component]
pub fn Foundations() -> impl IntoView {
    view! {
        <Colours />
        <TypeAndSpace />
        <Specimen id="icons" title="Icons" parts=&["icon"] is_wide=true>
            <Row>
                {IconName::ALL
                    .iter()
                    .map(|&name| {
                        view! {
                            <span class="specimen-icon">
                                <Icon name=name />
                                {name.id()}
                            </span>
                        }
                    })
                    .collect_view()}
            </Row>
        </Specimen>
    }
}

#[component]
fn Colours() -> impl IntoView {
    let plain = COLOURS.map(|token| swatch(token.to_owned())).collect_view();
    let tones = TONES
        .map(|tone| {
            let parts = [tone.to_owned(), format!("{tone}-ground"), format!("{tone}-edge")];
            parts.map(swatch).collect_view()
        })
        .collect_view();
    view! {
        <Specimen id="colors" title="Color" parts=&[] is_wide=true>
            <ul class="swatches">{plain}</ul>
            <ul class="swatches">{tones}</ul>
        </Specimen>
    }
}

/// A colour and the name of its token. An SVG attribute, for a style attribute is against the policy.
fn swatch(token: String) -> impl IntoView {
    view! {
        <li>
            <svg aria-hidden="true" focusable="false">
                <rect width="100%" height="100%" fill=format!("var(--{token})")></rect>
            </svg>
            {token}
        </li>
    }
}

#[component]
fn TypeAndSpace() -> impl IntoView {
    let lines = TYPE
        .map(|(class, words)| view! { <p class=class>{words}</p> })
        .collect_view();
    let spaces = SPACES
        .map(|step| {
            let width = format!("var(--space-{step})");
            view! {
                <li>
                    <svg aria-hidden="true" focusable="false">
                        <rect width=width height="100%" fill="var(--accent)"></rect>
                    </svg>
                    {step}
                </li>
            }
        })
        .collect_view();
    view! {
        <Specimen id="type" title="Type" parts=&[]>
            <div class="type-lines">{lines}</div>
            <p>"Body with " <a href="#type">"a link"</a> " in a line of text, and " <span class="reference">"PA-7K3Q-9XM2"</span> "."</p>
        </Specimen>
        <Specimen id="space" title="Space" parts=&[]>
            <ul class="space-steps">{spaces}</ul>
        </Specimen>
        <Specimen id="brand" title="Brand" parts=&["brand", "arches"]>
            <Brand href="#brand" name="Larkspur Health Plan" external=true />
            <div class="narrow">
                <Arches />
            </div>
        </Specimen>
    }
}
