//! When something came by phone, fax or mail, and what somebody at the plan typed of it.
#![expect(clippy::unwrap_used, reason = "tests")]

use chrono::NaiveTime;
use chrono_tz::America::Chicago;
use domain::form::{FieldCode, FormErrors};
use domain::prior_auth::arrival;
use domain::prior_auth::intake::{self, LINES};
use domain::prior_auth::{Arrival, ArrivalInput, Channel, IntakeInput, Submission};
use domain::time::{Timestamp, parse_time, to_millis};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn typed(channel: &str, date: &str, time: &str) -> ArrivalInput {
    ArrivalInput {
        channel: channel.to_owned(),
        received_date: date.to_owned(),
        received_time: time.to_owned(),
    }
}

fn came(date: &str, time: &str, now: &str) -> Result<Timestamp, FormErrors> {
    let read = typed("fax", date, time).parse(at(now), &Chicago);
    read.map(|arrival| arrival.at)
}

#[test]
fn a_time_of_receipt_is_one_on_the_wall_of_the_plan() {
    let now = "2026-11-26T20:00:00Z";
    for time in ["14:00", "2:00 pm", "2:00 P.M.", "02:00PM"] {
        assert_eq!(came("2026-11-26", time, now), Ok(at(now)), "{time}");
    }
    assert_eq!(came("11/25/2026", "09:15", now), Ok(at("2026-11-25T15:15:00Z")));
    let phone = typed("phone", "2026-11-26", "09:15").parse(at(now), &Chicago);
    assert_eq!(phone.unwrap().channel, Channel::Phone);
}

#[test]
fn what_is_still_to_come_or_too_long_ago_was_not_received() {
    let now = "2026-11-26T20:00:00Z";
    let refused = |field, code| Err(FormErrors::one(field, code));
    assert_eq!(
        came("2026-11-26", "14:01", now),
        refused("received_time", FieldCode::InFuture)
    );
    assert_eq!(
        came("2026-11-27", "09:00", now),
        refused("received_date", FieldCode::InFuture)
    );
    assert_eq!(came("2026-10-27", "15:00", now), Ok(at("2026-10-27T20:00:00Z")));
    let days = arrival::OLDEST_DAYS;
    assert_eq!(
        came("2026-10-27", "14:59", now),
        refused("received_date", FieldCode::TooLongAgo { days })
    );
}

#[test]
fn a_time_that_does_not_exist_is_that_of_the_change_and_of_two_the_earlier_counts() {
    // 8 March 2026: 02:00 becomes 03:00. 1 November 2026: 02:00 becomes 01:00.
    assert_eq!(
        came("2026-03-08", "02:30", "2026-03-09T12:00:00Z"),
        Ok(at("2026-03-08T08:00:00Z"))
    );
    assert_eq!(
        came("2026-11-01", "01:30", "2026-11-02T12:00:00Z"),
        Ok(at("2026-11-01T06:30:00Z"))
    );
    // In the second of the two hours, too: it has been received then, whichever it was.
    assert_eq!(
        came("2026-11-01", "01:30", "2026-11-01T07:10:00Z"),
        Ok(at("2026-11-01T06:30:00Z"))
    );
}

#[test]
fn everything_that_is_missing_or_wrong_is_said_at_once_and_in_order() {
    let now = at("2026-11-26T20:00:00Z");
    let found = |input: ArrivalInput| {
        let errors = input.parse(now, &Chicago).unwrap_err().0;
        errors
            .into_iter()
            .map(|error| (error.field, error.code))
            .collect::<Vec<_>>()
    };
    let all = |codes: [FieldCode; 3]| {
        let names = ["channel", "received_date", "received_time"].map(str::to_owned);
        names.into_iter().zip(codes).collect::<Vec<_>>()
    };
    assert_eq!(found(ArrivalInput::default()), all([FieldCode::Required; 3]));
    assert_eq!(
        found(typed("portal", "soon", "noon")),
        all([FieldCode::ChannelUnknown, FieldCode::NotADate, FieldCode::NotATime])
    );
    assert_eq!(
        found(typed("", "2026-11-27", "09:00")),
        [
            ("channel".to_owned(), FieldCode::Required),
            ("received_date".to_owned(), FieldCode::InFuture)
        ]
    );
}

