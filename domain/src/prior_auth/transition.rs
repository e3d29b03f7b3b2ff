//! What may happen to a request, by whom, and where it leads.
//!
//! There is one table (`table.rs`). `apply` moves a request along it; `allowed` lists what somebody could do, for the
//! buttons on the page. Both read the same rows, so what the server permits and what the page offers cannot differ.

use super::Status;
use super::clock_rule::Urgency;
use super::guard::{Facts, Guard};
use super::table::TABLE;
use crate::access::Role;
use serde::{Deserialize, Serialize};
use thiserror::Error;

coded! {
    /// Something that happens to a request.
    pub enum Action {
        /// The practice has filled in everything.
        MarkReady = "mark_ready",
        /// The practice sends it.
        Submit = "submit",
        /// The plan enters what the practice phoned, faxed or mailed.
        Enter = "enter",
        /// It cannot be processed (no decision).
        Reject = "reject",
        /// The rules find that no authorization is needed.
        FindNotRequired = "find_not_required",
        /// The rules approve.
        AutoApprove = "auto_approve",
        /// A reviewer takes it, or the lead gives it to one.
        Assign = "assign",
        /// The reviewer (or the lead, for somebody who is away) puts it back.
        Release = "release",
        /// A reviewer asks the practice for something.
        AskForInformation = "ask_for_information",
        /// The practice answers.
        AnswerInformation = "answer_information",
        /// The practice adds a document that nobody asked for.
        AddDocument = "add_document",
        /// The plan joins a document that came by fax or mail to the request it belongs to.
        JoinDocument = "join_document",
        /// Time is over and no answer came.
        CloseForMissingInformation = "close_for_missing_information",
        /// The nurse passes it on.
        SendToPhysician = "send_to_physician",
        /// A reviewer approves.
        Approve = "approve",
        /// A physician approves a part.
        PartiallyApprove = "partially_approve",
        /// A physician approves something else.
        Modify = "modify",
        /// A physician denies.
        Deny = "deny",
        /// The practice takes it back.
        Withdraw = "withdraw",
        /// The plan has entered it for another practice or another member, and takes it back: no practice sees it any more.
        TakeBack = "take_back",
        /// The practice books a talk with a physician.
        BookPeerToPeer = "book_peer_to_peer",
        /// The talk changed nothing.
        UpholdPeerToPeer = "uphold_peer_to_peer",
        /// The talk led to an approval.
        OverturnPeerToPeer = "overturn_peer_to_peer",
        /// The practice appeals.
        OpenAppeal = "open_appeal",
        /// The appeal changed nothing.
        UpholdAppeal = "uphold_appeal",
        /// The appeal led to an approval.
        OverturnAppeal = "overturn_appeal",
        /// The validity is over.
        Expire = "expire",
        /// The lead gives the plan more time, with reason and notice.
        ExtendClock = "extend_clock",
        /// The practice says that waiting could harm the member: the plan answers sooner, from now on.
        AskToExpedite = "ask_to_expedite",
        /// The plan finds so by itself.
        Expedite = "expedite",
        /// The plan finds that waiting harms nobody: the ordinary time applies, with reason and notice.
        MakeStandard = "make_standard",
        /// A reviewer makes the validity of an approval longer.
        ExtendApproval = "extend_approval",
        /// A physician takes an approval back.
        Rescind = "rescind",
        /// A decision was made in error: two leads reopen the request.
        Void = "void",
    }
}

impl Action {
    /// The urgency that a request has afterwards, where the action changes it.
    pub const fn changes_urgency_to(self) -> Option<Urgency> {
        match self {
            Self::AskToExpedite | Self::Expedite => Some(Urgency::Expedited),
            Self::MakeStandard => Some(Urgency::Standard),
            _ => None,
        }
    }
}

/// Who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Performer {
    /// A person in one of their roles.
    Person(Role),
    /// The coverage rules.
    Rules,
    /// The passing of time.
    Clockwork,
}

impl Performer {
    /// The stored text: the role's code, `rules` or `clockwork`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person(role) => role.code(),
            Self::Rules => "rules",
            Self::Clockwork => "clockwork",
        }
    }

    /// The performer of a stored text.
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "rules" => Some(Self::Rules),
            "clockwork" => Some(Self::Clockwork),
            role => Role::parse(role).map(Self::Person),
        }
    }
}

/// Why something may not happen; the nearest reason of those that apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// It never happens in this state.
    #[error("the state of the request does not allow it")]
    Status,
    /// It happens in this state, but others do it.
    #[error("it is for others to do")]
    Performer,
    /// A condition does not hold.
    #[error("a condition does not hold: {0:?}")]
    Guard(Guard),
}

/// The state to which an action leads, or why it may not happen.
pub fn apply(status: Status, action: Action, performer: Performer, facts: &Facts) -> Result<Status, Refusal> {
    let mut refusal = Refusal::Status;
    for row in TABLE
        .iter()
        .filter(|row| row.action == action && row.from.contains(&status))
    {
        if !row.by.contains(&performer) {
            if refusal == Refusal::Status {
                refusal = Refusal::Performer;
            }
            continue;
        }
        match row.guards.iter().find(|guard| !guard.holds(facts)) {
            None => return Ok(row.to.unwrap_or(status)),
            Some(guard) if !matches!(refusal, Refusal::Guard(_)) => refusal = Refusal::Guard(*guard),
            Some(_) => {}
        }
    }
    Err(refusal)
}

/// Like [`apply`], for a person with several roles: tries each and names the one in which the person acts. Refuses with
/// the reason of the role that came nearest.
pub fn apply_as(status: Status, action: Action, roles: &[Role], facts: &Facts) -> Result<(Status, Role), Refusal> {
    let mut refusal = Refusal::Performer;
    for role in roles {
        match apply(status, action, Performer::Person(*role), facts) {
            Ok(next) => return Ok((next, *role)),
            Err(Refusal::Performer) => {}
            Err(nearer) if !matches!(refusal, Refusal::Guard(_)) => refusal = nearer,
            Err(_) => {}
        }
    }
    Err(refusal)
}

/// Everything that a person with these roles may do now, in the order of [`Action::ALL`].
pub fn allowed(status: Status, roles: &[Role], facts: &Facts) -> Vec<Action> {
    Action::ALL
        .iter()
        .copied()
        .filter(|action| apply_as(status, *action, roles, facts).is_ok())
        .collect()
}

/// Everybody who ever does it, in the order of the table; somebody may come twice.
pub(super) fn performers(action: Action) -> impl Iterator<Item = Performer> {
    let rows = TABLE.iter().filter(move |row| row.action == action);
    rows.flat_map(|row| row.by.iter().copied())
}

/// Whether somebody may do it in this state, if all conditions hold.
pub(super) fn exists_in(status: Status, action: Action) -> bool {
    TABLE
        .iter()
        .any(|row| row.action == action && row.from.contains(&status))
}
