//! Requests on their way, step by step, and the reasons when a step is refused.

use super::{nothing_known, person, walk};
use domain::access::Role;
use domain::coverage::LineOfBusiness;
use domain::prior_auth::{Action, Contested, Facts, Guard, Performer, Refusal, Status, allowed, apply, apply_as};

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
fn an_open_request_is_made_expedited_and_standard_again_and_its_state_stays() {
    let standard = nothing_known();
    let expedited = Facts {
        is_expedited: true,
        ..nothing_known()
    };
    for status in Status::ALL.iter().copied() {
        for (action, role, now, other, guard) in [
            (
                Action::AskToExpedite,
                Role::Coordinator,
                &standard,
                &expedited,
                Guard::IsStandard,
            ),
            (Action::Expedite, Role::Lead, &standard, &expedited, Guard::IsStandard),
            (
                Action::MakeStandard,
                Role::Lead,
                &expedited,
                &standard,
                Guard::IsExpedited,
            ),
        ] {
            let done = apply(status, action, person(role), now);
            if status.is_undecided() {
                assert_eq!(done, Ok(status), "{status} {action}");
                let again = apply(status, action, person(role), other);
                assert_eq!(again, Err(Refusal::Guard(guard)), "{status} {action}");
            } else {
                assert_eq!(done, Err(Refusal::Status), "{status} {action}");
            }
        }
    }
}

#[test]
fn what_a_clinician_says_about_urgency_the_plan_does_not_take_back() {
    let said = Facts {
        is_expedited: true,
        said_by_clinician: true,
        is_assigned: true,
        is_assignee: true,
        ..nothing_known()
    };
    for (status, role) in [
        (Status::NurseReview, Role::Nurse),
        (Status::PhysicianReview, Role::Physician),
        (Status::InformationRequested, Role::Lead),
    ] {
        let refused = apply(status, Action::MakeStandard, person(role), &said);
        assert_eq!(refused, Err(Refusal::Guard(Guard::NotSaidByClinician)), "{role}");
    }
}

#[test]
fn what_the_plan_has_entered_it_takes_back_until_somebody_decides() {
    let entered = Facts {
        entered_by_plan: true,
        ..nothing_known()
    };
    let own = nothing_known();
    for status in Status::ALL.iter().copied() {
        let of = |role, facts| apply(status, Action::TakeBack, person(role), facts);
        if !status.is_undecided() && status != Status::NotRequired {
            assert_eq!(of(Role::Intake, &entered), Err(Refusal::Status), "{status}");
            continue;
        }
        for role in [Role::Intake, Role::Lead] {
            assert_eq!(of(role, &entered), Ok(Status::Withdrawn), "{status} {role}");
            let refused = of(role, &own);
            assert_eq!(refused, Err(Refusal::Guard(Guard::EnteredByPlan)), "{status} {role}");
        }
        for role in [Role::Nurse, Role::Physician, Role::Administrator, Role::Coordinator] {
            assert_eq!(of(role, &entered), Err(Refusal::Performer), "{status} {role}");
        }
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
    assert_eq!(
        buttons(Status::Submitted, Role::Nurse, &free),
        vec![Action::Assign, Action::JoinDocument]
    );
    assert_eq!(
        buttons(Status::NurseReview, Role::Nurse, &mine),
        vec![
            Action::Release,
            Action::AskForInformation,
            Action::JoinDocument,
            Action::SendToPhysician,
            Action::Approve,
            Action::Expedite
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
            Action::Deny,
            Action::Expedite
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

#[test]
fn the_lead_gives_work_to_whoever_may_decide_it_and_to_nobody_else() {
    let given = |status, nurse, physician, change: fn(&mut Facts)| {
        let mut facts = nothing_known();
        (facts.given_to_nurse, facts.given_to_physician) = (nurse, physician);
        change(&mut facts);
        apply(status, Action::Assign, person(Role::Lead), &facts)
    };
    let as_is: fn(&mut Facts) = |_| {};
    assert_eq!(given(Status::Submitted, true, false, as_is), Ok(Status::NurseReview));
    assert_eq!(
        given(Status::NurseReview, true, false, |facts| facts.is_assigned = true),
        Ok(Status::NurseReview),
        "from somebody who is away"
    );
    let refused = |guard| Err(Refusal::Guard(guard));
    assert_eq!(given(Status::Submitted, false, true, as_is), refused(Guard::ToNurse));
    assert_eq!(
        given(Status::PhysicianReview, true, false, as_is),
        refused(Guard::ToPhysician)
    );
    assert_eq!(
        given(Status::PhysicianReview, false, true, as_is),
        Ok(Status::PhysicianReview)
    );
    assert_eq!(
        given(Status::AppealOpen, false, true, |facts| facts
            .same_physician_as_denial =
            true),
        refused(Guard::OtherPhysician)
    );
    assert_eq!(
        given(Status::InformationRequested, true, false, |facts| facts
            .information_asked_by_physician =
            true),
        refused(Guard::AskedByNurse)
    );
    assert_eq!(given(Status::Approved, true, true, as_is), Err(Refusal::Status));
    let mut given = nothing_known();
    given.given_to_nurse = true;
    let by_a_nurse = apply(Status::Submitted, Action::Assign, person(Role::Nurse), &given);
    assert_eq!(by_a_nurse, refused(Guard::ToSelf), "a nurse gives work to nobody else");
    assert!(!allowed(Status::Submitted, &[Role::Lead], &nothing_known()).contains(&Action::Assign));
}
