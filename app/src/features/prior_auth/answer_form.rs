//! The form of one item that is asked for: documents, words, and when the plan gets them.

use domain::prior_auth::information::{ANSWERS, DOCUMENTS, ItemKind, MAX_ITEMS};
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;

use super::api::{AnswerItem, KeepTyped, RemoveAnswerDocument};
use super::seen_answer::{Outcome, SEND, SavedMeanwhile, SeenAnswer, forms_shown, outcomes};
use super::uploads::{AddFiles, Target, UploadRows, Uploads, removable};
use crate::copy;
use crate::error::ApiError;
use crate::ui::page_form::post_target;
use crate::ui::{Button, ButtonKind, CaseView, FileList, FormAction, FormState, ItemRow, PageForm, TextAreaField};

/// The forms of the page and what became of them.
#[derive(Clone, Copy)]
pub struct Answering {
    answer: FormAction<AnswerItem>,
    remove: FormAction<RemoveAnswerDocument>,
    answered: FormState,
    outcome: RwSignal<Option<Outcome>>,
    removed: FormState,
    settled: RwSignal<u64>,
}

impl Answering {
    /// The forms of one page; make it at the top of the page.
    pub fn new() -> Self {
        let (answer, remove) = (FormAction::new(), FormAction::new());
        let answered = FormState::with_buttons(answer, &[KeepTyped::PATH]);
        Self {
            answer,
            remove,
            answered,
            outcome: outcomes(answer, answered),
            removed: FormState::of(remove),
            settled: RwSignal::default(),
        }
    }

    /// Moves with every answer and every file, so that the case is read again.
    pub fn answers(&self) -> (usize, usize, u64) {
        let (answer, remove) = (self.answer.version().get(), self.remove.version().get());
        (answer, remove, self.settled.get())
    }

    /// Why the last thing tried was refused.
    pub fn error(&self) -> Signal<Option<ApiError>> {
        let (answered, removed) = (self.answered.error(), self.removed.error());
        Signal::derive(move || answered.get().or_else(|| removed.get()))
    }

    /// The items whose forms are shown.
    pub fn shown(&self, case: Signal<CaseView>) -> Memo<Vec<String>> {
        forms_shown(case, self.outcome)
    }

    /// The same as [`Self::error`] for the request as a whole: that an answer changed is said beside its form.
    pub fn case_error(&self, case: Signal<CaseView>) -> Signal<Option<ApiError>> {
        let (error, outcome) = (self.error(), self.outcome);
        let is_of_item = move || {
            let version = case.with(|case| case.row.version);
            outcome.with(|outcome| outcome.as_ref().is_some_and(|outcome| outcome.sent.version == version))
        };
        Signal::derive(move || {
            error
                .get()
                .filter(|error| *error != ApiError::Conflict || !is_of_item())
        })
    }

    /// Whether the title of the page starts with "Error: ".
    pub fn has_error(&self) -> Signal<bool> {
        let error = self.error();
        Signal::derive(move || error.with(Option::is_some))
    }
}

/// The form of the item `id`. It is made once: later answers of the server change what stands beside the fields, never what is
/// typed, nor which saved answer it goes by.
#[component]
pub fn ItemForm(case: Signal<CaseView>, id: String, answering: Answering) -> impl IntoView {
    let found = id.clone();
    let item = Memo::new(move |_| case.with(|case| case.items.iter().find(|item| item.id == found).cloned()));
    let first = item.get_untracked();
    first.map(|first| view! { <Filled case=case item=item first=first answering=answering /> })
}

#[component]
fn Filled(case: Signal<CaseView>, item: Memo<Option<ItemRow>>, first: ItemRow, answering: Answering) -> impl IntoView {
    let seen = SeenAnswer::new(item, &first, answering.outcome, answering.answer.pending());
    let ItemRow {
        id,
        place,
        kind,
        need,
        answer,
        ..
    } = first;
    let index = place.saturating_sub(1).min(MAX_ITEMS - 1);
    let reference = case.with_untracked(|case| case.row.reference.clone());
    let uploads = Uploads::new(Target::Answer(reference.clone(), id.clone()), answering.settled);
    let files = answering
        .answered
        .field(DOCUMENTS[index], copy::DOCUMENT_LABELS[index])
        .hint(copy::FILES_TAKEN);
    let words = answering
        .answered
        .field(ANSWERS[index], copy::ANSWER_LABELS[index])
        .holding(&answer);
    let words = if kind == ItemKind::Document {
        words.optional()
    } else {
        words
    };
    let is_open = Memo::new(move |_| item.with(|item| item.as_ref().is_some_and(|item| item.is_open)));
    let is_saved = Memo::new(move |_| {
        let is_saved = item.with(|item| item.as_ref().is_some_and(|item| !item.answer.is_empty()));
        is_saved && seen.news.with(Option::is_none)
    });
    let (title, titled_by) = (format!("item-{place}"), format!("item-{place}"));
    let keep = post_target::<KeepTyped>();
    view! {
        <section class="panel answer-item" aria-labelledby=titled_by>
            <header class="panel-header">
                <h2 id=title>{copy::item_number(place)}</h2>
                <div class="panel-aside sub">{copy::item_kind(kind)}</div>
            </header>
            <div class="panel-body">
                <p class="note">{need}</p>
                <Show when=move || is_open.get()>
                    <AddFiles field=files.clone() photo=copy::photo_of_item(place) uploads=uploads />
                </Show>
                <Files item=item reference=reference.clone() answering=answering uploads=uploads />
                <PageForm action=answering.answer class="form" keep=keep>
                    <input type="hidden" name="reference" value=reference />
                    <input type="hidden" name="version" value=move || case.with(|case| case.row.version) />
                    <input type="hidden" name="item" value=id />
                    <input type="hidden" name="seen" value=move || seen.version.get() />
                    <SavedMeanwhile seen=seen />
                    <TextAreaField field=words />
                    <p class="field-hint" role="status">
                        {move || is_saved.get().then_some("Saved. The plan sees it when you send it.")}
                    </p>
                    <Show when=move || is_open.get()>
                        <div class="actions">
                            <Button kind=ButtonKind::Primary pending=answering.answer.pending() says=("then", SEND.to_owned())>
                                "Send answer" <span class="visually-hidden">" to item " {place}</span>
                            </Button>
                            <Button pending=answering.answer.pending() says=("then", "save".to_owned())>
                                "Save" <span class="visually-hidden">" item " {place}</span>
                            </Button>
                        </div>
                    </Show>
                </PageForm>
            </div>
        </section>
    }
}

#[component]
fn Files(item: Memo<Option<ItemRow>>, reference: String, answering: Answering, uploads: Uploads) -> impl IntoView {
    let rows = move || {
        let documents = item.with(|item| item.as_ref().map(|item| item.documents.clone()).unwrap_or_default());
        uploads.others(documents, |document| {
            removable(document, answering.remove, ("reference", &reference))
        })
    };
    view! {
        <FileList label="Documents of this answer" news=uploads.news()>
            {rows}
            <UploadRows uploads=uploads />
        </FileList>
    }
}
