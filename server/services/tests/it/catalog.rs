//! The rules and code sets that ship with the program: Medicare's list, code by code, and the clocks.

use chrono::NaiveDate;
use chrono_tz::America::Chicago;
use domain::codes::{PlaceOfService, ProcedureCode, ProcedureCodeSystem};
use domain::coverage::LineOfBusiness;
use domain::prior_auth::deadline::due;
use domain::prior_auth::{Channel, ClockEvent, ClockFacts, Requirement, Urgency, Validity};
use services::catalog::Catalog;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The rule that asks for authorization of a code on a day, with its validity; the same in all lines of business.
fn rule(catalog: &Catalog, code: &str, on: &str) -> Option<(String, Validity, bool)> {
    let (code, home) = (
        ProcedureCode::parse(code).unwrap(),
        PlaceOfService::parse("12").unwrap(),
    );
    let found = |line: &LineOfBusiness| match catalog.requirement(&code, *line, &home, day(on)) {
        Requirement::Required(rule) => Some((rule.id.clone(), rule.validity, rule.attestation)),
        Requirement::NotRequired => None,
        Requirement::Unknown => panic!("{code} is unknown"),
    };
    let all: Vec<_> = LineOfBusiness::ALL.iter().map(found).collect();
    assert!(
        all.iter().all(|one| *one == all[0]),
        "{code}: the lines of business differ"
    );
    all.into_iter().next().unwrap()
}

fn codes(letter: char, ranges: &[(u32, u32)]) -> Vec<String> {
    ranges
        .iter()
        .flat_map(|(from, to)| (*from..=*to).map(move |number| format!("{letter}{number:04}")))
        .collect()
}

fn assert_listed(codes: &[String], validity: Validity, attestation: bool) {
    let catalog = Catalog::load().unwrap();
    for code in codes {
        let (id, valid, attests) = rule(&catalog, code, "2026-11-23").unwrap_or_else(|| panic!("{code} is not listed"));
        assert_eq!((valid, attests), (validity, attestation), "{code} in {id}");
        assert!(catalog.wording(code).is_some(), "{code} has no words");
    }
}

fn words(codes: &str) -> Vec<String> {
    codes.split(' ').map(str::to_owned).collect()
}

#[test]
fn lower_limb_prostheses_are_listed_for_120_days_and_need_attestation() {
    assert_listed(&words("L5856 L5857 L5858 L5973 L5980 L5987"), Validity::Days(120), true);
}

#[test]
fn orthoses_are_listed_for_60_days() {
    let all = "L0648 L0650 L1832 L1851 L0631 L0637 L0639 L1843 L1845 L1951 L0651 L1844 L1846 L1852 L1932";
    assert_listed(&words(all), Validity::Days(60), false);
}

#[test]
fn power_mobility_is_listed_for_six_months() {
    let ranges = [(800, 802), (806, 808), (813, 816), (820, 829), (835, 843), (848, 864)];
    let codes = codes('K', &ranges);
    assert_eq!(codes.len(), 46);
    assert_listed(&codes, Validity::Months(6), false);
}

#[test]
fn surfaces_are_listed_for_a_month_and_compression_for_60_days() {
    assert_listed(&words("E0193 E0277 E0371 E0372 E0373"), Validity::Months(1), false);
    assert_listed(&words("E0651 E0652"), Validity::Days(60), false);
}

#[test]
fn nothing_else_is_listed() {
    let catalog = Catalog::load().unwrap();
    let on = "2026-11-23";
    let listed = catalog
        .procedures()
        .filter(|(code, _)| rule(&catalog, code.as_str(), on).is_some())
        .count();
    assert_eq!(listed, 6 + 15 + 46 + 5 + 2);
}

#[test]
fn rules_begin_and_end_on_their_days() {
    let catalog = Catalog::load().unwrap();
    let is_listed = |code, on| rule(&catalog, code, on).is_some();
    for (code, before, first) in [
        ("L0631", "2024-08-11", "2024-08-12"),
        ("L1844", "2026-04-12", "2026-04-13"),
        ("E0651", "2026-04-12", "2026-04-13"),
        ("L1832", "2022-10-09", "2022-10-10"),
    ] {
        assert!(!is_listed(code, before) && is_listed(code, first), "{code}");
    }
    for code in ["E0747", "E0748", "E0760"] {
        assert!(
            !is_listed(code, "2024-08-11") && is_listed(code, "2024-08-12"),
            "{code}"
        );
        assert!(
            is_listed(code, "2024-08-27") && !is_listed(code, "2024-08-28"),
            "{code} was suspended"
        );
    }
}

