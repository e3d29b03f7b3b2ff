//! Native tables that become cards where they have less than 800 px.
//!
//! The style sheet changes `display` there, which takes the table's meaning away from some browsers' accessibility
//! trees; hence the explicit roles. Each cell carries its column's name for the card; a row with a `card-title` is a
//! card that explains itself and shows no names.

mod columns;

use leptos::prelude::*;

use columns::Heads;
pub use columns::{Column, Columns, Order, Sorting};

/// A table with a caption for screen readers and one head row.
#[component]
pub fn DataTable(
    /// What the table holds.
    #[prop(into)]
    caption: String,
    /// The columns' names, in order; or [`Column`]s, where there is more to say.
    #[prop(into)]
    columns: Columns,
    /// The order of the rows, where the reader may choose it.
    #[prop(optional)]
    sorting: Option<Sorting>,
    /// [`TableRow`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="table-wrap">
            <table class="data-table" role="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead role="rowgroup">
                    <Heads columns=columns sorting=sorting />
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
