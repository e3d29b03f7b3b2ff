//! Who looked at a list is on record: once for each look, with what was shown and without a word about a patient.

use domain::access::Role;
use domain::prior_auth::StepFields;
use domain::reference::Reference;
use domain::time::to_millis;
use entity::audit;
use sea_orm::EntityTrait;
use serde_json::{Value, json};
use services::db::DbError;
use services::prior_auth::{Assigned, Group, ListQuery, QueueQuery, assign, create_draft, drafts, list, queue};
use services::testing::{MemberSpec, Stage, fill, knee_orthosis, submit_filled};
use services::{Caller, on_both_databases};

/// Whatever of a patient is in these tests.
const PERSONAL: [&str; 6] = [
    "LHP100200301",
    "Rosa",
    "Delgado",
    "1951-03-14",
    "Xavier-Unsent",
    "LHP100299999",
];

/// A coordinator who has sent so many requests for Rosa Delgado, the latest first.
async fn desk(stage: &Stage, requests: usize) -> (Caller, Vec<Reference>) {
    stage.member(MemberSpec::default()).await;
    let desk = stage.caller(Role::Coordinator).await;
    let mut sent = Vec::new();
    for _ in 0..requests {
        let id = create_draft(&stage.services, &desk).await.unwrap();
        let submitted = submit_filled(&stage.services, &desk, &id, &knee_orthosis())
            .await
            .unwrap();
        sent.insert(0, submitted.reference);
        stage.clock.advance(chrono::TimeDelta::minutes(1));
    }
    (desk, sent)
}

/// The rows of one action by the time of the act, once all that wait are stored.
async fn recorded(stage: &Stage, action: &str) -> Vec<audit::Model> {
    stage.services.later.store().await.unwrap();
    let mut rows = stage.audited(action).await;
    rows.sort_by_key(|row| row.at);
    rows
}

fn detail(row: &audit::Model) -> Value {
    serde_json::from_str(&row.detail_json).unwrap()
}

fn assert_by(row: &audit::Model, caller: &Caller) {
    assert_eq!(row.account_id.as_deref(), Some(caller.actor.account.as_str()));
    assert_eq!(
        row.practice_id.as_deref(),
        caller.actor.practice.as_ref().map(|practice| practice.as_str())
    );
    assert_eq!(row.user_id.as_deref(), Some(caller.actor.user_id.as_str()));
    assert_eq!(
        (&row.request_id, &row.source),
        (&caller.request.request_id, &caller.request.source)
    );
    assert_eq!(row.outcome, "success");
}

