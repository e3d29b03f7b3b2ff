//! What the address of a list asks for, and the addresses that ask for a little more or less.

use crate::paths;

/// More pairs than any of our pages makes.
const MOST: usize = 48;

/// The parameters of a list's address that mean something there, in the order in which it names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    page: &'static str,
    pairs: Vec<(&'static str, String)>,
}

impl Asked {
    /// Reads the query of an address of `page`. Of others than `names`, and of empty ones, nothing is kept.
    #[must_use]
    pub fn parse(page: &'static str, names: &[&'static str], query: &str) -> Self {
        let mut pairs: Vec<(&'static str, String)> = Vec::new();
        for (name, value) in paths::query_pairs(query) {
            let known = names.iter().find(|known| **known == name);
            if let Some(pair) = known
                .map(|known| (*known, value))
                .filter(|(_, value)| !value.is_empty())
                && !pairs.contains(&pair)
                && pairs.len() < MOST
            {
                pairs.push(pair);
            }
        }
        Self { page, pairs }
    }

    /// The first value of a parameter; empty where it is not named.
    #[must_use]
    pub fn one(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Every value of a parameter.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = self.pairs.iter().filter(move |(known, _)| *known == name);
        named.map(|(_, value)| value.as_str())
    }

    /// All names and values.
    #[must_use]
    pub fn pairs(&self) -> &[(&'static str, String)] {
        &self.pairs
    }

    /// The same without the pairs that fit.
    #[must_use]
    pub fn without(&self, fits: impl Fn(&str, &str) -> bool) -> Self {
        let others = self.pairs.iter().filter(|(name, value)| !fits(name, value));
        Self {
            page: self.page,
            pairs: others.cloned().collect(),
        }
    }

    /// The same with `name` saying `value` alone.
    #[must_use]
    pub fn with(&self, name: &'static str, value: &str) -> Self {
        let mut other = self.without(|known, _| known == name);
        other.pairs.push((name, value.to_owned()));
        other
    }

    /// The same with `name` saying `value`, too.
    #[must_use]
    pub fn and(mut self, name: &'static str, value: &str) -> Self {
        self.pairs.push((name, value.to_owned()));
        self
    }

    /// As an address.
    #[must_use]
    pub fn address(&self) -> String {
        let pairs: Vec<(&str, &str)> = self.pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        paths::with_query(self.page, &pairs)
    }

    /// As the query of an address, without the `?`.
    #[must_use]
    pub fn query(&self) -> String {
        paths::query_of(&self.address()).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Asked {
        Asked::parse("/prior-auth", &["status", "q"], query)
    }

    #[test]
    fn what_means_nothing_or_is_said_twice_is_not_kept() {
        let asked = asked("status=denied&x=1&status=&status=approved&status=denied&q=a%26b");
        assert_eq!(asked.all("status").collect::<Vec<_>>(), ["denied", "approved"]);
        assert_eq!(asked.address(), "/prior-auth?status=denied&status=approved&q=a%26b");
        assert_eq!((asked.one("q"), asked.one("x")), ("a&b", ""));
    }

    #[test]
    fn an_address_asks_for_less_or_for_something_else() {
        let asked = asked("status=denied&status=approved&q=a");
        let less = asked.without(|name, value| (name, value) == ("status", "denied"));
        assert_eq!(less.query(), "status=approved&q=a");
        assert_eq!(less.with("q", "b").query(), "status=approved&q=b");
        assert_eq!(asked.without(|_, _| true).address(), "/prior-auth");
    }

    #[test]
    fn an_endless_address_is_read_to_its_bounds() {
        let endless: Vec<String> = (0..1000).map(|number| format!("q={number}")).collect();
        assert_eq!(asked(&endless.join("&")).pairs().len(), MOST);
    }
}
