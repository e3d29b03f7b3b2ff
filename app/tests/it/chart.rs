//! The chart, rendered to HTML: a picture, and the same numbers in a table.
#![expect(clippy::expect_used, reason = "tests")]

use app::ui::{Chart, ChartCount, ChartData, ChartPeriod};
use leptos::prelude::*;

/// The HTML of the chart, made inside an owner of its own.
fn html(data: ChartData) -> String {
    Owner::new().with(|| view! { <Chart data=Signal::stored(data) /> }.to_html())
}

/// Two weeks: eight and five decided, then none.
fn two_weeks() -> ChartData {
    let of = |count, href: &str| ChartCount {
        count,
        href: href.to_owned(),
    };
    ChartData {
        caption: "Decisions a week".to_owned(),
        periods: vec![
            ChartPeriod {
                name: "Nov 16".to_owned(),
                first: of(8, "/at-once"),
                second: of(5, "/reviewed"),
                all: of(13, "/all"),
            },
            ChartPeriod {
                name: "Nov 23".to_owned(),
                ..ChartPeriod::default()
            },
        ],
        ..ChartData::default()
    }
}

#[test]
fn a_chart_is_a_table_for_whoever_cannot_see_its_bars() {
    let html = html(two_weeks());
    let (picture, words) = html.split_once("</svg>").expect("a picture, then words");
    assert!(picture.contains(r#"aria-hidden="true""#), "{picture}");
    assert!(words.contains("<caption"), "{words}");
    for (number, list) in [(8, "/at-once"), (5, "/reviewed"), (13, "/all")] {
        assert!(words.contains(&format!(r#"<a href="{list}">{number}</a>"#)), "{words}");
    }
    assert!(words.contains("<span>0</span>"), "nothing leads nowhere: {words}");
    assert!(!html.contains("style="), "{html}");
}

#[test]
fn the_bars_of_a_chart_stand_on_each_other_within_their_box() {
    let html = html(two_weeks());
    // Fifteen is the height of the box: three lines of five.
    assert!(html.contains(r#"viewBox="0 0 200 300""#), "{html}");
    assert!(html.contains(r#"y="140" width="52" height="160""#), "8 of 15: {html}");
    assert!(
        html.contains(r#"y="40" width="52" height="100""#),
        "5 of 15 above them: {html}"
    );
}
