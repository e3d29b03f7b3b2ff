//! Reading files in the formats of their publishers, and files that only seem to be.
#![expect(clippy::unwrap_used, reason = "tests")]

use chrono::NaiveDate;

use super::*;
use crate::testing::code_files::{hcpcs_records, icd10cm_codes_line, icd10cm_order_line};

fn read_bytes(bytes: &[u8]) -> Result<Edition, String> {
    let file = CodeFile {
        name: "codes.txt".to_owned(),
        bytes: bytes.to_vec(),
    };
    read(&file).map(|read| read.edition).map_err(|error| error.to_string())
}

fn edition(text: &str) -> Edition {
    read_bytes(text.as_bytes()).unwrap()
}

fn refusal(text: &str) -> String {
    read_bytes(text.as_bytes()).unwrap_err()
}

fn words(edition: &Edition) -> Vec<(&str, &str)> {
    let codes = edition.codes.iter();
    codes
        .map(|(code, meaning)| (code.as_str(), meaning.words.as_str()))
        .collect()
}

/// Modifiers, a long description, a code that has ended, a dental one.
fn hcpcs() -> String {
    let long = "Invented frame of a moon chair, each part of which was counted twice, with all that hangs on it, per \
                month, and so on until the description is longer than one record can be";
    [
        hcpcs_records("A1", "Invented modifier", ""),
        hcpcs_records("A9001", "Invented ferry, per mile", ""),
        hcpcs_records("D9001", "Invented tooth", ""),
        hcpcs_records("E9001", long, "20260131"),
    ]
    .concat()
}

#[test]
fn hcpcs_keeps_codes_with_their_whole_description_and_last_day() {
    let edition = edition(&hcpcs());
    assert_eq!(edition.system, CodeSystem::Hcpcs);
    let [ferry, chair] = words(&edition)[..] else {
        unreachable!("two codes")
    };
    assert_eq!(ferry, ("A9001", "Invented ferry, per mile"));
    assert!(
        chair.1.starts_with("Invented frame") && chair.1.ends_with("one record can be"),
        "{chair:?}"
    );
    assert!(!chair.1.contains("  "));
    assert_eq!(edition.codes["E9001"].ends_on, NaiveDate::from_ymd_opt(2026, 1, 31));
    assert_eq!(edition.codes["A9001"].ends_on, None);
    let left_out = LeftOut {
        dental: 1,
        modifiers: 1,
        headings: 0,
    };
    assert_eq!(edition.left_out, left_out);
}

#[test]
fn a_record_is_320_columns_as_cms_publishes_them() {
    let records = hcpcs_records("A9001", "Invented ferry", "");
    assert_eq!(records.trim_end_matches("\r\n").len(), 320);
}

#[test]
fn a_short_description_stands_in_where_there_is_no_long_one() {
    assert_eq!(
        words(&edition(&hcpcs_records("A9001", "", ""))),
        [("A9001", "short words")]
    );
}

#[test]
fn icd_10_cm_is_read_with_headings_and_without() {
    let order = [
        icd10cm_order_line(1, "M99", true, "Invented illness"),
        icd10cm_order_line(2, "M9911", false, "Invented illness of the left wing"),
        icd10cm_order_line(3, "Q99XXXA", false, "Invented illness, first visit"),
    ];
    let codes = [
        icd10cm_codes_line("M9911", "Invented illness of the left wing"),
        icd10cm_codes_line("Q99XXXA", "Invented illness, first visit"),
    ];
    let expected = [
        ("M99.11", "Invented illness of the left wing"),
        ("Q99.XXXA", "Invented illness, first visit"),
    ];
    let order = edition(&order.concat());
    assert_eq!(words(&order), expected);
    assert_eq!(order.left_out.headings, 1);
    assert_eq!(words(&edition(&codes.concat())), expected);
}

#[test]
fn cpt_is_a_table_of_two_named_columns() {
    let expected = [
        ("0099T", "Invented \"new\" service"),
        ("99999", "Invented service, long"),
    ];
    let comma = "Code,Description\n99999,\"Invented service, long\"\n0099t,\"Invented \"\"new\"\" service\"\n";
    let tab = "code\tdescription\r\n99999\tInvented service, long\r\n0099T\t\"Invented \"\"new\"\" service\"\r\n";
    assert_eq!(words(&edition(comma)), expected);
    assert_eq!(words(&edition(tab)), expected);
}

