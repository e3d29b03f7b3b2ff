//! Documents of a request: the receipt of each, and its pages to look at.

use domain::file::{FileProblem, FileState as Stored};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::case_view::CaseView;
use super::file_list::{FileList, FileRow, FileState, Receipt};
use super::panel::Panel;
use crate::{copy, paths};

/// A document, as the server writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How far it has come.
    pub state: Stored,
    /// Why it is refused.
    pub problem: Option<FileProblem>,
    /// Pages and size.
    pub about: String,
    /// When it was received.
    pub when: String,
    /// In hexadecimal.
    pub sha256: String,
    /// Who sent it.
    pub sent_by: String,
    /// Of how many pages, from the first, there are images.
    pub previews: u32,
}

impl DocumentRow {
    /// Where it stands, for a list.
    #[must_use]
    pub fn file_state(&self) -> FileState {
        match (self.state, self.problem) {
            (Stored::Received, _) => FileState::Received(Receipt {
                about: self.about.clone(),
                when: self.when.clone(),
                sha256: self.sha256.clone(),
                note: format!("from {}", self.sent_by),
                href: paths::file(&self.id),
            }),
            (_, Some(problem)) => FileState::Refused(copy::file_problem(problem).to_owned()),
            _ => FileState::Refused(copy::FILE_NOT_WHOLE.to_owned()),
        }
    }
}

/// The documents of a case, with their pages.
#[component]
pub fn CaseDocuments(
    /// The case.
    case: Signal<CaseView>,
) -> impl IntoView {
    let documents = Memo::new(move |_| case.with(|case| case.documents.clone()));
    let count = Signal::derive(move || Some(documents.with(Vec::len) as u64));
    let list = move || {
        let documents = documents.get();
        if documents.is_empty() {
            return view! { <p>"No documents came with this request."</p> }.into_any();
        }
        let rows = documents.into_iter().map(row).collect_view();
        view! { <FileList label="Documents">{rows}</FileList> }.into_any()
    };
    view! {
        <Panel id="documents" title="Documents" count=count>
            {list}
        </Panel>
    }
}

fn row(document: DocumentRow) -> AnyView {
    let state = document.file_state();
    let name = document.name.clone();
    view! {
        <FileRow name=document.name.clone() state=state />
        {(document.previews > 0).then(|| view! { <li class="document-pages"><Pages id=document.id name=name count=document.previews /></li> })}
    }
    .into_any()
}

/// The images of the first pages. None is fetched, and none is on record as read, before somebody opens them.
#[component]
fn Pages(id: String, name: String, count: u32) -> impl IntoView {
    let images = (1..=count)
        .map(|page| {
            let (address, alt) = (paths::file_page(&id, page), format!("Page {page} of {name}"));
            view! {
                <li>
                    <img src=address alt=alt loading="lazy" decoding="async" />
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="pages">
            <summary>"View pages" <span class="visually-hidden">" of " {name}</span></summary>
            <label class="pages-zoom">
                <input type="checkbox" />
                "Larger"
            </label>
            <ol class="pages-list" tabindex="0" aria-label="Pages">{images}</ol>
        </details>
    }
    .into_any()
}
