//! The data of rules, clocks and coverage: what is refused, what is read, how long things are valid.

use super::{code, day, rule};
use domain::coverage::{CoveragePeriod, LineOfBusiness, active_on};
use domain::prior_auth::clock_rule::check_rules;
use domain::prior_auth::{
    Allowance, ClockRule, ClockRuleError, CoverageRule, RuleSet, RuleSetError, Urgency, Validity,
};

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
