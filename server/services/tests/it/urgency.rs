//! How fast an answer is needed changes while a request is open: by whom, until when it is due then, and who reads why.

use chrono::TimeDelta;
use domain::access::Role;
use domain::form::FieldCode;
use domain::prior_auth::{Action, Guard, Hindrance, Offer, Performer, Refusal, Status, StepFields, Urgency};
use domain::reference::Reference;
use domain::time::to_millis;
use entity::prior_auth_event;
use sea_orm::{EntityTrait, PaginatorTrait};
use services::notification::{What, list};
use services::prior_auth::{
    ActError, Detail, Summary, approve, ask_to_expedite, assign, attest, change_urgency, create_draft, detail,
    extend_clock, replay, submit,
};
use services::testing::{MemberSpec, Stage, fill, knee_orthosis, seen, submit_filled};
use services::{Caller, on_both_databases};

const URGENT: &str = "Cannot leave bed.";
const REASON: &str = "The note says that the member walks safely with the brace that is there.";

/// People around one request.
struct Room {
    desk: Caller,
    nurse: Caller,
    lead: Caller,
    reference: Reference,
}

impl Room {
    /// With a request that a nurse has taken: version 2.
    async fn open(stage: &Stage, urgency: Urgency, by: Role) -> Self {
        let desk = stage.caller(by).await;
        Self::sent_by(stage, urgency, desk).await
    }

    async fn sent_by(stage: &Stage, urgency: Urgency, desk: Caller) -> Self {
        stage.member(MemberSpec::default()).await;
        let nurse = stage.caller(Role::Nurse).await;
        let fields = StepFields {
            urgency: urgency.code().to_owned(),
            urgency_reason: match urgency {
                Urgency::Standard => String::new(),
                Urgency::Expedited => "Falls twice a day.".to_owned(),
            },
            ..knee_orthosis()
        };
        let id = create_draft(&stage.services, &desk).await.unwrap();
        let sent = submit_filled(&stage.services, &desk, &id, &fields).await.unwrap();
        assign(&stage.services, &nurse, &sent.reference, 1).await.unwrap();
        Self {
            desk,
            nurse,
            lead: stage.caller(Role::Lead).await,
            reference: sent.reference,
        }
    }

    /// The same, after a clinician of the practice has attested it and a coordinator has sent it.
    async fn attested(stage: &Stage, urgency: Urgency, code: &str) -> Self {
        stage.member(MemberSpec::default()).await;
        let desk = stage.caller(Role::Coordinator).await;
        let practice = desk.actor.practice.clone().unwrap();
        let doctor = stage.caller_in(Role::Clinician, &practice).await;
        let nurse = stage.caller(Role::Nurse).await;
        let fields = StepFields {
            procedure_code: code.to_owned(),
            urgency: urgency.code().to_owned(),
            urgency_reason: match urgency {
                Urgency::Standard => String::new(),
                Urgency::Expedited => "Falls twice a day.".to_owned(),
            },
            ..knee_orthosis()
        };
        let id = create_draft(&stage.services, &desk).await.unwrap();
        let version = fill(&stage.services, &desk, &id, &fields).await.unwrap();
        let shown = seen(&stage.services, &doctor, &id).await.unwrap();
        attest(&stage.services, &doctor, &id, shown).await.unwrap();
        let sent = submit(&stage.services, &desk, &id, version).await.unwrap();
        assign(&stage.services, &nurse, &sent.reference, 1).await.unwrap();
        Self {
            desk,
            nurse,
            lead: stage.caller(Role::Lead).await,
            reference: sent.reference,
        }
    }

    /// Nobody at the plan makes it standard, and both sides read that a clinician has said so in the event at that place.
    async fn stays_expedited(&self, stage: &Stage, place: usize) {
        for who in [&self.nurse, &self.lead] {
            let version = self.read(stage, who).await.summary.version;
            let refused = self.change(stage, who, version, Urgency::Standard).await;
            let by_clinician = Refusal::Guard(Guard::NotSaidByClinician);
            assert!(
                matches!(&refused, Err(ActError::Refused(refusal)) if *refusal == by_clinician),
                "{refused:?}"
            );
        }
        for who in [&self.desk, &self.nurse] {
            assert!(self.read(stage, who).await.timeline[place].detail.said_by_clinician);
        }
        assert_eq!(
            replay(&stage.services, &self.reference).await.unwrap(),
            Status::NurseReview
        );
    }

