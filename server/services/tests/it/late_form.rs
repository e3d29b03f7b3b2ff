//! Forms that were sent after their session was over.

use chrono::TimeDelta;
use domain::access::Role;
use domain::id::PracticeId;
use entity::stashed_form;
use sea_orm::{EntityTrait, PaginatorTrait};
use services::auth::{Claim, LateForm, authenticate, claim_late_form, keep_late_form, sign_in, sign_out};
use services::testing::{Stage, TEST_PASSWORD, request_info};
use services::{Caller, on_both_databases};

const PATH: &str = "/prior-auth/drafts/D1";

fn form() -> LateForm {
    LateForm {
        address: format!("{PATH}?saved=1"),
        function: "prior-auth/save-step".to_owned(),
        body: "draft=D1&last_name=Delgado&clinical_summary=Knee+gives+way".to_owned(),
    }
}

async fn front_desk(stage: &Stage) -> PracticeId {
    let practice = stage.practice("Cedar Hill").await;
    stage.account("Front.Desk1", Role::Coordinator, Some(&practice)).await;
    practice
}

async fn signed_in(stage: &Stage, user_id: &str) -> (String, Caller) {
    let signed_in = sign_in(&stage.services, user_id, TEST_PASSWORD, &request_info())
        .await
        .unwrap();
    let caller = Caller {
        actor: signed_in.actor.clone(),
        request: request_info(),
    };
    (signed_in.token.into_exposed(), caller)
}

/// A form of Front.Desk1's that came too late; the cookie that opens it.
async fn kept(stage: &Stage) -> String {
    let (token, _) = signed_in(stage, "Front.Desk1").await;
    stage.clock.advance(TimeDelta::minutes(16));
    assert!(authenticate(&stage.services, &token, true).await.is_err());
    let cookie = keep_late_form(&stage.services, &token, &form()).await.unwrap().unwrap();
    cookie.into_exposed()
}

async fn rows(stage: &Stage) -> u64 {
    stashed_form::Entity::find()
        .count(stage.services.db.read())
        .await
        .unwrap()
}

async fn claim(stage: &Stage, caller: &Caller, cookie: &str, path: &str) -> Claim {
    claim_late_form(&stage.services, caller, cookie, path).await.unwrap()
}

on_both_databases! {
    fn the_same_person_gets_the_form_back_once_and_on_its_own_page(stage: Stage) {
        front_desk(&stage).await;
        let cookie = kept(&stage).await;
        let (_, caller) = signed_in(&stage, "Front.Desk1").await;
        let elsewhere = claim(&stage, &caller, &cookie, "/dashboard").await;
        assert_eq!(elsewhere, Claim::Elsewhere(form().address));
        let claims = (0..10).map(|_| {
            let (stage, caller, cookie) = (stage.clone(), caller.clone(), cookie.clone());
            tokio::spawn(async move { claim(&stage, &caller, &cookie, PATH).await })
        });
        let claims = futures::future::join_all(claims).await;
        let got = claims.into_iter().filter(|claim| *claim.as_ref().unwrap() == Claim::Here(form())).count();
        assert_eq!(got, 1);
        assert_eq!(rows(&stage).await, 0);
    }

    fn nothing_of_what_was_typed_can_be_read_in_the_database(stage: Stage) {
        front_desk(&stage).await;
        let cookie = kept(&stage).await;
        let row = stashed_form::Entity::find().one(stage.services.db.read()).await.unwrap().unwrap();
        let key = cookie.split_once('.').unwrap().1;
        let text = format!("{row:?}");
        for secret in ["Delgado", "Knee", "drafts", "save-step", key] {
            assert!(!text.contains(secret), "{text}");
        }
    }

    fn another_person_makes_it_disappear_unread(stage: Stage) {
        let practice = front_desk(&stage).await;
        stage.account("Front.Desk9", Role::Coordinator, Some(&practice)).await;
        let cookie = kept(&stage).await;
        let (_, other) = signed_in(&stage, "Front.Desk9").await;
        assert_eq!(claim(&stage, &other, &cookie, PATH).await, Claim::Gone);
        assert_eq!(rows(&stage).await, 0);
        let (_, owner) = signed_in(&stage, "Front.Desk1").await;
        assert_eq!(claim(&stage, &owner, &cookie, PATH).await, Claim::Gone);
    }

    fn after_a_quarter_of_an_hour_it_is_gone(stage: Stage) {
        front_desk(&stage).await;
        let (early, late) = (kept(&stage).await, kept(&stage).await);
        assert_eq!(rows(&stage).await, 1, "the older one had its time, and was swept out");
        let (_, caller) = signed_in(&stage, "Front.Desk1").await;
        assert_eq!(claim(&stage, &caller, &early, PATH).await, Claim::Gone);
        stage.clock.advance(TimeDelta::minutes(15));
        assert_eq!(claim(&stage, &caller, &late, PATH).await, Claim::Gone);
        assert_eq!(rows(&stage).await, 0);
    }

    fn a_wrong_key_opens_and_removes_nothing(stage: Stage) {
        front_desk(&stage).await;
        let cookie = kept(&stage).await;
        let (_, caller) = signed_in(&stage, "Front.Desk1").await;
        let id = cookie.split_once('.').unwrap().0;
        let wrong = [format!("{id}.{}", "A".repeat(43)), format!("{id}.short"), id.to_owned(), "x.y.z".to_owned(), String::new()];
        for wrong in wrong {
            assert_eq!(claim(&stage, &caller, &wrong, PATH).await, Claim::Gone, "{wrong}");
        }
        assert_eq!(claim(&stage, &caller, &cookie, PATH).await, Claim::Here(form()));
    }

    fn it_waits_for_the_practice_in_which_it_was_filled_in(stage: Stage) {
        let practice = front_desk(&stage).await;
        let cookie = kept(&stage).await;
        let (_, caller) = signed_in(&stage, "Front.Desk1").await;
        let mut elsewhere = caller.clone();
        elsewhere.actor.practice = Some(stage.practice("Lakeside").await);
        assert_eq!(claim(&stage, &elsewhere, &cookie, PATH).await, Claim::OtherPractice);
        assert_eq!(caller.actor.practice, Some(practice));
        assert_eq!(claim(&stage, &caller, &cookie, PATH).await, Claim::Here(form()));
    }

    fn a_session_keeps_its_last_form_and_an_unknown_one_none(stage: Stage) {
        front_desk(&stage).await;
        let (token, caller) = signed_in(&stage, "Front.Desk1").await;
        sign_out(&stage.services, &caller).await.unwrap();
        let first = keep_late_form(&stage.services, &token, &form()).await.unwrap().unwrap();
        let second = LateForm { body: "draft=D1&last_name=Bello".to_owned(), ..form() };
        let cookie = keep_late_form(&stage.services, &token, &second).await.unwrap().unwrap();
        assert_eq!(rows(&stage).await, 1);
        assert_eq!(claim(&stage, &caller, first.expose(), PATH).await, Claim::Gone);
        assert_eq!(claim(&stage, &caller, cookie.expose(), PATH).await, Claim::Here(second));
        assert!(keep_late_form(&stage.services, "invented", &form()).await.unwrap().is_none());
    }
}
