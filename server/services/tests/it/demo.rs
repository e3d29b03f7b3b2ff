//! The demo data: what the contract promises is there, and every request's history could have happened.

use std::collections::BTreeSet;

use domain::access::Role;
use domain::prior_auth::{LineDecision, Status};
use domain::reference::Reference;
use domain::time::to_millis;
use entity::{account, coverage_period, member, practice, prior_auth, prior_auth_draft, prior_auth_event};
use entity::{practice_member, prior_auth_diagnosis, prior_auth_line, role_grant};
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder, QuerySelect};
use services::auth::sign_in;
use services::testing::{Stage, request_info};
use services::{Services, demo, on_both_databases, prior_auth as requests};

async fn references(services: &Services) -> Vec<Reference> {
    let column = prior_auth::Column::Reference;
    let texts: Vec<String> = prior_auth::Entity::find()
        .select_only()
        .column(column)
        .into_tuple()
        .all(services.db.read())
        .await
        .unwrap();
    texts.iter().map(|text| Reference::parse(text).unwrap()).collect()
}

/// Everything that was seeded, as text, in a fixed order.
async fn fingerprint(services: &Services) -> Vec<String> {
    let conn = services.db.read();
    let mut all = Vec::new();
    macro_rules! add {
        ($($table:ident),+) => {$(
            for row in $table::Entity::find().order_by_asc($table::Column::Id).all(conn).await.unwrap() {
                all.push(format!("{row:?}"));
            }
        )+};
    }
    add!(practice, account, role_grant, member, coverage_period, prior_auth_draft);
    add!(prior_auth, prior_auth_line, prior_auth_diagnosis, prior_auth_event);
    all
}

