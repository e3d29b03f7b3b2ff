//! A draft in its steps: how far each is, several services, and drafts of the time before there were steps.
#![expect(clippy::unwrap_used, reason = "tests")]

use chrono::NaiveDate;
use domain::form::FieldCode;
use domain::prior_auth::{Around, DraftInput, MemberMatch, ServiceInput, Step, StepFields, StepState, Submission};
use proptest::prelude::*;
use proptest::sample::select;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 16).unwrap()
}

fn around(member: MemberMatch) -> Around {
    Around {
        today: today(),
        member,
        documents: 0,
    }
}

fn complete() -> StepFields {
    StepFields {
        member_id: "LHP100200301".to_owned(),
        birth_date: "1951-03-14".to_owned(),
        last_name: "Delgado".to_owned(),
        requesting_npi: "1234567893".to_owned(),
        rendering_npi: "1234567893".to_owned(),
        place_of_service: "12".to_owned(),
        urgency: "standard".to_owned(),
        diagnosis_code: "M17.11".to_owned(),
        clinical_summary: "Unstable knee.".to_owned(),
        ..service("L1832")
    }
}

fn service(code: &str) -> StepFields {
    StepFields {
        procedure_code: code.to_owned(),
        quantity: "1".to_owned(),
        unit: "each".to_owned(),
        from_date: "2026-11-16".to_owned(),
        to_date: "2026-12-16".to_owned(),
        urgency: "standard".to_owned(),
        ..StepFields::default()
    }
}

fn states(draft: &DraftInput, member: MemberMatch) -> Vec<(Step, StepState)> {
    let around = around(member);
    Step::ALL
        .iter()
        .map(|&step| (step, draft.state(step, &around)))
        .collect()
}

#[test]
fn a_new_draft_is_not_started_and_nothing_in_it_is_missing() {
    let expected = Step::ALL.iter().map(|&step| {
        let state = match step {
            Step::Documents => StepState::Optional,
            Step::Check => StepState::CannotStartYet,
            _ => StepState::NotStarted,
        };
        (step, state)
    });
    assert_eq!(
        states(&DraftInput::default(), MemberMatch::Unknown),
        expected.collect::<Vec<_>>()
    );
}

#[test]
fn a_complete_draft_is_done_but_for_the_last_step() {
    let states = states(&DraftInput::from(complete()), MemberMatch::Found);
    assert_eq!(states[6], (Step::Check, StepState::NotStarted));
    assert_eq!(states[5], (Step::Documents, StepState::Optional));
    assert!(
        states[..5].iter().all(|(_, state)| *state == StepState::Done),
        "{states:?}"
    );
}

#[test]
fn a_member_whom_nobody_knows_is_something_missing() {
    let draft = DraftInput::from(complete());
    assert_eq!(
        draft.state(Step::Member, &around(MemberMatch::NotFound)),
        StepState::SomethingMissing
    );
    assert_eq!(
        draft.state(Step::Check, &around(MemberMatch::NotFound)),
        StepState::CannotStartYet
    );
}

#[test]
fn one_character_starts_a_step_and_does_not_finish_it() {
    let mut draft = DraftInput::default();
    let typed = StepFields {
        diagnosis_code: "M".to_owned(),
        ..StepFields::default()
    };
    draft.put(Step::Diagnosis, 1, typed);
    assert_eq!(
        draft.state(Step::Diagnosis, &around(MemberMatch::Unknown)),
        StepState::SomethingMissing
    );
    assert_eq!(
        draft.state(Step::Clinical, &around(MemberMatch::Unknown)),
        StepState::NotStarted
    );
}

#[test]
fn unit_and_dates_that_are_offered_ready_made_start_nothing() {
    let mut draft = DraftInput::default();
    let offered = StepFields {
        procedure_code: String::new(),
        quantity: " ".to_owned(),
        urgency: String::new(),
        ..service("")
    };
    draft.put(Step::Service, 1, offered);
    assert_eq!(
        draft.state(Step::Service, &around(MemberMatch::Unknown)),
        StepState::NotStarted
    );
}

