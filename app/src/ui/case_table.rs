//! Requests as a table, for the practice's lists and for the plan's queue.
//!
//! Rows are keyed by reference, version and whether a message waits, which moves no version: a change replaces its own row and moves no other one, whatever the pointer
//! or the focus is on.

use domain::prior_auth::status::Turn;
use leptos::prelude::*;

use super::case_view::CaseRow;
use super::data_table::{Column, DataTable, Sorting, TableCell, TableRow};
use super::due_time::DueTime;
use super::icon::IconName;
use super::status_tag::StatusTag;
use super::tag::{Tag, Tone};
use crate::{copy, paths};

/// The practice's requests.
#[component]
pub fn CaseTable(
    /// What the table holds, for screen readers.
    #[prop(into)]
    caption: String,
    /// The requests, in their order.
    rows: Signal<Vec<CaseRow>>,
    /// The order, and how to have another one.
    sorting: Sorting,
) -> impl IntoView {
    let columns = vec![
        Column::new("Reference").sorted_as(paths::filter::RECEIVED),
        Column::new("Member"),
        Column::new("Service"),
        Column::new("Status and next step"),
        Column::new("Due").sorted_as(paths::filter::BY_DUE),
    ];
    view! {
        <DataTable caption=caption columns=columns sorting=sorting>
            <For each=move || rows.get() key=row_key children=practice_row />
        </DataTable>
    }
}

/// The plan's open requests.
#[component]
pub fn QueueTable(
    /// What the table holds, for screen readers.
    #[prop(into)]
    caption: String,
    /// The requests, in their order.
    rows: Signal<Vec<CaseRow>>,
    /// Where each has a box to tick (`cases[]`, with reference and version): those that are ticked at first.
    #[prop(optional)]
    picks: Option<Vec<String>>,
) -> impl IntoView {
    let pick = picks.is_some().then_some("Select");
    let columns: Vec<&'static str> = pick
        .into_iter()
        .chain(["Due", "Member and service", "Reference", "Status", "Assigned to"])
        .collect();
    view! {
        <DataTable caption=caption columns=columns>
            <For each=move || rows.get() key=row_key children=move |row| queue_row(row, picks.as_deref()) />
        </DataTable>
    }
}

fn row_key(row: &CaseRow) -> (String, i64, bool) {
    (row.reference.clone(), row.version, row.unanswered)
}

fn practice_row(row: CaseRow) -> impl IntoView {
    let link = paths::case(&row.reference);
    let when = row
        .decided
        .clone()
        .map_or_else(|| format!("Received {}", row.received), |at| format!("Decided {at}"));
    let (due, next) = (row.due.clone(), next_step(&row));
    view! {
        <TableRow>
            <TableCell label="Reference" class="card-foot">
                <a href=link class="reference">{row.reference.clone()}</a>
                <span class="sub one-line">{when}</span>
            </TableCell>
            <TableCell label="Member" class="card-title">
                <strong>{row.member.clone()}</strong>
                <span class="sub">{row.member_number.clone()}</span>
            </TableCell>
            <TableCell label="Service">
                {row.code.clone()} <Expedited is=row.expedited />
                <span class="sub">{row.service.clone()}</span>
            </TableCell>
            <TableCell label="Status and next step">
                <StatusTag status=row.status />
                <span class="sub">{next}</span>
            </TableCell>
            <TableCell label="Due" class="card-aside">{due.map(|due| view! { <DueTime due=due /> })}</TableCell>
        </TableRow>
    }
}

/// The box that picks a request as it is seen here.
fn pick(row: &CaseRow, picked: &[String]) -> impl IntoView + use<> {
    let value = format!("{}:{}", row.reference, row.version);
    let is_picked = picked.contains(&value);
    let label = format!("Select {}, {}", row.reference, row.member);
    view! {
        <TableCell label="Select" class="card-labelled">
            <input class="pick" type="checkbox" name="cases[]" value=value checked=is_picked aria-label=label />
        </TableCell>
    }
}

fn queue_row(row: CaseRow, picks: Option<&[String]>) -> impl IntoView + use<> {
    let pick = picks.map(|picked| pick(&row, picked));
    let link = paths::review_case(&row.reference);
    let rule = row.due.as_ref().map(|due| due.rule.clone()).unwrap_or_default();
    let assigned = if row.is_mine {
        Some("You".to_owned())
    } else {
        row.assigned_to.clone()
    };
    view! {
        <TableRow>
            {pick}
            <TableCell label="Due" class="card-aside">{row.due.clone().map(|due| view! { <DueTime due=due /> })}</TableCell>
            <TableCell label="Member and service" class="card-title">
                <strong>{row.member.clone()}</strong> <Expedited is=row.expedited />
                <span class="sub">{row.code.clone()} " " {row.service.clone()}</span>
            </TableCell>
            <TableCell label="Reference" class="card-foot">
                <a href=link class="reference">{row.reference.clone()}</a>
                <span class="sub">{rule}</span>
            </TableCell>
            <TableCell label="Status">
                <StatusTag status=row.status />
                {row.unanswered.then(|| view! { " " <Tag tone=Tone::Violet icon=IconName::MessageWarning text=copy::UNANSWERED /> })}
                <span class="sub">{row.practice.clone()}</span>
            </TableCell>
            <TableCell label="Assigned to" class="card-labelled">{assigned.unwrap_or_else(|| copy::NOBODY.to_owned())}</TableCell>
        </TableRow>
    }
}

/// The tag of an expedited request; nothing for a standard one.
#[component]
pub fn Expedited(
    /// Whether it is expedited.
    is: bool,
) -> impl IntoView {
    is.then(|| view! { " " <Tag tone=Tone::Amber icon=IconName::Zap text="Expedited" /> })
}

/// What happens next, and for an authorized request what it may be quoted by.
fn next_step(row: &CaseRow) -> String {
    match (&row.authorization, row.status.turn()) {
        (Some(number), Turn::Nobody) => format!("Authorization {number}"),
        _ => copy::next_step(row.status).to_owned(),
    }
}
