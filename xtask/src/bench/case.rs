//! A case that a nurse takes and puts back, again and again: each time it changes, and open pages hear of it.

use serde_json::Value;

use super::{submit, visitor::Visitor};
use crate::failure::{Failure, Outcome};

/// The case, and its version now.
pub struct Case {
    reference: String,
    version: i64,
}

impl Case {
    /// Sends a new request in the name of that visitor's practice.
    ///
    /// # Errors
    /// The server refuses.
    pub fn fresh(desk: &mut Visitor) -> Outcome<Self> {
        let page = submit::submitted(desk)?;
        let reference = reference_in(&page).ok_or_else(|| Failure::new(format!("no request stands at {page}")))?;
        Ok(Self {
            reference: reference.to_owned(),
            version: 1,
        })
    }

    /// Changes it, and says its version then.
    ///
    /// # Errors
    /// The server refuses.
    pub fn change(&mut self, nurse: &mut Visitor) -> Outcome<i64> {
        let verb = if self.version % 2 == 1 {
            "review/assign"
        } else {
            "review/release"
        };
        let version = self.version.to_string();
        nurse.call(verb, &[("reference", self.reference.as_str()), ("version", &version)])?;
        self.version += 1;
        Ok(self.version)
    }
}

/// The reference in the address of a request's page.
fn reference_in(page: &str) -> Option<&str> {
    let rest = page.split("/prior-auth/").nth(1)?;
    rest.split(['?', '/']).next().filter(|reference| !reference.is_empty())
}

/// The version that a line of an event stream announces.
pub fn version_in(line: &str) -> Option<i64> {
    let data = line.trim_end().strip_prefix("data:")?;
    let event: Value = serde_json::from_str(data).ok()?;
    event.get("version")?.as_i64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_is_read_from_the_address_of_its_page() {
        assert_eq!(
            reference_in("/prior-auth/PA-7K3Q-9XM2?submitted=1"),
            Some("PA-7K3Q-9XM2")
        );
        assert_eq!(
            reference_in("http://localhost:1/prior-auth/PA-7K3Q-9XM2"),
            Some("PA-7K3Q-9XM2")
        );
        assert_eq!(reference_in("/login"), None);
    }

    #[test]
    fn only_lines_with_data_announce_a_version() {
        assert_eq!(version_in(r#"data: {"reference":"PA-1","version":12}"#), Some(12));
        for line in ["", ": still there", "event: case", "data: {}", "data: {\"version\":"] {
            assert_eq!(version_in(line), None, "{line}");
        }
    }
}
