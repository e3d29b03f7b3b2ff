//! Notifications: what others did that concerns the reader, in the frame's popover and on a page of its own.

pub mod api;
#[cfg(feature = "ssr")]
mod convert;
mod list;
mod notifications_page;
mod panel;
mod view;

crate::lazy::lazy_pages! {
    notification, show, fetch:
    Notifications = notifications_page::NotificationsPage;
}

crate::lazy::lazy_part! {
    notification:
    /// What stands in the popover below the bell.
    panel = panel::Panel, notification_panel;
}
