//! "Does this need authorization?": asked before there is a request, and answered by the rules that would decide it.

mod answer;
pub mod api;
#[cfg(feature = "ssr")]
mod convert;
mod inquiry_page;
mod proof_page;
mod view;

crate::lazy::lazy_pages! {
    inquiry, show, fetch:
    PriorAuthInquiry = inquiry_page::InquiryPage;
    PriorAuthProof = proof_page::ProofPage;
}
