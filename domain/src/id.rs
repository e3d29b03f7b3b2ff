//! Opaque row identities, one type per kind of thing.
//!
//! The text means nothing to anybody but the database; separate types keep an account's id from being passed where a
//! practice's is meant.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps an id as the database holds it.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The id as the database holds it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// A person who can sign in.
    AccountId,
    /// A practice: one tax id on the provider side.
    PracticeId,
    /// The row of a member; the number printed on the member's card is something else.
    MemberRowId,
    /// A submitted prior-authorization request.
    CaseId,
    /// A request that is still being prepared.
    DraftId,
    /// A document that goes with a request.
    FileId,
    /// One service line of a request.
    LineId,
    /// A view of a list that somebody has saved.
    SavedViewId,
    /// A signed-in session; never the secret in the cookie.
    SessionId,
}
