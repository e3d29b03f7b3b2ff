//! Who may do what: sides, roles, permissions, and the person who acts.
//!
//! A permission opens a room (a page, a server function); what may happen to one request inside it is decided by
//! `prior_auth::transition`. `Role::grants` is the one table.

use crate::id::{AccountId, PracticeId, SessionId};
use serde::{Deserialize, Serialize};

coded! {
    /// Which of the two houses a person belongs to.
    pub enum Side {
        /// A practice that asks.
        Provider = "provider",
        /// The health plan that answers.
        Plan = "plan",
    }
}

coded! {
    /// A role that a person holds, in a practice or at the plan.
    pub enum Role {
        /// Runs a practice's access: invites people and gives roles.
        Administrator = "administrator",
        /// Prepares and submits requests.
        Coordinator = "coordinator",
        /// Treats patients; attests where a rule asks for it.
        Clinician = "clinician",
        /// Works with claims and payments.
        Biller = "biller",
        /// May look, not touch.
        Viewer = "viewer",
        /// Takes in what arrives on paper and by phone.
        Intake = "intake",
        /// Nurse reviewer.
        Nurse = "nurse",
        /// Physician reviewer, the only one who may decide against a request.
        Physician = "physician",
        /// Lead of utilization management.
        Lead = "lead",
        /// Answers the providers' questions.
        Support = "support",
        /// Reads everything, changes nothing.
        Auditor = "auditor",
        /// Runs the system; sees no requests.
        SystemAdministrator = "system_administrator",
    }
}

coded! {
    /// The right to enter a room of the portal.
    pub enum Permission {
        /// See one's own start page.
        ViewDashboard = "view_dashboard",
        /// See the requests of one's own practice.
        ReadPriorAuth = "read_prior_auth",
        /// Prepare, submit and withdraw requests of one's own practice, and write to the plan about them.
        WritePriorAuth = "write_prior_auth",
        /// Attest a request of one's own practice, as a clinician.
        AttestPriorAuth = "attest_prior_auth",
        /// See all requests, from the plan's side.
        ReadReviewQueue = "read_review_queue",
        /// Take work from the queue and put it back, and write about it: messages to the practice, notes to colleagues.
        AssignReview = "assign_review",
        /// Work on a request and decide it.
        DecideReview = "decide_review",
        /// Send a request on to a physician.
        PassOnReview = "pass_on_review",
        /// Decide against a request, wholly or in part.
        DecideAgainst = "decide_against",
        /// Give the plan more time for a request.
        ExtendReview = "extend_review",
        /// Change how fast an answer to a request is needed.
        ChangeUrgency = "change_urgency",
        /// Enter requests that came by phone, fax or mail.
        TakeIn = "take_in",
        /// Join documents that came by phone, fax or mail to their requests.
        JoinDocuments = "join_documents",
        /// Go on in another practice of one's own.
        SwitchPractice = "switch_practice",
    }
}

impl Role {
    /// The side on which the role exists.
    pub const fn side(self) -> Side {
        match self {
            Self::Administrator | Self::Coordinator | Self::Clinician | Self::Biller | Self::Viewer => Side::Provider,
            Self::Intake
            | Self::Nurse
            | Self::Physician
            | Self::Lead
            | Self::Support
            | Self::Auditor
            | Self::SystemAdministrator => Side::Plan,
        }
    }

    /// Whether the role carries a permission.
    pub fn grants(self, permission: Permission) -> bool {
        self.permissions().contains(&permission)
    }

    const fn permissions(self) -> &'static [Permission] {
        use Permission::{
            AssignReview, AttestPriorAuth, ChangeUrgency, DecideAgainst, DecideReview, ExtendReview, JoinDocuments,
            PassOnReview, ReadPriorAuth, ReadReviewQueue, SwitchPractice, TakeIn, ViewDashboard, WritePriorAuth,
        };
        match self {
            Self::Administrator | Self::Coordinator => &[ViewDashboard, ReadPriorAuth, WritePriorAuth, SwitchPractice],
            Self::Clinician => &[
                ViewDashboard,
                ReadPriorAuth,
                WritePriorAuth,
                AttestPriorAuth,
                SwitchPractice,
            ],
            Self::Biller | Self::Viewer => &[ViewDashboard, ReadPriorAuth, SwitchPractice],
            Self::Nurse => &[
                ViewDashboard,
                ReadReviewQueue,
                AssignReview,
                DecideReview,
                PassOnReview,
                ChangeUrgency,
                JoinDocuments,
            ],
            Self::Physician => &[
                ViewDashboard,
                ReadReviewQueue,
                AssignReview,
                DecideReview,
                DecideAgainst,
                ChangeUrgency,
            ],
            Self::Lead => &[
                ViewDashboard,
                ReadReviewQueue,
                AssignReview,
                ExtendReview,
                ChangeUrgency,
                TakeIn,
                JoinDocuments,
            ],
            Self::Intake => &[ViewDashboard, ReadReviewQueue, TakeIn, JoinDocuments],
            Self::Support | Self::Auditor => &[ViewDashboard, ReadReviewQueue],
            Self::SystemAdministrator => &[ViewDashboard],
        }
    }
}

/// The signed-in person on whose behalf something happens, in one practice or at the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The account.
    pub account: AccountId,
    /// The User ID, exact case.
    pub user_id: String,
    /// The name shown to others.
    pub display_name: String,
    /// The session in which the person acts.
    pub session: SessionId,
    /// The practice chosen for this session; `None` at the plan.
    pub practice: Option<PracticeId>,
    /// The name of that practice.
    pub practice_name: Option<String>,
    /// The roles held there.
    pub roles: Vec<Role>,
}

impl Actor {
    /// Whether any of the roles carries the permission.
    pub fn can(&self, permission: Permission) -> bool {
        self.role_for(permission).is_some()
    }

    /// The first role that carries the permission.
    pub fn role_for(&self, permission: Permission) -> Option<Role> {
        self.roles.iter().copied().find(|role| role.grants(permission))
    }

    /// The side the person is on: whoever acts inside a practice is a provider.
    pub const fn side(&self) -> Side {
        if self.practice.is_some() {
            Side::Provider
        } else {
            Side::Plan
        }
    }
}
