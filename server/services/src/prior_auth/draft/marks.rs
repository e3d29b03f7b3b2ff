//! Who saved which step of a draft last, and from which page: by this a page notices that it was not the only one.

use std::collections::BTreeMap;

use domain::id::AccountId;
use domain::prior_auth::Step;
use domain::time::{self, Timestamp, to_millis};
use serde::{Deserialize, Serialize};

/// The last save of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in super::super) struct Mark {
    /// The version of the draft that this save made.
    version: i64,
    /// Who.
    account: String,
    /// Unix milliseconds.
    at: i64,
    /// The page that was open, as the server named it; two pages are never named alike.
    page: String,
    /// How often something had been changed on that page.
    turn: u32,
    /// Of the step "Member": whether nobody has looked for the member yet. It was being typed, or was not complete, or the account had
    /// no look-up left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    not_looked_up: bool,
}

impl Mark {
    pub(super) fn new(version: i64, account: &AccountId, at: Timestamp, (page, turn): (&str, u32)) -> Self {
        Self {
            version,
            account: account.as_str().to_owned(),
            at: to_millis(at),
            page: page.to_owned(),
            turn,
            not_looked_up: false,
        }
    }

    /// The same, with whether the member has still to be looked for.
    pub(super) fn with_look_up_open(self, is_open: bool) -> Self {
        Self {
            not_looked_up: is_open,
            ..self
        }
    }

    /// Who, and when.
    pub(super) fn who_and_when(&self) -> (AccountId, Timestamp) {
        (
            AccountId::new(&self.account),
            time::from_millis(self.at).unwrap_or_default(),
        )
    }

    /// Whether this save is of the same page as another, and later.
    pub(super) fn overtakes(&self, page: &str, turn: u32) -> bool {
        self.page == page && self.turn > turn
    }

    /// Whether a page that was rendered at the version `seen` cannot have shown this save.
    pub(super) fn is_news_to(&self, page: &str, seen: i64) -> bool {
        self.version > seen && self.page != page
    }
}

/// The last save of each step that was ever saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(in super::super) struct Marks(BTreeMap<Step, Mark>);

impl Marks {
    pub(super) fn of(&self, step: Step) -> Option<&Mark> {
        self.0.get(&step)
    }

    pub(super) fn set(&mut self, step: Step, mark: Mark) {
        self.0.insert(step, mark);
    }

    /// Whether the member of the step "Member" has still to be looked for.
    pub(super) fn has_look_up_open(&self) -> bool {
        self.of(Step::Member).is_some_and(|mark| mark.not_looked_up)
    }

    /// The last save of all.
    pub(super) fn latest(&self) -> Option<&Mark> {
        self.0.values().max_by_key(|mark| mark.version)
    }
}
