//! The one-time link by which a person sets a password.

use crate::time::Timestamp;
use chrono::TimeDelta;

/// How long the link for a first password opens: it travels by hand, and over a weekend.
pub const FIRST_PASSWORD: TimeDelta = TimeDelta::hours(72);

/// When a link made at `now` for a first password stops to open.
pub fn first_password_ends(now: Timestamp) -> Timestamp {
    now.checked_add_signed(FIRST_PASSWORD).unwrap_or(Timestamp::MAX_UTC)
}

/// Whether a link opens at `now`: once, and before it ends. That a newer link replaces it is the storage's affair.
pub fn is_open(expires_at: Timestamp, used_at: Option<Timestamp>, now: Timestamp) -> bool {
    used_at.is_none() && now < expires_at
}
