//! Looking members up for a draft: by what, how often, and what the record says of it.

use chrono::TimeDelta;
use domain::access::Role;
use domain::coverage::LineOfBusiness;
use domain::form::{FieldCode, FormErrors};
use domain::id::DraftId;
use domain::prior_auth::{LookUpInput, MemberMatch, Misses, Step, StepFields};
use services::prior_auth::{
    DraftError, FindMemberError, Gap, Then, create_draft, draft, find_member, known_members, save_step, use_member,
};
use services::testing::{MemberSpec, Stage, knee_orthosis, step_save, submit_filled};
use services::{Caller, on_both_databases};

/// A coordinator with a draft, and Rosa Delgado covered.
async fn begun(stage: &Stage) -> (Caller, DraftId) {
    stage.member(MemberSpec::default()).await;
    let desk = stage.caller(Role::Coordinator).await;
    let id = create_draft(&stage.services, &desk).await.unwrap();
    (desk, id)
}

fn typed([member_id, birth_date, last_name, first_name]: [&str; 4]) -> LookUpInput {
    LookUpInput {
        member_id: member_id.to_owned(),
        birth_date: birth_date.to_owned(),
        last_name: last_name.to_owned(),
        first_name: first_name.to_owned(),
    }
}

async fn find(stage: &Stage, caller: &Caller, id: &DraftId, fields: [&str; 4]) -> Result<(), FindMemberError> {
    find_member(&stage.services, caller, id, &typed(fields)).await
}

fn code(result: Result<(), FindMemberError>) -> FieldCode {
    match result {
        Err(FindMemberError::Draft(DraftError::Form(errors))) => errors.for_field("member_id").unwrap(),
        other => panic!("{other:?}"),
    }
}

/// Saves the step with member ID, date of birth and last name, and returns what is said of it.
async fn type_member(stage: &Stage, caller: &Caller, id: &DraftId, typed: [String; 3]) -> FormErrors {
    keep_member(stage, caller, id, typed, Then::Finish).await
}

/// The same, with what is done beside saving.
async fn keep_member(
    stage: &Stage,
    caller: &Caller,
    id: &DraftId,
    [member_id, birth_date, last_name]: [String; 3],
    then: Then,
) -> FormErrors {
    let fields = StepFields {
        member_id,
        birth_date,
        last_name,
        ..StepFields::default()
    };
    let save = step_save(Step::Member, &fields, then);
    save_step(&stage.services, caller, id, save).await.unwrap().errors
}

