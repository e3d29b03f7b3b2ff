//! Views of a list that somebody has saved: filters and order by a name of their own.

use crate::access::Permission;
use crate::form::FieldCode;

coded! {
    /// A list that one may save views of.
    pub enum Place {
        /// The requests of a practice.
        Requests = "requests",
        /// The plan's work queue.
        Queue = "queue",
    }
}

impl Place {
    /// Who may see the list.
    pub const fn permission(self) -> Permission {
        match self {
            Self::Requests => Permission::ReadPriorAuth,
            Self::Queue => Permission::ReadReviewQueue,
        }
    }
}

/// How many views somebody may keep of one list.
pub const MOST_VIEWS: u32 = 20;
/// The longest name, in characters.
pub const LONGEST_NAME: u32 = 40;
/// The longest query, in bytes: every filter set, with the most members that one can name.
pub const LONGEST_QUERY: usize = 1_000;

/// The name of a view, without blanks around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewName(String);

impl ViewName {
    /// Reads what was typed.
    ///
    /// # Errors
    /// It is empty, or longer than [`LONGEST_NAME`].
    pub fn parse(typed: &str) -> Result<Self, FieldCode> {
        let plain: String = typed.chars().filter(|letter| !letter.is_control()).collect();
        let name = plain.trim().to_owned();
        match u32::try_from(name.chars().count()) {
            Ok(0) => Err(FieldCode::Required),
            Ok(length) if length <= LONGEST_NAME => Ok(Self(name)),
            _ => Err(FieldCode::TooLong { max: LONGEST_NAME }),
        }
    }

    /// As it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Names that differ in capitals alone are one name.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

/// Whether a text can be the query of an address: printable ASCII, and nothing that ends it or means something in a page.
pub fn is_query(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'#' | b'"' | b'<' | b'>' | b'?');
    text.len() <= LONGEST_QUERY && text.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_and_says_something() {
        let name = |typed: &str| ViewName::parse(typed).map(|name| name.as_str().to_owned());
        assert_eq!(name("  My denials \u{0}"), Ok("My denials".to_owned()));
        assert_eq!(name(" \n "), Err(FieldCode::Required));
        assert_eq!(name(&"é".repeat(40)), Ok("é".repeat(40)));
        assert_eq!(name(&"é".repeat(41)), Err(FieldCode::TooLong { max: 40 }));
        let keys = ["MINE", "mine"].map(|typed| ViewName::parse(typed).map(|name| name.key()));
        assert_eq!(keys[0], keys[1]);
    }

    #[test]
    fn a_query_holds_nothing_that_leads_elsewhere() {
        assert!(is_query("") && is_query("status=denied&code=L1832"));
        for text in ["a b", "a#b", "a?b", "\"><script>", "a\\b", "é"] {
            assert!(!is_query(text), "{text}");
        }
        assert!(!is_query(&"a".repeat(LONGEST_QUERY + 1)));
    }
}
