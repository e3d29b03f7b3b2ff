//! From what the use cases know about a person to what their account page shows.

use domain::access::{Actor, Role};
use services::auth::OwnSession;
use services::practices::Membership;
use services::settings::PlanProfile;

use super::view::{AccountView, SessionRow};
use crate::copy;
use crate::request::wording::{Wording, plan_words};

/// The whole page.
pub fn account_view(
    actor: &Actor,
    places: Vec<Membership>,
    sessions: Vec<OwnSession>,
    plan: &PlanProfile,
    wording: &Wording,
) -> AccountView {
    let place = |place: Membership| {
        (
            place_name(place.practice.map(|(_, name)| name), plan),
            roles(&place.roles),
        )
    };
    let session = |session: OwnSession| SessionRow {
        id: session.id.as_str().to_owned(),
        browser: copy::browser(session.browser),
        place: place_name(session.practice_name, plan),
        since: wording.moment(session.since),
        last_seen: wording.moment(session.last_seen),
        is_this: session.is_this,
    };
    AccountView {
        name: actor.display_name.clone(),
        user_id: actor.user_id.clone(),
        places: places.into_iter().map(place).collect(),
        sessions: sessions.into_iter().map(session).collect(),
        single_keys: None,
        plan: plan_words(plan),
        as_of: wording.clock(),
    }
}

fn place_name(practice: Option<String>, plan: &PlanProfile) -> String {
    practice.unwrap_or_else(|| plan.name.clone())
}

fn roles(roles: &[Role]) -> String {
    let words: Vec<&str> = roles.iter().copied().map(copy::role).collect();
    words.join(", ")
}
