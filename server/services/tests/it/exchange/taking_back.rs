//! The plan takes back what its intake has entered by mistake: no practice sees anything of it any more.

use chrono::TimeDelta;
use domain::access::Role;
use domain::form::FieldCode;
use domain::prior_auth::{Action, Arrival, Channel, Guard, MessageKind, Refusal, Status};
use domain::reference::Reference;
use entity::outbox;
use sea_orm::{EntityTrait, QueryOrder};
use services::files::{self, ContentError, Place};
use services::prior_auth::{
    ActError, JoinError, ListQuery, MessageError, QueueQuery, ReadError, approve, assign, counts, create_draft, detail,
    find_to_join, just_entered, known_members, list, queue, replay, take_back, withdraw, write_message, write_note,
};
use services::search::find;
use services::testing::{MemberSpec, Stage, enter_checked, faxed, knee_orthosis, submit_filled};
use services::{Caller, notification, on_both_databases};

use super::documents::{looking, sent};

const REASON: &str = "It is another practice’s.";

/// A request that intake has entered for a practice: its version is 1.
struct Entered {
    desk: Caller,
    intake: Caller,
    reference: Reference,
}

impl Entered {
    async fn on(stage: &Stage, changed: &[(&'static str, &'static str)]) -> Self {
        stage.member(MemberSpec::default()).await;
        let (desk, intake) = (stage.caller(Role::Coordinator).await, stage.caller(Role::Intake).await);
        let entered = enter_checked(&stage.services, &intake, &faxed(changed), "page1")
            .await
            .unwrap();
        Self {
            desk,
            intake,
            reference: entered.reference,
        }
    }

    async fn listed(&self, stage: &Stage) -> usize {
        let page = list(&stage.services, &self.desk, ListQuery::default()).await.unwrap();
        page.items.len()
    }
}

async fn found(stage: &Stage, who: &Caller, typed: &str) -> usize {
    find(&stage.services, who, typed).await.unwrap().len()
}

async fn is_missing(stage: &Stage, who: &Caller, reference: &Reference) -> bool {
    matches!(detail(&stage.services, who, reference).await, Err(ReadError::NotFound))
}

