//! Native tables that become cards under 640 px.
//!
//! The style sheet changes `display` there, which takes the table's meaning away from some browsers' accessibility
//! trees; hence the explicit roles. Each cell carries its column's name for the card.

use leptos::prelude::*;

/// A table with a caption for screen readers and one head row.
#[component]
pub fn DataTable(
    /// What the table holds.
    #[prop(into)]
    caption: String,
    /// The columns' names, in order.
    columns: Vec<&'static str>,
    /// [`TableRow`]s.
    children: Children,
) -> impl IntoView {
    let heads = columns.into_iter().map(|name| view! { <th scope="col" role="columnheader">{name}</th> }).collect_view();
    view! {
        <div class="table-wrap">
            <table class="data-table" role="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">{heads}</tr>
                </thead>
                <tbody role="rowgroup">{children()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// A row.
#[component]
pub fn TableRow(
    /// [`TableCell`]s.
    children: Children,
) -> impl IntoView {
    view! { <tr role="row">{children()}</tr> }
    .into_any()
}

/// A cell: the fact, and its detail in a `<span class="sub">` below.
#[component]
pub fn TableCell(
    /// The name of its column, shown in the card.
    label: &'static str,
    /// A further class: `cell-number` for figures.
    #[prop(optional)]
    class: &'static str,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <td role="cell" data-label=label class=class>
            {children()}
        </td>
    }
    .into_any()
}
