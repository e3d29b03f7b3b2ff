//! The layout route of all signed-in pages: who is signed in, what waits for them, and the stream of changes.

use leptos::prelude::*;

use super::api::current;
use super::session_warning::SessionWarning;
use crate::live;
use crate::ui::arrival::{self, Arrival};
use crate::ui::{Frame, ask, keep_asking};

/// The frame, kept up to date, and the page in it.
#[component]
pub fn SignedIn(
    /// The page.
    children: Children,
) -> impl IntoView {
    arrival::provide();
    let live = live::provide();
    let changes = live.anything();
    let frame = ask(move || changes.get(), |_| current());
    keep_asking(frame);
    Effect::new(move |_| {
        if let Some(Ok(data)) = frame.get() {
            live::connect(live, &data.session, data.seq);
        }
    });
    view! {
        <Frame data=frame>{children()}</Frame>
        <Arrival />
        <SessionWarning />
    }
}