    async fn ask(&self, stage: &Stage, version: i64) -> Result<Summary, ActError> {
        ask_to_expedite(&stage.services, &self.desk, &self.reference, version, URGENT).await
    }

    async fn change(&self, stage: &Stage, who: &Caller, version: i64, to: Urgency) -> Result<Summary, ActError> {
        change_urgency(&stage.services, who, &self.reference, version, (to, REASON)).await
    }

    async fn read(&self, stage: &Stage, who: &Caller) -> Detail {
        detail(&stage.services, who, &self.reference).await.unwrap()
    }
}

on_both_databases! {
    fn a_practice_asks_for_expedited_review_and_has_it_at_once(stage: Stage) {
        let room = Room::open(&stage, Urgency::Standard, Role::Coordinator).await;
        stage.clock.advance(TimeDelta::hours(20));
        let now = stage.services.env.now();
        let offered = room.read(&stage, &room.desk).await;
        assert!(offered.allowed.contains(&Action::AskToExpedite));
        assert_eq!(offered.due_if_changed, Some(now + TimeDelta::hours(72)), "shown before one asks");
        let asked = room.ask(&stage, 2).await.unwrap();
        assert_eq!((asked.version, asked.urgency, asked.status), (3, Urgency::Expedited, Status::NurseReview));
        assert_eq!(asked.due_at, Some(now + TimeDelta::hours(72)));
        for who in [&room.desk, &room.nurse, &room.lead] {
            let read = room.read(&stage, who).await;
            assert_eq!((read.summary.urgency, read.summary.due_at), (Urgency::Expedited, asked.due_at));
            assert!(read.summary.due_rule.unwrap().contains("72 hours"));
            let last = read.timeline.last().unwrap();
            assert_eq!((last.action, last.detail.reason.as_deref()), (Action::AskToExpedite, Some(URGENT)));
            assert!(!read.allowed.contains(&Action::AskToExpedite));
        }
        let told = list(&stage.services, &room.nurse, u64::MAX).await.unwrap().items;
        let performer = Performer::Person(Role::Coordinator);
        assert_eq!(told[0].what, What::Happened { action: Action::AskToExpedite, performer }, "whoever reviews it hears of it");
        assert_eq!(replay(&stage.services, &room.reference).await.unwrap(), Status::NurseReview);
        assert_eq!(stage.audited("prior_auth.ask_to_expedite").await.len(), 1);
    }

    fn what_is_asked_twice_counts_once(stage: Stage) {
        let room = Room::open(&stage, Urgency::Standard, Role::Coordinator).await;
        let tries = (0..20).map(|_| {
            let (services, desk, reference) = (stage.services.clone(), room.desk.clone(), room.reference.clone());
            tokio::spawn(async move { ask_to_expedite(&services, &desk, &reference, 2, URGENT).await })
        });
        let answers: Vec<_> = futures::future::join_all(tries).await.into_iter().map(|answer| answer.unwrap()).collect();
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
        let stale = answers.iter().filter_map(|answer| match answer {
            Err(ActError::Conflict { current }) => Some((current.version, current.urgency)),
            _ => None,
        });
        assert_eq!(stale.collect::<Vec<_>>(), vec![(3, Urgency::Expedited); 19], "each reads what is there now");
        let again = room.ask(&stage, 3).await;
        assert!(matches!(again, Err(ActError::Refused(Refusal::Guard(Guard::IsStandard)))), "{again:?}");
        assert_eq!(prior_auth_event::Entity::find().count(stage.services.db.read()).await.unwrap(), 3);
    }

    fn asked_for_shortly_before_the_deadline_nothing_is_lengthened(stage: Stage) {
        let room = Room::open(&stage, Urgency::Standard, Role::Coordinator).await;
        let before = room.read(&stage, &room.desk).await.summary.due_at;
        stage.clock.advance(TimeDelta::days(6));
        let asked = room.ask(&stage, 2).await.unwrap();
        assert_eq!((asked.urgency, asked.due_at), (Urgency::Expedited, before));
    }

    fn the_plan_makes_it_standard_and_both_sides_read_the_same_time_and_reason(stage: Stage) {
        let room = Room::open(&stage, Urgency::Expedited, Role::Coordinator).await;
        stage.clock.advance(TimeDelta::hours(5));
        let shown = room.read(&stage, &room.nurse).await;
        let received = shown.summary.received_at;
        assert_eq!(shown.summary.due_at, Some(received + TimeDelta::hours(72)));
        let ordinary = shown.due_if_changed.unwrap();
        assert_eq!(ordinary - received, TimeDelta::days(7));
        let done = room.change(&stage, &room.nurse, 2, Urgency::Standard).await.unwrap();
        assert_eq!((done.version, done.urgency, done.due_at), (3, Urgency::Standard, Some(ordinary)));
        for who in [&room.desk, &room.nurse, &room.lead] {
            let read = room.read(&stage, who).await;
            assert_eq!((read.summary.urgency, read.summary.due_at), (Urgency::Standard, Some(ordinary)));
            let last = read.timeline.last().unwrap();
            assert_eq!((last.action, last.detail.reason.as_deref()), (Action::MakeStandard, Some(REASON)));
        }
        let told = list(&stage.services, &room.desk, u64::MAX).await.unwrap().items;
        let performer = Performer::Person(Role::Nurse);
        assert_eq!(told[0].what, What::Happened { action: Action::MakeStandard, performer }, "the practice is told");
        assert_eq!(replay(&stage.services, &room.reference).await.unwrap(), Status::NurseReview);
        assert_eq!(stage.audited("prior_auth.make_standard").await.len(), 1);
        // The practice may say once more that it cannot wait.
        let again = room.ask(&stage, 3).await.unwrap();
        assert_eq!(again.due_at, Some(stage.services.env.now() + TimeDelta::hours(72)));
        assert_eq!(replay(&stage.services, &room.reference).await.unwrap(), Status::NurseReview);
    }

    fn a_lead_makes_a_request_expedited_and_extends_it_after_that(stage: Stage) {
        let room = Room::open(&stage, Urgency::Standard, Role::Coordinator).await;
        let now = stage.services.env.now();
        let sooner = room.change(&stage, &room.lead, 2, Urgency::Expedited).await.unwrap();
        assert_eq!((sooner.urgency, sooner.due_at), (Urgency::Expedited, Some(now + TimeDelta::hours(72))));
        let longer = extend_clock(&stage.services, &room.lead, &room.reference, 3, ("2", REASON)).await.unwrap();
        assert_eq!(longer.due_at, Some(now + TimeDelta::hours(72) + TimeDelta::days(2)));
        let shown = room.read(&stage, &room.lead).await.due_if_changed;
        let back = room.change(&stage, &room.lead, 4, Urgency::Standard).await.unwrap();
        assert_eq!(back.due_at, shown, "what was shown before is what counts");
        assert_eq!(back.due_at.unwrap() - back.received_at, TimeDelta::days(9), "the two days stay granted");
    }

    fn an_extension_tells_the_time_that_was_won_not_the_days_that_were_granted(stage: Stage) {
        let room = Room::open(&stage, Urgency::Standard, Role::Coordinator).await;
        let extend = async |version, days| {
            extend_clock(&stage.services, &room.lead, &room.reference, version, (days, REASON)).await.unwrap()
        };
        let received = extend(2, "14").await.received_at;
        stage.clock.advance(TimeDelta::days(16));
        let sooner = room.change(&stage, &room.lead, 3, Urgency::Expedited).await.unwrap();
        assert_eq!(sooner.due_at, Some(received + TimeDelta::days(19)), "72 hours from the change");
        // The expedited rule permits fourteen days more, the standard one has had them: 21 days after the receipt in all.
        let longer = extend(4, "14").await;
        assert_eq!(longer.due_at, Some(received + TimeDelta::days(21)));
        for who in [&room.desk, &room.nurse, &room.lead] {
            let read = room.read(&stage, who).await;
            let told: Vec<_> = read
                .timeline
                .iter()
                .filter(|entry| entry.action.moves_due_time())
                .map(|entry| (entry.detail.days, entry.detail.due_at))
                .collect();
            let due = |days| Some(to_millis(received + TimeDelta::days(days)));
            assert_eq!(told, [(Some(14), due(21)), (None, due(19)), (Some(14), due(21))]);
        }
        assert_eq!(replay(&stage.services, &room.reference).await.unwrap(), Status::NurseReview);
    }

    fn what_a_clinician_calls_urgent_stays_so_and_the_reviewer_reads_why(stage: Stage) {
        let room = Room::open(&stage, Urgency::Expedited, Role::Clinician).await;
        for who in [&room.nurse, &room.lead] {
            let refused = room.change(&stage, who, 2, Urgency::Standard).await;
            let by_clinician = Refusal::Guard(Guard::NotSaidByClinician);
            assert!(matches!(&refused, Err(ActError::Refused(refusal)) if *refusal == by_clinician), "{refused:?}");
            let offer = Offer { action: Action::MakeStandard, hindrance: Some(Hindrance::SaidByClinician) };
            let read = room.read(&stage, who).await;
            assert!(read.offers.contains(&offer), "{:?}", read.offers);
            assert_eq!(read.due_if_changed, None);
        }
        assert_eq!(room.read(&stage, &room.nurse).await.summary.version, 2);
    }

    fn whoever_is_a_clinician_among_other_things_asks_as_one(stage: Stage) {
        let mut room = Room::open(&stage, Urgency::Standard, Role::Coordinator).await;
        room.desk.actor.roles = vec![Role::Coordinator, Role::Clinician];
        room.ask(&stage, 2).await.unwrap();
        let asked = room.read(&stage, &room.lead).await.timeline.last().unwrap().performer;
        assert_eq!(asked, Performer::Person(Role::Clinician));
        let refused = room.change(&stage, &room.lead, 3, Urgency::Standard).await;
        assert!(matches!(refused, Err(ActError::Refused(Refusal::Guard(Guard::NotSaidByClinician)))), "{refused:?}");
        assert_eq!(replay(&stage.services, &room.reference).await.unwrap(), Status::NurseReview);
    }

    fn whoever_is_a_clinician_among_other_things_sends_as_one(stage: Stage) {
        let mut desk = stage.caller(Role::Administrator).await;
        desk.actor.roles = vec![Role::Administrator, Role::Clinician];
        let room = Room::sent_by(&stage, Urgency::Expedited, desk).await;
        let refused = room.change(&stage, &room.lead, 2, Urgency::Standard).await;
        assert!(matches!(refused, Err(ActError::Refused(Refusal::Guard(Guard::NotSaidByClinician)))), "{refused:?}");
        assert_eq!(replay(&stage.services, &room.reference).await.unwrap(), Status::NurseReview);
    }

    fn a_clinicians_word_in_an_attestation_counts_whoever_sends_it(stage: Stage) {
        // Its rule asks for that word.
        let room = Room::attested(&stage, Urgency::Expedited, "L5856").await;
        room.stays_expedited(&stage, 0).await;
        let sent = room.read(&stage, &room.lead).await.timeline[0].performer;
        assert_eq!(sent, Performer::Person(Role::Coordinator), "who has sent it stays on record");
    }

    fn an_attestation_for_which_no_rule_asks_counts_as_well(stage: Stage) {
        let room = Room::attested(&stage, Urgency::Expedited, "L1832").await;
        room.stays_expedited(&stage, 0).await;
    }

    fn who_attests_a_standard_request_has_not_called_it_urgent(stage: Stage) {
        let room = Room::attested(&stage, Urgency::Standard, "L5856").await;
        assert!(!room.read(&stage, &room.desk).await.timeline[0].detail.said_by_clinician);
        room.ask(&stage, 2).await.unwrap();
        assert!(!room.read(&stage, &room.desk).await.timeline[2].detail.said_by_clinician);
        let back = room.change(&stage, &room.lead, 3, Urgency::Standard).await.unwrap();
        assert_eq!(back.urgency, Urgency::Standard);
    }

    fn both_sides_read_that_a_clinician_has_asked_with_their_own_account(stage: Stage) {
        let room = Room::open(&stage, Urgency::Standard, Role::Clinician).await;
        assert!(!room.read(&stage, &room.desk).await.timeline[0].detail.said_by_clinician);
        room.ask(&stage, 2).await.unwrap();
        room.stays_expedited(&stage, 2).await;
    }

    fn nobody_else_changes_it_and_nobody_once_it_is_decided(stage: Stage) {
        let room = Room::open(&stage, Urgency::Standard, Role::Coordinator).await;
        let (other, physician) = (stage.caller(Role::Nurse).await, stage.caller(Role::Physician).await);
        let support = stage.caller(Role::Support).await;
        for who in [&other, &physician, &support, &room.desk] {
            let refused = room.change(&stage, who, 2, Urgency::Expedited).await;
            assert!(matches!(refused, Err(ActError::Refused(_))), "{:?}: {refused:?}", who.actor.roles);
        }
        let same = room.change(&stage, &room.nurse, 2, Urgency::Standard).await;
        assert!(matches!(same, Err(ActError::Refused(Refusal::Guard(Guard::IsExpedited)))), "{same:?}");
        let stranger = stage.caller(Role::Coordinator).await;
        for version in [2, 9] {
            let missing = ask_to_expedite(&stage.services, &stranger, &room.reference, version, URGENT).await;
            assert!(matches!(missing, Err(ActError::NotFound)), "{missing:?}");
        }
        let nurse = ask_to_expedite(&stage.services, &room.nurse, &room.reference, 2, URGENT).await;
        assert!(matches!(nurse, Err(ActError::Refused(Refusal::Performer))), "{nurse:?}");
        approve(&stage.services, &room.nurse, &room.reference, 2).await.unwrap();
        let late = room.ask(&stage, 3).await;
        assert!(matches!(late, Err(ActError::Refused(Refusal::Status))), "{late:?}");
        let late = room.change(&stage, &room.lead, 3, Urgency::Expedited).await;
        assert!(matches!(late, Err(ActError::Refused(Refusal::Status))), "{late:?}");
        assert_eq!(room.read(&stage, &room.desk).await.due_if_changed, None);
    }

    fn no_change_is_made_without_words(stage: Stage) {
        let room = Room::open(&stage, Urgency::Standard, Role::Coordinator).await;
        let asked = ask_to_expedite(&stage.services, &room.desk, &room.reference, 2, " \n").await;
        let Err(ActError::Form(errors)) = asked else { panic!("{asked:?}") };
        assert_eq!(errors.for_field("urgency_reason"), Some(FieldCode::Required));
        for (reason, expected) in [
            ("", FieldCode::Required),
            ("CO-50", FieldCode::TooFewWords { min: 5 }),
            ("It is not that bad", FieldCode::TooShort { min: 30 }),
        ] {
            let refused =
                change_urgency(&stage.services, &room.lead, &room.reference, 2, (Urgency::Expedited, reason)).await;
            let Err(ActError::Form(errors)) = refused else { panic!("{refused:?}") };
            assert_eq!(errors.for_field("reason"), Some(expected), "{reason}");
        }
        assert_eq!(room.read(&stage, &room.desk).await.summary.version, 2);
    }

    fn a_missed_deadline_stays_missed_whatever_the_urgency_becomes(stage: Stage) {
        let room = Room::open(&stage, Urgency::Expedited, Role::Coordinator).await;
        let due = room.read(&stage, &room.desk).await.summary.due_at;
        stage.clock.advance(TimeDelta::days(4));
        assert_eq!(room.read(&stage, &room.lead).await.due_if_changed, due, "nothing is won");
        let done = room.change(&stage, &room.lead, 2, Urgency::Standard).await.unwrap();
        assert_eq!((done.urgency, done.due_at), (Urgency::Standard, due));
        let clock = room.read(&stage, &room.desk).await.clock.unwrap();
        assert!(clock.breached);
        approve(&stage.services, &room.nurse, &room.reference, 3).await.unwrap();
        let clock = room.read(&stage, &room.desk).await.clock.unwrap();
        assert!(clock.breached, "an answer that comes after it changes nothing");
        assert_eq!(replay(&stage.services, &room.reference).await.unwrap(), Status::Approved);
    }
}
