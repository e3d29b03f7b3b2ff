//! What follows from a state alone: the table of the design, row by row.
#![expect(clippy::unwrap_used, reason = "tests")]

use domain::prior_auth::{LineDecision, Standing, Status, Turn, case_status};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;

/// State, X12 action code, whose turn.
const DESIGN: &[(Status, Option<&str>, Turn)] = &[
    (Status::Draft, None, Turn::Practice),
    (Status::Ready, None, Turn::Practice),
    (Status::Submitted, Some("A4"), Turn::Plan),
    (Status::Unprocessable, None, Turn::Practice),
    (Status::NotRequired, Some("NA"), Turn::Nobody),
    (Status::AutoApproved, Some("A1"), Turn::Nobody),
    (Status::Approved, Some("A1"), Turn::Nobody),
    (Status::NurseReview, Some("A4"), Turn::Plan),
    (Status::PhysicianReview, Some("A4"), Turn::Plan),
    (Status::InformationRequested, Some("A4"), Turn::Practice),
    (Status::ClosedMissingInformation, Some("A3"), Turn::Practice),
    (Status::PartiallyApproved, Some("A2"), Turn::Practice),
    (Status::Modified, Some("A6"), Turn::Practice),
    (Status::Denied, Some("A3"), Turn::Practice),
    (Status::PeerToPeerBooked, Some("A3"), Turn::Plan),
    (Status::AppealOpen, Some("A3"), Turn::Plan),
    (Status::Withdrawn, Some("C"), Turn::Nobody),
    (Status::Expired, None, Turn::Nobody),
    (Status::Rescinded, Some("A3"), Turn::Nobody),
    (Status::Extended, Some("A1"), Turn::Nobody),
];

fn any_line() -> impl Strategy<Value = Option<LineDecision>> {
    prop::option::weighted(0.8, select(LineDecision::ALL))
}

#[test]
fn every_state_has_the_code_and_the_turn_of_the_design() {
    assert_eq!(DESIGN.len(), Status::ALL.len());
    for (status, x12, turn) in DESIGN {
        assert_eq!(status.x12_action(), *x12, "{status}");
        assert_eq!(status.turn(), *turn, "{status}");
    }
}

#[test]
fn codes_are_distinct_and_lead_back() {
    let codes: BTreeSet<&str> = Status::ALL.iter().map(|status| status.code()).collect();
    assert_eq!(codes.len(), Status::ALL.len());
    for status in Status::ALL {
        assert_eq!(Status::parse(status.code()), Some(*status));
        let json = serde_json::to_string(status).unwrap();
        assert_eq!(json, format!("\"{status}\""));
        assert_eq!(serde_json::from_str::<Status>(&json).unwrap(), *status);
    }
}

#[test]
fn an_unknown_code_is_an_error_and_never_a_default() {
    for code in ["", "Submitted", "submitted ", "pending"] {
        assert_eq!(Status::parse(code), None, "{code:?}");
        assert!(
            serde_json::from_str::<Status>(&format!("\"{code}\"")).is_err(),
            "{code:?}"
        );
    }
}

#[test]
fn undecided_requests_are_open_and_pended() {
    for status in Status::ALL {
        assert_eq!(status.is_undecided(), status.x12_action() == Some("A4"), "{status}");
        assert!(!status.is_undecided() || status.is_open(), "{status}");
        assert!(!(status.is_open() && status.is_final()), "{status}");
        assert!(!(status.is_open() && status.is_authorized()), "{status}");
    }
}

#[test]
fn what_waits_for_the_plan_is_open() {
    for status in Status::ALL.iter().filter(|status| status.turn() == Turn::Plan) {
        assert!(status.is_open(), "{status}");
    }
}

#[test]
fn final_states_wait_for_nobody() {
    for status in Status::ALL.iter().filter(|status| status.is_final()) {
        assert_eq!(status.turn(), Turn::Nobody, "{status}");
    }
}

#[test]
fn a_mixture_of_lines_is_a_partial_approval() {
    use LineDecision::{Approved, Denied, Modified};
    let cases = [
        (vec![], None),
        (vec![None], None),
        (vec![Some(Approved)], Some(Status::Approved)),
        (vec![Some(Denied), Some(Denied)], Some(Status::Denied)),
        (vec![Some(Modified)], Some(Status::Modified)),
        (vec![Some(Approved), Some(Denied)], Some(Status::PartiallyApproved)),
        (vec![Some(Approved), Some(Modified)], Some(Status::PartiallyApproved)),
        (vec![Some(Approved), None], None),
    ];
    for (lines, expected) in cases {
        assert_eq!(case_status(&lines), expected, "{lines:?}");
    }
}

proptest! {
    #[test]
    fn any_pended_line_pends_the_request(lines in prop::collection::vec(any_line(), 1..8)) {
        let pended = lines.contains(&None);
        prop_assert_eq!(case_status(&lines).is_none(), pended);
    }

    #[test]
    fn the_order_of_lines_does_not_matter(lines in prop::collection::vec(any_line(), 0..8)) {
        let mut backwards = lines.clone();
        backwards.reverse();
        prop_assert_eq!(case_status(&lines), case_status(&backwards));
    }
}

#[test]
fn every_status_of_a_request_has_one_standing_and_no_standing_is_empty() {
    for &status in Status::ALL {
        let found: Vec<_> = Standing::ALL
            .iter()
            .filter(|standing| standing.statuses().any(|one| one == status))
            .collect();
        let is_draft = matches!(status, Status::Draft | Status::Ready);
        assert_eq!(found.len(), usize::from(!is_draft), "{status}");
    }
    for standing in Standing::ALL {
        let mut statuses = standing.statuses();
        assert!(statuses.next().is_some(), "{standing}");
    }
}
