//! What the plan's reviewers do with a request, each in their role.

use chrono::TimeDelta;
use domain::access::Role;
use domain::form::FieldCode;
use domain::prior_auth::ruling::{Against, LineInput, LineRuling, RulingInput};
use domain::prior_auth::{Action, Guard, Hindrance, LineDecision, Offer, Refusal, Status, StepFields};
use domain::reference::Reference;
use domain::time::to_millis;
use entity::{account, prior_auth_event, prior_auth_line};
use sea_orm::ActiveValue::Set;
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder};
use services::auth::set_credential;
use services::db::DbError;
use services::prior_auth::{
    self as requests, ActError, Summary, approve, assign, create_draft, decide_against, detail, extend_clock, send_on,
};
use services::testing::{MemberSpec, Stage, TEST_CREDENTIAL, knee_orthosis, submit_filled};
use services::{Caller, on_both_databases};

const SUMMARY: &str = "Two notes are missing; the brace that was tried is not named anywhere.";

/// People around one request.
struct Room {
    desk: Caller,
    nurse: Caller,
    physician: Caller,
    reference: Reference,
}

impl Room {
    /// With a request that a nurse has taken: version 2.
    async fn open(stage: &Stage) -> Self {
        Self::about(stage, &knee_orthosis()).await
    }

    async fn about(stage: &Stage, fields: &StepFields) -> Self {
        stage.member(MemberSpec::default()).await;
        let desk = stage.caller(Role::Coordinator).await;
        let id = create_draft(&stage.services, &desk).await.unwrap();
        let sent = submit_filled(&stage.services, &desk, &id, fields).await.unwrap();
        let nurse = stage.caller(Role::Nurse).await;
        assign(&stage.services, &nurse, &sent.reference, 1).await.unwrap();
        Self {
            desk,
            nurse,
            physician: stage.caller(Role::Physician).await,
            reference: sent.reference,
        }
    }

    /// With a request for two braces that a physician has taken: version 4.
    async fn with_physician(stage: &Stage) -> Self {
        let two = StepFields {
            quantity: "2".to_owned(),
            ..knee_orthosis()
        };
        let room = Self::about(stage, &two).await;
        room.sent_on(stage).await;
        assign(&stage.services, &room.physician, &room.reference, 3)
            .await
            .unwrap();
        room
    }

    async fn decide(
        &self,
        stage: &Stage,
        who: &Caller,
        against: Against,
        lines: &[LineInput],
    ) -> Result<Summary, ActError> {
        let said = ruling(lines);
        decide_against(&stage.services, who, &self.reference, 4, (against, &said)).await
    }

    async fn sent_on(&self, stage: &Stage) -> Summary {
        send_on(&stage.services, &self.nurse, &self.reference, 2, SUMMARY)
            .await
            .unwrap()
    }
}

async fn forget_credential(stage: &Stage, of: &Caller) {
    let forgotten = account::ActiveModel {
        id: Set(of.actor.account.as_str().to_owned()),
        credential: Set(None),
        ..Default::default()
    };
    let forgotten = &forgotten;
    let done: Result<_, DbError> = stage
        .services
        .db
        .write(async |w| Ok(account::Entity::update(forgotten.clone()).exec(w.conn()).await?))
        .await;
    done.unwrap();
}

const REASON: &str = "The notes do not show that a less costly brace was tried.";

fn ruling(lines: &[LineInput]) -> RulingInput {
    RulingInput {
        reason: REASON.to_owned(),
        citation: "Lumbar-sacral and knee orthoses: 42 CFR 414.234".to_owned(),
        would_change: "Notes that name what was tried and for how long.".to_owned(),
        lines: lines.to_vec(),
    }
}

fn less(quantity: &str, from: &str, to: &str) -> LineInput {
    LineInput {
        decision: "modify".to_owned(),
        authorized_quantity: quantity.to_owned(),
        authorized_from: from.to_owned(),
        authorized_to: to.to_owned(),
    }
}

