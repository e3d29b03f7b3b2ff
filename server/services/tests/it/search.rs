//! Requests are found again by what people remember of them, by those who may read them.

use domain::access::Role;
use domain::prior_auth::StepFields;
use domain::reference::{Reference, ReferenceStart};
use entity::{practice_member, prior_auth};
use sea_orm::{EntityTrait, PaginatorTrait};
use services::prior_auth::{create_draft, explain};
use services::search::{self, find};
use services::testing::{MemberSpec, Stage, knee_orthosis, submit_filled};
use services::{Caller, demo, on_both_databases};

/// A request for that member.
async fn sent(stage: &Stage, desk: &Caller, member: &MemberSpec) -> Reference {
    let draft = create_draft(&stage.services, desk).await.unwrap();
    let input = StepFields {
        member_id: member.number.to_owned(),
        last_name: member.last_name.to_owned(),
        birth_date: member.birth_date.to_owned(),
        ..knee_orthosis()
    };
    submit_filled(&stage.services, desk, &draft, &input)
        .await
        .unwrap()
        .reference
}

fn nunez() -> MemberSpec {
    MemberSpec {
        number: "LHP100200305",
        first_name: "Inés",
        last_name: "Núñez-O'Hara",
        ..MemberSpec::default()
    }
}

async fn found(stage: &Stage, caller: &Caller, typed: &str) -> Vec<Reference> {
    let found = find(&stage.services, caller, typed).await.unwrap();
    found.into_iter().map(|summary| summary.reference).collect()
}

on_both_databases! {
    fn a_request_is_found_by_a_part_of_its_reference_by_name_and_by_member_id(stage: Stage) {
        stage.member(nunez()).await;
        let desk = stage.caller(Role::Coordinator).await;
        let reference = sent(&stage, &desk, &nunez()).await;
        let text = reference.as_str();
        let body = text[3..].replace('-', "");
        let typed = [
            text.to_owned(), text.to_lowercase(), text[..8].to_owned(), format!("PA{}", &body[..5]), body.clone(),
            "Núñez".to_owned(), "nun".to_owned(), "NUNEZ O".to_owned(), " núñez-o'hara ".to_owned(),
            "LHP100200305".to_owned(), "lhp1002".to_owned(), "LHP-100".to_owned(),
        ];
        for typed in typed {
            assert_eq!(found(&stage, &desk, &typed).await, std::slice::from_ref(&reference), "{typed}");
        }
        for typed in ["", " ", "n", "nunez-m", "LHP2", "hara", "PA-0000-0000", "%", "_", "\0", "n%"] {
            assert!(found(&stage, &desk, typed).await.is_empty(), "{typed:?}");
        }
        assert!(found(&stage, &desk, &"nu".repeat(200)).await.is_empty());
    }

    fn a_practice_finds_its_own_requests_and_the_plan_finds_all(stage: Stage) {
        stage.member(nunez()).await;
        let (desk, other) = (stage.caller(Role::Coordinator).await, stage.caller(Role::Coordinator).await);
        let ours = sent(&stage, &desk, &nunez()).await;
        let theirs = sent(&stage, &other, &nunez()).await;
        let nurse = stage.caller(Role::Nurse).await;
        let root = stage.caller(Role::SystemAdministrator).await;
        for typed in ["nunez", "LHP100200305", ours.as_str(), theirs.as_str()] {
            assert!(!found(&stage, &desk, typed).await.contains(&theirs), "{typed}");
            assert!(!found(&stage, &other, typed).await.contains(&ours), "{typed}");
            assert!(found(&stage, &root, typed).await.is_empty(), "{typed}");
        }
        let mut all = found(&stage, &nurse, "nunez").await;
        all.sort();
        let mut both = vec![ours, theirs];
        both.sort();
        assert_eq!(all, both);
    }

    fn of_one_member_the_latest_few_are_shown(stage: Stage) {
        stage.member(nunez()).await;
        let desk = stage.caller(Role::Coordinator).await;
        let mut latest = Vec::new();
        for _ in 0..5 {
            latest.insert(0, sent(&stage, &desk, &nunez()).await);
            stage.clock.advance(chrono::TimeDelta::minutes(1));
        }
        assert_eq!(found(&stage, &desk, "nunez").await, latest[..3]);
        let kept = practice_member::Entity::find().count(stage.services.db.read()).await.unwrap();
        assert_eq!(kept, 1, "a member is remembered once");
    }

    fn what_was_shown_is_on_record_and_what_was_typed_is_not(stage: Stage) {
        stage.member(nunez()).await;
        let desk = stage.caller(Role::Coordinator).await;
        let reference = sent(&stage, &desk, &nunez()).await;
        for typed in ["nunez", "nobody", "x"] {
            found(&stage, &desk, typed).await;
        }
        stage.services.later.store().await.unwrap();
        let rows = stage.audited("search.find").await;
        let details: Vec<&str> = rows.iter().map(|row| row.detail_json.as_str()).collect();
        assert_eq!(details, [format!(r#"{{"shown":["{reference}"]}}"#).as_str(), r#"{"shown":[]}"#], "one letter asks nothing");
        for row in &rows {
            let whole = format!("{row:?}").to_lowercase();
            assert!(!whole.contains("nunez") && !whole.contains("nobody"), "{whole}");
        }
    }

    fn every_request_of_the_demo_is_found_by_its_member(stage: Stage) {
        demo::seed(&stage.services).await.unwrap();
        let conn = stage.services.db.read();
        let requests = prior_auth::Entity::find().all(conn).await.unwrap();
        let known = practice_member::Entity::find().all(conn).await.unwrap();
        for row in requests {
            let is_known = known.iter().any(|known| known.practice_id == row.practice_id && known.member_id == row.member_id);
            assert!(is_known, "{}", row.reference);
        }
    }
}

#[tokio::test]
async fn nothing_is_scanned_to_find_a_request() {
    let stage = Stage::sqlite().await;
    let start = ReferenceStart::parse("PA-7K3Q").unwrap();
    for role in [Role::Coordinator, Role::Nurse] {
        let caller = stage.caller(role).await;
        for sql in search::explain::find(&caller, &start, "nunez", "member") {
            let plan = stage.plan(&sql).await.join("\n");
            assert!(
                !plan.contains("SCAN prior_auth") && !plan.contains("SCAN practice_member"),
                "{sql}\n{plan}"
            );
        }
        let found = ["01ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAW"].map(str::to_owned);
        let plan = stage.plan(&explain::with_ids(&caller, &found)).await.join("\n");
        assert!(
            plan.contains("SEARCH prior_auth USING INDEX sqlite_autoindex_prior_auth_1 (id=?)"),
            "{plan}"
        );
    }
}
