//! Lists, queue and counts: the right rows, in order, page by page, on the indexes made for them.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::access::Role;
use domain::dashboard::Ageing;
use domain::prior_auth::{Determination, Status};
use entity::prior_auth;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use services::prior_auth::{
    self as requests, Assigned, Cursor, Determined, Frequency, Group, ListQuery, QueueQuery, Summary, counts, drafts,
    list, queue,
};
use services::testing::Stage;
use services::{Caller, demo, on_both_databases};

use super::demo_people::demo_caller;

async fn all_pages(stage: &Stage, caller: &Caller, group: Option<Group>, limit: u64) -> Vec<Summary> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = list(
            &stage.services,
            caller,
            ListQuery {
                group,
                after,
                limit,
                ..ListQuery::default()
            },
        )
        .await
        .unwrap();
        assert!(page.items.len() <= usize::try_from(limit).unwrap());
        all.extend(page.items);
        let Some(next) = page.next else { return all };
        after = Cursor::parse(&next.to_string());
        assert_eq!(after, Some(next));
    }
}

async fn whole_queue(stage: &Stage, caller: &Caller, only_mine: bool, limit: u64) -> Vec<Summary> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = queue(
            &stage.services,
            caller,
            QueueQuery {
                assigned: if only_mine { Assigned::Me } else { Assigned::Anybody },
                after,
                limit,
                ..QueueQuery::default()
            },
        )
        .await
        .unwrap();
        all.extend(page.items);
        let Some(next) = page.next else { return all };
        after = Some(next);
    }
}

fn references(items: &[Summary]) -> BTreeSet<String> {
    items.iter().map(|item| item.reference.to_string()).collect()
}

