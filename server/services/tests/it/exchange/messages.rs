//! Messages between practice and plan, and notes that stay within the plan.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::access::{Role, Side};
use domain::form::FieldCode;
use domain::prior_auth::MessageKind;
use domain::reference::Reference;
use entity::{audit, case_message, outbox};
use sea_orm::{EntityTrait as _, QueryOrder as _};
use services::notification::{self, What};
use services::prior_auth::{
    Before, CaseMessage, Detail, MessageError, PART, QueueQuery, approve, assign, create_draft, detail, detail_before,
    matching_queue, queue, release, withdraw, write_message, write_note,
};
use services::testing::{Stage, knee_orthosis, submit_filled};
use services::{Caller, on_both_databases};

use super::Taken;

const ASKED: &str = "Which knee film do you mean?\nThe one of Nov 12?";

async fn seen(stage: &Stage, caller: &Caller, reference: &Reference) -> Detail {
    detail(&stage.services, caller, reference).await.unwrap()
}

/// Texts, and whether the reader's side wrote them.
fn texts(messages: &[CaseMessage]) -> Vec<(&str, bool)> {
    messages.iter().map(|one| (one.text.as_str(), one.is_own)).collect()
}

async fn stored(stage: &Stage) -> Vec<case_message::Model> {
    case_message::Entity::find()
        .all(stage.services.db.read())
        .await
        .unwrap()
}

/// The announcements, the latest last: for a practice, for the queue, and with which version.
async fn announced(stage: &Stage) -> Vec<(bool, bool, Option<i64>)> {
    let rows = outbox::Entity::find().order_by_asc(outbox::Column::Id);
    let rows = rows.all(stage.services.db.read()).await.unwrap();
    rows.iter()
        .map(|row| (row.topic_practice.is_some(), row.topic_queue, row.version))
        .collect()
}

