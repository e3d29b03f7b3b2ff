//! What stops a command, in one line: what is wrong, and how to mend it.

use std::fmt;

/// A command's end with exit status 1. No backtrace, no nesting: whoever reads it wants to get on.
#[derive(Clone, Debug, thiserror::Error)]
pub struct Failure {
    what: String,
    mend: String,
}

impl Failure {
    /// `what` is wrong, in words without a full stop; `mend` says what to do.
    pub fn new(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            mend: mend.into(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        write!(formatter, "{}; {}", one_line(&self.what), one_line(&self.mend))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_one_line_whatever_it_was_made_of() {
        let failure = Failure::new("cannot open\n  the folder", "choose another");
        assert_eq!(failure.to_string(), "cannot open the folder; choose another");
    }
}