on_both_databases! {
    fn a_member_is_found_by_the_card_or_by_name_and_put_into_the_draft(stage: Stage) {
        let (desk, _) = begun(&stage).await;
        for fields in [
            ["lhp-100 200 301", "1951-03-14", "", ""],
            ["", "1951-03-14", "DELGADO", "rosa"],
            ["", "1951-03-14", "Délgado", "Rosa"],
        ] {
            let id = create_draft(&stage.services, &desk).await.unwrap();
            find(&stage, &desk, &id, fields).await.unwrap();
            let (found, checked) = draft(&stage.services, &desk, &id).await.unwrap();
            let member = found.input.member;
            assert_eq!(
                (member.member_id.as_str(), member.birth_date.as_str(), member.last_name.as_str()),
                ("LHP100200301", "1951-03-14", "Delgado")
            );
            assert_eq!(checked.around.member, MemberMatch::Found);
            let shown = checked.member.unwrap();
            assert_eq!((shown.covered_by, shown.gap), (Some(LineOfBusiness::MedicareAdvantage), None));
        }
    }

    fn nobody_learns_which_part_was_wrong(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let before = draft(&stage.services, &desk, &id).await.unwrap().0.input;
        for fields in [
            ["LHP100200301", "1951-03-15", "", ""],
            ["LHP100200399", "1951-03-14", "", ""],
            ["LHP1\0", "1951-03-14", "", ""],
            ["", "1951-03-15", "Delgado", "Rosa"],
            ["", "1951-03-14", "Delgado", "Rosie"],
            ["", "1951-03-14", "Delgad", "Rosa"],
        ] {
            assert_eq!(code(find(&stage, &desk, &id, fields).await), FieldCode::MemberNotFound, "{fields:?}");
        }
        assert!(draft(&stage.services, &desk, &id).await.unwrap().0.input == before);
    }

    fn of_several_none_is_shown(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        stage.member(MemberSpec { number: "LHP100200777", ..MemberSpec::default() }).await;
        let several = find(&stage, &desk, &id, ["", "1951-03-14", "Delgado", "Rosa"]).await;
        assert_eq!(code(several), FieldCode::SeveralMembers);
        find(&stage, &desk, &id, ["LHP100200777", "1951-03-14", "", ""]).await.unwrap();
    }

    fn coverage_that_ended_or_is_to_begin_says_when(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let spec = MemberSpec { number: "LHP100200304", last_name: "Hale", to: Some("2026-06-30"), ..MemberSpec::default() };
        stage.member(spec).await;
        stage.member(MemberSpec { number: "LHP100200305", from: "2027-01-01", ..MemberSpec::default() }).await;
        let day = |text: &str| text.parse().unwrap();
        for (number, gap) in [
            ("LHP100200304", Gap::Ended(day("2026-06-30"))),
            ("LHP100200305", Gap::Begins(day("2027-01-01"))),
        ] {
            find(&stage, &desk, &id, [number, "1951-03-14", "", ""]).await.unwrap();
            let shown = draft(&stage.services, &desk, &id).await.unwrap().1.member.unwrap();
            assert_eq!((shown.covered_by, shown.gap), (None, Some(gap)));
        }
    }

    fn after_ten_misses_even_the_right_answer_is_kept_back_for_an_hour(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let right = ["LHP100200301", "1951-03-14", "", ""];
        let first = stage.services.env.now();
        for _ in 0..Misses::MOST {
            find(&stage, &desk, &id, right).await.unwrap();
            assert_eq!(code(find(&stage, &desk, &id, ["LHP1", "1951-03-14", "", ""]).await), FieldCode::MemberNotFound);
            stage.clock.advance(TimeDelta::minutes(1));
        }
        let refused = find(&stage, &desk, &id, right).await;
        let Err(FindMemberError::Spent { until, seconds }) = refused else { panic!("{refused:?}") };
        assert_eq!((until, seconds), (first + Misses::SPAN, 50 * 60));
        let elsewhere = create_draft(&stage.services, &desk).await.unwrap();
        assert!(find(&stage, &desk, &elsewhere, right).await.is_err(), "the account is counted, not the draft");
        let colleague = stage.caller_in(Role::Coordinator, desk.actor.practice.as_ref().unwrap()).await;
        find(&stage, &colleague, &id, right).await.unwrap();
        stage.clock.advance(TimeDelta::minutes(50));
        find(&stage, &desk, &id, right).await.unwrap();
    }

    fn a_member_typed_into_the_step_counts_like_any_look_up(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let wrong = |day: usize| ["LHP100200301".to_owned(), format!("1951-03-{day:02}"), "Delgado".to_owned()];
        for day in 1..=10 {
            let errors = type_member(&stage, &desk, &id, wrong(day)).await;
            assert_eq!(errors.0[0].code, FieldCode::MemberNotFound);
            let again = type_member(&stage, &desk, &id, wrong(day)).await;
            assert_eq!(again, errors, "the same once more is no look-up");
        }
        let right = || wrong(14);
        let errors = type_member(&stage, &desk, &id, right()).await;
        assert_eq!(errors.0[0].code, FieldCode::NotLookedUp);
        let (kept, checked) = draft(&stage.services, &desk, &id).await.unwrap();
        assert_eq!(kept.input.member.birth_date, "1951-03-14", "what was typed is kept");
        assert!(checked.member.is_none());
        assert!(checked.problems.iter().any(|problem| problem.error.code == FieldCode::NotLookedUp));
        let refused = find(&stage, &desk, &id, ["LHP100200301", "1951-03-14", "", ""]).await;
        assert!(matches!(refused, Err(FindMemberError::Spent { .. })), "{refused:?}");
        let fields = StepFields {
            member_id: "lhp-100200301".to_owned(),
            birth_date: "1951-03-14".to_owned(),
            last_name: "Delgado".to_owned(),
            ..StepFields::default()
        };
        save_step(&stage.services, &desk, &id, step_save(Step::Member, &fields, Then::Stay)).await.unwrap();
        let checked = draft(&stage.services, &desk, &id).await.unwrap().1;
        assert!(checked.member.is_none(), "written another way it is the same card");

        stage.clock.advance(Misses::SPAN);
        assert_eq!(type_member(&stage, &desk, &id, right()).await, FormErrors::default());
        assert!(draft(&stage.services, &desk, &id).await.unwrap().1.member.is_some());
    }

    fn a_name_typed_letter_by_letter_is_one_look_up(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        for length in 1..=7 {
            let name = "Delgado"[..length].to_owned();
            type_member(&stage, &desk, &id, ["LHP100200301".to_owned(), "1951-03-14".to_owned(), name]).await;
        }
        assert_eq!(stage.audited("member.look_up").await.len(), 1);
        assert!(draft(&stage.services, &desk, &id).await.unwrap().1.member.is_some());
    }

    fn while_a_card_is_typed_nobody_is_looked_for(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let typed = |number: &str| [number.to_owned(), "1951-03-14".to_owned(), "Delgado".to_owned()];
        let number = "LHP100200301";
        for length in 1..=number.len() {
            keep_member(&stage, &desk, &id, typed(&number[..length]), Then::Stay).await;
        }
        let checked = draft(&stage.services, &desk, &id).await.unwrap().1;
        assert!(checked.member.is_none(), "nor is anybody shown whom nobody has looked for");
        let about: Vec<_> = checked.problems.iter().filter(|one| one.step == Step::Member).map(|one| one.error.code).collect();
        assert_eq!(about, [FieldCode::NotLookedUp]);
        assert!(stage.audited("member.look_up").await.is_empty());

        assert_eq!(type_member(&stage, &desk, &id, typed(number)).await, FormErrors::default());
        assert_eq!(stage.audited("member.look_up").await.len(), 1);
        keep_member(&stage, &desk, &id, typed("LHP100200302"), Then::Stay).await;
        keep_member(&stage, &desk, &id, typed(number), Then::Stay).await;
        assert!(draft(&stage.services, &desk, &id).await.unwrap().1.member.is_none(), "typed once more is another look-up");
        keep_member(&stage, &desk, &id, typed(number), Then::Leave).await;
        assert_eq!(stage.audited("member.look_up").await.len(), 2, "whoever leaves the step has typed it");
        assert!(draft(&stage.services, &desk, &id).await.unwrap().1.member.is_some());
    }

    fn a_birth_date_of_tomorrow_is_looked_for_when_somebody_asks(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let tomorrow = stage.services.env.today(stage.services.plan.zone).succ_opt().unwrap();
        let born: &'static str = tomorrow.to_string().leak();
        stage.member(MemberSpec { number: "LHP100200777", birth_date: born, ..MemberSpec::default() }).await;
        let typed = || ["LHP100200777".to_owned(), born.to_owned(), "Delgado".to_owned()];
        let errors = type_member(&stage, &desk, &id, typed()).await;
        assert_eq!(errors.for_field("member_id"), None, "that the date is wrong is all that is said");
        assert!(errors.for_field("birth_date").is_some());
        stage.clock.advance(TimeDelta::days(1));
        let checked = draft(&stage.services, &desk, &id).await.unwrap().1;
        assert!(checked.member.is_none());
        assert!(checked.problems.iter().any(|problem| problem.error.code == FieldCode::NotLookedUp));
        assert!(stage.audited("member.look_up").await.is_empty());
        assert_eq!(type_member(&stage, &desk, &id, typed()).await, FormErrors::default());
        assert_eq!(stage.audited("member.look_up").await.len(), 1);
        assert!(draft(&stage.services, &desk, &id).await.unwrap().1.member.is_some());
    }

    fn of_many_look_ups_at_once_no_more_are_answered_than_may_be(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let (stage, desk, id) = (&stage, &desk, &id);
        let misses = (0..30).map(|_| find(stage, desk, id, ["LHP1", "1951-03-14", "", ""]));
        let answers = futures::future::join_all(misses).await;
        let answered = answers.iter().filter(|answer| matches!(answer, Err(FindMemberError::Draft(DraftError::Form(_))))).count();
        let barred = answers.iter().filter(|answer| matches!(answer, Err(FindMemberError::Spent { .. }))).count();
        assert_eq!((answered, barred), (10, 20));
    }

    fn every_look_up_is_on_record_without_what_was_typed(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        find(&stage, &desk, &id, ["", "1951-03-14", "Delgado", "Rosa"]).await.unwrap();
        drop(find(&stage, &desk, &id, ["LHP100200399", "1951-03-14", "", ""]).await);
        let rows = stage.audited("member.look_up").await;
        assert_eq!(rows.len(), 2);
        assert!(rows[0].detail_json.contains(r#""by":"names""#) && rows[0].detail_json.contains(r#""found":"found""#));
        assert!(rows[1].detail_json.contains(r#""by":"number""#) && rows[1].detail_json.contains(r#""found":"nobody""#));
        for row in rows {
            assert_eq!((row.subject_kind.as_str(), row.subject_id.as_str()), ("prior_auth_draft", id.as_str()));
            assert!(!row.detail_json.contains("LHP") && !row.detail_json.contains("Delgado"), "{}", row.detail_json);
        }
    }

    fn members_of_earlier_requests_are_offered_to_their_practice_alone(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let rosa = stage.member(MemberSpec { number: "LHP100200888", ..MemberSpec::default() }).await;
        assert!(known_members(&stage.services, &desk).await.unwrap().is_empty());
        assert!(matches!(use_member(&stage.services, &desk, &id, &rosa).await, Err(DraftError::NotFound)));
        let sent = create_draft(&stage.services, &desk).await.unwrap();
        submit_filled(&stage.services, &desk, &sent, &knee_orthosis()).await.unwrap();
        let known = known_members(&stage.services, &desk).await.unwrap();
        assert_eq!(known.len(), 1);
        assert_eq!((known[0].name.as_str(), known[0].number.as_str()), ("Rosa Delgado", "LHP100200301"));
        use_member(&stage.services, &desk, &id, &known[0].id).await.unwrap();
        let input = draft(&stage.services, &desk, &id).await.unwrap().0.input;
        assert_eq!((input.member.last_name.as_str(), input.member.birth_date.as_str()), ("Delgado", "1951-03-14"));

        let other = stage.caller(Role::Coordinator).await;
        let theirs = create_draft(&stage.services, &other).await.unwrap();
        assert!(known_members(&stage.services, &other).await.unwrap().is_empty());
        for (caller, draft) in [(&other, &theirs), (&other, &id)] {
            let refused = use_member(&stage.services, caller, draft, &known[0].id).await;
            assert!(matches!(refused, Err(DraftError::NotFound)), "{refused:?}");
        }
        let found = find(&stage, &other, &id, ["LHP100200301", "1951-03-14", "", ""]).await;
        assert!(matches!(found, Err(FindMemberError::Draft(DraftError::NotFound))), "another practice's draft: {found:?}");
    }

    fn whoever_may_only_look_looks_nobody_up(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let viewer = stage.caller_in(Role::Viewer, desk.actor.practice.as_ref().unwrap()).await;
        let refused = find(&stage, &viewer, &id, ["LHP100200301", "1951-03-14", "", ""]).await;
        assert!(matches!(refused, Err(FindMemberError::Draft(DraftError::NotFound))), "{refused:?}");
        let sent = create_draft(&stage.services, &desk).await.unwrap();
        submit_filled(&stage.services, &desk, &sent, &knee_orthosis()).await.unwrap();
        let closed = find(&stage, &desk, &sent, ["LHP100200301", "1951-03-14", "", ""]).await;
        assert!(matches!(closed, Err(FindMemberError::Draft(DraftError::Submitted { .. }))), "{closed:?}");
    }
}
