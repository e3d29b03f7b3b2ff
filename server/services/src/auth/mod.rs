//! Signing in and out: who is it, and is the session still good?
//!
//! Passwords are hashed on threads of their own ([`Hasher`]); a session is 256 random bits of which only the hash is stored; a page
//! view asks the [`SessionCache`] and not the database. [`Lockout`] counts failures so that parallel guesses cannot outrun it. What a session may still do is decided by `domain::auth::session`.

mod account_lock;
mod authenticate;
mod candidate;
mod create_account;
mod end_own_sessions;
mod end_sessions;
mod hasher;
mod key_check;
mod late_form;
pub(crate) mod lockout;
mod own_sessions;
mod password_link;
mod password_rules;
mod session_cache;
mod session_row;
mod set_credential;
mod set_password;
mod set_roles;
mod sign_in;
mod sign_out;
mod stored_password;
mod switch_account;
mod switch_practice;
mod token;
mod unlock;

pub use authenticate::{Outlook, SessionLoss, authenticate, outlook};
pub use create_account::{CreateAccountError, Grant, Invitation, NewAccount, create_account, invite_account};
pub(crate) use create_account::{account_row, grant_rows};
pub use end_own_sessions::{end_other_sessions, end_session};
pub use end_sessions::{EndReason, end_sessions};
pub use hasher::{HashError, Hasher, HasherSettings, Verdict};
pub(crate) use key_check::missing_key;
pub use late_form::{Claim, LATE_FORM_KEPT, LateForm, claim_late_form, keep_late_form};
pub use lockout::{Lockout, LockoutSettings};
pub use own_sessions::{OwnSession, own_sessions};
pub use password_link::{PasswordLink, PasswordLinkError, open_password_link};
pub use session_cache::SessionCache;
pub use set_credential::{SetCredentialError, set_credential};
pub use set_password::{SetPasswordError, set_password};
pub use set_roles::{SetRolesError, set_roles};
pub use sign_in::{SignInError, SignedIn, sign_in};
pub use sign_out::sign_out;
pub use stored_password::{PasswordCost, StoredPassword, StoredPasswordError};
pub use switch_account::{SwitchAccountError, disable_account, enable_account};
pub use switch_practice::{SwitchPracticeError, switch_practice};
pub use unlock::{UnlockError, unlock};
