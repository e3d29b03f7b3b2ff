//! Notifications: what others did is told to whom it concerns, and what was read stays read.

use chrono::TimeDelta;
use domain::access::Role;
use domain::prior_auth::{Action, Channel, Performer, Status, StepFields, Urgency};
use domain::reference::Reference;
use domain::time::to_millis;
use entity::{prior_auth, prior_auth_event};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use services::db::DbError;
use services::notification::{self, Notification, What, count, list, mark_read};
use services::prior_auth::{approve, assign, create_draft};
use services::testing::{MemberSpec, Stage, knee_orthosis, submit_filled};
use services::{Caller, on_both_databases};

/// Two at the desk of one practice, a nurse, and a request that the first has sent.
struct Scene {
    desk: Caller,
    colleague: Caller,
    nurse: Caller,
    reference: Reference,
}

impl Scene {
    async fn set(stage: &Stage) -> Self {
        stage.member(MemberSpec::default()).await;
        let practice = stage.practice("Cedar Hill").await;
        let desk = stage.caller_in(Role::Coordinator, &practice).await;
        let colleague = stage.caller_in(Role::Coordinator, &practice).await;
        let nurse = stage.caller(Role::Nurse).await;
        let reference = sent(stage, &desk).await;
        Self {
            desk,
            colleague,
            nurse,
            reference,
        }
    }

    /// The nurse takes the request and approves it, a minute later.
    async fn approved(&self, stage: &Stage) {
        stage.clock.advance(TimeDelta::minutes(1));
        assign(&stage.services, &self.nurse, &self.reference, 1).await.unwrap();
        approve(&stage.services, &self.nurse, &self.reference, 2).await.unwrap();
    }
}

async fn sent(stage: &Stage, desk: &Caller) -> Reference {
    let draft = create_draft(&stage.services, desk).await.unwrap();
    let submitted = submit_filled(&stage.services, desk, &draft, &knee_orthosis()).await;
    submitted.unwrap().reference
}

async fn told(stage: &Stage, caller: &Caller) -> Vec<Notification> {
    list(&stage.services, caller, u64::MAX).await.unwrap().items
}

async fn new(stage: &Stage, caller: &Caller) -> u64 {
    count(&stage.services, caller).await.unwrap()
}

/// Something happens to the request, as if there were a use case for it: the row of the event, and the request changed.
async fn happens(stage: &Stage, reference: &Reference, action: Action, by: Option<&Caller>) {
    let now = to_millis(stage.services.env.now());
    let stored: Result<(), DbError> = stage
        .services
        .db
        .write(async |w| {
            let found = prior_auth::Entity::find().filter(prior_auth::Column::Reference.eq(reference.as_str()));
            let case = found.one(w.conn()).await?.unwrap();
            let events = prior_auth_event::Entity::find()
                .filter(prior_auth_event::Column::PriorAuthId.eq(&case.id))
                .count(w.conn())
                .await?;
            let row = prior_auth_event::ActiveModel {
                id: Set(w.new_id()),
                prior_auth_id: Set(case.id.clone()),
                sequence: Set(i32::try_from(events).unwrap() + 1),
                at: Set(now),
                action: Set(action.code().to_owned()),
                from_status: Set(Status::NurseReview.code().to_owned()),
                to_status: Set(Status::NurseReview.code().to_owned()),
                account_id: Set(by.map(|by| by.actor.account.as_str().to_owned())),
                performer: Set(by
                    .map_or(Performer::Clockwork, |by| Performer::Person(by.actor.roles[0]))
                    .code()
                    .to_owned()),
                channel: Set(Channel::Portal.code().to_owned()),
                detail_json: Set("{}".to_owned()),
            };
            prior_auth_event::Entity::insert(row)
                .exec_without_returning(w.conn())
                .await?;
            prior_auth::Entity::update_many()
                .col_expr(prior_auth::Column::UpdatedAt, Expr::val(now))
                .filter(prior_auth::Column::Id.eq(&case.id))
                .exec(w.conn())
                .await?;
            Ok(())
        })
        .await;
    stored.unwrap();
}

