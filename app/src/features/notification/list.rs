//! Notifications as a list, and the button that marks them as read: the same in the popover and on the page.

use leptos::prelude::*;

use super::api::MarkRead;
use super::view::{NotificationRow, NotificationsView, Pressure};
use crate::live;
use crate::ui::status_tag::look;
use crate::ui::{Button, ButtonKind, EmptyState, FormAction, Icon, IconName, PageForm, Tone};

/// The list; where there is nothing, why.
#[component]
pub fn NotificationList(notifications: Signal<NotificationsView>) -> impl IntoView {
    let rows = Memo::new(move |_| notifications.with(|all| all.rows.clone()));
    let is_empty = Memo::new(move |_| rows.with(Vec::is_empty));
    view! {
        <Show when=move || !is_empty.get() fallback=Nothing>
            <ul class="notification-list">{move || rows.get().into_iter().map(item).collect_view()}</ul>
        </Show>
    }
    .into_any()
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <EmptyState
            icon=IconName::Bell
            title="Nothing to tell"
            text="Decisions, questions, answers and messages of the last 30 days appear here by themselves."
        />
    }
}

fn item(row: NotificationRow) -> impl IntoView {
    let (tone, icon) = match row.pressure {
        Pressure::None => look(row.status),
        Pressure::Soon => (Tone::Amber, IconName::Clock),
        Pressure::Over => (Tone::Red, IconName::Clock),
    };
    view! {
        <li class:notification-new=row.is_new>
            <span class=format!("timeline-pin {}", tone.class())>
                <Icon name=icon class="icon-tiny" />
            </span>
            <div>
                <a href=row.href>
                    {row.is_new.then(|| view! { <span class="visually-hidden">"New: "</span> })}
                    {row.title}
                </a>
                <span class="sub">{row.about}</span>
                {(!row.by.is_empty()).then(|| view! { <span class="sub">{row.by}</span> })}
            </div>
            <time datetime=row.iso>{row.when}</time>
        </li>
    }
}

/// "Mark all as read"; nothing where all are.
#[component]
pub fn MarkAllRead(notifications: Signal<NotificationsView>, action: FormAction<MarkRead>) -> impl IntoView {
    let any_new = Memo::new(move |_| notifications.with(|all| all.new_count() > 0));
    let up_to = move || notifications.with(|all| all.up_to.to_string());
    let live = live::use_live();
    Effect::new(move |_| {
        if matches!(action.value().get(), Some(Ok(()))) {
            live.renew();
        }
    });
    view! {
        <Show when=move || any_new.get()>
            <PageForm action=action>
                <input type="hidden" name="up_to" value=up_to />
                <Button kind=ButtonKind::Quiet pending=action.pending()>"Mark all as read"</Button>
            </PageForm>
        </Show>
    }
    .into_any()
}
