//! The dashboard: its numbers are those of the lists, and its news begin where the last visit ended.

use chrono::TimeDelta;
use domain::access::Role;
use domain::dashboard::{Ageing, Scale};
use domain::id::SessionId;
use domain::prior_auth::{Determination, Status};
use domain::time::Timestamp;
use sea_orm::EntityTrait;
use services::dashboard::{Look, Need, PracticeBoard, plan, practice};
use services::db::DbError;
use services::prior_auth::{
    Assigned, Determined, Group, ListQuery, QueueQuery, Summary, approve, assign, counts, create_draft, list, queue,
    reviewers,
};
use services::testing::{MemberSpec, Stage, knee_orthosis, submit_filled};
use services::{Caller, on_both_databases};

use super::demo_people::demo_caller;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The same person in another session.
fn again(caller: &Caller, session: &str) -> Caller {
    let mut caller = caller.clone();
    caller.actor.session = SessionId::new(session);
    caller
}

async fn opened(stage: &Stage, caller: &Caller) -> PracticeBoard {
    let board = practice(&stage.services, caller, Look::Opening, Scale::Weeks)
        .await
        .unwrap();
    board.unwrap()
}

async fn whole_list(stage: &Stage, caller: &Caller, query: ListQuery) -> Vec<Summary> {
    let query = ListQuery { limit: 100, ..query };
    let page = list(&stage.services, caller, query.clone()).await.unwrap();
    let mut all = page.items;
    let mut next = page.next;
    while let Some(after) = next {
        let page = list(
            &stage.services,
            caller,
            ListQuery {
                after: Some(after),
                ..query.clone()
            },
        );
        let page = page.await.unwrap();
        all.extend(page.items);
        next = page.next;
    }
    all
}

async fn whole_queue(stage: &Stage, caller: &Caller, query: QueueQuery) -> usize {
    let query = QueueQuery { limit: 100, ..query };
    let page = queue(&stage.services, caller, query).await.unwrap();
    assert!(page.next.is_none(), "the demo has less than a hundred open cases");
    page.items.len()
}

fn references(summaries: &[Summary]) -> Vec<String> {
    summaries.iter().map(|summary| summary.reference.to_string()).collect()
}

/// A coordinator who sends a request that a nurse approves, each at its own minute.
async fn approved(stage: &Stage, desk: &Caller, nurse: &Caller) -> String {
    let id = create_draft(&stage.services, desk).await.unwrap();
    let submitted = submit_filled(&stage.services, desk, &id, &knee_orthosis())
        .await
        .unwrap();
    let taken = assign(&stage.services, nurse, &submitted.reference, 1).await.unwrap();
    approve(&stage.services, nurse, &submitted.reference, taken.version)
        .await
        .unwrap();
    submitted.reference.to_string()
}