on_both_databases! {
    fn a_look_at_the_requests_is_one_row_with_the_references_shown(stage: Stage) {
        let (desk, sent) = desk(&stage, 3).await;
        let at = to_millis(stage.services.env.now());
        let query = ListQuery { group: Some(Group::Waiting), limit: 2, ..ListQuery::default() };
        let first = list(&stage.services, &desk, query.clone()).await.unwrap();
        stage.clock.advance(chrono::TimeDelta::minutes(1));
        list(&stage.services, &desk, ListQuery { after: first.next, ..query }).await.unwrap();
        let rows = recorded(&stage, "prior_auth.list").await;
        assert_eq!(rows.len(), 2, "one for each page");
        for row in &rows {
            assert_by(row, &desk);
            assert_eq!((row.subject_kind.as_str(), row.subject_id.as_str()), ("prior_auth_list", "waiting"));
        }
        assert_eq!(rows[0].at, at, "the time of the look, not of the storing");
        assert_eq!(detail(&rows[0]), json!({ "shown": [sent[2].as_str(), sent[1].as_str()] }));
        assert_eq!(detail(&rows[1]), json!({ "shown": [sent[0].as_str()] }));
    }

    fn a_look_at_the_queue_is_one_row_that_says_whose_work_was_asked_for(stage: Stage) {
        let (_, sent) = desk(&stage, 2).await;
        let nurse = stage.caller(Role::Nurse).await;
        assign(&stage.services, &nurse, &sent[0], 1).await.unwrap();
        for assigned in [Assigned::Anybody, Assigned::Me] {
            queue(&stage.services, &nurse, QueueQuery { assigned, ..QueueQuery::default() }).await.unwrap();
            stage.clock.advance(chrono::TimeDelta::minutes(1));
        }
        let rows = recorded(&stage, "review.queue").await;
        let told: Vec<_> = rows.iter().map(|row| (row.subject_id.as_str(), detail(row))).collect();
        assert_eq!(told, [
            ("all", json!({ "shown": [sent[1].as_str(), sent[0].as_str()] })),
            ("mine", json!({ "shown": [sent[0].as_str()] })),
        ]);
        rows.iter().for_each(|row| assert_by(row, &nurse));
    }

    fn a_look_at_the_drafts_is_one_row_with_their_ids(stage: Stage) {
        let (desk, _) = desk(&stage, 1).await;
        let id = create_draft(&stage.services, &desk).await.unwrap();
        let typed = StepFields {
            last_name: "Xavier-Unsent".to_owned(),
            member_id: "LHP100299999".to_owned(),
            ..StepFields::default()
        };
        fill(&stage.services, &desk, &id, &typed).await.unwrap();
        assert_eq!(drafts(&stage.services, &desk).await.unwrap()[0].last_name, "Xavier-Unsent");
        let rows = recorded(&stage, "prior_auth.drafts").await;
        assert_eq!(rows.len(), 1);
        assert_by(&rows[0], &desk);
        assert_eq!(detail(&rows[0]), json!({ "shown": [id.as_str()] }));
    }

    fn an_empty_list_was_looked_at_as_well(stage: Stage) {
        let (desk, nurse) = (stage.caller(Role::Coordinator).await, stage.caller(Role::Nurse).await);
        list(&stage.services, &desk, ListQuery::default()).await.unwrap();
        drafts(&stage.services, &desk).await.unwrap();
        queue(&stage.services, &nurse, QueueQuery::default()).await.unwrap();
        for (action, caller, which) in [
            ("prior_auth.list", &desk, "all"),
            ("prior_auth.drafts", &desk, "open"),
            ("review.queue", &nurse, "all"),
        ] {
            let rows = recorded(&stage, action).await;
            assert_eq!(rows.len(), 1, "{action}");
            assert_by(&rows[0], caller);
            assert_eq!((rows[0].subject_id.as_str(), detail(&rows[0])), (which, json!({ "shown": [] })), "{action}");
        }
    }

    fn the_record_says_nothing_of_a_patient(stage: Stage) {
        let (desk, _) = desk(&stage, 2).await;
        let nurse = stage.caller(Role::Nurse).await;
        let id = create_draft(&stage.services, &desk).await.unwrap();
        let typed = StepFields { last_name: "Xavier-Unsent".to_owned(), ..knee_orthosis() };
        fill(&stage.services, &desk, &id, &typed).await.unwrap();
        let listed = list(&stage.services, &desk, ListQuery::default()).await.unwrap();
        assert_eq!((listed.items.len(), listed.items[0].member_name.as_str()), (2, "Rosa Delgado"));
        assert_eq!(drafts(&stage.services, &desk).await.unwrap().len(), 1);
        assert_eq!(queue(&stage.services, &nurse, QueueQuery::default()).await.unwrap().items.len(), 2);
        stage.services.later.store().await.unwrap();
        let rows = audit::Entity::find().all(stage.services.db.read()).await.unwrap();
        assert!(rows.len() >= 3);
        let record = format!("{rows:?}");
        for word in PERSONAL {
            assert!(!record.contains(word), "{word}: {record}");
        }
    }

    fn a_look_waits_for_no_write(stage: Stage) {
        let (desk, _) = desk(&stage, 1).await;
        let nurse = stage.caller(Role::Nurse).await;
        // SQLite has one writer: a look that wrote its row at once would wait for the transaction around it.
        stage.services.db.write(async |_| {
            list(&stage.services, &desk, ListQuery::default()).await?;
            drafts(&stage.services, &desk).await?;
            queue(&stage.services, &nurse, QueueQuery::default()).await?;
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
        for action in ["prior_auth.list", "prior_auth.drafts", "review.queue"] {
            assert_eq!(recorded(&stage, action).await.len(), 1, "{action}");
        }
    }
}
