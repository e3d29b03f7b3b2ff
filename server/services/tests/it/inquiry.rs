//! Does this need authorization? The answer is the one that a request gets, and a proof of it is kept for good.

use chrono::TimeDelta;
use domain::access::Role;
use domain::form::FieldCode;
use domain::prior_auth::{InquiryInput, ProofReference, Requirement, Status};
use entity::{audit, prior_auth_proof};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use services::prior_auth::{ProofError, create_draft, inquire, keep_proof, proof, proofs, submit};
use services::testing::{MemberSpec, Stage, fill, knee_orthosis};
use services::{Caller, on_both_databases};

fn about(code: &str) -> InquiryInput {
    InquiryInput {
        procedure_code: code.to_owned(),
        line_of_business: "medicare_advantage".to_owned(),
        place_of_service: "12".to_owned(),
        service_date: "2026-11-24".to_owned(),
    }
}

async fn kept(stage: &Stage, caller: &Caller, code: &str, key: &str) -> ProofReference {
    keep_proof(&stage.services, caller, &about(code), key).await.unwrap()
}

async fn audited(stage: &Stage, action: &str) -> u64 {
    let found = audit::Entity::find().filter(audit::Column::Action.eq(action));
    found.count(stage.services.db.read()).await.unwrap()
}

/// What becomes of a request for the same service, for the same kind of insurance, at the same place and day.
async fn submitted(stage: &Stage, desk: &Caller, code: &str) -> Status {
    let id = create_draft(&stage.services, desk).await.unwrap();
    let mut fields = knee_orthosis();
    code.clone_into(&mut fields.procedure_code);
    fields.modifiers.clear();
    let version = fill(&stage.services, desk, &id, &fields).await.unwrap();
    submit(&stage.services, desk, &id, version).await.unwrap().status
}

