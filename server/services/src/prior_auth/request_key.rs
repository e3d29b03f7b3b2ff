//! What a page calls a form of its own, so that the form has one effect however often it is sent.

/// Longer than any name that a page is given.
const LONGEST: usize = 64;

/// Whether this can be such a name.
pub(super) fn is_request_key(key: &str) -> bool {
    (1..=LONGEST).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
