//! From a draft to a decision, by the people who do it.

use chrono::TimeDelta;
use domain::access::Role;
use domain::form::FieldCode;
use domain::id::DraftId;
use domain::prior_auth::{Action, DraftInput, Performer, Refusal, Status, StepFields};
use domain::reference::Reference;
use entity::{audit, outbox, prior_auth, prior_auth_event, prior_auth_line};
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder};
use services::prior_auth::{
    self as requests, ActError, DraftError, ReadError, SubmitError, Submitted, Summary, approve, assign, create_draft,
    delete_draft, detail, draft, release, submit,
};
use services::testing::{MemberSpec, Stage, fill, knee_orthosis, submit_filled};
use services::{Caller, on_both_databases};

fn with_code(code: &str) -> StepFields {
    StepFields {
        procedure_code: code.to_owned(),
        ..knee_orthosis()
    }
}

/// A coordinator, with Rosa Delgado covered.
async fn desk(stage: &Stage) -> Caller {
    stage.member(MemberSpec::default()).await;
    stage.caller(Role::Coordinator).await
}

async fn submitted(stage: &Stage, caller: &Caller, input: StepFields) -> Submitted {
    let id = create_draft(&stage.services, caller).await.unwrap();
    submit_filled(&stage.services, caller, &id, &input).await.unwrap()
}

/// A submitted request, taken by a nurse.
async fn assigned(stage: &Stage) -> (Caller, Caller, Summary) {
    let (desk, nurse) = (desk(stage).await, stage.caller(Role::Nurse).await);
    let reference = submitted(stage, &desk, knee_orthosis()).await.reference;
    let summary = assign(&stage.services, &nurse, &reference, 1).await.unwrap();
    (desk, nurse, summary)
}

async fn cases(stage: &Stage) -> Vec<prior_auth::Model> {
    prior_auth::Entity::find()
        .order_by_asc(prior_auth::Column::Id)
        .all(stage.services.db.read())
        .await
        .unwrap()
}

async fn audited(stage: &Stage, action: &str) -> usize {
    let rows = audit::Entity::find().all(stage.services.db.read()).await.unwrap();
    rows.iter().filter(|row| row.action == action).count()
}

async fn stored_input(stage: &Stage, caller: &Caller, id: &DraftId) -> DraftInput {
    draft(&stage.services, caller, id).await.unwrap().0.input
}

/// What is wrong with a request that cannot be submitted: the steps, and the fields in them.
async fn rejected(stage: &Stage, caller: &Caller, input: &StepFields) -> (Vec<String>, Vec<(String, FieldCode)>) {
    let id = create_draft(&stage.services, caller).await.unwrap();
    let steps = match submit_filled(&stage.services, caller, &id, input).await {
        Err(SubmitError::Form(errors)) => errors.0.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    };
    let problems = draft(&stage.services, caller, &id).await.unwrap().1.problems;
    let fields = problems
        .into_iter()
        .map(|problem| (problem.error.field, problem.error.code));
    (steps, fields.collect())
}

