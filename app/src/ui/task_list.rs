//! Long work as a list of tasks: each with what it holds so far and how far it is.
//!
//! The pattern is GOV.UK's: the name is the link, the state stands at the end of the row and describes the link. What is
//! done is plain words, what is not is a tag; a task that waits for others is no link. A change replaces its own row and
//! moves no other one.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::icon::{Icon, IconName};
use super::panel::Panel;
use super::tag::{Tag, Tone};

/// How far a task is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TaskState {
    /// Nothing left to do.
    Done,
    /// Begun, and nothing in it is wrong.
    InProgress,
    /// It was done, and something has to be added or put right.
    Missing,
    /// Nothing typed yet.
    #[default]
    NotStarted,
    /// Other tasks come first.
    CannotStart,
}

impl TaskState {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Done,
        Self::InProgress,
        Self::Missing,
        Self::NotStarted,
        Self::CannotStart,
    ];

    /// Its words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Done => "Done",
            Self::InProgress => "In progress",
            Self::Missing => "Something is missing",
            Self::NotStarted => "Not started",
            Self::CannotStart => "Cannot start yet",
        }
    }
}

/// One task.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Task {
    /// Its code, unique on the page; ids are made of it.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Where it is done.
    pub href: String,
    /// What it holds so far, or why it cannot start; empty for nothing.
    pub detail: String,
    /// How far it is.
    pub state: TaskState,
}

/// One group of tasks, as a titled panel.
#[component]
pub fn TaskList(
    /// The id of the group's panel.
    id: &'static str,
    /// The title of the group: `1. Who and what`.
    title: &'static str,
    /// Its tasks, in the order in which they are best done.
    #[prop(into)]
    tasks: Signal<Vec<Task>>,
) -> impl IntoView {
    view! {
        <Panel id=id title=title flush=true>
            <ul class="task-list">
                <For each=move || tasks.get() key=Task::clone children=task_row />
            </ul>
        </Panel>
    }
}

fn task_row(task: Task) -> impl IntoView {
    let Task {
        code,
        name,
        href,
        detail,
        state,
    } = task;
    let (state_id, detail_id) = (format!("task-{code}-state"), format!("task-{code}-detail"));
    let described_by = if detail.is_empty() {
        state_id.clone()
    } else {
        format!("{detail_id} {state_id}")
    };
    let name = if state == TaskState::CannotStart {
        view! { <span class="task-name">{name}</span> }.into_any()
    } else {
        view! { <a class="task-name" href=href aria-describedby=described_by>{name}</a> }.into_any()
    };
    view! {
        <li class="task">
            <div class="task-words">
                {name}
                {(!detail.is_empty()).then(|| view! { <span class="sub" id=detail_id>{detail}</span> })}
            </div>
            <div class="task-state" id=state_id>{state_mark(state)}</div>
        </li>
    }
    .into_any()
}

/// Words for what is done or waits, a tag for what is to do.
fn state_mark(state: TaskState) -> AnyView {
    let tag = |tone, icon| view! { <Tag tone=tone icon=icon text=state.words() /> }.into_any();
    match state {
        TaskState::Done => view! {
            <span class="task-done">
                <Icon name=IconName::Check class="icon-small" />
                {state.words()}
            </span>
        }
        .into_any(),
        TaskState::InProgress => tag(Tone::Violet, IconName::Contrast),
        TaskState::Missing => tag(Tone::Amber, IconName::TriangleAlert),
        TaskState::NotStarted => tag(Tone::Neutral, IconName::CircleDashed),
        TaskState::CannotStart => state.words().into_any(),
    }
}
