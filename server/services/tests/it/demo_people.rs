//! People of the demo.

use services::testing::{Stage, request_info};
use services::{Caller, demo};

/// The demo, seen by one of its people.
pub async fn demo_caller(stage: &Stage, user_id: &str) -> Caller {
    demo::seed(&stage.services).await.unwrap();
    let signed_in = services::auth::sign_in(&stage.services, user_id, demo::PASSWORD, &request_info()).await;
    Caller {
        actor: signed_in.unwrap().actor,
        request: request_info(),
    }
}
