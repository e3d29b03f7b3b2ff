//! Messages and notes: who writes and reads which, about requests in which state, and what is a text.
#![expect(clippy::unwrap_used, reason = "tests")]

use domain::access::{Actor, Role, Side};
use domain::form::{FieldCode, FormErrors};
use domain::id::{AccountId, PracticeId, SessionId};
use domain::prior_auth::{MessageKind, Status, news_writer, takes_messages};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn actor(roles: Vec<Role>, side: Side) -> Actor {
    let practice = (side == Side::Provider).then(|| PracticeId::new("p1"));
    Actor {
        account: AccountId::new("a1"),
        user_id: "Some.One".to_owned(),
        display_name: "Some One".to_owned(),
        session: SessionId::new("s1"),
        practice_name: practice.as_ref().map(|_| "Cedar Hill Orthopedics".to_owned()),
        practice,
        roles,
    }
}

/// Who writes it about a request in this state.
fn writers(kind: MessageKind, status: Status) -> Vec<Role> {
    let writes = |role: &Role| kind.written_as(&actor(vec![*role], role.side()), status) == Some(*role);
    Role::ALL.iter().copied().filter(writes).collect()
}

#[test]
fn whoever_works_on_requests_writes_and_notes_are_the_plans() {
    let plan = [Role::Nurse, Role::Physician, Role::Lead];
    let both = [
        &[Role::Administrator, Role::Coordinator, Role::Clinician],
        plan.as_slice(),
    ]
    .concat();
    assert_eq!(writers(MessageKind::Message, Status::NurseReview), both);
    assert_eq!(writers(MessageKind::Note, Status::NurseReview), plan);
}

#[test]
fn a_practice_reads_messages_and_no_note() {
    let read = |side| {
        MessageKind::ALL
            .iter()
            .copied()
            .filter(move |kind| kind.is_read_on(side))
    };
    assert_eq!(read(Side::Provider).collect::<Vec<_>>(), [MessageKind::Message]);
    assert_eq!(read(Side::Plan).collect::<Vec<_>>(), MessageKind::ALL);
}

#[test]
fn messages_are_taken_about_all_requests_that_were_sent_and_no_draft() {
    let closed: Vec<Status> = Status::ALL
        .iter()
        .copied()
        .filter(|status| !takes_messages(*status))
        .collect();
    assert_eq!(closed, [Status::Draft, Status::Ready]);
    for status in [
        Status::Submitted,
        Status::InformationRequested,
        Status::Approved,
        Status::Denied,
        Status::Withdrawn,
    ] {
        assert!(takes_messages(status), "{status}");
    }
    assert!(writers(MessageKind::Message, Status::Draft).is_empty());
    assert!(writers(MessageKind::Note, Status::Ready).is_empty());
}

#[test]
fn a_message_is_news_for_the_other_side() {
    assert_eq!(news_writer(Side::Provider), Side::Plan);
    assert_eq!(news_writer(Side::Plan), Side::Provider);
}

#[test]
fn a_text_keeps_its_lines_and_has_a_beginning_and_an_end() {
    let read = MessageKind::Message
        .read("  Which film?\r\nThe one of Nov 12 \n")
        .unwrap();
    assert_eq!(read, "Which film?\nThe one of Nov 12");
    let longest = "ä".repeat(2_000);
    assert_eq!(MessageKind::Note.read(&longest), Ok(longest.clone()));
    let wrong = |field: &str, code| Err(FormErrors::one(field, code));
    assert_eq!(
        MessageKind::Message.read(" \r\n"),
        wrong("message", FieldCode::Required)
    );
    let longer = MessageKind::Note.read(&format!("{longest}x"));
    assert_eq!(longer, wrong("note", FieldCode::TooLong { max: 2_000 }));
}

proptest! {
    #[test]
    fn nobody_writes_what_they_may_not_read(
        roles in subsequence(Role::ALL, 0..=Role::ALL.len()),
        side in select(Side::ALL),
        kind in select(MessageKind::ALL),
        status in select(Status::ALL),
    ) {
        let actor = actor(roles.clone(), side);
        let written_as = kind.written_as(&actor, status);
        prop_assert!(written_as.is_none_or(|role| roles.contains(&role) && kind.is_read_on(side)));
        prop_assert!(written_as.is_none() || takes_messages(status));
    }

    #[test]
    fn what_is_stored_is_read_as_itself(typed in "\\PC{0,60}") {
        if let Ok(text) = MessageKind::Message.read(&typed) {
            prop_assert_eq!(MessageKind::Message.read(&text), Ok(text));
        }
    }
}
