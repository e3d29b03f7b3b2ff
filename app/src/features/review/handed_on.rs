//! What the nurse told the physician.

use leptos::prelude::*;

use super::view::ReviewView;
use crate::ui::Panel;

/// The summary with which the case was sent on, where there is one.
#[component]
pub fn HandedOnNote(view: Signal<ReviewView>) -> impl IntoView {
    let handed_on = Memo::new(move |_| view.with(|view| view.desk.handed_on.clone()));
    move || {
        handed_on.get().map(|note| {
            view! {
                <Panel id="handed-on" title="Summary for the physician">
                    <p class="note">{note.words}</p>
                    <p class="sub">{note.by} ", " {note.when}</p>
                </Panel>
            }
        })
    }
}
