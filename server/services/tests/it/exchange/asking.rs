//! A reviewer asks, the practice answers item by item, the reviewer has the request back.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::access::Role;
use domain::coverage::LineOfBusiness;
use domain::dashboard::Ageing;
use domain::form::FieldCode;
use domain::prior_auth::{Action, ClockState, ItemKind, Refusal, Status};
use domain::reference::Reference;
use services::prior_auth::{
    ActError, Group, Item, ItemAnswer, ListQuery, QueueQuery, Summary, answer, approve, ask, assign, create_draft,
    detail, list, queue, replay, send_on, withdraw,
};
use services::testing::{MemberSpec, Stage, knee_orthosis, submit_filled};
use services::{Caller, notification, on_both_databases};

use super::Taken;

/// Asks for a document and for words, by Nov 28.
async fn asked(stage: &Stage, caller: &Caller, reference: &Reference, version: i64) -> Result<Summary, ActError> {
    asked_by(stage, caller, reference, version, "2026-11-28").await
}

/// The same, by that day.
async fn asked_by(
    stage: &Stage,
    caller: &Caller,
    reference: &Reference,
    version: i64,
    day: &str,
) -> Result<Summary, ActError> {
    let form = [
        ("need_1", "The notes of the last visit"),
        ("kind_1", "document"),
        ("need_3", "Which brace was tried?"),
        ("kind_3", "words"),
        ("answer_by", day),
    ];
    let typed = BTreeMap::from(form);
    ask(&stage.services, caller, reference, version, |name| {
        typed.get(name).copied().unwrap_or_default()
    })
    .await
}

async fn items(stage: &Stage, caller: &Caller, reference: &Reference) -> Vec<Item> {
    detail(&stage.services, caller, reference).await.unwrap().items
}

fn to(item: &Item, text: &str, is_sent: bool) -> ItemAnswer {
    ItemAnswer {
        item: item.id.clone(),
        seen: item.version,
        text: text.to_owned(),
        is_sent,
    }
}

/// Answers everything, with words; the request was asked at version 2.
async fn answer_all(stage: &Stage, desk: &Caller, reference: &Reference) {
    for (version, item) in (3..).zip(items(stage, desk, reference).await) {
        answer(
            &stage.services,
            desk,
            reference,
            version,
            to(&item, "There is none.", true),
        )
        .await
        .unwrap();
    }
}

/// The references under "Needs you".
async fn needs(stage: &Stage, caller: &Caller) -> Vec<Reference> {
    let query = ListQuery {
        group: Some(Group::NeedsYou),
        ..ListQuery::default()
    };
    let page = list(&stage.services, caller, query).await.unwrap();
    page.items.into_iter().map(|summary| summary.reference).collect()
}

