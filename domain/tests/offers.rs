//! What reviewers are shown of the actions on a request.

use domain::access::Role;
use domain::coverage::LineOfBusiness;
use domain::prior_auth::{Action, Facts, Hindrance, Offer, Status, allowed, offers};

fn facts(is_assigned: bool, is_assignee: bool) -> Facts {
    Facts {
        is_assigned,
        is_assignee,
        ..Facts::new(LineOfBusiness::Commercial)
    }
}

fn hindrance(status: Status, role: Role, facts: &Facts, action: Action) -> Option<Hindrance> {
    let offers = offers(status, &[role], facts);
    let offer = offers.iter().find(|offer| offer.action == action);
    offer.and_then(|offer| offer.hindrance)
}

#[test]
fn what_is_offered_without_a_hindrance_is_what_is_allowed() {
    for status in Status::ALL {
        for role in Role::ALL {
            for facts in [facts(false, false), facts(true, false), facts(true, true)] {
                let allowed = allowed(*status, &[*role], &facts);
                for Offer { action, hindrance } in offers(*status, &[*role], &facts) {
                    assert_eq!(
                        hindrance.is_none(),
                        allowed.contains(&action),
                        "{status} {role} {action}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_nurse_reads_that_only_a_physician_decides_against_a_request() {
    for action in [Action::Deny, Action::PartiallyApprove, Action::Modify] {
        for status in [
            Status::Submitted,
            Status::NurseReview,
            Status::PhysicianReview,
            Status::InformationRequested,
        ] {
            for facts in [facts(false, false), facts(true, true)] {
                let found = hindrance(status, Role::Nurse, &facts, action);
                assert_eq!(found, Some(Hindrance::OnlyFor(Role::Physician)), "{status} {action}");
            }
        }
    }
}

#[test]
fn a_request_is_taken_before_it_is_decided() {
    let (free, others) = (facts(false, false), facts(true, false));
    assert_eq!(
        hindrance(Status::Submitted, Role::Nurse, &free, Action::Approve),
        Some(Hindrance::NotTaken)
    );
    assert_eq!(
        hindrance(Status::PhysicianReview, Role::Physician, &free, Action::Deny),
        Some(Hindrance::NotTaken)
    );
    assert_eq!(
        hindrance(Status::PhysicianReview, Role::Physician, &others, Action::Deny),
        Some(Hindrance::TakenByAnother)
    );
    assert_eq!(
        hindrance(Status::NurseReview, Role::Nurse, &others, Action::SendToPhysician),
        Some(Hindrance::TakenByAnother)
    );
}

#[test]
fn each_stage_says_with_whom_a_request_is() {
    let free = facts(false, false);
    assert_eq!(
        hindrance(Status::NurseReview, Role::Physician, &free, Action::Deny),
        Some(Hindrance::WithNurse)
    );
    assert_eq!(
        hindrance(Status::PhysicianReview, Role::Nurse, &free, Action::Approve),
        Some(Hindrance::WithPhysician)
    );
}

#[test]
fn nothing_is_offered_once_it_is_decided_and_nothing_to_those_who_do_not_work_on_it() {
    for status in [Status::Approved, Status::Denied, Status::Withdrawn] {
        assert!(offers(status, &[Role::Physician], &facts(true, true)).is_empty());
    }
    for role in [Role::Coordinator, Role::Auditor, Role::Support, Role::Intake] {
        assert!(
            offers(Status::NurseReview, &[role], &facts(true, false)).is_empty(),
            "{role}"
        );
    }
}

#[test]
fn a_physician_without_a_credential_approves_and_reads_why_nothing_else() {
    let facts = Facts {
        lacks_credential: true,
        ..facts(true, true)
    };
    for action in [Action::Deny, Action::PartiallyApprove, Action::Modify] {
        let found = hindrance(Status::PhysicianReview, Role::Physician, &facts, action);
        assert_eq!(found, Some(Hindrance::NoCredential), "{action}");
        let told = hindrance(Status::PhysicianReview, Role::Nurse, &facts, action);
        assert_eq!(told, Some(Hindrance::OnlyFor(Role::Physician)), "{action}");
    }
    let approves = hindrance(Status::PhysicianReview, Role::Physician, &facts, Action::Approve);
    assert_eq!(approves, None);
}

#[test]
fn a_reviewer_is_shown_how_to_change_the_urgency_to_the_other_one_alone() {
    let standard = facts(true, true);
    let expedited = Facts {
        is_expedited: true,
        ..facts(true, true)
    };
    let shown = |facts: &Facts, status: Status, role: Role| {
        let offers = offers(status, &[role], facts).into_iter();
        let urgency = offers.filter(|offer| offer.action.changes_urgency_to().is_some());
        urgency.map(|offer| (offer.action, offer.hindrance)).collect::<Vec<_>>()
    };
    for role in [Role::Nurse, Role::Lead] {
        assert_eq!(shown(&standard, Status::NurseReview, role), [(Action::Expedite, None)]);
        assert_eq!(
            shown(&expedited, Status::NurseReview, role),
            [(Action::MakeStandard, None)]
        );
    }
    let with_nurse = Some(Hindrance::WithNurse);
    assert_eq!(
        shown(&expedited, Status::NurseReview, Role::Physician),
        [(Action::MakeStandard, with_nurse)]
    );
    let said = Facts {
        said_by_clinician: true,
        ..expedited
    };
    assert_eq!(
        shown(&said, Status::NurseReview, Role::Lead),
        [(Action::MakeStandard, Some(Hindrance::SaidByClinician))]
    );
}
