//! What a practice sees.

use domain::access::Permission;
use domain::dashboard::{Scale, Span};
use domain::prior_auth::Determination;
use domain::time::{Timestamp, to_millis};
use services::Caller;
use services::dashboard::{Decisions, Part, PracticeBoard};
use services::prior_auth::{Group, Summary};

use super::super::view::{DashboardView, ListView, Look, Row};
use super::{handed_back, rows};
use crate::request::wording::Wording;
use crate::ui::{ChartCount, ChartData, ChartPeriod};
use crate::{copy, paths};

/// `empty`, filled in.
pub fn view(
    board: PracticeBoard,
    caller: &Caller,
    scale: Scale,
    wording: &Wording,
    empty: DashboardView,
) -> DashboardView {
    let may_write = caller.actor.can(Permission::WritePriorAuth);
    let needs = Part {
        total: board.needs_you.total,
        items: board
            .needs_you
            .items
            .into_iter()
            .map(|need| rows::need(need, wording))
            .collect(),
    };
    DashboardView {
        since: handed_back(board.since, board.had_news),
        lists: vec![
            needs_you(needs, may_write),
            waiting(board.waiting, wording),
            decided(board.decided, board.since, wording),
        ],
        in_main: 2,
        chart: Some(chart(&board.decisions, scale, wording)),
        ..empty
    }
}

fn needs_you(mut part: Part<Row>, may_write: bool) -> ListView {
    if let Some(first) = part.items.first_mut() {
        first.is_first = !first.note_class.is_empty();
    }
    let nothing = if may_write {
        "Questions of the plan, decisions that can be contested, and drafts appear here."
    } else {
        "Questions of the plan and decisions that can be contested appear here. Colleagues who may write requests take care of them."
    };
    ListView {
        id: "needs-you".to_owned(),
        title: copy::NEEDS_YOU.to_owned(),
        look: Look::Tasks,
        total: part.total,
        for_you: may_write,
        href: paths::requests(Group::NeedsYou.code(), ""),
        aside: String::new(),
        footer: String::new(),
        empty: ("Nothing needs you".to_owned(), nothing.to_owned()),
        rows: part.items,
    }
}

fn waiting(part: Part<Summary>, wording: &Wording) -> ListView {
    let row = |summary: Summary| {
        let href = paths::case(summary.reference.as_str());
        let text = service(&summary);
        rows::clock(summary, href, text, wording)
    };
    ListView {
        id: "waiting".to_owned(),
        title: copy::WAITING.to_owned(),
        look: Look::Clocks,
        total: part.total,
        for_you: false,
        href: paths::requests(Group::Waiting.code(), ""),
        aside: String::new(),
        footer: "Sorted by the earliest deadline. A request for information does not stop a federal clock.".to_owned(),
        empty: (
            "Nothing waits for the plan".to_owned(),
            "A request appears here as soon as it is submitted, with the time by which the plan has to decide."
                .to_owned(),
        ),
        rows: part.items.into_iter().map(row).collect(),
    }
}

/// What was decided since the last visit; where nothing was, it says so above what was decided before.
fn decided(part: Part<Summary>, since: Option<Timestamp>, wording: &Wording) -> ListView {
    let (aside, footer, href) = match since.filter(|_| part.total > 0) {
        Some(from) => (
            format!("since {}", wording.lately(from)),
            String::new(),
            paths::decided_since(&to_millis(from).to_string()),
        ),
        None => (
            copy::ALL_DECIDED.to_owned(),
            since.map_or_else(String::new, |since| {
                format!("Nothing new since {}.", wording.lately(since))
            }),
            paths::requests(Group::Decided.code(), ""),
        ),
    };
    ListView {
        id: "decided".to_owned(),
        title: copy::DECIDED.to_owned(),
        look: Look::News,
        total: part.total,
        for_you: false,
        href,
        aside,
        footer,
        empty: (
            "Nothing decided yet".to_owned(),
            "The plan's decisions appear here, the latest first.".to_owned(),
        ),
        rows: part
            .items
            .into_iter()
            .map(|summary| rows::decided(summary, wording))
            .collect(),
    }
}

/// `L1843 Knee brace`
pub fn service(summary: &Summary) -> String {
    let words = summary.service.as_deref().unwrap_or_default();
    format!("{} {words}", summary.code).trim_end().to_owned()
}

fn chart(decisions: &[Decisions], scale: Scale, wording: &Wording) -> ChartData {
    let name = |span: &Span| match scale {
        Scale::Weeks => wording.month_and_day(span.first),
        Scale::Months => wording.month_and_year(span.first),
    };
    let count = |number: u64, span: &Span, by: Option<Determination>| ChartCount {
        count: u32::try_from(number).unwrap_or(u32::MAX),
        href: if number == 0 {
            String::new()
        } else {
            paths::decided_between(
                &span.first.to_string(),
                &span.last.to_string(),
                by.map_or("", Determination::code),
            )
        },
    };
    let period = |decisions: &Decisions| {
        let Decisions { span, rules, review } = decisions;
        ChartPeriod {
            name: name(span),
            first: count(*rules, span, Some(Determination::Rules)),
            second: count(*review, span, Some(Determination::Review)),
            all: count(rules + review, span, None),
        }
    };
    let what = match scale {
        Scale::Weeks => "Week of",
        Scale::Months => "Month",
    };
    let series = |short: &str, long: &str| (long.to_owned(), short.to_owned());
    ChartData {
        caption: copy::chart_caption(scale == Scale::Months).to_owned(),
        period: what.to_owned(),
        first: series("At once", "At once, by the rules"),
        second: series("After review", "After review"),
        note: latest(decisions, &name),
        periods: decisions.iter().map(period).collect(),
    }
}

/// `Nov 16: 8 of 13 at once, 62 %`
fn latest(decisions: &[Decisions], name: &impl Fn(&Span) -> String) -> String {
    let latest = decisions.iter().rev().find(|latest| latest.rules + latest.review > 0);
    latest.map_or_else(String::new, |Decisions { span, rules, review }| {
        let all = rules + review;
        let percent = (200 * rules + all) / (2 * all);
        format!("{}: {rules} of {all} at once, {percent} %", name(span))
    })
}
