//! Looking for words in the documents of a case.
//!
//! What is typed may be about somebody's health, and no address may hold that. So the form posts, and the page answers the post
//! itself. Where the client runs, it asks without leaving the page.

use leptos::html::Input;
use leptos::prelude::*;

use super::api::find_in_documents;
use super::view::{DocumentHit, FoundView, ReviewView};
use crate::ui::{Answer, Button, IconName, Letters, Panel, ask, loaded};
use crate::{copy, paths};

/// What is looked for, and where it was found. Make it at the top of the page.
#[derive(Clone, Copy)]
pub struct Finding {
    typed: RwSignal<String>,
    /// The words that were looked for, and what that came to.
    found: Answer<(String, FoundView)>,
}

impl Finding {
    /// In the documents of the case with this reference.
    pub fn new(reference: String) -> Self {
        let first = SharedValue::<String, Letters>::new_with_encoding(|| asked().unwrap_or_default());
        let typed = RwSignal::new(first.into_inner());
        let found = ask(
            move || typed.get(),
            move |words| {
                let reference = reference.clone();
                async move {
                    if words.trim().is_empty() {
                        return Ok((words, FoundView::default()));
                    }
                    let found = find_in_documents(reference, words.clone()).await?;
                    Ok((words, found))
                }
            },
        );
        Self { typed, found }
    }
}

/// What was asked by the post that this page answers.
#[cfg(feature = "ssr")]
fn asked() -> Option<String> {
    let scope = use_context::<crate::request::RequestScope>()?;
    let words = scope.asked.into_iter().find(|(name, _)| name == "words");
    words.map(|(_, value)| value)
}

#[cfg(not(feature = "ssr"))]
fn asked() -> Option<String> {
    None
}

/// The form and the places, where there is text to look in.
#[component]
pub fn FindInDocuments(view: Signal<ReviewView>, finding: Finding) -> impl IntoView {
    let has_text = Memo::new(move |_| view.with(|view| view.desk.has_text));
    let reference = view.with_untracked(|view| view.case.row.reference.clone());
    let shown = move || {
        let reference = reference.clone();
        view! {
            <Panel id="find-text" title="Find words">
                <FindForm reference=reference finding=finding />
                {loaded(finding.found, move |found| view! { <Hits found=found typed=finding.typed /> })}
            </Panel>
        }
        .into_any()
    };
    view! { <Show when=move || has_text.get()>{shown()}</Show> }
}

#[component]
fn FindForm(reference: String, finding: Finding) -> impl IntoView {
    let typed = finding.typed;
    let field = NodeRef::<Input>::new();
    let look = move |event: leptos::web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            typed.set(field.value());
        }
    };
    view! {
        <form class="find-text" method="post" action=paths::find_in_documents(&reference) on:submit=look>
            <label for="find-text-field">"Words"</label>
            <p class="field-hint" id="find-text-hint">{copy::FIND_WORDS}</p>
            <input type="hidden" name="reference" value=reference.clone() />
            <div class="find-text-line">
                <input
                    class="input"
                    id="find-text-field"
                    type="search"
                    name="words"
                    value=typed.get_untracked()
                    maxlength="80"
                    autocomplete="off"
                    aria-describedby="find-text-hint"
                    node_ref=field
                />
                <Button icon=IconName::Search>"Find"</Button>
            </div>
        </form>
    }
}

#[component]
fn Hits(found: Signal<(String, FoundView)>, typed: RwSignal<String>) -> impl IntoView {
    // While other words are looked for, nothing is said of these.
    let shown = Memo::new(move |_| {
        let (words, view) = found.get();
        let is_this = typed.with(|typed| *typed == words && !typed.trim().is_empty());
        if is_this { view } else { FoundView::default() }
    });
    let places = move || {
        let hits = shown.with(|shown| shown.hits.clone());
        (!hits.is_empty()).then(|| {
            let places = hits.into_iter().map(hit).collect_view();
            view! { <ul class="find-text-hits" aria-label="Places">{places}</ul> }
        })
    };
    let unsearched = move || {
        let unsearched = shown.with(|shown| shown.unsearched.clone());
        (!unsearched.is_empty()).then(|| {
            let lines = unsearched
                .into_iter()
                .map(|line| view! { <li>{line}</li> })
                .collect_view();
            view! {
                <p class="sub" id="find-text-unsearched">{copy::UNSEARCHED}</p>
                <ul class="find-text-unsearched" aria-labelledby="find-text-unsearched">{lines}</ul>
            }
        })
    };
    view! {
        <p class="sub" role="status">{move || shown.with(|shown| shown.said.clone())}</p>
        {places}
        {unsearched}
    }
}

fn hit(hit: DocumentHit) -> AnyView {
    let place = if hit.image.is_empty() {
        view! { <strong>{hit.place}</strong> <p class="sub">{copy::NO_PICTURE}</p> }.into_any()
    } else {
        view! { <a href=hit.image>{hit.place}</a> }.into_any()
    };
    view! {
        <li>
            {place}
            <p class="sub">{hit.before} <mark>{hit.found}</mark> {hit.after}</p>
        </li>
    }
    .into_any()
}
