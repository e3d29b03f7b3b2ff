//! What holds for every set of rules.

use super::{code, day, place, rule};
use chrono::NaiveDate;
use domain::coverage::LineOfBusiness;
use domain::prior_auth::{CoverageRule, Need, Requirement, RuleSet, RuleSetError, Validity};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const CODES: [&str; 4] = ["L1832", "L1843", "K0823", "E0193"];
const PLACES: [&str; 3] = ["11", "12", "31"];

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0u64..40).prop_map(|days| day("2026-01-01") + chrono::Days::new(days))
}

fn any_rule() -> impl Strategy<Value = CoverageRule> {
    let places = prop::option::of(subsequence(&PLACES[..], 1..=3));
    (
        subsequence(&CODES[..], 1..=4),
        subsequence(LineOfBusiness::ALL, 1..=3),
        places,
        any_day(),
        prop::option::of(0u64..20),
    )
        .prop_map(|(codes, lines, places, from, length)| CoverageRule {
            lines_of_business: lines,
            places_of_service: places.map(|places| places.iter().map(|text| place(text)).collect()),
            effective_from: from,
            effective_to: length.map(|days| from + chrono::Days::new(days)),
            ..rule("", &codes)
        })
}

fn any_rules() -> impl Strategy<Value = Vec<CoverageRule>> {
    prop::collection::vec(any_rule(), 1..5).prop_map(|rules| {
        let named = rules.into_iter().enumerate();
        named
            .map(|(n, rule)| CoverageRule {
                id: format!("rule{n}"),
                ..rule
            })
            .collect()
    })
}

/// Whether a rule applies, said once more in other words.
fn applies(rule: &CoverageRule, procedure: &str, line: LineOfBusiness, at: &str, on: NaiveDate) -> bool {
    let begun = on >= rule.effective_from;
    let over = rule.effective_to.is_some_and(|to| on > to);
    let here = rule
        .places_of_service
        .as_ref()
        .is_none_or(|places| places.iter().any(|p| p.as_str() == at));
    rule.codes.contains(&code(procedure)) && rule.lines_of_business.contains(&line) && here && begun && !over
}

proptest! {
    #[test]
    fn in_an_accepted_set_exactly_the_rule_that_applies_is_found(
        rules in any_rules(), procedure in select(&CODES[..]), line in select(LineOfBusiness::ALL),
        at in select(&PLACES[..]), on in any_day()
    ) {
        let applying: Vec<&str> =
            rules.iter().filter(|rule| applies(rule, procedure, line, at, on)).map(|rule| rule.id.as_str()).collect();
        match RuleSet::new(rules.clone()) {
            Ok(set) => {
                prop_assert!(applying.len() <= 1);
                match set.requirement(&code(procedure), line, &place(at), on, true) {
                    Requirement::Required(rule) => prop_assert_eq!(vec![rule.id.as_str()], applying),
                    Requirement::NotRequired => prop_assert!(applying.is_empty()),
                    Requirement::Unknown => prop_assert!(false, "the code is known"),
                }
            }
            Err(RuleSetError::Overlap { first, second, .. }) => prop_assert_ne!(first, second),
            Err(other) => prop_assert!(false, "{}", other),
        }
    }

    #[test]
    fn what_is_said_before_the_member_is_known_holds_for_every_member_and_place(
        rules in any_rules(), procedure in select(&CODES[..]), on in any_day()
    ) {
        let Ok(set) = RuleSet::new(rules) else { return Ok(()) };
        let said = set.need(&code(procedure), on);
        let all = LineOfBusiness::ALL.iter().flat_map(|line| PLACES.map(|at| (line, at)));
        for (line, at) in all {
            let required = matches!(
                set.requirement(&code(procedure), *line, &place(at), on, true),
                Requirement::Required(_)
            );
            prop_assert!(said != Some(Need::Needed) || required);
            prop_assert!(said != Some(Need::NotNeeded) || !required);
        }
    }

    #[test]
    fn a_set_is_refused_exactly_when_two_rules_meet(rules in any_rules()) {
        let mut meet = false;
        for (n, one) in rules.iter().enumerate() {
            for other in &rules[n + 1..] {
                for procedure in CODES {
                    for line in LineOfBusiness::ALL {
                        for at in PLACES {
                            let both = |days| {
                                let on = day("2026-01-01") + chrono::Days::new(days);
                                applies(one, procedure, *line, at, on) && applies(other, procedure, *line, at, on)
                            };
                            meet |= (0..60).any(both);
                        }
                    }
                }
            }
        }
        prop_assert_eq!(RuleSet::new(rules).is_err(), meet);
    }

    #[test]
    fn validity_never_ends_before_it_begins(first in any_day(), days in 1u32..1_000, months in 1u32..60) {
        prop_assert!(Validity::Days(days).last_day(first).unwrap() >= first);
        prop_assert!(Validity::Months(months).last_day(first).unwrap() >= first);
    }
}
