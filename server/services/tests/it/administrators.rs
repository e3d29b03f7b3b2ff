//! Who can be asked for a role.

use domain::access::Role;
use services::auth::disable_account;
use services::on_both_databases;
use services::practices::administrators;
use services::testing::{Stage, request_info};

on_both_databases! {
    fn administrators_are_those_of_this_practice_who_can_still_sign_in(stage: Stage) {
        let here = stage.practice("Cedar Hill").await;
        let there = stage.practice("Lakeside").await;
        assert!(administrators(&stage.services, &here).await.unwrap().is_empty());

        stage.account("Practice.Admin1", Role::Administrator, Some(&here)).await;
        stage.account("Morgan.Admin3", Role::Administrator, Some(&here)).await;
        stage.account("Practice.Admin2", Role::Administrator, Some(&there)).await;
        let desk = stage.account("Front.Desk1", Role::Coordinator, Some(&here)).await;
        stage.grant(&desk, Role::Administrator, Some(&there)).await;
        assert_eq!(administrators(&stage.services, &here).await.unwrap(), ["Morgan.Admin3", "Practice.Admin1"]);
        assert_eq!(administrators(&stage.services, &there).await.unwrap(), ["Front.Desk1", "Practice.Admin2"]);

        disable_account(&stage.services, &request_info(), "Morgan.Admin3").await.unwrap();
        assert_eq!(administrators(&stage.services, &here).await.unwrap(), ["Practice.Admin1"]);
    }
}