on_both_databases! {
    fn pages_together_are_the_whole_list_once_and_in_order(stage: Stage) {
        let desk = demo_caller(&stage, "Front.Desk1").await;
        let own = prior_auth::Column::PracticeId.eq(desk.actor.practice.as_ref().unwrap().as_str());
        let stored = prior_auth::Entity::find().filter(own).all(stage.services.db.read()).await.unwrap();
        for limit in [1, 7, 100] {
            let listed = all_pages(&stage, &desk, None, limit).await;
            assert_eq!(listed.len(), stored.len(), "pages of {limit}");
            assert_eq!(references(&listed).len(), stored.len());
            assert!(listed.is_sorted_by(|a, b| a.received_at >= b.received_at));
        }
    }

    fn groups_part_the_list_and_their_counts_agree(stage: Stage) {
        let desk = demo_caller(&stage, "Front.Desk1").await;
        let all = all_pages(&stage, &desk, None, 100).await;
        let counts = counts(&stage.services, &desk).await.unwrap();
        let now = stage.services.env.now();
        let mut together = BTreeSet::new();
        for (group, count) in
            [(Group::NeedsYou, counts.needs_you), (Group::Waiting, counts.waiting), (Group::Decided, counts.decided)]
        {
            let items = all_pages(&stage, &desk, Some(group), 7).await;
            assert!(items.iter().all(|item| Group::of(item.status, item.turn_ends_at, now) == group));
            assert!(match group {
                Group::NeedsYou => items.is_sorted_by_key(|item| item.turn_ends_at),
                Group::Waiting => items.is_sorted_by_key(|item| item.due_at),
                Group::Decided => items.is_sorted_by(|a, b| a.received_at >= b.received_at),
            });
            assert_eq!(items.len() as u64, count, "{}", group.code());
            together.extend(references(&items));
        }
        assert_eq!(together, references(&all));
        assert_eq!(drafts(&stage.services, &desk).await.unwrap().len() as u64, counts.drafts);
        assert_eq!((counts.queue_open, counts.queue_mine, counts.overdue), (0, 0, 0));
    }

    fn nobody_sees_the_list_of_another_practice(stage: Stage) {
        let desk = demo_caller(&stage, "Front.Desk1").await;
        let other = demo_caller(&stage, "Front.Desk2").await;
        let (ours, theirs) = (all_pages(&stage, &desk, None, 100).await, all_pages(&stage, &other, None, 100).await);
        assert!(!ours.is_empty() && !theirs.is_empty());
        assert!(references(&ours).is_disjoint(&references(&theirs)));
        let nurse = demo_caller(&stage, "Nurse.Ortiz").await;
        assert!(all_pages(&stage, &nurse, None, 100).await.is_empty());
        assert!(whole_queue(&stage, &desk, false, 100).await.is_empty());
        assert_eq!(counts(&stage.services, &nurse).await.unwrap().waiting, 0);
    }

    fn the_queue_is_all_open_work_the_earliest_due_first(stage: Stage) {
        let nurse = demo_caller(&stage, "Nurse.Ortiz").await;
        let stored = prior_auth::Entity::find().all(stage.services.db.read()).await.unwrap();
        let open = stored.iter().filter(|row| Status::parse(&row.status).unwrap().is_open()).count();
        let now = stage.services.env.now();
        for limit in [3, 100] {
            let queued = whole_queue(&stage, &nurse, false, limit).await;
            assert_eq!((queued.len(), references(&queued).len()), (open, open));
            assert!(queued.is_sorted_by_key(|item| item.due_at));
            assert!(queued.iter().all(|item| item.status.is_open()));
        }
        let queued = whole_queue(&stage, &nurse, false, 100).await;
        let mine = whole_queue(&stage, &nurse, true, 4).await;
        assert!(!mine.is_empty() && mine.iter().all(|item| item.is_mine));
        let counts = counts(&stage.services, &nurse).await.unwrap();
        let late = queued.iter().filter(|item| item.due_at.is_some_and(|due| due < now)).count();
        assert_eq!(counts.queue_open, open as u64);
        assert_eq!(counts.queue_mine, mine.len() as u64);
        assert_eq!((counts.overdue, counts.overdue > 0), (late as u64, true));
    }

    fn a_new_request_does_not_move_the_pages_behind_it(stage: Stage) {
        let desk = demo_caller(&stage, "Front.Desk1").await;
        let first = list(&stage.services, &desk, ListQuery { limit: 10, ..ListQuery::default() }).await.unwrap();
        let before = list(&stage.services, &desk, ListQuery { after: first.next.clone(), limit: 10, ..ListQuery::default() })
            .await
            .unwrap();
        let id = requests::create_draft(&stage.services, &desk).await.unwrap();
        let input = drafts_input();
        services::testing::submit_filled(&stage.services, &desk, &id, &input).await.unwrap();
        let after = list(&stage.services, &desk, ListQuery { after: first.next, limit: 10, ..ListQuery::default() })
            .await
            .unwrap();
        assert_eq!(references(&before.items), references(&after.items));
    }

    fn what_is_decided_is_counted_up_to_a_thousand(stage: Stage) {
        let desk = demo_caller(&stage, "Front.Desk1").await;
        let few = counts(&stage.services, &desk).await.unwrap();
        assert!(few.decided < 1_000 && !few.is_more_decided);
        demo::enlarge(&stage.services, 2_500).await.unwrap();
        let many = counts(&stage.services, &desk).await.unwrap();
        assert_eq!((many.decided, many.is_more_decided), (1_000, true));
        let waiting = all_pages(&stage, &desk, Some(Group::Waiting), 100).await;
        assert_eq!(waiting.len() as u64, many.waiting, "what is pressing is counted to the end");
    }

    fn an_empty_plan_counts_nothing(stage: Stage) {
        let (desk, nurse) = (stage.caller(Role::Coordinator).await, stage.caller(Role::Nurse).await);
        for caller in [desk, nurse] {
            assert_eq!(counts(&stage.services, &caller).await.unwrap(), requests::Counts::default());
            assert!(queue(&stage.services, &caller, QueueQuery::default()).await.unwrap().items.is_empty());
            assert!(list(&stage.services, &caller, ListQuery::default()).await.unwrap().items.is_empty());
        }
    }
}

