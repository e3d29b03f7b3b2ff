//! A dialog: the browser's own, which keeps the focus inside and closes on Escape.
//!
//! Whether it is open is the page's affair, and best a part of its address: then the link that opens it works without the
//! client, too. The server writes an open dialog into the page, where it stands like a panel; the client lifts it above.

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

/// A dialog. Its buttons come last, in a `<div class="actions">`.
#[component]
pub fn Dialog(
    /// Its id; the ids of title and text are derived from it.
    id: &'static str,
    /// What is asked or said.
    #[prop(into)]
    title: String,
    /// What follows from it.
    #[prop(into)]
    text: String,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// What Escape does; `open` has to follow. A picture of a dialog has none, and stays in the page.
    #[prop(optional, into)]
    cancel: Option<Callback<()>>,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let (Some(dialog), true) = (dialog.get(), cancel.is_some()) else {
            return;
        };
        // What the server opened is closed first: only a closed one can be lifted.
        dialog.close();
        if open.get() {
            // It refuses only when it has left the page.
            let _ = dialog.show_modal();
        }
    });
    let (title_id, text_id) = (format!("{id}-title"), format!("{id}-text"));
    view! {
        <dialog
            class="dialog"
            id=id
            node_ref=dialog
            open=open.get_untracked()
            aria-labelledby=title_id
            aria-describedby=text_id
            on:cancel=move |event: Event| {
                event.prevent_default();
                if let Some(cancel) = cancel {
                    cancel.run(());
                }
            }
        >
            <h2 id=title_id.clone()>{title}</h2>
            <p id=text_id.clone()>{text}</p>
            {children()}
        </dialog>
    }
    .into_any()
}
