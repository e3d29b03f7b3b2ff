//! What a practice sees: its list, the export, the groups with their numbers, the dashboard.

use std::collections::BTreeSet;

use domain::dashboard::Scale;
use domain::time::Timestamp;
use services::dashboard::{self, Look, Need, PracticeBoard};
use services::prior_auth::{
    self as requests, Determined, Group, ListQuery, Matching, Summary, counts, list, matching, pressing,
};
use services::{Caller, Services};

use super::said::{references, same, same_set};
use super::world::World;

/// So many rows each part of a dashboard has.
const ROWS: usize = 10;

/// Compares them all; the whole list.
pub async fn compare(world: &World, desk: usize) -> Vec<Summary> {
    let (services, caller) = (&world.stage.services, &world.desks[desk]);
    let now = services.env.now();
    let all = rows(services, caller, ListQuery::default()).await;
    let own = world.cases.iter().filter(|case| case.desk == desk);
    let own: BTreeSet<String> = own.map(|case| case.reference.to_string()).collect();
    assert_eq!(references(&all), own, "a practice sees its own requests and no others");
    let whole = ListQuery {
        limit: 100,
        ..ListQuery::default()
    };
    let exported = requests::export(services, caller, whole).await.unwrap();
    same(&exported.items, &all, now, "export and list");
    let mut groups = Vec::new();
    for group in Group::ALL {
        groups.push(of_group(services, caller, &all, group).await);
    }
    numbers(services, caller, &groups).await;
    board(world, caller, &all, &groups).await;
    all
}

/// All that a query holds.
async fn rows(services: &Services, caller: &Caller, query: ListQuery) -> Vec<Summary> {
    let page = list(services, caller, ListQuery { limit: 100, ..query }).await.unwrap();
    assert_eq!(page.next, None);
    page.items
}

async fn of_group(services: &Services, caller: &Caller, all: &[Summary], group: Group) -> Vec<Summary> {
    let now = services.env.now();
    let query = ListQuery {
        group: Some(group),
        ..ListQuery::default()
    };
    let listed = rows(services, caller, query.clone()).await;
    let is_in = |row: &&Summary| Group::of(row.status, row.turn_ends_at, now) == group;
    let wanted: Vec<Summary> = all.iter().filter(is_in).cloned().collect();
    same_set(&listed, &wanted, now, group.code());
    let counted = Matching {
        number: listed.len() as u64,
        is_more: false,
    };
    assert_eq!(
        matching(services, caller, &query).await.unwrap(),
        counted,
        "{}",
        group.code()
    );
    listed
}

/// The numbers are those of the lists they link to.
async fn numbers(services: &Services, caller: &Caller, groups: &[Vec<Summary>]) {
    let sizes: Vec<u64> = groups.iter().map(|rows| rows.len() as u64).collect();
    let counted = counts(services, caller).await.unwrap();
    assert_eq!([counted.needs_you, counted.waiting, counted.decided], sizes.as_slice());
    assert_eq!((counted.drafts, counted.queue_open, counted.overdue), (0, 0, 0));
    let now = pressing(services, caller).await.unwrap();
    assert_eq!((now.needs_you, now.waiting), (counted.needs_you, counted.waiting));
}

/// The dashboard shows the beginnings of the lists, and their numbers.
async fn board(world: &World, caller: &Caller, all: &[Summary], groups: &[Vec<Summary>]) {
    let services = &world.stage.services;
    let now = services.env.now();
    let [needs, waiting, _] = groups else {
        panic!("three groups")
    };
    let since = Some(world.began);
    let look = Look::Again { since, had_news: true };
    let board = dashboard::practice(services, caller, look, Scale::Weeks)
        .await
        .unwrap()
        .unwrap();
    same(&needing(&board), first(needs), now, "needs you, on the dashboard");
    same(&board.waiting.items, first(waiting), now, "waiting, on the dashboard");
    assert_eq!(board.needs_you.total, needs.len() as u64);
    assert_eq!(board.waiting.total, waiting.len() as u64);
    determined(services, caller, all, (&board, since)).await;
}

/// What was determined since the beginning.
async fn determined(
    services: &Services,
    caller: &Caller,
    all: &[Summary],
    (board, since): (&PracticeBoard, Option<Timestamp>),
) {
    let now = services.env.now();
    let asked = Determined {
        from: since,
        ..Determined::default()
    };
    let query = ListQuery {
        determined: Some(asked),
        ..ListQuery::default()
    };
    let listed = rows(services, caller, query).await;
    let wanted: Vec<Summary> = all.iter().filter(|row| row.determined_at.is_some()).cloned().collect();
    same_set(&listed, &wanted, now, "determined");
    same(&board.decided.items, first(&listed), now, "decided, on the dashboard");
    let number = requests::determined(services, caller, &asked).await.unwrap();
    assert_eq!(
        (board.decided.total, number),
        (listed.len() as u64, listed.len() as u64)
    );
}

fn needing(board: &PracticeBoard) -> Vec<Summary> {
    let summary = |need: &Need| match need {
        Need::Request { summary, .. } => Summary::clone(summary),
        Need::Draft(draft) => panic!("no draft is open: {draft:?}"),
    };
    board.needs_you.items.iter().map(summary).collect()
}

fn first(rows: &[Summary]) -> &[Summary] {
    &rows[..rows.len().min(ROWS)]
}
