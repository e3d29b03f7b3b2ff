//! From what the use cases read to what the dashboard shows.

use domain::access::{Actor, Permission};
use services::prior_auth::{Counts, Group, ListQuery, QueueQuery, list, queue};
use services::{Caller, Services};

use super::view::{DashboardView, Figure, ListKind, ShortList};
use crate::error::ApiError;
use crate::paths;
use crate::request::case_row;
use crate::request::wording::Wording;

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
        add("Needs you", counts.needs_you, group(Group::NeedsYou.code()), true);
        add(
            "Waiting on the plan",
            counts.waiting,
            group(Group::Waiting.code()),
            false,
        );
        add("Decided", counts.decided, group(Group::Decided.code()), false);
        add("Drafts", counts.drafts, group("drafts"), false);
    }
    if actor.can(Permission::ReadReviewQueue) {
        add("Open in the queue", counts.queue_open, paths::REVIEW.to_owned(), false);
        add("Assigned to you", counts.queue_mine, mine(), true);
        add("Overdue", counts.overdue, paths::REVIEW.to_owned(), true);
    }
    figures
}

fn group(code: &str) -> String {
    paths::with_query(paths::PRIOR_AUTH, &[("group", code)])
}

fn mine() -> String {
    paths::with_query(paths::REVIEW, &[("show", "mine")])
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
    let rows = page
        .items
        .into_iter()
        .map(|summary| case_row(summary, wording))
        .collect();
    Ok(ShortList {
        kind,
        count,
        href: group(of.code()),
        rows,
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
    let rows = page
        .items
        .into_iter()
        .map(|summary| case_row(summary, wording))
        .collect();
    let href = if only_mine { mine() } else { paths::REVIEW.to_owned() };
    Ok(ShortList {
        kind,
        count,
        href,
        rows,
    })
}
