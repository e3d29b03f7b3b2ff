//! Whether a service needs an authorization, and which rules stand beside each other.

use super::{code, day, place, rule};
use domain::coverage::LineOfBusiness;
use domain::prior_auth::{CoverageRule, Need, Requirement, RuleSet, RuleSetError};

/// The id of the rule that requires an authorization at home for a Medicare member.
fn required_by(rules: &RuleSet, procedure: &str, on: &str) -> Option<String> {
    match rules.requirement(
        &code(procedure),
        LineOfBusiness::MedicareAdvantage,
        &place("12"),
        day(on),
        true,
    ) {
        Requirement::Required(rule) => Some(rule.id.clone()),
        Requirement::NotRequired | Requirement::Unknown => None,
    }
}

#[test]
fn a_listed_code_needs_an_authorization_from_the_first_day_to_the_last() {
    let ended = CoverageRule {
        effective_to: Some(day("2024-08-27")),
        ..rule("stimulators", &["E0747"])
    };
    let rules = RuleSet::new(vec![ended]).unwrap();
    assert_eq!(required_by(&rules, "E0747", "2024-08-11"), None);
    assert_eq!(
        required_by(&rules, "E0747", "2024-08-12").as_deref(),
        Some("stimulators")
    );
    assert_eq!(
        required_by(&rules, "E0747", "2024-08-27").as_deref(),
        Some("stimulators")
    );
    assert_eq!(required_by(&rules, "E0747", "2024-08-28"), None);
}

#[test]
fn a_known_code_that_no_rule_lists_needs_none_and_an_unknown_one_goes_to_review() {
    let rules = RuleSet::new(vec![rule("orthoses", &["L1832"])]).unwrap();
    let ask = |procedure: &str, known| {
        rules.requirement(
            &code(procedure),
            LineOfBusiness::Commercial,
            &place("11"),
            day("2026-05-04"),
            known,
        )
    };
    assert_eq!(ask("A4253", true), Requirement::NotRequired);
    assert_eq!(ask("A4253", false), Requirement::Unknown);
    assert!(matches!(ask("L1832", true), Requirement::Required(rule) if rule.id == "orthoses"));
}

#[test]
fn a_code_that_a_rule_lists_is_known_even_when_the_rule_does_not_apply() {
    let rules = RuleSet::new(vec![rule("orthoses", &["L1832"])]).unwrap();
    let before = rules.requirement(
        &code("L1832"),
        LineOfBusiness::Commercial,
        &place("11"),
        day("2020-01-01"),
        false,
    );
    assert_eq!(before, Requirement::NotRequired);
}

#[test]
fn a_rule_applies_only_in_its_lines_of_business_and_places() {
    let narrow = CoverageRule {
        lines_of_business: vec![LineOfBusiness::MedicareAdvantage],
        places_of_service: Some(vec![place("12"), place("31")]),
        ..rule("narrow", &["L1832"])
    };
    let rules = RuleSet::new(vec![narrow]).unwrap();
    let applies = |line, at: &str| {
        let found = rules.requirement(&code("L1832"), line, &place(at), day("2026-05-04"), true);
        matches!(found, Requirement::Required(_))
    };
    assert!(applies(LineOfBusiness::MedicareAdvantage, "12"));
    assert!(applies(LineOfBusiness::MedicareAdvantage, "31"));
    assert!(!applies(LineOfBusiness::MedicareAdvantage, "11"));
    assert!(!applies(LineOfBusiness::Commercial, "12"));
}

#[test]
fn before_the_member_is_known_only_what_holds_for_everybody_is_said() {
    let narrow = CoverageRule {
        lines_of_business: vec![LineOfBusiness::MedicareAdvantage],
        ..rule("narrow", &["L1843"])
    };
    let placed = CoverageRule {
        places_of_service: Some(vec![place("12")]),
        ..rule("placed", &["K0823"])
    };
    let rules = RuleSet::new(vec![rule("orthoses", &["L1832"]), narrow, placed]).unwrap();
    let need = |procedure: &str, on: &str| rules.need(&code(procedure), day(on));
    assert_eq!(need("L1832", "2026-05-04"), Some(Need::Needed));
    assert_eq!(need("L1832", "2020-01-01"), Some(Need::NotNeeded));
    assert_eq!(need("A4253", "2026-05-04"), Some(Need::NotNeeded));
    assert_eq!(need("L1843", "2026-05-04"), None, "it depends on the line of business");
    assert_eq!(need("K0823", "2026-05-04"), None, "it depends on the place");
}

#[test]
fn a_rule_may_be_followed_by_its_successor() {
    let old = CoverageRule {
        effective_to: Some(day("2026-04-12")),
        ..rule("old", &["L1832"])
    };
    let new = CoverageRule {
        effective_from: day("2026-04-13"),
        ..rule("new", &["L1832", "L1844"])
    };
    let rules = RuleSet::new(vec![old, new]).unwrap();
    assert_eq!(required_by(&rules, "L1832", "2026-04-12").as_deref(), Some("old"));
    assert_eq!(required_by(&rules, "L1832", "2026-04-13").as_deref(), Some("new"));
    assert_eq!(rules.rule("new").unwrap().codes.len(), 2);
    assert_eq!(rules.rule("other"), None);
}

#[test]
fn rules_that_share_a_day_a_place_and_a_line_are_refused_by_name() {
    let old = CoverageRule {
        effective_to: Some(day("2026-04-13")),
        ..rule("old", &["L1832"])
    };
    let new = CoverageRule {
        effective_from: day("2026-04-13"),
        ..rule("new", &["L1844", "L1832"])
    };
    let error = RuleSet::new(vec![old, new]).unwrap_err();
    assert_eq!(
        error,
        RuleSetError::Overlap {
            first: "old".to_owned(),
            second: "new".to_owned(),
            code: code("L1832")
        }
    );
    assert_eq!(
        error.to_string(),
        "rules old and new both apply to code L1832 at the same time"
    );
}

#[test]
fn rules_for_different_lines_or_places_do_not_overlap() {
    let line = |id: &str, line| CoverageRule {
        lines_of_business: vec![line],
        ..rule(id, &["L1832"])
    };
    let by_line = vec![
        line("a", LineOfBusiness::Commercial),
        line("b", LineOfBusiness::MedicaidManagedCare),
    ];
    assert!(RuleSet::new(by_line).is_ok());
    let at = |id: &str, text| CoverageRule {
        places_of_service: Some(vec![place(text)]),
        ..rule(id, &["L1832"])
    };
    assert!(RuleSet::new(vec![at("a", "11"), at("b", "12")]).is_ok());
    assert!(RuleSet::new(vec![at("a", "11"), rule("everywhere", &["L1832"])]).is_err());
}
