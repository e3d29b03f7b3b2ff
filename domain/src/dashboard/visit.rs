//! Since when something on a dashboard is news: the end of the visit before.
//!
//! A visit begins when the dashboard is opened in a new session, or after a longer absence. What was decided after the
//! visit before had last looked is news for all of the visit, however often the page is loaded in it.

use crate::id::SessionId;
use crate::time::Timestamp;
use chrono::TimeDelta;

/// Whoever has not opened the dashboard for so long comes back.
const ABSENCE: TimeDelta = TimeDelta::minutes(30);
/// A look that follows the noted one so soon is not worth noting.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// What is remembered of somebody's visits to the dashboard of one practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The session of the present visit.
    pub session: SessionId,
    /// When the visit before had last looked; `None` in the first one.
    pub since: Option<Timestamp>,
    /// When the present visit last looked.
    pub seen_at: Timestamp,
}

impl Visit {
    /// The very first one.
    pub const fn first(session: SessionId, now: Timestamp) -> Self {
        Self {
            session,
            since: None,
            seen_at: now,
        }
    }

    /// The visit after the dashboard was opened; `None` if nothing about it is worth storing.
    #[must_use]
    pub fn opened(&self, session: &SessionId, now: Timestamp) -> Option<Self> {
        let away = now - self.seen_at;
        if self.session != *session || away > ABSENCE {
            return Some(Self {
                session: session.clone(),
                since: Some(self.seen_at),
                seen_at: now.max(self.seen_at),
            });
        }
        (away >= NOTED_EVERY).then(|| Self {
            seen_at: now,
            ..self.clone()
        })
    }
}
