//! A request that is being written: a list of tasks, a page for each, and everything once more before it is sent.

pub mod api;
mod attestation;
mod autosave;
mod check_page;
#[cfg(feature = "ssr")]
mod convert;
mod delete_page;
mod documents_page;
mod head;
mod overview;
mod part_page;
mod service_step;
mod step_form;
mod step_page;
mod steps;
mod task_list_page;
mod view;

crate::lazy::lazy_pages! {
    draft, show, fetch:
    PriorAuthDelete = part_page::PartPage;
    PriorAuthDraft = task_list_page::TaskListPage;
    PriorAuthStep(_) = part_page::PartPage;
}
