//! Server functions about the end of a session.

use leptos::prelude::*;
use leptos::server_fn::codec::Postcard;
use serde::{Deserialize, Serialize};

use crate::error::ApiError;
use crate::request::PageClient;

#[cfg(feature = "ssr")]
use {crate::request::guard, domain::time::to_millis};

/// When a session ends, by the server's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionTimes {
    /// The server's time at this answer, in Unix milliseconds.
    pub now: i64,
    /// The end if nothing happens before, likewise.
    pub expires_at: i64,
}

impl SessionTimes {
    /// The time between the two, as browsers count.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "hours in milliseconds")]
    pub fn left_millis(&self) -> f64 {
        self.expires_at.saturating_sub(self.now) as f64
    }
}

/// When the session ends. Asking for it is activity, like any call that a click or key preceded: so it keeps the session alive. A page
/// that asks by itself moves nothing.
///
/// # Errors
/// [`ApiError::Unauthenticated`].
#[server(name = Extend, client = PageClient, output = Postcard, prefix = "/api", endpoint = "session/extend")]
pub async fn extend() -> Result<SessionTimes, ApiError> {
    let (scope, _) = guard::signed_in()?;
    let now = to_millis(scope.services.env.now());
    Ok(SessionTimes {
        now,
        // A session found alive and forgotten since: then the page asks again at once, and hears why.
        expires_at: scope.outlook.map_or(now, |outlook| to_millis(outlook.expires_at)),
    })
}