#[test]
fn documents_are_done_once_somebody_went_on_without_any_or_added_one() {
    let mut draft = DraftInput::default();
    let with_one = Around {
        documents: 1,
        ..around(MemberMatch::Unknown)
    };
    assert_eq!(draft.state(Step::Documents, &with_one), StepState::Done);
    draft.put(Step::Documents, 1, StepFields::default());
    assert_eq!(
        draft.state(Step::Documents, &around(MemberMatch::Unknown)),
        StepState::Done
    );
}

#[test]
fn each_step_leads_to_the_next_and_the_last_nowhere() {
    let mut walked = vec![Step::Member];
    while let Some(next) = walked.last().and_then(|step| step.next()) {
        walked.push(next);
    }
    assert_eq!(walked, Step::ALL);
}

#[test]
fn several_services_are_read_in_their_order_and_blank_ones_passed_over() {
    let mut draft = DraftInput::from(complete());
    assert!(draft.put(Step::Service, 2, service("")) && draft.put(Step::Service, 3, service("K0823")));
    let submission = Submission::parse(&draft, today()).unwrap_err();
    assert_eq!(
        (submission[0].line, submission[0].error.code),
        (2, FieldCode::Required),
        "it has a quantity"
    );
    draft.put(
        Step::Service,
        2,
        StepFields {
            quantity: String::new(),
            ..service("")
        },
    );
    let submission = Submission::parse(&draft, today()).unwrap();
    let codes: Vec<&str> = submission.service.lines().map(|line| line.procedure.as_str()).collect();
    assert_eq!(codes, ["L1832", "K0823"]);
}

#[test]
fn what_is_wrong_says_in_which_step_and_in_which_service() {
    let mut draft = DraftInput::from(complete());
    draft.put(
        Step::Service,
        4,
        StepFields {
            quantity: "many".to_owned(),
            urgency: "expedited".to_owned(),
            ..service("L1851")
        },
    );
    draft.put(Step::Diagnosis, 1, StepFields::default());
    let problems = Submission::parse(&draft, today()).unwrap_err();
    let told: Vec<_> = problems
        .iter()
        .map(|problem| (problem.step, problem.line, problem.error.field.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (Step::Service, 4, "quantity"),
            (Step::Service, 0, "urgency_reason"),
            (Step::Diagnosis, 0, "diagnosis_code"),
        ]
    );
}

#[test]
fn a_request_begins_on_the_first_day_of_any_service() {
    let mut draft = DraftInput::from(complete());
    draft.put(
        Step::Service,
        2,
        StepFields {
            from_date: "2026-11-10".to_owned(),
            ..service("K0823")
        },
    );
    let first = Submission::parse(&draft, today()).unwrap().first_day();
    assert_eq!(first.to_string(), "2026-11-10");
}

#[test]
fn ten_services_are_taken_and_an_eleventh_changes_nothing() {
    let mut draft = DraftInput::default();
    for key in 1..=10 {
        assert!(draft.put(Step::Service, key, service("L1832")), "{key}");
    }
    assert_eq!(draft.service.lines.len(), ServiceInput::MAX_LINES);
    assert!(!draft.service.has_room());
    assert!(!draft.put(Step::Service, 11, service("K0823")));
    assert_eq!(draft.service.lines.len(), ServiceInput::MAX_LINES);
    assert!(
        draft.put(Step::Service, 3, service("K0823")),
        "a line that is there can still be changed"
    );
}

#[test]
fn a_line_that_was_taken_away_elsewhere_comes_back_with_what_is_typed_and_touches_no_other() {
    let mut draft = DraftInput::default();
    draft.put(Step::Service, 1, service("L1832"));
    draft.put(Step::Service, 2, service("L1851"));
    draft.service.remove(1);
    for _ in 0..2 {
        draft.put(Step::Service, 1, service("K0823"));
    }
    let codes: Vec<&str> = draft
        .service
        .lines
        .iter()
        .map(|line| line.procedure_code.as_str())
        .collect();
    assert_eq!(codes, ["L1851", "K0823"]);
}

