//! The layout route of all signed-in pages: who is signed in, what waits for them, and the stream of changes.

use leptos::prelude::*;
use leptos_router::components::Outlet;

use super::api::current;
use crate::error::ApiError;
use crate::live;
use crate::ui::Frame;

/// The frame, kept up to date; the page stands in its outlet.
#[component]
pub fn SignedIn() -> impl IntoView {
    let live = live::provide();
    let changes = live.anything();
    let frame = Resource::new(move || changes.get(), |_| current());
    Effect::new(move |_| match frame.get() {
        Some(Ok(data)) => live::connect(live, &data.user_id, data.seq),
        Some(Err(ApiError::Unauthenticated(loss))) => live::leave(loss),
        _ => {}
    });
    view! {
        <Frame data=frame>
            <Outlet />
        </Frame>
    }
}
