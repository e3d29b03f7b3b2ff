//! The pages, and what follows from being one of them: who may see it, what it carries, which forms it takes.

use domain::prior_auth::step::Step;

/// The chunk of `features::account`.
pub const ACCOUNT_CHUNK: &str = "account";
/// The chunk of the pages of `features::prior_auth` about one request.
pub const CASE_CHUNK: &str = "case";
/// The chunk of `features::prior_auth::draft`.
pub const DRAFT_CHUNK: &str = "draft";
/// The chunk of `features::prior_auth::inquiry`.
pub const INQUIRY_CHUNK: &str = "inquiry";
/// The chunk of `features::prior_auth::intake`.
pub const INTAKE_CHUNK: &str = "intake";
/// The chunk of `features::notification`.
pub const NOTIFICATION_CHUNK: &str = "notification";
/// The chunk of the rest of `features::prior_auth`.
pub const PRIOR_AUTH_CHUNK: &str = "prior_auth";
/// The chunk of the work queue of `features::review`.
pub const QUEUE_CHUNK: &str = "queue";
/// The chunk of the rest of `features::review`.
pub const REVIEW_CHUNK: &str = "review";
/// The chunk of `features::search`.
pub const SEARCH_CHUNK: &str = "search";

/// The last part of the address of the page that deletes a draft.
pub const DELETE: &str = "delete";

/// A page of the portal, as the server and the shell tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Anybody may read it, it carries no script of the client, and its only form chooses light or dark.
    Public,
    /// `/login`
    Login,
    /// `/set-password`
    SetPassword,
    /// `/dashboard`
    Dashboard,
    /// `/account`
    Account,
    /// `/notifications`
    Notifications,
    /// `/search`
    Search,
    /// `/prior-auth`
    PriorAuthList,
    /// `/prior-auth/new`
    PriorAuthNew,
    /// `/prior-auth/check`
    PriorAuthInquiry,
    /// `/prior-auth/check/{proof}`
    PriorAuthProof,
    /// `/prior-auth/drafts/{draft}`
    PriorAuthDraft,
    /// `/prior-auth/drafts/{draft}/{step}`
    PriorAuthStep(Step),
    /// `/prior-auth/drafts/{draft}/delete`
    PriorAuthDelete,
    /// `/prior-auth/{reference}`
    PriorAuthCase,
    /// `/prior-auth/{reference}/answer`
    PriorAuthAnswer,
    /// `/prior-auth/{reference}/documents`
    PriorAuthAddDocuments,
    /// `/review`
    ReviewQueue,
    /// `/review/intake`
    Intake,
    /// `/review/intake/document`
    IntakeDocument,
    /// `/review/{reference}`
    ReviewCase,
}

/// Every address and the page there. `:name` stands for an id or a reference; of two patterns that fit, the first counts.
pub const ADDRESSES: &[(&str, Page)] = &[
    ("/", Page::Public),
    ("/login", Page::Login),
    ("/set-password", Page::SetPassword),
    ("/help", Page::Public),
    ("/status", Page::Public),
    ("/privacy", Page::Public),
    ("/accessibility", Page::Public),
    ("/recover/user-id", Page::Public),
    ("/recover/password", Page::Public),
    ("/session-expired", Page::Public),
    ("/signed-out", Page::Public),
    ("/access-denied", Page::Public),
    // Only where `features::design` has its page.
    #[cfg(debug_assertions)]
    ("/design", Page::Public),
    ("/dashboard", Page::Dashboard),
    ("/account", Page::Account),
    ("/notifications", Page::Notifications),
    ("/search", Page::Search),
    ("/prior-auth", Page::PriorAuthList),
    ("/prior-auth/new", Page::PriorAuthNew),
    ("/prior-auth/check", Page::PriorAuthInquiry),
    ("/prior-auth/check/:proof", Page::PriorAuthProof),
    ("/prior-auth/drafts/:draft", Page::PriorAuthDraft),
    // Which of them, the part says.
    ("/prior-auth/drafts/:draft/:part", Page::PriorAuthStep(Step::Member)),
    ("/prior-auth/:reference", Page::PriorAuthCase),
    ("/prior-auth/:reference/answer", Page::PriorAuthAnswer),
    ("/prior-auth/:reference/documents", Page::PriorAuthAddDocuments),
    ("/review", Page::ReviewQueue),
    ("/review/intake", Page::Intake),
    ("/review/intake/document", Page::IntakeDocument),
    ("/review/:reference", Page::ReviewCase),
];

