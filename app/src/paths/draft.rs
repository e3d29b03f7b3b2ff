//! The addresses of a draft, and what its pages say in them and in their forms.

use domain::prior_auth::step::Step;

use super::{DELETE, encode, with_query};

/// The query parameter of the step "Service" that holds the key of the service to show.
pub const LINE: &str = "line";
/// The query parameter that names the step in which somebody else's words were replaced.
pub const OVERWROTE: &str = "over";

/// What a button of a step does beside saving, in the field `then`: go on, if nothing is missing.
pub const CONTINUE: &str = "continue";
/// Go to a new service, if nothing is missing in this one.
pub const ADD_LINE: &str = "add";
/// Go to the tasks.
pub const LEAVE: &str = "leave";
/// Go to another service; with its key behind a hyphen.
pub const EDIT_LINE: &str = "edit";
/// Take a service away; with its key behind a hyphen.
pub const REMOVE_LINE: &str = "remove";

/// The tasks of one draft.
#[must_use]
pub fn draft(id: &str) -> String {
    format!("/prior-auth/drafts/{}", encode(id))
}

/// One step of a draft.
#[must_use]
pub fn draft_step(id: &str, step: Step) -> String {
    format!("{}/{}", draft(id), step.code())
}

/// One service of a draft; the first for 0.
#[must_use]
pub fn draft_line(id: &str, key: u32) -> String {
    let key = if key == 0 { String::new() } else { key.to_string() };
    with_query(&draft_step(id, Step::Service), &[(LINE, &key)])
}

/// The page that deletes a draft.
#[must_use]
pub fn draft_delete(id: &str) -> String {
    format!("{}/{DELETE}", draft(id))
}