on_both_databases! {
    fn every_number_of_a_practice_counts_what_its_list_holds(stage: Stage) {
        for user_id in ["Front.Desk1", "Front.Desk2", "Viewer.Sam1"] {
            let desk = demo_caller(&stage, user_id).await;
            let board = opened(&stage, &desk).await;
            let counts = counts(&stage.services, &desk).await.unwrap();
            let group = |group| ListQuery { group: Some(group), ..ListQuery::default() };
            let needs = whole_list(&stage, &desk, group(Group::NeedsYou)).await;
            let waiting = whole_list(&stage, &desk, group(Group::Waiting)).await;
            assert_eq!(needs.len() as u64, counts.needs_you, "{user_id}");
            assert_eq!(board.needs_you.total, counts.needs(&desk.actor), "{user_id}");
            assert_eq!(board.waiting.total, waiting.len() as u64, "{user_id}");
            let since = Determined { from: board.since, ..Determined::default() };
            let news = whole_list(&stage, &desk, ListQuery { determined: Some(since), ..ListQuery::default() }).await;
            assert_eq!(board.decided.total, news.len() as u64, "{user_id}");
            assert!(board.decided.total > 0, "the demo has news for {user_id}");
        }
    }

    fn every_number_of_the_chart_counts_what_its_list_holds(stage: Stage) {
        let desk = demo_caller(&stage, "Front.Desk1").await;
        for scale in [Scale::Weeks, Scale::Months] {
            let board = practice(&stage.services, &desk, Look::Opening, scale).await.unwrap().unwrap();
            assert_eq!(board.decisions.len(), scale.count() as usize);
            assert!(board.decisions.iter().filter(|part| part.rules > 0 && part.review > 0).count() >= 6, "{:?}", board.decisions);
            for part in board.decisions {
                let (from, before) = part.span.instants(&stage.services.plan.zone).unwrap();
                for (by, number) in [
                    (Some(Determination::Rules), part.rules),
                    (Some(Determination::Review), part.review),
                    (None, part.rules + part.review),
                ] {
                    let determined = Some(Determined { from: Some(from), before: Some(before), by });
                    let listed = whole_list(&stage, &desk, ListQuery { determined, ..ListQuery::default() }).await;
                    assert_eq!(listed.len() as u64, number, "{by:?} in {:?}", part.span);
                }
            }
        }
    }

    fn every_number_of_the_staff_counts_what_the_queue_holds(stage: Stage) {
        for user_id in ["Nurse.Ortiz", "Lead.Novak", "Auditor.Chen"] {
            let staff = demo_caller(&stage, user_id).await;
            let board = plan(&stage.services, &staff).await.unwrap().unwrap();
            let mut whose = vec![Assigned::Anybody, Assigned::Me, Assigned::Nobody];
            let people = reviewers(&stage.services, &staff).await.unwrap();
            assert_eq!(people, board.reviewers);
            whose.extend(people.into_iter().map(|reviewer| Assigned::To(reviewer.account)));
            for assigned in whose {
                for ageing in std::iter::once(None).chain(Ageing::ALL.iter().copied().map(Some)) {
                    let query = QueueQuery { assigned: assigned.clone(), ageing, ..QueueQuery::default() };
                    let number = board.load.count(&staff, &query);
                    assert_eq!(whole_queue(&stage, &staff, query).await as u64, number, "{user_id}: {assigned:?} {ageing:?}");
                }
            }
        }
    }

    fn rows_begin_as_the_lists_behind_them_do(stage: Stage) {
        let desk = demo_caller(&stage, "Front.Desk1").await;
        let board = opened(&stage, &desk).await;
        let first = |group| ListQuery { group: Some(group), limit: 10, ..ListQuery::default() };
        let needs = list(&stage.services, &desk, first(Group::NeedsYou)).await.unwrap().items;
        let shown = board.needs_you.items.iter().filter_map(|need| match need {
            Need::Request { summary, .. } => Some(summary.reference.to_string()),
            Need::Draft(_) => None,
        });
        assert_eq!(shown.collect::<Vec<_>>(), references(&needs));
        let waiting = list(&stage.services, &desk, first(Group::Waiting)).await.unwrap().items;
        assert_eq!(references(&board.waiting.items), references(&waiting));
        let nurse = demo_caller(&stage, "Nurse.Ortiz").await;
        for (query, shown) in plan(&stage.services, &nurse).await.unwrap().unwrap().queues {
            let listed = queue(&stage.services, &nurse, query).await.unwrap().items;
            assert_eq!(references(&shown), references(&listed));
        }
    }

    fn what_needs_a_practice_says_why_and_until_when(stage: Stage) {
        let desk = demo_caller(&stage, "Front.Desk1").await;
        let now = stage.services.env.now();
        let board = opened(&stage, &desk).await;
        assert!(board.needs_you.items.len() > 3);
        for need in board.needs_you.items {
            let Need::Request { summary, reason, options, decision_due } = need else { continue };
            assert!(reason.is_some(), "{summary:?}");
            match summary.status {
                Status::InformationRequested => {
                    assert!(options.answer_by.is_some(), "{summary:?}");
                    assert!(decision_due.is_none_or(|due| Some(due) == summary.due_at), "{summary:?}");
                }
                Status::Denied | Status::PartiallyApproved | Status::Modified => {
                    assert!(options.appeal_until.is_some_and(|until| until >= now), "{summary:?}");
                    assert_eq!(summary.turn_ends_at, options.appeal_until.max(options.talk_until));
                }
                _ => {}
            }
        }
    }

    fn a_denial_needs_nobody_once_it_can_no_longer_be_contested(stage: Stage) {
        let desk = demo_caller(&stage, "Front.Desk1").await;
        let before = counts(&stage.services, &desk).await.unwrap();
        stage.clock.advance(TimeDelta::days(181));
        let after = counts(&stage.services, &desk).await.unwrap();
        assert!(after.needs_you < before.needs_you, "{before:?} {after:?}");
        let left = whole_list(&stage, &desk, ListQuery { group: Some(Group::NeedsYou), ..ListQuery::default() }).await;
        assert!(left.iter().all(|summary| summary.status == Status::InformationRequested), "{left:?}");
        let all = |counts: services::prior_auth::Counts| counts.needs_you + counts.waiting + counts.decided;
        assert_eq!(all(after), all(before));
    }

    fn news_begin_where_the_visit_before_ended_and_stay_news_for_the_visit(stage: Stage) {
        stage.member(MemberSpec::default()).await;
        let (desk, nurse) = (stage.caller(Role::Coordinator).await, stage.caller(Role::Nurse).await);
        let first = approved(&stage, &desk, &nurse).await;
        let board = opened(&stage, &desk).await;
        assert_eq!((board.since, board.decided.total), (None, 0));
        assert_eq!(references(&board.decided.items), std::slice::from_ref(&first), "the last ones, where nothing is news");

        stage.clock.advance(TimeDelta::minutes(5));
        let seen_at = stage.services.env.now();
        assert_eq!(opened(&stage, &desk).await.since, None, "still the first visit");
        stage.clock.advance(TimeDelta::hours(20));
        let second = approved(&stage, &desk, &nurse).await;
        for minutes in [0, 10, 29] {
            stage.clock.advance(TimeDelta::minutes(minutes));
            let board = opened(&stage, &again(&desk, "next day")).await;
            assert_eq!((board.since, board.decided.total), (Some(seen_at), 1));
            assert_eq!(references(&board.decided.items), std::slice::from_ref(&second));
        }
        stage.clock.advance(TimeDelta::minutes(31));
        let board = opened(&stage, &again(&desk, "next day")).await;
        assert_eq!(board.decided.total, 0, "seen in the visit before");
        assert_eq!(references(&board.decided.items), [second, first]);
    }

    fn a_page_that_asks_again_begins_no_visit(stage: Stage) {
        let desk = stage.caller(Role::Coordinator).await;
        opened(&stage, &desk).await;
        let visits = entity::dashboard_visit::Entity::find();
        let before = visits.clone().all(stage.services.db.read()).await.unwrap();
        stage.clock.advance(TimeDelta::hours(5));
        let look = Look::Again { since: Some(at("2026-11-20T22:48:00Z")), had_news: true };
        let board = practice(&stage.services, &again(&desk, "other"), look, Scale::Weeks).await.unwrap().unwrap();
        assert_eq!(board.since, Some(at("2026-11-20T22:48:00Z")));
        assert_eq!(visits.all(stage.services.db.read()).await.unwrap(), before);
    }

    fn what_is_decided_while_a_quiet_page_is_open_joins_what_is_there(stage: Stage) {
        stage.member(MemberSpec::default()).await;
        let (desk, nurse) = (stage.caller(Role::Coordinator).await, stage.caller(Role::Nurse).await);
        let before = approved(&stage, &desk, &nurse).await;
        stage.clock.advance(TimeDelta::minutes(1));
        opened(&stage, &desk).await;
        stage.clock.advance(TimeDelta::hours(2));
        let quiet = opened(&stage, &again(&desk, "later")).await;
        assert_eq!((quiet.had_news, quiet.decided.total), (false, 0));
        let news = approved(&stage, &desk, &nurse).await;
        let look = Look::Again { since: quiet.since, had_news: quiet.had_news };
        let board = practice(&stage.services, &desk, look, Scale::Weeks).await.unwrap().unwrap();
        assert_eq!((board.decided.total, references(&board.decided.items)), (1, vec![news, before]));
    }

    fn tabs_that_open_at_the_same_time_are_one_visit(stage: Stage) {
        let desk = stage.caller(Role::Coordinator).await;
        let first = futures::future::join_all((0..8).map(|_| opened(&stage, &desk))).await;
        assert!(first.iter().all(|board| board.since.is_none()));
        let seen_at = stage.services.env.now();
        stage.clock.advance(TimeDelta::hours(2));
        let back = again(&desk, "later");
        let second = futures::future::join_all((0..8).map(|_| opened(&stage, &back))).await;
        assert!(second.iter().all(|board| board.since == Some(seen_at)), "{second:?}");
        assert_eq!(entity::dashboard_visit::Entity::find().all(stage.services.db.read()).await.unwrap().len(), 1);
    }

    fn each_practice_and_person_has_visits_of_its_own(stage: Stage) {
        let (one, other) = (stage.caller(Role::Coordinator).await, stage.caller(Role::Coordinator).await);
        opened(&stage, &one).await;
        stage.clock.advance(TimeDelta::hours(2));
        assert_eq!(opened(&stage, &other).await.since, None);
        let mut elsewhere = again(&one, "elsewhere");
        elsewhere.actor.practice = other.actor.practice.clone();
        assert_eq!(opened(&stage, &elsewhere).await.since, None);
    }

    fn a_decision_is_of_the_week_in_which_the_plan_lives(stage: Stage) {
        stage.member(MemberSpec::default()).await;
        let (desk, nurse) = (stage.caller(Role::Coordinator).await, stage.caller(Role::Nurse).await);
        // Sunday evening of the week in which the clocks are set back, an hour before and after its midnight.
        for moment in ["2026-11-02T05:30:00Z", "2026-11-02T06:30:00Z"] {
            stage.clock.set(at(moment));
            let id = create_draft(&stage.services, &desk).await.unwrap();
            let fields = domain::prior_auth::StepFields {
                from_date: "2026-11-02".to_owned(),
                to_date: "2026-12-02".to_owned(),
                ..knee_orthosis()
            };
            let reference = submit_filled(&stage.services, &desk, &id, &fields).await.unwrap().reference;
            let taken = assign(&stage.services, &nurse, &reference, 1).await.unwrap();
            approve(&stage.services, &nurse, &reference, taken.version).await.unwrap();
        }
        stage.clock.set(at("2026-11-23T15:00:00Z"));
        let board = opened(&stage, &desk).await;
        let found: Vec<_> = board.decisions.iter().filter(|part| part.review > 0).collect();
        let weeks: Vec<_> = found.iter().map(|part| (part.span.first.to_string(), part.review)).collect();
        assert_eq!(weeks, [("2026-10-26".to_owned(), 1), ("2026-11-02".to_owned(), 1)]);
    }

    fn a_look_is_one_row_of_the_record_and_waits_for_no_write(stage: Stage) {
        let desk = demo_caller(&stage, "Front.Desk1").await;
        let nurse = demo_caller(&stage, "Nurse.Ortiz").await;
        opened(&stage, &desk).await;
        // SQLite has one writer: a look that wrote at once would wait for the transaction around it.
        let board = stage.services.db.write(async |_| {
            plan(&stage.services, &nurse).await?;
            practice(&stage.services, &desk, Look::Opening, Scale::Weeks).await
        });
        let board: Result<_, DbError> = board.await;
        let board = board.unwrap().unwrap();
        stage.services.later.store().await.unwrap();
        let rows = stage.audited("dashboard.read").await;
        assert_eq!(rows.len(), 3);
        let last = rows.iter().rfind(|row| row.subject_id == "practice").unwrap();
        for reference in references(&board.waiting.items) {
            assert!(last.detail_json.contains(&reference), "{}", last.detail_json);
        }
        assert!(!format!("{rows:?}").contains(&board.waiting.items[0].member_name));
    }

    fn nobody_sees_the_dashboard_of_the_other_side(stage: Stage) {
        let (desk, nurse) = (stage.caller(Role::Coordinator).await, stage.caller(Role::Nurse).await);
        assert!(plan(&stage.services, &desk).await.unwrap().is_none());
        assert!(practice(&stage.services, &nurse, Look::Opening, Scale::Weeks).await.unwrap().is_none());
        let empty = opened(&stage, &desk).await;
        assert_eq!((empty.needs_you.total, empty.waiting.total, empty.decided.total), (0, 0, 0));
        assert!(empty.decisions.iter().all(|part| part.rules + part.review == 0));
    }
}
