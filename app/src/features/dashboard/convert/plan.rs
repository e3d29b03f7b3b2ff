//! What the plan's staff see.

use domain::dashboard::Ageing;
use services::Caller;
use services::dashboard::PlanBoard;
use services::prior_auth::{Assigned, QueueQuery, Summary};

use super::super::view::{DashboardView, Figure, ListView, LoadRow, Look};
use super::{practice::service, rows};
use crate::request::wording::Wording;
use crate::ui::Tone;
use crate::{copy, paths};

/// `empty`, filled in.
pub fn view(board: PlanBoard, caller: &Caller, wording: &Wording, empty: DashboardView) -> DashboardView {
    let ageing = Ageing::ALL.iter().map(|ageing| figure(&board, caller, *ageing));
    let load = load(&board, caller);
    let lists: Vec<ListView> = board
        .queues
        .iter()
        .map(|queue| list(&board, caller, queue, wording))
        .collect();
    DashboardView {
        ageing: ageing.collect(),
        load,
        in_main: lists.len(),
        lists,
        ..empty
    }
}

/// How much the queue holds for a question, and where.
fn counted(board: &PlanBoard, caller: &Caller, assigned: Assigned, ageing: Option<Ageing>) -> (u64, String) {
    let show = match &assigned {
        Assigned::Anybody => "",
        Assigned::Me => paths::MINE,
        Assigned::Nobody => paths::NOBODY,
        Assigned::To(account) => account.as_str(),
    };
    let href = paths::work_queue(show, ageing.map_or("", Ageing::code), "");
    let query = QueueQuery {
        assigned,
        ageing,
        ..QueueQuery::default()
    };
    (board.load.count(caller, &query), href)
}

fn figure(board: &PlanBoard, caller: &Caller, ageing: Ageing) -> Figure {
    let (count, href) = counted(board, caller, Assigned::Anybody, Some(ageing));
    let tone = match ageing {
        Ageing::Overdue => Tone::Red,
        Ageing::Day => Tone::Amber,
        Ageing::ThreeDays | Ageing::Later => Tone::Violet,
    };
    Figure {
        words: copy::ageing(ageing).to_owned(),
        count,
        href,
        tone: tone.class().to_owned(),
    }
}

/// Every reviewer, and first what nobody has.
fn load(board: &PlanBoard, caller: &Caller) -> Vec<LoadRow> {
    let row = |name: &str, assigned: Assigned| LoadRow {
        name: name.to_owned(),
        open: counted(board, caller, assigned.clone(), None),
        overdue: counted(board, caller, assigned, Some(Ageing::Overdue)),
    };
    let people = board.reviewers.iter().map(|reviewer| {
        let is_caller = reviewer.account == caller.actor.account;
        let name = if is_caller { copy::YOU } else { &reviewer.name };
        let assigned = if is_caller {
            Assigned::Me
        } else {
            Assigned::To(reviewer.account.clone())
        };
        row(name, assigned)
    });
    std::iter::once(row(copy::NOBODY, Assigned::Nobody))
        .chain(people)
        .collect()
}

fn list(
    board: &PlanBoard,
    caller: &Caller,
    (query, shown): &(QueueQuery, Vec<Summary>),
    wording: &Wording,
) -> ListView {
    let (id, title, nothing, why) = words(&query.assigned);
    let (total, href) = counted(board, caller, query.assigned.clone(), None);
    let row = |summary: &Summary| {
        let text = format!("{} · {}", service(summary), summary.practice_name);
        rows::clock(
            summary.clone(),
            paths::review_case(summary.reference.as_str()),
            text,
            wording,
        )
    };
    ListView {
        id: id.to_owned(),
        title: title.to_owned(),
        look: Look::Clocks,
        total,
        for_you: query.assigned == Assigned::Me,
        href,
        aside: String::new(),
        footer: String::new(),
        empty: (nothing.to_owned(), why.to_owned()),
        rows: shown.iter().map(row).collect(),
    }
}

/// The id and title of a part, and why it is empty when it is.
fn words(assigned: &Assigned) -> (&'static str, &'static str, &'static str, &'static str) {
    match assigned {
        Assigned::Me => (
            "mine",
            "Assigned to you",
            "Nothing is assigned to you",
            "Take a case that nobody has yet: it then appears here until it is decided.",
        ),
        Assigned::Nobody => (
            "unassigned",
            "Nobody has these yet",
            "Everything has somebody",
            "New requests appear here by themselves as soon as a practice submits them.",
        ),
        Assigned::Anybody | Assigned::To(_) => (
            "queue",
            "Work queue",
            "Nothing is open",
            "New requests appear here by themselves as soon as a practice submits them.",
        ),
    }
}
