//! From what the use case found to what is shown of it.

use domain::prior_auth::{Action, Channel};
use domain::time::to_millis;
use services::Caller;
use services::notification::{Notification, Notifications, What};

use super::view::{NotificationRow, NotificationsView, Pressure};
use crate::request::wording::{Wording, iso};
use crate::{copy, paths};

/// All of them.
pub fn notifications_view(found: Notifications, caller: &Caller, wording: &Wording) -> NotificationsView {
    let is_plan = caller.actor.practice.is_none();
    NotificationsView {
        up_to: found.up_to.map(to_millis).unwrap_or_default(),
        rows: found
            .items
            .into_iter()
            .map(|item| row(item, is_plan, wording))
            .collect(),
        as_of: wording.clock(),
    }
}

/// How much what happened presses.
const fn pressure(what: What) -> Pressure {
    match what {
        What::Happened { .. } | What::Written { .. } => Pressure::None,
        What::DueSoon => Pressure::Soon,
        What::Overdue => Pressure::Over,
    }
}

/// What happened; of a request that the plan entered, on which way it came: it stands in the list by the day on which it came, and who
/// sent it may not look for it there.
fn title(action: Action, channel: Option<Channel>) -> String {
    match (action, channel) {
        (Action::Enter, Some(channel)) => copy::entered(channel),
        (action, _) => copy::happened(action).to_owned(),
    }
}

fn row(item: Notification, is_plan: bool, wording: &Wording) -> NotificationRow {
    let reference = item.reference.as_str();
    let service = item.service.map(|service| format!(" {service}")).unwrap_or_default();
    let due = |is_over| {
        let at = item.due_at.map(|at| wording.moment(at));
        at.map(|at| copy::due_at(&at, is_over)).unwrap_or_default()
    };
    let (title, by) = match item.what {
        What::Happened { action, performer } => (title(action, item.channel), copy::done_by(item.who, performer)),
        What::Written { performer } => (copy::MESSAGE_RECEIVED.to_owned(), copy::done_by(item.who, performer)),
        What::DueSoon => (copy::DUE_SOON.to_owned(), due(false)),
        What::Overdue => (copy::OVERDUE.to_owned(), due(true)),
    };
    NotificationRow {
        href: match (item.what, is_plan) {
            (What::Written { .. }, true) => paths::review_messages(reference),
            (What::Written { .. }, false) => paths::case_messages(reference),
            (_, true) => paths::review_case(reference),
            (_, false) => paths::case(reference),
        },
        title,
        about: format!("{} · {}{service}", item.member_name, item.code),
        by,
        status: item.status,
        pressure: pressure(item.what),
        when: wording.short(item.at),
        iso: iso(item.at),
        is_new: item.is_new,
    }
}
