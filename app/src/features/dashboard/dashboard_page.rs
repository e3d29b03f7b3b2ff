//! The dashboard page.

use leptos::prelude::*;

use super::api::show;
use super::list::List;
use super::staff::{AgeingFigures, LoadTable};
use super::view::DashboardView;
use crate::place::query_parameter;
use crate::ui::{
    AsOf, ButtonKind, Chart, EmptyState, IconName, LinkButton, PageHeading, PageTitle, Panel, ask, loaded,
};
use crate::{live, paths};

/// What needs whom; it follows every change.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let changes = live::use_live().anything();
    let chart = query_parameter(paths::CHART);
    // What the page got when it was opened: by it the server knows the page that asks again from a person who comes back.
    let since = RwSignal::new(String::new());
    let dashboard = ask(
        move || (chart.get(), changes.get()),
        move |(chart, _)| show(chart, since.get_untracked()),
    );
    Effect::new(move |_| {
        if let Some(Ok(now)) = dashboard.get() {
            since.set(now.since);
        }
    });
    view! {
        <PageTitle title="Dashboard" />
        {loaded(dashboard, |dashboard| view! { <DashboardBody dashboard=dashboard /> })}
    }
}

#[component]
fn DashboardBody(dashboard: Signal<DashboardView>) -> impl IntoView {
    let facts = move || {
        move || dashboard.with(|now| view! { <span>{now.today.clone()}</span> <AsOf time=now.as_of.clone() /> })
    };
    let may_request = dashboard.with_untracked(|now| now.may_request);
    let actions = move || {
        may_request.then(|| {
            view! {
                <LinkButton href=paths::PRIOR_AUTH_NEW kind=ButtonKind::Primary icon=IconName::Plus>"New request"</LinkButton>
            }
        })
    };
    view! {
        <PageHeading title="Dashboard" facts=facts actions=actions />
        {parts(dashboard)}
    }
}

/// The parts that this person has; they do not change while the page is open.
fn parts(dashboard: Signal<DashboardView>) -> AnyView {
    let first = dashboard.get_untracked();
    if first.lists.is_empty() {
        return view! {
            <EmptyState
                icon=IconName::CircleCheck
                title="Nothing here for your role"
                text="Your role runs the portal and sees no requests. The menu shows what it can do."
            />
        }
        .into_any();
    }
    let list = |index| view! { <List dashboard=dashboard index=index /> };
    let is_staff = !first.load.is_empty();
    view! {
        {is_staff.then(|| view! { <AgeingFigures dashboard=dashboard /> })}
        <div class="columns">
            <div class="column-main">
                {(0..first.in_main).map(list).collect_view()}
                {first.chart.is_some().then(|| view! { <Decisions dashboard=dashboard /> })}
            </div>
            <div class="column-side">
                {(first.in_main..first.lists.len()).map(list).collect_view()}
                {is_staff.then(|| view! { <LoadTable dashboard=dashboard /> })}
            </div>
        </div>
    }
    .into_any()
}

/// How requests were decided, by week or by month.
#[component]
fn Decisions(dashboard: Signal<DashboardView>) -> impl IntoView {
    let chart = Memo::new(move |_| dashboard.with(|now| now.chart.clone().unwrap_or_default()));
    let is_empty = move || chart.with(|chart| chart.periods.iter().all(|period| period.all.count == 0));
    let is_monthly = move || dashboard.with(|now| now.is_monthly);
    let choice = move |words: &'static str, code: &'static str, months: bool| {
        view! {
            <a href=paths::dashboard_chart(code) aria-current=move || (is_monthly() == months).then_some("true")>
                {words}
            </a>
        }
    };
    let choices = move || {
        view! {
            <nav class="segments" aria-label="Span of the chart">
                {choice("8 weeks", "", false)}
                {choice("12 months", "months", true)}
            </nav>
        }
    };
    view! {
        <Panel id="decisions" title="How requests were decided" aside=choices>
            <Show when=move || !is_empty() fallback=move || no_decisions(is_monthly())>
                <Chart data=chart />
            </Show>
        </Panel>
    }
}

fn no_decisions(is_monthly: bool) -> impl IntoView {
    let text = if is_monthly {
        "Requests that were decided are counted here from the first day of the next month on."
    } else {
        "Requests that were decided are counted here from the next Monday on: whole weeks only."
    };
    view! { <EmptyState icon=IconName::CalendarClock title="Nothing decided in this time" text=text /> }
}
