//! A clinician's word where a rule asks for it, requests that ask for the same twice, and providers that are likely.

use chrono::TimeDelta;
use domain::access::Role;
use domain::form::FieldCode;
use domain::id::{AccountId, DraftId};
use domain::prior_auth::{Status, Step, StepFields};
use entity::{account, prior_auth_attestation};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter};
use services::prior_auth::{
    Attestation, DraftError, SeenDraft, SubmitError, Then, Waiting, ask_attestation, attest, attest_and_submit, counts,
    create_draft, draft, drafts_for_me, duplicates, known_providers, save_step, submit,
};
use services::testing::{MemberSpec, Stage, fill, knee_orthosis, seen, step_save, submit_filled};
use services::{Caller, on_both_databases};

/// A prosthesis, whose rule asks for a clinician's attestation.
fn prosthesis() -> StepFields {
    StepFields {
        procedure_code: "L5856".to_owned(),
        ..knee_orthosis()
    }
}

/// A coordinator and a clinician of one practice, and a complete draft with its version.
async fn complete(stage: &Stage, fields: &StepFields) -> (Caller, Caller, DraftId, i64) {
    stage.member(MemberSpec::default()).await;
    let desk = stage.caller(Role::Coordinator).await;
    let doctor = stage
        .caller_in(Role::Clinician, desk.actor.practice.as_ref().unwrap())
        .await;
    let id = create_draft(&stage.services, &desk).await.unwrap();
    let version = fill(&stage.services, &desk, &id, fields).await.unwrap();
    (desk, doctor, id, version)
}

/// The clinician attests what is there now.
async fn attests(stage: &Stage, doctor: &Caller, id: &DraftId) {
    let shown = seen(&stage.services, doctor, id).await.unwrap();
    attest(&stage.services, doctor, id, shown).await.unwrap();
}

async fn state(stage: &Stage, caller: &Caller, id: &DraftId) -> Attestation {
    draft(&stage.services, caller, id).await.unwrap().0.attestation
}

async fn missing(stage: &Stage, caller: &Caller, id: &DraftId, version: i64) -> Vec<(String, FieldCode)> {
    match submit(&stage.services, caller, id, version).await {
        Err(SubmitError::Form(errors)) => errors.0.into_iter().map(|error| (error.field, error.code)).collect(),
        other => panic!("{other:?}"),
    }
}

async fn waiting(stage: &Stage, caller: &Caller) -> Vec<Option<Waiting>> {
    let drafts = drafts_for_me(&stage.services, caller).await.unwrap();
    assert_eq!(
        counts(&stage.services, caller).await.unwrap().drafts_for_me,
        drafts.len() as u64
    );
    drafts.iter().map(|draft| draft.waits_for_me).collect()
}

