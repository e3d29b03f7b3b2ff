//! What lies beside a request on the reviewer's desk.

use chrono::TimeDelta;
use domain::access::Role;
use domain::prior_auth::StepFields;
use services::on_both_databases;
use services::prior_auth::{ReadError, attest, create_draft, submit, workbench};
use services::testing::{MemberSpec, Stage, fill, knee_orthosis, seen, submit_filled};

on_both_databases! {
    fn earlier_requests_of_member_and_practice_stand_apart(stage: Stage) {
        let james = MemberSpec { number: "LHP100200302", last_name: "Whitfield", ..MemberSpec::default() };
        stage.member(MemberSpec::default()).await;
        stage.member(james).await;
        let desk = stage.caller(Role::Coordinator).await;
        let elsewhere = stage.caller(Role::Coordinator).await;
        let rosa = knee_orthosis();
        let mut other = knee_orthosis();
        other.member_id = "LHP100200302".to_owned();
        other.last_name = "Whitfield".to_owned();
        let mut sent = Vec::new();
        for (caller, fields) in [(&desk, &rosa), (&elsewhere, &rosa), (&desk, &other)] {
            let draft = create_draft(&stage.services, caller).await.unwrap();
            sent.push(submit_filled(&stage.services, caller, &draft, fields).await.unwrap().reference);
        }
        let nurse = stage.caller(Role::Nurse).await;
        let beside = workbench(&stage.services, &nurse, &sent[0]).await.unwrap();
        let references = |summaries: &[services::prior_auth::Summary]| summaries.iter().map(|one| one.reference.clone()).collect::<Vec<_>>();
        assert_eq!(references(&beside.of_member), [sent[1].clone()], "whoever sent it");
        assert_eq!(references(&beside.of_practice), [sent[2].clone()], "for whomever it is");
        assert_eq!(beside.criteria.len(), 1);
        assert_eq!(beside.criteria[0].codes, ["L1832"]);
        assert!(beside.not_required.is_empty() && beside.unknown.is_empty() && beside.attested.is_none());
        stage.services.later.store().await.unwrap();
        let rows = stage.audited("prior_auth.list").await;
        let record = rows.last().unwrap();
        assert!(record.detail_json.contains(sent[1].as_str()) && record.detail_json.contains(sent[2].as_str()));
    }

    fn a_clinicians_word_stands_beside_what_was_sent(stage: Stage) {
        stage.member(MemberSpec::default()).await;
        let desk = stage.caller(Role::Coordinator).await;
        let doctor = stage.caller_in(Role::Clinician, desk.actor.practice.as_ref().unwrap()).await;
        let draft = create_draft(&stage.services, &desk).await.unwrap();
        let prosthesis = StepFields { procedure_code: "L5856".to_owned(), ..knee_orthosis() };
        let version = fill(&stage.services, &desk, &draft, &prosthesis).await.unwrap();
        let shown = seen(&stage.services, &doctor, &draft).await.unwrap();
        attest(&stage.services, &doctor, &draft, shown).await.unwrap();
        let attested_at = stage.services.env.now();
        stage.clock.advance(TimeDelta::minutes(5));
        let reference = submit(&stage.services, &desk, &draft, version).await.unwrap().reference;
        let nurse = stage.caller(Role::Nurse).await;
        let (by, at) = workbench(&stage.services, &nurse, &reference).await.unwrap().attested.unwrap();
        assert_eq!((by.id, by.name), (doctor.actor.account.clone(), doctor.actor.display_name.clone()));
        assert_eq!(at, attested_at, "when it was given, not when it was sent");
    }

    fn nobody_of_a_practice_sees_it(stage: Stage) {
        stage.member(MemberSpec::default()).await;
        let desk = stage.caller(Role::Coordinator).await;
        let draft = create_draft(&stage.services, &desk).await.unwrap();
        let reference = submit_filled(&stage.services, &desk, &draft, &knee_orthosis()).await.unwrap().reference;
        let refused = workbench(&stage.services, &desk, &reference).await;
        assert!(matches!(refused, Err(ReadError::NotFound)), "{refused:?}");
    }
}
