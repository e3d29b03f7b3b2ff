//! The page of a case: what both sides read there, and what the events of the case say.

use chrono::TimeDelta;
use domain::prior_auth::{Action, ClockState};
use services::prior_auth::{Detail, ReadError, Summary, detail, replay};
use services::search;

use super::said::{of_nobody, row_of, same};
use super::world::{Case, World};

/// Compares it with the rows of the lists and of the queue, and with its events.
pub async fn compare(world: &World, case: &Case, listed: &[Summary], queued: &[Summary]) {
    let services = &world.stage.services;
    let now = services.env.now();
    let (desk, nurse) = (&world.desks[case.desk], &world.staff[0]);
    let reference = case.reference.as_str();
    let own = detail(services, desk, &case.reference).await.unwrap();
    let plans = detail(services, nurse, &case.reference).await.unwrap();
    let row = row_of(listed, reference).cloned().unwrap();
    let one = std::slice::from_ref::<Summary>;
    same(one(&own.summary), one(&row), now, "the practice's page and list");
    same(
        one(&of_nobody(&plans.summary)),
        one(&of_nobody(&row)),
        now,
        "both sides",
    );
    match row_of(queued, reference) {
        Some(queued) => same(one(&plans.summary), one(queued), now, "the plan's page and queue"),
        None => assert!(!row.status.is_open(), "{reference} is open and not in the queue"),
    }
    let found = search::find(services, desk, reference).await.unwrap();
    same(&found, one(&own.summary), now, "the practice's search");
    let found = search::find(services, nurse, reference).await.unwrap();
    same(&found, one(&plans.summary), now, "the plan's search");
    assert_eq!(replay(services, &case.reference).await.unwrap(), row.status);
    by_events(&own, &plans);
    elsewhere(world, case).await;
}

/// Version, status, assignee and due time follow from what happened.
fn by_events(own: &Detail, plans: &Detail) {
    let row = &plans.summary;
    let actions = |detail: &Detail| {
        detail
            .timeline
            .iter()
            .map(|entry| (entry.action, entry.to))
            .collect::<Vec<_>>()
    };
    assert_eq!(actions(own), actions(plans), "both sides are told the same");
    assert_eq!(
        usize::try_from(row.version).unwrap(),
        plans.timeline.len(),
        "a version is an event"
    );
    assert_eq!(plans.timeline.last().map(|last| last.to), Some(row.status));
    assert_eq!(assignee(plans), row.assigned_to, "{row:?}");
    // While the clock stands still, it is due as much later as the practice has time to answer.
    let due_at = plans.clock.as_ref().map(|clock| match clock.state {
        ClockState::Paused { since } => clock.due_at + (row.turn_ends_at.unwrap() - since).max(TimeDelta::zero()),
        _ => clock.due_at,
    });
    assert_eq!(row.due_at, due_at.filter(|_| row.status.is_undecided()), "{row:?}");
}

/// Who has the case by its events.
fn assignee(detail: &Detail) -> Option<String> {
    let entries = detail.timeline.iter();
    entries.fold(None, |has, entry| match entry.action {
        Action::Assign => entry.who.clone(),
        Action::Release | Action::SendToPhysician => None,
        _ => has,
    })
}

/// For the other practice there is no such case.
async fn elsewhere(world: &World, case: &Case) {
    let services = &world.stage.services;
    for (desk, other) in world.desks.iter().enumerate().filter(|(desk, _)| *desk != case.desk) {
        let missing = detail(services, other, &case.reference).await;
        assert!(
            matches!(missing, Err(ReadError::NotFound)),
            "practice {desk}: {missing:?}"
        );
        assert!(
            search::find(services, other, case.reference.as_str())
                .await
                .unwrap()
                .is_empty()
        );
    }
}
