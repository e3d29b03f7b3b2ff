//! The plan's review: the work queue and the case one decides.

pub mod api;
mod case_page;
#[cfg(feature = "ssr")]
mod convert;
mod decision;
#[cfg(feature = "ssr")]
mod desk;
mod handed_on;
mod queue_page;
mod view;

crate::lazy::lazy_pages! {
    review, show, fetch:
    ReviewCase = case_page::ReviewCasePage;
    ReviewQueue = queue_page::QueuePage;
}