on_both_databases! {
    fn nobody_writes_to_a_practice_about_it_and_what_it_wrote_waits_for_nobody(stage: Stage) {
        let Entered { desk, intake, reference } = Entered::on(&stage, &[]).await;
        let nurse = stage.caller(Role::Nurse).await;
        write_message(&stage.services, &desk, &reference, "page20", "Is it yours?").await.unwrap();
        assert_eq!(notification::count(&stage.services, &nurse).await.unwrap(), 1);
        take_back(&stage.services, &intake, &reference, 1, REASON).await.unwrap();
        assert_eq!(notification::count(&stage.services, &nurse).await.unwrap(), 0);
        let refused = write_message(&stage.services, &nurse, &reference, "page10", "No.").await;
        assert!(matches!(refused, Err(MessageError::Refused)), "{refused:?}");
        write_note(&stage.services, &nurse, &reference, "page11", "Told by telephone.").await.unwrap();
        let read = detail(&stage.services, &nurse, &reference).await.unwrap();
        assert_eq!(read.writes, [MessageKind::Note]);
    }

    fn the_practice_sees_nothing_of_it_any_more_and_the_plan_reads_why(stage: Stage) {
        let stage = looking(stage).await;
        let entered = Entered::on(&stage, &[]).await;
        let Entered { desk, intake, reference } = &entered;
        let fax = Arrival { channel: Channel::Fax, at: stage.services.env.now() - TimeDelta::hours(1) };
        let paper = sent(&stage, intake, &Place::Joined(reference.clone(), fax)).await;
        assert!(files::content(&stage.services, desk, &paper).await.is_ok());
        assert_eq!((entered.listed(&stage).await, counts(&stage.services, desk).await.unwrap().waiting), (1, 1));
        assert_eq!(known_members(&stage.services, desk).await.unwrap().len(), 1);

        let done = take_back(&stage.services, intake, reference, 2, REASON).await.unwrap();
        assert_eq!((done.status, done.version, done.due_at), (Status::Withdrawn, 3, None));
        assert!(is_missing(&stage, desk, reference).await);
        assert_eq!(entered.listed(&stage).await, 0);
        let numbers = counts(&stage.services, desk).await.unwrap();
        assert_eq!((numbers.needs_you, numbers.waiting, numbers.decided), (0, 0, 0));
        assert!(known_members(&stage.services, desk).await.unwrap().is_empty());
        assert!(notification::list(&stage.services, desk, 20).await.unwrap().items.is_empty());
        for typed in [reference.as_str(), "Delgado", "LHP100200301"] {
            assert_eq!(found(&stage, desk, typed).await, 0, "{typed}");
            assert_eq!(found(&stage, intake, typed).await, 1, "{typed}");
        }
        let file = files::content(&stage.services, desk, &paper).await;
        assert!(matches!(file, Err(ContentError::NotFound)));

        let read = detail(&stage.services, intake, reference).await.unwrap();
        let last = read.timeline.last().unwrap();
        assert_eq!((last.action, last.to, last.detail.reason.as_deref()), (Action::TakeBack, Status::Withdrawn, Some(REASON)));
        let from = last.detail.taken_from.as_ref().unwrap();
        assert_eq!((Some(&from.practice), Some(&from.name)), (desk.actor.practice.as_ref(), desk.actor.practice_name.as_ref()));
        assert_eq!(read.allowed, []);
        assert_eq!(read.summary.determined_at, None);
        assert!(files::content(&stage.services, intake, &paper).await.is_ok(), "it stays readable to the plan");
        let work = queue(&stage.services, intake, QueueQuery::default()).await.unwrap();
        assert!(work.items.is_empty());
        assert_eq!(replay(&stage.services, reference).await.unwrap(), Status::Withdrawn);
        assert_eq!(stage.audited("prior_auth.take_back").await.len(), 1);
        let told = outbox::Entity::find().order_by_desc(outbox::Column::Id).one(stage.services.db.read()).await.unwrap().unwrap();
        assert_eq!(told.topic_practice.as_deref(), desk.actor.practice.as_ref().map(|practice| practice.as_str()));
        assert_eq!((told.reference.as_deref(), told.version), (Some(reference.as_str()), Some(3)));
        let again = take_back(&stage.services, intake, reference, 3, REASON).await;
        assert!(matches!(again, Err(ActError::Refused(Refusal::Status))), "{again:?}");
    }

    fn it_is_entered_once_more_where_it_belongs(stage: Stage) {
        let entered = Entered::on(&stage, &[]).await;
        let other = stage.practice_with_npi("Lakeside Home Medical", "1144221847").await;
        let right = stage.caller_in(Role::Coordinator, &other).await;
        take_back(&stage.services, &entered.intake, &entered.reference, 1, REASON).await.unwrap();
        // The same practice may have been right, and the member wrong: nothing is said to have been asked already.
        let second = enter_checked(&stage.services, &entered.intake, &faxed(&[]), "page2").await.unwrap();
        assert_eq!(entered.listed(&stage).await, 1);
        assert_eq!(known_members(&stage.services, &entered.desk).await.unwrap().len(), 1);
        take_back(&stage.services, &entered.intake, &second.reference, 1, REASON).await.unwrap();
        let third = enter_checked(&stage.services, &entered.intake, &faxed(&[("practice_npi", "1144221847")]), "page3").await.unwrap();
        assert!(!is_missing(&stage, &right, &third.reference).await);
        for reference in [&entered.reference, &second.reference, &third.reference] {
            assert!(is_missing(&stage, &entered.desk, reference).await);
        }
    }

    fn a_member_of_whom_the_practice_knows_otherwise_stays_known(stage: Stage) {
        let entered = Entered::on(&stage, &[]).await;
        let draft = create_draft(&stage.services, &entered.desk).await.unwrap();
        let own = submit_filled(&stage.services, &entered.desk, &draft, &knee_orthosis()).await.unwrap();
        take_back(&stage.services, &entered.intake, &entered.reference, 1, REASON).await.unwrap();
        assert_eq!(known_members(&stage.services, &entered.desk).await.unwrap().len(), 1);
        assert_eq!(found(&stage, &entered.desk, "Delgado").await, 1);
        assert!(!is_missing(&stage, &entered.desk, &own.reference).await);
        let refused = take_back(&stage.services, &entered.intake, &own.reference, 1, REASON).await;
        let own_request = Refusal::Guard(Guard::EnteredByPlan);
        assert!(matches!(&refused, Err(ActError::Refused(refusal)) if *refusal == own_request), "{refused:?}");
    }

    fn what_the_rules_have_answered_at_once_is_taken_back_as_well(stage: Stage) {
        let entered = Entered::on(&stage, &[("procedure_code", "L1830")]).await;
        let done = take_back(&stage.services, &entered.intake, &entered.reference, 2, REASON).await.unwrap();
        assert_eq!((done.status, done.determined_at), (Status::Withdrawn, None), "it was never determined");
        assert!(is_missing(&stage, &entered.desk, &entered.reference).await);
        assert_eq!(replay(&stage.services, &entered.reference).await.unwrap(), Status::Withdrawn);
    }

    fn nobody_else_takes_it_back_and_nobody_once_it_is_decided(stage: Stage) {
        let Entered { desk, intake, reference } = Entered::on(&stage, &[]).await;
        let (nurse, lead) = (stage.caller(Role::Nurse).await, stage.caller(Role::Lead).await);
        for who in [&desk, &nurse, &stage.caller(Role::Support).await] {
            let refused = take_back(&stage.services, who, &reference, 1, REASON).await;
            assert!(matches!(refused, Err(ActError::Refused(Refusal::Performer))), "{refused:?}");
        }
        let stranger = stage.practice_with_npi("Lakeside Home Medical", "1144221847").await;
        let stranger = stage.caller_in(Role::Coordinator, &stranger).await;
        let missing = take_back(&stage.services, &stranger, &reference, 1, REASON).await;
        assert!(matches!(missing, Err(ActError::NotFound)), "{missing:?}");
        let silent = take_back(&stage.services, &intake, &reference, 1, " \n").await;
        let Err(ActError::Form(errors)) = silent else { panic!("{silent:?}") };
        assert_eq!(errors.for_field("reason"), Some(FieldCode::Required));
        assign(&stage.services, &nurse, &reference, 1).await.unwrap();
        let stale = take_back(&stage.services, &intake, &reference, 1, REASON).await;
        assert!(matches!(stale, Err(ActError::Conflict { .. })), "{stale:?}");
        assert!(detail(&stage.services, &lead, &reference).await.unwrap().allowed.contains(&Action::TakeBack));
        approve(&stage.services, &nurse, &reference, 2).await.unwrap();
        let late = take_back(&stage.services, &lead, &reference, 3, REASON).await;
        assert!(matches!(late, Err(ActError::Refused(Refusal::Status))), "{late:?}");
        assert!(!is_missing(&stage, &desk, &reference).await);
    }

    fn a_practice_and_the_plan_take_it_back_at_the_same_moment(stage: Stage) {
        let Entered { desk, intake, reference } = Entered::on(&stage, &[]).await;
        let (by_practice, by_plan) = futures::join!(
            withdraw(&stage.services, &desk, &reference, 1, ""),
            take_back(&stage.services, &intake, &reference, 1, REASON),
        );
        assert_ne!(by_practice.is_ok(), by_plan.is_ok(), "{by_practice:?} {by_plan:?}");
        assert_eq!(is_missing(&stage, &desk, &reference).await, by_plan.is_ok());
        assert_eq!(replay(&stage.services, &reference).await.unwrap(), Status::Withdrawn);
    }

    fn the_page_of_intake_shows_what_the_caller_has_entered_and_nothing_else(stage: Stage) {
        let Entered { desk, intake, reference } = Entered::on(&stage, &[]).await;
        let draft = create_draft(&stage.services, &desk).await.unwrap();
        let own = submit_filled(&stage.services, &desk, &draft, &knee_orthosis()).await.unwrap().reference;
        let shown = just_entered(&stage.services, &intake, &reference).await.unwrap().unwrap();
        assert_eq!((shown.may_take_back, shown.is_taken_back), (true, false));
        let colleague = stage.caller(Role::Intake).await;
        for (who, which) in [
            (&colleague, &reference),
            (&desk, &reference),
            (&desk, &own),
            (&intake, &own),
            (&intake, &Reference::from_entropy(1)),
        ] {
            assert!(just_entered(&stage.services, who, which).await.unwrap().is_none(), "{which}");
        }
        take_back(&stage.services, &intake, &reference, 1, REASON).await.unwrap();
        let shown = just_entered(&stage.services, &intake, &reference).await.unwrap().unwrap();
        assert_eq!((shown.may_take_back, shown.is_taken_back), (false, true));
        let closed = find_to_join(&stage.services, &intake, reference.as_str(), &faxed(&[]).arrival).await;
        assert!(matches!(closed, Err(JoinError::Form(_))), "it takes no documents: {closed:?}");
    }
}
