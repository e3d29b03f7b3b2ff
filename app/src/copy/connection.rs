//! Words for a line that is slow or broken: what is wrong, and what is kept.

/// The device has no connection.
pub const OFFLINE: &str = "You are offline. What you typed is kept; this page goes on when the connection is back.";
/// The stream of changes is broken.
pub const RECONNECTING: &str = "Reconnecting… What others change shows here as soon as the connection is back.";
/// An answer is awaited for long.
pub const TAKES_LONGER: &str = "This takes longer than usual.";
