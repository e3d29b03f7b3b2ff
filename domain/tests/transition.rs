//! The transition table: what may happen to a request, by whom, and where it leads.
#![expect(clippy::unwrap_used, reason = "tests")]

use domain::access::{Permission, Role, Side};
use domain::coverage::LineOfBusiness;
use domain::prior_auth::{Action, Contested, Facts, Guard, Performer, Refusal, Status, allowed, apply, apply_as};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use std::collections::BTreeSet;

fn performers() -> Vec<Performer> {
    let people = Role::ALL.iter().copied().map(Performer::Person);
    people.chain([Performer::Rules, Performer::Clockwork]).collect()
}

fn any_status() -> impl Strategy<Value = Status> {
    select(Status::ALL)
}

fn any_action() -> impl Strategy<Value = Action> {
    select(Action::ALL)
}

fn any_performer() -> impl Strategy<Value = Performer> {
    select(performers())
}

fn any_roles() -> impl Strategy<Value = Vec<Role>> {
    subsequence(Role::ALL, 0..=Role::ALL.len()).prop_shuffle()
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let contested = select(vec![
        None,
        Some(Contested::Denied),
        Some(Contested::PartiallyApproved),
        Some(Contested::Modified),
    ]);
    (select(LineOfBusiness::ALL), any::<[bool; 10]>(), 0u32..3, contested).prop_map(|(line, yes, items, contested)| {
        Facts {
            line_of_business: line,
            is_assigned: yes[0],
            is_assignee: yes[1],
            open_information_items: items,
            information_asked_by_physician: yes[2],
            information_overdue: yes[3],
            same_physician_as_denial: yes[4],
            is_second_person: yes[5],
            deadline_missed: yes[6],
            validity_over: yes[7],
            peer_to_peer_available: yes[8],
            appeal_available: yes[9],
            contested,
        }
    })
}

fn nothing_known() -> Facts {
    Facts::new(LineOfBusiness::MedicareAdvantage)
}

/// Facts under which, taken together, every guard holds at least once.
fn telling_facts() -> Vec<Facts> {
    let mut all = Vec::new();
    for line in LineOfBusiness::ALL {
        for (mine, items, asked_by_physician) in [
            (true, 0, false),
            (true, 0, true),
            (true, 1, false),
            (false, 0, false),
            (false, 0, true),
        ] {
            for contested in [Contested::Denied, Contested::PartiallyApproved, Contested::Modified] {
                for missed in [false, true] {
                    all.push(Facts {
                        is_assigned: mine,
                        is_assignee: mine,
                        open_information_items: items,
                        information_asked_by_physician: asked_by_physician,
                        information_overdue: true,
                        is_second_person: true,
                        deadline_missed: missed,
                        validity_over: true,
                        peer_to_peer_available: true,
                        appeal_available: true,
                        contested: Some(contested),
                        ..Facts::new(*line)
                    });
                }
            }
        }
    }
    all
}

/// Every move that some facts permit.
fn possible_moves() -> Vec<(Status, Action, Performer, Facts, Status)> {
    let mut moves = Vec::new();
    for facts in telling_facts() {
        for status in Status::ALL {
            for action in Action::ALL {
                for performer in performers() {
                    if let Ok(next) = apply(*status, *action, performer, &facts) {
                        moves.push((*status, *action, performer, facts.clone(), next));
                    }
                }
            }
        }
    }
    moves
}

fn person(role: Role) -> Performer {
    Performer::Person(role)
}

/// Walks a request along actions that must all be permitted.
fn walk(from: Status, steps: &[(Action, Performer, Facts)]) -> Status {
    steps.iter().fold(from, |status, (action, performer, facts)| {
        apply(status, *action, *performer, facts).unwrap()
    })
}

