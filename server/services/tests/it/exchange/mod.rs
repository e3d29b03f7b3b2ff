//! What practice and reviewers tell each other about a request between its submission and its decision.

mod asking;
mod documents;
mod joining;
mod messages;
mod taking_back;
mod withdrawing;

use domain::access::Role;
use domain::reference::Reference;
use services::Caller;
use services::prior_auth::{assign, create_draft};
use services::testing::{MemberSpec, Stage, knee_orthosis, submit_filled};

/// A coordinator, a nurse, and a request that the nurse has taken: its version is 2.
pub struct Taken {
    pub stage: Stage,
    pub desk: Caller,
    pub nurse: Caller,
    pub reference: Reference,
}

impl Taken {
    pub async fn on(stage: Stage) -> Self {
        Self::of(stage, MemberSpec::default()).await
    }

    /// For the member of the demo's knee orthosis, covered as it is said.
    pub async fn of(stage: Stage, member: MemberSpec) -> Self {
        stage.member(member).await;
        let (desk, nurse) = (stage.caller(Role::Coordinator).await, stage.caller(Role::Nurse).await);
        let id = create_draft(&stage.services, &desk).await.unwrap();
        let submitted = submit_filled(&stage.services, &desk, &id, &knee_orthosis()).await;
        let reference = submitted.unwrap().reference;
        assign(&stage.services, &nurse, &reference, 1).await.unwrap();
        Self {
            stage,
            desk,
            nurse,
            reference,
        }
    }

    /// A colleague of the practice.
    pub async fn colleague(&self, role: Role) -> Caller {
        let practice = self.desk.actor.practice.clone().unwrap();
        self.stage.caller_in(role, &practice).await
    }
}
