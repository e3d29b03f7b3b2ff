//! Where files are chosen or dropped.
//!
//! It is a file input and nothing else: made as large as the zone, it takes what is dropped on it and says what was
//! chosen by itself, with or without the client. A feature that sends files at once listens to `change` on the zone.

use leptos::prelude::*;

use super::field::{Field, Labelled, control_id};
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

/// A field beside a drop zone whose picker is the camera: one photo a time, posted under the name of the zone. It is seen on phones
/// and tablets, where there is a camera at hand and nothing is dropped.
#[component]
pub fn TakePhoto(
    /// The name of the zone's field.
    name: &'static str,
    /// Its label; another one for each on a page.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let id = control_id(&format!("{name}-photo"));
    view! {
        <div class="field take-photo">
            <label class="field-label" for=id.clone()>
                {label}
            </label>
            <input type="file" accept="image/*" capture="environment" id=id name=name />
        </div>
    }
    .into_any()
}
