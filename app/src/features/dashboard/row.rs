//! One line of a list, in its three looks. Its link never changes, so that it keeps the focus while the words around it
//! are renewed.

use leptos::prelude::*;

use super::steady::{Kept, Steady};
use super::view::{Row, TagWords};
use crate::ui::icon::symbol;
use crate::ui::{TimeBar, TimeLeft};

/// The row as it is now, by what it is about.
fn follow(rows: Memo<Steady>, first: Kept) -> Memo<Kept> {
    Memo::new(move |before: Option<&Kept>| {
        let now = rows.with(|rows| rows.kept.iter().find(|kept| kept.row.key == first.row.key).cloned());
        now.unwrap_or_else(|| before.unwrap_or(&first).clone())
    })
}

fn class(now: Memo<Kept>, class: &'static str, gone: &'static str) -> impl Fn() -> &'static str + Copy {
    move || if now.with(|now| now.is_gone) { gone } else { class }
}

fn tags(tags: &[TagWords]) -> impl IntoView + use<> {
    let tag = |tag: &TagWords| {
        view! {
            <span class=format!("tag {}", tag.tone)>
                {symbol(&tag.icon, "icon-tiny")}
                {tag.words.clone()}
            </span>
        }
    };
    view! { <span class="status">{tags.iter().map(tag).collect_view()}</span> }
}

/// Tags and the note beside them; of a row that has left, that it has.
fn facts(now: &Kept) -> impl IntoView + use<> {
    let Row { note, note_class, .. } = &now.row;
    let note = if now.is_gone { GONE } else { note };
    let note_class = format!("note {note_class}");
    view! {
        {tags(&now.row.tags)}
        <span class=note_class>{note.to_owned()}</span>
    }
}

const GONE: &str = "No longer in this list";

/// With a button.
pub fn task(rows: Memo<Steady>, first: Kept) -> impl IntoView {
    let Row {
        href,
        title,
        action,
        is_first,
        ..
    } = first.row.clone();
    let now = follow(rows, first);
    let button = if is_first { "button button-primary" } else { "button" };
    view! {
        <li class=class(now, "task", "task row-gone")>
            <div class="task-words">
                <div class="row-facts">{move || now.with(facts)}</div>
                <a class="row-title" href=href.clone()>{title.clone()}</a>
                <p>{move || now.with(|now| now.row.text.clone())}</p>
            </div>
            <a class=button href=href>
                {action}
                <span class="visually-hidden">": " {title}</span>
            </a>
        </li>
    }
    .into_any()
}

/// In a table, with the time left.
pub fn clock(rows: Memo<Steady>, first: Kept) -> impl IntoView {
    let Row { href, title, .. } = first.row.clone();
    let now = follow(rows, first);
    view! {
        <tr role="row" class=class(now, "", "row-gone")>
            <td role="cell" class="clock-who">
                <a class="row-title" href=href>{title}</a>
                <span class="sub">{move || now.with(|now| now.row.text.clone())}</span>
            </td>
            <td role="cell" class="clock-status">{move || now.with(|now| tags(&now.row.tags))}</td>
            <td role="cell" class="clock-due">{move || now.with(due)}</td>
            <td role="cell" class="clock-left">{move || now.with(time_left)}</td>
        </tr>
    }
    .into_any()
}

/// A row that has left keeps its lines, unseen, so that the rows below it stay where they are.
fn due(now: &Kept) -> impl IntoView + use<> {
    let due = now.row.due.clone().unwrap_or_default();
    let gone = now.is_gone.then(|| view! { <span class="gone-note">{GONE}</span> });
    view! {
        {gone}
        <time datetime=due.iso>{due.text}</time>
        <span class="sub">{due.rule}</span>
    }
}

fn time_left(now: &Kept) -> impl IntoView + use<> {
    let due = now.row.due.clone()?;
    let (left, time) = (due.left(), now.row.time);
    let bar = (!due.stands_still).then(|| view! { <TimeBar left=left time=time /> });
    Some(view! {
        <TimeLeft left=left stands_still=due.stands_still />
        {bar}
    })
}

/// Narrow.
pub fn news(rows: Memo<Steady>, first: Kept) -> impl IntoView {
    let Row { href, title, .. } = first.row.clone();
    let now = follow(rows, first);
    view! {
        <li class=class(now, "news-item", "news-item row-gone")>
            <div class="row-facts">{move || now.with(facts)}</div>
            <a class="row-title" href=href>{title}</a>
            <span class="sub">{move || now.with(|now| now.row.text.clone())}</span>
        </li>
    }
    .into_any()
}
