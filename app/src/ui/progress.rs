//! How far something is, in words and as a bar.

use leptos::prelude::*;

/// A bar under its words. The words say all that the bar shows.
#[component]
pub fn Progress(
    /// Its id; the words' id is derived from it.
    id: &'static str,
    /// The words: `7 of 10 tasks done`.
    #[prop(into)]
    words: Signal<String>,
    /// What else is known, at the end of the line: `About 4 minutes left`.
    #[prop(optional, into)]
    note: MaybeProp<String>,
    /// How much is done.
    #[prop(into)]
    value: Signal<u64>,
    /// How much there is to do.
    #[prop(into)]
    max: Signal<u64>,
) -> impl IntoView {
    let words_id = format!("{id}-words");
    view! {
        <div class="progress">
            <p class="progress-words">
                <strong id=words_id.clone()>{move || words.get()}</strong>
                {move || note.get().map(|note| view! { <span>{note}</span> })}
            </p>
            <progress id=id aria-labelledby=words_id value=move || value.get() max=move || max.get()></progress>
        </div>
    }
    .into_any()
}
