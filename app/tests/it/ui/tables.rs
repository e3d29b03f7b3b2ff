//! What stands around a list: filters, the order of a table, the ways to other pages.

use app::ui::{
    ActiveFilter, ActiveFilters, Column, DataTable, FilterBar, FilterMenu, Order, Pager, Sorting, TableCell, TableRow,
};
use leptos::prelude::*;

use super::html;

fn stored<T: Send + Sync + Clone + 'static>(value: T) -> Signal<T> {
    Signal::stored(value)
}

fn table(order: Order) -> String {
    html(move || {
        let columns = vec![
            Column::new("Reference"),
            Column::new("Due").sorted_as("due"),
            Column::new("Amount").sorted_as("amount").numbers(),
        ];
        let sorting = Sorting::new(stored(order), |order| {
            let dash = if order.is_descending { "-" } else { "" };
            format!("/claims?sort={dash}{}", order.key)
        });
        view! {
            <DataTable caption="Claims" columns=columns sorting=sorting>
                <TableRow>
                    <TableCell label="Reference">"C-1"</TableCell>
                </TableRow>
            </DataTable>
        }
    })
}

#[test]
fn the_column_that_sorts_says_so_and_leads_to_the_other_way_round() {
    let up = table(Order {
        key: "due".to_owned(),
        is_descending: false,
    });
    assert!(
        up.contains(r#"aria-sort="ascending""#) && up.contains(r#"href="/claims?sort=-due""#),
        "{up}"
    );
    let down = table(Order {
        key: "due".to_owned(),
        is_descending: true,
    });
    assert!(
        down.contains(r#"aria-sort="descending""#) && down.contains(r#"href="/claims?sort=due""#),
        "{down}"
    );
    assert_eq!(down.matches("aria-sort").count(), 1, "{down}");
}

#[test]
fn another_column_sorts_upwards_first_and_a_column_without_key_not_at_all() {
    let html = table(Order::default());
    assert!(html.contains(r#"href="/claims?sort=amount""#), "{html}");
    assert_eq!(html.matches("<a ").count(), 2, "{html}");
    assert!(!html.contains("aria-sort"), "{html}");
}

fn filters(each: &'static [(&'static str, &'static str)]) -> String {
    html(move || {
        let each = each.iter().map(|(words, without)| ActiveFilter {
            words: (*words).to_owned(),
            without: (*without).to_owned(),
        });
        let active = ActiveFilters {
            each: each.collect(),
            without_all: "/prior-auth?group=waiting".to_owned(),
        };
        let keep = vec![("group", "\"><script>".to_owned())];
        view! {
            <FilterBar action="/prior-auth" keep=stored(keep) active=stored(active) shown=stored("12 of 18 requests".to_owned())>
                <FilterMenu label="Status" value=stored("Any".to_owned())>"fields"</FilterMenu>
            </FilterBar>
        }
    })
}

#[test]
fn filters_are_a_form_that_gets_its_own_page_and_keeps_the_rest_of_the_address() {
    let html = filters(&[]);
    assert!(
        html.contains(r#"method="get""#) && html.contains(r#"action="/prior-auth""#),
        "{html}"
    );
    assert!(
        html.contains(r#"role="search""#) && html.contains(r#"type="hidden" name="group""#),
        "{html}"
    );
    assert!(!html.contains("<script>"), "{html}");
    assert!(html.contains(r#"name="filter""#) && html.contains("Apply"), "{html}");
    assert!(
        html.contains(r#"role="status""#) && html.contains("12 of 18 requests"),
        "{html}"
    );
    assert!(!html.contains("Clear filters"), "nothing is set: {html}");
}

#[test]
fn each_filter_that_is_set_can_be_taken_away_by_a_link_that_names_it() {
    let html = filters(&[
        ("Received since Nov 1", "/prior-auth?status=open"),
        ("Open <4>", "/prior-auth?from=2026-11-01"),
    ]);
    assert!(
        html.contains(r#"href="/prior-auth?status=open" aria-label="Remove filter Received since Nov 1""#),
        "{html}"
    );
    assert!(
        html.contains(r#"href="/prior-auth?group=waiting""#) && html.contains("Clear filters"),
        "{html}"
    );
    assert!(html.contains("Open &lt;4&gt;"), "{html}");
}

#[test]
fn a_filter_menu_opens_without_script() {
    let html = filters(&[]);
    assert!(html.contains("<details") && html.contains("<summary"), "{html}");
    assert!(
        html.contains("Status") && html.contains("Any") && !html.contains("open"),
        "{html}"
    );
}

#[test]
fn a_list_of_one_page_has_nowhere_to_turn() {
    let html = html(|| view! { <Pager shown=stored("3 of 3 requests".to_owned()) next=stored(None::<String>) /> });
    assert!(html.contains("Showing ") && html.contains("3 of 3 requests"), "{html}");
    assert!(!html.contains("<nav") && !html.contains("<a "), "{html}");
}

#[test]
fn a_page_in_the_middle_leads_to_the_first_and_the_next() {
    let html = html(|| {
        let first = stored(Some("/prior-auth".to_owned()));
        let next = stored(Some("/prior-auth?after=1-2".to_owned()));
        view! { <Pager shown=stored("25 of 80 requests".to_owned()) first=first next=next /> }
    });
    assert!(html.contains(r#"aria-label="Pages""#), "{html}");
    assert!(
        html.contains(r#"href="/prior-auth""#) && html.contains("First page"),
        "{html}"
    );
    assert!(
        html.contains(r#"href="/prior-auth?after=1-2""#) && html.contains("Next"),
        "{html}"
    );
    assert!(!html.contains("Previous"), "{html}");
}
