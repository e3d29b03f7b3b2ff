//! Tags and counts: colour, icon and words together, so that none of them is the only sign.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// The tones of the palette; `style/tokens.css` gives each a text, a ground and an edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Draft, withdrawn, expired, and everything without a judgement.
    #[default]
    Neutral,
    /// On its way: submitted, in review.
    Blue,
    /// Something is wanted from the reader.
    Amber,
    /// Approved, done.
    Green,
    /// Approved in part or changed.
    Olive,
    /// No authorization required.
    Teal,
    /// Could not be processed.
    Rust,
    /// Denied, failed.
    Red,
    /// The accent: chosen, current, for you.
    Violet,
}

impl Tone {
    /// The class that sets the tone's three colours.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Neutral => "tone-neutral",
            Self::Blue => "tone-blue",
            Self::Amber => "tone-amber",
            Self::Green => "tone-green",
            Self::Olive => "tone-olive",
            Self::Teal => "tone-teal",
            Self::Rust => "tone-rust",
            Self::Red => "tone-red",
            Self::Violet => "tone-violet",
        }
    }
}

/// A tag.
#[component]
pub fn Tag(
    /// Its colours.
    tone: Tone,
    /// Its icon.
    icon: IconName,
    /// Its words.
    text: &'static str,
) -> impl IntoView {
    view! {
        <span class=format!("tag {}", tone.class())>
            <Icon name=icon class="icon-tiny" />
            {text}
        </span>
    }
}

/// A number in a pill: violet when it is for the reader, grey otherwise.
#[component]
pub fn Count(
    /// The number.
    value: u64,
    /// Whether the reader is meant to do something about it.
    #[prop(optional)]
    for_you: bool,
    /// There are more, and nobody counted them.
    #[prop(optional)]
    is_more: bool,
) -> impl IntoView {
    let more = if is_more { "+" } else { "" };
    view! { <span class=if for_you { "count count-on" } else { "count" }>{format!("{value}{more}")}</span> }
}
