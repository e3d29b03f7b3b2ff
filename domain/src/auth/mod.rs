//! Signing in: the rules that need no secret and no storage.

pub mod browser;
pub mod credential;
pub mod lockout;
pub mod password;
pub mod password_link;
pub mod session;
pub mod user_id;

pub use browser::Browser;
pub use password::{PasswordPolicy, PasswordProblem};
pub use user_id::{UserId, UserIdError};
