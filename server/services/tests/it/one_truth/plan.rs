//! What the plan's people see: the queue, its parts with their numbers, the dashboard.

use domain::dashboard::Ageing;
use domain::id::AccountId;
use domain::prior_auth::Urgency;
use services::dashboard;
use services::prior_auth::{Assigned, Filter, Load, QueueQuery, Summary, counts, load, matching_queue, queue};
use services::{Caller, Services};

use super::said::{of_nobody, same, same_set};
use super::world::World;

/// So many rows each part of a dashboard has.
const ROWS: usize = 10;

/// Compares them all with the lists of the practices; the whole queue as a nurse sees it.
pub async fn compare(world: &World, listed: &[Summary]) -> Vec<Summary> {
    let (services, nurse) = (&world.stage.services, &world.staff[0]);
    let now = services.env.now();
    let whole = rows(services, nurse, QueueQuery::default()).await;
    let open: Vec<Summary> = listed.iter().filter(|row| row.status.is_open()).cloned().collect();
    let queued: Vec<Summary> = whole.iter().map(of_nobody).collect();
    same_set(&queued, &open, now, "queue and lists");
    let numbers = load(services, nurse).await.unwrap();
    for query in parts(world) {
        let found = part(world, &whole, &query).await;
        if query.filter.is_empty() {
            assert_eq!(numbers.count(nurse, &query), found.len() as u64, "{query:?}");
        }
    }
    counted(services, nurse, &whole, &numbers).await;
    board(services, nurse).await;
    whole
}

async fn rows(services: &Services, caller: &Caller, query: QueueQuery) -> Vec<Summary> {
    let page = queue(services, caller, QueueQuery { limit: 100, ..query })
        .await
        .unwrap();
    assert_eq!(page.next, None);
    page.items
}

/// Whose work, how pressing, how urgent.
fn parts(world: &World) -> Vec<QueueQuery> {
    let of = |assigned| QueueQuery {
        assigned,
        ..QueueQuery::default()
    };
    let to = |person: &Caller| of(Assigned::To(person.actor.account.clone()));
    let ageing = |ageing: &Ageing| QueueQuery {
        ageing: Some(*ageing),
        ..QueueQuery::default()
    };
    let urgent = QueueQuery {
        filter: Filter {
            urgency: Some(Urgency::Expedited),
            ..Filter::default()
        },
        ..QueueQuery::default()
    };
    [of(Assigned::Me), of(Assigned::Nobody), urgent]
        .into_iter()
        .chain(world.staff.iter().map(to))
        .chain(Ageing::ALL.iter().map(ageing))
        .collect()
}

/// A part of the queue is what its rule says, in the order of the whole, and its number is counted right.
async fn part(world: &World, whole: &[Summary], query: &QueueQuery) -> Vec<Summary> {
    let (services, nurse) = (&world.stage.services, &world.staff[0]);
    let now = services.env.now();
    let found = rows(services, nurse, query.clone()).await;
    let name = |account: &AccountId| {
        let person = world.staff.iter().find(|person| person.actor.account == *account);
        person.map(|person| person.actor.display_name.clone())
    };
    let is_in = |row: &&Summary| {
        let is_theirs = match &query.assigned {
            Assigned::Anybody => true,
            Assigned::Me => row.is_mine,
            Assigned::Nobody => row.assigned_to.is_none(),
            Assigned::To(account) => row.assigned_to == name(account),
        };
        let is_due = |ageing: Ageing| row.due_at.is_some_and(|due| Ageing::of(due, now) == ageing);
        is_theirs
            && query.ageing.is_none_or(is_due)
            && query.filter.urgency.is_none_or(|urgency| row.urgency == urgency)
    };
    let wanted: Vec<Summary> = whole.iter().filter(is_in).cloned().collect();
    same(&found, &wanted, now, &format!("{query:?}"));
    let matching = matching_queue(services, nurse, query).await.unwrap();
    assert_eq!(
        (matching.number, matching.is_more),
        (found.len() as u64, false),
        "{query:?}"
    );
    found
}

async fn counted(services: &Services, nurse: &Caller, whole: &[Summary], numbers: &Load) {
    let now = services.env.now();
    let counted = counts(services, nurse).await.unwrap();
    let late = whole
        .iter()
        .filter(|row| row.due_at.is_some_and(|due| due < now))
        .count();
    let mine = whole.iter().filter(|row| row.is_mine).count();
    let wanted = (whole.len() as u64, mine as u64, late as u64);
    assert_eq!((counted.queue_open, counted.queue_mine, counted.overdue), wanted);
    assert_eq!(numbers.count(nurse, &QueueQuery::default()), counted.queue_open);
    assert_eq!((counted.needs_you, counted.waiting, counted.decided), (0, 0, 0));
}

/// The dashboard shows the beginnings of parts of the queue.
async fn board(services: &Services, nurse: &Caller) {
    let now = services.env.now();
    let board = dashboard::plan(services, nurse).await.unwrap().unwrap();
    assert_eq!(
        board.queues.len(),
        2,
        "what is the nurse's, and what the nurse could take"
    );
    for (query, shown) in &board.queues {
        let all = rows(services, nurse, query.clone()).await;
        same(shown, &all[..all.len().min(ROWS)], now, "on the plan's dashboard");
        assert_eq!(board.load.count(nurse, query), all.len() as u64, "{query:?}");
    }
}
