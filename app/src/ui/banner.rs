//! A banner: one tone, bold first words, at most one action.

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::tag::Tone;

/// A banner above what it is about.
#[component]
pub fn Banner(
    /// Its tone: green for done, violet for news, amber for attention, red for failure.
    tone: Tone,
    /// The bold first words.
    #[prop(into)]
    title: String,
    /// Whether it appears after an action on the page, so that screen readers say it.
    #[prop(optional)]
    announce: bool,
    /// The rest, and an action if there is one.
    children: Children,
) -> impl IntoView {
    let icon = match tone {
        Tone::Green => IconName::CircleCheck,
        Tone::Amber => IconName::TriangleAlert,
        Tone::Red => IconName::CircleAlert,
        _ => IconName::Info,
    };
    view! {
        <div class=format!("banner {}", tone.class()) role=announce.then_some("status")>
            <Icon name=icon />
            <div class="banner-text">
                <strong>{title}</strong>
                " "
                {children()}
            </div>
        </div>
    }
    .into_any()
}
