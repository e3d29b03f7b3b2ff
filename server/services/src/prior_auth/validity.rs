//! From when until when an approval is valid.

use chrono::NaiveDate;
use domain::prior_auth::ruling::{Extent, LineRuling};

use crate::catalog::Catalog;

/// Begins on the day of the decision, or on the first day of service if that is later, and lasts as the coverage rule says. Without
/// a rule (a code nobody knows, which a person approved) it lasts until the last day asked for.
pub(crate) fn validity(
    catalog: &Catalog,
    rule: Option<&str>,
    service: (NaiveDate, NaiveDate),
    decided_on: NaiveDate,
) -> (NaiveDate, NaiveDate) {
    let first = decided_on.max(service.0);
    let by_rule = rule
        .and_then(|id| catalog.rules.rule(id))
        .and_then(|rule| rule.validity.last_day(first));
    (first, by_rule.unwrap_or_else(|| service.1.max(first)))
}

/// From when until when an authorization of these lines is valid; with several it lasts as long as the longest. A line
/// whose days a reviewer set is valid on those; a denied one counts for nothing. `rulings` is empty where all lines are
/// approved as requested. Each line comes with the coverage rule that asks for its authorization.
pub(super) fn valid_for(
    catalog: &Catalog,
    lines: &[(Option<&str>, Extent)],
    rulings: &[LineRuling],
    decided_on: NaiveDate,
) -> (NaiveDate, NaiveDate) {
    let mut valid: Option<(NaiveDate, NaiveDate)> = None;
    for (index, (rule, asked)) in lines.iter().enumerate() {
        let by_rule = || validity(catalog, *rule, (asked.from, asked.to), decided_on);
        let (first, last) = match rulings.get(index) {
            Some(LineRuling::Denied) => continue,
            Some(LineRuling::Modified(given)) if (given.from, given.to) != (asked.from, asked.to) => {
                (given.from, given.to)
            }
            _ => by_rule(),
        };
        valid = Some(valid.map_or((first, last), |(f, l)| (first.min(f), last.max(l))));
    }
    valid.unwrap_or((decided_on, decided_on))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn valid(rule: Option<&str>, from: &str, to: &str, decided: &str) -> (String, String) {
        let catalog = Catalog::load().unwrap();
        let (first, last) = validity(&catalog, rule, (day(from), day(to)), day(decided));
        (first.to_string(), last.to_string())
    }

    fn span(from: &str, to: &str) -> (String, String) {
        (from.to_owned(), to.to_owned())
    }

    #[test]
    fn an_orthosis_is_approved_for_sixty_days_from_the_decision() {
        let found = valid(Some("orthoses-2022"), "2026-11-20", "2026-12-20", "2026-11-23");
        assert_eq!(found, span("2026-11-23", "2027-01-21"));
    }

    #[test]
    fn a_service_that_begins_later_is_valid_from_then() {
        let found = valid(Some("scooters"), "2026-12-01", "2026-12-20", "2026-11-23");
        assert_eq!(found, span("2026-12-01", "2027-05-31"));
    }

    #[test]
    fn without_a_rule_it_lasts_as_long_as_was_asked_for() {
        assert_eq!(
            valid(None, "2026-11-20", "2026-12-20", "2026-11-23"),
            span("2026-11-23", "2026-12-20")
        );
        assert_eq!(
            valid(None, "2026-11-20", "2026-11-21", "2026-11-23"),
            span("2026-11-23", "2026-11-23")
        );
    }
}
