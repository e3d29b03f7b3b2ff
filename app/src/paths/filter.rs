//! The query parameters of lists that say what is let through, and in which order.

/// Of requests: a code of `domain::prior_auth::Standing`; several times for several.
pub const STATUS: &str = "status";
/// A code of `domain::prior_auth::Urgency`.
pub const URGENCY: &str = "urgency";
/// A code of `domain::coverage::LineOfBusiness`.
pub const LINE: &str = "line";
/// A procedure code.
pub const CODE: &str = "code";
/// Received on this day or later: an ISO date.
pub const FROM: &str = "from";
/// Received on this day or earlier.
pub const TO: &str = "to";
/// Of requests in the queue: [`UNANSWERED`].
pub const MESSAGES: &str = "messages";
/// The id of a member, which means nothing outside; several times for several.
pub const MEMBER: &str = "member";
/// The order: [`RECEIVED`] or [`BY_DUE`], with a hyphen before it for the last one first.
pub const SORT: &str = "sort";

/// The practice wrote last, and waits for an answer.
pub const UNANSWERED: &str = "unanswered";

/// By the time a request was received.
pub const RECEIVED: &str = "received";
/// By due time.
pub const BY_DUE: &str = "due";
