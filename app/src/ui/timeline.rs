//! What happened to a request: who, what, when, on which channel. The latest stands first.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::icon::{Icon, IconName};
use super::tag::Tone;

/// One event as the page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineItem {
    /// What happened: `crate::copy::happened`.
    pub title: String,
    /// More about it; empty for none.
    pub detail: String,
    /// Who did it: a name, or what did it by itself.
    pub by: String,
    /// The channel in words; empty for none.
    pub channel: String,
    /// When, in words, zone named.
    pub when: String,
    /// When, for machines: RFC 3339.
    pub iso: String,
}

/// A timeline. `status_tag::look` knows the pin of each status.
#[component]
pub fn Timeline(
    /// Events with the tone and icon of their pins, latest first.
    items: Vec<(Tone, IconName, TimelineItem)>,
) -> impl IntoView {
    let items = items
        .into_iter()
        .map(|(tone, icon, item)| {
            view! {
                <li>
                    <span class=format!("timeline-pin {}", tone.class())>
                        <Icon name=icon class="icon-tiny" />
                    </span>
                    <div class="timeline-words">
                        <p>
                            <strong>{item.title}</strong>
                            {(!item.channel.is_empty()).then(|| view! { <span class="channel">{item.channel}</span> })}
                        </p>
                        {(!item.detail.is_empty()).then(|| view! { <p class="sub">{item.detail}</p> })}
                        <p class="sub">{item.by}</p>
                    </div>
                    <time datetime=item.iso>{item.when}</time>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="timeline">{items}</ol> }.into_any()
}