proptest! {
    #[test]
    fn apply_and_allowed_agree(status in any_status(), roles in any_roles(), facts in any_facts()) {
        let offered = allowed(status, &roles, &facts);
        let permitted: Vec<Action> = Action::ALL
            .iter()
            .copied()
            .filter(|action| roles.iter().any(|role| apply(status, *action, person(*role), &facts).is_ok()))
            .collect();
        prop_assert_eq!(offered, permitted);
    }

    #[test]
    fn apply_as_finds_the_role_that_may(
        status in any_status(), action in any_action(), roles in any_roles(), facts in any_facts()
    ) {
        match apply_as(status, action, &roles, &facts) {
            Ok((next, role)) => {
                prop_assert!(roles.contains(&role));
                prop_assert_eq!(apply(status, action, person(role), &facts), Ok(next));
            }
            Err(_) => {
                for role in roles {
                    prop_assert!(apply(status, action, person(role), &facts).is_err());
                }
            }
        }
    }

    #[test]
    fn more_roles_never_allow_less(status in any_status(), roles in any_roles(), more in any_roles(), facts in any_facts()) {
        let few = allowed(status, &roles, &facts);
        let many = allowed(status, &[roles, more].concat(), &facts);
        prop_assert!(few.iter().all(|action| many.contains(action)));
    }

    #[test]
    fn nobody_may_do_anything_without_a_role(status in any_status(), facts in any_facts()) {
        prop_assert_eq!(allowed(status, &[], &facts), vec![]);
    }

    #[test]
    fn final_states_are_final(
        status in any_status(), action in any_action(), performer in any_performer(), facts in any_facts()
    ) {
        if status.is_final() {
            prop_assert_eq!(apply(status, action, performer, &facts), Err(Refusal::Status));
        }
    }

    #[test]
    fn only_a_physician_decides_against_a_request(
        status in any_status(), action in any_action(), performer in any_performer(), facts in any_facts()
    ) {
        let adverse = [Status::Denied, Status::PartiallyApproved, Status::Modified, Status::Rescinded];
        if let Ok(next) = apply(status, action, performer, &facts) && adverse.contains(&next) && next != status {
            prop_assert_eq!(performer, person(Role::Physician));
        }
    }

    #[test]
    fn whoever_decides_has_taken_the_request(
        status in any_status(), action in any_action(), role in select(Role::ALL), facts in any_facts()
    ) {
        let decisions = [
            Action::Approve, Action::PartiallyApprove, Action::Modify, Action::Deny, Action::SendToPhysician,
            Action::AskForInformation, Action::UpholdPeerToPeer, Action::OverturnPeerToPeer, Action::UpholdAppeal,
            Action::OverturnAppeal,
        ];
        if decisions.contains(&action) && apply(status, action, person(role), &facts).is_ok() {
            prop_assert!(facts.is_assignee);
        }
    }

    #[test]
    fn the_physician_who_denied_never_decides_on_the_appeal(action in any_action(), facts in any_facts()) {
        let facts = Facts { same_physician_as_denial: true, ..facts };
        let result = apply(Status::AppealOpen, action, person(Role::Physician), &facts);
        prop_assert!(result.is_err() || action == Action::Release);
    }

    #[test]
    fn replaying_a_legal_history_gives_the_state(choices in prop::collection::vec((any_facts(), any::<Index>()), 0..40)) {
        let mut history: Vec<(Action, Performer, Facts)> = Vec::new();
        let mut status = Status::Draft;
        for (facts, choice) in choices {
            let moves: Vec<_> = Action::ALL
                .iter()
                .flat_map(|action| performers().into_iter().map(move |performer| (*action, performer)))
                .filter_map(|(action, by)| apply(status, action, by, &facts).ok().map(|next| (action, by, next)))
                .collect();
            if let Some((action, performer, next)) = moves.get(choice.index(moves.len().max(1))) {
                history.push((*action, *performer, facts));
                status = *next;
            }
        }
        let stored: Vec<(String, String)> =
            history.iter().map(|(action, by, _)| (action.code().to_owned(), by.code().to_owned())).collect();
        let replayed = stored.iter().zip(&history).try_fold(Status::Draft, |status, ((action, by), (_, _, facts))| {
            apply(status, Action::parse(action).unwrap(), Performer::parse(by).unwrap(), facts)
        });
        prop_assert_eq!(replayed, Ok(status));
        prop_assert_eq!(walk(Status::Draft, &history), status);
    }

    #[test]
    fn serde_round_trips(action in any_action(), performer in any_performer(), status in any_status()) {
        let json = serde_json::to_string(&(action, performer, status)).unwrap();
        prop_assert_eq!(serde_json::from_str::<(Action, Performer, Status)>(&json).unwrap(), (action, performer, status));
        prop_assert_eq!(Performer::parse(performer.code()), Some(performer));
        prop_assert_eq!(Action::parse(action.code()), Some(action));
    }
}

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
        Action::ExtendApproval,
    ]);
    assert_eq!(done, expected);
}

