//! A draft in its steps, written by several people at once.

use chrono::TimeDelta;
use domain::access::Role;
use domain::form::FieldCode;
use domain::id::DraftId;
use domain::prior_auth::{DraftInput, ServiceInput, Status, Step, StepFields};
use entity::{audit, prior_auth_draft, prior_auth_line};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use services::prior_auth::{
    DraftError, SavedStep, StepSave, Then, create_draft, delete_draft, detail, draft, drafts, due_if_sent_now,
    save_step, submit,
};
use services::testing::{MemberSpec, Stage, fill, knee_orthosis, step_save, submit_filled};
use services::{Caller, on_both_databases};

/// A coordinator with a draft, and Rosa Delgado covered.
async fn begun(stage: &Stage) -> (Caller, DraftId) {
    stage.member(MemberSpec::default()).await;
    let desk = stage.caller(Role::Coordinator).await;
    let id = create_draft(&stage.services, &desk).await.unwrap();
    (desk, id)
}

/// A colleague in the same practice.
async fn colleague(stage: &Stage, desk: &Caller) -> Caller {
    stage
        .caller_in(Role::Clinician, desk.actor.practice.as_ref().unwrap())
        .await
}

async fn saved(stage: &Stage, caller: &Caller, id: &DraftId, save: StepSave) -> SavedStep {
    save_step(&stage.services, caller, id, save).await.unwrap()
}

async fn input(stage: &Stage, caller: &Caller, id: &DraftId) -> DraftInput {
    draft(&stage.services, caller, id).await.unwrap().0.input
}

fn diagnosis(code: &str) -> StepFields {
    StepFields {
        diagnosis_code: code.to_owned(),
        ..StepFields::default()
    }
}

fn of_service(code: &str) -> StepFields {
    StepFields {
        procedure_code: code.to_owned(),
        ..knee_orthosis()
    }
}

fn codes(saved: &SavedStep) -> Vec<FieldCode> {
    saved.errors.0.iter().map(|error| error.code).collect()
}

