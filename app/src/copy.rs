//! Codes become words here, and nowhere else. An error's words say what to do; they never blame.
//!
//! The words on the screen are part of what testers and customers rely on: change one only with an entry in the
//! changelog.

mod account;
mod connection;
mod dashboard;
mod draft;
mod field;
mod file;
mod information;
mod inquiry;
mod intake;
mod message;
mod problem;
mod request;
mod review;
mod search;
mod status;
mod urgency;

pub use account::browser;
pub use connection::{OFFLINE, RECONNECTING, TAKES_LONGER};
pub use dashboard::{Needed, YOU, ageing, chart_caption, determination, left_to_do, needed, requests_and_drafts, see};
pub use draft::{
    ATTEST_LABEL, ATTEST_TEXT, ATTESTATION_NEEDED, FIRST_THE_OTHERS, WAITS_FOR_ATTESTATION, WAITS_TO_BE_SENT, and_more,
    attestation_asked, attested, coverage_begins, coverage_ended, documents, member_in_short, not_saved, overwrote,
    step, step_state, tasks_done, urgency, words,
};
pub use field::field_error;
pub use file::{
    ADD_DOCUMENTS, FILE_NOT_SCANNED, FILE_NOT_SENT, FILE_NOT_WHOLE, FILES_TAKEN, FIND_WORDS, NO_PICTURE, TAKE_PHOTO,
    UNSEARCHED, file_problem, file_size, files_problem, page_of, places_found, searched_to, text_broken, without_text,
};
pub use information::{
    ANSWER_LABELS, DOCUMENT_LABELS, ITEM_LABELS, KIND_LABELS, SAVED_EMPTY, SAVED_OVER, SENT_BY_COLLEAGUE, STANDS_STILL,
    answered, clock_while_asking, item_kind, item_number, items_asked, photo_of_item, saved_by, stands_still,
};
pub use inquiry::{
    CODE_UNKNOWN, NOT_REQUIRED_TEXT, PROOF_LIMITS, REQUIRED_TEXT, UNKNOWN_TEXT, asked_for, in_force, kept,
    not_required, proven_by, validity,
};
pub use intake::{
    JOIN_CLOSED, NOBODY_SEES, SERVICE_LABELS, ServiceLabels, by_channel, entered, entered_for, joined, practice_name,
    practice_sees, receipt_clock, received, taking_back,
};
pub use message::{
    MESSAGE_RECEIVED, MESSAGES, NO_MESSAGES, NO_NOTES, NOTES, PLAN_READS, PRACTICE_READS, STAFF_READS, UNANSWERED,
    Writing, writing,
};
pub use problem::{Words, maybe_old, problem, refusal};
pub use request::{
    ALL_DECIDED, DECIDED, DRAFTS, EMPTY_DRAFT, EXPORT_CUT, NEEDS_YOU, NOBODY, SOME_MEMBER, UNKNOWN_SERVICE, WAITING,
    assigned_at_once, assigned_to, channel, done_by, drafts, given_to, not_assigned, requests, requests_of_many, unit,
    unit_choice,
};
pub use review::{
    appeal_levels, attested_by, authorized, documents_there, held_against, hindrance, line_choice, ruling_question,
    without_rule,
};
pub use search::{LOOKING, found};
pub use status::{DUE_SOON, OVERDUE, due_at, happened, next_step, standing, status, status_addition};
pub use urgency::{
    EXPEDITED_WHEN, SAID_BY_CLINICIAN, deadline_missed, decided_late, due_if_changed, due_since, extended,
    said_by_clinician, urgency_changed, urgency_question,
};

use domain::access::Role;
use domain::coverage::LineOfBusiness;
use domain::prior_auth::Action;

/// What a browser without cookies is told.
pub const COOKIES_OFF: &str = "Your browser did not keep the cookie that says you are logged in.";
/// The heading where a one-time link was used, replaced or mistyped, or is too old.
pub const LINK_GONE: &str = "This link does not open";

/// What is said of a new password as one types; `#` stands for the characters so far.
#[must_use]
pub fn password_too_short(min: usize) -> String {
    format!("# of at least {min} characters")
}

/// The same, once there are enough.
pub const PASSWORD_LONG_ENOUGH: &str = "# characters: long enough";

/// The words on the button of an action.
#[must_use]
pub fn action(action: Action) -> &'static str {
    match action {
        Action::MarkReady => "Check your answers",
        Action::Submit => "Submit request",
        Action::Enter => "Enter a request",
        Action::Reject => "Return as not processable",
        Action::FindNotRequired => "No authorization required",
        Action::AutoApprove | Action::Approve => "Approve",
        Action::Assign => "Assign to me",
        Action::Release => "Release",
        Action::AskForInformation => "Ask for information",
        Action::AnswerInformation => "Answer request for information",
        Action::AddDocument => "Add documents",
        Action::JoinDocument => "Add a received document",
        Action::CloseForMissingInformation => "Close, information missing",
        Action::SendToPhysician => "Send to physician",
        Action::PartiallyApprove => "Partially approve",
        Action::Modify => "Modify",
        Action::Deny => "Deny",
        Action::Withdraw => "Withdraw request",
        Action::TakeBack => "Take back, entered by mistake",
        Action::BookPeerToPeer => "Ask for peer-to-peer",
        Action::UpholdPeerToPeer | Action::UpholdAppeal => "Uphold",
        Action::OverturnPeerToPeer | Action::OverturnAppeal => "Overturn",
        Action::OpenAppeal => "Appeal",
        Action::Expire => "Expire",
        Action::ExtendClock => "Extend the clock",
        Action::AskToExpedite => "Ask for expedited review",
        Action::Expedite | Action::MakeStandard => "Change urgency",
        Action::ExtendApproval => "Extend the approval",
        Action::Rescind => "Rescind",
        Action::Void => "Void the decision",
    }
}

/// A line of business.
#[must_use]
pub fn line_of_business(line: LineOfBusiness) -> &'static str {
    match line {
        LineOfBusiness::MedicareAdvantage => "Medicare Advantage",
        LineOfBusiness::MedicaidManagedCare => "Medicaid managed care",
        LineOfBusiness::Commercial => "Commercial",
    }
}

/// A role.
#[must_use]
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Administrator => "Practice administrator",
        Role::Coordinator => "Coordinator",
        Role::Clinician => "Clinician",
        Role::Biller => "Biller",
        Role::Viewer => "Viewer",
        Role::Intake => "Intake",
        Role::Nurse => "Nurse reviewer",
        Role::Physician => "Physician reviewer",
        Role::Lead => "Utilization management lead",
        Role::Support => "Support",
        Role::Auditor => "Auditor",
        Role::SystemAdministrator => "System administrator",
    }
}
