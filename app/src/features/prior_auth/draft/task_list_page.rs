//! The tasks of a draft: in any order, each with how far it is.

use domain::prior_auth::step::{Step, StepState};
use leptos::prelude::*;

use super::api::show_draft;
use super::head::{DraftTop, Saved, name};
use super::view::{TaskListView, TaskView};
use crate::place::path_parameter;
use crate::ui::{ButtonKind, LinkButton, PageHeading, Progress, Task, TaskList, TaskState, ask, loaded};
use crate::{copy, paths};

/// The groups of tasks: id, title, steps.
const GROUPS: [(&str, &str, &[Step]); 3] = [
    (
        "who-and-what",
        "1. Who and what",
        &[Step::Member, Step::Providers, Step::Service, Step::Diagnosis],
    ),
    ("why", "2. Why it is needed", &[Step::Clinical, Step::Documents]),
    ("send", "3. Send", &[Step::Check]),
];

/// The list of tasks of one draft.
#[component]
pub fn TaskListPage() -> impl IntoView {
    let id = path_parameter("draft");
    move || view! { <OneDraft id=id.get() /> }
}

#[component]
fn OneDraft(id: String) -> impl IntoView {
    let draft = ask(|| (), move |()| show_draft(id.clone()));
    loaded(draft, |draft| view! { <TaskListBody draft=draft /> })
}

#[component]
fn TaskListBody(draft: Signal<TaskListView>) -> impl IntoView {
    let TaskListView {
        head,
        tasks,
        is_own,
        copied_from,
    } = draft.get_untracked();
    let facts = {
        let head = head.clone();
        move || view! { <Saved head=head /> }
    };
    let delete = paths::draft_delete(&head.id);
    let actions =
        move || is_own.then(|| view! { <LinkButton href=delete kind=ButtonKind::Quiet>"Delete draft"</LinkButton> });
    let next = first_open(&tasks);
    let next = view! {
        <LinkButton href=paths::draft_step(&head.id, next) kind=ButtonKind::Primary>
            {if next == Step::Check { copy::step(next) } else { "Go on" }}
        </LinkButton>
    };
    let id = head.id.clone();
    let groups = GROUPS.into_iter().map(move |(group, title, steps)| {
        let id = id.clone();
        let own = Signal::derive(move || draft.with(|draft| group_tasks(&id, steps, &draft.tasks)));
        view! { <TaskList id=group title=title tasks=own /> }
    });
    view! {
        <DraftTop head=head.clone() />
        <PageHeading title=name(&head) facts=facts actions=actions />
        <div class="stack draft-tasks">
            {(!copied_from.is_empty()).then(|| view! { <CopiedFrom reference=copied_from /> })}
            <TasksDone tasks=tasks />
            {groups.collect_view()}
            <div class="actions">{next}</div>
        </div>
    }
}

/// Which request the draft began as, and what did not come along.
#[component]
fn CopiedFrom(reference: String) -> impl IntoView {
    view! {
        <p>
            "Copied from " <a class="reference" href=paths::case(&reference)>{reference.clone()}</a>
            ". The dates begin today; documents and the attestation stay with that request."
        </p>
    }
}

/// How many tasks are done, as words and as a bar.
#[component]
fn TasksDone(tasks: Vec<TaskView>) -> impl IntoView {
    let counted = || tasks.iter().filter(|task| task.step != Step::Check);
    let all = u64::try_from(counted().count()).unwrap_or_default();
    let done = counted().filter(|task| task.state == StepState::Done).count();
    let done = u64::try_from(done).unwrap_or_default();
    view! {
        <Progress
            id="tasks-done"
            words=copy::tasks_done(done, all)
            value=Signal::stored(done)
            max=Signal::stored(all)
        />
    }
}

/// Where it is best gone on: the first task that is not done and can be.
fn first_open(tasks: &[TaskView]) -> Step {
    let is_open = |task: &&TaskView| matches!(task.state, StepState::NotStarted | StepState::SomethingMissing);
    tasks.iter().find(is_open).map_or(Step::Check, |task| task.step)
}

fn group_tasks(id: &str, steps: &[Step], tasks: &[TaskView]) -> Vec<Task> {
    let of_group = tasks.iter().filter(|task| steps.contains(&task.step));
    of_group
        .map(|task| Task {
            code: task.step.code(),
            name: copy::step(task.step),
            href: paths::draft_step(id, task.step),
            detail: task.detail.clone(),
            state: state(task.state),
        })
        .collect()
}

fn state(state: StepState) -> TaskState {
    match state {
        StepState::Done => TaskState::Done,
        StepState::SomethingMissing => TaskState::Missing,
        StepState::NotStarted | StepState::Optional => TaskState::NotStarted,
        StepState::CannotStartYet => TaskState::CannotStart,
    }
}
