//! Requests as a table, for the practice's lists and for the plan's queue.
//!
//! Rows are keyed by reference and version: a change replaces its own row and moves no other one, whatever the pointer
//! or the focus is on.

use domain::prior_auth::status::Turn;
use leptos::prelude::*;

use super::case_view::CaseRow;
use super::data_table::{DataTable, TableCell, TableRow};
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
) -> impl IntoView {
    view! {
        <DataTable caption=caption columns=vec!["Reference", "Member", "Service", "Status and next step", "Due"]>
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
) -> impl IntoView {
    view! {
        <DataTable caption=caption columns=vec!["Due", "Member and service", "Reference", "Status", "Assigned to"]>
            <For each=move || rows.get() key=row_key children=queue_row />
        </DataTable>
    }
}

fn row_key(row: &CaseRow) -> (String, i64) {
    (row.reference.clone(), row.version)
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

fn queue_row(row: CaseRow) -> impl IntoView {
    let link = paths::review_case(&row.reference);
    let rule = row.due.as_ref().map(|due| due.rule.clone()).unwrap_or_default();
    let assigned = if row.is_mine {
        Some("You".to_owned())
    } else {
        row.assigned_to.clone()
    };
    view! {
        <TableRow>
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
