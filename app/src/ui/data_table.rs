//! Native tables that become cards where they have less than 800 px.
//!
//! The style sheet changes `display` there, which takes the table's meaning away from some browsers' accessibility
//! trees; hence the explicit roles. Each cell carries its column's name for the card; a row with a `card-title` is a
//! card that explains itself and shows no names.

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
    let heads = columns
        .into_iter()
        .map(|name| view! { <th scope="col" role="columnheader">{name}</th> })
        .collect_view();
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
    view! { <tr role="row">{children()}</tr> }.into_any()
}

/// A cell: the fact, and its detail in a `<span class="sub">` below.
#[component]
pub fn TableCell(
    /// The name of its column, shown in the card.
    label: &'static str,
    /// Its place in the card: `card-title`, `card-aside` beside it, `card-foot` below all, `card-labelled`.
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
