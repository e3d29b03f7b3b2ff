//! From what the use case found to what is shown of it.

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

fn row(item: Notification, is_plan: bool, wording: &Wording) -> NotificationRow {
    let reference = item.reference.as_str();
    let service = item.service.map(|service| format!(" {service}")).unwrap_or_default();
    let due = |is_over| {
        let at = item.due_at.map(|at| wording.moment(at));
        at.map(|at| copy::due_at(&at, is_over)).unwrap_or_default()
    };
    let (title, by) = match item.what {
        What::Happened { action, performer } => (copy::happened(action), copy::done_by(item.who, performer)),
        What::Written { performer } => (copy::MESSAGE_RECEIVED, copy::done_by(item.who, performer)),
        What::DueSoon => (copy::DUE_SOON, due(false)),
        What::Overdue => (copy::OVERDUE, due(true)),
    };
    NotificationRow {
        href: match (item.what, is_plan) {
            (What::Written { .. }, true) => paths::review_messages(reference),
            (What::Written { .. }, false) => paths::case_messages(reference),
            (_, true) => paths::review_case(reference),
            (_, false) => paths::case(reference),
        },
        title: title.to_owned(),
        about: format!("{} · {}{service}", item.member_name, item.code),
        by,
        status: item.status,
        pressure: pressure(item.what),
        when: wording.short(item.at),
        iso: iso(item.at),
        is_new: item.is_new,
    }
}