#[test]
fn a_mark_at_the_beginning_line_ends_of_either_kind_and_other_bytes_do_not_matter() {
    let marked = format!("\u{feff}{}\x1a", hcpcs().replace("\r\n", "\n"));
    assert_eq!(edition(&marked).codes, edition(&hcpcs()).codes);
    let latin = b"M9911   Invented M\xe9ni\xe8re illness\r\n";
    assert_eq!(
        words(&read_bytes(latin).unwrap()),
        [("M99.11", "Invented Ménière illness")]
    );
}

#[test]
fn another_kind_of_file_is_refused_with_what_was_found() {
    let zeros = [0; 2_000];
    for (bytes, found) in [
        (&b""[..], "the file is empty"),
        (b"\r\n \r\n", "the file is empty"),
        (&zeros, "binary data"),
        (b"PK\x03\x04\x14\0", "a ZIP archive"),
        (b"ISA*00*          *00*", "an X12 interchange"),
        (b"name;amount\n1;2\n", "text that begins with \"name;amount\""),
        (b"description,code\nInvented,99999\n", "text that begins with"),
        (b"A9001", "text that begins with \"A9001\""),
    ] {
        let refused = read_bytes(bytes).unwrap_err();
        assert!(refused.starts_with("codes.txt is no file of codes"), "{refused}");
        assert!(refused.contains(found), "{refused:?} lacks {found:?}");
    }
    let long = "never more than the beginning of a line ".repeat(1_000);
    assert!(refusal(&long).len() < 200);
}

#[test]
fn a_wrong_line_is_named_with_its_number_and_what_is_wrong() {
    let good = hcpcs_records("A9001", "Invented ferry", "");
    let cut = good.get(..140).unwrap();
    let order = icd10cm_order_line(1, "M9911", false, "Invented illness");
    let codes = icd10cm_codes_line("M9911", "Invented illness");
    for (text, line, problem) in [
        (format!("{good}\r\n{cut}"), 3, "ends at column 140"),
        (format!("{good}{good}"), 2, "A9001 is listed a second time"),
        (format!("{good}X"), 2, "column 11 holds \"\""),
        (format!("{good}{order}"), 2, "column 11"),
        (
            good.clone() + &hcpcs_records("A9002", "Invented", "20261331"),
            2,
            "no day like 20260131",
        ),
        (
            good.clone() + &hcpcs_records("W9002", "Invented", ""),
            2,
            "no code of HCPCS",
        ),
        (
            good.clone() + &hcpcs_records("99999", "Invented", ""),
            2,
            "no code of HCPCS",
        ),
        (
            good.clone() + "A9002002004of another code",
            2,
            "goes on, and does not begin",
        ),
        (format!("{order}{order}"), 2, "M99.11 is listed a second time"),
        (format!("{order}{}", order.get(..60).unwrap()), 2, "ends at column 60"),
        (
            format!("{order}{}", order.replace(" 1 ", " 2 ")),
            2,
            "column 15 holds \"2\"",
        ),
        (format!("{order}{good}"), 2, "none of ICD-10-CM"),
        (format!("{codes}{codes}"), 2, "M99.11 is listed a second time"),
        (format!("{codes}M9912"), 2, "no description"),
        (format!("{codes}m9912 Invented"), 2, "none of ICD-10-CM"),
        (
            "code,description\n99999,Invented\n1,Invented\n".to_owned(),
            3,
            "not in the form of CPT",
        ),
        (
            "code,description\nA9001,Invented\n".to_owned(),
            2,
            "not in the form of CPT",
        ),
        ("code,description\n99999\n".to_owned(), 2, "1 fields, and not two"),
        ("code,description\n99999,\n".to_owned(), 2, "99999 has no description"),
        (
            "code,description\n99999,One\n99999,Two\n".to_owned(),
            3,
            "listed a second time",
        ),
    ] {
        let refused = refusal(&text);
        assert!(
            refused.starts_with(&format!("codes.txt, line {line}: ")),
            "{problem}: {refused}"
        );
        assert!(refused.contains(problem), "{refused:?} lacks {problem:?}");
    }
}

#[test]
fn a_file_from_which_nothing_would_be_kept_is_refused() {
    for text in [
        hcpcs_records("D9001", "Invented tooth", ""),
        icd10cm_order_line(1, "M99", true, "Invented illness"),
        "code,description\n".to_owned(),
    ] {
        assert_eq!(refusal(&text), "codes.txt holds no codes to import");
    }
}

#[test]
fn whatever_a_file_is_cut_to_it_is_read_or_refused() {
    let whole = hcpcs() + &icd10cm_order_line(1, "M9911", false, "Invented Ménière illness");
    for end in 0..=whole.len() {
        let _settled = read_bytes(whole.as_bytes().get(..end).unwrap());
    }
}
