//! Arriving on another page without loading one: what a browser does by itself with a new document, the frame does here.
//!
//! Menus close, the focus goes to the content (or stays where the page has put it), and the page's title is said.

use leptos::prelude::*;

use crate::place::use_place;

/// The title of the page, as it says it itself: what the place of a page that is being fetched says later is still its own.
#[derive(Clone, Copy, Debug)]
struct Said(RwSignal<String>);

/// Makes the title of the page one that is said on arrival.
pub fn say(title: &str) {
    if let Some(Said(said)) = use_context::<Said>() {
        let title = title.to_owned();
        Effect::new(move |_| said.set(title.clone()));
    }
}

/// Provides what pages say their titles to; once, above them.
pub fn provide() {
    provide_context(Said(RwSignal::new(String::new())));
}

/// Says the title of each page one arrives on.
#[component]
pub fn Arrival() -> impl IntoView {
    let arrivals = use_place().arrivals();
    let said = use_context::<Said>();
    Effect::new(move |_| {
        if arrivals.get() > 0 {
            arrive();
        }
    });
    let words = move || {
        let is_another = arrivals.get() > 0;
        said.filter(|_| is_another).map(|Said(said)| said.get())
    };
    view! {
        <p class="visually-hidden" role="status">
            {words}
        </p>
    }
    .into_any()
}

#[cfg(feature = "hydrate")]
fn arrive() {
    use leptos::web_sys::HtmlElement;
    use wasm_bindgen::JsCast as _;
    let document = document();
    let found = |selector: &str| {
        let element = document.query_selector(selector).ok().flatten();
        element.and_then(|element| element.dyn_into::<HtmlElement>().ok())
    };
    // Those that close by themselves are open one at a time.
    if let Some(menu) = found(":popover-open") {
        drop(menu.hide_popover());
    }
    if let Some(main) = found("#main")
        && !main.contains(document.active_element().as_deref())
    {
        drop(main.focus());
    }
}

#[cfg(not(feature = "hydrate"))]
fn arrive() {}
