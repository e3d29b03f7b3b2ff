//! Looking a member up: by what, and how often one may miss.
#![expect(clippy::unwrap_used, reason = "tests")]

use chrono::{NaiveDate, TimeDelta};
use domain::form::FieldCode;
use domain::prior_auth::{LookUpBy, LookUpInput, Misses};
use domain::time::{Timestamp, from_millis};
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 16).unwrap()
}

fn typed([member_id, birth_date, last_name, first_name]: [&str; 4]) -> LookUpInput {
    LookUpInput {
        member_id: member_id.to_owned(),
        birth_date: birth_date.to_owned(),
        last_name: last_name.to_owned(),
        first_name: first_name.to_owned(),
    }
}

fn errors(fields: [&str; 4]) -> Vec<(String, FieldCode)> {
    let errors = typed(fields).parse(today()).unwrap_err();
    errors.0.into_iter().map(|error| (error.field, error.code)).collect()
}

fn at(millis: i64) -> Timestamp {
    from_millis(millis).unwrap()
}

#[test]
fn a_number_with_the_birth_date_is_enough_and_so_are_both_names_with_it() {
    let by = |fields| typed(fields).parse(today()).unwrap().by;
    let number = by(["lhp 100-200 301", "1951-03-14", "", ""]);
    assert!(number == LookUpBy::Number("LHP100200301".to_owned()));
    let names = by(["", "1951-03-14", " Delgado ", "Rosa"]);
    assert!(
        names
            == LookUpBy::Names {
                first: "Rosa".to_owned(),
                last: "Delgado".to_owned()
            }
    );
    let both = by(["LHP100200301", "1951-03-14", "Somebody", ""]);
    assert!(
        matches!(both, LookUpBy::Number(_)),
        "a number counts, whatever the name"
    );
}

#[test]
fn nothing_less_is_looked_for() {
    let missing = |field: &str| (field.to_owned(), FieldCode::Required);
    assert_eq!(errors(["LHP100200301", "", "", ""]), [missing("birth_date")]);
    assert_eq!(errors(["LHP100200301", "", "Delgado", "Rosa"]), [missing("birth_date")]);
    assert_eq!(errors(["", "", "Delgado", "Rosa"]), [missing("birth_date")]);
    assert_eq!(errors(["", "1951-03-14", "Delgado", ""]), [missing("first_name")]);
    assert_eq!(errors(["", "1951-03-14", " ", "Rosa"]), [missing("last_name")]);
    let neither = ("member_id".to_owned(), FieldCode::MemberIdOrNames);
    assert_eq!(errors(["", "1951-03-14", "", ""]), std::slice::from_ref(&neither));
    assert_eq!(errors(["", "", "", ""]), [neither, missing("birth_date")]);
}

#[test]
fn what_was_typed_is_never_written_into_a_log() {
    let input = typed(["LHP100200301", "1951-03-14", "Delgado", "Rosa"]);
    let read = input.parse(today()).unwrap();
    for text in [format!("{input:?}"), format!("{read:?}"), format!("{:?}", read.by)] {
        assert!(!text.contains("LHP") && !text.contains("Delgado"), "{text}");
    }
}

#[test]
fn after_ten_misses_it_is_closed_until_an_hour_after_the_first() {
    let mut misses = Misses::default();
    for minute in 0..10 {
        let now = at(0) + TimeDelta::minutes(minute);
        assert_eq!(misses.barred_until(now), None, "{minute}");
        misses = misses.one_more(now);
    }
    let open = at(0) + TimeDelta::hours(1);
    assert_eq!(misses.barred_until(at(0) + TimeDelta::minutes(10)), Some(open));
    assert_eq!(misses.barred_until(open - TimeDelta::milliseconds(1)), Some(open));
    assert_eq!(misses.barred_until(open), None);
    assert_eq!(misses.one_more(open).count, 1, "it begins anew");
}

proptest! {
    #[test]
    fn no_hour_that_begins_with_a_miss_holds_more_than_ten(steps in prop::collection::vec(0_i64..1_200_000, 1..200)) {
        let (mut now, mut misses, mut missed) = (at(0), Misses::default(), Vec::new());
        for step in steps {
            now += TimeDelta::milliseconds(step);
            if misses.barred_until(now).is_none() {
                misses = misses.one_more(now);
                missed.push(now);
            }
        }
        // Two hours may meet in the middle: never more than twice as many in any hour.
        for (index, first) in missed.iter().enumerate() {
            let within = missed[index..].iter().filter(|at| **at < *first + Misses::SPAN).count();
            prop_assert!(within <= 2 * Misses::MOST as usize);
        }
    }
}