impl Page {
    /// The page behind a path (without its query), or none.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        match find(path)?.1 {
            Self::PriorAuthStep(_) => part_of_draft(parameter(path, "part")?),
            page => Some(page),
        }
    }

    /// Whether one has to be signed in to see it.
    #[must_use]
    pub fn is_signed_in(self) -> bool {
        !matches!(self, Self::Public | Self::Login | Self::SetPassword)
    }

    /// Whether another query makes another page of it, which is loaded as a whole: what was typed and what was answered belong to
    /// one address each.
    #[must_use]
    pub fn is_made_anew(self) -> bool {
        matches!(self, Self::PriorAuthInquiry | Self::Intake | Self::IntakeDocument)
    }

    /// The file of the client program with this page's code, beside the first one that every page needs.
    #[must_use]
    pub fn chunk(self) -> Option<&'static str> {
        match self {
            Self::Public | Self::Login | Self::SetPassword | Self::Dashboard => None,
            Self::Account => Some(ACCOUNT_CHUNK),
            Self::Notifications => Some(NOTIFICATION_CHUNK),
            Self::Search => Some(SEARCH_CHUNK),
            Self::PriorAuthList | Self::PriorAuthNew => Some(PRIOR_AUTH_CHUNK),
            Self::PriorAuthCase | Self::PriorAuthAnswer | Self::PriorAuthAddDocuments => Some(CASE_CHUNK),
            Self::PriorAuthInquiry | Self::PriorAuthProof => Some(INQUIRY_CHUNK),
            Self::PriorAuthDraft | Self::PriorAuthStep(_) | Self::PriorAuthDelete => Some(DRAFT_CHUNK),
            Self::Intake | Self::IntakeDocument => Some(INTAKE_CHUNK),
            Self::ReviewQueue => Some(QUEUE_CHUNK),
            Self::ReviewCase => Some(REVIEW_CHUNK),
        }
    }

    /// The server functions its forms may call, as in the query parameter `do`.
    #[must_use]
    pub fn form_targets(self) -> &'static [&'static str] {
        match self {
            Self::PriorAuthProof | Self::PriorAuthDraft | Self::PriorAuthAddDocuments => &[],
            Self::PriorAuthList => &["prior-auth/search-list", "views/save", "views/rename", "views/delete"],
            Self::ReviewQueue => &["review/assign-many", "views/save", "views/rename", "views/delete"],
            Self::Public => &["account/set-theme"],
            Self::Login => &["auth/log-in"],
            Self::SetPassword => &["auth/set-password"],
            Self::Dashboard => &["auth/log-out", "session/switch-practice"],
            Self::Account => &["account/end-session", "account/end-others", "account/set-keys"],
            Self::Notifications => &["notifications/mark-read"],
            Self::Search => &["search/find"],
            Self::PriorAuthNew => &["prior-auth/create-draft"],
            Self::PriorAuthCase => &[
                "prior-auth/copy-case",
                "prior-auth/withdraw",
                "prior-auth/ask-to-expedite",
                "prior-auth/write-message",
                "prior-auth/keep-typed",
            ],
            Self::PriorAuthAnswer => &[
                "prior-auth/answer",
                "prior-auth/remove-answer-document",
                "prior-auth/keep-typed",
            ],
            Self::PriorAuthInquiry => &["prior-auth/keep-proof"],
            Self::PriorAuthStep(Step::Check) => {
                &["prior-auth/submit", "prior-auth/attest", "prior-auth/ask-attestation"]
            }
            Self::PriorAuthStep(Step::Documents) => &["prior-auth/save-step", "prior-auth/remove-document"],
            Self::PriorAuthStep(Step::Member) => &[
                "prior-auth/save-step",
                "prior-auth/find-member",
                "prior-auth/use-member",
            ],
            Self::PriorAuthStep(_) => &["prior-auth/save-step"],
            Self::PriorAuthDelete => &["prior-auth/delete-draft"],
            Self::Intake => &["intake/enter", "intake/keep-typed"],
            Self::IntakeDocument => &["intake/find-case"],
            Self::ReviewCase => &[
                "review/assign",
                "review/assign-many",
                "review/find-in-documents",
                "review/release",
                "review/send-on",
                "review/decide",
                "review/approve",
                "review/ask",
                "review/extend",
                "review/change-urgency",
                "review/take-back",
                "review/write-message",
                "review/write-note",
                "review/keep-typed",
            ],
        }
    }

    /// Of these, the function that only asks: the page itself shows the answer to the post. So what is asked for stands in no address.
    #[must_use]
    pub fn question(self) -> Option<&'static str> {
        match self {
            Self::Search => Some("search/find"),
            Self::ReviewCase => Some("review/find-in-documents"),
            _ => None,
        }
    }
}

/// The page of a draft that the last part of its path names.
fn part_of_draft(part: &str) -> Option<Page> {
    match part {
        DELETE => Some(Page::PriorAuthDelete),
        step => Step::parse(step).map(Page::PriorAuthStep),
    }
}

/// What stands in `path` where the pattern of its page says `:name`.
#[must_use]
pub fn parameter<'a>(path: &'a str, name: &str) -> Option<&'a str> {
    let (pattern, _) = find(path)?;
    let mut places = segments(pattern)?.zip(segments(path)?);
    places.find_map(|(place, segment)| (place.strip_prefix(':') == Some(name)).then_some(segment))
}

fn find(path: &str) -> Option<&'static (&'static str, Page)> {
    ADDRESSES.iter().find(|(pattern, _)| fits(pattern, path))
}

fn fits(pattern: &str, path: &str) -> bool {
    let (Some(mut places), Some(mut segments)) = (segments(pattern), segments(path)) else {
        return false;
    };
    loop {
        match (places.next(), segments.next()) {
            (None, None) => return true,
            (Some(place), Some(segment)) if place == segment || (place.starts_with(':') && is_id(segment)) => {}
            _ => return false,
        }
    }
}

/// The segments of a path, whether or not it ends with a slash.
fn segments(path: &str) -> Option<std::str::Split<'_, char>> {
    let path = path.strip_prefix('/')?;
    Some(path.strip_suffix('/').unwrap_or(path).split('/'))
}

/// Whether a path segment can be an id or a reference: these are letters, digits and hyphens.
fn is_id(segment: &str) -> bool {
    !segment.is_empty()
        && segment.len() <= 64
        && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
