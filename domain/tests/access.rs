//! Roles, permissions and the person who acts.
#![expect(clippy::unwrap_used, reason = "tests")]

use domain::access::{Actor, Permission, Role, Side};
use domain::id::{AccountId, PracticeId, SessionId};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn actor(practice: Option<&str>, roles: Vec<Role>) -> Actor {
    Actor {
        account: AccountId::new("a1"),
        user_id: "Front.Desk1".to_owned(),
        display_name: "Front Desk".to_owned(),
        session: SessionId::new("s1"),
        practice: practice.map(PracticeId::new),
        practice_name: practice.map(|_| "Cedar Hill Orthopedics".to_owned()),
        roles,
    }
}

#[test]
fn each_permission_belongs_to_the_roles_of_the_design() {
    let holders = |permission| {
        Role::ALL
            .iter()
            .copied()
            .filter(|role| role.grants(permission))
            .collect::<Vec<_>>()
    };
    assert_eq!(holders(Permission::ViewDashboard), Role::ALL);
    assert_eq!(
        holders(Permission::ReadPriorAuth),
        [
            Role::Administrator,
            Role::Coordinator,
            Role::Clinician,
            Role::Biller,
            Role::Viewer
        ]
    );
    assert_eq!(
        holders(Permission::WritePriorAuth),
        [Role::Administrator, Role::Coordinator, Role::Clinician]
    );
    assert_eq!(
        holders(Permission::ReadReviewQueue),
        [
            Role::Intake,
            Role::Nurse,
            Role::Physician,
            Role::Lead,
            Role::Support,
            Role::Auditor
        ]
    );
    assert_eq!(
        holders(Permission::AssignReview),
        [Role::Nurse, Role::Physician, Role::Lead]
    );
    assert_eq!(holders(Permission::DecideReview), [Role::Nurse, Role::Physician]);
    assert_eq!(
        holders(Permission::ChangeUrgency),
        [Role::Nurse, Role::Physician, Role::Lead]
    );
    assert_eq!(holders(Permission::TakeIn), [Role::Intake, Role::Lead]);
    assert_eq!(
        holders(Permission::JoinDocuments),
        [Role::Intake, Role::Nurse, Role::Lead]
    );
    let providers = Role::ALL.iter().copied().filter(|role| role.side() == Side::Provider);
    assert_eq!(holders(Permission::SwitchPractice), providers.collect::<Vec<_>>());
}

#[test]
fn the_codes_of_the_roles_are_those_of_the_contract() {
    let codes: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
    let contract = "administrator coordinator clinician biller viewer intake nurse physician lead support auditor \
                    system_administrator";
    assert_eq!(codes, contract.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn providers_never_see_the_plans_queue_and_staff_never_a_practices_list() {
    for role in Role::ALL {
        match role.side() {
            Side::Provider => assert!(!role.grants(Permission::ReadReviewQueue), "{role}"),
            Side::Plan => assert!(!role.grants(Permission::ReadPriorAuth), "{role}"),
        }
    }
}

#[test]
fn whoever_may_change_something_may_also_see_it() {
    for role in Role::ALL {
        assert!(
            !role.grants(Permission::WritePriorAuth) || role.grants(Permission::ReadPriorAuth),
            "{role}"
        );
        assert!(
            !role.grants(Permission::DecideReview) || role.grants(Permission::AssignReview),
            "{role}"
        );
        assert!(
            !role.grants(Permission::AssignReview) || role.grants(Permission::ReadReviewQueue),
            "{role}"
        );
    }
}

#[test]
fn the_side_of_an_actor_is_where_they_act() {
    assert_eq!(actor(Some("p1"), vec![Role::Coordinator]).side(), Side::Provider);
    assert_eq!(actor(None, vec![Role::Nurse]).side(), Side::Plan);
}

#[test]
fn an_actor_without_roles_may_nothing() {
    let nobody = actor(None, vec![]);
    assert!(Permission::ALL.iter().all(|permission| !nobody.can(*permission)));
}

#[test]
fn the_role_for_a_permission_is_the_first_that_carries_it() {
    let both = actor(None, vec![Role::Auditor, Role::Physician, Role::Nurse]);
    assert_eq!(both.role_for(Permission::DecideReview), Some(Role::Physician));
    assert_eq!(both.role_for(Permission::ReadReviewQueue), Some(Role::Auditor));
    assert_eq!(both.role_for(Permission::WritePriorAuth), None);
}

#[test]
fn unknown_roles_are_refused() {
    for code in ["", "Nurse", "admin", "nurse,physician"] {
        assert_eq!(Role::parse(code), None, "{code:?}");
        assert!(
            serde_json::from_str::<Role>(&format!("\"{code}\"")).is_err(),
            "{code:?}"
        );
    }
}

proptest! {
    #[test]
    fn an_actor_can_what_one_of_the_roles_can(
        roles in subsequence(Role::ALL, 0..=Role::ALL.len()), permission in select(Permission::ALL)
    ) {
        let actor = actor(None, roles.clone());
        prop_assert_eq!(actor.can(permission), roles.iter().any(|role| role.grants(permission)));
        prop_assert!(actor.role_for(permission).is_none_or(|role| roles.contains(&role)));
    }

    #[test]
    fn an_actor_round_trips(
        roles in subsequence(Role::ALL, 0..=Role::ALL.len()), practice in prop::option::of("[a-z]{1,8}")
    ) {
        let actor = actor(practice.as_deref(), roles);
        let json = serde_json::to_string(&actor).unwrap();
        prop_assert_eq!(serde_json::from_str::<Actor>(&json).unwrap(), actor);
    }
}
