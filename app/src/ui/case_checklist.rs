//! What the plan has asked of the practice, item by item, and what came of it: the same for both sides.

use leptos::prelude::*;

use super::case_view::{CaseView, ItemRow};
use super::icon::IconName;
use super::panel::Panel;
use super::tag::{Tag, Tone};
use crate::{copy, paths};

/// The checklist; nothing where nothing was asked.
#[component]
pub fn CaseChecklist(
    /// The case.
    case: Signal<CaseView>,
) -> impl IntoView {
    let items = Memo::new(move |_| case.with(|case| case.items.clone()));
    let open = Signal::derive(move || {
        let open = items.with(|items| items.iter().filter(|item| item.is_open).count());
        Some(open as u64)
    });
    move || {
        let items = items.get();
        (!items.is_empty()).then(|| {
            let rows = items.into_iter().map(row).collect_view();
            let answer_by = case.with(|case| case.answer_by.clone());
            let aside =
                move || answer_by.map(|day| view! { <span class="sub">"Answer by " <strong>{day}</strong></span> });
            view! {
                <Panel id="checklist" title="Checklist" count=open aside=aside>
                    <ol class="checklist">{rows}</ol>
                </Panel>
            }
        })
    }
}

fn row(item: ItemRow) -> AnyView {
    let (tone, icon, words) = match (item.is_open, item.answered.is_empty()) {
        (true, _) => (Tone::Amber, IconName::CircleAlert, "Answer awaited"),
        (false, false) => (Tone::Green, IconName::CircleCheck, "Answered"),
        (false, true) => (Tone::Neutral, IconName::Info, "Not answered"),
    };
    let is_sent = !item.answered.is_empty();
    let answer = (is_sent && !item.answer.is_empty()).then(|| view! { <p class="note">{item.answer}</p> });
    let documents = is_sent.then(|| {
        let link = |document: super::document::DocumentRow| {
            view! {
                <li>
                    <a href=paths::file(&document.id) rel="external">
                        {document.name}
                    </a>
                    " "
                    <span class="sub">{document.about}</span>
                </li>
            }
        };
        (!item.documents.is_empty()).then(|| {
            view! { <ul class="checklist-documents">{item.documents.into_iter().map(link).collect_view()}</ul> }
        })
    });
    view! {
        <li class="checklist-item">
            <div class="checklist-head">
                <strong>{copy::item_number(item.place)}</strong>
                <span class="sub">{copy::item_kind(item.kind)}</span>
                <Tag tone=tone icon=icon text=words />
            </div>
            <p class="note">{item.need}</p>
            {answer}
            {documents}
            {is_sent.then(|| view! { <p class="sub">{item.answered}</p> })}
        </li>
    }
    .into_any()
}
