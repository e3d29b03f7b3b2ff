//! The head of a table: the names of its columns, and links that sort by them.

use leptos::prelude::*;

use crate::ui::icon::{Icon, IconName};

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    name: &'static str,
    key: Option<&'static str>,
    is_number: bool,
}

impl Column {
    /// A column of this name.
    #[must_use]
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            key: None,
            is_number: false,
        }
    }

    /// The column, by which the rows can be sorted; `key` names it in addresses.
    #[must_use]
    pub const fn sorted_as(self, key: &'static str) -> Self {
        Self { key: Some(key), ..self }
    }

    /// The column, which holds numbers: its name stands at the right, as they do.
    #[must_use]
    pub const fn numbers(self) -> Self {
        Self {
            is_number: true,
            ..self
        }
    }
}

/// The columns of a table: names alone, or [`Column`]s.
#[derive(Clone, Debug)]
pub struct Columns(Vec<Column>);

impl From<Vec<&'static str>> for Columns {
    fn from(names: Vec<&'static str>) -> Self {
        Self(names.into_iter().map(Column::new).collect())
    }
}

impl From<Vec<Column>> for Columns {
    fn from(columns: Vec<Column>) -> Self {
        Self(columns)
    }
}

/// By which column the rows are sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// The key of the column.
    pub key: String,
    /// Whether the last comes first.
    pub is_descending: bool,
}

/// The order of a table, and the address of each other order.
#[derive(Clone)]
pub struct Sorting {
    order: Signal<Order>,
    address: Callback<(Order,), String>,
}

impl Sorting {
    /// The rows are in this order; `address` is the list's in another one. Both follow the address of the page.
    #[must_use]
    pub fn new(order: Signal<Order>, address: impl Fn(Order) -> String + Send + Sync + 'static) -> Self {
        Self {
            order,
            address: Callback::new(move |(order,)| address(order)),
        }
    }
}

/// The head row.
#[component]
pub fn Heads(columns: Columns, sorting: Option<Sorting>) -> impl IntoView {
    let heads = columns.0.into_iter().map(|column| {
        let class = if column.is_number { "number" } else { "" };
        match (column.key, &sorting) {
            (Some(key), Some(sorting)) => {
                view! { <SortHead name=column.name key=key class=class sorting=sorting.clone() /> }.into_any()
            }
            _ => view! {
                <th scope="col" role="columnheader" class=class>
                    {column.name}
                </th>
            }
            .into_any(),
        }
    });
    view! { <tr role="row">{heads.collect_view()}</tr> }
}

/// A name that sorts: the first time upwards, then the other way round.
#[component]
fn SortHead(name: &'static str, key: &'static str, class: &'static str, sorting: Sorting) -> impl IntoView {
    let Sorting { order, address } = sorting;
    let now = Memo::new(move |_| order.with(|order| (order.key == key).then_some(order.is_descending)));
    let href = move || {
        let is_descending = now.get() == Some(false);
        address.run((Order {
            key: key.to_owned(),
            is_descending,
        },))
    };
    let sorted = move || {
        now.get()
            .map(|is_descending| if is_descending { "descending" } else { "ascending" })
    };
    let arrow = move || {
        now.get().map(|is_descending| {
            let arrow = if is_descending {
                IconName::ChevronDown
            } else {
                IconName::ChevronUp
            };
            view! { <Icon name=arrow class="icon-tiny" /> }
        })
    };
    view! {
        <th scope="col" role="columnheader" class=class aria-sort=sorted>
            <a href=href>{name} {arrow}</a>
        </th>
    }
}
