//! The table as a whole: what can be reached, and who does what.

use super::{person, possible_moves};
use domain::access::{Permission, Role, Side};
use domain::prior_auth::{Action, Performer, Status};
use std::collections::BTreeSet;

#[test]
fn every_state_is_reachable_from_a_draft() {
    let moves = possible_moves();
    let mut reached = BTreeSet::from([Status::Draft]);
    loop {
        let next: BTreeSet<Status> = moves.iter().filter(|m| reached.contains(&m.0)).map(|m| m.4).collect();
        let before = reached.len();
        reached.extend(next);
        if reached.len() == before {
            break;
        }
    }
    assert_eq!(reached, Status::ALL.iter().copied().collect());
}

#[test]
fn every_state_that_is_not_final_can_be_left() {
    let moves = possible_moves();
    for status in Status::ALL {
        let can_be_left = moves.iter().any(|m| m.0 == *status && m.4 != *status);
        assert_eq!(can_be_left, !status.is_final(), "{status}");
    }
}

#[test]
fn every_action_is_possible_somewhere() {
    let possible: BTreeSet<Action> = possible_moves().iter().map(|m| m.1).collect();
    assert_eq!(possible, Action::ALL.iter().copied().collect());
}

#[test]
fn a_request_on_its_way_always_finds_its_way_to_an_end() {
    let moves = possible_moves();
    let mut ending: BTreeSet<Status> = Status::ALL.iter().copied().filter(|s| s.is_final()).collect();
    for _ in Status::ALL {
        let leading: Vec<Status> = moves.iter().filter(|m| ending.contains(&m.4)).map(|m| m.0).collect();
        ending.extend(leading);
    }
    assert_eq!(ending, Status::ALL.iter().copied().collect());
}

#[test]
fn the_rules_only_approve_find_not_required_or_reject() {
    let done: BTreeSet<(Status, Action, Status)> = possible_moves()
        .iter()
        .filter(|m| m.2 == Performer::Rules)
        .map(|m| (m.0, m.1, m.4))
        .collect();
    let expected = BTreeSet::from([
        (Status::Submitted, Action::Reject, Status::Unprocessable),
        (Status::Submitted, Action::FindNotRequired, Status::NotRequired),
        (Status::Submitted, Action::AutoApprove, Status::AutoApproved),
    ]);
    assert_eq!(done, expected);
}

#[test]
fn the_clock_only_expires_and_closes() {
    let done: BTreeSet<Action> = possible_moves()
        .iter()
        .filter(|m| m.2 == Performer::Clockwork)
        .map(|m| m.1)
        .collect();
    assert_eq!(
        done,
        BTreeSet::from([Action::Expire, Action::CloseForMissingInformation])
    );
}

#[test]
fn a_nurse_does_exactly_what_the_design_lists() {
    let done: BTreeSet<Action> = possible_moves()
        .iter()
        .filter(|m| m.2 == person(Role::Nurse))
        .map(|m| m.1)
        .collect();
    let expected = BTreeSet::from([
        Action::Assign,
        Action::Release,
        Action::AskForInformation,
        Action::SendToPhysician,
        Action::Approve,
        Action::Expedite,
        Action::MakeStandard,
        Action::ExtendApproval,
        Action::JoinDocument,
    ]);
    assert_eq!(done, expected);
}

#[test]
fn the_lead_gives_work_extends_clocks_changes_urgency_voids_and_does_what_intake_does() {
    let done: BTreeSet<Action> = possible_moves()
        .iter()
        .filter(|m| m.2 == person(Role::Lead))
        .map(|m| m.1)
        .collect();
    assert_eq!(
        done,
        BTreeSet::from([
            Action::Assign,
            Action::ExtendClock,
            Action::Expedite,
            Action::MakeStandard,
            Action::Void,
            Action::Release,
            Action::Enter,
            Action::JoinDocument,
            Action::TakeBack,
        ])
    );
}

#[test]
fn intake_enters_requests_takes_them_back_and_joins_documents_and_does_nothing_else() {
    let done: BTreeSet<(Action, Status, Status)> = possible_moves()
        .iter()
        .filter(|m| m.2 == person(Role::Intake))
        .map(|m| (m.1, m.0, m.4))
        .collect();
    let stays = |status| (Action::JoinDocument, status, status);
    let back = |status| (Action::TakeBack, status, Status::Withdrawn);
    let expected = BTreeSet::from([
        (Action::Enter, Status::Draft, Status::Submitted),
        back(Status::Submitted),
        back(Status::NurseReview),
        back(Status::PhysicianReview),
        back(Status::InformationRequested),
        back(Status::NotRequired),
        stays(Status::Submitted),
        stays(Status::NurseReview),
        stays(Status::PhysicianReview),
        stays(Status::InformationRequested),
    ]);
    assert_eq!(done, expected);
}

#[test]
fn the_practice_does_exactly_what_the_design_lists() {
    let expected = BTreeSet::from([
        Action::MarkReady,
        Action::Submit,
        Action::Withdraw,
        Action::AnswerInformation,
        Action::AddDocument,
        Action::AskToExpedite,
        Action::BookPeerToPeer,
        Action::OpenAppeal,
    ]);
    for role in [Role::Administrator, Role::Coordinator, Role::Clinician] {
        let done: BTreeSet<Action> = possible_moves()
            .iter()
            .filter(|m| m.2 == person(role))
            .map(|m| m.1)
            .collect();
        assert_eq!(done, expected, "{role}");
    }
}

#[test]
fn roles_that_only_read_change_nothing() {
    let moves = possible_moves();
    for role in Role::ALL {
        let acts = moves.iter().any(|m| m.2 == person(*role));
        let may_write = [
            Permission::WritePriorAuth,
            Permission::AssignReview,
            Permission::DecideReview,
            Permission::TakeIn,
        ]
        .iter()
        .any(|permission| role.grants(*permission));
        assert_eq!(acts, may_write, "{role}");
    }
}

#[test]
fn no_action_is_open_to_both_sides() {
    let moves = possible_moves();
    for action in Action::ALL {
        let sides: BTreeSet<Side> = moves
            .iter()
            .filter(|m| m.1 == *action)
            .filter_map(|m| match m.2 {
                Performer::Person(role) => Some(role.side()),
                Performer::Rules | Performer::Clockwork => None,
            })
            .collect();
        assert!(sides.len() <= 1, "{action}");
    }
}
