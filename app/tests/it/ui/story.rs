//! Clocks, messages and what stands where an answer is awaited.

use app::ui::{Clock, ClockLine, Due, MessageItem, MessageThread, Skeleton, ThreadMessage};
use leptos::prelude::*;

use super::html;

const DAY: i64 = 86_400_000;

fn clock(now: i64) -> Clock {
    Clock {
        received_at: DAY,
        received: "Fri, Nov 20".to_owned(),
        asked: Some((4 * DAY, "Mon, Nov 23".to_owned())),
        due: Due {
            at: 11 * DAY,
            as_of: now,
            text: "Fri, Nov 27, 4:10 PM CST".to_owned(),
            iso: "2026-11-27T22:10:00Z".to_owned(),
            rule: "Federal, standard: 7 calendar days".to_owned(),
            stands_still: false,
        },
    }
}

#[test]
fn a_clock_says_in_words_all_that_its_line_shows() {
    let html = html(|| view! { <ClockLine clock=clock(6 * DAY) /> });
    for words in [
        ">Due<",
        "Fri, Nov 27, 4:10 PM CST",
        "5 d left",
        "Received",
        "Fri, Nov 20",
        "Asked for documents",
        "Mon, Nov 23",
        "7 calendar days",
        r#"aria-hidden="true""#,
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
}

#[test]
fn a_clock_stands_where_its_time_is() {
    let html = html(|| view! { <ClockLine clock=clock(6 * DAY) /> });
    assert!(
        html.contains(r#"width="50.0%""#) && html.contains(r#"cx="50.0%""#),
        "{html}"
    );
    assert!(html.contains(r#"x="30.0%""#), "the mark of asking: {html}");
    assert!(!html.contains("clock-over"), "{html}");
}

#[test]
fn a_clock_that_ran_out_stands_at_its_end_and_says_so() {
    let html = html(|| view! { <ClockLine clock=clock(12 * DAY) /> });
    assert!(html.contains(r#"cx="100.0%""#) && html.contains("clock-over"), "{html}");
    assert!(html.contains("Overdue 1 d"), "{html}");
}

fn message(is_own: bool) -> String {
    let message = MessageItem {
        id: "01EXAMPLE".to_owned(),
        who: "A. Ortiz, RN".to_owned(),
        role: "Nurse reviewer".to_owned(),
        when: "1:05 PM CST".to_owned(),
        iso: "2026-11-23T19:05:00Z".to_owned(),
        text: "<script>alert(1)</script>\nSecond line".to_owned(),
        is_own,
    };
    html(|| {
        view! {
            <MessageThread label="Messages about PA-7K3Q-9XM2">
                <ThreadMessage message=message attachments=|| view! { <a href="/files/f1">"Fax.pdf"</a> } />
            </MessageThread>
        }
    })
}

#[test]
fn a_message_says_who_in_which_role_when_and_what() {
    let html = message(false);
    for words in [
        "A. Ortiz, RN",
        "Nurse reviewer",
        r#"datetime="2026-11-23T19:05:00Z""#,
        "1:05 PM CST",
        "Second line",
        r#"href="/files/f1""#,
        r#"aria-label="Messages about PA-7K3Q-9XM2""#,
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
}

#[test]
fn what_was_written_stays_text() {
    assert!(!message(false).contains("<script"));
}

#[test]
fn ones_own_side_is_said_in_words_too() {
    assert!(message(true).contains("(your side)"));
    assert!(!message(false).contains("(your side)"));
}

#[test]
fn a_skeleton_is_said_once_however_many_lines_it_has() {
    let html = html(|| view! { <Skeleton lines=4 /> });
    assert_eq!(html.matches("skeleton-line").count(), 4, "{html}");
    assert_eq!(html.matches("Loading…").count(), 1, "{html}");
    assert!(html.contains(r#"role="status""#), "{html}");
}
