//! The popover below the bell.

use leptos::prelude::*;

use super::api::{MarkRead, list};
use super::list::{MarkAllRead, NotificationList};
use super::view::NotificationsView;
use crate::ui::{FormAction, ask, loaded};
use crate::{live, paths};

/// So many are in the popover; all of them are on the page.
const IN_PANEL: u8 = 8;

/// The latest notifications; they follow every change while the popover is there.
#[component]
pub fn Panel() -> impl IntoView {
    let action = FormAction::<MarkRead>::new();
    let changes = live::use_live().anything();
    let notifications = ask(move || changes.get(), |_| list(IN_PANEL));
    loaded(
        notifications,
        move |notifications| view! { <Body notifications=notifications action=action /> },
    )
}

#[component]
fn Body(notifications: Signal<NotificationsView>, action: FormAction<MarkRead>) -> impl IntoView {
    view! {
        <div class="notices-head">
            <h2 id="notices-title">"Notifications"</h2>
            <MarkAllRead notifications=notifications action=action />
        </div>
        <NotificationList notifications=notifications />
        <p class="notices-foot">
            <a href=paths::NOTIFICATIONS>"All notifications"</a>
        </p>
    }
}
