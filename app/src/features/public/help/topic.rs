//! Topics and questions, and the list of them beside the answers.

use std::borrow::Cow;

use leptos::prelude::*;

use crate::paths::help::anchor;

/// Some questions that belong together.
pub(super) struct Topic {
    /// Its address, from `paths::help`.
    pub(super) at: &'static str,
    /// Its heading.
    pub(super) title: &'static str,
    /// The questions, the most frequent first.
    pub(super) questions: Vec<Question>,
}

/// A question with its answer.
pub(super) struct Question {
    /// Its address, from `paths::help`; empty where nothing links to it.
    at: &'static str,
    /// The question; words of a screen in quotation marks.
    title: Cow<'static, str>,
    answer: AnyView,
}

/// A question that other pages link to.
pub(super) fn question(at: &'static str, title: impl Into<Cow<'static, str>>, answer: impl IntoView) -> Question {
    Question {
        at,
        title: title.into(),
        answer: answer.into_any(),
    }
}

/// Words as a screen shows them.
pub(super) fn quoted(words: &str) -> String {
    format!("“{words}”")
}

/// A topic, as the list of contents has it: addresses and names, its own first.
pub(super) fn outline(topic: &Topic) -> Vec<(&'static str, Cow<'static, str>)> {
    let own = (topic.at, Cow::Borrowed(topic.title));
    let questions = topic.questions.iter().filter(|question| !question.at.is_empty());
    std::iter::once(own)
        .chain(questions.map(|question| (question.at, question.title.clone())))
        .collect()
}

/// What is on the page; links within it.
#[component]
pub(super) fn Contents(
    /// [`outline`]s.
    of: Vec<Vec<(&'static str, Cow<'static, str>)>>,
) -> impl IntoView {
    let topics = of
        .into_iter()
        .map(|outline| {
            let mut links = outline
                .into_iter()
                .map(|(at, title)| view! { <a href=format!("#{}", anchor(at))>{title}</a> });
            let topic = links.next();
            let questions = links.map(|link| view! { <li>{link}</li> }).collect_view();
            view! {
                <li>
                    {topic}
                    <ul>{questions}</ul>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="help-contents" aria-label="On this page">
            <ul>{topics}</ul>
        </nav>
    }
}

/// A topic with all its answers.
#[component]
pub(super) fn TopicSection(
    /// The topic.
    topic: Topic,
) -> impl IntoView {
    let questions = topic
        .questions
        .into_iter()
        .map(|Question { at, title, answer }| {
            let id = (!at.is_empty()).then(|| anchor(at));
            view! {
                <h3 id=id>{title}</h3>
                {answer}
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby=anchor(topic.at)>
            <h2 id=anchor(topic.at)>{topic.title}</h2>
            {questions}
        </section>
    }
}