async fn lines(stage: &Stage) -> Vec<prior_auth_line::Model> {
    let rows = prior_auth_line::Entity::find().order_by_asc(prior_auth_line::Column::Position);
    rows.all(stage.services.db.read()).await.unwrap()
}

on_both_databases! {
    fn a_physician_denies_and_the_practice_reads_why_on_what_and_what_is_left(stage: Stage) {
        let room = Room::with_physician(&stage).await;
        stage.clock.advance(TimeDelta::hours(2));
        let denied = room.decide(&stage, &room.physician, Against::Deny, &[]).await.unwrap();
        assert_eq!((denied.status, denied.version, denied.due_at), (Status::Denied, 5, None));
        assert_eq!((denied.authorization_number, denied.valid_to), (None, None));
        for caller in [&room.desk, &room.physician] {
            let read = detail(&stage.services, caller, &room.reference).await.unwrap();
            let adverse = read.adverse.unwrap();
            assert_eq!((adverse.action, adverse.reason.as_deref()), (Action::Deny, Some(REASON)));
            assert_eq!(adverse.citation.as_deref(), Some("Lumbar-sacral and knee orthoses: 42 CFR 414.234"));
            assert_eq!(adverse.credential.as_deref(), Some(TEST_CREDENTIAL));
            assert_eq!(adverse.reviewer.as_deref(), Some(room.physician.actor.display_name.as_str()));
            assert_eq!(read.options.talk_until.unwrap() - adverse.at, TimeDelta::days(14));
            assert_eq!(read.options.appeal_until.unwrap() - adverse.at, TimeDelta::days(65), "Medicare Advantage");
            assert_eq!(read.lines[0].decision, Some(LineDecision::Denied));
        }
        assert_eq!(requests::replay(&stage.services, &room.reference).await.unwrap(), Status::Denied);
        assert_eq!(stage.audited("prior_auth.deny").await.len(), 1);
        let again = decide_against(&stage.services, &room.physician, &room.reference, 5, (Against::Deny, &ruling(&[]))).await;
        assert!(matches!(again, Err(ActError::Refused(Refusal::Status))), "a denied request is not changed: {again:?}");
    }

    fn a_part_of_the_only_line_is_authorized_and_kept_beside_what_was_requested(stage: Stage) {
        let room = Room::with_physician(&stage).await;
        let one = less("1", "2026-11-25", "2026-12-10");
        let part = room.decide(&stage, &room.physician, Against::PartiallyApprove, &[one]).await.unwrap();
        assert_eq!(part.status, Status::PartiallyApproved);
        assert!(part.authorization_number.is_some());
        let valid = (part.valid_from.unwrap().to_string(), part.valid_to.unwrap().to_string());
        assert_eq!(valid, ("2026-11-25".to_owned(), "2026-12-10".to_owned()), "the days the physician set");
        let stored = lines(&stage).await;
        assert_eq!((stored[0].quantity, stored[0].authorized_quantity), (2, Some(1)));
        assert_eq!((stored[0].decision.as_deref(), stored[0].authorized_to.as_deref()), (Some("modified"), Some("2026-12-10")));
        let read = detail(&stage.services, &room.desk, &room.reference).await.unwrap();
        assert_eq!(read.lines[0].authorized.unwrap().quantity, 1);
        let said = &read.timeline.last().unwrap().detail;
        assert!(matches!(said.lines.as_slice(), [LineRuling::Modified(extent)] if extent.quantity == 1));
    }

    fn a_lead_extends_the_clock_and_the_practice_reads_the_same_words(stage: Stage) {
        let room = Room::open(&stage).await;
        let lead = stage.caller(Role::Lead).await;
        let before = detail(&stage.services, &lead, &room.reference).await.unwrap().summary.due_at.unwrap();
        let extend = async |who: &Caller, version, days: &str| {
            extend_clock(&stage.services, who, &room.reference, version, (days, REASON)).await
        };
        for caller in [&room.nurse, &room.physician, &room.desk] {
            let refused = extend(caller, 2, "1").await;
            assert!(matches!(refused, Err(ActError::Refused(Refusal::Performer))), "{refused:?}");
        }
        let longer = extend(&lead, 2, "10").await.unwrap();
        assert_eq!((longer.version, longer.due_at.unwrap() - before), (3, TimeDelta::days(10)));
        let told = detail(&stage.services, &room.desk, &room.reference).await.unwrap();
        let notice = &told.timeline.last().unwrap().detail;
        assert_eq!((notice.days, notice.reason.as_deref()), (Some(10), Some(REASON)));
        assert_eq!(notice.due_at, longer.due_at.map(to_millis), "the time itself, which both sides read");
        for (version, days, expected) in [
            (3, "5", FieldCode::OutOfRange { min: 1, max: 4 }),
            (3, "0", FieldCode::OutOfRange { min: 1, max: 4 }),
            (3, "two", FieldCode::NotANumber),
            (3, "", FieldCode::Required),
        ] {
            let refused = extend(&lead, version, days).await;
            let Err(ActError::Form(errors)) = refused else { panic!("{days}: {refused:?}") };
            assert_eq!(errors.for_field("days"), Some(expected), "{days}");
        }
        extend(&lead, 3, "4").await.unwrap();
        let refused = extend(&lead, 4, "1").await;
        let Err(ActError::Form(errors)) = refused else { panic!("{refused:?}") };
        assert_eq!(errors.for_field("days"), Some(FieldCode::NoTimeLeft));
        assert_eq!(requests::replay(&stage.services, &room.reference).await.unwrap(), Status::NurseReview);
    }

    fn a_clock_that_ran_out_is_not_extended_and_the_lead_reads_why(stage: Stage) {
        let room = Room::open(&stage).await;
        let lead = stage.caller(Role::Lead).await;
        stage.clock.advance(TimeDelta::days(8));
        let late = extend_clock(&stage.services, &lead, &room.reference, 2, ("3", REASON)).await;
        assert!(matches!(late, Err(ActError::Refused(Refusal::Guard(_)))), "{late:?}");
        let offers = detail(&stage.services, &lead, &room.reference).await.unwrap().offers;
        let hindrance = Some(Hindrance::DeadlineMissed);
        assert!(offers.contains(&Offer { action: Action::ExtendClock, hindrance }), "{offers:?}");
    }

    fn who_may_approve_reads_from_when_to_when_it_would_be_valid(stage: Stage) {
        let room = Room::open(&stage).await;
        let valid = detail(&stage.services, &room.nurse, &room.reference).await.unwrap().valid_if_approved;
        let approved = approve(&stage.services, &room.nurse, &room.reference, 2).await.unwrap();
        assert_eq!(valid, approved.valid_from.zip(approved.valid_to));
        assert!(valid.is_some());
        let now = detail(&stage.services, &room.nurse, &room.reference).await.unwrap();
        assert_eq!(now.valid_if_approved, None);
    }

    fn what_is_modified_lasts_as_the_rule_says_where_its_days_are_not_touched(stage: Stage) {
        let room = Room::with_physician(&stage).await;
        let asked = lines(&stage).await;
        let one = less("1", &asked[0].from_date, &asked[0].to_date);
        let modified = room.decide(&stage, &room.physician, Against::Modify, &[one]).await.unwrap();
        assert_eq!((modified.status, modified.valid_to.unwrap().to_string().as_str()), (Status::Modified, "2027-01-21"));
    }

    fn nobody_but_the_physician_who_has_it_decides_against_it(stage: Stage) {
        let room = Room::with_physician(&stage).await;
        let (physician, nurse, lead) =
            (stage.caller(Role::Physician).await, stage.caller(Role::Nurse).await, stage.caller(Role::Lead).await);
        let one = less("1", "2026-11-25", "2026-12-10");
        for caller in [&physician, &nurse, &room.nurse, &lead, &room.desk] {
            for (against, lines) in [
                (Against::Deny, vec![]),
                (Against::PartiallyApprove, vec![one.clone()]),
                (Against::Modify, vec![one.clone()]),
            ] {
                let refused = room.decide(&stage, caller, against, &lines).await;
                assert!(matches!(refused, Err(ActError::Refused(_))), "{against} {:?}: {refused:?}", caller.actor.roles);
            }
        }
        let stranger = stage.caller(Role::Coordinator).await;
        let missing = room.decide(&stage, &stranger, Against::Deny, &[]).await;
        assert!(matches!(missing, Err(ActError::NotFound)), "{missing:?}");
        assert_eq!(lines(&stage).await[0].decision, None);
    }

    fn a_nurse_cannot_decide_against_what_the_nurse_has(stage: Stage) {
        let room = Room::open(&stage).await;
        let denied = decide_against(&stage.services, &room.nurse, &room.reference, 2, (Against::Deny, &ruling(&[]))).await;
        assert!(matches!(denied, Err(ActError::Refused(_))), "{denied:?}");
        let early = decide_against(&stage.services, &room.physician, &room.reference, 2, (Against::Deny, &ruling(&[]))).await;
        assert!(matches!(early, Err(ActError::Refused(Refusal::Status))), "{early:?}");
    }

    fn of_a_hundred_decisions_at_once_one_counts(stage: Stage) {
        let room = Room::with_physician(&stage).await;
        let tries = (0..100).map(|number| {
            let (services, physician, reference) = (stage.services.clone(), room.physician.clone(), room.reference.clone());
            let against = if number % 2 == 0 { Against::Deny } else { Against::PartiallyApprove };
            let said = ruling(&[less("1", "2026-11-25", "2026-12-10")]);
            tokio::spawn(async move { decide_against(&services, &physician, &reference, 4, (against, &said)).await })
        });
        let answers: Vec<_> = futures::future::join_all(tries).await.into_iter().map(|answer| answer.unwrap()).collect();
        let decided: Vec<_> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
        assert_eq!(decided.len(), 1, "{answers:?}");
        let conflicts = answers.iter().filter(|answer| matches!(answer, Err(ActError::Conflict { .. }))).count();
        assert_eq!(conflicts, 99);
        assert_eq!(prior_auth_event::Entity::find().count(stage.services.db.read()).await.unwrap(), 5);
        let line = &lines(&stage).await[0];
        let fits = match decided[0].status {
            Status::Denied => line.decision.as_deref() == Some("denied") && line.authorized_quantity.is_none(),
            _ => line.decision.as_deref() == Some("modified") && line.authorized_quantity == Some(1),
        };
        assert!(fits, "line and status say the same: {line:?}");
    }

    fn a_nurse_sends_on_and_only_the_plan_reads_the_summary(stage: Stage) {
        let room = Room::open(&stage).await;
        stage.clock.advance(TimeDelta::hours(1));
        let sent = room.sent_on(&stage).await;
        assert_eq!((sent.status, sent.version, sent.assigned_to), (Status::PhysicianReview, 3, None));
        let read = detail(&stage.services, &room.physician, &room.reference).await.unwrap();
        let last = read.timeline.last().unwrap();
        assert_eq!((last.action, last.detail.reason.as_deref()), (Action::SendToPhysician, Some(SUMMARY)));
        let told = detail(&stage.services, &room.desk, &room.reference).await.unwrap();
        assert_eq!(told.timeline.last().unwrap().action, Action::SendToPhysician);
        assert!(!format!("{:?}", told.timeline).contains("brace"), "{:?}", told.timeline);
        assert!(told.offers.is_empty());
        assert_eq!(requests::replay(&stage.services, &room.reference).await.unwrap(), Status::PhysicianReview);
        assert_eq!(stage.audited("prior_auth.send_on").await.len(), 1);
    }

    fn a_summary_says_something_and_nobody_but_the_nurse_who_has_it_sends_on(stage: Stage) {
        let room = Room::open(&stage).await;
        for (summary, expected) in [
            ("  ", FieldCode::Required),
            ("CO-50", FieldCode::TooFewWords { min: 5 }),
            ("a b c d e f g h i j k l m", FieldCode::TooFewWords { min: 5 }),
        ] {
            let refused = send_on(&stage.services, &room.nurse, &room.reference, 2, summary).await;
            let Err(ActError::Form(errors)) = refused else { panic!("{refused:?}") };
            assert_eq!(errors.for_field("summary"), Some(expected));
        }
        let other = stage.caller(Role::Nurse).await;
        let lead = stage.caller(Role::Lead).await;
        for caller in [&other, &room.physician, &lead, &room.desk] {
            let refused = send_on(&stage.services, caller, &room.reference, 2, SUMMARY).await;
            assert!(matches!(refused, Err(ActError::Refused(_))), "{refused:?}");
        }
        let now = detail(&stage.services, &room.nurse, &room.reference).await.unwrap();
        assert_eq!((now.summary.status, now.summary.version), (Status::NurseReview, 2));
    }

    fn nobody_without_a_credential_decides_against_a_request(stage: Stage) {
        let room = Room::with_physician(&stage).await;
        forget_credential(&stage, &room.physician).await;
        for (against, lines) in [
            (Against::Deny, &[][..]),
            (Against::PartiallyApprove, &[less("1", "2026-11-23", "2026-12-01")]),
            (Against::Modify, &[less("1", "2026-11-23", "2026-12-01")]),
        ] {
            let refused = room.decide(&stage, &room.physician, against, lines).await;
            assert!(matches!(refused, Err(ActError::Refused(Refusal::Guard(Guard::Credentialed)))), "{refused:?}");
        }
        let now = detail(&stage.services, &room.physician, &room.reference).await.unwrap();
        assert_eq!((now.summary.status, now.summary.version), (Status::PhysicianReview, 4));
        assert!(!now.allowed.contains(&Action::Deny) && now.allowed.contains(&Action::Approve), "{:?}", now.allowed);
        let hindered = Offer { action: Action::Deny, hindrance: Some(Hindrance::NoCredential) };
        assert!(now.offers.contains(&hindered), "{:?}", now.offers);
        let user_id = room.physician.actor.user_id.as_str();
        let set = set_credential(&stage.services, &room.physician.request, user_id, ("MD", "Surgery")).await;
        assert!(set.unwrap().1);
        room.decide(&stage, &room.physician, Against::Deny, &[]).await.unwrap();
        let read = detail(&stage.services, &room.desk, &room.reference).await.unwrap();
        assert_eq!(read.adverse.unwrap().credential.as_deref(), Some("MD, Surgery"));
    }

    fn a_reader_is_shown_what_stands_in_the_way(stage: Stage) {
        let room = Room::open(&stage).await;
        let offers = detail(&stage.services, &room.nurse, &room.reference).await.unwrap().offers;
        let offer = |action, hindrance| Offer { action, hindrance };
        assert!(offers.contains(&offer(Action::SendToPhysician, None)));
        assert!(offers.contains(&offer(Action::Deny, Some(Hindrance::OnlyFor(Role::Physician)))));
        room.sent_on(&stage).await;
        let offers = detail(&stage.services, &room.physician, &room.reference).await.unwrap().offers;
        assert!(offers.contains(&offer(Action::Deny, Some(Hindrance::NotTaken))));
        assign(&stage.services, &room.physician, &room.reference, 3).await.unwrap();
        let offers = detail(&stage.services, &room.physician, &room.reference).await.unwrap().offers;
        assert!(offers.contains(&offer(Action::Deny, None)), "{offers:?}");
    }
}
