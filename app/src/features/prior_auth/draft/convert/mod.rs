//! From a draft to its pages, and from a page to what is saved.

mod attestation;
mod check;
mod lines;
mod saving;
mod step;
mod tasks;

use domain::prior_auth::Step;
use services::Services;
use services::files::Document;
use services::prior_auth::{Checked, Draft, FoundMember, Gap};

use super::view::{DocumentsView, Head, MemberView};
use crate::copy;
use crate::error::ApiError;
use crate::request::document_rows;
use crate::request::wording::Wording;

pub use attestation::ticked;
pub use check::check_view;
pub use saving::{next_page, saved_view, step_save};
pub use step::{step_view, with_members, with_providers};
pub use tasks::task_list;

/// A draft and what the plan knows about it.
type Looked = (Draft, Checked);

/// The step that an address names.
pub fn step_of(code: &str) -> Result<Step, ApiError> {
    Step::parse(code).ok_or(ApiError::NotFound)
}

/// The step "Documents".
pub fn documents_view(
    services: &Services,
    looked: Looked,
    documents: Vec<Document>,
    wording: &Wording,
) -> DocumentsView {
    DocumentsView {
        step: step_view(services, looked, (Step::Documents, 0), wording),
        documents: document_rows(documents, wording),
    }
}

/// The name of a page, with the version that it shows.
fn page_name(version: i64, page: &str) -> String {
    format!("{version}-{page}")
}

fn head((draft, checked): &Looked, wording: &Wording) -> Head {
    Head {
        id: draft.id.as_str().to_owned(),
        member: checked
            .member
            .as_ref()
            .map(|member| member.name.clone())
            .unwrap_or_default(),
        saved: wording.short(draft.updated_at),
        saved_by: draft.saved_by.clone().unwrap_or_default(),
        submitted_as: draft.submitted_as.as_ref().map(ToString::to_string).unwrap_or_default(),
    }
}

fn member_view(member: &FoundMember, wording: &Wording) -> MemberView {
    let on = wording.day(member.on);
    let advice = match member.gap {
        None => String::new(),
        Some(Gap::Ended(day)) => copy::coverage_ended(&wording.day(day)),
        Some(Gap::Begins(day)) => copy::coverage_begins(&wording.day(day)),
    };
    MemberView {
        name: member.name.clone(),
        number: member.number.clone(),
        coverage: match member.covered_by {
            Some(line) => format!("{}, covered on {on}", copy::line_of_business(line)),
            None => format!("no coverage on {on}"),
        },
        is_covered: member.covered_by.is_some(),
        advice,
    }
}