on_both_databases! {
    fn a_step_is_kept_whatever_is_typed_and_says_what_is_wrong_when_it_is_finished(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let typed = StepFields { requesting_npi: "1234567890".to_owned(), ..StepFields::default() };
        let while_typing = saved(&stage, &desk, &id, step_save(Step::Providers, &typed, Then::Stay)).await;
        assert_eq!(codes(&while_typing), []);
        let finished = saved(&stage, &desk, &id, step_save(Step::Providers, &typed, Then::Finish)).await;
        assert_eq!(codes(&finished), [FieldCode::NpiCheckDigit, FieldCode::Required, FieldCode::Required]);
        assert_eq!(finished.version, while_typing.version, "nothing new was typed");
        assert_eq!(input(&stage, &desk, &id).await.providers.requesting_npi, "1234567890");
    }

    fn a_finished_member_is_looked_for(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let wrong = StepFields { last_name: "Delgada".to_owned(), ..knee_orthosis() };
        let missed = saved(&stage, &desk, &id, step_save(Step::Member, &wrong, Then::Finish)).await;
        assert_eq!(codes(&missed), [FieldCode::MemberNotFound]);
        let found = saved(&stage, &desk, &id, step_save(Step::Member, &knee_orthosis(), Then::Finish)).await;
        assert_eq!(codes(&found), []);
        let (_, checked) = draft(&stage.services, &desk, &id).await.unwrap();
        let member = checked.member.unwrap();
        assert_eq!((member.name.as_str(), member.on.to_string().as_str()), ("Rosa Delgado", "2026-11-23"));
        assert!(member.covered_by.is_some());
    }

    fn two_who_write_different_steps_lose_nothing(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let doctor = colleague(&stage, &desk).await;
        let tries = (0..10).map(|number| {
            let (services, id) = (stage.services.clone(), id.clone());
            let (caller, step) = if number % 2 == 0 { (desk.clone(), Step::Diagnosis) } else { (doctor.clone(), Step::Clinical) };
            let fields = StepFields {
                diagnosis_code: format!("M17.{number}"),
                clinical_summary: format!("Summary {number}"),
                ..StepFields::default()
            };
            tokio::spawn(async move { save_step(&services, &caller, &id, step_save(step, &fields, Then::Stay)).await })
        });
        for answer in futures::future::join_all(tries).await {
            answer.unwrap().unwrap();
        }
        let kept = input(&stage, &desk, &id).await;
        assert!(kept.diagnosis.diagnosis_code.starts_with("M17."), "{}", kept.diagnosis.diagnosis_code);
        assert!(kept.clinical.clinical_summary.starts_with("Summary "));
        assert_eq!(draft(&stage.services, &desk, &id).await.unwrap().0.version, 11);
    }

    fn the_newest_save_of_a_step_counts_and_says_whose_it_replaced(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let doctor = colleague(&stage, &desk).await;
        let at = |step, code: &str, seen, page: &str| StepSave {
            seen,
            page: page.to_owned(),
            ..step_save(step, &diagnosis(code), Then::Stay)
        };
        let first = saved(&stage, &desk, &id, at(Step::Diagnosis, "M17.11", 1, "desk")).await;
        assert_eq!(first.overwrote, None);
        let own = saved(&stage, &desk, &id, at(Step::Diagnosis, "M17.12", 1, "desk")).await;
        assert_eq!(own.overwrote, None, "a page does not warn of itself");
        stage.clock.advance(TimeDelta::minutes(5));
        let second = saved(&stage, &doctor, &id, at(Step::Diagnosis, "G35", 1, "doctor")).await;
        let (who, when) = second.overwrote.unwrap();
        assert_eq!((who.as_str(), second.at - when), (desk.actor.display_name.as_str(), TimeDelta::minutes(5)));
        assert_eq!(input(&stage, &desk, &id).await.diagnosis.diagnosis_code, "G35");
        let aware = saved(&stage, &desk, &id, at(Step::Diagnosis, "G35.D", second.version, "new page")).await;
        assert_eq!(aware.overwrote, None, "this page showed the other save");
        let other = saved(&stage, &desk, &id, at(Step::Clinical, "", 1, "desk")).await;
        assert_eq!(other.overwrote, None, "nobody saved that step");
    }

    fn a_save_that_was_overtaken_on_its_way_changes_nothing(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let typed = |code: &str, turn| StepSave { turn, ..step_save(Step::Diagnosis, &diagnosis(code), Then::Stay) };
        let newest = saved(&stage, &desk, &id, typed("M17.11", 3)).await;
        let late = saved(&stage, &desk, &id, typed("M17.1", 2)).await;
        assert_eq!((late.version, late.input), (newest.version, newest.input));
        assert_eq!(input(&stage, &desk, &id).await.diagnosis.diagnosis_code, "M17.11");
        let finished = StepSave { turn: 3, ..step_save(Step::Diagnosis, &diagnosis("M17.12"), Then::Finish) };
        saved(&stage, &desk, &id, finished).await;
        assert_eq!(input(&stage, &desk, &id).await.diagnosis.diagnosis_code, "M17.12");
    }

    fn a_draft_says_who_saved_it_last_unless_it_is_the_reader(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let doctor = colleague(&stage, &desk).await;
        saved(&stage, &doctor, &id, step_save(Step::Diagnosis, &diagnosis("G35.D"), Then::Stay)).await;
        let (seen, _) = draft(&stage.services, &desk, &id).await.unwrap();
        assert_eq!((seen.saved_by.as_deref(), seen.is_own), (Some(doctor.actor.display_name.as_str()), true));
        let (seen, _) = draft(&stage.services, &doctor, &id).await.unwrap();
        assert_eq!((seen.saved_by, seen.is_own), (None, false));
    }

    fn several_services_become_the_lines_of_the_case(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        fill(&stage.services, &desk, &id, &StepFields { modifiers: "rt, kx".to_owned(), ..knee_orthosis() }).await.unwrap();
        let second = StepFields { quantity: "2".to_owned(), from_date: "2026-11-25".to_owned(), ..of_service("L1830") };
        let add = StepSave { line: 2, ..step_save(Step::Service, &second, Then::Finish) };
        let version = saved(&stage, &desk, &id, add).await.version;
        let reference = submit(&stage.services, &desk, &id, version).await.unwrap().reference;
        let case = detail(&stage.services, &desk, &reference).await.unwrap();
        assert_eq!(case.summary.status, Status::Submitted, "one of the two needs an authorization");
        let told: Vec<_> = case.lines.iter().map(|line| (line.code.as_str(), line.modifiers.join(" "), line.quantity, line.from.to_string())).collect();
        assert_eq!(told, [
            ("L1832", "RT KX".to_owned(), 1, "2026-11-23".to_owned()),
            ("L1830", String::new(), 2, "2026-11-25".to_owned()),
        ]);
        assert_eq!(case.lines.iter().map(|line| line.rule.is_some()).collect::<Vec<_>>(), [true, false]);
    }

    fn services_none_of_which_any_rule_lists_need_no_authorization(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        fill(&stage.services, &desk, &id, &of_service("L1830")).await.unwrap();
        let add = StepSave { line: 2, ..step_save(Step::Service, &of_service("E0100"), Then::Finish) };
        let version = saved(&stage, &desk, &id, add).await.version;
        assert_eq!(submit(&stage.services, &desk, &id, version).await.unwrap().status, Status::NotRequired);
    }

    fn a_member_must_be_covered_on_the_first_day_of_each_service(stage: Stage) {
        stage.member(MemberSpec { to: Some("2026-11-30"), ..MemberSpec::default() }).await;
        let desk = stage.caller(Role::Coordinator).await;
        let id = create_draft(&stage.services, &desk).await.unwrap();
        fill(&stage.services, &desk, &id, &knee_orthosis()).await.unwrap();
        let late = StepFields { from_date: "2026-12-01".to_owned(), ..of_service("K0823") };
        let add = StepSave { line: 2, ..step_save(Step::Service, &late, Then::Finish) };
        let refused = saved(&stage, &desk, &id, add).await;
        assert_eq!(codes(&refused), [FieldCode::CoverageNotActive]);
        let (_, checked) = draft(&stage.services, &desk, &id).await.unwrap();
        assert_eq!((checked.problems.len(), checked.problems[0].line), (1, 2));
    }

    fn a_service_is_taken_away_and_what_was_typed_beside_it_is_kept(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        for (line, code) in [(1, "L1832"), (2, "L1851")] {
            saved(&stage, &desk, &id, StepSave { line, ..step_save(Step::Service, &of_service(code), Then::Stay) }).await;
        }
        let half = StepFields { procedure_code: "K08".to_owned(), ..knee_orthosis() };
        let gone = saved(&stage, &desk, &id, StepSave { line: 3, ..step_save(Step::Service, &half, Then::Remove(1)) }).await;
        let codes: Vec<_> = gone.input.service.lines.iter().map(|line| (line.key, line.procedure_code.as_str())).collect();
        assert_eq!(codes, [(2, "L1851"), (3, "K08")]);
    }

    fn an_eleventh_service_is_refused_and_the_ten_stay(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        for line in 1..=10 {
            saved(&stage, &desk, &id, StepSave { line, ..step_save(Step::Service, &knee_orthosis(), Then::Stay) }).await;
        }
        let more = StepSave { line: 11, ..step_save(Step::Service, &knee_orthosis(), Then::Finish) };
        let refused = save_step(&stage.services, &desk, &id, more).await;
        let Err(DraftError::Form(errors)) = refused else { panic!("{refused:?}") };
        assert_eq!(errors.for_field("procedure_code"), Some(FieldCode::TooMany { max: 10 }));
        assert_eq!(input(&stage, &desk, &id).await.service.lines.len(), ServiceInput::MAX_LINES);
    }

    fn a_draft_is_deleted_by_who_began_it_and_by_nobody_else(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let doctor = colleague(&stage, &desk).await;
        let refused = delete_draft(&stage.services, &doctor, &id).await;
        assert!(matches!(refused, Err(DraftError::NotOwner)), "{refused:?}");
        assert_eq!(drafts(&stage.services, &desk).await.unwrap().len(), 1);
        delete_draft(&stage.services, &desk, &id).await.unwrap();
        assert!(drafts(&stage.services, &desk).await.unwrap().is_empty());
        assert!(matches!(delete_draft(&stage.services, &desk, &id).await, Err(DraftError::NotFound)));
        let told = audit::Entity::find()
            .filter(audit::Column::Action.eq("prior_auth.delete_draft"))
            .all(stage.services.db.read())
            .await
            .unwrap();
        let mut outcomes: Vec<_> = told.iter().map(|row| row.outcome.as_str()).collect();
        outcomes.sort_unstable();
        assert_eq!(outcomes, ["refused", "success"]);
    }

    fn a_draft_that_was_submitted_is_not_deleted(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        submit_filled(&stage.services, &desk, &id, &knee_orthosis()).await.unwrap();
        assert!(matches!(delete_draft(&stage.services, &desk, &id).await, Err(DraftError::Submitted { .. })));
    }

    fn a_draft_stored_before_there_were_steps_is_written_on_and_submitted(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let old = serde_json::to_string(&knee_orthosis()).unwrap();
        let stored: Result<(), DraftError> = stage.services.db.write(async |w| {
            prior_auth_draft::Entity::update_many()
                .col_expr(prior_auth_draft::Column::ValuesJson, Expr::val(old.as_str()))
                .filter(Expr::col(prior_auth_draft::Column::Id).eq(id.as_str()))
                .exec(w.conn())
                .await?;
            Ok(())
        }).await;
        stored.unwrap();
        let version = saved(&stage, &desk, &id, step_save(Step::Diagnosis, &diagnosis("M17.12"), Then::Finish)).await.version;
        submit(&stage.services, &desk, &id, version).await.unwrap();
        let lines = prior_auth_line::Entity::find().all(stage.services.db.read()).await.unwrap();
        assert_eq!((lines.len(), lines[0].code.as_str(), lines[0].modifiers.as_str()), (1, "L1832", ""));
    }

    fn a_complete_draft_knows_when_the_answer_would_be_due(stage: Stage) {
        let (desk, id) = begun(&stage).await;
        let (_, checked) = draft(&stage.services, &desk, &id).await.unwrap();
        assert_eq!(due_if_sent_now(&stage.services, &checked), None);
        fill(&stage.services, &desk, &id, &knee_orthosis()).await.unwrap();
        let (_, checked) = draft(&stage.services, &desk, &id).await.unwrap();
        let (due, rule) = due_if_sent_now(&stage.services, &checked).unwrap();
        assert_eq!(due - stage.services.env.now(), TimeDelta::days(7));
        assert_eq!(rule, "Medicare Advantage, standard: 7 calendar days");
    }
}
