//! Says that a small thing was done, and offers to undo it. For nothing that matters: that stays on the page.
//!
//! It stays until it is closed, undone, or another one takes its place: no time runs, so nobody has to hurry.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// What the corner of the page says, politely; empty most of the time.
#[component]
pub fn Toast(
    /// What was done: `Message marked as read`.
    words: Signal<Option<String>>,
    /// Takes it back.
    #[prop(into)]
    undo: Callback<()>,
    /// Called by its button that closes it: `words` have to follow.
    #[prop(into)]
    close: Callback<()>,
    /// Whether it stands in the page: for a picture.
    #[prop(optional)]
    still: bool,
) -> impl IntoView {
    let toast = move |words: String| {
        view! {
            <div class="toast">
                <Icon name=IconName::Check class="icon-small" />
                <span class="toast-words">{words}</span>
                <button type="button" class="toast-button" on:click=move |_| undo.run(())>
                    "Undo"
                </button>
                <button type="button" class="toast-button" aria-label="Close" on:click=move |_| close.run(())>
                    <Icon name=IconName::X class="icon-small" />
                </button>
            </div>
        }
    };
    // The region is always there: a screen reader speaks only what is put into one it knows.
    view! {
        <div class=if still { "toasts toasts-still" } else { "toasts" } role="status">
            {move || words.get().map(toast)}
        </div>
    }
    .into_any()
}
