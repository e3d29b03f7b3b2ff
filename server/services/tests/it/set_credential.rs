//! With which credential and specialty a reviewer decides.

use domain::access::Role;
use domain::auth::credential::CredentialProblem;
use entity::account;
use sea_orm::EntityTrait;
use services::auth::{SetCredentialError, set_credential};
use services::on_both_databases;
use services::testing::{Stage, TEST_CREDENTIAL, request_info};

async fn stored(stage: &Stage, user_id: &str) -> (Option<String>, i64) {
    let id = stage.account_of(user_id).await;
    let found = account::Entity::find_by_id(id.as_str())
        .one(stage.services.db.read())
        .await;
    let account = found.unwrap().unwrap();
    (account.credential, account.version)
}

on_both_databases! {
    fn a_credential_is_written_down_once_and_put_on_record(stage: Stage) {
        stage.account("MD.Okafor", Role::Physician, None).await;
        assert_eq!(stored(&stage, "MD.Okafor").await, (Some(TEST_CREDENTIAL.to_owned()), 1));
        for is_new in [true, false] {
            let typed = ("DO", " Physical  medicine ");
            let set = set_credential(&stage.services, &request_info(), "MD.Okafor", typed).await;
            let (credential, changed) = set.unwrap();
            assert_eq!((credential.as_str(), changed), ("DO, Physical medicine", is_new));
        }
        assert_eq!(stored(&stage, "MD.Okafor").await, (Some("DO, Physical medicine".to_owned()), 2));
        let rows = stage.audited("account.set_credential").await;
        assert_eq!(rows.len(), 1);
        let said = format!("{:?}", rows[0]);
        for words in [TEST_CREDENTIAL, "DO, Physical medicine", "MD.Okafor"] {
            assert!(said.contains(words), "{words} in {said}");
        }
    }

    fn what_says_too_little_and_who_does_not_review_are_refused(stage: Stage) {
        let practice = stage.practice("Cedar Hill").await;
        stage.account("Doctor.Lee1", Role::Clinician, Some(&practice)).await;
        stage.account("MD.Okafor", Role::Physician, None).await;
        let services = &stage.services;
        let set = async |user_id: &'static str, typed| set_credential(services, &request_info(), user_id, typed).await;
        let office = set("Doctor.Lee1", ("MD", "Surgery")).await;
        assert!(matches!(office, Err(SetCredentialError::WrongSide)), "{office:?}");
        let unknown = set("md.okafor", ("MD", "Surgery")).await;
        assert!(matches!(unknown, Err(SetCredentialError::Unknown)), "the case counts: {unknown:?}");
        let empty = set("MD.Okafor", ("MD", " ")).await;
        let missing = CredentialProblem::Missing("specialty");
        assert!(matches!(empty, Err(SetCredentialError::Problem(problem)) if problem == missing), "{empty:?}");
        assert_eq!(stored(&stage, "MD.Okafor").await, (Some(TEST_CREDENTIAL.to_owned()), 1));
        assert_eq!(stored(&stage, "Doctor.Lee1").await, (None, 1));
        assert!(stage.audited("account.set_credential").await.is_empty());
    }
}
