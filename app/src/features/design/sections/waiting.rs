//! What is said while one waits, afterwards, and where there is nothing.

use leptos::prelude::*;

use super::super::specimen::Specimen;
use crate::paths;
use crate::ui::{Banner, ButtonKind, EmptyState, IconName, LinkButton, Skeleton, Tone};

/// Banners, empty states, skeletons.
#[component]
pub fn Waiting() -> impl IntoView {
    view! {
        <Specimen id="banners" title="Banners" parts=&["banner"] is_wide=true>
            <Banner tone=Tone::Green title="Password set.">"Log in with it."</Banner>
            <Banner tone=Tone::Violet title="New since November 1.">"Orthoses L1844 and L1846 need authorization."</Banner>
            <Banner tone=Tone::Amber title="This may be old.">"The server does not answer; the page asks again."</Banner>
            <Banner tone=Tone::Red title="Not sent.">"Nothing was lost. Try again."</Banner>
        </Specimen>
        <Specimen id="empty-state" title="Empty state" parts=&["empty_state"]>
            <EmptyState
                icon=IconName::ListChecks
                title="No requests yet"
                text="Requests of your practice stand here from the first draft on."
            >
                <LinkButton href=paths::HELP kind=ButtonKind::Primary external=true>"Help"</LinkButton>
            </EmptyState>
        </Specimen>
        <Specimen id="skeleton" title="Skeleton, after 300 ms" parts=&["skeleton", "loaded"]>
            <Skeleton lines=4 />
        </Specimen>
    }
}
