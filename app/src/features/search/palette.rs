//! The command palette in its dialog: what the keys and the pointer do.

use std::time::Duration;

use leptos::ev::{Event, KeyboardEvent, MouseEvent};
use leptos::html::{Dialog, Form};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, HtmlInputElement};

use super::api::find;
use crate::place::{Place, use_place};
use crate::ui::lazy_part::PaletteAsked;
use crate::ui::palette::entry_id;
use crate::ui::{Palette, PaletteGroup, PaletteTarget};
use crate::{copy, live, paths};

/// After the last key, before the server is asked.
const PAUSE: Duration = Duration::from_millis(120);

/// The dialog; it opens when it is made and each time it is asked for, and asking for it while it is open closes it.
#[component]
pub fn PaletteDialog() -> impl IntoView {
    let state = State::new();
    let dialog = NodeRef::<Dialog>::new();
    let form = NodeRef::<Form>::new();
    let asked = use_context::<PaletteAsked>().map(|PaletteAsked(asked)| asked);
    Effect::new(move |_| {
        let (Some(dialog), Some(_)) = (dialog.get(), asked.map(|asked| asked.get())) else {
            return;
        };
        if dialog.open() {
            dialog.close();
        } else {
            state.begin(&dialog);
            // It refuses only where it is open already.
            drop(dialog.show_modal());
        }
    });
    let open = Opener {
        dialog,
        form,
        place: use_place(),
    };
    view! {
        <dialog
            class="palette-dialog"
            node_ref=dialog
            aria-label="Search or jump to"
            on:input=move |event| state.typed(&event)
            on:keydown=move |event| {
                if let Some((target, is_new_tab)) = state.key(&event) {
                    open.open(target, is_new_tab);
                }
            }
            on:click=move |event| {
                if let Some((target, is_new_tab)) = state.click(&event) {
                    open.open(target, is_new_tab);
                } else if is_beside(&event) {
                    open.close();
                }
            }
        >
            <Palette typed=state.typed groups=state.groups chosen=state.chosen note=state.note />
            <form method="post" hidden node_ref=form>
                <input type="hidden" />
            </form>
        </dialog>
    }
}

/// A click on the ground around the palette, or on its button.
fn is_beside(event: &MouseEvent) -> bool {
    element(event).is_some_and(|target| {
        let is_button = target.closest(".palette-close").is_ok_and(|button| button.is_some());
        is_button || target.matches("dialog").unwrap_or_default()
    })
}

