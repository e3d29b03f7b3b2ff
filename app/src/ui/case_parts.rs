//! The parts of a case page, the same for practice and plan: what was asked, by whom, and what happened.

use domain::prior_auth::LineDecision;
use domain::prior_auth::status::Status;
use leptos::prelude::*;

use super::case_view::{CaseView, LineRow};
use super::data_table::{DataTable, TableCell, TableRow};
use super::page::{AsOf, PageHeading};
use super::panel::Panel;
use super::status_tag::{StatusTag, look};
use super::summary_list::{SummaryList, SummaryRow};
use super::timeline::Timeline;
use crate::copy;

/// Whom and what the case is about, and where it stands.
#[component]
pub fn CaseHeading(
    /// The case.
    case: CaseView,
    /// Whether the practice is named: for those who see the cases of many.
    #[prop(optional)]
    with_practice: bool,
    /// What the reader may begin from here.
    #[prop(optional, into)]
    actions: ViewFnOnce,
) -> impl IntoView {
    let title = case.title();
    let facts = move || {
        let CaseView { row, as_of, .. } = case;
        let practice = with_practice.then(|| format!(" · {}", row.practice));
        view! {
            <StatusTag status=row.status />
            <span class="reference">{row.reference}</span>
            <span>{row.code} " · " {copy::line_of_business(row.line_of_business)} {practice}</span>
            <AsOf time=as_of />
        }
    };
    view! { <PageHeading title=title facts=facts actions=actions /> }
}

/// What was requested, line by line.
#[component]
pub fn CaseLines(
    /// The case.
    case: Signal<CaseView>,
) -> impl IntoView {
    let body = move || {
        let (lines, status) = case.with(|case| (case.lines.clone(), case.row.status));
        lines.into_iter().map(|line| line_row(line, status)).collect_view()
    };
    view! {
        <Panel id="lines" title="What was requested" flush=true>
            <DataTable caption="Service lines" columns=vec!["Code", "Service", "Requested", "Decision"]>
                {body}
            </DataTable>
        </Panel>
    }
}

fn line_row(line: LineRow, status: Status) -> impl IntoView {
    view! {
        <TableRow>
            <TableCell label="Code">
                <strong>{line.code}</strong>
            </TableCell>
            <TableCell label="Service">
                {line.service}
                <span class="sub">{line.when}</span>
            </TableCell>
            <TableCell label="Requested">{line.quantity}</TableCell>
            <TableCell label="Decision">
                <StatusTag status=decided(line.decision, status) />
                {line.authorized.map(|authorized| view! { <span class="sub">"Authorized: " {authorized}</span> })}
            </TableCell>
        </TableRow>
    }
}

/// A line that was decided by itself shows that, any other what became of the request.
fn decided(line: Option<LineDecision>, case: Status) -> Status {
    match line {
        None => case,
        Some(LineDecision::Approved) => Status::Approved,
        Some(LineDecision::Modified) => Status::Modified,
        Some(LineDecision::Denied) => Status::Denied,
    }
}

/// Member, providers, diagnoses and the rest, as pairs.
#[component]
pub fn CaseSummary(
    /// The case.
    case: Signal<CaseView>,
) -> impl IntoView {
    view! {
        <Panel id="summary" title="Summary">
            {move || {
                let case = case.get();
                view! {
                    <SummaryList>
                        <SummaryRow label="Member">
                            {case.row.member}
                            <span class="sub">{case.row.member_number}</span>
                        </SummaryRow>
                        <SummaryRow label="Line of business">{copy::line_of_business(case.row.line_of_business)}</SummaryRow>
                        <SummaryRow label="Practice">{case.row.practice}</SummaryRow>
                        <SummaryRow label="Requesting provider NPI">{case.requesting_npi}</SummaryRow>
                        <SummaryRow label="Rendering provider NPI">{case.rendering_npi}</SummaryRow>
                        <SummaryRow label="Place of service">{case.place}</SummaryRow>
                        <SummaryRow label="Diagnoses">{case.diagnoses.join(", ")}</SummaryRow>
                        <SummaryRow label="Urgency">
                            {if case.row.expedited { "Expedited" } else { "Standard" }}
                            {case.urgency_reason.map(|reason| view! { <span class="sub">{reason}</span> })}
                        </SummaryRow>
                        {case
                            .row
                            .authorization
                            .map(|number| {
                                view! {
                                    <SummaryRow label="Authorization number">
                                        {number} {case.row.valid.map(|valid| view! { <span class="sub">"Valid " {valid}</span> })}
                                    </SummaryRow>
                                }
                            })}
                        <SummaryRow label="Received">{case.received_at}</SummaryRow>
                        <SummaryRow label="Assigned to">
                            {case.row.assigned_to.unwrap_or_else(|| copy::NOBODY.to_owned())}
                        </SummaryRow>
                    </SummaryList>
                }
            }}
        </Panel>
    }
}

/// The clinical summary as it was written.
#[component]
pub fn CaseNote(
    /// The case.
    case: Signal<CaseView>,
) -> impl IntoView {
    view! {
        <Panel id="clinical" title="Clinical summary">
            <p class="note">{move || case.with(|case| case.clinical_summary.clone())}</p>
        </Panel>
    }
}

/// Who did what, when and on which channel.
#[component]
pub fn CaseTimeline(
    /// The case.
    case: Signal<CaseView>,
) -> impl IntoView {
    let items = move || {
        let pin = |(status, item)| {
            let (tone, icon) = look(status);
            (tone, icon, item)
        };
        case.with(|case| case.timeline.iter().cloned().map(pin).collect::<Vec<_>>())
    };
    view! {
        <Panel id="timeline" title="Timeline">
            {move || view! { <Timeline items=items() /> }}
        </Panel>
    }
}