#[test]
fn the_lead_extends_clocks_voids_and_puts_work_back() {
    let done: BTreeSet<Action> = possible_moves()
        .iter()
        .filter(|m| m.2 == person(Role::Lead))
        .map(|m| m.1)
        .collect();
    assert_eq!(
        done,
        BTreeSet::from([Action::ExtendClock, Action::Void, Action::Release])
    );
}

#[test]
fn the_practice_does_exactly_what_the_design_lists() {
    let expected = BTreeSet::from([
        Action::MarkReady,
        Action::Submit,
        Action::Withdraw,
        Action::AnswerInformation,
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

#[test]
fn a_nurse_approves_what_she_has_taken() {
    let mine = Facts {
        is_assigned: true,
        is_assignee: true,
        ..nothing_known()
    };
    let end = walk(
        Status::Draft,
        &[
            (Action::MarkReady, person(Role::Coordinator), nothing_known()),
            (Action::Submit, person(Role::Coordinator), nothing_known()),
            (Action::Assign, person(Role::Nurse), nothing_known()),
            (Action::Approve, person(Role::Nurse), mine),
        ],
    );
    assert_eq!(end, Status::Approved);
}

#[test]
fn nobody_approves_without_having_taken_the_request() {
    for (status, role) in [
        (Status::NurseReview, Role::Nurse),
        (Status::PhysicianReview, Role::Physician),
    ] {
        for is_assigned in [false, true] {
            let facts = Facts {
                is_assigned,
                ..nothing_known()
            };
            let result = apply(status, Action::Approve, person(role), &facts);
            assert_eq!(result, Err(Refusal::Guard(Guard::Assignee)));
        }
    }
}

#[test]
fn work_that_somebody_has_taken_cannot_be_taken_again() {
    let taken = Facts {
        is_assigned: true,
        ..nothing_known()
    };
    let result = apply(Status::NurseReview, Action::Assign, person(Role::Nurse), &taken);
    assert_eq!(result, Err(Refusal::Guard(Guard::Unassigned)));
}

#[test]
fn assigning_moves_a_new_request_to_the_nurses_and_leaves_it_with_the_physicians() {
    let free = nothing_known();
    let nurse = apply(Status::Submitted, Action::Assign, person(Role::Nurse), &free);
    let physician = apply(Status::PhysicianReview, Action::Assign, person(Role::Physician), &free);
    let too_early = apply(Status::Submitted, Action::Assign, person(Role::Physician), &free);
    assert_eq!(nurse, Ok(Status::NurseReview));
    assert_eq!(physician, Ok(Status::PhysicianReview));
    assert_eq!(too_early, Err(Refusal::Performer));
}

#[test]
fn releasing_puts_a_request_back_where_others_find_it() {
    let mine = Facts {
        is_assigned: true,
        is_assignee: true,
        ..nothing_known()
    };
    let others = Facts {
        is_assigned: true,
        ..nothing_known()
    };
    let release = |status, role, facts| apply(status, Action::Release, person(role), facts);
    assert_eq!(release(Status::NurseReview, Role::Nurse, &mine), Ok(Status::Submitted));
    assert_eq!(
        release(Status::PhysicianReview, Role::Physician, &mine),
        Ok(Status::PhysicianReview)
    );
    assert_eq!(
        release(Status::NurseReview, Role::Nurse, &others),
        Err(Refusal::Guard(Guard::Assignee))
    );
    assert_eq!(release(Status::NurseReview, Role::Lead, &others), Ok(Status::Submitted));
    assert_eq!(
        release(Status::NurseReview, Role::Lead, &nothing_known()),
        Err(Refusal::Guard(Guard::Assigned))
    );
}

#[test]
fn an_answer_goes_back_to_whoever_asked() {
    let answer = |facts: &Facts| {
        apply(
            Status::InformationRequested,
            Action::AnswerInformation,
            person(Role::Coordinator),
            facts,
        )
    };
    let by_physician = Facts {
        information_asked_by_physician: true,
        ..nothing_known()
    };
    let half = Facts {
        open_information_items: 1,
        ..by_physician.clone()
    };
    assert_eq!(answer(&nothing_known()), Ok(Status::NurseReview));
    assert_eq!(answer(&by_physician), Ok(Status::PhysicianReview));
    assert_eq!(answer(&half), Ok(Status::InformationRequested));
}

#[test]
fn the_plan_can_decide_while_it_waits_because_the_federal_clock_runs_on() {
    let mine = Facts {
        is_assigned: true,
        is_assignee: true,
        open_information_items: 2,
        ..nothing_known()
    };
    let waiting = Status::InformationRequested;
    assert_eq!(
        apply(waiting, Action::Approve, person(Role::Nurse), &mine),
        Ok(Status::Approved)
    );
    assert_eq!(
        apply(waiting, Action::SendToPhysician, person(Role::Nurse), &mine),
        Ok(Status::PhysicianReview)
    );
    assert_eq!(
        apply(waiting, Action::Deny, person(Role::Physician), &mine),
        Ok(Status::Denied)
    );
}

#[test]
fn only_commercial_requests_are_closed_for_lack_of_information() {
    for line in LineOfBusiness::ALL {
        let facts = Facts {
            information_overdue: true,
            ..Facts::new(*line)
        };
        let close = |facts: &Facts| {
            apply(
                Status::InformationRequested,
                Action::CloseForMissingInformation,
                Performer::Clockwork,
                facts,
            )
        };
        let expected = match line {
            LineOfBusiness::Commercial => Ok(Status::ClosedMissingInformation),
            LineOfBusiness::MedicareAdvantage | LineOfBusiness::MedicaidManagedCare => {
                Err(Refusal::Guard(Guard::ClosingPermitted))
            }
        };
        assert_eq!(close(&facts), expected, "{line}");
    }
    let in_time = Facts::new(LineOfBusiness::Commercial);
    let early = apply(
        Status::InformationRequested,
        Action::CloseForMissingInformation,
        Performer::Clockwork,
        &in_time,
    );
    assert_eq!(early, Err(Refusal::Guard(Guard::InformationOverdue)));
}

#[test]
fn a_contested_decision_comes_back_when_it_is_upheld() {
    let decisions = [
        (Contested::Denied, Status::Denied),
        (Contested::PartiallyApproved, Status::PartiallyApproved),
        (Contested::Modified, Status::Modified),
    ];
    for (contested, status) in decisions {
        let mine = Facts {
            is_assigned: true,
            is_assignee: true,
            contested: Some(contested),
            ..nothing_known()
        };
        let open = Facts {
            appeal_available: true,
            peer_to_peer_available: true,
            ..nothing_known()
        };
        let physician = person(Role::Physician);
        let talk = [
            (Action::BookPeerToPeer, person(Role::Clinician), open.clone()),
            (Action::UpholdPeerToPeer, physician, mine.clone()),
        ];
        let appeal = [
            (Action::OpenAppeal, person(Role::Coordinator), open.clone()),
            (Action::UpholdAppeal, physician, mine.clone()),
        ];
        assert_eq!(walk(status, &talk), status);
        assert_eq!(walk(status, &appeal), status);
        let overturned = [
            (Action::OpenAppeal, person(Role::Coordinator), open),
            (Action::OverturnAppeal, physician, mine),
        ];
        assert_eq!(walk(status, &overturned), Status::Approved);
    }
}

#[test]
fn a_missed_federal_deadline_may_be_appealed_like_a_denial() {
    for line in LineOfBusiness::ALL {
        let facts = Facts {
            deadline_missed: true,
            appeal_available: true,
            ..Facts::new(*line)
        };
        let result = apply(
            Status::NurseReview,
            Action::OpenAppeal,
            person(Role::Coordinator),
            &facts,
        );
        let expected = match line {
            LineOfBusiness::Commercial => Err(Refusal::Guard(Guard::MissedDeadlineIsDenial)),
            LineOfBusiness::MedicareAdvantage | LineOfBusiness::MedicaidManagedCare => Ok(Status::AppealOpen),
        };
        assert_eq!(result, expected, "{line}");
    }
}

#[test]
fn appeal_and_talk_end_with_their_time() {
    let late = nothing_known();
    let appeal = apply(Status::Denied, Action::OpenAppeal, person(Role::Coordinator), &late);
    let talk = apply(Status::Denied, Action::BookPeerToPeer, person(Role::Clinician), &late);
    assert_eq!(appeal, Err(Refusal::Guard(Guard::AppealAvailable)));
    assert_eq!(talk, Err(Refusal::Guard(Guard::PeerToPeerAvailable)));
}

#[test]
fn a_decision_is_voided_by_two_persons_and_reviewed_again() {
    let second = Facts {
        is_second_person: true,
        ..nothing_known()
    };
    let void = |facts: &Facts| apply(Status::Denied, Action::Void, person(Role::Lead), facts);
    assert_eq!(void(&nothing_known()), Err(Refusal::Guard(Guard::SecondPerson)));
    assert_eq!(void(&second), Ok(Status::NurseReview));
}

#[test]
fn a_clock_is_extended_only_before_the_deadline_and_the_state_stays() {
    let late = Facts {
        deadline_missed: true,
        ..nothing_known()
    };
    for status in Status::ALL.iter().copied().filter(|status| status.is_undecided()) {
        let extend = |facts: &Facts| apply(status, Action::ExtendClock, person(Role::Lead), facts);
        assert_eq!(extend(&nothing_known()), Ok(status));
        assert_eq!(extend(&late), Err(Refusal::Guard(Guard::DeadlineNotMissed)));
    }
}

#[test]
fn an_unprocessable_request_is_corrected_and_submitted_again() {
    let end = walk(
        Status::Submitted,
        &[
            (Action::Reject, Performer::Rules, nothing_known()),
            (Action::Submit, person(Role::Coordinator), nothing_known()),
        ],
    );
    assert_eq!(end, Status::Submitted);
}

#[test]
fn a_denied_request_cannot_be_changed_or_taken_back() {
    let facts = Facts {
        peer_to_peer_available: true,
        appeal_available: true,
        ..nothing_known()
    };
    let offered = allowed(Status::Denied, &[Role::Coordinator], &facts);
    assert_eq!(offered, vec![Action::BookPeerToPeer, Action::OpenAppeal]);
}

#[test]
fn the_buttons_of_the_work_queue_follow_the_role() {
    let free = nothing_known();
    let mine = Facts {
        is_assigned: true,
        is_assignee: true,
        ..nothing_known()
    };
    let buttons = |status, role, facts| allowed(status, &[role], facts);
    assert_eq!(buttons(Status::Submitted, Role::Nurse, &free), vec![Action::Assign]);
    assert_eq!(
        buttons(Status::NurseReview, Role::Nurse, &mine),
        vec![
            Action::Release,
            Action::AskForInformation,
            Action::SendToPhysician,
            Action::Approve
        ]
    );
    assert_eq!(
        buttons(Status::PhysicianReview, Role::Physician, &mine),
        vec![
            Action::Release,
            Action::AskForInformation,
            Action::Approve,
            Action::PartiallyApprove,
            Action::Modify,
            Action::Deny
        ]
    );
    assert_eq!(buttons(Status::NurseReview, Role::Auditor, &mine), vec![]);
}

#[test]
fn a_refusal_names_the_nearest_reason() {
    let facts = nothing_known();
    let nurse = person(Role::Nurse);
    assert_eq!(
        apply(Status::Withdrawn, Action::Approve, nurse, &facts),
        Err(Refusal::Status)
    );
    assert_eq!(
        apply(Status::PhysicianReview, Action::Deny, nurse, &facts),
        Err(Refusal::Performer)
    );
    let both = apply_as(
        Status::PhysicianReview,
        Action::Deny,
        &[Role::Nurse, Role::Physician],
        &facts,
    );
    assert_eq!(both, Err(Refusal::Guard(Guard::Assignee)));
    let appeal = Facts {
        is_assigned: true,
        is_assignee: true,
        same_physician_as_denial: true,
        ..facts
    };
    let same = apply(
        Status::AppealOpen,
        Action::UpholdAppeal,
        person(Role::Physician),
        &appeal,
    );
    assert_eq!(same, Err(Refusal::Guard(Guard::OtherPhysician)));
}

#[test]
fn an_unknown_performer_is_refused() {
    for code in ["", "Nurse", "rule", "nurse ", "person"] {
        assert_eq!(Performer::parse(code), None, "{code:?}");
    }
}
