//! A code, with suggestions while it is typed: a combobox as WAI-ARIA describes it.
//!
//! Without the client it is a plain text field and says so: the roles come with the client, which keeps the list. What is
//! typed or pasted always counts as it is; a suggestion fills the field with its code, and nothing is chosen by itself.

mod browser;
mod choice;
mod suggestions;

use std::time::Duration;

use domain::prior_auth::Need;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;

use super::field::{Field, Labelled, note_id};
use super::icon::IconName;
use super::tag::{Tag, Tone};
use super::text_input::Width;
pub use choice::{Choice, ChoiceSource};
use suggestions::{Press, Suggestions};

/// So long nobody types before the server is asked.
const PAUSE: Duration = Duration::from_millis(150);

/// A text field with suggestions.
#[component]
pub fn TypeAhead(
    /// Its names, first value and error.
    field: Field,
    /// Who knows the suggestions.
    #[prop(into)]
    source: ChoiceSource,
    /// Its width.
    #[prop(optional)]
    width: Width,
    /// Whether it takes several codes, with commas between them.
    #[prop(optional)]
    several: bool,
    /// What the first value means, where that is known.
    #[prop(optional, into)]
    meaning: String,
    /// The suggestions it shows at first: for a picture of the open list.
    #[prop(optional)]
    open: Vec<Choice>,
) -> impl IntoView {
    let (field, is_still) = (field.noted(), !open.is_empty());
    let list_id = format!("{}-choices", field.id());
    let suggestions = Suggestions::new(field.value(), meaning.clone(), open);
    let combobox = Combobox::new(
        if several { suggestions.of_several() } else { suggestions },
        source,
        list_id.clone(),
    );
    let options = {
        let list_id = list_id.clone();
        move || {
            let of_picture = |place| is_still && place == 0;
            let choices = combobox.choices.get().into_iter().enumerate();
            choices
                .map(|(place, choice)| option(option_id(&list_id, place), of_picture(place), choice))
                .collect_view()
        }
    };
    // Of these the client knows more: see `Combobox::tell`.
    let (role, active) = (is_still.then_some("combobox"), is_still.then(|| option_id(&list_id, 0)));
    view! {
        <Labelled field=field.clone()>
            <div class=if is_still { "type-ahead type-ahead-still" } else { "type-ahead" }>
                <input
                    class=width.class()
                    type="text"
                    id=field.id()
                    name=field.name
                    value=field.value()
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    role=role
                    aria-autocomplete=is_still.then_some("list")
                    aria-expanded=is_still.then_some("true")
                    aria-controls=is_still.then(|| list_id.clone())
                    aria-activedescendant=active
                    aria-describedby=field.described_by()
                    aria-invalid=field.aria_invalid()
                    node_ref=combobox.input
                    on:input=move |event| combobox.hold(event_target_value(&event))
                    on:keydown=move |event| combobox.press(&event)
                    on:blur=move |_| combobox.state.update(Suggestions::leave)
                />
                <ul
                    class="choices"
                    id=list_id.clone()
                    role="listbox"
                    aria-label="Suggestions"
                    hidden=!is_still
                    node_ref=combobox.list
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |event| combobox.choose(&event)
                >
                    {options}
                </ul>
                <p class="type-ahead-meaning" id=note_id(field.name) node_ref=combobox.meaning>{meaning}</p>
                <p class="visually-hidden" aria-live="polite" node_ref=combobox.said></p>
            </div>
        </Labelled>
    }
    .into_any()
}

/// A suggestion.
fn option(id: String, is_active: bool, choice: Choice) -> impl IntoView {
    let need = choice.need.map(|need| match need {
        Need::Needed => (Tone::Amber, IconName::ShieldCheck, "Needs it"),
        Need::NotNeeded => (Tone::Teal, IconName::CircleCheck, "Not needed"),
    });
    view! {
        <li id=id role="option" aria-selected=if is_active { "true" } else { "false" }>
            <strong>{choice.code}</strong>
            <span>{choice.words}</span>
            {need.map(|(tone, icon, text)| view! { <Tag tone=tone icon=icon text=text /> })}
        </li>
    }
}

fn option_id(list_id: &str, place: usize) -> String {
    format!("{list_id}-{place}")
}

/// The field and its list in the browser. What changes is told to the browser from one place: a dozen reactive attributes
/// would cost every reader of a form several kilobytes.
#[derive(Clone, Copy)]
struct Combobox {
    state: RwSignal<Suggestions>,
    choices: Memo<Vec<Choice>>,
    source: StoredValue<ChoiceSource>,
    list_id: StoredValue<String>,
    input: NodeRef<html::Input>,
    list: NodeRef<html::Ul>,
    meaning: NodeRef<html::P>,
    said: NodeRef<html::P>,
}

impl Combobox {
    fn new(suggestions: Suggestions, source: ChoiceSource, list_id: String) -> Self {
        let state = RwSignal::new(suggestions);
        let combobox = Self {
            state,
            choices: Memo::new(move |_| state.with(|state| state.choices().to_vec())),
            source: StoredValue::new(source),
            list_id: StoredValue::new(list_id),
            input: NodeRef::new(),
            list: NodeRef::new(),
            meaning: NodeRef::new(),
            said: NodeRef::new(),
        };
        Effect::new(move |_| combobox.tell());
        combobox
    }

    /// Shows what is known now, and says that somebody keeps the list.
    fn tell(self) {
        let (Some(input), Some(list)) = (self.input.get(), self.list.get()) else {
            return;
        };
        self.state.with(|state| {
            let active = state.active().map(|place| self.option(place));
            browser::tell(&input, &self.list_id.get_value(), state.is_open(), active.as_deref());
            browser::mark(&list, state.is_open(), active.as_deref());
            for (place, words) in [(self.meaning, state.meaning()), (self.said, state.said())] {
                if let Some(place) = place.get() {
                    place.set_text_content(Some(words));
                }
            }
        });
    }

    fn option(self, place: usize) -> String {
        self.list_id.with_value(|list_id| option_id(list_id, place))
    }

    /// Asks after a pause, unless something else was typed by then.
    fn hold(self, text: String) {
        if let Some(Some(number)) = self.state.try_update(|state| state.hold(text)) {
            set_timeout(move || self.ask(number), PAUSE);
        }
    }

    fn ask(self, number: u32) {
        // The page may have been left meanwhile.
        let Some(Some(text)) = self.state.try_with_untracked(|state| state.question(number)) else {
            return;
        };
        let Some(source) = self.source.try_get_value() else {
            return;
        };
        leptos::task::spawn_local(async move {
            let answer = source.ask(text).await;
            self.state.try_update(|state| state.hear(number, answer));
        });
    }

    fn press(self, event: &KeyboardEvent) {
        // A key may belong to an input method, or to the browser.
        if event.is_composing() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let Some(press) = self.state.try_update(|state| state.press(&event.key())) else {
            return;
        };
        if press != Press::Other {
            event.prevent_default();
        }
        match press {
            Press::Other | Press::Handled => {}
            Press::Ask(number) => self.ask(number),
            Press::Chosen(code) => self.fill(&code),
        }
    }

    fn choose(self, event: &MouseEvent) {
        let code = browser::place_of(event).and_then(|place| self.state.try_update(|state| state.choose(place))?);
        if let Some(code) = code {
            self.fill(&code);
        }
    }

    fn fill(self, code: &str) {
        if let Some(input) = self.input.get_untracked() {
            browser::fill(&input, code);
        }
    }
}
