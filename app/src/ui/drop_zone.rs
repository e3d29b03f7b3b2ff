//! Where files are chosen or dropped.
//!
//! It is a file input and nothing else: made as large as the zone, it takes what is dropped on it and says what was
//! chosen by itself, with or without the client. A feature that sends files at once listens to `change` on the zone.

use leptos::prelude::*;

use super::field::{Field, Labelled};
use super::icon::{Icon, IconName};

/// A field for files.
#[component]
pub fn DropZone(
    /// Its names and error; its hint says which files are taken and how large they may be.
    field: Field,
    /// The kinds of files that are offered, as in the attribute of the same name.
    #[prop(default = ".pdf,.png,.jpg,.jpeg,.tif,.tiff")]
    accept: &'static str,
) -> impl IntoView {
    let is_over = RwSignal::new(false);
    view! {
        <Labelled field=field.clone()>
            <div class="drop-zone" class:drop-zone-over=is_over>
                <p class="drop-zone-words" aria-hidden="true">
                    <Icon name=IconName::Upload class="icon-large" />
                    <strong>"Drop files here, or choose them"</strong>
                </p>
                <input
                    type="file"
                    multiple=true
                    accept=accept
                    id=field.id()
                    name=field.name
                    aria-describedby=field.described_by()
                    aria-invalid=field.aria_invalid()
                    on:dragenter=move |_| is_over.set(true)
                    on:dragleave=move |_| is_over.set(false)
                    on:drop=move |_| is_over.set(false)
                />
            </div>
        </Labelled>
    }
}
