//! The transition table of a request: every way it can move.
//!
//! Who may do what is law here (42 CFR 422.566(d), 422.590(h), 438.210(b)(3), 438.406(b)(2)): only a physician denies,
//! approves in part or modifies, never the rules and never a nurse; whoever decided does not decide on the appeal.
//! A decision against a request names credential and specialty of who took it, so nobody without them takes one.
//! House rules beside it: the rules approve, find that nothing is needed, or reject as unprocessable; voiding takes two
//! persons. A request for which a clinician of the practice says that waiting could harm the member is expedited, and stays it
//! (42 CFR 422.570(c)(2)(ii), 438.210(d)(2)(i), 29 CFR 2560.503-1(m)(1)(iii)).
//!
//! Rows of the same state and action differ by their guards, at most one of them fits. Guards that choose between such
//! rows stand last, so that a refusal names a condition of the person's before one of the request's.

use super::Status;
use super::guard::Guard;
use super::transition::{Action, Performer};
use crate::access::Role;

/// One way to move: in any of the states `from`, any of `by` may do `action` if all guards hold.
pub(super) struct Row {
    pub(super) action: Action,
    pub(super) from: &'static [Status],
    pub(super) by: &'static [Performer],
    pub(super) guards: &'static [Guard],
    /// The next state; `None` leaves it as it is.
    pub(super) to: Option<Status>,
}

const fn row(
    action: Action,
    from: &'static [Status],
    by: &'static [Performer],
    guards: &'static [Guard],
    to: Status,
) -> Row {
    Row {
        action,
        from,
        by,
        guards,
        to: Some(to),
    }
}

const fn stay(action: Action, from: &'static [Status], by: &'static [Performer], guards: &'static [Guard]) -> Row {
    Row {
        action,
        from,
        by,
        guards,
        to: None,
    }
}

const PRACTICE: &[Performer] = &[
    Performer::Person(Role::Administrator),
    Performer::Person(Role::Coordinator),
    Performer::Person(Role::Clinician),
];
/// Who takes in at the plan what comes by phone, fax and mail.
const INTAKE: &[Performer] = &[Performer::Person(Role::Intake), Performer::Person(Role::Lead)];
/// Whoever has such a document before them.
const JOINERS: &[Performer] = &[
    Performer::Person(Role::Intake),
    Performer::Person(Role::Nurse),
    Performer::Person(Role::Lead),
];
const NURSE: &[Performer] = &[Performer::Person(Role::Nurse)];
const PHYSICIAN: &[Performer] = &[Performer::Person(Role::Physician)];
const REVIEWER: &[Performer] = &[Performer::Person(Role::Nurse), Performer::Person(Role::Physician)];
const LEAD: &[Performer] = &[Performer::Person(Role::Lead)];
const RULES: &[Performer] = &[Performer::Rules];
const CLOCKWORK: &[Performer] = &[Performer::Clockwork];

const UNDECIDED: &[Status] = &[
    Status::Submitted,
    Status::NurseReview,
    Status::PhysicianReview,
    Status::InformationRequested,
];
/// Where nobody has decided yet: the rules' finding that nothing is needed is nobody's decision.
const NOBODY_DECIDED: &[Status] = &[
    Status::Submitted,
    Status::NurseReview,
    Status::PhysicianReview,
    Status::InformationRequested,
    Status::NotRequired,
];
const AUTHORIZED: &[Status] = &[
    Status::AutoApproved,
    Status::Approved,
    Status::Extended,
    Status::PartiallyApproved,
    Status::Modified,
];
const ADVERSE: &[Status] = &[Status::Denied, Status::PartiallyApproved, Status::Modified];
const DECIDED: &[Status] = &[
    Status::AutoApproved,
    Status::Approved,
    Status::Extended,
    Status::PartiallyApproved,
    Status::Modified,
    Status::Denied,
    Status::ClosedMissingInformation,
];
const WITH_PHYSICIAN: &[Status] = &[Status::PhysicianReview, Status::PeerToPeerBooked, Status::AppealOpen];
/// Where a physician works on a first decision: in their queue, or while an answer they asked for is awaited.
const BEFORE_PHYSICIAN: &[Status] = &[Status::PhysicianReview, Status::InformationRequested];
/// The same for a nurse. Federal clocks run on while an answer is awaited, so the plan must be able to decide then.
const BEFORE_NURSE: &[Status] = &[Status::NurseReview, Status::InformationRequested];

