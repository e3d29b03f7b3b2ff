//! Requests that came by phone, fax or mail: the plan enters them, and they are the practice's.

use chrono::TimeDelta;
use domain::access::Role;
use domain::form::{FieldCode, FormErrors};
use domain::prior_auth::{Action, Channel, Guard, IntakeInput, Performer, Refusal, Status, Urgency};
use domain::time::{Timestamp, to_millis};
use entity::prior_auth;
use sea_orm::{EntityTrait, PaginatorTrait};
use services::notification::{self, What};
use services::prior_auth::{
    ActError, ListQuery, TakeInError, assign, change_urgency, detail, list, parties, replay, take_in,
};
use services::testing::{MemberSpec, Stage, enter_checked, faxed};
use services::{Caller, on_both_databases};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The coordinator of the one practice, and whoever takes in at the plan.
async fn people(stage: &Stage) -> (Caller, Caller) {
    stage.member(MemberSpec::default()).await;
    (stage.caller(Role::Coordinator).await, stage.caller(Role::Intake).await)
}

async fn refused(stage: &Stage, caller: &Caller, input: &IntakeInput) -> FormErrors {
    match take_in(&stage.services, caller, input, "refused").await {
        Err(TakeInError::Form(errors)) => errors,
        other => panic!("{other:?}"),
    }
}

async fn cases(stage: &Stage) -> u64 {
    prior_auth::Entity::find()
        .count(stage.services.db.read())
        .await
        .unwrap()
}

