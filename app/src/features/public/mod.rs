//! Pages anybody may read. They carry no script, so the browser's build does not have them.

#[cfg(feature = "ssr")]
mod accessibility_page;
#[cfg(feature = "ssr")]
mod article;
#[cfg(feature = "ssr")]
mod help;
#[cfg(feature = "ssr")]
mod hero_art;
#[cfg(feature = "ssr")]
mod home_page;
#[cfg(feature = "ssr")]
mod message_page;
#[cfg(feature = "ssr")]
mod privacy_page;
#[cfg(feature = "ssr")]
mod recover_page;
#[cfg(feature = "ssr")]
mod status_page;

#[cfg(feature = "ssr")]
pub use {
    accessibility_page::AccessibilityPage,
    help::HelpPage,
    home_page::HomePage,
    message_page::{AccessDeniedPage, NotFoundPage, SessionExpiredPage, SignedOutPage},
    privacy_page::PrivacyPage,
    recover_page::{RecoverPasswordPage, RecoverUserIdPage},
    status_page::{HealthNote, StatusPage},
};