on_both_databases! {
    fn a_request_whose_rule_asks_for_it_is_not_sent_without_a_clinicians_word(stage: Stage) {
        let (desk, doctor, id, version) = complete(&stage, &prosthesis()).await;
        assert_eq!(state(&stage, &desk, &id).await, Attestation::Needed);
        assert_eq!(missing(&stage, &desk, &id, version).await, [("clinician".to_owned(), FieldCode::Required)]);
        assert_eq!(missing(&stage, &doctor, &id, version).await, [("attested".to_owned(), FieldCode::Required)]);
        let shown = seen(&stage.services, &doctor, &id).await.unwrap();
        let sent = attest_and_submit(&stage.services, &doctor, &id, shown.clone()).await.unwrap();
        assert_eq!(sent.status, Status::Submitted);
        let again = attest_and_submit(&stage.services, &doctor, &id, shown).await.unwrap();
        assert_eq!(again, sent);
        let rows = prior_auth_attestation::Entity::find().all(stage.services.db.read()).await.unwrap();
        assert_eq!((rows.len(), rows[0].account_id.as_str()), (1, doctor.actor.account.as_str()));
        assert_eq!((rows[0].statement.as_str(), rows[0].content_hash.len()), ("record_supports_1", 64));
    }

    fn a_coordinator_asks_a_clinician_and_gets_the_draft_back(stage: Stage) {
        let (desk, doctor, id, version) = complete(&stage, &prosthesis()).await;
        ask_attestation(&stage.services, &desk, &id, &doctor.actor.account).await.unwrap();
        assert_eq!(waiting(&stage, &doctor).await, [Some(Waiting::ForAttestation)]);
        assert_eq!(waiting(&stage, &desk).await, []);
        assert!(matches!(state(&stage, &desk, &id).await, Attestation::Asked { of, .. } if of.id == doctor.actor.account));
        stage.clock.advance(TimeDelta::minutes(5));
        attests(&stage, &doctor, &id).await;
        assert_eq!(waiting(&stage, &doctor).await, []);
        assert_eq!(waiting(&stage, &desk).await, [Some(Waiting::Attested)]);
        let Attestation::Given { by, at } = state(&stage, &desk, &id).await else { panic!("not given") };
        assert_eq!((by.id, at), (doctor.actor.account.clone(), stage.services.env.now()));
        submit(&stage.services, &desk, &id, version).await.unwrap();
        assert_eq!(waiting(&stage, &desk).await, []);
    }

    fn a_later_change_voids_the_attestation_and_taking_it_back_restores_it(stage: Stage) {
        let (desk, doctor, id, _) = complete(&stage, &prosthesis()).await;
        ask_attestation(&stage.services, &desk, &id, &doctor.actor.account).await.unwrap();
        attests(&stage, &doctor, &id).await;
        let change = |summary: &str| StepFields { clinical_summary: summary.to_owned(), ..prosthesis() };
        let changed = save_step(&stage.services, &desk, &id, step_save(Step::Clinical, &change("Another reason."), Then::Finish)).await.unwrap();
        assert_eq!(state(&stage, &desk, &id).await, Attestation::Needed);
        assert_eq!(waiting(&stage, &desk).await, [], "there is nothing to send any more");
        assert_eq!(missing(&stage, &desk, &id, changed.version).await.len(), 1);
        let old = step_save(Step::Clinical, &prosthesis(), Then::Finish);
        let back = save_step(&stage.services, &desk, &id, old).await.unwrap();
        assert!(matches!(state(&stage, &desk, &id).await, Attestation::Given { .. }), "these words were attested");
        submit(&stage.services, &desk, &id, back.version).await.unwrap();
    }

    fn only_a_clinician_of_the_practice_attests_or_is_asked(stage: Stage) {
        let (desk, _, id, _) = complete(&stage, &prosthesis()).await;
        let stranger = stage.caller(Role::Clinician).await;
        let shown = seen(&stage.services, &desk, &id).await.unwrap();
        assert!(matches!(attest(&stage.services, &desk, &id, shown.clone()).await, Err(DraftError::NotFound)));
        assert!(matches!(attest(&stage.services, &stranger, &id, shown).await, Err(DraftError::NotFound)));
        for nobody in [&stranger.actor.account, &desk.actor.account, &AccountId::new("")] {
            let refused = ask_attestation(&stage.services, &desk, &id, nobody).await;
            let Err(DraftError::Form(errors)) = refused else { panic!("{refused:?}") };
            assert_eq!(errors.for_field("clinician"), Some(FieldCode::Required));
        }
    }

    fn what_is_not_complete_or_not_as_it_was_seen_is_not_attested(stage: Stage) {
        let (desk, doctor, id, _) = complete(&stage, &prosthesis()).await;
        let shown = seen(&stage.services, &doctor, &id).await.unwrap();
        let older = SeenDraft { version: shown.version - 1, ..shown };
        assert!(matches!(attest(&stage.services, &doctor, &id, older).await, Err(DraftError::Changed)));
        let nothing = step_save(Step::Diagnosis, &StepFields::default(), Then::Finish);
        save_step(&stage.services, &desk, &id, nothing).await.unwrap();
        let shown = seen(&stage.services, &doctor, &id).await.unwrap();
        let refused = attest(&stage.services, &doctor, &id, shown).await;
        assert!(matches!(refused, Err(DraftError::Form(_))), "{refused:?}");
        let refused = ask_attestation(&stage.services, &desk, &id, &doctor.actor.account).await;
        assert!(matches!(refused, Err(DraftError::Form(_))), "{refused:?}");
    }

    fn a_request_whose_rule_asks_for_nothing_needs_no_word(stage: Stage) {
        let (desk, _, id, version) = complete(&stage, &knee_orthosis()).await;
        assert_eq!(state(&stage, &desk, &id).await, Attestation::NotNeeded);
        submit(&stage.services, &desk, &id, version).await.unwrap();
    }

    fn what_was_attested_stays_said(stage: Stage) {
        let (_, doctor, id, _) = complete(&stage, &prosthesis()).await;
        attests(&stage, &doctor, &id).await;
        for statement in ["update prior_auth_attestation set statement = 'x'", "delete from prior_auth_attestation"] {
            let refusal: Result<(), services::db::DbError> = stage.services.db.write(async |w| {
                Ok(w.conn().execute_unprepared(statement).await.map(drop)?)
            }).await;
            assert!(refusal.unwrap_err().to_string().contains("append only"), "{statement}");
        }
    }

    fn a_request_that_asks_for_the_same_is_pointed_at(stage: Stage) {
        let (desk, _, id, version) = complete(&stage, &knee_orthosis()).await;
        let first = submit(&stage.services, &desk, &id, version).await.unwrap().reference;
        let found = async |fields: StepFields| {
            let id = create_draft(&stage.services, &desk).await.unwrap();
            fill(&stage.services, &desk, &id, &fields).await.unwrap();
            let (_, checked) = draft(&stage.services, &desk, &id).await.unwrap();
            let found = duplicates(&stage.services, &desk, &checked).await.unwrap();
            found.into_iter().map(|one| one.reference).collect::<Vec<_>>()
        };
        assert_eq!(found(knee_orthosis()).await, std::slice::from_ref(&first));
        let overlapping = StepFields { from_date: "2026-12-23".to_owned(), to_date: "2027-01-23".to_owned(), ..knee_orthosis() };
        assert_eq!(found(overlapping).await, [first]);
        let later = StepFields { from_date: "2026-12-24".to_owned(), to_date: "2027-01-23".to_owned(), ..knee_orthosis() };
        let other_code = StepFields { procedure_code: "L1851".to_owned(), ..knee_orthosis() };
        let other_provider = StepFields { rendering_npi: "1932102951".to_owned(), ..knee_orthosis() };
        for other in [later, other_code, other_provider] {
            assert_eq!(found(other).await, []);
        }
    }

    fn another_practices_request_is_no_duplicate_to_speak_of(stage: Stage) {
        let (desk, _, id, version) = complete(&stage, &knee_orthosis()).await;
        submit(&stage.services, &desk, &id, version).await.unwrap();
        let stranger = stage.caller(Role::Coordinator).await;
        let id = create_draft(&stage.services, &stranger).await.unwrap();
        fill(&stage.services, &stranger, &id, &knee_orthosis()).await.unwrap();
        let (_, checked) = draft(&stage.services, &stranger, &id).await.unwrap();
        assert_eq!(duplicates(&stage.services, &stranger, &checked).await.unwrap(), []);
    }

    fn clinicians_the_practice_and_earlier_providers_are_offered_each_once(stage: Stage) {
        let (desk, doctor, id, _) = complete(&stage, &knee_orthosis()).await;
        let given: Result<(), services::db::DbError> = stage.services.db.write(async |w| {
            account::Entity::update_many()
                .col_expr(account::Column::Npi, Expr::val("1234567893"))
                .filter(Expr::col(account::Column::Id).eq(doctor.actor.account.as_str()))
                .exec(w.conn())
                .await?;
            Ok(())
        }).await;
        given.unwrap();
        let rendered = StepFields { rendering_npi: "1932102951".to_owned(), ..knee_orthosis() };
        submit_filled(&stage.services, &desk, &id, &rendered).await.unwrap();
        let known = known_providers(&stage.services, &desk).await.unwrap();
        let npis: Vec<_> = known.iter().map(|one| (one.npi.as_str(), one.name.is_some())).collect();
        assert_eq!(npis, [("1234567893", true), ("1558598797", true), ("1932102951", false)]);
        assert_eq!(known[0].name.as_deref(), Some(doctor.actor.display_name.as_str()));
    }
}
