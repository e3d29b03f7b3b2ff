//! Signing in and out, and the frame around everything a signed-in person sees.

pub mod api;
#[cfg(feature = "ssr")]
mod cookies_off;
#[cfg(feature = "ssr")]
mod locked;
#[cfg(feature = "ssr")]
mod log_in_page;
pub mod session_api;
mod session_warning;
#[cfg(feature = "ssr")]
mod set_password_page;
mod signed_in;
mod view;

#[cfg(feature = "ssr")]
pub use log_in_page::LogInPage;
#[cfg(feature = "ssr")]
pub use set_password_page::SetPasswordPage;
pub use signed_in::SignedIn;
pub use view::PasswordLinkView;