on_both_databases! {
    fn both_sides_read_what_each_wrote(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(stage).await;
        write_message(&stage.services, &nurse, &reference, "page10", ASKED).await.unwrap();
        stage.clock.advance(TimeDelta::minutes(1));
        write_message(&stage.services, &desk, &reference, "page20", " The one of October.\r\n").await.unwrap();
        let of_desk = seen(&stage, &desk, &reference).await;
        assert_eq!(texts(&of_desk.messages.messages), [(ASKED, false), ("The one of October.", true)]);
        assert_eq!(of_desk.writes, [MessageKind::Message]);
        let first = &of_desk.messages.messages[0];
        assert_eq!((first.side, first.role, first.who.as_str()), (Side::Plan, Role::Nurse, nurse.actor.display_name.as_str()));
        let of_nurse = seen(&stage, &nurse, &reference).await;
        assert_eq!(texts(&of_nurse.messages.messages), [(ASKED, true), ("The one of October.", false)]);
        assert_eq!(of_nurse.writes, MessageKind::ALL);
        assert_ne!(of_nurse.form_key, seen(&stage, &nurse, &reference).await.form_key, "each page has its own");
        assert!(!format!("{of_nurse:?}{:?}", of_nurse.messages.messages).contains("October"), "texts stay out of logs");
    }

    fn a_note_never_reaches_a_practice(stage: Stage) {
        let taken = Taken::on(stage).await;
        let Taken { stage, desk, nurse, reference } = &taken;
        let before = announced(stage).await.len();
        write_note(&stage.services, nurse, reference, "page10", "Ask for the film again.").await.unwrap();
        assert_eq!(announced(stage).await[before..], [(false, true, Some(2))], "a practice does not hear that there is one");
        for caller in [nurse, &stage.caller(Role::Auditor).await] {
            assert_eq!(texts(&seen(stage, caller, reference).await.notes.messages), [("Ask for the film again.", true)]);
        }
        for role in [Role::Administrator, Role::Coordinator, Role::Clinician, Role::Biller, Role::Viewer] {
            let seen = seen(stage, &taken.colleague(role).await, reference).await;
            assert!(seen.notes.messages.is_empty() && seen.messages.messages.is_empty(), "{role}");
        }
        let refused = write_note(&stage.services, desk, reference, "page20", "From the desk").await;
        assert!(matches!(refused, Err(MessageError::Refused)), "{refused:?}");
        assert_eq!(notification::count(&stage.services, desk).await.unwrap(), 0);
        assert_eq!(stored(stage).await.len(), 1);
    }

    fn who_may_not_write_writes_nothing(stage: Stage) {
        let taken = Taken::on(stage).await;
        let Taken { stage, reference, .. } = &taken;
        for role in [Role::Biller, Role::Viewer] {
            let caller = taken.colleague(role).await;
            let refused = write_message(&stage.services, &caller, reference, "page10", ASKED).await;
            assert!(matches!(refused, Err(MessageError::Refused)), "{role}: {refused:?}");
            assert!(seen(stage, &caller, reference).await.writes.is_empty());
        }
        for role in [Role::Intake, Role::Support, Role::Auditor] {
            let caller = stage.caller(role).await;
            for refused in [
                write_message(&stage.services, &caller, reference, "page10", ASKED).await,
                write_note(&stage.services, &caller, reference, "page10", ASKED).await,
            ] {
                assert!(matches!(refused, Err(MessageError::Refused)), "{role}: {refused:?}");
            }
        }
        assert!(stored(stage).await.is_empty());
        let refused = stage.audited("prior_auth.write_message").await;
        assert!(refused.len() == 5 && refused.iter().all(|row| row.outcome == "refused"), "{refused:?}");
    }

    fn another_practice_finds_nothing(stage: Stage) {
        let Taken { stage, nurse, reference, .. } = Taken::on(stage).await;
        write_message(&stage.services, &nurse, &reference, "page10", ASKED).await.unwrap();
        let stranger = stage.caller(Role::Coordinator).await;
        let missing: Reference = Reference::from_entropy(20_261_126);
        for reference in [&reference, &missing] {
            for refused in [
                write_message(&stage.services, &stranger, reference, "page10", ASKED).await,
                write_note(&stage.services, &stranger, reference, "page10", ASKED).await,
            ] {
                assert!(matches!(refused, Err(MessageError::NotFound)), "{refused:?}");
            }
            assert!(detail(&stage.services, &stranger, reference).await.is_err());
        }
        assert_eq!(notification::count(&stage.services, &stranger).await.unwrap(), 0);
        assert!(notification::list(&stage.services, &stranger, 8).await.unwrap().items.is_empty());
        assert_eq!(stored(&stage).await.len(), 1);
    }

    fn the_same_form_is_stored_once_and_other_words_are_not_lost(stage: Stage) {
        let taken = Taken::on(stage).await;
        let Taken { stage, desk, nurse, reference } = &taken;
        let clinician = taken.colleague(Role::Clinician).await;
        let send = |caller, key, text| write_message(&stage.services, caller, reference, key, text);
        let before = announced(stage).await.len();
        let (one, other, third) = futures::join!(send(desk, "page10", ASKED), send(desk, "page10", ASKED), send(desk, "page10", ASKED));
        for done in [one, other, third, send(desk, "page10", ASKED).await] {
            done.unwrap();
        }
        assert_eq!(stored(stage).await.len(), 1);
        assert_eq!(announced(stage).await[before..], [(true, true, Some(2))]);
        assert_eq!(stage.audited("prior_auth.write_message").await.len(), 1);
        send(desk, "page11", ASKED).await.unwrap();
        send(desk, "page10", "Something else, after going back.").await.unwrap();
        send(&clinician, "page10", ASKED).await.unwrap();
        send(nurse, "page10", ASKED).await.unwrap();
        write_note(&stage.services, nurse, reference, "page10", ASKED).await.unwrap();
        assert_eq!(stored(stage).await.len(), 6);
    }

    fn what_is_no_text_or_no_key_is_refused(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(stage).await;
        let long = "x".repeat(2_001);
        for (text, code) in [(" \n", FieldCode::Required), (long.as_str(), FieldCode::TooLong { max: 2_000 })] {
            let Err(MessageError::Form(errors)) = write_message(&stage.services, &desk, &reference, "page10", text).await else { panic!("{text}") };
            assert_eq!(errors.for_field("message"), Some(code));
            let Err(MessageError::Form(errors)) = write_note(&stage.services, &nurse, &reference, "page10", text).await else { panic!("{text}") };
            assert_eq!(errors.for_field("note"), Some(code));
        }
        for key in ["", "../..", &"k".repeat(65)] {
            let refused = write_message(&stage.services, &desk, &reference, key, ASKED).await;
            assert!(matches!(refused, Err(MessageError::Key)), "{key}: {refused:?}");
        }
        assert!(stored(&stage).await.is_empty());
    }

    fn a_message_makes_no_decision_stale_and_may_follow_it(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(stage).await;
        write_message(&stage.services, &desk, &reference, "page10", "The film is on its way.").await.unwrap();
        write_note(&stage.services, &nurse, &reference, "page20", "Wait for it?").await.unwrap();
        let approved = approve(&stage.services, &nurse, &reference, 2).await.unwrap();
        assert_eq!(approved.version, 3);
        write_message(&stage.services, &desk, &reference, "page11", "Thank you.").await.unwrap();
        write_message(&stage.services, &nurse, &reference, "page21", "You are welcome.").await.unwrap();
        assert_eq!(seen(&stage, &desk, &reference).await.summary.version, 3);
        assert_eq!(seen(&stage, &desk, &reference).await.timeline.len(), 3, "no event of the request");
    }

    fn a_long_thread_is_read_part_by_part(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(stage).await;
        let written: Vec<String> = (1..=PART + 3).map(|number| format!("Message {number}")).collect();
        for (number, text) in written.iter().enumerate() {
            write_message(&stage.services, &desk, &reference, &format!("page{number}0"), text).await.unwrap();
            // Several of one instant.
            if number % 3 == 0 {
                stage.clock.advance(TimeDelta::seconds(1));
            }
        }
        write_note(&stage.services, &nurse, &reference, "page10", "Long.").await.unwrap();
        for caller in [&desk, &nurse] {
            let latest = seen(&stage, caller, &reference).await.messages;
            assert_eq!((latest.messages.len(), latest.total), (PART, PART as u64 + 3));
            let before = Before { messages: latest.earlier, ..Before::default() };
            let first = detail_before(&stage.services, caller, &reference, &before).await.unwrap().messages;
            assert_eq!((first.messages.len(), first.total, first.earlier), (3, PART as u64 + 3, None));
            let all: Vec<_> = first.messages.iter().chain(&latest.messages).collect();
            assert!(all.is_sorted_by_key(|one| one.at), "the oldest first, from part to part");
            let texts: BTreeSet<_> = all.iter().map(|one| one.text.clone()).collect();
            assert_eq!(texts, written.iter().cloned().collect::<BTreeSet<_>>(), "each once, also of one instant");
        }
        let notes = seen(&stage, &nurse, &reference).await.notes;
        assert_eq!((texts(&notes.messages), notes.total, notes.earlier), (vec![("Long.", true)], 1, None));
    }

    fn one_that_was_withdrawn_can_be_written_about(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(stage).await;
        withdraw(&stage.services, &desk, &reference, 2, "").await.unwrap();
        write_message(&stage.services, &nurse, &reference, "page10", "Did you mean the other one?").await.unwrap();
        assert_eq!(seen(&stage, &desk, &reference).await.messages.messages.len(), 1);
    }

    fn the_other_side_is_told(stage: Stage) {
        let taken = Taken::on(stage).await;
        let Taken { stage, desk, nurse, reference } = &taken;
        let colleague = taken.colleague(Role::Viewer).await;
        let other = stage.caller(Role::Nurse).await;
        let new = async |caller: &Caller| notification::count(&stage.services, caller).await.unwrap();
        let told = async |caller: &Caller| notification::list(&stage.services, caller, 8).await.unwrap().items;
        let before = (new(desk).await, new(nurse).await);
        stage.clock.advance(TimeDelta::minutes(1));
        write_message(&stage.services, nurse, reference, "page10", ASKED).await.unwrap();
        assert_eq!((new(desk).await, new(&colleague).await, new(nurse).await), (before.0 + 1, before.0 + 1, before.1));
        let item = told(desk).await.remove(0);
        assert!(matches!(item.what, What::Written { .. }) && item.is_new, "{item:?}");
        assert_eq!((&item.reference, item.who.as_deref()), (reference, Some(nurse.actor.display_name.as_str())));
        notification::mark_read(&stage.services, desk, item.at).await.unwrap();
        assert_eq!(new(desk).await, 0);

        stage.clock.advance(TimeDelta::minutes(1));
        write_message(&stage.services, desk, reference, "page20", "Here.").await.unwrap();
        assert_eq!((new(desk).await, new(nurse).await, new(&other).await), (0, before.1 + 1, 0), "whoever has the request");
        assert!(matches!(told(nurse).await[0].what, What::Written { .. }));
        write_note(&stage.services, &other, reference, "page30", "Seen.").await.unwrap();
        assert_eq!((new(desk).await, new(nurse).await), (0, before.1 + 1), "notes are news for nobody");
    }

    fn a_message_on_a_request_that_nobody_has_is_told_to_all_who_may_answer(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(stage).await;
        release(&stage.services, &nurse, &reference, 2).await.unwrap();
        let hears = async |caller: &Caller| {
            let told = notification::list(&stage.services, caller, 8).await.unwrap().items;
            let count = notification::count(&stage.services, caller).await.unwrap();
            let written = told.iter().filter(|item| matches!(item.what, What::Written { .. }) && item.reference == reference).count();
            (written, count)
        };
        let mut answering = vec![nurse.clone()];
        for role in [Role::Nurse, Role::Physician, Role::Lead] {
            answering.push(stage.caller(role).await);
        }
        let reading = [stage.caller(Role::Intake).await, stage.caller(Role::Auditor).await];
        stage.clock.advance(TimeDelta::minutes(1));
        write_message(&stage.services, &desk, &reference, "page10", ASKED).await.unwrap();
        for caller in &answering {
            assert_eq!(hears(caller).await, (1, 1), "{:?}", caller.actor.roles);
        }
        for caller in &reading {
            assert_eq!(hears(caller).await, (0, 0), "{:?}", caller.actor.roles);
        }
        let told = notification::list(&stage.services, &nurse, 8).await.unwrap();
        notification::mark_read(&stage.services, &nurse, told.up_to.unwrap()).await.unwrap();
        assert_eq!((hears(&nurse).await, hears(&answering[1]).await), ((1, 0), (1, 1)), "each for themselves");
        assign(&stage.services, &answering[1], &reference, 3).await.unwrap();
        assert_eq!(hears(&answering[1]).await.0, 1);
        for caller in [&answering[0], &answering[2], &answering[3]] {
            assert_eq!(hears(caller).await, (0, 0), "somebody has it: {:?}", caller.actor.roles);
        }
    }

    fn the_queue_says_where_a_practice_waits_until_somebody_writes_back(stage: Stage) {
        let taken = Taken::on(stage).await;
        let Taken { stage, desk, nurse, reference } = &taken;
        let id = create_draft(&stage.services, desk).await.unwrap();
        let other = submit_filled(&stage.services, desk, &id, &knee_orthosis()).await.unwrap().reference;
        let only = QueueQuery { unanswered: true, ..QueueQuery::default() };
        let waiting = async || {
            let whole = queue(&stage.services, nurse, QueueQuery::default()).await.unwrap();
            let filtered = queue(&stage.services, nurse, only.clone()).await.unwrap();
            let counted = matching_queue(&stage.services, nurse, &only).await.unwrap();
            assert_eq!(whole.items.len(), 2);
            let references: Vec<_> = filtered.items.iter().map(|item| item.reference.clone()).collect();
            assert_eq!((references.len() as u64, &references), (counted.number, &whole.unanswered));
            assert_eq!(filtered.unanswered, references);
            references
        };
        assert!(waiting().await.is_empty());
        for (who, key, text, expected) in [
            (desk, "page10", ASKED, true),
            (nurse, "page20", "The one of Nov 12.", false),
            (desk, "page11", "It is attached.", true),
        ] {
            stage.clock.advance(TimeDelta::minutes(1));
            write_message(&stage.services, who, reference, key, text).await.unwrap();
            assert_eq!(waiting().await.contains(reference), expected, "{text}");
        }
        stage.clock.advance(TimeDelta::minutes(1));
        write_note(&stage.services, nurse, reference, "page30", "Seen.").await.unwrap();
        write_message(&stage.services, nurse, &other, "page40", "Elsewhere.").await.unwrap();
        assert_eq!(waiting().await, std::slice::from_ref(reference), "a note is no answer, nor is one about another request");
        approve(&stage.services, nurse, reference, 2).await.unwrap();
        let left = queue(&stage.services, nurse, only.clone()).await.unwrap();
        assert!(left.items.is_empty() && left.unanswered.is_empty(), "decided");
    }

    fn the_record_has_references_and_no_words(stage: Stage) {
        let Taken { stage, desk, nurse, reference } = Taken::on(stage).await;
        write_message(&stage.services, &desk, &reference, "page10", "Rosa called us.").await.unwrap();
        write_note(&stage.services, &nurse, &reference, "page20", "Rosa called us.").await.unwrap();
        for action in ["prior_auth.write_message", "prior_auth.write_note"] {
            let rows = stage.audited(action).await;
            assert_eq!((rows.len(), rows[0].subject_id.as_str()), (1, reference.as_str()));
        }
        let all = audit::Entity::find().all(stage.services.db.read()).await.unwrap();
        assert!(!format!("{all:?}").contains("Rosa called"));
    }
}
