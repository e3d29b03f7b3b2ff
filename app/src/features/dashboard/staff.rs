//! What only the plan's staff see: how pressing the open work is, and who has how much of it.

use leptos::prelude::*;

use super::view::{DashboardView, Figure, LoadRow};
use crate::ui::Panel;

/// The open work by the time that is left.
#[component]
pub fn AgeingFigures(dashboard: Signal<DashboardView>) -> impl IntoView {
    let figures = Memo::new(move |_| dashboard.with(|now| now.ageing.clone()));
    let figure = |figure: Figure| {
        let class = if figure.count > 0 {
            format!("figure {}", figure.tone)
        } else {
            "figure".to_owned()
        };
        view! {
            <li>
                <a class=class href=figure.href>
                    <strong>{figure.count}</strong>
                    " "
                    <span>{figure.words}</span>
                </a>
            </li>
        }
    };
    view! { <ul class="figures">{move || figures.get().into_iter().map(figure).collect_view()}</ul> }.into_any()
}

/// The open work by who has it.
#[component]
pub fn LoadTable(dashboard: Signal<DashboardView>) -> impl IntoView {
    let load = Memo::new(move |_| dashboard.with(|now| now.load.clone()));
    let number = |(count, href): (u64, String), class: &'static str| {
        let class = if count > 0 { class } else { "" };
        view! {
            <td role="cell">
                <a href=href class=class>{count}</a>
            </td>
        }
    };
    let row = move |row: LoadRow| {
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">{row.name}</th>
                {number(row.open, "")}
                {number(row.overdue, "load-over")}
            </tr>
        }
    };
    view! {
        <Panel id="load" title="Load" flush=true>
            <table class="load" role="table">
                <caption class="visually-hidden">"Open cases of each reviewer"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">"Reviewer"</th>
                        <th scope="col" role="columnheader">"Open"</th>
                        <th scope="col" role="columnheader">"Overdue"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{move || load.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        </Panel>
    }
    .into_any()
}