fn drafts_input() -> domain::prior_auth::StepFields {
    domain::prior_auth::StepFields {
        member_id: "LHP100200302".to_owned(),
        birth_date: "1948-11-02".to_owned(),
        last_name: "Whitfield".to_owned(),
        requesting_npi: "1234567893".to_owned(),
        rendering_npi: "1234567893".to_owned(),
        place_of_service: "12".to_owned(),
        procedure_code: "K0823".to_owned(),
        quantity: "1".to_owned(),
        unit: "each".to_owned(),
        from_date: "2026-11-23".to_owned(),
        to_date: "2026-12-23".to_owned(),
        urgency: "expedited".to_owned(),
        urgency_reason: "Cannot leave bed.".to_owned(),
        diagnosis_code: "G35.D".to_owned(),
        clinical_summary: "Cannot walk inside the home.".to_owned(),
        ..domain::prior_auth::StepFields::default()
    }
}

#[tokio::test]
async fn lists_and_queue_read_their_indexes_without_scanning() {
    let stage = Stage::sqlite().await;
    let desk = demo_caller(&stage, "Front.Desk1").await;
    let nurse = demo_caller(&stage, "Nurse.Ortiz").await;
    let now = stage.services.env.now();
    let after = Cursor::parse("1795446000000-01ARZ3NDEKTSV4RRFFQ69G5FAV");
    let query = |group, determined| ListQuery {
        group,
        determined,
        after: after.clone(),
        ..ListQuery::default()
    };
    let determined = Determined {
        from: Some(now - TimeDelta::days(7)),
        before: Some(now),
        by: Some(Determination::Rules),
    };
    for (query, index) in [
        (query(None, None), "prior_auth_newest"),
        (query(Some(Group::Decided), None), "prior_auth_status_newest"),
        (query(Some(Group::Waiting), None), "prior_auth_waiting"),
        (query(Some(Group::NeedsYou), None), "prior_auth_turn"),
        (query(None, Some(determined)), "prior_auth_determined"),
    ] {
        let plan = stage
            .plan(&requests::explain::list(&desk, &query, now, Frequency::Rare))
            .await
            .join("\n");
        assert!(!plan.contains("SCAN prior_auth"), "{plan}");
        assert!(plan.contains(index), "{index}: {plan}");
    }
    for (assigned, index) in [
        (Assigned::Anybody, "prior_auth_open_work (due_at>? AND due_at<?)"),
        (
            Assigned::Me,
            "prior_auth_load (assigned_to=? AND due_at>? AND due_at<?)",
        ),
        (
            Assigned::Nobody,
            "prior_auth_load (assigned_to=? AND due_at>? AND due_at<?)",
        ),
    ] {
        let query = QueueQuery {
            assigned,
            ageing: Some(Ageing::Day),
            ..QueueQuery::default()
        };
        let plan = stage
            .plan(&requests::explain::queue(&nurse, &query, now))
            .await
            .join("\n");
        assert!(!plan.contains("SCAN prior_auth"), "{plan}");
        assert!(plan.contains(index), "{index}: {plan}");
    }
}

#[tokio::test]
async fn numbers_are_counted_from_indexes_alone() {
    let stage = Stage::sqlite().await;
    let desk = demo_caller(&stage, "Front.Desk1").await;
    let now = stage.services.env.now();
    let load = stage.plan(&requests::explain::load(now)).await.join("\n");
    assert!(
        load.contains("COVERING INDEX prior_auth_load (assigned_to=? AND due_at"),
        "only open work is read: {load}"
    );
    assert!(!load.contains("TEMP B-TREE"), "and in order: {load}");
    let reviewers = stage.plan(&requests::explain::reviewers()).await.join("\n");
    assert!(
        reviewers.contains("prior_auth USING COVERING INDEX prior_auth_load"),
        "what was decided is not read: {reviewers}"
    );
    assert!(!reviewers.contains("SCAN"), "{reviewers}");
    let counts = stage.plan(&requests::explain::counts(&desk, now)).await;
    for line in counts.iter().filter(|line| line.contains("prior_auth")) {
        assert!(line.contains("SEARCH") && line.contains("COVERING INDEX"), "{line}");
    }
    // Of what is decided, those that are contested say in their rows until when; they come last.
    let decided = stage.plan(&requests::explain::decided(&desk, now)).await.join("\n");
    assert!(!decided.contains("SCAN prior_auth"), "{decided}");
    assert!(
        decided.contains("COVERING INDEX prior_auth_status_newest (practice_id=? AND status=?"),
        "{decided}"
    );
}