on_both_databases! {
    fn a_request_travels_from_draft_to_approval(stage: Stage) {
        let (desk, nurse) = (desk(&stage).await, stage.caller(Role::Nurse).await);
        let Submitted { reference, status } = submitted(&stage, &desk, knee_orthosis()).await;
        assert_eq!(status, Status::Submitted);
        stage.clock.advance(TimeDelta::hours(1));
        let taken = assign(&stage.services, &nurse, &reference, 1).await.unwrap();
        assert_eq!((taken.status, taken.version, taken.is_mine), (Status::NurseReview, 2, true));
        assert_eq!(taken.due_at.unwrap().to_rfc3339(), "2026-11-30T15:00:00+00:00");
        assert_eq!(taken.due_rule.as_deref(), Some("Medicare Advantage, standard: 7 calendar days"));
        stage.clock.advance(TimeDelta::hours(1));
        let approved = approve(&stage.services, &nurse, &reference, 2).await.unwrap();
        assert_eq!((approved.status, approved.version, approved.due_at), (Status::Approved, 3, None));
        assert_eq!(approved.valid_from.unwrap().to_string(), "2026-11-23");
        assert_eq!(approved.valid_to.unwrap().to_string(), "2027-01-21");
        let number = approved.authorization_number.unwrap();
        assert!(number.starts_with('A') && number.len() == 10, "{number}");
        assert!(!number.contains(&reference.as_str()[3..7]));

        let seen = detail(&stage.services, &desk, &reference).await.unwrap();
        assert_eq!(seen.summary.status, Status::Approved);
        assert_eq!(seen.summary.service.as_deref(), Some("Knee brace, adjustable joints, rigid support, fitted to the patient"));
        assert_eq!(seen.diagnoses, ["M17.11"]);
        assert_eq!(seen.lines[0].rule.as_deref(), Some("Lumbar-sacral and knee orthoses"));
        let steps: Vec<_> = seen.timeline.iter().map(|entry| (entry.action, entry.performer, entry.to)).collect();
        assert_eq!(steps, [
            (Action::Submit, Performer::Person(Role::Coordinator), Status::Submitted),
            (Action::Assign, Performer::Person(Role::Nurse), Status::NurseReview),
            (Action::Approve, Performer::Person(Role::Nurse), Status::Approved),
        ]);
        assert_eq!(seen.timeline[1].who.as_deref(), Some(nurse.actor.display_name.as_str()));
        assert_eq!(requests::replay(&stage.services, &reference).await.unwrap(), Status::Approved);
    }

    fn every_change_leaves_one_event_one_audit_row_and_one_announcement(stage: Stage) {
        let (_, nurse, taken) = assigned(&stage).await;
        approve(&stage.services, &nurse, &taken.reference, 2).await.unwrap();
        let conn = stage.services.db.read();
        assert_eq!(prior_auth_event::Entity::find().count(conn).await.unwrap(), 3);
        for action in ["prior_auth.submit", "prior_auth.assign", "prior_auth.approve"] {
            assert_eq!(audited(&stage, action).await, 1, "{action}");
        }
        let said = outbox::Entity::find().order_by_asc(outbox::Column::Id).all(conn).await.unwrap();
        let said: Vec<_> = said.iter().map(|row| (row.status.as_deref(), row.version, row.topic_queue)).collect();
        let expected = [("submitted", 1), ("nurse_review", 2), ("approved", 3)];
        assert_eq!(said, expected.map(|(status, version)| (Some(status), Some(version), true)));
        let lines = prior_auth_line::Entity::find().all(conn).await.unwrap();
        assert_eq!(lines[0].decision.as_deref(), Some("approved"));
    }

    fn twenty_identical_submits_at_once_make_one_case(stage: Stage) {
        let desk = desk(&stage).await;
        let id = create_draft(&stage.services, &desk).await.unwrap();
        let seen = fill(&stage.services, &desk, &id, &knee_orthosis()).await.unwrap();
        let tries = (0..20).map(|_| {
            let (services, desk, id) = (stage.services.clone(), desk.clone(), id.clone());
            tokio::spawn(async move { submit(&services, &desk, &id, seen).await.unwrap() })
        });
        let answers: Vec<Submitted> =
            futures::future::join_all(tries).await.into_iter().map(|answer| answer.unwrap()).collect();
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        let conn = stage.services.db.read();
        assert_eq!(cases(&stage).await.len(), 1);
        assert_eq!(prior_auth_event::Entity::find().count(conn).await.unwrap(), 1);
        assert_eq!(prior_auth_line::Entity::find().count(conn).await.unwrap(), 1);
        assert_eq!(outbox::Entity::find().count(conn).await.unwrap(), 1);
        assert_eq!(audited(&stage, "prior_auth.submit").await, 1);
        let (stored, _) = draft(&stage.services, &desk, &id).await.unwrap();
        assert_eq!(stored.submitted_as.as_ref(), Some(&answers[0].reference));
    }

    fn a_draft_submitted_again_later_answers_with_its_case_as_it_is_now(stage: Stage) {
        let (desk, nurse) = (desk(&stage).await, stage.caller(Role::Nurse).await);
        let id = create_draft(&stage.services, &desk).await.unwrap();
        let first = submit_filled(&stage.services, &desk, &id, &knee_orthosis()).await.unwrap();
        assign(&stage.services, &nurse, &first.reference, 1).await.unwrap();
        for seen in [0, 1, i64::MAX] {
            let again = submit(&stage.services, &desk, &id, seen).await.unwrap();
            assert_eq!(again, Submitted { reference: first.reference.clone(), status: Status::NurseReview });
        }
        let saved = fill(&stage.services, &desk, &id, &with_code("K0823")).await;
        assert!(matches!(saved, Err(DraftError::Submitted { reference }) if reference == first.reference));
        assert_eq!(stored_input(&stage, &desk, &id).await, DraftInput::from(knee_orthosis()));
    }

    fn a_draft_that_somebody_saved_since_is_checked_again_first(stage: Stage) {
        let desk = desk(&stage).await;
        let id = create_draft(&stage.services, &desk).await.unwrap();
        let seen = fill(&stage.services, &desk, &id, &knee_orthosis()).await.unwrap();
        let newer = fill(&stage.services, &desk, &id, &with_code("L1851")).await.unwrap();
        assert!(newer > seen);
        let stale = submit(&stage.services, &desk, &id, seen).await;
        assert!(matches!(stale, Err(SubmitError::Changed)), "{stale:?}");
        assert!(cases(&stage).await.is_empty());
        submit(&stage.services, &desk, &id, newer).await.unwrap();
        let lines = prior_auth_line::Entity::find().all(stage.services.db.read()).await.unwrap();
        assert_eq!(lines[0].code, "L1851");
    }

    fn a_known_code_that_no_rule_lists_needs_no_authorization(stage: Stage) {
        let desk = desk(&stage).await;
        let Submitted { reference, status } = submitted(&stage, &desk, with_code("l1830")).await;
        assert_eq!(status, Status::NotRequired);
        let seen = detail(&stage.services, &desk, &reference).await.unwrap();
        assert_eq!((seen.summary.version, seen.summary.due_at), (2, None));
        assert!(seen.summary.decided_at.is_some());
        assert_eq!(seen.timeline[1].performer, Performer::Rules);
        assert_eq!(seen.timeline[1].who, None);
        assert_eq!(requests::replay(&stage.services, &reference).await.unwrap(), Status::NotRequired);
    }

    fn a_well_formed_code_that_nobody_knows_goes_to_review(stage: Stage) {
        let (desk, nurse) = (desk(&stage).await, stage.caller(Role::Nurse).await);
        for code in ["L9999", "27447", "0001F"] {
            let Submitted { reference, status } = submitted(&stage, &desk, with_code(code)).await;
            assert_eq!(status, Status::Submitted, "{code}");
            let seen = detail(&stage.services, &desk, &reference).await.unwrap();
            assert_eq!((seen.summary.service, seen.lines[0].rule.clone()), (None, None), "{code}");
            assign(&stage.services, &nurse, &reference, 1).await.unwrap();
            let approved = approve(&stage.services, &nurse, &reference, 2).await.unwrap();
            assert_eq!(approved.valid_to.unwrap().to_string(), "2026-12-23", "as long as was asked for");
        }
    }

    fn a_rule_that_began_later_does_not_judge_an_earlier_service(stage: Stage) {
        let desk = desk(&stage).await;
        let early = StepFields { from_date: "2026-04-12".to_owned(), to_date: "2026-04-12".to_owned(), ..with_code("L1844") };
        assert_eq!(submitted(&stage, &desk, early).await.status, Status::NotRequired);
        assert_eq!(submitted(&stage, &desk, with_code("L1844")).await.status, Status::Submitted);
    }

    fn an_expedited_request_is_due_in_72_hours(stage: Stage) {
        let (desk, nurse) = (desk(&stage).await, stage.caller(Role::Nurse).await);
        let urgent = StepFields {
            urgency: "expedited".to_owned(),
            urgency_reason: "Cannot leave bed.".to_owned(),
            ..with_code("K0823")
        };
        let reference = submitted(&stage, &desk, urgent).await.reference;
        let seen = detail(&stage.services, &nurse, &reference).await.unwrap();
        assert_eq!(seen.summary.due_at.unwrap() - seen.summary.received_at, TimeDelta::hours(72));
        assert_eq!(seen.urgency_reason.as_deref(), Some("Cannot leave bed."));
    }

    fn number_birth_date_and_name_must_all_fit_one_member(stage: Stage) {
        let desk = desk(&stage).await;
        for wrong in [
            StepFields { member_id: "LHP100200399".to_owned(), ..knee_orthosis() },
            StepFields { member_id: "LHP1002\u{0}00301".to_owned(), ..knee_orthosis() },
            StepFields { birth_date: "1951-03-15".to_owned(), ..knee_orthosis() },
            StepFields { last_name: "Delgada".to_owned(), ..knee_orthosis() },
        ] {
            let (steps, fields) = rejected(&stage, &desk, &wrong).await;
            assert_eq!((steps, fields), (vec!["member".to_owned()], vec![("member_id".to_owned(), FieldCode::MemberNotFound)]));
        }
        assert!(cases(&stage).await.is_empty());
    }

    fn the_case_of_a_name_and_blanks_around_it_do_not_matter(stage: Stage) {
        let desk = desk(&stage).await;
        let typed = StepFields {
            member_id: " lhp-100 200 301".to_owned(),
            last_name: " DELGADO ".to_owned(),
            ..knee_orthosis()
        };
        assert_eq!(submitted(&stage, &desk, typed).await.status, Status::Submitted);
    }

    fn a_member_without_coverage_on_the_first_day_is_told_apart(stage: Stage) {
        stage.member(MemberSpec {
            number: "LHP100200304",
            last_name: "Hale",
            birth_date: "1966-01-30",
            to: Some("2026-11-22"),
            ..MemberSpec::default()
        })
        .await;
        let hale = StepFields {
            member_id: "LHP100200304".to_owned(),
            birth_date: "1966-01-30".to_owned(),
            last_name: "Hale".to_owned(),
            ..knee_orthosis()
        };
        let expected = [("from_date".to_owned(), FieldCode::CoverageNotActive)];
        let desk = stage.caller(Role::Coordinator).await;
        let (steps, fields) = rejected(&stage, &desk, &hale).await;
        assert_eq!((steps, fields.as_slice()), (vec!["service".to_owned()], expected.as_slice()));
        let in_time = StepFields { from_date: "2026-11-22".to_owned(), ..hale };
        assert_eq!(submitted(&stage, &desk, in_time).await.status, Status::Submitted);
    }

    fn what_was_typed_is_kept_when_it_cannot_be_submitted(stage: Stage) {
        let desk = desk(&stage).await;
        let id = create_draft(&stage.services, &desk).await.unwrap();
        let typed = StepFields {
            quantity: " lots ".to_owned(),
            requesting_npi: "12345".to_owned(),
            clinical_summary: "<b>\u{0}ünï</b> \"quoted\" \\u0000".to_owned(),
            ..knee_orthosis()
        };
        let refused = submit_filled(&stage.services, &desk, &id, &typed).await;
        let Err(SubmitError::Form(errors)) = refused else { panic!("{refused:?}") };
        let steps: Vec<_> = errors.0.iter().map(|error| (error.field.as_str(), error.code)).collect();
        assert_eq!(steps, [("providers", FieldCode::Unfinished), ("service", FieldCode::Unfinished)]);
        assert_eq!(stored_input(&stage, &desk, &id).await, DraftInput::from(typed.clone()));
        assert!(cases(&stage).await.is_empty());
        let mended = StepFields { clinical_summary: typed.clinical_summary, ..knee_orthosis() };
        let reference = submit_filled(&stage.services, &desk, &id, &mended).await.unwrap().reference;
        let seen = detail(&stage.services, &desk, &reference).await.unwrap();
        assert_eq!(seen.clinical_summary, "<b>ünï</b> \"quoted\" \\u0000");
    }

    fn another_practices_draft_and_case_do_not_exist(stage: Stage) {
        let (desk, stranger) = (desk(&stage).await, stage.caller(Role::Administrator).await);
        let id = create_draft(&stage.services, &desk).await.unwrap();
        for (caller, draft_id) in [(&stranger, &id), (&desk, &DraftId::new("01ARZ3NDEKTSV4RRFFQ69G5FAV"))] {
            assert!(matches!(draft(&stage.services, caller, draft_id).await, Err(DraftError::NotFound)));
            let saved = fill(&stage.services, caller, draft_id, &StepFields::default()).await;
            assert!(matches!(saved, Err(DraftError::NotFound)));
            let dropped = delete_draft(&stage.services, caller, draft_id).await;
            assert!(matches!(dropped, Err(DraftError::NotFound)));
            let sent = submit(&stage.services, caller, draft_id, 1).await;
            assert!(matches!(sent, Err(SubmitError::NotFound)), "{sent:?}");
        }
        let reference = submit_filled(&stage.services, &desk, &id, &knee_orthosis()).await.unwrap().reference;
        let missing = Reference::from_entropy(1);
        for (caller, reference) in [(&stranger, &reference), (&desk, &missing)] {
            assert!(matches!(detail(&stage.services, caller, reference).await, Err(ReadError::NotFound)));
            assert!(matches!(assign(&stage.services, caller, reference, 1).await, Err(ActError::NotFound)));
        }
        let again = submit(&stage.services, &stranger, &id, 1).await;
        assert!(matches!(again, Err(SubmitError::NotFound)), "{again:?}");
    }

    fn a_stale_version_is_a_conflict_that_shows_the_case_as_it_is(stage: Stage) {
        let (_, nurse, taken) = assigned(&stage).await;
        let released = release(&stage.services, &nurse, &taken.reference, 2).await.unwrap();
        assert_eq!((released.status, released.assigned_to, released.version), (Status::Submitted, None, 3));
        for stale in [0, 1, 2, 4, i64::MAX] {
            let refused = approve(&stage.services, &nurse, &taken.reference, stale).await;
            let Err(ActError::Conflict { current }) = refused else { panic!("{stale}: {refused:?}") };
            assert_eq!((current.status, current.version), (Status::Submitted, 3));
        }
        assert_eq!(cases(&stage).await[0].version, 3);
    }

    fn of_twenty_approvals_at_once_one_counts(stage: Stage) {
        let (_, nurse, taken) = assigned(&stage).await;
        let tries = (0..20).map(|_| {
            let (services, nurse, reference) = (stage.services.clone(), nurse.clone(), taken.reference.clone());
            tokio::spawn(async move { approve(&services, &nurse, &reference, 2).await })
        });
        let answers = futures::future::join_all(tries).await;
        let approved = answers.iter().filter(|answer| matches!(answer, Ok(Ok(_)))).count();
        let conflicts = answers
            .iter()
            .filter(|answer| matches!(answer, Ok(Err(ActError::Conflict { current })) if current.status == Status::Approved))
            .count();
        assert_eq!((approved, conflicts), (1, 19), "{answers:?}");
        assert_eq!(audited(&stage, "prior_auth.approve").await, 1);
        assert_eq!(prior_auth_event::Entity::find().count(stage.services.db.read()).await.unwrap(), 3);
    }

    fn only_whoever_took_it_may_decide(stage: Stage) {
        let (desk, nurse, taken) = assigned(&stage).await;
        let other = stage.caller(Role::Nurse).await;
        for caller in [&other, &desk] {
            let refused = approve(&stage.services, caller, &taken.reference, 2).await;
            assert!(matches!(refused, Err(ActError::Refused(_))), "{refused:?}");
        }
        let refused = assign(&stage.services, &other, &taken.reference, 2).await;
        assert!(matches!(refused, Err(ActError::Refused(Refusal::Guard(_)))), "{refused:?}");
        assert_eq!(audited(&stage, "prior_auth.approve").await, 2, "refusals are on record");
        let now = detail(&stage.services, &nurse, &taken.reference).await.unwrap();
        assert!(now.allowed.contains(&Action::Approve) && now.allowed.contains(&Action::Release));
        assert!(!now.allowed.contains(&Action::Deny));
        let theirs = detail(&stage.services, &other, &taken.reference).await.unwrap();
        assert_eq!(theirs.allowed, [Action::JoinDocument], "a document is a nurse's to add, whoever has the request");
        let practice = detail(&stage.services, &desk, &taken.reference).await.unwrap();
        assert_eq!(practice.allowed, [Action::AddDocument, Action::Withdraw, Action::AskToExpedite]);
    }

    fn whoever_may_not_write_makes_no_draft_and_submits_none(stage: Stage) {
        let desk = desk(&stage).await;
        let practice = desk.actor.practice.clone().unwrap();
        let viewer = stage.caller_in(Role::Viewer, &practice).await;
        assert!(matches!(create_draft(&stage.services, &viewer).await, Err(DraftError::NotFound)));
        let id = create_draft(&stage.services, &desk).await.unwrap();
        let typed = fill(&stage.services, &viewer, &id, &knee_orthosis()).await;
        assert!(matches!(typed, Err(DraftError::NotFound)), "{typed:?}");
        assert_eq!(stored_input(&stage, &desk, &id).await, DraftInput::default(), "nothing of it is kept");
        let seen = fill(&stage.services, &desk, &id, &knee_orthosis()).await.unwrap();
        let refused = submit(&stage.services, &viewer, &id, seen).await;
        assert!(matches!(refused, Err(SubmitError::Refused(Refusal::Performer))), "{refused:?}");
        assert!(cases(&stage).await.is_empty());
    }

    fn reading_a_case_is_on_record_with_who_and_what(stage: Stage) {
        let (desk, _, taken) = assigned(&stage).await;
        detail(&stage.services, &desk, &taken.reference).await.unwrap();
        let rows = audit::Entity::find().all(stage.services.db.read()).await.unwrap();
        let read = rows.iter().find(|row| row.action == "prior_auth.read").unwrap();
        assert_eq!(read.user_id.as_deref(), Some(desk.actor.user_id.as_str()));
        assert_eq!(read.subject_id, taken.reference.as_str());
        assert!(rows.iter().all(|row| !format!("{row:?}").contains("Delgado")));
    }

    fn nothing_is_left_of_a_submission_that_fails_half_way(stage: Stage) {
        let desk = desk(&stage).await;
        let id = create_draft(&stage.services, &desk).await.unwrap();
        let gone = Caller { actor: domain::access::Actor { account: domain::id::AccountId::new("gone"), ..desk.actor.clone() }, ..desk.clone() };
        let seen = fill(&stage.services, &desk, &id, &knee_orthosis()).await.unwrap();
        let failed = submit(&stage.services, &gone, &id, seen).await;
        assert!(matches!(failed, Err(SubmitError::Failed(_))), "{failed:?}");
        assert!(cases(&stage).await.is_empty());
        assert_eq!(outbox::Entity::find().count(stage.services.db.read()).await.unwrap(), 0);
        assert_eq!(audited(&stage, "prior_auth.submit").await, 0);
        assert_eq!(submit(&stage.services, &desk, &id, seen).await.unwrap().status, Status::Submitted);
    }

    fn a_reference_that_exists_already_is_drawn_again(stage: Stage) {
        let desk = desk(&stage).await;
        let stuck = |numbers: &[u64]| {
            let entropy = std::sync::Arc::new(Scripted::new(numbers));
            let env = services::env::Env { entropy, ..stage.services.env.clone() };
            services::Services { env, ..stage.services.clone() }
        };
        let first = create_draft(&stage.services, &desk).await.unwrap();
        let second = create_draft(&stage.services, &desk).await.unwrap();
        let seen = fill(&stage.services, &desk, &first, &knee_orthosis()).await.unwrap();
        let also_seen = fill(&stage.services, &desk, &second, &knee_orthosis()).await.unwrap();
        let one = submit(&stuck(&[7]), &desk, &first, seen).await.unwrap().reference;
        let two = submit(&stuck(&[7, 7, 8]), &desk, &second, also_seen).await.unwrap().reference;
        assert_eq!((one, two), (Reference::from_entropy(7), Reference::from_entropy(8)));
        assert_eq!(cases(&stage).await.len(), 2);
    }
}

/// Chance that says these numbers.
struct Scripted(std::sync::Mutex<Vec<u64>>);

impl Scripted {
    fn new(numbers: &[u64]) -> Self {
        Self(std::sync::Mutex::new(numbers.iter().rev().copied().collect()))
    }
}

impl services::env::Entropy for Scripted {
    fn fill(&self, bytes: &mut [u8]) {
        let number = self.0.lock().unwrap().pop().unwrap();
        bytes.copy_from_slice(&number.to_be_bytes());
    }
}