on_both_databases! {
    fn a_commercial_request_is_due_after_the_time_to_answer_and_nobody_is_warned_before(stage: Stage) {
        let commercial = MemberSpec { line_of_business: LineOfBusiness::Commercial, ..MemberSpec::default() };
        let Taken { stage, desk, nurse, reference } = Taken::of(stage, commercial).await;
        let lead = stage.caller(Role::Lead).await;
        let before = detail(&stage.services, &nurse, &reference).await.unwrap().summary.due_at.unwrap();
        let since = stage.services.env.now();
        let waits = asked_by(&stage, &nurse, &reference, 2, "2027-01-08").await.unwrap();
        let due = waits.due_at.unwrap();
        assert!(waits.stands_still);
        assert_eq!(due - before, waits.turn_ends_at.unwrap() - since, "as much later as there is time to answer");
        stage.clock.advance(TimeDelta::days(20));
        assert!(stage.services.env.now() > before);
        let clock = detail(&stage.services, &nurse, &reference).await.unwrap().clock.unwrap();
        assert!(matches!(clock.state, ClockState::Paused { .. }) && !clock.is_breached(stage.services.env.now()));
        let late = QueueQuery { ageing: Some(Ageing::Overdue), ..QueueQuery::default() };
        assert!(queue(&stage.services, &nurse, late).await.unwrap().items.is_empty());
        for caller in [&nurse, &lead] {
            assert_eq!(notification::count(&stage.services, caller).await.unwrap(), 0);
        }
        answer_all(&stage, &desk, &reference).await;
        let answered = detail(&stage.services, &nurse, &reference).await.unwrap().summary;
        assert_eq!((answered.due_at, answered.stands_still), (Some(before + TimeDelta::days(20)), false), "what was left is left");
        assert_eq!(replay(&stage.services, &reference).await.unwrap(), Status::NurseReview);
    }

    fn what_is_due_soon_once_the_answer_is_there_is_news_then(stage: Stage) {
        let commercial = MemberSpec { line_of_business: LineOfBusiness::Commercial, ..MemberSpec::default() };
        let Taken { stage, desk, nurse, reference } = Taken::of(stage, commercial).await;
        let lead = stage.caller(Role::Lead).await;
        stage.clock.advance(TimeDelta::days(15) - TimeDelta::hours(10));
        assert_eq!(notification::count(&stage.services, &lead).await.unwrap(), 1);
        asked_by(&stage, &nurse, &reference, 2, "2027-01-22").await.unwrap();
        assert_eq!(notification::count(&stage.services, &lead).await.unwrap(), 0);
        stage.clock.advance(TimeDelta::days(3));
        notification::mark_read(&stage.services, &lead, stage.services.env.now()).await.unwrap();
        stage.clock.advance(TimeDelta::minutes(1));
        answer_all(&stage, &desk, &reference).await;
        assert_eq!(notification::count(&stage.services, &lead).await.unwrap(), 1, "ten hours are left");
    }

    fn whoever_goes_on_without_the_answer_may_ask_again(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(stage).await;
        asked(&stage, &nurse, &reference, 2).await.unwrap();
        send_on(&stage.services, &nurse, &reference, 3, "The notes are missing; it cannot wait.").await.unwrap();
        let physician = stage.caller(Role::Physician).await;
        assign(&stage.services, &physician, &reference, 4).await.unwrap();
        let open = detail(&stage.services, &physician, &reference).await.unwrap();
        assert!(open.answer_time.is_some(), "the form has days to offer");
        let again = asked(&stage, &physician, &reference, 5).await.unwrap();
        assert_eq!((again.status, again.version), (Status::InformationRequested, 6));
        let items = detail(&stage.services, &desk, &reference).await.unwrap().items;
        assert_eq!(items.len(), 4);
        let (latest, earlier) = (&items[1], &items[3]);
        assert!(latest.asked_in > earlier.asked_in);
        let refused = answer(&stage.services, &desk, &reference, 6, to(earlier, "Too late.", true)).await;
        assert!(matches!(refused, Err(ActError::NotFound)), "{refused:?}");
        answer(&stage.services, &desk, &reference, 6, to(latest, "One off the shelf.", true)).await.unwrap();
    }

    fn a_nurse_asks_the_practice_answers_and_the_nurse_approves(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(stage).await;
        let summary = asked(&stage, &nurse, &reference, 2).await.unwrap();
        assert_eq!((summary.status, summary.version, summary.is_mine), (Status::InformationRequested, 3, true));
        assert_eq!(needs(&stage, &desk).await, std::slice::from_ref(&reference));
        let seen = detail(&stage.services, &desk, &reference).await.unwrap();
        assert!(seen.allowed.contains(&Action::AnswerInformation));
        assert_eq!(seen.clock.unwrap().state, ClockState::Running, "a federal clock runs on");
        let last = &seen.timeline.last().unwrap().detail;
        assert_eq!((last.items, last.answer_by.unwrap().to_string()), (Some(2), "2026-11-28".to_owned()));
        let [document, words] = seen.items.as_slice() else { panic!("{:?}", seen.items) };
        assert_eq!((document.place, document.kind, words.place, words.kind), (1, ItemKind::Document, 2, ItemKind::Words));

        let partly = answer(&stage.services, &desk, &reference, 3, to(words, "One off the shelf.", true)).await.unwrap();
        assert_eq!((partly.status, partly.version), (Status::InformationRequested, 4), "one is open");
        assert_eq!(needs(&stage, &desk).await, std::slice::from_ref(&reference));
        let done = answer(&stage.services, &desk, &reference, 4, to(document, "There are none yet.", true)).await.unwrap();
        assert_eq!((done.status, done.version), (Status::NurseReview, 5));
        assert!(needs(&stage, &desk).await.is_empty());
        let seen = detail(&stage.services, &nurse, &reference).await.unwrap();
        assert!(seen.summary.is_mine && seen.allowed.contains(&Action::Approve), "back with whoever asked");
        assert_eq!(seen.items[1].answer.as_deref(), Some("One off the shelf."));
        assert_eq!(seen.items[1].answered_by.as_deref(), Some(desk.actor.display_name.as_str()));
        assert_eq!(seen.timeline.last().unwrap().detail.about.as_deref(), Some("The notes of the last visit"));
        approve(&stage.services, &nurse, &reference, 5).await.unwrap();
        assert_eq!(replay(&stage.services, &reference).await.unwrap(), Status::Approved);
        assert_eq!((stage.audited("prior_auth.ask").await.len(), stage.audited("prior_auth.answer").await.len()), (1, 2));
    }

    fn what_is_saved_stays_with_those_who_write_it(stage: Stage) {
        let taken = Taken::on(stage).await;
        let Taken { stage, desk, nurse, reference } = &taken;
        asked(stage, nurse, reference, 2).await.unwrap();
        let first = items(stage, desk, reference).await.remove(0);
        let saved = answer(&stage.services, desk, reference, 3, to(&first, "Half a sen", false)).await.unwrap();
        assert_eq!((saved.status, saved.version), (Status::InformationRequested, 3), "nothing moved");
        let clinician = taken.colleague(Role::Clinician).await;
        let seen = items(stage, &clinician, reference).await;
        assert_eq!((seen[0].answer.as_deref(), seen[0].version), (Some("Half a sen"), 2));
        let by = (desk.actor.display_name.clone(), stage.services.env.now());
        assert_eq!((&seen[0].saved, &seen[1].saved), (&Some(by), &None), "and says whose it is");
        for caller in [nurse, &taken.colleague(Role::Viewer).await] {
            let first = items(stage, caller, reference).await.remove(0);
            assert_eq!((first.answer, first.saved), (None, None));
        }
        for is_sent in [false, true] {
            let late = answer(&stage.services, &clinician, reference, 3, to(&first, "Another", is_sent)).await;
            assert!(matches!(late, Err(ActError::Conflict { .. })), "{late:?}");
        }
        let whole = answer(&stage.services, &clinician, reference, 3, to(&seen[0], "A sentence.", true)).await.unwrap();
        assert_eq!(whole.version, 4);
        let sent = items(stage, desk, reference).await.remove(0);
        assert_eq!((sent.saved, sent.answered_by), (None, Some(clinician.actor.display_name.clone())));
        let again = answer(&stage.services, desk, reference, 4, to(&items(stage, desk, reference).await[0], "More", true)).await;
        assert!(matches!(again, Err(ActError::Conflict { .. })), "{again:?}");
    }

    fn an_answer_needs_something_in_it(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(stage).await;
        asked(&stage, &nurse, &reference, 2).await.unwrap();
        for (item, field) in items(&stage, &desk, &reference).await.iter().zip(["document_1", "answer_2"]) {
            let refused = answer(&stage.services, &desk, &reference, 3, to(item, " ", true)).await;
            let Err(ActError::Form(errors)) = refused else { panic!("{refused:?}") };
            assert_eq!(errors.for_field(field), Some(FieldCode::Required));
        }
    }

    fn only_whoever_has_the_request_asks_and_only_before_a_decision(stage: Stage) {
        let taken = Taken::on(stage).await;
        let Taken { stage, desk, nurse, reference } = &taken;
        for role in [Role::Nurse, Role::Physician, Role::Lead] {
            let other = stage.caller(role).await;
            let refused = asked(stage, &other, reference, 2).await;
            assert!(matches!(refused, Err(ActError::Refused(_))), "{role}: {refused:?}");
            assert_eq!(detail(&stage.services, &other, reference).await.unwrap().answer_time, None);
        }
        assert!(matches!(asked(stage, desk, reference, 2).await, Err(ActError::Refused(Refusal::Performer))));
        assert!(matches!(asked(stage, nurse, reference, 1).await, Err(ActError::Conflict { .. })));
        let time = detail(&stage.services, nurse, reference).await.unwrap().answer_time.unwrap();
        assert_eq!((time.last.to_string(), time.clock_waits), ("2026-11-30".to_owned(), false));
        let nothing = ask(&stage.services, nurse, reference, 2, |_| "").await;
        assert!(matches!(nothing, Err(ActError::Form(_))), "{nothing:?}");
        asked(stage, nurse, reference, 2).await.unwrap();
        let twice = asked(stage, nurse, reference, 3).await;
        assert!(matches!(twice, Err(ActError::Refused(_))), "{twice:?}");
    }

    fn others_answer_nothing(stage: Stage) {
        let taken = Taken::on(stage).await;
        let Taken { stage, desk, nurse, reference } = &taken;
        asked(stage, nurse, reference, 2).await.unwrap();
        let first = items(stage, desk, reference).await.remove(0);
        let stranger = stage.caller(Role::Coordinator).await;
        for is_sent in [false, true] {
            let missing = answer(&stage.services, &stranger, reference, 3, to(&first, "Mine", is_sent)).await;
            assert!(matches!(missing, Err(ActError::NotFound)), "{missing:?}");
            for caller in [&taken.colleague(Role::Viewer).await, &taken.colleague(Role::Biller).await, nurse] {
                let refused = answer(&stage.services, caller, reference, 3, to(&first, "Mine", is_sent)).await;
                assert!(matches!(refused, Err(ActError::Refused(Refusal::Performer))), "{refused:?}");
            }
        }
        let id = create_draft(&stage.services, desk).await.unwrap();
        let other = submit_filled(&stage.services, desk, &id, &knee_orthosis()).await.unwrap().reference;
        let of_another = answer(&stage.services, desk, &other, 1, to(&first, "Mine", true)).await;
        assert!(matches!(of_another, Err(ActError::NotFound)), "an item of another request: {of_another:?}");
    }

    fn a_request_that_is_over_takes_no_answer(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(stage).await;
        asked(&stage, &nurse, &reference, 2).await.unwrap();
        let first = items(&stage, &desk, &reference).await.remove(0);
        withdraw(&stage.services, &desk, &reference, 3, "").await.unwrap();
        let stale = answer(&stage.services, &desk, &reference, 3, to(&first, "Late", true)).await;
        assert!(matches!(stale, Err(ActError::Conflict { .. })), "{stale:?}");
        for is_sent in [false, true] {
            let refused = answer(&stage.services, &desk, &reference, 4, to(&first, "Late", is_sent)).await;
            assert!(matches!(refused, Err(ActError::Refused(_))), "{refused:?}");
        }
    }

    fn a_second_question_stands_before_the_first(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(stage).await;
        asked(&stage, &nurse, &reference, 2).await.unwrap();
        for (version, item) in (3..).zip(items(&stage, &desk, &reference).await) {
            answer(&stage.services, &desk, &reference, version, to(&item, "Here.", true)).await.unwrap();
        }
        asked(&stage, &nurse, &reference, 5).await.unwrap();
        let all = items(&stage, &desk, &reference).await;
        let order: Vec<_> = all.iter().map(|item| (item.asked_in, item.place, item.answered_at.is_some())).collect();
        assert_eq!(order, [(6, 1, false), (6, 2, false), (3, 1, true), (3, 2, true)]);
        approve(&stage.services, &nurse, &reference, 6).await.unwrap();
        assert!(matches!(assign(&stage.services, &nurse, &reference, 7).await, Err(ActError::Refused(_))));
    }
}
