//! What the reader cannot do now, and why: nobody has to guess what became of a button.

use leptos::prelude::*;

use crate::copy;
use crate::features::review::view::ReviewView;

/// A button that does nothing yet for each, with the reason below it.
#[component]
pub fn Hindered(view: Signal<ReviewView>) -> impl IntoView {
    let hindered = Memo::new(move |_| view.with(|view| view.desk.hindered.clone()));
    let rows = move || {
        let rows = hindered.get().into_iter().map(|(action, why)| {
            let id = format!("hindered-{action}");
            view! {
                <li>
                    <button type="button" class="button button-quiet" aria-disabled="true" aria-describedby=id.clone()>
                        {copy::action(action)}
                    </button>
                    <p class="hindrance" id=id>{why}</p>
                </li>
            }
        });
        rows.collect_view()
    };
    view! {
        <Show when=move || !hindered.with(Vec::is_empty)>
            <ul class="hindered" aria-label="Not possible now">{rows}</ul>
        </Show>
    }
}