fn element(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// What is typed, what fits, and what Enter would open.
#[derive(Clone, Copy)]
struct State {
    typed: RwSignal<String>,
    groups: RwSignal<Vec<PaletteGroup>>,
    chosen: RwSignal<usize>,
    note: RwSignal<String>,
    /// Counts what was typed: only the answer to the last of it still means anything.
    turn: StoredValue<u32>,
}

impl State {
    fn new() -> Self {
        Self {
            typed: RwSignal::new(String::new()),
            groups: RwSignal::new(Vec::new()),
            chosen: RwSignal::new(0),
            note: RwSignal::new(copy::LOOKING.to_owned()),
            turn: StoredValue::new(0),
        }
    }

    /// Starts with an empty field.
    fn begin(self, dialog: &Element) {
        if let Some(field) = dialog
            .query_selector("input")
            .ok()
            .flatten()
            .and_then(|field| field.dyn_into::<HtmlInputElement>().ok())
        {
            field.set_value("");
        }
        self.typed.set(String::new());
        self.look();
    }

    fn typed(self, event: &Event) {
        self.typed.set(event_target_value(event));
        let turn = self.next_turn();
        set_timeout(
            move || {
                if self.turn.try_get_value() == Some(turn) {
                    self.look();
                }
            },
            PAUSE,
        );
    }

    fn next_turn(self) -> u32 {
        self.turn.update_value(|turn| *turn += 1);
        self.turn.get_value()
    }

    /// Asks the server for what fits.
    fn look(self) {
        let turn = self.next_turn();
        leptos::task::spawn_local(async move {
            let answer = find(self.typed.get_untracked()).await;
            if self.turn.try_get_value() == Some(turn) {
                self.show(answer);
            }
        });
    }

    fn show(self, answer: Result<Vec<PaletteGroup>, crate::error::ApiError>) {
        match answer {
            Ok(groups) => {
                let found = groups.iter().map(|group| group.entries.len()).sum();
                self.note.set(copy::found(found));
                self.chosen.set(0);
                self.groups.set(groups);
            }
            Err(crate::error::ApiError::Unauthenticated(loss)) => live::leave(loss),
            Err(error) => {
                self.note.set(copy::problem(&error).title.to_owned());
                self.groups.set(Vec::new());
            }
        }
    }

    /// What a key does; where it opens something, what, and whether in a new tab.
    fn key(self, event: &KeyboardEvent) -> Option<(PaletteTarget, bool)> {
        let sizes: Vec<usize> = self
            .groups
            .with_untracked(|groups| groups.iter().map(|group| group.entries.len()).collect());
        let chosen = self.chosen.get_untracked();
        let next = match event.key().as_str() {
            "Enter" if !sizes.is_empty() => {
                event.prevent_default();
                return self
                    .target(chosen)
                    .map(|target| (target, event.ctrl_key() || event.meta_key()));
            }
            "ArrowDown" => step(&sizes, chosen, true),
            "ArrowUp" => step(&sizes, chosen, false),
            "Tab" => next_group(&sizes, chosen, !event.shift_key()),
            _ => return None,
        };
        event.prevent_default();
        self.choose(next);
        None
    }

    fn click(self, event: &MouseEvent) -> Option<(PaletteTarget, bool)> {
        let option = element(event)?.closest("[data-place]").ok()??;
        let place = option.get_attribute("data-place")?.parse().ok()?;
        Some((self.target(place)?, event.ctrl_key() || event.meta_key()))
    }

    fn choose(self, place: usize) {
        self.chosen.set(place);
        if let Some(option) = document().get_element_by_id(&entry_id(place)) {
            option.scroll_into_view_with_bool(false);
        }
    }

    fn target(self, place: usize) -> Option<PaletteTarget> {
        self.groups.with_untracked(|groups| {
            let mut entries = groups.iter().flat_map(|group| &group.entries);
            entries.nth(place).map(|entry| entry.target.clone())
        })
    }
}

/// One down or up, and from the end to the beginning.
fn step(sizes: &[usize], chosen: usize, is_down: bool) -> usize {
    let all = sizes.iter().sum::<usize>().max(1);
    (chosen + if is_down { 1 } else { all - 1 }) % all
}

/// The first place of the next group, or of the one before.
fn next_group(sizes: &[usize], chosen: usize, is_down: bool) -> usize {
    let mut starts = vec![0];
    for size in sizes {
        starts.push(starts.last().copied().unwrap_or_default() + size);
    }
    starts.pop();
    let own = starts.iter().rposition(|start| *start <= chosen).unwrap_or_default();
    let next = step(&vec![1; starts.len()], own, is_down);
    starts.get(next).copied().unwrap_or_default()
}

/// Goes where an entry leads.
#[derive(Clone, Copy)]
struct Opener {
    dialog: NodeRef<Dialog>,
    form: NodeRef<Form>,
    place: Place,
}

impl Opener {
    fn close(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
    }

    fn open(self, target: PaletteTarget, is_new_tab: bool) {
        match target {
            PaletteTarget::Page(href) if is_new_tab => {
                drop(window().open_with_url_and_target(&href, "_blank"));
            }
            PaletteTarget::Page(href) => {
                self.close();
                if paths::is_signed_in(paths::path_of(&href)) {
                    self.place.go_to(href);
                } else {
                    live::go(&href);
                }
            }
            PaletteTarget::Post(action, field) => {
                self.close();
                self.post(&action, field);
            }
        }
    }

    /// As if a form of the page were sent: leaving and going elsewhere load a fresh page.
    fn post(self, action: &str, field: Option<(String, String)>) {
        let Some(form) = self.form.get_untracked() else { return };
        form.set_action(action);
        if let (Some((name, value)), Ok(Some(input))) = (field, form.query_selector("input")) {
            drop(input.set_attribute("name", &name));
            drop(input.set_attribute("value", &value));
        }
        live::post(&form, None);
    }
}

#[cfg(test)]
mod tests {
    use super::{next_group, step};

    #[test]
    fn arrows_go_round_and_tab_goes_from_group_to_group() {
        assert_eq!(
            (step(&[2, 3], 0, true), step(&[2, 3], 4, true), step(&[2, 3], 0, false)),
            (1, 0, 4)
        );
        assert_eq!(
            (next_group(&[2, 3, 1], 1, true), next_group(&[2, 3, 1], 5, true)),
            (2, 0)
        );
        assert_eq!(
            (next_group(&[2, 3, 1], 3, false), next_group(&[2, 3, 1], 0, false)),
            (0, 5)
        );
        assert_eq!((step(&[], 0, true), next_group(&[], 0, true)), (0, 0));
    }
}
