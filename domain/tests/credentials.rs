//! User IDs and new passwords.
#![expect(clippy::unwrap_used, reason = "tests")]

use domain::auth::{PasswordPolicy, PasswordProblem, UserId, UserIdError, password_link};
use domain::form::FieldCode;
use domain::time::Timestamp;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashSet};

const PLAN: [&str; 3] = ["Larkspur Health Plan", "Larkspur", "Portico"];

fn user(text: &str) -> UserId {
    UserId::parse(text).unwrap()
}

fn check(password: &str) -> Result<(), PasswordProblem> {
    PasswordPolicy::only_factor().check(password, &user("Front.Desk1"), &PLAN)
}

#[test]
fn the_ids_of_the_demo_are_well_formed_and_none_looks_like_another() {
    let mut ids: Vec<String> = [
        "Practice.Admin1",
        "Morgan.Admin3",
        "Front.Desk1",
        "Doctor.Lee1",
        "Billing.Ann1",
        "Viewer.Sam1",
        "Practice.Admin2",
        "Front.Desk2",
        "Intake.Kim",
        "Nurse.Ortiz",
        "MD.Okafor",
        "MD.Reyes",
        "Lead.Novak",
        "Support.Ruiz",
        "Auditor.Chen",
        "Admin.Root",
    ]
    .map(str::to_owned)
    .to_vec();
    ids.extend((1..=20).map(|n| format!("Load.User{n:02}")));
    let keys: BTreeSet<String> = ids.iter().map(|id| user(id).look_alike_key()).collect();
    assert_eq!(keys.len(), ids.len());
}

#[test]
fn an_id_has_3_to_64_plain_characters() {
    for text in ["abc", "A-1", "a_b", "9.9", &"x".repeat(64)] {
        assert_eq!(UserId::parse(text).unwrap().as_str(), text);
    }
    for text in [
        "",
        "ab",
        &"x".repeat(65),
        "a b",
        " abc",
        "abc ",
        ".abc",
        "-abc",
        "_abc",
        "ab@c",
        "Ünal",
        "аbc",
        "abc\n",
    ] {
        assert_eq!(UserId::parse(text), Err(UserIdError), "{text:?}");
    }
}

#[test]
fn the_case_of_an_id_matters_but_not_for_its_looks() {
    assert_ne!(user("Front.Desk1"), user("front.desk1"));
    for (one, other) in [
        ("Front.Desk1", "front.desk1"),
        ("Front.Desk1", "Front.DeskI"),
        ("Front.Desk1", "Front.Deskl"),
        ("User00", "UserOO"),
        ("Sam5", "Sams"),
        ("Modern", "Modem"),
        ("Vvera", "Wera"),
    ] {
        assert_eq!(
            user(one).look_alike_key(),
            user(other).look_alike_key(),
            "{one} {other}"
        );
    }
    assert_ne!(
        user("Front.Desk1").look_alike_key(),
        user("Front.Desk2").look_alike_key()
    );
    assert_ne!(
        user("Front.Desk1").look_alike_key(),
        user("Front-Desk1").look_alike_key()
    );
}

#[test]
fn length_is_all_a_password_needs() {
    assert_eq!(check("demo portico 2026!"), Ok(()));
    assert_eq!(check("aaaaaaaaaaaaaaa"), Ok(()));
    assert_eq!(check("aaaaaaaaaaaaaa"), Err(PasswordProblem::TooShort { min: 15 }));
    assert_eq!(check(&"a".repeat(128)), Ok(()));
    assert_eq!(check(&"a".repeat(129)), Err(PasswordProblem::TooLong { max: 128 }));
    assert_eq!(PasswordPolicy::with_second_factor().min_length(), 8);
    assert_eq!(
        PasswordPolicy::with_second_factor().check("8letters", &user("abc"), &PLAN),
        Ok(())
    );
}