#[test]
fn a_page_may_name_again_only_what_can_have_come() {
    let now = at("2026-11-26T20:00:00Z");
    let millis = to_millis(now).to_string();
    let fax = Arrival {
        channel: Channel::Fax,
        at: now,
    };
    assert_eq!(Arrival::again("fax", &millis, now), Some(fax));
    let later = (to_millis(now) + 1).to_string();
    for (channel, millis) in [
        ("portal", &*millis),
        ("", &*millis),
        ("fax", &*later),
        ("fax", "0"),
        ("fax", "soon"),
    ] {
        assert_eq!(Arrival::again(channel, millis, now), None, "{channel} {millis}");
    }
}

#[test]
fn times_of_day_are_read_as_people_write_them() {
    let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0);
    assert_eq!(parse_time("9:05"), time(9, 5));
    assert_eq!(parse_time("00:00"), time(0, 0));
    assert_eq!(parse_time(" 12:30 am "), time(0, 30));
    assert_eq!(parse_time("12:30 PM"), time(12, 30));
    for text in [
        "", "9", "9:5", "24:00", "13:00 pm", "0:30 am", "9:60", "9:05:00", "+9:05", "noon",
    ] {
        assert_eq!(parse_time(text), None, "{text}");
    }
}

#[test]
fn what_a_clinician_asks_for_so_is_never_a_standard_request() {
    let said = |urgency: &'static str, tick: &'static str| {
        let typed = move |name: &str| match name {
            "urgency" => urgency,
            intake::SAID_BY_CLINICIAN => tick,
            _ => "",
        };
        IntakeInput::of(typed).said_by_clinician()
    };
    assert_eq!(said("expedited", "on"), Ok(true));
    assert_eq!(said("expedited", ""), Ok(false));
    assert_eq!(said("standard", ""), Ok(false));
    assert_eq!(said("standard", "on"), Err(FieldCode::NotStandard));
    assert_eq!(
        said("", "on"),
        Ok(true),
        "that the urgency is missing is said of the urgency"
    );
}

#[test]
fn each_service_has_its_own_inputs_and_errors() {
    let values = [
        ("procedure_code", "L1832"),
        ("quantity", "1"),
        ("procedure_code_3", "L1"),
        ("unit_2", "each"),
    ];
    let typed = |name: &str| values.iter().find(|value| value.0 == name).map_or("", |value| value.1);
    let input = IntakeInput::of(typed);
    let keys: Vec<u32> = input.request.service.lines.iter().map(|line| line.key).collect();
    assert_eq!(keys, [1, 3], "a service of which only the unit is chosen says nothing");
    let problems = Submission::parse(&input.request, "2026-11-26".parse().unwrap()).unwrap_err();
    let errors = intake::errors(problems);
    assert_eq!(errors.for_field("procedure_code"), None);
    assert_eq!(
        errors.for_field("procedure_code_3"),
        Some(FieldCode::ProcedureCodeFormat)
    );
    assert_eq!(errors.for_field("unit"), Some(FieldCode::Required));
    assert_eq!(errors.for_field("unit_3"), Some(FieldCode::Required));
    assert_eq!(errors.for_field("member_id"), Some(FieldCode::Required));
    assert_eq!(errors.for_field("urgency"), Some(FieldCode::Required));
    let nothing = IntakeInput::of(|_| "");
    let problems = Submission::parse(&nothing.request, "2026-11-26".parse().unwrap()).unwrap_err();
    assert_eq!(
        intake::errors(problems).for_field(LINES[0].procedure_code),
        Some(FieldCode::Required)
    );
}
