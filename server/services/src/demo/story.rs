//! What a story of the demo is: who does what, so many hours later.

use domain::coverage::LineOfBusiness;
use domain::prior_auth::Action;

/// Who acts in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    Practice,
    Nurse,
    OtherNurse,
    Physician,
    OtherPhysician,
    Lead,
    Rules,
    Clockwork,
}

/// One step: so many hours after the one before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) after_hours: u32,
    pub(super) who: Who,
    pub(super) action: Action,
}

/// Which services a story is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Listed,
    Short,
    Unlisted,
    Unknown,
}

/// A course of events, and how many requests took it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Story {
    pub(super) name: &'static str,
    pub(super) requests: u32,
    /// How long ago they were received, in hours: from, to.
    pub(super) age: (u32, u32),
    pub(super) kind: Kind,
    pub(super) line_of_business: Option<LineOfBusiness>,
    pub(super) steps: &'static [Step],
}

/// A step.
pub(super) const fn step(after_hours: u32, who: Who, action: Action) -> Step {
    Step {
        after_hours,
        who,
        action,
    }
}

/// A story of members of any line of business.
pub(super) const fn story(
    name: &'static str,
    requests: u32,
    age: (u32, u32),
    kind: Kind,
    steps: &'static [Step],
) -> Story {
    Story {
        name,
        requests,
        age,
        kind,
        line_of_business: None,
        steps,
    }
}

/// The same for members of one line of business.
pub(super) const fn of(line: LineOfBusiness, story: Story) -> Story {
    Story {
        line_of_business: Some(line),
        ..story
    }
}
