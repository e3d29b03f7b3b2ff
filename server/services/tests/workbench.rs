//! What lies beside a request on the reviewer's desk.
#![expect(clippy::unwrap_used, reason = "tests")]

use domain::access::Role;
use services::on_both_databases;
use services::prior_auth::{ReadError, create_draft, workbench};
use services::testing::{MemberSpec, Stage, knee_orthosis, submit_filled};

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

    fn nobody_of_a_practice_sees_it(stage: Stage) {
        stage.member(MemberSpec::default()).await;
        let desk = stage.caller(Role::Coordinator).await;
        let draft = create_draft(&stage.services, &desk).await.unwrap();
        let reference = submit_filled(&stage.services, &desk, &draft, &knee_orthosis()).await.unwrap().reference;
        let refused = workbench(&stage.services, &desk, &reference).await;
        assert!(matches!(refused, Err(ReadError::NotFound)), "{refused:?}");
    }
}