on_both_databases! {
    fn every_seeded_history_replays_through_the_table_to_the_stored_status(stage: Stage) {
        demo::seed(&stage.services).await.unwrap();
        for reference in references(&stage.services).await {
            if let Err(error) = requests::replay(&stage.services, &reference).await {
                panic!("{reference}: {error}");
            }
        }
    }

    fn it_holds_enough_of_everything_and_every_state(stage: Stage) {
        demo::seed(&stage.services).await.unwrap();
        let conn = stage.services.db.read();
        assert!(member::Entity::find().count(conn).await.unwrap() >= 40);
        let requests = prior_auth::Entity::find().all(conn).await.unwrap();
        assert!(requests.len() >= 200, "{}", requests.len());
        let there: BTreeSet<&str> = requests.iter().map(|row| row.status.as_str()).collect();
        for status in Status::ALL.iter().filter(|status| !matches!(status, Status::Draft | Status::Ready)) {
            assert!(there.contains(status.code()), "no request is {status}");
        }
        assert!(prior_auth_draft::Entity::find().count(conn).await.unwrap() >= 5);
    }

    fn open_work_has_a_due_time_and_nothing_else_has(stage: Stage) {
        demo::seed(&stage.services).await.unwrap();
        for row in prior_auth::Entity::find().all(stage.services.db.read()).await.unwrap() {
            let status = Status::parse(&row.status).unwrap();
            assert_eq!(row.due_at.is_some(), status.is_open(), "{} {status}", row.reference);
            assert_eq!(row.decided_at.is_none(), status.is_open(), "{} {status}", row.reference);
            if status.is_authorized() {
                assert!(row.authorization_number.is_some() && row.valid_to.is_some(), "{} {status}", row.reference);
            }
        }
    }

    fn each_line_of_a_mixed_decision_says_what_was_asked_and_what_is_authorized(stage: Stage) {
        demo::seed(&stage.services).await.unwrap();
        let reader = stage.caller(Role::Auditor).await;
        let mut seen = BTreeSet::new();
        for reference in references(&stage.services).await {
            let case = requests::detail(&stage.services, &reader, &reference).await.unwrap();
            let status = case.summary.status;
            if !matches!(status, Status::Modified | Status::PartiallyApproved) {
                continue;
            }
            seen.insert(status);
            let told = case.timeline.iter().rev().map(|entry| &entry.detail.lines).find(|lines| !lines.is_empty());
            let told: Vec<_> = told.unwrap().iter().map(|ruling| Some(ruling.decision())).collect();
            let stored: Vec<_> = case.lines.iter().map(|line| line.decision).collect();
            assert_eq!(told, stored, "{reference} {status}");
            let is_mixed = stored.iter().any(|decision| *decision != Some(LineDecision::Approved));
            let has_some = stored.iter().any(|decision| *decision != Some(LineDecision::Denied));
            assert!(is_mixed && has_some, "{reference} {stored:?}");
            for line in &case.lines {
                let cut = line.authorized.map(|given| given.quantity < line.quantity && given.quantity > 0);
                assert_eq!(cut, (line.decision == Some(LineDecision::Modified)).then_some(true), "{reference} {line:?}");
            }
        }
        assert_eq!(seen, BTreeSet::from([Status::Modified, Status::PartiallyApproved]));
    }

    fn seeding_again_changes_nothing(stage: Stage) {
        demo::seed(&stage.services).await.unwrap();
        let before = fingerprint(&stage.services).await;
        stage.clock.advance(chrono::TimeDelta::days(3));
        demo::seed(&stage.services).await.unwrap();
        assert_eq!(fingerprint(&stage.services).await, before);
    }

    fn a_larger_demo_has_as_many_requests_as_were_asked_for(stage: Stage) {
        demo::seed(&stage.services).await.unwrap();
        let before = references(&stage.services).await;
        demo::enlarge(&stage.services, 1_700).await.unwrap();
        demo::enlarge(&stage.services, 1_500).await.unwrap();
        let conn = stage.services.db.read();
        let requests = prior_auth::Entity::find().all(conn).await.unwrap();
        assert_eq!(requests.len(), 1_700);
        let open = requests.iter().filter(|row| row.decided_at.is_none()).count();
        assert!(open < 200, "most are decided, {open} are open");
        let of_demo: BTreeSet<&str> = before.iter().map(Reference::as_str).collect();
        let copies = requests.iter().filter(|row| !of_demo.contains(row.reference.as_str()));
        let newest = copies.map(|row| row.created_at).max().unwrap();
        assert!(newest <= to_millis(stage.services.env.now()));
        let known = practice_member::Entity::find().all(conn).await.unwrap();
        let lines = prior_auth_line::Entity::find().all(conn).await.unwrap();
        let lined: BTreeSet<&str> = lines.iter().map(|line| line.prior_auth_id.as_str()).collect();
        for row in &requests {
            let is_known = known.iter().any(|one| one.practice_id == row.practice_id && one.member_id == row.member_id);
            assert!(is_known && lined.contains(row.id.as_str()), "{}", row.reference);
        }
    }

    fn everybody_of_the_contract_can_sign_in(stage: Stage) {
        demo::seed(&stage.services).await.unwrap();
        for account in demo::accounts() {
            let signed_in = sign_in(&stage.services, &account.user_id, account.password, &request_info()).await;
            let actor = signed_in.unwrap().actor;
            assert_eq!(actor.roles, [account.role], "{}", account.user_id);
            assert_eq!(actor.practice_name.as_deref(), account.practice, "{}", account.user_id);
        }
    }
}

#[tokio::test]
async fn the_same_instant_gives_the_same_rows() {
    let (one, two) = (Stage::sqlite().await, Stage::sqlite().await);
    demo::seed(&one.services).await.unwrap();
    demo::seed(&two.services).await.unwrap();
    assert_eq!(fingerprint(&one.services).await, fingerprint(&two.services).await);
}

#[test]
fn there_is_an_account_for_every_role_and_twenty_for_load() {
    let roles: Vec<Role> = demo::one_account_per_role()
        .iter()
        .map(|account| account.role)
        .collect();
    assert_eq!(roles, Role::ALL);
    let load = demo::accounts()
        .into_iter()
        .filter(|account| account.user_id.starts_with("Load.User"));
    assert_eq!(load.count(), 20);
}
