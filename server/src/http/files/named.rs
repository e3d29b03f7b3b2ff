//! What a form with files says about where they belong.

use domain::{id::DraftId, prior_auth::Arrival, reference::Reference};
use http::Uri;
use services::{Services, files::Place};

/// What says where files belong.
#[derive(Default)]
pub(super) struct Named {
    pub(super) draft: Option<String>,
    pub(super) case: Option<String>,
    pub(super) item: Option<String>,
    pub(super) channel: Option<String>,
    pub(super) received: Option<String>,
}

impl Named {
    pub(super) fn in_address(uri: &Uri) -> Self {
        let mut named = Self::default();
        for (name, value) in url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()) {
            match &*name {
                "draft" => named.draft = Some(value.into_owned()),
                "case" => named.case = Some(value.into_owned()),
                "item" => named.item = Some(value.into_owned()),
                "channel" => named.channel = Some(value.into_owned()),
                "received" => named.received = Some(value.into_owned()),
                _ => {}
            }
        }
        named
    }

    /// The place; `None` where nothing says it, or not as it should be said.
    pub(super) fn place(&self, services: &Services) -> Option<Place> {
        if self.channel.is_some() || self.received.is_some() {
            return self.joined(services);
        }
        match (&self.draft, &self.case, &self.item) {
            (Some(draft), None, None) => Some(Place::Draft(DraftId::new(draft))),
            (None, Some(case), None) => Some(Place::Case(Reference::parse(case).ok()?)),
            (None, Some(case), Some(item)) => Some(Place::Answer(Reference::parse(case).ok()?, item.clone())),
            _ => None,
        }
    }

    /// What the plan joins to a request: beside it is said how and when it came.
    fn joined(&self, services: &Services) -> Option<Place> {
        let (None, Some(case), None) = (&self.draft, &self.case, &self.item) else {
            return None;
        };
        let (channel, received) = (self.channel.as_deref()?, self.received.as_deref()?);
        let arrival = Arrival::again(channel, received, services.env.now())?;
        Some(Place::Joined(Reference::parse(case).ok()?, arrival))
    }
}
