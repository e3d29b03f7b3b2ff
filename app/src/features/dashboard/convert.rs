//! From what the use cases read to what the dashboard shows.

use domain::access::{Actor, Permission};
use services::prior_auth::{Counts, Group, ListQuery, QueueQuery, list, queue};
use services::{Caller, Services};

use super::view::{DashboardView, Figure, ListKind, ShortList};
use crate::error::ApiError;
use crate::request::case_rows;
use crate::request::wording::Wording;
use crate::{copy, paths};

/// How many requests a short list shows.
const SHORT: u64 = 5;

/// The numbers, the lists and the time.
pub fn dashboard_view(actor: &Actor, counts: &Counts, lists: Vec<ShortList>, wording: &Wording) -> DashboardView {
    DashboardView {
        today: wording.today_in_full(),
        as_of: wording.clock(),
        may_request: actor.can(Permission::WritePriorAuth),
        figures: figures(actor, counts),
        lists,
    }
}

fn figures(actor: &Actor, counts: &Counts) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut add = |words: &str, count, href, for_you| {
        figures.push(Figure {
            words: words.to_owned(),
            count,
            href,
            for_you,
        })
    };
    if actor.can(Permission::ReadPriorAuth) {
        let needs_you = counts.needs_you + counts.drafts_for_me;
        add(copy::NEEDS_YOU, needs_you, group(Group::NeedsYou), true);
        add(copy::WAITING, counts.waiting, group(Group::Waiting), false);
        add(copy::DECIDED, counts.decided, group(Group::Decided), false);
        add(copy::DRAFTS, counts.drafts, paths::requests(paths::DRAFTS, ""), false);
    }
    if actor.can(Permission::ReadReviewQueue) {
        add(
            "Open in the queue",
            counts.queue_open,
            paths::work_queue(false, ""),
            false,
        );
        add("Assigned to you", counts.queue_mine, paths::work_queue(true, ""), true);
        add("Overdue", counts.overdue, paths::work_queue(false, ""), true);
    }
    figures
}

fn group(group: Group) -> String {
    paths::requests(group.code(), "")
}

/// The short lists of the caller's side.
pub async fn short_lists(
    services: &Services,
    caller: &Caller,
    counts: &Counts,
    wording: &Wording,
) -> Result<Vec<ShortList>, ApiError> {
    let mut lists = Vec::new();
    if caller.actor.can(Permission::ReadPriorAuth) {
        for (kind, group, count) in [
            (ListKind::NeedsYou, Group::NeedsYou, counts.needs_you),
            (ListKind::Waiting, Group::Waiting, counts.waiting),
            (ListKind::Decided, Group::Decided, counts.decided),
        ] {
            lists.push(practice_list(services, caller, (kind, group, count), wording).await?);
        }
    }
    if caller.actor.can(Permission::ReadReviewQueue) {
        lists.push(queue_list(services, caller, (ListKind::Mine, counts.queue_mine), wording).await?);
        lists.push(queue_list(services, caller, (ListKind::Queue, counts.queue_open), wording).await?);
    }
    Ok(lists)
}

async fn practice_list(
    services: &Services,
    caller: &Caller,
    (kind, of, count): (ListKind, Group, u64),
    wording: &Wording,
) -> Result<ShortList, ApiError> {
    let query = ListQuery {
        group: Some(of),
        after: None,
        limit: SHORT,
    };
    let page = list(services, caller, query).await?;
    Ok(ShortList {
        kind,
        count,
        href: group(of),
        rows: case_rows(page.items, wording),
    })
}

async fn queue_list(
    services: &Services,
    caller: &Caller,
    (kind, count): (ListKind, u64),
    wording: &Wording,
) -> Result<ShortList, ApiError> {
    let only_mine = kind == ListKind::Mine;
    let page = queue(
        services,
        caller,
        QueueQuery {
            only_mine,
            after: None,
            limit: SHORT,
        },
    )
    .await?;
    Ok(ShortList {
        kind,
        count,
        href: paths::work_queue(only_mine, ""),
        rows: case_rows(page.items, wording),
    })
}
