//! The secret in the cookie.
//!
//! Only its hash is stored and used as a key in memory. 256 random bits need no slow hash: SHA-256 suffices, nobody can try them all.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::sensitive::Sensitive;
use sha2::{Digest as _, Sha256};

use crate::env::Env;

/// A new token and the hash to store.
pub(super) fn draw(env: &Env) -> (Sensitive<String>, String) {
    let token = URL_SAFE_NO_PAD.encode(env.token_256());
    let hash = hash(&token);
    (Sensitive::new(token), hash)
}

/// What is stored of a token.
pub(super) fn hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token.as_bytes()))
}
