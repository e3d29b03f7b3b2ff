//! Bars of two series over equal spans of time, and right under them the same numbers as a table.
//!
//! The bars are a picture of the table: whoever cannot see them loses nothing, so they are hidden from screen readers.
//! All lengths are whole numbers within a view box, because the policy allows no inline style.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A number, and the list of what it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartCount {
    /// How many.
    pub count: u32,
    /// The list that holds as many; empty for no link.
    pub href: String,
}

/// One span of time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartPeriod {
    /// `Nov 16`
    pub name: String,
    /// Of the first series: the lower part of the bar.
    pub first: ChartCount,
    /// Of the second series: the upper part.
    pub second: ChartCount,
    /// Both.
    pub all: ChartCount,
}

/// What a chart shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartData {
    /// What the table holds, for screen readers.
    pub caption: String,
    /// What a period is called: `Week of`.
    pub period: String,
    /// The names of the two series, in full and as the table has them.
    pub first: (String, String),
    /// The second one's.
    pub second: (String, String),
    /// The latest period in one sentence.
    pub note: String,
    /// The periods, the oldest first.
    pub periods: Vec<ChartPeriod>,
}

/// More periods than this need a wider place to stand side by side.
const FEW: usize = 8;
/// Bar and space beside it, in units of the view box.
const COLUMN: u32 = 100;
/// Where in its column a bar begins, and how wide it is.
const BAR: (u32, u32) = (24, 52);
/// The height of the view box: three lines, so many units apart.
const HEIGHT: u32 = 3 * LINES_APART;
const LINES_APART: u32 = 100;

/// The chart. It holds no title: the panel around it has one.
#[component]
pub fn Chart(
    /// What it shows.
    #[prop(into)]
    data: Signal<ChartData>,
) -> impl IntoView {
    move || data.with(figure)
}

fn figure(data: &ChartData) -> impl IntoView + use<> {
    let class = if data.periods.len() > FEW {
        "chart chart-many"
    } else {
        "chart"
    };
    let end = |period: Option<&ChartPeriod>| period.map(|period| view! { <span>{period.name.clone()}</span> });
    view! {
        <figure class=class>
            <figcaption class="chart-caption">
                <span class="chart-key chart-key-first">{data.first.0.clone()}</span>
                <span class="chart-key chart-key-second">{data.second.0.clone()}</span>
                <span class="chart-note">{data.note.clone()}</span>
            </figcaption>
            {bars(&data.periods)}
            <p class="chart-ends" aria-hidden="true">
                {end(data.periods.first())}
                {end(data.periods.last())}
            </p>
            {table(data)}
        </figure>
    }
    .into_any()
}

fn bars(periods: &[ChartPeriod]) -> impl IntoView + use<> {
    let top = top(periods);
    let width = COLUMN * u32::try_from(periods.len()).unwrap_or_default();
    let lines = (0..3).map(|line| {
        let y = line * LINES_APART;
        view! { <line class="chart-line" x1="0" x2=width y1=y y2=y></line> }
    });
    let columns = (0..).zip(periods).map(|(index, period)| {
        let [first, second] = [period.first.count, period.second.count].map(|count| count * HEIGHT / top);
        let part = |class, below: u32, height| {
            view! { <rect class=class x=COLUMN * index + BAR.0 y=HEIGHT - below - height width=BAR.1 height=height></rect> }
        };
        view! {
            {part("chart-first", 0, first)}
            {part("chart-second", first, second)}
        }
    });
    view! {
        <svg class="chart-bars" viewBox=format!("0 0 {width} {HEIGHT}") preserveAspectRatio="none" aria-hidden="true">
            {lines.collect_view()}
            {columns.collect_view()}
        </svg>
    }
}

/// What a bar of full height counts: three equal whole steps, as few as hold the highest bar.
fn top(periods: &[ChartPeriod]) -> u32 {
    let highest = periods.iter().map(|period| period.all.count).max().unwrap_or_default();
    3 * highest.div_ceil(3).max(1)
}

/// One row a period; where there is room, the style sheet stands the rows side by side under their bars.
fn table(data: &ChartData) -> impl IntoView + use<> {
    let heads = [&data.period, &data.first.1, &data.second.1]
        .map(|name| view! { <th scope="col" role="columnheader">{name.clone()}</th> });
    let rows = data.periods.iter().map(|period| {
        let counts = [&period.first, &period.second, &period.all].map(count);
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">{period.name.clone()}</th>
                {counts.collect_view()}
            </tr>
        }
    });
    view! {
        <table class="chart-table" role="table">
            <caption class="visually-hidden">{data.caption.clone()}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {heads.collect_view()}
                    <th scope="col" role="columnheader">"All"</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows.collect_view()}</tbody>
        </table>
    }
}

fn count(count: &ChartCount) -> impl IntoView + use<> {
    let ChartCount { count, href } = count.clone();
    let shown = if href.is_empty() {
        view! { <span>{count}</span> }.into_any()
    } else {
        view! { <a href=href>{count}</a> }.into_any()
    };
    view! { <td role="cell">{shown}</td> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(first: u32, second: u32) -> ChartPeriod {
        let of = |count| ChartCount {
            count,
            ..ChartCount::default()
        };
        ChartPeriod {
            first: of(first),
            second: of(second),
            all: of(first + second),
            ..ChartPeriod::default()
        }
    }

    #[test]
    fn the_highest_bar_fits_under_a_whole_number_of_steps() {
        for (highest, full) in [(0, 3), (1, 3), (3, 3), (4, 6), (15, 15), (16, 18)] {
            assert_eq!(top(&[period(0, 0), period(highest, 0)]), full, "{highest}");
        }
    }
}
