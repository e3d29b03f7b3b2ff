//! The questions that the help page answers, as addresses: whoever shows a problem links to what is said about it there.

use super::HELP;

macro_rules! questions {
    ($($(#[$doc:meta])* $name:ident = $anchor:literal,)*) => {
        $($(#[$doc])* pub const $name: &str = concat!("/help#", $anchor);)*

        /// All of them.
        pub const ALL: &[&str] = &[$($name,)*];
    };
}

questions! {
    /// The topic of getting in.
    LOG_IN = "log-in",
    /// "User ID or password is not right".
    WRONG = "wrong",
    /// "This User ID is locked until …".
    LOCKED = "locked",
    /// "Too many tries at once".
    TOO_MANY = "too-many",
    /// The browser keeps no cookie.
    COOKIES = "cookies",
    /// "Session expired".
    EXPIRED = "session-expired",
    /// "Signed out elsewhere".
    SIGNED_OUT = "signed-out",
    /// "Access denied".
    DENIED = "access-denied",
    /// A one-time link that does not open.
    LINK = "link",
    /// Who has no account.
    NO_ACCOUNT = "no-account",
    /// The topic of what does not work.
    TROUBLE = "trouble",
    /// Which browsers work, and what one without the program lacks.
    BROWSERS = "browsers",
    /// "The server did not answer".
    UNAVAILABLE = "unavailable",
    /// "Something broke on our side".
    BROKEN = "broken",
    /// The topic of requests.
    REQUESTS = "requests",
    /// What each status means.
    STATUS = "status",
    /// The topic of deadlines.
    DEADLINES = "deadlines",
    /// How to read a due time.
    DUE = "due",
    /// Phone and hours.
    CONTACT = "contact",
}

/// The anchor of a question: what stands after the `#`.
#[must_use]
pub fn anchor(question: &'static str) -> &'static str {
    question
        .strip_prefix(HELP)
        .and_then(|rest| rest.strip_prefix('#'))
        .unwrap_or_default()
}
