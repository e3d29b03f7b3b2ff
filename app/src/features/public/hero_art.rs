//! The picture of the home page: the arches, and a request on its way. Decoration only.

use leptos::prelude::*;

use crate::ui::arches::Arches;
use crate::ui::{Icon, IconName, Tag, Tone};

/// Arches and larkspur with two sample cards in front.
#[component]
pub fn HeroArt() -> impl IntoView {
    view! {
        <div class="hero-art" aria-hidden="true">
            <Arches />
            <div class="hero-card hero-card-case">
                <div class="hero-card-row">
                    <span class="reference">"PA-7K3Q-9XM2"</span>
                    <Tag tone=Tone::Blue icon=IconName::Eye text="In review" />
                </div>
                <div>
                    <strong>"Knee orthosis, adjustable"</strong>
                    <span class="sub">"L1832 · 1 each"</span>
                </div>
                <span class="hero-clock"></span>
                <div class="hero-card-row">
                    <span class="sub">"Received Fri, Nov 20"</span>
                    <strong>"Due Fri, Nov 27"</strong>
                </div>
            </div>
            <div class="hero-card hero-card-done">
                <span class="timeline-pin tone-green">
                    <Icon name=IconName::Check class="icon-tiny" />
                </span>
                <div>
                    <strong>"No authorization required"</strong>
                    <span class="sub">"Answered at once"</span>
                </div>
            </div>
        </div>
    }
}
