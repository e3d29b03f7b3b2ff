//! Lists: tables that become cards, their tabs and pages, and facts as pairs.

use domain::coverage::LineOfBusiness;
use domain::prior_auth::Status;
use leptos::prelude::*;

use super::super::specimen::{Specimen, State};
use super::actions::due_in;
use crate::ui::{
    CaseRow, CaseTable, Chart, ChartCount, ChartData, ChartPeriod, Column, DataTable, Narrowed, Order, Pager, Panel,
    QueueTable, Sorting, SummaryList, SummaryRow, Tab, TableCell, TableRow, Tabs,
};

/// Tables, tabs, pages and pairs.
#[component]
pub fn Data() -> impl IntoView {
    view! {
        <Tables />
        <Specimen id="cards" title="The same table as cards" parts=&["case_table"]>
            <div class="narrow">
                <CaseTable caption="Requests, in little room" rows=Signal::stored(requests()) sorting=unsorted() />
            </div>
        </Specimen>
        <Charts />
        <Pairs />
    }
}

/// An order that stays as it is.
fn unsorted() -> Sorting {
    Sorting::new(Signal::stored(Order::default()), |_| "#tables".to_owned())
}

/// A request that waits for the practice, and one that is decided.
pub(super) fn requests() -> Vec<CaseRow> {
    let asked = CaseRow {
        reference: "PA-7K3Q-9XM2".to_owned(),
        status: Status::InformationRequested,
        version: 3,
        member: "Marisol Quintero".to_owned(),
        member_number: "LHP100200307".to_owned(),
        code: "L1832".to_owned(),
        service: "Knee orthosis, adjustable joints".to_owned(),
        expedited: true,
        line_of_business: LineOfBusiness::MedicareAdvantage,
        practice: "Cedar Hill Orthopedics".to_owned(),
        received: "Fri, Nov 20".to_owned(),
        decided: None,
        due: Some(due_in(74 * 3_600_000)),
        assigned_to: Some("A. Ortiz, RN".to_owned()),
        is_mine: false,
        authorization: None,
        valid: None,
    };
    let approved = CaseRow {
        reference: "PA-2M8D-4KT6".to_owned(),
        status: Status::PartiallyApproved,
        member: "James Whitfield".to_owned(),
        member_number: "LHP100200302".to_owned(),
        code: "K0823".to_owned(),
        service: "Power wheelchair".to_owned(),
        expedited: false,
        decided: Some("Mon, Nov 23".to_owned()),
        due: None,
        assigned_to: None,
        ..asked.clone()
    };
    vec![asked, approved]
}

fn tabs() -> Vec<Tab> {
    let tab = |words: &str, count, is_chosen| Tab {
        href: "#tables".to_owned(),
        words: words.to_owned(),
        count,
        is_more: false,
        is_chosen,
    };
    vec![
        tab("Open", 18, true),
        tab("Needs us", 5, false),
        tab("Decided", 38, false),
    ]
}

#[component]
fn Tables() -> impl IntoView {
    view! {
        <Specimen
            id="tables"
            title="Table, tabs, pager"
            parts=&["data_table", "case_table", "tabs", "pager"]
            is_wide=true
        >
            <Tabs label="Groups of requests" tabs=Signal::stored(tabs()) />
            <CaseTable caption="Requests" rows=Signal::stored(requests()) sorting=unsorted() />
            <Turns />
            <Narrowed words=Signal::stored("Decided Nov 16, 2026 to Nov 22, 2026".to_owned()) all="#tables" />
            <State name="For the plan">
                <QueueTable caption="Work queue" rows=Signal::stored(requests()) />
            </State>
            <State name="In a panel, without cards that explain themselves">
                <Remittances />
            </State>
        </Specimen>
    }
}

#[component]
fn Turns() -> impl IntoView {
    let there = || Signal::stored(Some("#tables".to_owned()));
    view! { <Pager shown=Signal::stored("25 of 80 requests".to_owned()) first=there() previous=there() next=there() /> }
}

#[component]
fn Remittances() -> impl IntoView {
    let rows = [
        ("EFT 0093127", "Nov 23, 2026", "41", "$18,204.55"),
        ("EFT 0092840", "Nov 20, 2026", "17", "$6,911.20"),
    ]
    .map(|(number, date, claims, amount)| {
        view! {
            <TableRow>
                <TableCell label="Remittance">
                    <a href="#tables">{number}</a>
                </TableCell>
                <TableCell label="Date">{date}</TableCell>
                <TableCell label="Claims" class="number">{claims}</TableCell>
                <TableCell label="Amount" class="number">{amount}</TableCell>
            </TableRow>
        }
    });
    let columns = vec![
        Column::new("Remittance"),
        Column::new("Date").sorted_as("date"),
        Column::new("Claims").sorted_as("claims").numbers(),
        Column::new("Amount").numbers(),
    ];
    let order = Order {
        key: "date".to_owned(),
        is_descending: true,
    };
    let sorting = Sorting::new(Signal::stored(order), |_| "#tables".to_owned());
    view! {
        <Panel id="remittances" title="Remittances" count=2_u64 flush=true>
            <DataTable caption="Remittances" columns=columns sorting=sorting>
                {rows.collect_view()}
            </DataTable>
        </Panel>
    }
}

/// Eight weeks, as many decided at once and after review as the picture of the dashboard has.
fn weeks() -> ChartData {
    let of = |count| ChartCount {
        count,
        href: "#chart".to_owned(),
    };
    let weeks = [
        ("Sep 28", 4, 6),
        ("Oct 5", 5, 5),
        ("Oct 12", 5, 7),
        ("Oct 19", 7, 5),
        ("Oct 26", 6, 6),
        ("Nov 2", 8, 5),
        ("Nov 9", 9, 6),
        ("Nov 16", 8, 5),
    ];
    let period = |(name, first, second): (&str, u32, u32)| ChartPeriod {
        name: name.to_owned(),
        first: of(first),
        second: of(second),
        all: of(first + second),
    };
    ChartData {
        caption: "Requests decided a week".to_owned(),
        period: "Week of".to_owned(),
        first: ("At once, by the rules".to_owned(), "At once".to_owned()),
        second: ("After review".to_owned(), "After review".to_owned()),
        note: "Week of Nov 16: 8 of 13 at once, 62 %".to_owned(),
        periods: weeks.map(period).to_vec(),
    }
}

#[component]
fn Charts() -> impl IntoView {
    view! {
        <Specimen id="chart" title="Chart with its table" parts=&["chart"] is_wide=true>
            <Chart data=Signal::stored(weeks()) />
            <State name="In little room">
                <div class="narrow">
                    <Chart data=Signal::stored(weeks()) />
                </div>
            </State>
        </Specimen>
    }
}

#[component]
fn Pairs() -> impl IntoView {
    view! {
        <Specimen id="summary-list" title="Summary" parts=&["summary_list"]>
            <Panel id="pairs" title="Facts" aside=|| view! { <a href="#summary-list">"Change"</a> }>
                <SummaryList>
                    <SummaryRow label="Member">"Marisol Quintero" <span class="sub">"LHP100200307"</span></SummaryRow>
                    <SummaryRow label="Urgency">"Standard"</SummaryRow>
                    <SummaryRow label="Service">"L1832, 1 each"</SummaryRow>
                </SummaryList>
            </Panel>
        </Specimen>
    }
}