#[test]
fn length_is_counted_in_code_points_of_any_script() {
    assert_eq!(check(&"é".repeat(15)), Ok(()));
    assert_eq!(check(&"🌲".repeat(15)), Ok(()));
    assert_eq!(check(&"🌲".repeat(14)), Err(PasswordProblem::TooShort { min: 15 }));
    assert_eq!(check(&"🌲".repeat(129)), Err(PasswordProblem::TooLong { max: 128 }));
}

#[test]
fn a_name_that_everybody_knows_is_no_password() {
    assert_eq!(check("front.desk1 2026"), Err(PasswordProblem::MostlyUserId));
    assert_eq!(check("FRONT.DESK1FRONT.DESK1"), Err(PasswordProblem::MostlyUserId));
    assert_eq!(check("Larkspur Health Plan"), Err(PasswordProblem::MostlyPlanName));
    assert_eq!(check("larkspurlarkspur1"), Err(PasswordProblem::MostlyPlanName));
    assert_eq!(check("the larkspur sings at dawn"), Ok(()));
}

#[test]
fn a_link_opens_once_and_for_72_hours() {
    let made: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
    let ends = password_link::first_password_ends(made);
    assert_eq!(ends, "2026-11-26T12:00:00Z".parse::<Timestamp>().unwrap());
    let last: Timestamp = "2026-11-26T11:59:59.999Z".parse().unwrap();
    assert!(password_link::is_open(ends, None, made) && password_link::is_open(ends, None, last));
    assert!(!password_link::is_open(ends, None, ends));
    assert!(!password_link::is_open(ends, Some(made), made));
}

#[test]
fn every_reason_has_a_code_of_its_own() {
    let problems = [
        PasswordProblem::TooShort { min: 15 },
        PasswordProblem::TooLong { max: 128 },
        PasswordProblem::MostlyUserId,
        PasswordProblem::MostlyPlanName,
        PasswordProblem::Common,
        PasswordProblem::Pattern,
        PasswordProblem::Guessable,
    ];
    let codes: HashSet<FieldCode> = problems.into_iter().map(FieldCode::from).collect();
    assert_eq!(codes.len(), problems.len());
    assert!(codes.contains(&FieldCode::TooShort { min: 15 }) && codes.contains(&FieldCode::TooLong { max: 128 }));
}

#[test]
fn an_empty_name_forbids_nothing() {
    let result = PasswordPolicy::only_factor().check("correct horse battery", &user("abc"), &[""]);
    assert_eq!(result, Ok(()));
}

proptest! {
    #[test]
    fn an_id_keeps_every_character(text in "[A-Za-z0-9][A-Za-z0-9._-]{2,63}") {
        let id = UserId::parse(&text).unwrap();
        prop_assert_eq!(id.as_str(), &text);
        let json = serde_json::to_string(&id).unwrap();
        prop_assert_eq!(serde_json::from_str::<UserId>(&json).unwrap(), id);
    }

    #[test]
    fn changing_the_case_of_an_id_does_not_make_another_person(text in "[A-Za-z0-9][A-Za-z0-9._-]{2,63}") {
        let key = user(&text).look_alike_key();
        prop_assert_eq!(user(&text.to_uppercase()).look_alike_key(), key.clone());
        prop_assert_eq!(user(&text.to_lowercase()).look_alike_key(), key);
    }

    #[test]
    fn a_longer_password_is_never_refused_for_being_short(text in any::<String>(), more in "[a-z]{15}") {
        let result = check(&format!("{text}{more}"));
        let is_short = matches!(result, Err(PasswordProblem::TooShort { .. }));
        prop_assert!(!is_short);
    }

    #[test]
    fn no_password_makes_it_panic(text in any::<String>()) {
        let length = text.chars().count();
        let result = check(&text);
        prop_assert_eq!(result == Err(PasswordProblem::TooShort { min: 15 }), length < 15);
        prop_assert_eq!(result == Err(PasswordProblem::TooLong { max: 128 }), length > 128);
    }
}
