//! The views of a list that its reader has saved: links, and the forms that save, rename and delete one.
//!
//! The form for the name stands in what opens and closes without the client. A list without filters needs no view.

use domain::saved_view::Place;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::button::{Button, ButtonKind};
use super::form_action::FormAction;
use super::page_form::{FormState, PageForm};
use super::text_input::{TextField, Width};
use crate::error::ApiError;
use crate::request::{DeleteView, RenameView, SaveView};

/// A view as a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewLink {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The list as it shows it.
    pub href: String,
    /// Whether it is on the screen.
    pub is_chosen: bool,
}

/// The forms of a page's views, and what became of them.
#[derive(Clone, Copy)]
pub struct ViewForms {
    save: FormAction<SaveView>,
    rename: FormAction<RenameView>,
    delete: FormAction<DeleteView>,
    saving: FormState,
    renaming: FormState,
    deleting: FormState,
}

impl ViewForms {
    /// The forms of one page; make it at the top of the page.
    #[must_use]
    pub fn on_page() -> Self {
        let (save, rename, delete) = (FormAction::new(), FormAction::new(), FormAction::new());
        Self {
            save,
            rename,
            delete,
            saving: FormState::of(save),
            renaming: FormState::of(rename),
            deleting: FormState::of(delete),
        }
    }

    /// Moves with every answer, so that the views are read again.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.save.version().get() + self.rename.version().get() + self.delete.version().get()
    }

    /// Why the last thing tried was refused.
    #[must_use]
    pub fn error(&self) -> Signal<Option<ApiError>> {
        let errors = [self.saving, self.renaming, self.deleting].map(|form| form.error());
        Signal::derive(move || errors.iter().find_map(|error| error.get()))
    }
}

/// The views, and the form for the one on the screen: to save it, or to rename or delete it where it is saved.
#[component]
pub fn SavedViews(
    /// Which list it is.
    place: Place,
    /// The views, by name.
    views: Signal<Vec<ViewLink>>,
    /// What the address of the list says, without the place in it.
    query: Signal<String>,
    /// The forms.
    forms: ViewForms,
) -> impl IntoView {
    let any = Memo::new(move |_| views.with(|views| !views.is_empty()));
    let chosen = Memo::new(move |_| views.with(|views| views.iter().find(|view| view.is_chosen).cloned()));
    let can_save = Memo::new(move |_| chosen.with(Option::is_none) && query.with(|query| !query.is_empty()));
    view! {
        <div class="saved-views">
            <Show when=move || any.get()>
                <nav aria-label="Saved views">
                    <span class="saved-views-name" aria-hidden="true">"Saved views"</span>
                    <ul>{move || views.get().into_iter().map(link).collect_view()}</ul>
                </nav>
            </Show>
            <Show when=move || can_save.get()>
                <SaveForm place=place query=query forms=forms />
            </Show>
            {move || chosen.get().map(|view| view! { <ChangeForms place=place saved=view forms=forms /> })}
        </div>
    }
    .into_any()
}

fn link(view: ViewLink) -> impl IntoView {
    view! {
        <li>
            <a href=view.href aria-current=view.is_chosen.then_some("page")>{view.name}</a>
        </li>
    }
}

#[component]
fn SaveForm(place: Place, query: Signal<String>, forms: ViewForms) -> impl IntoView {
    let field = forms.saving.field("view_name", "Name of the view");
    view! {
        <details class="saved-view-form" open=forms.saving.error().get_untracked().is_some()>
            <summary>"Save this view"</summary>
            <PageForm action=forms.save>
                <input type="hidden" name="place" value=place.code() />
                <input type="hidden" name="query" value=move || query.get() />
                <TextField field=field width=Width::Long />
                <Button kind=ButtonKind::Small pending=forms.save.pending()>"Save view"</Button>
            </PageForm>
        </details>
    }
}

#[component]
fn ChangeForms(place: Place, saved: ViewLink, forms: ViewForms) -> impl IntoView {
    let field = forms
        .renaming
        .field("view_name", "Name of the view")
        .holding(&saved.name);
    let (renamed, deleted) = (saved.id.clone(), saved.id);
    view! {
        <details class="saved-view-form" open=forms.renaming.error().get_untracked().is_some()>
            <summary>"Change this view"</summary>
            <PageForm action=forms.rename>
                <input type="hidden" name="place" value=place.code() />
                <input type="hidden" name="view" value=renamed />
                <TextField field=field width=Width::Long />
                <Button kind=ButtonKind::Small pending=forms.rename.pending()>"Rename view"</Button>
            </PageForm>
            <PageForm action=forms.delete>
                <input type="hidden" name="place" value=place.code() />
                <input type="hidden" name="view" value=deleted />
                <Button kind=ButtonKind::DangerOutline pending=forms.delete.pending()>"Delete view"</Button>
            </PageForm>
        </details>
    }
}
