//! Going on in another practice: one session ends, another takes its place.

use chrono::TimeDelta;
use domain::access::{Actor, Role};
use domain::id::PracticeId;
use entity::{audit, session};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use services::auth::{
    SessionLoss, SwitchPracticeError, authenticate, disable_account, outlook, sign_in, sign_out, switch_practice,
};
use services::testing::{Stage, TEST_PASSWORD, request_info};
use services::{Caller, Services, on_both_databases};

/// Somebody with roles in two practices, signed in to the first by name.
struct Morgan {
    token: String,
    here: PracticeId,
    there: PracticeId,
}

impl Morgan {
    async fn signed_in(stage: &Stage) -> Self {
        let here = stage.practice("Cedar Hill").await;
        let there = stage.practice("Lakeside").await;
        let account = stage.account("Morgan.Admin3", Role::Administrator, Some(&here)).await;
        stage.grant(&account, Role::Biller, Some(&there)).await;
        stage.grant(&account, Role::Viewer, Some(&there)).await;
        let signed_in = sign_in(&stage.services, "Morgan.Admin3", TEST_PASSWORD, &request_info()).await;
        Self {
            token: signed_in.unwrap().token.into_exposed(),
            here,
            there,
        }
    }

    async fn caller(&self, services: &Services) -> Caller {
        caller(authenticate(services, &self.token, true).await.unwrap())
    }
}

fn caller(actor: Actor) -> Caller {
    Caller {
        actor,
        request: request_info(),
    }
}

