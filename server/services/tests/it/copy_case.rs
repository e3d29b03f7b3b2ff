//! A new draft like an earlier request.

use chrono::TimeDelta;
use domain::access::Role;
use domain::id::DraftId;
use domain::prior_auth::{Step, StepFields};
use domain::reference::Reference;
use entity::prior_auth_draft;
use sea_orm::{EntityTrait, PaginatorTrait};
use services::prior_auth::{Attestation, DraftError, StepSave, Then, copy_case, create_draft, draft, save_step};
use services::testing::{MemberSpec, Stage, knee_orthosis, step_save, submit_filled};
use services::{Caller, on_both_databases};

async fn sent(stage: &Stage, desk: &Caller, fields: &StepFields) -> Reference {
    let id = create_draft(&stage.services, desk).await.unwrap();
    submit_filled(&stage.services, desk, &id, fields)
        .await
        .unwrap()
        .reference
}

async fn copied(stage: &Stage, caller: &Caller, reference: &Reference) -> DraftId {
    copy_case(&stage.services, caller, reference).await.unwrap()
}

async fn drafts(stage: &Stage) -> u64 {
    prior_auth_draft::Entity::find()
        .count(stage.services.db.read())
        .await
        .unwrap()
}

on_both_databases! {
    fn a_copy_asks_for_the_same_from_today_on(stage: Stage) {
        stage.member(MemberSpec::default()).await;
        let desk = stage.caller(Role::Coordinator).await;
        let fields = StepFields {
            modifiers: "RT".to_owned(),
            diagnosis_code: "M17.11, M25.561".to_owned(),
            urgency: "expedited".to_owned(),
            urgency_reason: "Falls".to_owned(),
            to_date: "2026-12-07".to_owned(),
            ..knee_orthosis()
        };
        let reference = sent(&stage, &desk, &fields).await;
        stage.clock.advance(TimeDelta::days(100));
        let id = copied(&stage, &desk, &reference).await;
        let (copy, checked) = draft(&stage.services, &desk, &id).await.unwrap();
        assert_eq!(copy.copied_from, Some(reference));
        assert_eq!(copy.submitted_as, None);
        assert_eq!(checked.problems, [], "it could be sent as it is");
        let expected = StepFields {
            from_date: "2027-03-03".to_owned(),
            to_date: "2027-03-17".to_owned(),
            ..fields
        };
        for &step in Step::ALL {
            let own = copy.input.fields(step, 1);
            let mut wanted = domain::prior_auth::DraftInput::from(expected.clone()).fields(step, 1);
            if step == Step::Diagnosis {
                wanted.diagnosis_code = own.diagnosis_code.clone();
                assert_eq!(own.diagnosis_code.split(", ").count(), 2);
            }
            assert!(own == wanted, "{step:?}");
        }
        assert!(!copy.input.documents_seen);
        assert_eq!(checked.around.documents, 0);
    }

    fn several_services_keep_the_days_between_them(stage: Stage) {
        stage.member(MemberSpec::default()).await;
        let desk = stage.caller(Role::Coordinator).await;
        let id = create_draft(&stage.services, &desk).await.unwrap();
        let later = StepFields {
            from_date: "2026-11-30".to_owned(),
            to_date: "2026-12-01".to_owned(),
            procedure_code: "L1830".to_owned(),
            ..knee_orthosis()
        };
        let second = StepSave { line: 2, ..step_save(Step::Service, &later, Then::Stay) };
        save_step(&stage.services, &desk, &id, second).await.unwrap();
        let reference = submit_filled(&stage.services, &desk, &id, &knee_orthosis()).await.unwrap().reference;
        let id = copied(&stage, &desk, &reference).await;
        let lines = draft(&stage.services, &desk, &id).await.unwrap().0.input.service.lines;
        let mut days: Vec<_> = lines.iter().map(|line| (line.procedure_code.as_str(), line.from_date.as_str(), line.to_date.as_str())).collect();
        days.sort_unstable();
        assert_eq!(days, [("L1830", "2026-11-30", "2026-12-01"), ("L1832", "2026-11-23", "2026-12-23")]);
    }

    fn pressed_twice_it_is_one_draft_until_something_is_typed_into_it(stage: Stage) {
        stage.member(MemberSpec::default()).await;
        let desk = stage.caller(Role::Coordinator).await;
        let reference = sent(&stage, &desk, &knee_orthosis()).await;
        let before = drafts(&stage).await;
        let both = tokio::join!(copied(&stage, &desk, &reference), copied(&stage, &desk, &reference));
        assert_eq!(both.0, both.1);
        assert_eq!(drafts(&stage).await, before + 1);
        assert_eq!(stage.audited("prior_auth.copy").await.len(), 1);
        stage.clock.advance(TimeDelta::days(2));
        assert_eq!(copied(&stage, &desk, &reference).await, both.0);
        let (copy, _) = draft(&stage.services, &desk, &both.0).await.unwrap();
        assert_eq!(copy.input.service.lines[0].from_date, "2026-11-25", "it begins on the day of the last press");
        let typed = StepFields { clinical_summary: "Another reason.".to_owned(), ..knee_orthosis() };
        save_step(&stage.services, &desk, &both.0, step_save(Step::Clinical, &typed, Then::Stay)).await.unwrap();
        let another = copied(&stage, &desk, &reference).await;
        assert_ne!(another, both.0, "what was typed is not touched");
        let colleague = stage.caller_in(Role::Clinician, desk.actor.practice.as_ref().unwrap()).await;
        assert_ne!(copied(&stage, &colleague, &reference).await, another, "a colleague's copy is the colleague's");
    }

    fn only_the_own_practice_copies_and_only_whoever_may_write(stage: Stage) {
        stage.member(MemberSpec::default()).await;
        let desk = stage.caller(Role::Coordinator).await;
        let reference = sent(&stage, &desk, &knee_orthosis()).await;
        let before = drafts(&stage).await;
        let viewer = stage.caller_in(Role::Viewer, desk.actor.practice.as_ref().unwrap()).await;
        for caller in [viewer, stage.caller(Role::Coordinator).await, stage.caller(Role::Nurse).await] {
            let refused = copy_case(&stage.services, &caller, &reference).await;
            assert!(matches!(refused, Err(DraftError::NotFound)), "{refused:?}");
        }
        let missing = copy_case(&stage.services, &desk, &Reference::from_entropy(9)).await;
        assert!(matches!(missing, Err(DraftError::NotFound)));
        assert_eq!(drafts(&stage).await, before);
    }

    fn an_attestation_stays_with_its_request(stage: Stage) {
        stage.member(MemberSpec::default()).await;
        let desk = stage.caller(Role::Coordinator).await;
        let practice = desk.actor.practice.clone().unwrap();
        let doctor = stage.caller_in(Role::Clinician, &practice).await;
        let id = create_draft(&stage.services, &doctor).await.unwrap();
        let leg = StepFields { procedure_code: "L5856".to_owned(), ..knee_orthosis() };
        services::testing::fill(&stage.services, &doctor, &id, &leg).await.unwrap();
        let shown = services::testing::seen(&stage.services, &doctor, &id).await.unwrap();
        let sent = services::prior_auth::attest_and_submit(&stage.services, &doctor, &id, shown).await.unwrap();
        let copy = copied(&stage, &doctor, &sent.reference).await;
        let (copy, _) = draft(&stage.services, &doctor, &copy).await.unwrap();
        assert_eq!(copy.attestation, Attestation::Needed);
    }
}
