//! Coverage rules: their data, and whether a service needs an authorization.
#![expect(clippy::unwrap_used, reason = "tests")]

use chrono::NaiveDate;
use domain::codes::{PlaceOfService, ProcedureCode};
use domain::coverage::{CoveragePeriod, LineOfBusiness, active_on};
use domain::prior_auth::clock_rule::check_rules;
use domain::prior_auth::{
    Allowance, ClockRule, ClockRuleError, CoverageRule, Requirement, RuleSet, RuleSetError, Urgency, Validity,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn code(text: &str) -> ProcedureCode {
    ProcedureCode::parse(text).unwrap()
}

fn place(text: &str) -> PlaceOfService {
    PlaceOfService::parse(text).unwrap()
}

fn rule(id: &str, codes: &[&str]) -> CoverageRule {
    CoverageRule {
        id: id.to_owned(),
        title: id.to_owned(),
        codes: codes.iter().map(|text| code(text)).collect(),
        lines_of_business: LineOfBusiness::ALL.to_vec(),
        places_of_service: None,
        effective_from: day("2024-08-12"),
        effective_to: None,
        validity: Validity::Days(60),
        attestation: false,
        source: "test".to_owned(),
    }
}

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

#[test]
fn broken_data_is_refused_and_names_the_rule() {
    let base = || rule("broken", &["L1832"]);
    let empty = |field| RuleSetError::Empty {
        id: "broken".to_owned(),
        field,
    };
    let cases = [
        (
            CoverageRule {
                codes: vec![],
                ..base()
            },
            empty("codes"),
        ),
        (
            CoverageRule {
                lines_of_business: vec![],
                ..base()
            },
            empty("lines_of_business"),
        ),
        (
            CoverageRule {
                places_of_service: Some(vec![]),
                ..base()
            },
            empty("places_of_service"),
        ),
        (
            CoverageRule {
                effective_to: Some(day("2024-08-11")),
                ..base()
            },
            RuleSetError::Inverted("broken".to_owned()),
        ),
        (
            CoverageRule {
                validity: Validity::Days(0),
                ..base()
            },
            RuleSetError::NoValidity("broken".to_owned()),
        ),
        (
            CoverageRule {
                validity: Validity::Months(0),
                ..base()
            },
            RuleSetError::NoValidity("broken".to_owned()),
        ),
        (
            rule("broken", &["L1832", "L1843", "L1832"]),
            RuleSetError::DuplicateCode {
                id: "broken".to_owned(),
                code: code("L1832"),
            },
        ),
    ];
    for (rule, expected) in cases {
        let error = RuleSet::new(vec![rule]).unwrap_err();
        assert_eq!(error, expected);
        assert!(error.to_string().contains("broken"), "{error}");
    }
    let twice = RuleSet::new(vec![rule("same", &["L1832"]), rule("same", &["L1843"])]);
    assert_eq!(twice.unwrap_err(), RuleSetError::DuplicateId("same".to_owned()));
    let nameless = RuleSet::new(vec![rule(" ", &["L1832"])]);
    assert_eq!(
        nameless.unwrap_err(),
        RuleSetError::Empty {
            id: " ".to_owned(),
            field: "id"
        }
    );
}

#[test]
fn a_data_file_reads_like_this() {
    let text = r#"{
        "id": "lower_limb_prostheses", "title": "Lower-limb prostheses", "codes": ["L5856", "l5857"],
        "lines_of_business": ["medicare_advantage", "commercial"], "effective_from": "2022-09-01",
        "validity": {"days": 120}, "attestation": true, "source": "CMS"
    }"#;
    let rule: CoverageRule = serde_json::from_str(text).unwrap();
    assert_eq!(rule.codes, vec![code("L5856"), code("L5857")]);
    assert_eq!(rule.validity, Validity::Days(120));
    assert!(rule.attestation && rule.effective_to.is_none() && rule.places_of_service.is_none());
    let again: CoverageRule = serde_json::from_str(&serde_json::to_string(&rule).unwrap()).unwrap();
    assert_eq!(again, rule);
}

#[test]
fn a_field_that_nobody_would_check_is_refused() {
    let mut json = serde_json::to_value(rule("r", &["L1832"])).unwrap();
    json["min_age"] = 18.into();
    assert!(serde_json::from_value::<CoverageRule>(json).is_err());
    let mut json = serde_json::to_value(rule("r", &["L1832"])).unwrap();
    json["codes"] = serde_json::json!(["no code"]);
    assert!(serde_json::from_value::<CoverageRule>(json).is_err());
}