#[test]
fn known_neighbours_of_the_list_need_nothing_and_unknown_codes_are_unknown() {
    let catalog = Catalog::load().unwrap();
    for code in ["L1830", "L1833", "L1810", "E0250", "K0001"] {
        assert_eq!(rule(&catalog, code, "2026-11-23"), None, "{code}");
    }
    let (unknown, home) = (
        ProcedureCode::parse("L9999").unwrap(),
        PlaceOfService::parse("12").unwrap(),
    );
    let found = catalog.requirement(&unknown, LineOfBusiness::Commercial, &home, day("2026-11-23"));
    assert_eq!(found, Requirement::Unknown);
}

#[test]
fn the_diagnoses_have_words_of_our_own_and_the_neighbours_of_the_demos_codes() {
    let catalog = Catalog::load().unwrap();
    assert!(catalog.diagnoses().count() >= 300);
    for (code, wording) in catalog.diagnoses() {
        assert!((3..=100).contains(&wording.chars().count()), "{code}: {wording}");
    }
    let distinct: std::collections::BTreeSet<_> = catalog.diagnoses().map(|(_, wording)| wording).collect();
    assert_eq!(
        distinct.len(),
        catalog.diagnoses().count(),
        "no two codes have the same words"
    );
    for code in [
        "M17.0", "M17.10", "M17.11", "M17.12", "M17.2", "M17.30", "M17.31", "M17.32", "M17.4", "M17.5", "M17.9",
        "G35.A", "G35.B0", "G35.B1", "G35.B2", "G35.C0", "G35.C1", "G35.C2", "G35.D",
    ] {
        assert!(catalog.diagnosis(code).is_some(), "{code} has no words");
    }
    assert_eq!(catalog.diagnosis("G35"), None, "parted since October 2025");
}

#[test]
fn the_code_set_is_hcpcs_in_our_own_words_without_cpt_and_dental_codes() {
    let catalog = Catalog::load().unwrap();
    assert!(catalog.procedures().count() >= 150);
    for (code, wording) in catalog.procedures() {
        assert_eq!(code.system(), ProcedureCodeSystem::Hcpcs, "{code}");
        assert!(!code.as_str().starts_with('D'), "{code}");
        assert!((5..=100).contains(&wording.chars().count()), "{code}: {wording}");
    }
}

#[test]
fn every_rule_names_its_source() {
    let catalog = Catalog::load().unwrap();
    assert!(catalog.rules.rules().iter().all(|rule| rule.source.contains("CFR")));
    assert!(catalog.clocks.iter().all(|rule| rule.source.contains("CFR")));
}

/// When a request received at nine on Monday, 23 November 2026, in Chicago must be decided.
fn due_at(line: LineOfBusiness, urgency: Urgency) -> String {
    let catalog = Catalog::load().unwrap();
    let facts = ClockFacts {
        line_of_business: line,
        urgency,
        state: None,
        channel: Channel::Portal,
    };
    let started = "2026-11-23T15:00:00Z".parse().unwrap();
    let clock = due(
        &catalog.clocks,
        &facts,
        &[(started, ClockEvent::Started)],
        &Chicago,
        &catalog.holidays,
    )
    .unwrap();
    format!(
        "{} {}",
        clock.rule_id,
        clock.due_at.with_timezone(&Chicago).format("%F %H:%M")
    )
}

#[test]
fn the_clocks_are_those_of_the_law() {
    use LineOfBusiness::{Commercial, MedicaidManagedCare, MedicareAdvantage};
    use Urgency::{Expedited, Standard};
    for (line, urgency, expected) in [
        (MedicareAdvantage, Standard, "ma-standard-2026 2026-11-30 09:00"),
        (MedicareAdvantage, Expedited, "ma-expedited 2026-11-26 09:00"),
        (MedicaidManagedCare, Standard, "medicaid-standard-2026 2026-11-30 09:00"),
        (MedicaidManagedCare, Expedited, "medicaid-expedited 2026-11-26 09:00"),
        (Commercial, Standard, "commercial-standard 2026-12-08 09:00"),
        (Commercial, Expedited, "commercial-urgent 2026-11-26 09:00"),
    ] {
        assert_eq!(due_at(line, urgency), expected);
    }
}

#[test]
fn holidays_are_the_observed_federal_ones() {
    let catalog = Catalog::load().unwrap();
    for year in 2026..=2028 {
        let count = catalog
            .holidays
            .iter()
            .filter(|day| day.to_string().starts_with(&year.to_string()))
            .count();
        // New Year 2028 is a Saturday and so observed in 2027.
        assert_eq!(
            count,
            if year == 2027 {
                12
            } else if year == 2028 {
                10
            } else {
                11
            },
            "{year}"
        );
    }
    for observed in ["2026-07-03", "2026-11-26", "2027-07-05", "2027-12-31", "2028-11-10"] {
        assert!(catalog.holidays.contains(&day(observed)), "{observed}");
    }
    assert!(catalog.holidays.is_sorted());
}