on_both_databases! {
    fn the_new_session_has_the_rights_of_the_other_practice_and_the_age_of_the_old_one(stage: Stage) {
        let morgan = Morgan::signed_in(&stage).await;
        let before = morgan.caller(&stage.services).await;
        assert_eq!(before.actor.practice.as_ref(), Some(&morgan.here));
        assert_eq!(before.actor.roles, [Role::Administrator]);
        let offered = outlook(&stage.services, &morgan.token).unwrap().elsewhere;
        assert_eq!(offered, [(morgan.there.clone(), "Lakeside".to_owned())]);

        stage.clock.advance(TimeDelta::minutes(10));
        let token = switch_practice(&stage.services, &before, &morgan.there).await.unwrap().unwrap();
        let after = authenticate(&stage.services, token.expose(), true).await.unwrap();
        assert_eq!((after.practice.as_ref(), after.practice_name.as_deref()), (Some(&morgan.there), Some("Lakeside")));
        assert_eq!(after.roles, [Role::Biller, Role::Viewer]);
        assert_eq!(after.account, before.actor.account);
        let back = outlook(&stage.services, token.expose()).unwrap().elsewhere;
        assert_eq!(back, [(morgan.here.clone(), "Cedar Hill".to_owned())]);

        let rows = session::Entity::find().all(stage.services.db.read()).await.unwrap();
        let old = rows.iter().find(|row| row.id == before.actor.session.as_str()).unwrap();
        let new = rows.iter().find(|row| row.id == after.session.as_str()).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(old.end_reason.as_deref(), Some("practice_changed"));
        assert_eq!(new.created_at, old.created_at, "the longest time of a session does not start again");
        assert!(new.token_hash != old.token_hash && new.last_seen_at > old.last_seen_at);
    }

    fn the_old_token_is_refused_on_every_server_within_a_second(stage: Stage) {
        let morgan = Morgan::signed_in(&stage).await;
        let other = stage.second_server().await;
        let before = morgan.caller(&stage.services).await;
        assert!(authenticate(&other, &morgan.token, true).await.is_ok());
        switch_practice(&stage.services, &before, &morgan.there).await.unwrap();
        let here = authenticate(&stage.services, &morgan.token, true).await;
        assert_eq!(here, Err(SessionLoss::PracticeChanged), "at once");
        stage.clock.advance(TimeDelta::seconds(1));
        assert_eq!(authenticate(&other, &morgan.token, true).await, Err(SessionLoss::PracticeChanged));
    }

    fn nobody_gets_into_a_practice_without_a_role_there(stage: Stage) {
        let morgan = Morgan::signed_in(&stage).await;
        let stranger = stage.practice("Somebody Else's").await;
        let caller = morgan.caller(&stage.services).await;
        for practice in [stranger, PracticeId::new("none")] {
            let refused = switch_practice(&stage.services, &caller, &practice).await;
            assert!(matches!(refused, Err(SwitchPracticeError::NotFound)), "{refused:?}");
        }
        assert!(authenticate(&stage.services, &morgan.token, true).await.is_ok());
        let stays = switch_practice(&stage.services, &caller, &morgan.here).await.unwrap();
        assert!(stays.is_none(), "already there");
        assert_eq!(session::Entity::find().all(stage.services.db.read()).await.unwrap().len(), 1);
    }

    fn two_switches_at_once_leave_one_session(stage: Stage) {
        let morgan = Morgan::signed_in(&stage).await;
        let other = stage.second_server().await;
        let before = morgan.caller(&stage.services).await;
        let (first, second) = tokio::join!(
            switch_practice(&stage.services, &before, &morgan.there),
            switch_practice(&other, &before, &morgan.there),
        );
        assert_eq!(usize::from(first.is_ok()) + usize::from(second.is_ok()), 1, "{first:?} {second:?}");
        assert!([first.err(), second.err()].into_iter().flatten().all(|error| matches!(error, SwitchPracticeError::Ended)));
        let living = session::Entity::find().filter(session::Column::EndedAt.is_null());
        assert_eq!(living.all(stage.services.db.read()).await.unwrap().len(), 1);
    }

    fn a_session_cannot_slip_away_from_an_account_that_is_being_disabled(stage: Stage) {
        let morgan = Morgan::signed_in(&stage).await;
        let other = stage.second_server().await;
        let before = morgan.caller(&stage.services).await;
        let request = request_info();
        let (switched, disabled) = tokio::join!(
            switch_practice(&stage.services, &before, &morgan.there),
            disable_account(&other, &request, "Morgan.Admin3"),
        );
        assert!(disabled.unwrap());
        let living = session::Entity::find().filter(session::Column::EndedAt.is_null());
        assert!(living.all(stage.services.db.read()).await.unwrap().is_empty(), "{switched:?}");
    }

    fn whoever_logs_out_while_switching_is_out(stage: Stage) {
        let morgan = Morgan::signed_in(&stage).await;
        let elsewhere = stage.account("Front.Desk1", Role::Coordinator, Some(&morgan.here)).await;
        sign_in(&stage.services, "Front.Desk1", TEST_PASSWORD, &request_info()).await.unwrap();
        let other = stage.second_server().await;
        let before = morgan.caller(&stage.services).await;
        let (switched, left) = tokio::join!(
            switch_practice(&stage.services, &before, &morgan.there),
            sign_out(&other, &before),
        );
        left.unwrap();
        let living = session::Entity::find().filter(session::Column::EndedAt.is_null());
        let living = living.all(stage.services.db.read()).await.unwrap();
        assert_eq!(living.len(), 1, "{switched:?}");
        assert_eq!(living[0].account_id, elsewhere.as_str(), "nobody else is signed out");
    }

    fn whoever_switched_first_and_then_logs_out_with_the_old_session_is_out(stage: Stage) {
        let morgan = Morgan::signed_in(&stage).await;
        let before = morgan.caller(&stage.services).await;
        switch_practice(&stage.services, &before, &morgan.there).await.unwrap();
        sign_out(&stage.services, &before).await.unwrap();
        let living = session::Entity::find().filter(session::Column::EndedAt.is_null());
        assert!(living.all(stage.services.db.read()).await.unwrap().is_empty());
    }

    fn it_is_on_record_with_both_sessions(stage: Stage) {
        let morgan = Morgan::signed_in(&stage).await;
        let before = morgan.caller(&stage.services).await;
        let token = switch_practice(&stage.services, &before, &morgan.there).await.unwrap().unwrap();
        let after = authenticate(&stage.services, token.expose(), true).await.unwrap();
        let found = audit::Entity::find().filter(audit::Column::Action.eq("auth.switch_practice"));
        let rows = found.all(stage.services.db.read()).await.unwrap();
        assert_eq!(rows.len(), 1);
        let said = format!("{:?}", rows[0]);
        for part in [before.actor.session.as_str(), after.session.as_str(), morgan.there.as_str()] {
            assert!(said.contains(part), "{part} in {said}");
        }
        assert!(!said.contains(token.expose()) && !said.contains(&morgan.token), "no secret");
    }
}