on_both_databases! {
    fn the_clock_starts_when_it_came_and_the_practice_has_it_at_once(stage: Stage) {
        let (desk, intake) = people(&stage).await;
        let entered = enter_checked(&stage.services, &intake, &faxed(&[]), "page1").await.unwrap();
        assert_eq!(entered.status, Status::Submitted);
        let came = at("2026-11-20T20:05:00Z");
        let page = list(&stage.services, &desk, ListQuery::default()).await.unwrap();
        assert_eq!(page.items.len(), 1);
        let seen = detail(&stage.services, &desk, &entered.reference).await.unwrap();
        assert_eq!((seen.summary.channel, seen.summary.received_at), (Channel::Fax, came));
        assert_eq!(seen.summary.due_at, Some(at("2026-11-27T20:05:00Z")), "seven days after it came");
        let [first] = seen.timeline.as_slice() else { panic!("{:?}", seen.timeline) };
        assert_eq!((first.action, first.performer), (Action::Enter, Performer::Person(Role::Intake)));
        assert_eq!((first.channel, first.at), (Channel::Fax, stage.services.env.now()));
        assert_eq!(first.detail.arrived_at, Some(to_millis(came)));
        let told = notification::list(&stage.services, &desk, 5).await.unwrap().items;
        assert!(matches!(told[0].what, What::Happened { action: Action::Enter, .. }), "{told:?}");
        assert_eq!((told[0].channel, told[0].is_new), (Some(Channel::Fax), true), "though it came three days ago");
        assert_eq!(replay(&stage.services, &entered.reference).await.unwrap(), Status::Submitted);
        assert_eq!(stage.audited("prior_auth.enter").await.len(), 1);
        assert_eq!(stage.audited("member.look_up").await.len(), 2, "when the names are shown, and when it is entered");
    }

    fn what_is_late_already_is_taken_in_all_the_same(stage: Stage) {
        let (desk, intake) = people(&stage).await;
        let old = faxed(&[("channel", "mail"), ("received_date", "2026-11-02"), ("received_time", "9:00 am")]);
        let entered = enter_checked(&stage.services, &intake, &old, "page1").await.unwrap();
        let seen = detail(&stage.services, &desk, &entered.reference).await.unwrap();
        assert_eq!(seen.summary.due_at, Some(at("2026-11-09T15:00:00Z")));
        assert!(seen.clock.unwrap().is_breached(stage.services.env.now()));
        assert_eq!(replay(&stage.services, &entered.reference).await.unwrap(), Status::Submitted);
    }

    fn what_comes_late_already_is_new_to_the_lead_and_to_whoever_gets_it(stage: Stage) {
        let (_, intake) = people(&stage).await;
        let (lead, nurse) = (stage.caller(Role::Lead).await, stage.caller(Role::Nurse).await);
        for caller in [&lead, &nurse] {
            notification::mark_read(&stage.services, caller, stage.services.env.now()).await.unwrap();
        }
        stage.clock.advance(TimeDelta::minutes(1));
        let old = faxed(&[("received_date", "2026-11-02"), ("received_time", "9:00 am")]);
        let entered = enter_checked(&stage.services, &intake, &old, "page1").await.unwrap();
        let here = stage.services.env.now();
        assign(&stage.services, &nurse, &entered.reference, 1).await.unwrap();
        for caller in [&lead, &nurse] {
            let told = notification::list(&stage.services, caller, 5).await.unwrap().items;
            let said: Vec<_> = told.iter().map(|item| (item.what, item.at, item.due_at, item.is_new)).collect();
            assert_eq!(said, [(What::Overdue, here, Some(at("2026-11-09T15:00:00Z")), true)]);
            assert_eq!(notification::count(&stage.services, caller).await.unwrap(), 1);
            notification::mark_read(&stage.services, caller, here).await.unwrap();
            assert_eq!(notification::count(&stage.services, caller).await.unwrap(), 0, "once");
        }
    }

    fn the_rules_answer_what_needs_no_authorization(stage: Stage) {
        let (desk, intake) = people(&stage).await;
        let free = faxed(&[("procedure_code", "L1830"), ("channel", "phone")]);
        let entered = enter_checked(&stage.services, &intake, &free, "page1").await.unwrap();
        assert_eq!(entered.status, Status::NotRequired);
        let seen = detail(&stage.services, &desk, &entered.reference).await.unwrap();
        let actions: Vec<Action> = seen.timeline.iter().map(|entry| entry.action).collect();
        assert_eq!(actions, [Action::Enter, Action::FindNotRequired]);
        assert_eq!(replay(&stage.services, &entered.reference).await.unwrap(), Status::NotRequired);
    }

    fn one_form_enters_one_request_however_often_it_is_sent(stage: Stage) {
        let (_, intake) = people(&stage).await;
        let input = faxed(&[]);
        let once = || enter_checked(&stage.services, &intake, &input, "page1");
        let (one, other) = futures::join!(once(), once());
        let (one, other) = (one.unwrap(), other.unwrap());
        assert_eq!(one.reference, other.reference);
        assert_eq!(once().await.unwrap().reference, one.reference);
        assert_eq!(cases(&stage).await, 1);
        assert_eq!(stage.audited("prior_auth.enter").await.len(), 1);
        let again = enter_checked(&stage.services, &intake, &input, "page2").await;
        let Err(TakeInError::Form(errors)) = again else { panic!("{again:?}") };
        let duplicate = FieldCode::Duplicate { earlier: one.reference.bits() };
        assert_eq!(errors.for_field("confirmed"), Some(duplicate), "another form, the same request");
        assert_eq!(errors.for_field("checked"), Some(FieldCode::NotChecked), "the names are shown with it");
        let confirmed = faxed(&[("confirmed", "on")]);
        let second = enter_checked(&stage.services, &intake, &confirmed, "page2").await.unwrap();
        assert_ne!(second.reference, one.reference);
        assert_eq!(cases(&stage).await, 2);
        // The form of before, filled in for the next fax.
        let next = faxed(&[("confirmed", "on"), ("clinical_summary", "The other knee gives way as well.")]);
        let third = enter_checked(&stage.services, &intake, &next, "page1").await.unwrap();
        assert_ne!(third.reference, one.reference);
        assert_eq!(cases(&stage).await, 3);
    }

    fn nothing_is_entered_before_the_names_of_practice_and_member_were_shown(stage: Stage) {
        let (desk, intake) = people(&stage).await;
        let other = stage.practice_with_npi("Lakeside Home Medical", "1144221847").await;
        let other = stage.caller_in(Role::Coordinator, &other).await;
        let unchecked = FormErrors::one("checked", FieldCode::NotChecked);
        assert_eq!(refused(&stage, &intake, &faxed(&[])).await, unchecked);
        let shown = parties(&stage.services, &intake, &faxed(&[]), "page1").await.unwrap().unwrap();
        assert_eq!(Some(&shown.practice), desk.actor.practice_name.as_ref());
        assert_eq!((shown.practice_npi.as_str(), shown.member.as_str()), ("1558598797", "Rosa Delgado"));
        assert_eq!((shown.member_number.as_str(), shown.birth_date.to_string().as_str()), ("LHP100200301", "1951-03-14"));
        // Whoever changes the practice after that is shown the other one first.
        let changed = IntakeInput { checked: shown.sign.clone(), ..faxed(&[("practice_npi", "1144221847")]) };
        assert_eq!(refused(&stage, &intake, &changed).await, unchecked);
        assert_eq!(cases(&stage).await, 0);
        let entered = enter_checked(&stage.services, &intake, &changed, "page1").await.unwrap();
        let seen = detail(&stage.services, &other, &entered.reference).await.unwrap();
        assert_eq!(seen.summary.practice_name, "Lakeside Home Medical");
        for wrong in [("practice_npi", "1234567893"), ("birth_date", "1951-03-15"), ("last_name", "Delgada"), ("member_id", "")] {
            assert!(parties(&stage.services, &intake, &faxed(&[wrong]), "page1").await.unwrap().is_none(), "{wrong:?}");
        }
        let curious = parties(&stage.services, &desk, &faxed(&[]), "page1").await;
        assert!(matches!(curious, Err(TakeInError::NotAllowed)), "{curious:?}");
    }

    fn several_services_are_one_request(stage: Stage) {
        let (desk, intake) = people(&stage).await;
        let input = faxed(&[
            ("procedure_code_3", "L1851"),
            ("quantity_3", "2"),
            ("unit_3", "each"),
            ("from_date_3", "2026-11-24"),
            ("to_date_3", "2026-11-24"),
            ("unit_2", "each"),
        ]);
        let entered = enter_checked(&stage.services, &intake, &input, "page1").await.unwrap();
        let seen = detail(&stage.services, &desk, &entered.reference).await.unwrap();
        let codes: Vec<&str> = seen.lines.iter().map(|line| line.code.as_str()).collect();
        assert_eq!(codes, ["L1832", "L1851"]);
    }

    fn everything_that_is_missing_or_wrong_is_said_at_once(stage: Stage) {
        let (desk, intake) = people(&stage).await;
        let errors = refused(&stage, &intake, &IntakeInput::default()).await;
        for field in ["channel", "received_date", "received_time", "practice_npi", "member_id", "procedure_code", "urgency"] {
            assert_eq!(errors.for_field(field), Some(FieldCode::Required), "{field}");
        }
        for (npi, code) in [("1144221847", FieldCode::PracticeUnknown), ("1234567890", FieldCode::NpiCheckDigit)] {
            let errors = refused(&stage, &intake, &faxed(&[("practice_npi", npi)])).await;
            assert_eq!(errors, FormErrors::one("practice_npi", code));
        }
        let later = faxed(&[("received_date", "2026-11-23"), ("received_time", "09:01")]);
        assert_eq!(refused(&stage, &intake, &later).await, FormErrors::one("received_time", FieldCode::InFuture));
        let nobody = faxed(&[("birth_date", "1951-03-15")]);
        let errors = refused(&stage, &intake, &nobody).await;
        assert_eq!(errors, FormErrors::one("member_id", FieldCode::MemberNotFound));
        for caller in [&desk, &stage.caller(Role::Nurse).await, &stage.caller(Role::Support).await] {
            let other = enter_checked(&stage.services, caller, &faxed(&[]), "page1").await;
            assert!(matches!(other, Err(TakeInError::NotAllowed)), "{other:?}");
        }
        let nameless = enter_checked(&stage.services, &intake, &faxed(&[]), "no name").await;
        assert!(matches!(nameless, Err(TakeInError::Key)), "{nameless:?}");
        assert_eq!(cases(&stage).await, 0);
        let lead = stage.caller(Role::Lead).await;
        enter_checked(&stage.services, &lead, &faxed(&[]), "page1").await.unwrap();
    }

    fn what_a_clinician_asked_for_on_the_phone_or_in_a_fax_stays_expedited(stage: Stage) {
        let (desk, intake) = people(&stage).await;
        let lead = stage.caller(Role::Lead).await;
        let urgent = [("urgency", "expedited"), ("urgency_reason", "Cannot leave bed.")];
        let said = faxed(&[urgent[0], urgent[1], ("said_by_clinician", "on")]);
        let said = enter_checked(&stage.services, &intake, &said, "page1").await.unwrap().reference;
        let unsaid = faxed(&[urgent[0], urgent[1], ("confirmed", "on")]);
        let unsaid = enter_checked(&stage.services, &intake, &unsaid, "page2").await.unwrap().reference;
        let reason = "The fax says that the member walks safely with a brace.";
        for (reference, is_said) in [(&said, true), (&unsaid, false)] {
            for who in [&desk, &intake] {
                let read = detail(&stage.services, who, reference).await.unwrap();
                assert_eq!(read.timeline[0].detail.said_by_clinician, is_said);
            }
            let change = (Urgency::Standard, reason);
            let made = change_urgency(&stage.services, &lead, reference, 1, change).await;
            match made {
                Err(ActError::Refused(Refusal::Guard(Guard::NotSaidByClinician))) => assert!(is_said),
                Ok(summary) => assert!(!is_said && summary.urgency == Urgency::Standard),
                other => panic!("{other:?}"),
            }
            assert_eq!(replay(&stage.services, reference).await.unwrap(), Status::Submitted);
        }
        let standard = faxed(&[("said_by_clinician", "on")]);
        let errors = refused(&stage, &intake, &standard).await;
        assert_eq!(errors, FormErrors::one("said_by_clinician", FieldCode::NotStandard));
    }

    fn look_ups_that_find_nobody_are_counted_as_on_the_portal(stage: Stage) {
        let (_, intake) = people(&stage).await;
        let days = [
            "1951-03-04", "1951-03-05", "1951-03-06", "1951-03-07", "1951-03-08",
            "1951-03-09", "1951-03-10", "1951-03-11", "1951-03-12", "1951-03-13",
        ];
        for day in days {
            let errors = refused(&stage, &intake, &faxed(&[("birth_date", day)])).await;
            assert_eq!(errors.for_field("member_id"), Some(FieldCode::MemberNotFound));
        }
        let closed = FormErrors::one("member_id", FieldCode::LookAgainAfter { hour: 10, minute: 0 });
        assert_eq!(refused(&stage, &intake, &faxed(&[])).await, closed, "an hour after nine in the morning");
        assert_eq!(stage.audited("member.look_up").await.len(), 11);
        stage.clock.advance(TimeDelta::minutes(60));
        enter_checked(&stage.services, &intake, &faxed(&[]), "page1").await.unwrap();
    }

    fn the_same_look_up_again_is_no_further_miss(stage: Stage) {
        let (_, intake) = people(&stage).await;
        let nobody = faxed(&[("birth_date", "1951-03-15")]);
        let named = faxed(&[("birth_date", "1951-03-15"), ("practice_npi", ""), ("member_id", "lhp 100-200 301")]);
        for input in [&nobody, &named].into_iter().cycle().take(20) {
            let errors = refused(&stage, &intake, input).await;
            assert_eq!(errors.for_field("member_id"), Some(FieldCode::MemberNotFound));
        }
        assert_eq!(stage.audited("member.look_up").await.len(), 20, "each is on record");
        // An hour later it counts anew, once.
        stage.clock.advance(TimeDelta::minutes(61));
        for _ in 0..12 {
            let errors = refused(&stage, &intake, &nobody).await;
            assert_eq!(errors.for_field("member_id"), Some(FieldCode::MemberNotFound));
        }
        enter_checked(&stage.services, &intake, &faxed(&[]), "page1").await.unwrap();
    }
}
