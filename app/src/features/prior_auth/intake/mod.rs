//! Intake at the plan: requests that came by phone, fax or mail are entered for the practice, and documents that came so are joined
//! to their requests.

pub mod api;
mod checking;
#[cfg(feature = "ssr")]
mod convert;
mod enter_page;
mod entered;
mod fields;
mod join_page;
mod view;

crate::lazy::lazy_pages! {
    intake, show, fetch:
    Intake = enter_page::EnterPage;
    IntakeDocument = join_page::JoinPage;
}
