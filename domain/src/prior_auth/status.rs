//! The states of a request, and what follows from a state alone.

coded! {
    /// Where a request stands.
    pub enum Status {
        /// Being prepared by the practice.
        Draft = "draft",
        /// Complete, not yet sent.
        Ready = "ready",
        /// Received by the plan, assigned to nobody.
        Submitted = "submitted",
        /// Could not be processed: no decision, no appeal. The practice corrects it and submits it again.
        Unprocessable = "unprocessable",
        /// The service needs no authorization.
        NotRequired = "not_required",
        /// Approved by the rules.
        AutoApproved = "auto_approved",
        /// Approved by a person.
        Approved = "approved",
        /// With the nurses.
        NurseReview = "nurse_review",
        /// With the physicians.
        PhysicianReview = "physician_review",
        /// The plan waits for the practice's answer.
        InformationRequested = "information_requested",
        /// Closed because no answer came, where the line of business lets that happen.
        ClosedMissingInformation = "closed_missing_information",
        /// Some of it approved.
        PartiallyApproved = "partially_approved",
        /// Approved in another form than asked for.
        Modified = "modified",
        /// Denied.
        Denied = "denied",
        /// Denied, and a talk between physicians is booked.
        PeerToPeerBooked = "peer_to_peer_booked",
        /// Denied, and an appeal is under way.
        AppealOpen = "appeal_open",
        /// Taken back before a decision: by the practice, or by the plan, which had entered it by mistake.
        Withdrawn = "withdrawn",
        /// Approved once; the validity is over.
        Expired = "expired",
        /// The approval was taken back.
        Rescinded = "rescinded",
        /// Approved, and the validity was made longer.
        Extended = "extended",
    }
}

coded! {
    /// Whose turn it is.
    pub enum Turn {
        /// The practice can or must do something.
        Practice = "practice",
        /// The plan must do something.
        Plan = "plan",
        /// Nothing is left to do.
        Nobody = "nobody",
    }
}

coded! {
    /// How a request was determined.
    pub enum Determination {
        /// At once, by the rules.
        Rules = "rules",
        /// After people looked at it.
        Review = "review",
    }
}

impl Status {
    /// The certification action code of X12 (data element 306) that reports the state. A request that could not be
    /// processed has none: there an AAA segment answers.
    pub const fn x12_action(self) -> Option<&'static str> {
        match self {
            Self::AutoApproved | Self::Approved | Self::Extended => Some("A1"),
            Self::PartiallyApproved => Some("A2"),
            Self::ClosedMissingInformation
            | Self::Denied
            | Self::PeerToPeerBooked
            | Self::AppealOpen
            | Self::Rescinded => Some("A3"),
            Self::Submitted | Self::NurseReview | Self::PhysicianReview | Self::InformationRequested => Some("A4"),
            Self::Modified => Some("A6"),
            Self::Withdrawn => Some("C"),
            Self::NotRequired => Some("NA"),
            Self::Draft | Self::Ready | Self::Unprocessable | Self::Expired => None,
        }
    }

    /// Whose turn it is.
    pub const fn turn(self) -> Turn {
        match self {
            Self::Draft
            | Self::Ready
            | Self::Unprocessable
            | Self::InformationRequested
            | Self::ClosedMissingInformation
            | Self::PartiallyApproved
            | Self::Modified
            | Self::Denied => Turn::Practice,
            Self::Submitted | Self::NurseReview | Self::PhysicianReview | Self::PeerToPeerBooked | Self::AppealOpen => {
                Turn::Plan
            }
            Self::NotRequired
            | Self::AutoApproved
            | Self::Approved
            | Self::Withdrawn
            | Self::Expired
            | Self::Rescinded
            | Self::Extended => Turn::Nobody,
        }
    }

    /// Whether no action leads out of the state.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Expired | Self::Rescinded)
    }

    /// Whether the plan has received the request and has not yet decided: its clock runs or is paused.
    pub const fn is_undecided(self) -> bool {
        matches!(
            self,
            Self::Submitted | Self::NurseReview | Self::PhysicianReview | Self::InformationRequested
        )
    }

    /// Whether the request is open work of the plan: undecided, or decided and contested.
    pub const fn is_open(self) -> bool {
        self.is_undecided() || matches!(self, Self::PeerToPeerBooked | Self::AppealOpen)
    }

    /// Whether an authorization stands whose validity runs.
    pub const fn is_authorized(self) -> bool {
        matches!(
            self,
            Self::AutoApproved | Self::Approved | Self::Extended | Self::PartiallyApproved | Self::Modified
        )
    }
}