on_both_databases! {
    fn a_decision_is_told_to_everybody_in_the_practice_and_to_nobody_else(stage: Stage) {
        let scene = Scene::set(&stage).await;
        let stranger = stage.caller(Role::Coordinator).await;
        for caller in [&scene.desk, &scene.colleague, &scene.nurse] {
            assert_eq!((told(&stage, caller).await.len(), new(&stage, caller).await), (0, 0), "sending is no news");
        }
        scene.approved(&stage).await;
        for caller in [&scene.desk, &scene.colleague] {
            let items = told(&stage, caller).await;
            assert_eq!(items.len(), 1, "who took it is no news: {items:?}");
            let What::Happened { action, performer } = items[0].what else { unreachable!("something happened") };
            assert_eq!((action, performer), (Action::Approve, Performer::Person(Role::Nurse)));
            assert_eq!((&items[0].reference, items[0].status, items[0].is_new), (&scene.reference, Status::Approved, true));
            assert_eq!((items[0].member_name.as_str(), items[0].code.as_str()), ("Rosa Delgado", "L1832"));
            assert_eq!(new(&stage, caller).await, 1);
        }
        for caller in [&stranger, &scene.nurse] {
            assert_eq!((told(&stage, caller).await.len(), new(&stage, caller).await), (0, 0));
        }
    }

    fn what_a_colleague_did_is_told_and_ones_own_doing_is_not(stage: Stage) {
        let scene = Scene::set(&stage).await;
        stage.clock.advance(TimeDelta::minutes(1));
        happens(&stage, &scene.reference, Action::Withdraw, Some(&scene.colleague)).await;
        assert_eq!(new(&stage, &scene.desk).await, 1);
        assert_eq!(told(&stage, &scene.desk).await[0].who.as_deref(), Some(scene.colleague.actor.display_name.as_str()));
        assert_eq!((told(&stage, &scene.colleague).await.len(), new(&stage, &scene.colleague).await), (0, 0));
        happens(&stage, &scene.reference, Action::CloseForMissingInformation, None).await;
        assert_eq!((new(&stage, &scene.desk).await, new(&stage, &scene.colleague).await), (2, 1), "the calendar is nobody");
    }

    fn a_reviewer_hears_of_answers_to_the_own_requests_and_of_those_that_are_late(stage: Stage) {
        let scene = Scene::set(&stage).await;
        let other = stage.caller(Role::Nurse).await;
        stage.clock.advance(TimeDelta::minutes(1));
        assign(&stage.services, &scene.nurse, &scene.reference, 1).await.unwrap();
        happens(&stage, &scene.reference, Action::AskForInformation, Some(&scene.nurse)).await;
        happens(&stage, &scene.reference, Action::AnswerInformation, Some(&scene.desk)).await;
        assert_eq!((new(&stage, &scene.nurse).await, new(&stage, &other).await), (1, 0));
        // A standard request of Medicare Advantage is due after seven days.
        stage.clock.advance(TimeDelta::days(8));
        let items = told(&stage, &scene.nurse).await;
        assert_eq!(items.len(), 2, "{items:?}");
        assert_eq!((items[0].what, items[0].who.as_deref()), (What::Overdue, None), "the latest first");
        assert_eq!(new(&stage, &scene.nurse).await, 2);
        approve(&stage.services, &scene.nurse, &scene.reference, 2).await.unwrap();
        assert_eq!(told(&stage, &scene.nurse).await.len(), 1, "what is decided is late no more");
    }

    fn whoever_has_a_request_and_the_lead_are_warned_before_it_is_due_and_told_when_it_is_over(stage: Stage) {
        let desk = stage.caller(Role::Coordinator).await;
        stage.member(MemberSpec::default()).await;
        let nurse = stage.caller(Role::Nurse).await;
        let lead = stage.caller(Role::Lead).await;
        let other = stage.caller(Role::Nurse).await;
        let fields = StepFields {
            urgency: Urgency::Expedited.code().to_owned(),
            urgency_reason: "Falls twice a day.".to_owned(),
            ..knee_orthosis()
        };
        let draft = create_draft(&stage.services, &desk).await.unwrap();
        let reference = submit_filled(&stage.services, &desk, &draft, &fields).await.unwrap().reference;
        let due = stage.services.env.now() + TimeDelta::hours(72);
        assign(&stage.services, &nurse, &reference, 1).await.unwrap();
        stage.clock.advance(TimeDelta::hours(59));
        for caller in [&nurse, &lead] {
            assert_eq!((told(&stage, caller).await.len(), new(&stage, caller).await), (0, 0), "half a day is left");
        }
        stage.clock.advance(TimeDelta::hours(2));
        for caller in [&nurse, &lead] {
            let items = told(&stage, caller).await;
            let said: Vec<_> = items.iter().map(|item| (item.what, item.at, item.due_at)).collect();
            assert_eq!(said, [(What::DueSoon, due - TimeDelta::hours(12), Some(due))]);
            assert_eq!((&items[0].reference, items[0].is_new, new(&stage, caller).await), (&reference, true, 1));
            mark_read(&stage.services, caller, stage.services.env.now()).await.unwrap();
            assert_eq!(new(&stage, caller).await, 0, "once");
        }
        stage.clock.advance(TimeDelta::hours(12));
        for caller in [&nurse, &lead] {
            let items = told(&stage, caller).await;
            let said: Vec<_> = items.iter().map(|item| (item.what, item.at, item.is_new)).collect();
            assert_eq!(said, [(What::Overdue, due, true)], "in place of the warning");
            assert_eq!(new(&stage, caller).await, 1);
        }
        for caller in [&other, &desk] {
            assert_eq!((told(&stage, caller).await.len(), new(&stage, caller).await), (0, 0));
        }
        approve(&stage.services, &nurse, &reference, 2).await.unwrap();
        assert_eq!((new(&stage, &nurse).await, new(&stage, &lead).await), (0, 0), "what is decided presses no more");
    }

    fn a_standard_request_is_warned_of_a_day_before_and_the_lead_hears_of_what_nobody_has(stage: Stage) {
        let scene = Scene::set(&stage).await;
        let lead = stage.caller(Role::Lead).await;
        let due = stage.services.env.now() + TimeDelta::days(7);
        stage.clock.advance(TimeDelta::days(6) - TimeDelta::minutes(1));
        assert_eq!(new(&stage, &lead).await, 0);
        stage.clock.advance(TimeDelta::minutes(1));
        let items = told(&stage, &lead).await;
        assert_eq!((items[0].what, items[0].at), (What::DueSoon, due - TimeDelta::hours(24)));
        assert_eq!((new(&stage, &lead).await, new(&stage, &scene.nurse).await), (1, 0));
    }

    fn what_was_read_stays_read_and_what_came_unseen_stays_new(stage: Stage) {
        let scene = Scene::set(&stage).await;
        scene.approved(&stage).await;
        let seen = list(&stage.services, &scene.desk, 8).await.unwrap().up_to.unwrap();
        stage.clock.advance(TimeDelta::minutes(1));
        happens(&stage, &scene.reference, Action::Rescind, Some(&scene.nurse)).await;
        mark_read(&stage.services, &scene.desk, seen).await.unwrap();
        let items = told(&stage, &scene.desk).await;
        assert_eq!(items.iter().map(|item| item.is_new).collect::<Vec<_>>(), [true, false]);
        assert_eq!((new(&stage, &scene.desk).await, new(&stage, &scene.colleague).await), (1, 2), "each for themselves");
        // Twice, and with less than before: nothing moves, and nothing more is on record.
        let latest = stage.services.env.now();
        for up_to in [latest, latest, seen] {
            mark_read(&stage.services, &scene.desk, up_to).await.unwrap();
        }
        assert_eq!(new(&stage, &scene.desk).await, 0);
        assert_eq!(stage.audited("notification.mark_read").await.len(), 2);
        stage.clock.advance(TimeDelta::minutes(1));
        mark_read(&stage.services, &scene.desk, latest + TimeDelta::days(400)).await.unwrap();
        stage.clock.advance(TimeDelta::minutes(1));
        happens(&stage, &scene.reference, Action::Expire, None).await;
        assert_eq!(new(&stage, &scene.desk).await, 1, "nobody has read the future");
    }

    fn somebody_in_two_practices_reads_each_for_itself(stage: Stage) {
        let scene = Scene::set(&stage).await;
        let there = stage.practice("Lakeside").await;
        stage.grant(&scene.desk.actor.account, Role::Coordinator, Some(&there)).await;
        let mut elsewhere = scene.desk.clone();
        elsewhere.actor.practice = Some(there);
        let theirs = sent(&stage, &elsewhere).await;
        scene.approved(&stage).await;
        happens(&stage, &theirs, Action::Deny, Some(&scene.nurse)).await;
        mark_read(&stage.services, &elsewhere, stage.services.env.now()).await.unwrap();
        assert_eq!((new(&stage, &scene.desk).await, new(&stage, &elsewhere).await), (1, 0));
        assert_eq!(told(&stage, &elsewhere).await[0].reference, theirs);
    }

    fn old_news_is_no_news(stage: Stage) {
        let scene = Scene::set(&stage).await;
        scene.approved(&stage).await;
        stage.clock.advance(TimeDelta::days(31));
        assert_eq!((told(&stage, &scene.desk).await.len(), new(&stage, &scene.desk).await), (0, 0));
    }

    fn looking_is_on_record_with_the_references_shown(stage: Stage) {
        let scene = Scene::set(&stage).await;
        scene.approved(&stage).await;
        told(&stage, &scene.desk).await;
        count(&stage.services, &scene.desk).await.unwrap();
        stage.services.later.store().await.unwrap();
        let rows = stage.audited("notification.list").await;
        assert_eq!(rows.len(), 1, "a number shows nothing of anybody");
        assert_eq!(rows[0].detail_json, format!(r#"{{"shown":["{}"]}}"#, scene.reference));
    }
}

#[tokio::test]
async fn news_are_read_from_their_indexes_without_scanning() {
    let stage = Stage::sqlite().await;
    let (desk, nurse) = (stage.caller(Role::Coordinator).await, stage.caller(Role::Nurse).await);
    for (caller, index) in [(&desk, "prior_auth_changed"), (&nurse, "prior_auth_assigned")] {
        for sql in [
            notification::explain::count(caller, 1_795_000_000_000, 1_795_446_000_000),
            notification::explain::list(caller, 1_795_000_000_000),
            notification::explain::list_messages(caller, 1_795_000_000_000),
        ] {
            let plan = stage.plan(&sql).await.join("\n");
            assert!(
                !plan.contains("SCAN prior_auth") && !plan.contains("SCAN case_message") && plan.contains(index),
                "{plan}"
            );
        }
    }
    let untaken = notification::explain::list_untaken(&nurse, 1_795_000_000_000).unwrap();
    for sql in [
        untaken,
        notification::explain::count(&nurse, 1_795_000_000_000, 1_795_446_000_000),
    ] {
        let plan = stage.plan(&sql).await.join("\n");
        assert!(
            !plan.contains("SCAN prior_auth") && !plan.contains("SCAN case_message"),
            "{plan}"
        );
        assert!(
            plan.contains("case_message_written (side=? AND kind=? AND at>?)"),
            "{plan}"
        );
    }
    assert_eq!(notification::explain::list_untaken(&desk, 1_795_000_000_000), None);
    let lead = stage.caller(Role::Lead).await;
    for (caller, index) in [
        (&nurse, "prior_auth_load (assigned_to=? AND due_at>? AND due_at<?)"),
        (&lead, "prior_auth_open_work (due_at>? AND due_at<?)"),
    ] {
        for sql in [
            notification::explain::count(caller, 1, 2),
            notification::explain::list_pressing(caller, 1, 2).unwrap(),
        ] {
            let plan = stage.plan(&sql).await.join("\n");
            assert!(!plan.contains("SCAN prior_auth") && plan.contains(index), "{plan}");
        }
    }
    assert_eq!(notification::explain::list_pressing(&desk, 1, 2), None);
}
