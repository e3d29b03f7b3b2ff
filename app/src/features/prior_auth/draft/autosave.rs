//! Keeps a step while it is typed: a moment after the last key, and at once when a field is left.
//!
//! One save is on its way at a time, so that they arrive in the order in which they were made; what is typed meanwhile
//! follows. Every save carries its number: the server passes over one that a later one has overtaken. A save that fails
//! says so, and the next change tries again.

use std::time::Duration;

use leptos::html::Form;
use leptos::prelude::*;
use leptos::server_fn::ServerFn as _;
use leptos::task::spawn_local;
use leptos::web_sys::{FormData, UrlSearchParams};

use super::api::SaveStep;
use super::view::SavedView;
use crate::copy;
use crate::error::ApiError;
use crate::ui::form_action::{fields, post};
use crate::ui::{Banner, Tone};

/// So long nobody types before what is there is saved.
const PAUSE: Duration = Duration::from_millis(800);

/// What became of the last save.
#[derive(Clone, Debug, Default, PartialEq)]
enum Outcome {
    /// There was none.
    #[default]
    None,
    /// Kept, at this time.
    Saved(String),
    /// Not kept.
    Failed(ApiError),
}

/// The saves of one page.
#[derive(Clone, Copy)]
pub struct Autosave {
    form: NodeRef<Form>,
    /// The page's name with the version that it shows, as the server wrote it last.
    page: RwSignal<String>,
    /// Counts changes.
    turn: RwSignal<u32>,
    outcome: RwSignal<Outcome>,
    /// Who had saved the step in the meantime; empty for nobody.
    overwrote: RwSignal<String>,
    /// What is to be saved next, as it is posted.
    next: StoredValue<Option<String>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    is_on_its_way: StoredValue<bool>,
}

impl Autosave {
    /// The saves of the page that the server called `page`; its form is `form`.
    pub fn new(form: NodeRef<Form>, page: String) -> Self {
        let saves = Self {
            form,
            page: RwSignal::new(page),
            turn: RwSignal::new(0),
            outcome: RwSignal::default(),
            overwrote: RwSignal::default(),
            next: StoredValue::new(None),
            timer: StoredValue::new(None),
            is_on_its_way: StoredValue::new(false),
        };
        // Whoever leaves by a link has typed for good.
        on_cleanup(move || saves.save_now());
        saves
    }

    /// What the form says of its page: the name, and how often something was changed on it.
    pub fn name(self) -> String {
        format!("{}-{}", self.page.get(), self.turn.get())
    }

    /// Something was typed or chosen.
    pub fn changed(self) {
        self.turn.update(|turn| *turn += 1);
        self.next.set_value(self.typed());
        self.stop_timer();
        if let Ok(timer) = set_timeout_with_handle(move || self.save_now(), PAUSE) {
            self.timer.set_value(Some(timer));
        }
    }

    /// The person sends the form: that saves as well.
    pub fn forget(self) {
        self.stop_timer();
        self.next.set_value(None);
    }

    /// What the form holds now, under the name that its page has when it is sent.
    fn typed(self) -> Option<String> {
        let form = self.form.get_untracked()?;
        let fields = fields(&FormData::new_with_form(&form).ok()?)?;
        fields.to_string().as_string()
    }

    fn stop_timer(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }

    /// Saves what is to be saved, unless a save is on its way: then it follows.
    pub fn save_now(self) {
        self.stop_timer();
        if self.is_on_its_way.try_get_value() != Some(false) {
            return;
        }
        let Some(next) = self.next.try_update_value(Option::take).flatten() else {
            return;
        };
        let page = self.page.try_get_untracked().unwrap_or_default();
        let turn = self.turn.try_get_untracked().unwrap_or_default();
        let Some(body) = named(&next, &format!("{page}-{turn}")) else {
            return;
        };
        let _ = self.is_on_its_way.try_set_value(true);
        spawn_local(async move {
            let answer = post(SaveStep::PATH, body).await;
            self.hear(answer);
        });
    }

    /// The page may have been left meanwhile: then nobody listens.
    fn hear(self, answer: Result<SavedView, ApiError>) {
        if self.is_on_its_way.try_set_value(false).is_some() {
            return;
        }
        match answer {
            Ok(saved) => {
                self.page.set(saved.page);
                self.outcome.set(Outcome::Saved(saved.at));
                if !saved.overwrote.is_empty() {
                    self.overwrote.set(saved.overwrote);
                }
            }
            Err(ApiError::Unauthenticated(loss)) => crate::live::leave(loss),
            Err(ApiError::Outdated) => crate::live::load_again(),
            Err(error) => self.outcome.set(Outcome::Failed(error)),
        }
        self.save_now();
    }
}

/// The same fields of the page with this name.
fn named(body: &str, page: &str) -> Option<String> {
    let fields = UrlSearchParams::new_with_str(body).ok()?;
    fields.set("page", page);
    fields.to_string().as_string()
}

/// What became of the last save, beside the buttons of the form.
#[component]
pub fn LastSave(saves: Autosave) -> impl IntoView {
    move || match saves.outcome.get() {
        Outcome::None => None,
        Outcome::Saved(at) => Some(view! { <span class="as-of last-save">"Saved " {at}</span> }.into_any()),
        Outcome::Failed(error) => {
            let words = copy::not_saved(&error);
            Some(view! { <span class="last-save-failed" role="status">{words}</span> }.into_any())
        }
    }
}

/// Says that somebody else had saved the step while it was open here.
#[component]
pub fn OverwroteHere(saves: Autosave) -> impl IntoView {
    move || {
        let words = saves.overwrote.get();
        (!words.is_empty()).then(|| {
            view! {
                <Banner tone=Tone::Amber title="This step was changed elsewhere." announce=true>
                    {words}
                </Banner>
            }
        })
    }
}
