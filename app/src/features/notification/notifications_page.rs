//! `/notifications`: all of them.

use leptos::prelude::*;

use super::api::{MarkRead, list};
use super::list::{MarkAllRead, NotificationList};
use super::view::NotificationsView;
use crate::live;
use crate::ui::{AsOf, ErrorSummary, FormAction, FormState, PageHeading, PageTitle, ask, loaded};

/// The page; it follows every change.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let action = FormAction::<MarkRead>::new();
    let form = FormState::of(action);
    let changes = live::use_live().anything();
    let notifications = ask(move || changes.get(), |_| list(0));
    view! {
        <PageTitle title="Notifications" has_error=form.has_error() />
        <ErrorSummary error=form.error() />
        {loaded(notifications, move |notifications| view! { <Body notifications=notifications action=action /> })}
    }
}

#[component]
fn Body(notifications: Signal<NotificationsView>, action: FormAction<MarkRead>) -> impl IntoView {
    let facts = move || {
        move || {
            let (new, as_of) = notifications.with(|all| (all.new_count(), all.as_of.clone()));
            view! { <span>{format!("{new} new")}</span> <AsOf time=as_of /> }
        }
    };
    let actions = move || view! { <MarkAllRead notifications=notifications action=action /> };
    view! {
        <PageHeading title="Notifications" facts=facts actions=actions />
        <div class="panel notifications">
            <NotificationList notifications=notifications />
        </div>
    }
}
