//! Other roles for somebody: who was signed in with the old ones no longer is.

use chrono::TimeDelta;
use domain::access::Role;
use entity::{audit, session};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use services::auth::{
    SessionLoss, SetRolesError, SignInError, SwitchPracticeError, authenticate, set_roles, sign_in, switch_practice,
};
use services::testing::{Stage, TEST_PASSWORD, request_info};
use services::{Caller, Services, on_both_databases};

async fn token(services: &Services, user_id: &str) -> String {
    let signed_in = sign_in(services, user_id, TEST_PASSWORD, &request_info()).await;
    signed_in.unwrap().token.into_exposed()
}

on_both_databases! {
    fn other_roles_end_the_sessions_everywhere_and_are_there_at_the_next_sign_in(stage: Stage) {
        let practice = stage.practice("Cedar Hill").await;
        stage.account("Front.Desk1", Role::Coordinator, Some(&practice)).await;
        let other = stage.second_server().await;
        let (here, there) = (token(&stage.services, "Front.Desk1").await, token(&other, "Front.Desk1").await);
        for (server, token) in [(&stage.services, &here), (&other, &there)] {
            assert!(authenticate(server, token, true).await.is_ok());
        }
        let roles = [Role::Viewer, Role::Biller, Role::Viewer];
        assert!(set_roles(&stage.services, &request_info(), "Front.Desk1", Some(&practice), &roles).await.unwrap());
        assert_eq!(authenticate(&stage.services, &here, true).await, Err(SessionLoss::Revoked), "at once");
        stage.clock.advance(TimeDelta::seconds(1));
        assert_eq!(authenticate(&other, &there, true).await, Err(SessionLoss::Revoked), "within a second");
        let again = token(&other, "Front.Desk1").await;
        let actor = authenticate(&other, &again, true).await.unwrap();
        assert_eq!(actor.roles, [Role::Biller, Role::Viewer]);

        let same = set_roles(&stage.services, &request_info(), "Front.Desk1", Some(&practice), &roles[..2]).await;
        assert!(!same.unwrap());
        stage.clock.advance(TimeDelta::seconds(1));
        assert!(authenticate(&other, &again, true).await.is_ok(), "nothing changed, nobody was signed out");

        let rows = audit::Entity::find().filter(audit::Column::Action.eq("account.set_roles"));
        let rows = rows.all(stage.services.db.read()).await.unwrap();
        assert_eq!(rows.len(), 1);
        let said = format!("{:?}", rows[0]);
        for word in ["coordinator", "biller", "viewer", practice.as_str(), "Front.Desk1"] {
            assert!(said.contains(word), "{word} in {said}");
        }
    }

    fn whoever_has_no_role_left_cannot_sign_in(stage: Stage) {
        let practice = stage.practice("Cedar Hill").await;
        stage.account("Front.Desk1", Role::Coordinator, Some(&practice)).await;
        assert!(set_roles(&stage.services, &request_info(), "Front.Desk1", Some(&practice), &[]).await.unwrap());
        let refused = sign_in(&stage.services, "Front.Desk1", TEST_PASSWORD, &request_info()).await;
        assert!(matches!(refused, Err(SignInError::Wrong)), "{refused:?}");
        let back = [Role::Clinician];
        assert!(set_roles(&stage.services, &request_info(), "Front.Desk1", Some(&practice), &back).await.unwrap());
        token(&stage.services, "Front.Desk1").await;
    }

    fn nobody_gets_a_role_of_the_other_side(stage: Stage) {
        let practice = stage.practice("Cedar Hill").await;
        stage.account("Front.Desk1", Role::Coordinator, Some(&practice)).await;
        stage.account("Nurse.Ortiz", Role::Nurse, None).await;
        for (user_id, place, role) in [
            ("Front.Desk1", None, Role::Nurse),
            ("Front.Desk1", Some(&practice), Role::Nurse),
            ("Front.Desk1", None, Role::Coordinator),
            ("Nurse.Ortiz", Some(&practice), Role::Coordinator),
            ("Nurse.Ortiz", None, Role::Viewer),
        ] {
            let refused = set_roles(&stage.services, &request_info(), user_id, place, &[role]).await;
            assert!(matches!(refused, Err(SetRolesError::WrongSide(named)) if named == role), "{user_id} {refused:?}");
        }
        let refused = set_roles(&stage.services, &request_info(), "front.desk1", Some(&practice), &[]).await;
        assert!(matches!(refused, Err(SetRolesError::Unknown)), "the case counts: {refused:?}");
        token(&stage.services, "Front.Desk1").await;
        token(&stage.services, "Nurse.Ortiz").await;
    }

    fn a_session_cannot_slip_away_while_its_roles_change(stage: Stage) {
        let here = stage.practice("Cedar Hill").await;
        let there = stage.practice("Lakeside").await;
        let account = stage.account("Morgan.Admin3", Role::Administrator, Some(&here)).await;
        stage.grant(&account, Role::Administrator, Some(&there)).await;
        let token = token(&stage.services, "Morgan.Admin3").await;
        let actor = authenticate(&stage.services, &token, true).await.unwrap();
        let caller = Caller { actor, request: request_info() };
        let other = stage.second_server().await;
        let request = request_info();
        let (switched, changed) = tokio::join!(
            switch_practice(&stage.services, &caller, &there),
            set_roles(&other, &request, "Morgan.Admin3", Some(&there), &[Role::Viewer]),
        );
        assert!(changed.unwrap());
        stage.clock.advance(TimeDelta::seconds(1));
        match switched {
            Ok(token) => {
                let token = token.unwrap();
                assert_eq!(authenticate(&stage.services, token.expose(), true).await, Err(SessionLoss::Revoked));
            }
            Err(error) => assert!(matches!(error, SwitchPracticeError::Ended), "{error:?}"),
        }
        let living = session::Entity::find().filter(session::Column::EndedAt.is_null());
        assert!(living.all(stage.services.db.read()).await.unwrap().is_empty());
    }
}