#[test]
fn an_approval_is_valid_for_days_or_calendar_months() {
    let last = |validity: Validity, first: &str| validity.last_day(day(first)).unwrap().to_string();
    assert_eq!(last(Validity::Days(60), "2026-11-16"), "2027-01-14");
    assert_eq!(last(Validity::Days(1), "2026-11-16"), "2026-11-16");
    assert_eq!(last(Validity::Months(6), "2026-11-16"), "2027-05-15");
    assert_eq!(last(Validity::Months(1), "2026-01-31"), "2026-02-28");
    assert_eq!(last(Validity::Months(1), "2028-01-31"), "2028-02-29");
    assert_eq!(last(Validity::Months(1), "2028-01-29"), "2028-02-28");
    assert_eq!(last(Validity::Months(12), "2028-02-29"), "2029-02-28");
    assert_eq!(Validity::Days(0).last_day(day("2026-11-16")), None);
    assert_eq!(Validity::Months(0).last_day(day("2026-11-16")), None);
    assert_eq!(Validity::Months(u32::MAX).last_day(day("2026-11-16")), None);
}

#[test]
fn coverage_is_judged_on_the_day() {
    let period = |line_of_business, from: &str, to: Option<&str>| CoveragePeriod {
        line_of_business,
        from: day(from),
        to: to.map(day),
    };
    let periods = [
        period(LineOfBusiness::Commercial, "2020-01-01", Some("2025-12-31")),
        period(LineOfBusiness::MedicareAdvantage, "2026-01-01", None),
    ];
    let line_on = |text: &str| active_on(&periods, day(text)).map(|period| period.line_of_business);
    assert_eq!(line_on("2019-12-31"), None);
    assert_eq!(line_on("2020-01-01"), Some(LineOfBusiness::Commercial));
    assert_eq!(line_on("2025-12-31"), Some(LineOfBusiness::Commercial));
    assert_eq!(line_on("2026-01-01"), Some(LineOfBusiness::MedicareAdvantage));
    assert_eq!(active_on(&[], day("2026-01-01")), None);
}

#[test]
fn clock_rules_with_broken_data_are_refused_by_name() {
    let base = || ClockRule {
        id: "federal".to_owned(),
        title: "Standard request".to_owned(),
        lines_of_business: LineOfBusiness::ALL.to_vec(),
        urgency: Urgency::Standard,
        state: None,
        channel: None,
        effective_from: day("2026-01-01"),
        effective_to: None,
        allowance: Allowance::CalendarDays(7),
        pauses_for_information: false,
        extension_days: 14,
        source: "CMS-0057-F".to_owned(),
    };
    let name = || "federal".to_owned();
    assert_eq!(check_rules(&[base()]), Ok(()));
    assert_eq!(check_rules(&[base(), base()]), Err(ClockRuleError::DuplicateId(name())));
    let cases = [
        (
            ClockRule {
                lines_of_business: vec![],
                ..base()
            },
            ClockRuleError::NoLineOfBusiness(name()),
        ),
        (
            ClockRule {
                effective_to: Some(day("2025-12-31")),
                ..base()
            },
            ClockRuleError::Inverted(name()),
        ),
        (
            ClockRule {
                allowance: Allowance::ElapsedHours(0),
                ..base()
            },
            ClockRuleError::NoTime(name()),
        ),
        (
            ClockRule {
                allowance: Allowance::BusinessDays(0),
                ..base()
            },
            ClockRuleError::NoTime(name()),
        ),
    ];
    for (rule, expected) in cases {
        assert_eq!(check_rules(&[rule]), Err(expected));
    }
}

#[test]
fn a_clock_rule_file_reads_like_this() {
    let text = r#"{
        "id": "federal_expedited", "title": "Expedited request, 72 hours", "lines_of_business": ["medicare_advantage"],
        "urgency": "expedited", "effective_from": "2026-01-01", "allowance": {"elapsed_hours": 72},
        "extension_days": 14, "source": "42 CFR 422.572"
    }"#;
    let rule: ClockRule = serde_json::from_str(text).unwrap();
    assert_eq!(rule.allowance, Allowance::ElapsedHours(72));
    assert!(!rule.pauses_for_information && rule.state.is_none() && rule.channel.is_none());
    let again: ClockRule = serde_json::from_str(&serde_json::to_string(&rule).unwrap()).unwrap();
    assert_eq!(again, rule);
}

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
