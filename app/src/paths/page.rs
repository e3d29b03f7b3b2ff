//! The pages, and what follows from being one of them: who may see it, what it carries, which forms it takes.

use domain::prior_auth::step::Step;

/// The chunk of `features::prior_auth::draft`.
pub const DRAFT_CHUNK: &str = "draft";
/// The chunk of the rest of `features::prior_auth`.
pub const PRIOR_AUTH_CHUNK: &str = "prior_auth";
/// The chunk of `features::review`.
pub const REVIEW_CHUNK: &str = "review";

/// The last part of the address of the page that deletes a draft.
pub const DELETE: &str = "delete";

/// A page of the portal, as the server and the shell tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Anybody may read it, it carries no script of the client, and has no form.
    Public,
    /// `/login`
    Login,
    /// `/set-password`
    SetPassword,
    /// `/dashboard`
    Dashboard,
    /// `/prior-auth`
    PriorAuthList,
    /// `/prior-auth/new`
    PriorAuthNew,
    /// `/prior-auth/drafts/{draft}`
    PriorAuthDraft,
    /// `/prior-auth/drafts/{draft}/{step}`
    PriorAuthStep(Step),
    /// `/prior-auth/drafts/{draft}/delete`
    PriorAuthDelete,
    /// `/prior-auth/{reference}`
    PriorAuthCase,
    /// `/review`
    ReviewQueue,
    /// `/review/{reference}`
    ReviewCase,
}

impl Page {
    /// The page behind a path (without its query), or none.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let path = path.strip_prefix('/')?;
        let path = path.strip_suffix('/').unwrap_or(path);
        let mut segments = path.split('/');
        let parts = (
            segments.next().unwrap_or_default(),
            segments.next(),
            segments.next(),
            segments.next(),
            segments.next(),
        );
        let page = match parts {
            ("login", None, ..) => Self::Login,
            ("set-password", None, ..) => Self::SetPassword,
            (
                "" | "help" | "status" | "privacy" | "accessibility" | "session-expired" | "signed-out"
                | "access-denied",
                None,
                ..,
            )
            | ("recover", Some("user-id" | "password"), None, ..) => Self::Public,
            // Only where `features::design` has its page.
            ("design", None, ..) if cfg!(debug_assertions) => Self::Public,
            ("dashboard", None, ..) => Self::Dashboard,
            ("prior-auth", None, ..) => Self::PriorAuthList,
            ("prior-auth", Some("new"), None, ..) => Self::PriorAuthNew,
            ("prior-auth", Some("drafts"), Some(id), part, None) if is_id(id) => part_of_draft(part)?,
            ("prior-auth", Some(reference), None, ..) if is_id(reference) => Self::PriorAuthCase,
            ("review", None, ..) => Self::ReviewQueue,
            ("review", Some(reference), None, ..) if is_id(reference) => Self::ReviewCase,
            _ => return None,
        };
        Some(page)
    }

    /// Whether one has to be signed in to see it.
    #[must_use]
    pub fn is_signed_in(self) -> bool {
        !matches!(self, Self::Public | Self::Login | Self::SetPassword)
    }

    /// The file of the client program with this page's code, beside the first one that every page needs.
    #[must_use]
    pub fn chunk(self) -> Option<&'static str> {
        match self {
            Self::Public | Self::Login | Self::SetPassword | Self::Dashboard => None,
            Self::PriorAuthList | Self::PriorAuthNew | Self::PriorAuthCase => Some(PRIOR_AUTH_CHUNK),
            Self::PriorAuthDraft | Self::PriorAuthStep(_) | Self::PriorAuthDelete => Some(DRAFT_CHUNK),
            Self::ReviewQueue | Self::ReviewCase => Some(REVIEW_CHUNK),
        }
    }

    /// The server functions its forms may call, as in the query parameter `do`.
    #[must_use]
    pub fn form_targets(self) -> &'static [&'static str] {
        match self {
            Self::Public | Self::PriorAuthList | Self::PriorAuthDraft | Self::PriorAuthCase | Self::ReviewQueue => &[],
            Self::Login => &["auth/log-in"],
            Self::SetPassword => &["auth/set-password"],
            Self::Dashboard => &["auth/log-out", "session/switch-practice"],
            Self::PriorAuthNew => &["prior-auth/create-draft"],
            Self::PriorAuthStep(Step::Check) => {
                &["prior-auth/submit", "prior-auth/attest", "prior-auth/ask-attestation"]
            }
            Self::PriorAuthStep(_) => &["prior-auth/save-step"],
            Self::PriorAuthDelete => &["prior-auth/delete-draft"],
            Self::ReviewCase => &["review/assign", "review/release", "review/approve"],
        }
    }
}

/// The page of a draft that the last part of its path names.
fn part_of_draft(part: Option<&str>) -> Option<Page> {
    match part {
        None => Some(Page::PriorAuthDraft),
        Some(DELETE) => Some(Page::PriorAuthDelete),
        Some(step) => Step::parse(step).map(Page::PriorAuthStep),
    }
}

/// Whether a path segment can be an id or a reference: these are letters, digits and hyphens.
fn is_id(segment: &str) -> bool {
    !segment.is_empty()
        && segment.len() <= 64
        && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
