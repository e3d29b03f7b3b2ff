//! What every handler may reach.

use std::sync::Arc;

use app::request::CookieStyle;
use services::{Services, settings::Mode};

use super::{assets::Assets, shutdown::Shutdown};

/// Shared by all requests; cheap to clone.
#[derive(Clone, Debug)]
pub struct AppState(Arc<Parts>);

/// The pieces of an [`AppState`].
#[derive(Debug)]
pub struct Parts {
    /// The use cases.
    pub services: Services,
    /// The embedded site.
    pub assets: Assets,
    /// How the server is reached.
    pub site: Site,
    /// Heard by event streams.
    pub shutdown: Shutdown,
    /// The levers of the browser tests, when this process has them.
    #[cfg(feature = "test-hooks")]
    pub hooks: Option<super::test_hooks::Hooks>,
}

/// How people reach this server.
#[derive(Clone, Debug)]
pub struct Site {
    /// Scheme, host and port as a browser writes them in `Origin`.
    pub origin: String,
    /// Name and attributes of the session cookie.
    pub cookie: CookieStyle,
    /// What the data is for.
    pub mode: Mode,
    /// How many reverse proxies stand in front.
    pub trusted_proxies: usize,
}

impl Site {
    /// A server behind `origin`: over TLS the cookie is bound to the host and secure.
    #[must_use]
    pub fn new(origin: impl Into<String>, mode: Mode) -> Self {
        let origin = origin.into();
        let cookie = if origin.starts_with("https:") {
            CookieStyle::secure()
        } else {
            CookieStyle::loopback()
        };
        Self {
            origin,
            cookie,
            mode,
            trusted_proxies: 0,
        }
    }

    /// The same behind so many reverse proxies.
    #[must_use]
    pub fn behind(self, trusted_proxies: usize) -> Self {
        Self {
            trusted_proxies,
            ..self
        }
    }
}

impl AppState {
    /// Ties the pieces together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    pub(crate) fn services(&self) -> &Services {
        &self.0.services
    }

    pub(crate) fn assets(&self) -> &Assets {
        &self.0.assets
    }

    pub(crate) fn site(&self) -> &Site {
        &self.0.site
    }

    pub(crate) fn shutdown(&self) -> Shutdown {
        self.0.shutdown.clone()
    }

    #[cfg(feature = "test-hooks")]
    pub(crate) fn hooks(&self) -> Option<&super::test_hooks::Hooks> {
        self.0.hooks.as_ref()
    }
}