#[test]
fn a_line_without_a_name_or_with_an_absurd_one_gets_the_next() {
    let mut draft = DraftInput::default();
    draft.put(Step::Service, 0, service("L1832"));
    draft.put(Step::Service, u32::MAX, service("L1851"));
    let keys: Vec<u32> = draft.service.lines.iter().map(|line| line.key).collect();
    assert_eq!(keys, [1, 2]);
}

#[test]
fn tidying_takes_blank_lines_away_but_never_the_only_one() {
    let blank = StepFields {
        quantity: String::new(),
        ..service("")
    };
    let mut draft = DraftInput::default();
    draft.put(Step::Service, 1, blank.clone());
    draft.put(Step::Service, 2, blank);
    draft.service.tidy(2);
    assert_eq!(draft.service.lines.iter().map(|line| line.key).collect::<Vec<_>>(), [2]);
    draft.put(Step::Service, 3, service("L1832"));
    draft.service.tidy(2);
    assert_eq!(draft.service.lines.iter().map(|line| line.key).collect::<Vec<_>>(), [3]);
}

#[test]
fn a_draft_of_the_time_before_there_were_steps_is_read_as_one_service() {
    let stored = r#"{"member_id":"LHP100200301","birth_date":"","last_name":"Delgado","requesting_npi":"1234567893",
        "rendering_npi":"","place_of_service":"12","procedure_code":"L1832","quantity":"two","unit":"each",
        "from_date":"2026-11-16","to_date":"","urgency":"expedited","urgency_reason":"Falls","diagnosis_code":"M17.11",
        "clinical_summary":"Unstable."}"#;
    let draft: DraftInput = serde_json::from_str(stored).unwrap();
    assert_eq!(
        (draft.member.member_id.as_str(), draft.member.last_name.as_str()),
        ("LHP100200301", "Delgado")
    );
    assert_eq!(
        (draft.service.lines.len(), draft.service.lines[0].quantity.as_str()),
        (1, "two")
    );
    assert_eq!(
        (draft.service.urgency.as_str(), draft.service.urgency_reason.as_str()),
        ("expedited", "Falls")
    );
    assert_eq!(
        (draft.diagnosis.diagnosis_code.as_str(), draft.documents_seen),
        ("M17.11", false)
    );
    for short in ["{}", r#"{"member_id":"LHP100200301"}"#] {
        let draft: DraftInput = serde_json::from_str(short).unwrap();
        assert!(draft.service.is_untouched(), "{short}");
    }
    assert_eq!(
        serde_json::from_str::<DraftInput>("{}").unwrap().member,
        DraftInput::default().member
    );
}

fn typed() -> impl Strategy<Value = StepFields> {
    let text = prop_oneof![
        any::<String>(),
        select(vec!["", "1", "L1832", "1234567893", "2026-11-16"]).prop_map(str::to_owned)
    ];
    prop::collection::vec(text, 16).prop_map(|texts| {
        let mut json = serde_json::to_value(StepFields::default()).unwrap();
        for (value, text) in json.as_object_mut().unwrap().values_mut().zip(texts) {
            *value = text.into();
        }
        serde_json::from_value(json).unwrap()
    })
}

proptest! {
    #[test]
    fn a_step_gives_back_what_was_put_in_and_leaves_the_others_alone(
        first in typed(), second in typed(), step in select(Step::ALL), key in 1..5_u32,
    ) {
        let mut draft = DraftInput::from(first);
        let before = draft.clone();
        draft.put(step, key, second.clone());
        for other in Step::ALL.iter().filter(|other| **other != step) {
            prop_assert_eq!(draft.fields(*other, 1), before.fields(*other, 1));
        }
        let mut again = draft.clone();
        again.put(step, key, draft.fields(step, key));
        prop_assert_eq!(again, draft);
    }

    #[test]
    fn a_step_is_done_exactly_when_nothing_in_it_is_wrong(fields in typed(), step in select(&Step::ALL[..5])) {
        let draft = DraftInput::from(fields);
        let problems = Submission::parse(&draft, today()).err().unwrap_or_default();
        let is_done = draft.state(step, &around(MemberMatch::Found)) == StepState::Done;
        prop_assert_eq!(is_done, problems.iter().all(|problem| problem.step != step));
    }
}
