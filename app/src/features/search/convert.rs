//! What one may open and do, and what of it fits what is typed.

use domain::access::{Actor, Permission};
use domain::prior_auth::Action;
use services::prior_auth::{Group, Summary};

use crate::request::RequestScope;
use crate::ui::{IconName, PaletteEntry, PaletteGroup, PaletteTarget};
use crate::{copy, paths};

/// The groups that are not empty: requests, pages, actions.
pub fn groups(scope: &RequestScope, actor: &Actor, typed: &str, requests: Vec<Summary>) -> Vec<PaletteGroup> {
    let typed = typed.trim().to_lowercase();
    let fits = |entry: &PaletteEntry| {
        typed
            .split_whitespace()
            .all(|word| entry.title.to_lowercase().contains(word))
    };
    let is_plan = actor.practice.is_none();
    let all = [
        (
            "Prior authorization",
            requests.into_iter().map(|found| request(found, is_plan)).collect(),
        ),
        ("Go to", pages(actor).into_iter().filter(fits).collect::<Vec<_>>()),
        ("Do", actions(scope, actor).into_iter().filter(fits).collect()),
    ];
    let group = |(title, entries): (&str, Vec<PaletteEntry>)| PaletteGroup {
        title: title.to_owned(),
        entries,
    };
    let all = all.into_iter().map(group);
    all.filter(|group| !group.entries.is_empty()).collect()
}

fn request(found: Summary, is_plan: bool) -> PaletteEntry {
    let reference = found.reference.as_str();
    let practice = if is_plan {
        format!(" · {}", copy::practice_name(found.practice_name))
    } else {
        String::new()
    };
    PaletteEntry {
        icon: IconName::ShieldCheck.id().to_owned(),
        title: reference.to_owned(),
        detail: format!("{} · {}{practice}", found.member_name, found.code),
        status: Some(found.status),
        target: PaletteTarget::Page(if is_plan {
            paths::review_case(reference)
        } else {
            paths::case(reference)
        }),
    }
}

/// An entry that is neither about a request nor says more than its title.
fn plain(icon: IconName, title: impl Into<String>, target: PaletteTarget) -> PaletteEntry {
    PaletteEntry {
        icon: icon.id().to_owned(),
        title: title.into(),
        detail: String::new(),
        status: None,
        target,
    }
}

/// The pages that the person may open.
fn pages(actor: &Actor) -> Vec<PaletteEntry> {
    let mut pages = Vec::new();
    let mut add = |icon, title: &str, href: String| pages.push(plain(icon, title, PaletteTarget::Page(href)));
    add(IconName::Dashboard, "Dashboard", paths::DASHBOARD.to_owned());
    if actor.can(Permission::ReadPriorAuth) {
        let list = |group: &str| paths::requests(group, "");
        add(IconName::ShieldCheck, "Prior authorization", list(""));
        add(IconName::ShieldCheck, copy::NEEDS_YOU, list(Group::NeedsYou.code()));
        add(IconName::ShieldCheck, copy::WAITING, list(Group::Waiting.code()));
        add(IconName::ShieldCheck, copy::DECIDED, list(Group::Decided.code()));
        add(IconName::Pencil, copy::DRAFTS, list(paths::DRAFTS));
        add(
            IconName::ListChecks,
            "Does this need authorization?",
            paths::INQUIRY.to_owned(),
        );
    }
    if actor.can(Permission::ReadReviewQueue) {
        add(IconName::Inbox, "Work queue", paths::work_queue("", "", ""));
        add(
            IconName::Inbox,
            "Assigned to you",
            paths::work_queue(paths::MINE, "", ""),
        );
    }
    if actor.can(Permission::TakeIn) {
        add(IconName::Phone, copy::action(Action::Enter), paths::INTAKE.to_owned());
    }
    if actor.can(Permission::JoinDocuments) {
        add(
            IconName::Paperclip,
            copy::action(Action::JoinDocument),
            paths::INTAKE_DOCUMENT.to_owned(),
        );
    }
    add(IconName::Bell, "Notifications", paths::NOTIFICATIONS.to_owned());
    add(IconName::User, "Account", paths::ACCOUNT.to_owned());
    add(IconName::Help, "Help", paths::HELP.to_owned());
    add(IconName::Info, "Status", paths::STATUS.to_owned());
    pages
}

/// What the person may do from anywhere.
fn actions(scope: &RequestScope, actor: &Actor) -> Vec<PaletteEntry> {
    let post =
        |icon, title: String, action: &str, field| plain(icon, title, PaletteTarget::Post(action.to_owned(), field));
    let mut actions = Vec::new();
    if actor.can(Permission::WritePriorAuth) {
        actions.push(post(
            IconName::Plus,
            "New request".to_owned(),
            paths::NEW_REQUEST_ACTION,
            None,
        ));
    }
    let elsewhere = scope.outlook.iter().flat_map(|outlook| &outlook.elsewhere);
    for (id, name) in elsewhere {
        let field = ("practice".to_owned(), id.as_str().to_owned());
        actions.push(post(
            IconName::ChevronRight,
            format!("Go on in {name}"),
            paths::SWITCH_PRACTICE_ACTION,
            Some(field),
        ));
    }
    actions.push(post(
        IconName::LogOut,
        "Log out".to_owned(),
        paths::LOG_OUT_ACTION,
        None,
    ));
    actions
}
