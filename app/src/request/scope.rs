//! The scope of one request, as the server provides it.

use std::sync::{Arc, Mutex, PoisonError};

use domain::access::{Actor, Permission};
use leptos::prelude::use_context;
use services::auth::{Outlook, SessionLoss};
use services::db::DbError;
use services::{RequestInfo, Services};

use super::{AssetPaths, FormOutcome};
use crate::error::ApiError;
use crate::ui::theme::Theme;

/// Everything a page or a server function may know about the request it serves.
#[derive(Clone)]
pub struct RequestScope {
    /// The use cases and what they stand on.
    pub services: Services,
    /// Who asks, or why nobody does.
    pub session: Result<Actor, SessionLoss>,
    /// When the session ends, and where the person may go on.
    pub outlook: Option<Outlook>,
    /// Request id and source address, for logs and audit.
    pub request: RequestInfo,
    /// The refused form this answer shows, if there is one.
    pub form: Option<FormOutcome>,
    /// What the post asked that this answer shows the answer to, by field name.
    pub asked: Vec<(String, String)>,
    /// Whether the person chose light or dark.
    pub theme: Theme,
    /// Whether single keys lead through the plan's queue in this browser.
    pub single_keys: bool,
    /// Where the built assets are.
    pub assets: Arc<AssetPaths>,
    /// Path and query as asked for, without the `do` of a posted form.
    pub path: String,
    /// How the session cookie is written here.
    pub cookie: CookieStyle,
    /// The newest event before a page began to render, so that it hears of everything it does not show yet; 0 elsewhere.
    pub seq: i64,
    /// What was asked for without the permission, while this request was served.
    pub denials: Denials,
}

/// Permissions that somebody lacked; clones of a scope share them. Whoever serves the request puts them on record.
#[derive(Clone, Debug, Default)]
pub struct Denials(Arc<Mutex<Vec<Permission>>>);

impl Denials {
    /// Notes one, once.
    pub fn note(&self, permission: Permission) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !noted.contains(&permission) {
            noted.push(permission);
        }
    }

    /// What was noted since the last call.
    #[must_use]
    pub fn take(&self) -> Vec<Permission> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl RequestScope {
    /// The newest event that what is rendered now is sure to show: a page listens from here.
    ///
    /// # Errors
    /// The database could not be read.
    pub async fn position(&self) -> Result<i64, DbError> {
        if self.seq > 0 {
            Ok(self.seq)
        } else {
            self.services.events.latest(&self.services.db).await
        }
    }
}

/// Name and attributes of the session cookie: `__Host-portico` with `Secure`, or `portico_session` on plain-http loopback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CookieStyle {
    /// The cookie's name.
    pub name: String,
    /// Whether it is sent over TLS only.
    pub secure: bool,
}

impl CookieStyle {
    /// The cookie of a server that is reached over TLS.
    #[must_use]
    pub fn secure() -> Self {
        Self {
            name: "__Host-portico".to_owned(),
            secure: true,
        }
    }

    /// The cookie of a demo or test server on plain-http loopback.
    #[must_use]
    pub fn loopback() -> Self {
        Self {
            name: "portico_session".to_owned(),
            secure: false,
        }
    }

    /// The `Set-Cookie` value that carries `token`.
    #[must_use]
    pub fn set(&self, token: &str) -> String {
        format!("{}={token}; {}", self.name, self.attributes())
    }

    /// The `Set-Cookie` value that makes a browser forget the cookie.
    #[must_use]
    pub fn expire(&self) -> String {
        format!("{}=; {}; Max-Age=0", self.name, self.attributes())
    }

    /// The cookie that opens a form which was sent too late.
    #[must_use]
    pub fn for_form(&self) -> Self {
        let name = if self.secure {
            "__Host-portico_form"
        } else {
            "portico_form"
        };
        Self {
            name: name.to_owned(),
            ..self.clone()
        }
    }

    /// Like [`Self::set`], for so many seconds.
    #[must_use]
    pub fn set_for(&self, value: &str, seconds: i64) -> String {
        format!("{}; Max-Age={seconds}", self.set(value))
    }

    fn attributes(&self) -> &'static str {
        if self.secure {
            "Path=/; HttpOnly; SameSite=Lax; Secure"
        } else {
            "Path=/; HttpOnly; SameSite=Lax"
        }
    }
}

/// The scope of the request being served.
///
/// # Errors
/// [`ApiError::Unavailable`] where no request is being served (the listing of routes, a test without a scope).
pub fn scope() -> Result<RequestScope, ApiError> {
    use_context::<RequestScope>().ok_or(ApiError::Unavailable)
}
