//! The pages below a draft's list of tasks, by the last part of their address.

use domain::prior_auth::step::Step;
use leptos::prelude::*;

use super::check_page::CheckPage;
use super::delete_page::DeletePage;
use super::documents_page::DocumentsPage;
use super::step_page::StepPage;
use crate::error::ApiError;
use crate::paths;
use crate::place::path_parameter;
use crate::ui::Problem;

/// One of them. Each draft and each step is a page of its own: nothing typed into one is carried into another.
#[component]
pub fn PartPage() -> impl IntoView {
    let (draft, part) = (path_parameter("draft"), path_parameter("part"));
    move || {
        let (id, part) = (draft.get(), part.get());
        match Step::parse(&part) {
            Some(Step::Check) => view! { <CheckPage id=id /> }.into_any(),
            Some(Step::Documents) => view! { <DocumentsPage id=id /> }.into_any(),
            Some(step) => view! { <StepPage id=id step=step /> }.into_any(),
            None if part == paths::DELETE => view! { <DeletePage id=id /> }.into_any(),
            None => view! { <Problem error=ApiError::NotFound /> }.into_any(),
        }
    }
}