on_both_databases! {
    fn the_answer_is_the_one_that_a_request_gets(stage: Stage) {
        stage.member(MemberSpec::default()).await;
        let desk = stage.caller(Role::Coordinator).await;
        for (code, expected) in [("L1832", "required"), ("L1830", "not required"), ("27447", "unknown")] {
            let answer = inquire(&stage.services, &about(code)).await.unwrap();
            let said = match answer.requirement {
                Requirement::Required(rule) => {
                    assert_eq!(rule.id, "orthoses-2022");
                    "required"
                }
                Requirement::NotRequired => "not required",
                Requirement::Unknown => "unknown",
            };
            assert_eq!(said, expected, "{code}");
            let needs_none = submitted(&stage, &desk, code).await == Status::NotRequired;
            assert_eq!(needs_none, said == "not required", "{code}");
        }
    }

    fn a_rule_that_has_not_begun_or_has_ended_is_named(stage: Stage) {
        // Ends and begins count: E0748 was listed for sixteen days of 2024.
        let answer = inquire(&stage.services, &about("E0748")).await.unwrap();
        assert_eq!(answer.requirement, Requirement::NotRequired);
        assert_eq!(answer.listed.unwrap().id, "osteogenesis-stimulators");
        assert_eq!(inquire(&stage.services, &about("L1830")).await.unwrap().listed, None);
        let before = InquiryInput { service_date: "2026-04-12".to_owned(), ..about("L1844") };
        let answer = inquire(&stage.services, &before).await.unwrap();
        assert_eq!((answer.requirement, answer.listed.unwrap().id.as_str()), (Requirement::NotRequired, "orthoses-2026"));
    }

    fn a_proof_holds_what_was_asked_and_stays_as_it_was(stage: Stage) {
        let desk = stage.caller(Role::Coordinator).await;
        let reference = kept(&stage, &desk, "l1830", "page1").await;
        let at = stage.services.env.now();
        stage.clock.advance(TimeDelta::days(400));
        let proof = proof(&stage.services, &desk, &reference).await.unwrap();
        assert_eq!(proof.reference, reference);
        assert_eq!(proof.inquiry.procedure.as_str(), "L1830");
        assert_eq!(proof.inquiry.service_date.to_string(), "2026-11-24");
        assert_eq!(Some(proof.wording.as_str()), stage.services.catalog.wording("L1830"));
        assert_eq!((proof.asked_by, proof.at), (desk.actor.display_name.clone(), at));
        assert_eq!(Some(proof.practice), desk.actor.practice_name);
        assert_eq!(proof.rules_version, stage.services.catalog.version());
        assert_eq!((proof.rules_version.len(), proof.listed), (12, None));
        assert_eq!(audited(&stage, "prior_auth.keep_proof").await, 1);
        let change = prior_auth_proof::Entity::update_many()
            .col_expr(prior_auth_proof::Column::Code, Expr::val("L1832"));
        let refused: Result<(), services::db::DbError> =
            stage.services.db.write(async |w| Ok(change.exec(w.conn()).await.map(drop)?)).await;
        assert!(refused.is_err(), "the database itself refuses to change a proof");
    }

    fn a_page_that_is_sent_twice_keeps_one_proof(stage: Stage) {
        let desk = stage.caller(Role::Coordinator).await;
        let both = tokio::join!(kept(&stage, &desk, "L1830", "page1"), kept(&stage, &desk, "L1830", "page1"));
        assert_eq!(both.0, both.1);
        assert_eq!(audited(&stage, "prior_auth.keep_proof").await, 1);
        let another = kept(&stage, &desk, "L1830", "page2").await;
        assert_ne!(another, both.0);
        let colleague = stage.caller_in(Role::Clinician, desk.actor.practice.as_ref().unwrap()).await;
        assert_ne!(kept(&stage, &colleague, "L1830", "page1").await, both.0, "a name counts for its reader alone");
        let all: Vec<_> = proofs(&stage.services, &desk).await.unwrap();
        assert_eq!(all.len(), 3);
    }

    fn what_needs_authorization_or_is_unknown_is_not_proven_away(stage: Stage) {
        let desk = stage.caller(Role::Coordinator).await;
        for code in ["L1832", "27447"] {
            let refused = keep_proof(&stage.services, &desk, &about(code), "page1").await;
            assert!(matches!(refused, Err(ProofError::NotSo)), "{code}: {refused:?}");
        }
        let nothing = keep_proof(&stage.services, &desk, &InquiryInput::default(), "page1").await;
        let Err(ProofError::Form(errors)) = nothing else { panic!("{nothing:?}") };
        assert_eq!(errors.for_field("service_date"), Some(FieldCode::Required));
        let long = "a".repeat(65);
        for key in ["", "a b", "a\0b", long.as_str()] {
            let refused = keep_proof(&stage.services, &desk, &about("L1830"), key).await;
            assert!(matches!(refused, Err(ProofError::Key)), "{key:?}: {refused:?}");
        }
        assert!(proofs(&stage.services, &desk).await.unwrap().is_empty());
    }

    fn another_practice_and_the_plan_see_nothing_of_a_proof(stage: Stage) {
        let desk = stage.caller(Role::Coordinator).await;
        let reference = kept(&stage, &desk, "L1830", "page1").await;
        let viewer = stage.caller_in(Role::Viewer, desk.actor.practice.as_ref().unwrap()).await;
        assert!(proof(&stage.services, &viewer, &reference).await.is_ok());
        let refused = keep_proof(&stage.services, &viewer, &about("L1830"), "page1").await;
        assert!(matches!(refused, Err(ProofError::NotFound)));
        for other in [stage.caller(Role::Coordinator).await, stage.caller(Role::Nurse).await] {
            let found = proof(&stage.services, &other, &reference).await;
            assert!(matches!(found, Err(ProofError::NotFound)), "{found:?}");
            assert!(proofs(&stage.services, &other).await.unwrap().is_empty());
        }
        let missing = ProofReference::from_entropy(12);
        assert!(matches!(proof(&stage.services, &desk, &missing).await, Err(ProofError::NotFound)));
    }

    fn the_latest_ten_are_listed_the_latest_first(stage: Stage) {
        let desk = stage.caller(Role::Coordinator).await;
        for number in 0..12 {
            kept(&stage, &desk, "L1830", &format!("page{number}")).await;
            stage.clock.advance(TimeDelta::minutes(1));
        }
        let all = proofs(&stage.services, &desk).await.unwrap();
        assert_eq!(all.len(), 10);
        assert!(all.is_sorted_by(|one, next| one.at > next.at));
    }
}