/// Every row; kept as a table, one row to a line where it fits.
#[rustfmt::skip]
pub(super) static TABLE: &[Row] = {
    use Action::*;
    use Guard::*;
    use Status::*;
    &[
        // The practice prepares and sends.
        row(MarkReady, &[Draft], PRACTICE, &[], Ready),
        row(Submit, &[Draft, Ready, Unprocessable], PRACTICE, &[], Submitted),
        row(Withdraw, UNDECIDED, PRACTICE, &[], Withdrawn),
        stay(AddDocument, UNDECIDED, PRACTICE, &[]),
        // What comes by phone, fax or mail, the plan enters for the practice.
        row(Enter, &[Draft], INTAKE, &[], Submitted),
        stay(JoinDocument, UNDECIDED, JOINERS, &[]),
        row(TakeBack, NOBODY_DECIDED, INTAKE, &[EnteredByPlan], Withdrawn),
        // The rules answer at once where they can.
        row(Reject, &[Submitted], RULES, &[], Unprocessable),
        row(FindNotRequired, &[Submitted], RULES, &[], NotRequired),
        row(AutoApprove, &[Submitted], RULES, &[], AutoApproved),
        // Work is taken and put back; the lead gives it to somebody, whoever has it.
        row(Assign, &[Submitted, NurseReview], NURSE, &[ToSelf, Unassigned], NurseReview),
        stay(Assign, &[PhysicianReview, PeerToPeerBooked], PHYSICIAN, &[ToSelf, Unassigned]),
        stay(Assign, &[AppealOpen], PHYSICIAN, &[ToSelf, Unassigned, OtherPhysician]),
        stay(Assign, &[InformationRequested], NURSE, &[ToSelf, Unassigned, AskedByNurse]),
        stay(Assign, &[InformationRequested], PHYSICIAN, &[ToSelf, Unassigned, AskedByPhysician]),
        row(Assign, &[Submitted, NurseReview], LEAD, &[ToNurse], NurseReview),
        stay(Assign, &[PhysicianReview, PeerToPeerBooked], LEAD, &[ToPhysician]),
        stay(Assign, &[AppealOpen], LEAD, &[ToPhysician, OtherPhysician]),
        stay(Assign, &[InformationRequested], LEAD, &[ToNurse, AskedByNurse]),
        stay(Assign, &[InformationRequested], LEAD, &[ToPhysician, AskedByPhysician]),
        row(Release, &[NurseReview], NURSE, &[Assignee], Submitted),
        stay(Release, WITH_PHYSICIAN, PHYSICIAN, &[Assignee]),
        stay(Release, &[InformationRequested], REVIEWER, &[Assignee]),
        row(Release, &[NurseReview], LEAD, &[Assigned], Submitted),
        stay(Release, WITH_PHYSICIAN, LEAD, &[Assigned]),
        stay(Release, &[InformationRequested], LEAD, &[Assigned]),
        row(SendToPhysician, BEFORE_NURSE, NURSE, &[Assignee], PhysicianReview),
        // Questions and answers.
        row(AskForInformation, &[NurseReview], NURSE, &[Assignee], InformationRequested),
        row(AskForInformation, &[PhysicianReview], PHYSICIAN, &[Assignee], InformationRequested),
        stay(AnswerInformation, &[InformationRequested], PRACTICE, &[ItemsOpen]),
        row(AnswerInformation, &[InformationRequested], PRACTICE, &[ItemsAnswered, AskedByNurse], NurseReview),
        row(AnswerInformation, &[InformationRequested], PRACTICE, &[ItemsAnswered, AskedByPhysician], PhysicianReview),
        row(
            CloseForMissingInformation, &[InformationRequested], CLOCKWORK,
            &[ClosingPermitted, InformationOverdue], ClosedMissingInformation,
        ),
        // Decisions.
        row(Approve, BEFORE_NURSE, NURSE, &[Assignee], Approved),
        row(Approve, BEFORE_PHYSICIAN, PHYSICIAN, &[Assignee], Approved),
        row(PartiallyApprove, BEFORE_PHYSICIAN, PHYSICIAN, &[Assignee, Credentialed], PartiallyApproved),
        row(Modify, BEFORE_PHYSICIAN, PHYSICIAN, &[Assignee, Credentialed], Modified),
        row(Deny, BEFORE_PHYSICIAN, PHYSICIAN, &[Assignee, Credentialed], Denied),
        stay(ExtendClock, UNDECIDED, LEAD, &[DeadlineNotMissed]),
        // How fast an answer is needed. What a practice asks for is granted at once; what its clinician has said, the plan
        // does not take back.
        stay(AskToExpedite, UNDECIDED, PRACTICE, &[IsStandard]),
        stay(Expedite, BEFORE_NURSE, NURSE, &[IsStandard, Assignee]),
        stay(Expedite, BEFORE_PHYSICIAN, PHYSICIAN, &[IsStandard, Assignee]),
        stay(Expedite, UNDECIDED, LEAD, &[IsStandard]),
        stay(MakeStandard, BEFORE_NURSE, NURSE, &[IsExpedited, Assignee, NotSaidByClinician]),
        stay(MakeStandard, BEFORE_PHYSICIAN, PHYSICIAN, &[IsExpedited, Assignee, NotSaidByClinician]),
        stay(MakeStandard, UNDECIDED, LEAD, &[IsExpedited, NotSaidByClinician]),
        // After an adverse decision.
        row(BookPeerToPeer, ADVERSE, PRACTICE, &[PeerToPeerAvailable], PeerToPeerBooked),
        row(UpholdPeerToPeer, &[PeerToPeerBooked], PHYSICIAN, &[Assignee, ContestsDenial], Denied),
        row(UpholdPeerToPeer, &[PeerToPeerBooked], PHYSICIAN, &[Assignee, ContestsPartialApproval], PartiallyApproved),
        row(UpholdPeerToPeer, &[PeerToPeerBooked], PHYSICIAN, &[Assignee, ContestsModification], Modified),
        row(OverturnPeerToPeer, &[PeerToPeerBooked], PHYSICIAN, &[Assignee], Approved),
        row(OpenAppeal, ADVERSE, PRACTICE, &[AppealAvailable], AppealOpen),
        row(OpenAppeal, UNDECIDED, PRACTICE, &[AppealAvailable, MissedDeadlineIsDenial], AppealOpen),
        row(UpholdAppeal, &[AppealOpen], PHYSICIAN, &[Assignee, OtherPhysician, ContestsDenial], Denied),
        row(
            UpholdAppeal, &[AppealOpen], PHYSICIAN,
            &[Assignee, OtherPhysician, ContestsPartialApproval], PartiallyApproved,
        ),
        row(UpholdAppeal, &[AppealOpen], PHYSICIAN, &[Assignee, OtherPhysician, ContestsModification], Modified),
        row(OverturnAppeal, &[AppealOpen], PHYSICIAN, &[Assignee, OtherPhysician], Approved),
        // The life of an authorization.
        row(ExtendApproval, &[AutoApproved, Approved, Extended], REVIEWER, &[], Extended),
        row(Expire, AUTHORIZED, CLOCKWORK, &[ValidityOver], Expired),
        row(Rescind, AUTHORIZED, PHYSICIAN, &[], Rescinded),
        row(Void, DECIDED, LEAD, &[SecondPerson], NurseReview),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::LineOfBusiness;
    use crate::prior_auth::{Contested, Facts};

    /// Every combination of the facts that choose between rows of the same state, action and performer.
    fn choosing_facts() -> Vec<Facts> {
        let mut all = Vec::new();
        for contested in [Contested::Denied, Contested::PartiallyApproved, Contested::Modified] {
            for open_information_items in [0, 2] {
                for information_asked_by_physician in [false, true] {
                    let facts = Facts::new(LineOfBusiness::Commercial);
                    all.push(Facts {
                        open_information_items,
                        information_asked_by_physician,
                        contested: Some(contested),
                        ..facts
                    });
                }
            }
        }
        all
    }

    fn chooses(guard: &&Guard) -> bool {
        matches!(
            guard,
            Guard::ItemsOpen
                | Guard::ItemsAnswered
                | Guard::AskedByNurse
                | Guard::AskedByPhysician
                | Guard::ContestsDenial
                | Guard::ContestsPartialApproval
                | Guard::ContestsModification
        )
    }

    #[test]
    fn at_most_one_row_fits_whatever_the_facts() {
        for (index, one) in TABLE.iter().enumerate() {
            for other in TABLE.iter().skip(index + 1).filter(|other| other.action == one.action) {
                let meet = one.from.iter().any(|from| other.from.contains(from))
                    && one.by.iter().any(|by| other.by.contains(by));
                for facts in choosing_facts().iter().filter(|_| meet) {
                    let fits = |row: &Row| row.guards.iter().filter(chooses).all(|guard| guard.holds(facts));
                    assert!(!(fits(one) && fits(other)), "two rows of {} fit {facts:?}", one.action);
                }
            }
        }
    }

    #[test]
    fn guards_that_choose_between_rows_stand_last() {
        for row in TABLE {
            let first_choosing = row
                .guards
                .iter()
                .position(|guard| chooses(&guard))
                .unwrap_or(row.guards.len());
            assert!(
                row.guards.iter().skip(first_choosing).all(|guard| chooses(&guard)),
                "a row of {}",
                row.action
            );
        }
    }

    #[test]
    fn every_action_has_a_row_and_no_row_is_empty() {
        for action in Action::ALL {
            assert!(TABLE.iter().any(|row| row.action == *action), "{action}");
        }
        assert!(TABLE.iter().all(|row| !row.from.is_empty() && !row.by.is_empty()));
    }
}
