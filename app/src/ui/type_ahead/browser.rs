//! What a type-ahead tells the browser, and hears from it.

use leptos::ev::MouseEvent;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement};

/// Says that the field has a list, whether it is open, and which option is the active one.
pub(super) fn tell(field: &HtmlInputElement, list_id: &str, is_open: bool, active: Option<&str>) {
    let expanded = if is_open { "true" } else { "false" };
    let said = [
        ("role", "combobox"),
        ("aria-autocomplete", "list"),
        ("aria-controls", list_id),
        ("aria-expanded", expanded),
    ];
    // None of these names can be refused.
    for (name, value) in said {
        let _ = field.set_attribute(name, value);
    }
    let _ = match active {
        Some(id) => field.set_attribute("aria-activedescendant", id),
        None => field.remove_attribute("aria-activedescendant"),
    };
}

/// Opens or closes the list, marks the active option and scrolls just as far as it takes to see it.
pub(super) fn mark(list: &HtmlElement, is_open: bool, active: Option<&str>) {
    list.set_hidden(!is_open);
    let options = list.children();
    for option in (0..options.length()).filter_map(|place| options.item(place)) {
        let is_active = active.is_some_and(|id| option.id() == id);
        let _ = option.set_attribute("aria-selected", if is_active { "true" } else { "false" });
        if is_active {
            reveal(&option);
        }
    }
}

/// The place in the list of the option that was clicked.
pub(super) fn place_of(event: &MouseEvent) -> Option<usize> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let option = target.closest("[role=option]").ok()??;
    option.id().rsplit('-').next()?.parse().ok()
}

/// Puts `text` into the field as if it had been typed: the form around it hears of it.
#[cfg(feature = "hydrate")]
pub(super) fn fill(field: &HtmlInputElement, text: &str) {
    use web_sys::{Event, EventInit};

    field.set_value(text);
    let init = EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &init) {
        // It says whether somebody cancelled the event, which cannot be.
        let _ = field.dispatch_event(&event);
    }
}

#[cfg(feature = "hydrate")]
fn reveal(option: &Element) {
    use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    option.scroll_into_view_with_scroll_into_view_options(&options);
}

/// The server fills no field.
#[cfg(not(feature = "hydrate"))]
pub(super) fn fill(_field: &HtmlInputElement, _text: &str) {}

/// The server scrolls nothing.
#[cfg(not(feature = "hydrate"))]
fn reveal(_option: &Element) {}
