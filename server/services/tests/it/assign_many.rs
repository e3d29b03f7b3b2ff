//! Several requests given to one reviewer at once, and what becomes of each.

use domain::access::Role;
use domain::id::AccountId;
use domain::prior_auth::{Guard, Refusal};
use domain::reference::Reference;
use services::prior_auth::{
    self as requests, AssignManyError, NotAssigned, Picked, assign, assign_many, create_draft, detail, replay,
};
use services::testing::{MemberSpec, Stage, knee_orthosis, submit_filled};
use services::{Caller, on_both_databases};

/// So many requests that nobody has taken.
async fn submitted(stage: &Stage, number: usize) -> Vec<Reference> {
    stage.member(MemberSpec::default()).await;
    let desk = stage.caller(Role::Coordinator).await;
    let mut all = Vec::new();
    for _ in 0..number {
        let id = create_draft(&stage.services, &desk).await.unwrap();
        let sent = submit_filled(&stage.services, &desk, &id, &knee_orthosis())
            .await
            .unwrap();
        all.push(sent.reference);
    }
    all
}

fn picked(references: &[Reference], version: i64) -> Vec<Picked> {
    let pick = |reference: &Reference| Picked {
        reference: reference.clone(),
        version,
    };
    references.iter().map(pick).collect()
}

async fn assignee(stage: &Stage, caller: &Caller, reference: &Reference) -> Option<String> {
    detail(&stage.services, caller, reference)
        .await
        .unwrap()
        .summary
        .assigned_to
}

on_both_databases! {
    fn the_lead_gives_requests_to_a_nurse_and_hears_what_became_of_each(stage: Stage) {
        let cases = submitted(&stage, 3).await;
        let (lead, nurse) = (stage.caller(Role::Lead).await, stage.caller(Role::Nurse).await);
        let services = &stage.services;
        // Somebody else was faster with the second one.
        assign(services, &nurse, &cases[1], 1).await.unwrap();
        let missing = Reference::from_entropy(7);
        let mut pick = picked(&cases, 1);
        pick.push(Picked { reference: missing.clone(), version: 1 });
        let result = assign_many(services, &lead, &pick, Some(&nurse.actor.account)).await.unwrap();
        let expected = [Ok(()), Err(NotAssigned::Changed), Ok(()), Err(NotAssigned::Missing)];
        let told: Vec<_> = result.iter().map(|(reference, done)| (reference.clone(), *done)).collect();
        let names = cases.iter().cloned().chain([missing]);
        assert_eq!(told, names.zip(expected).collect::<Vec<_>>());
        let name = nurse.actor.display_name.clone();
        for case in &cases {
            assert_eq!(assignee(&stage, &lead, case).await.as_ref(), Some(&name));
            replay(services, case).await.unwrap();
        }
        let timeline = detail(services, &lead, &cases[0]).await.unwrap().timeline;
        let last = timeline.last().unwrap();
        assert_eq!(last.who.as_ref(), Some(&lead.actor.display_name), "it is the lead's doing");
        assert_eq!(last.detail.given_to.as_ref().map(|given| &given.name), Some(&name));
        assert_eq!(stage.audited("prior_auth.assign").await.len(), 3);
    }

    fn work_goes_to_whoever_may_decide_it(stage: Stage) {
        let cases = submitted(&stage, 1).await;
        let (lead, nurse) = (stage.caller(Role::Lead).await, stage.caller(Role::Nurse).await);
        let (physician, viewer) = (stage.caller(Role::Physician).await, stage.caller(Role::Auditor).await);
        let services = &stage.services;
        let refused = |guard| Err(NotAssigned::Refused(Refusal::Guard(guard)));
        let to = async |by: &Caller, to: &AccountId, version| {
            let result = assign_many(services, by, &picked(&cases, version), Some(to)).await;
            result.map(|result| result[0].1)
        };
        assert_eq!(to(&lead, &physician.actor.account, 1).await.unwrap(), refused(Guard::ToNurse));
        assert_eq!(to(&nurse, &physician.actor.account, 1).await.unwrap(), refused(Guard::ToSelf), "only the lead gives");
        let nobody = AccountId::new("nobody");
        for other in [&viewer.actor.account, &nobody, &lead.actor.account] {
            if other == &lead.actor.account {
                let own = to(&lead, other, 1).await.unwrap();
                assert!(own.is_err(), "a lead reviews nothing");
            } else {
                assert!(matches!(to(&lead, other, 1).await, Err(AssignManyError::NoReviewer)));
            }
        }
        assert_eq!(to(&lead, &nurse.actor.account, 1).await.unwrap(), Ok(()));
        // From somebody who is away to somebody who is there.
        let other = stage.account("Nurse.Two", Role::Nurse, None).await;
        assert_eq!(to(&lead, &other, 2).await.unwrap(), Ok(()));
        assert_eq!(requests::replay(services, &cases[0]).await.unwrap().code(), "nurse_review");
    }

    fn a_nurse_takes_several_and_a_practice_none(stage: Stage) {
        let cases = submitted(&stage, 2).await;
        let nurse = stage.caller(Role::Nurse).await;
        let services = &stage.services;
        let result = assign_many(services, &nurse, &picked(&cases, 1), None).await.unwrap();
        assert!(result.iter().all(|(_, done)| done.is_ok()));
        let desk = stage.caller(Role::Coordinator).await;
        let result = assign_many(services, &desk, &picked(&cases, 2), None).await.unwrap();
        assert!(result.iter().all(|(_, done)| done.is_err()));
        let many = vec![picked(&cases, 2)[0].clone(); requests::MOST_AT_ONCE + 1];
        assert!(matches!(assign_many(services, &nurse, &many, None).await, Err(AssignManyError::TooMany)));
    }
}
