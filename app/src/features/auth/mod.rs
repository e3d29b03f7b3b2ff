//! Signing in and out, and the frame around everything a signed-in person sees.

pub mod api;
#[cfg(feature = "ssr")]
mod log_in_page;
mod signed_in;

#[cfg(feature = "ssr")]
pub use log_in_page::LogInPage;
pub use signed_in::SignedIn;
