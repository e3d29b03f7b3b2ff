//! What happened to the demo's requests after they were received.

use domain::coverage::LineOfBusiness;
use domain::prior_auth::Action;

use super::story::{Kind, Step, Story, Who, of, step, story};

const TAKE: Step = step(4, Who::Nurse, Action::Assign);
const ASK: Step = step(5, Who::Nurse, Action::AskForInformation);
const PASS_ON: Step = step(6, Who::Nurse, Action::SendToPhysician);
const TAKE_MD: Step = step(7, Who::Physician, Action::Assign);
const DENY: Step = step(9, Who::Physician, Action::Deny);
const APPEAL: Step = step(30, Who::Practice, Action::OpenAppeal);
const BOOK: Step = step(20, Who::Practice, Action::BookPeerToPeer);
const APPROVE: Step = step(9, Who::Nurse, Action::Approve);

const DECIDE_BY_RULES: Step = step(0, Who::Rules, Action::AutoApprove);

use Kind::{Listed, Short, Unknown, Unlisted};

/// Open work is young, except for a few that are late. Some decisions are of the last hours, most lie up to three months
/// back, and some up to ten.
pub(super) const STORIES: [Story; 39] = [
    story("received", 15, (1, 40), Listed, &[]),
    story("received, code not known", 2, (3, 30), Unknown, &[]),
    of(
        LineOfBusiness::MedicareAdvantage,
        story("received, late", 2, (172, 200), Listed, &[]),
    ),
    story("with a nurse", 9, (8, 60), Listed, &[TAKE]),
    of(
        LineOfBusiness::MedicaidManagedCare,
        story("with a nurse, late", 1, (180, 190), Listed, &[TAKE]),
    ),
    story(
        "put back",
        2,
        (24, 50),
        Listed,
        &[TAKE, step(8, Who::Nurse, Action::Release)],
    ),
    story(
        "clock extended",
        2,
        (60, 150),
        Listed,
        &[TAKE, step(26, Who::Lead, Action::ExtendClock)],
    ),
    story(
        "with another nurse",
        6,
        (6, 60),
        Listed,
        &[step(3, Who::OtherNurse, Action::Assign)],
    ),
    story("information requested", 8, (14, 64), Listed, &[TAKE, ASK]),
    of(
        LineOfBusiness::Commercial,
        story(
            "information requested, answer due soon",
            2,
            (345, 352),
            Listed,
            &[TAKE, ASK],
        ),
    ),
    of(
        LineOfBusiness::Commercial,
        story(
            "information requested, answer overdue",
            2,
            (385, 395),
            Listed,
            &[TAKE, step(2, Who::Lead, Action::ExtendClock), ASK],
        ),
    ),
    story(
        "answered",
        2,
        (40, 60),
        Listed,
        &[TAKE, ASK, step(20, Who::Practice, Action::AnswerInformation)],
    ),
    story("waiting for a physician", 4, (16, 60), Listed, &[TAKE, PASS_ON]),
    story("with a physician", 4, (20, 62), Listed, &[TAKE, PASS_ON, TAKE_MD]),
    story("approved by a nurse", 60, (30, 1400), Listed, &[TAKE, APPROVE]),
    story(
        "approved by a physician",
        12,
        (60, 1400),
        Listed,
        &[TAKE, PASS_ON, TAKE_MD, step(4, Who::Physician, Action::Approve)],
    ),
    story(
        "approved after an answer",
        14,
        (80, 1400),
        Listed,
        &[TAKE, ASK, step(20, Who::Practice, Action::AnswerInformation), APPROVE],
    ),
    story(
        "not required",
        26,
        (1, 2000),
        Unlisted,
        &[step(0, Who::Rules, Action::FindNotRequired)],
    ),
    story(
        "approved by the rules",
        36,
        (5, 1400),
        Listed,
        &[step(0, Who::Rules, Action::AutoApprove)],
    ),
    story(
        "could not be processed",
        3,
        (4, 400),
        Listed,
        &[step(0, Who::Rules, Action::Reject)],
    ),
    story("approved in the last hours", 4, (14, 26), Listed, &[TAKE, APPROVE]),
    story(
        "approved in part in the last hours",
        2,
        (27, 38),
        Listed,
        &[
            TAKE,
            PASS_ON,
            TAKE_MD,
            step(9, Who::Physician, Action::PartiallyApprove),
        ],
    ),
    story(
        "modified in the last hours",
        2,
        (27, 38),
        Listed,
        &[TAKE, PASS_ON, TAKE_MD, step(9, Who::Physician, Action::Modify)],
    ),
    story(
        "denied over the year",
        12,
        (2000, 7400),
        Listed,
        &[TAKE, PASS_ON, TAKE_MD, DENY],
    ),
    story(
        "expired over the year",
        50,
        (2000, 7400),
        Short,
        &[TAKE, APPROVE, step(800, Who::Clockwork, Action::Expire)],
    ),
    story(
        "not required over the year",
        50,
        (2000, 7400),
        Unlisted,
        &[step(0, Who::Rules, Action::FindNotRequired)],
    ),
    story(
        "approved by the rules over the year",
        36,
        (2000, 7400),
        Short,
        &[DECIDE_BY_RULES, step(800, Who::Clockwork, Action::Expire)],
    ),
    story("denied", 9, (40, 2000), Listed, &[TAKE, PASS_ON, TAKE_MD, DENY]),
    story(
        "approved in part",
        5,
        (40, 900),
        Listed,
        &[
            TAKE,
            PASS_ON,
            TAKE_MD,
            step(9, Who::Physician, Action::PartiallyApprove),
        ],
    ),
    story(
        "modified",
        4,
        (40, 900),
        Listed,
        &[TAKE, PASS_ON, TAKE_MD, step(9, Who::Physician, Action::Modify)],
    ),
    story(
        "talk booked",
        3,
        (60, 200),
        Listed,
        &[TAKE, PASS_ON, TAKE_MD, DENY, BOOK],
    ),
    story(
        "denial upheld in the talk",
        2,
        (200, 900),
        Listed,
        &[
            TAKE,
            PASS_ON,
            TAKE_MD,
            DENY,
            BOOK,
            step(20, Who::Physician, Action::Assign),
            step(2, Who::Physician, Action::UpholdPeerToPeer),
        ],
    ),
    story(
        "appeal open",
        3,
        (90, 300),
        Listed,
        &[TAKE, PASS_ON, TAKE_MD, DENY, APPEAL],
    ),
    story(
        "overturned on appeal",
        3,
        (400, 1400),
        Listed,
        &[
            TAKE,
            PASS_ON,
            TAKE_MD,
            DENY,
            APPEAL,
            step(30, Who::OtherPhysician, Action::Assign),
            step(40, Who::OtherPhysician, Action::OverturnAppeal),
        ],
    ),
    story(
        "withdrawn",
        6,
        (30, 1200),
        Listed,
        &[TAKE, step(12, Who::Practice, Action::Withdraw)],
    ),
    story(
        "expired",
        5,
        (900, 2000),
        Short,
        &[TAKE, APPROVE, step(800, Who::Clockwork, Action::Expire)],
    ),
    story(
        "rescinded",
        2,
        (500, 1200),
        Listed,
        &[TAKE, APPROVE, step(300, Who::Physician, Action::Rescind)],
    ),
    story(
        "extended",
        3,
        (400, 1200),
        Listed,
        &[TAKE, APPROVE, step(300, Who::Nurse, Action::ExtendApproval)],
    ),
    of(
        LineOfBusiness::Commercial,
        story(
            "closed, information missing",
            3,
            (520, 1200),
            Listed,
            &[TAKE, ASK, step(440, Who::Clockwork, Action::CloseForMissingInformation)],
        ),
    ),
];
