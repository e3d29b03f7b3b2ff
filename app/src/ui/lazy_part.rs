//! Parts of the frame whose code is fetched when somebody first asks for them.
//!
//! The frame is in the first file of the client, and everybody waits for that. What stands in a popover or a dialog is made by a
//! feature, comes in that feature's file, and is fetched at the first click; `ui` knows only how to ask for it. Whoever cannot get the
//! file goes to the page that shows the same.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;

/// A part that is on its way; `None` where its file cannot be had.
pub type LazyPart = Pin<Box<dyn Future<Output = Option<AnyView>>>>;

/// The frame's lazy parts; provided once by `App`, which knows the features.
#[derive(Clone, Copy, Debug)]
pub struct LazyParts {
    /// The content of the popover below the bell.
    pub notifications: fn() -> LazyPart,
    /// The command palette; it opens with each move of the [`PaletteAsked`] in its context.
    pub palette: fn() -> LazyPart,
}

/// Moves each time somebody asks for the command palette.
#[derive(Clone, Copy, Debug)]
pub struct PaletteAsked(pub RwSignal<u32>);

/// The part that `which` names, from the first time that `wanted` says so; `otherwise` happens where it cannot be had.
#[cfg(not(feature = "ssr"))]
pub fn lazy_part(
    wanted: impl Fn() -> bool + Send + Sync + 'static,
    which: fn(LazyParts) -> fn() -> LazyPart,
    otherwise: fn(),
) -> impl IntoView {
    let content = RwSignal::<Option<AnyView>, LocalStorage>::new_local(None);
    let parts = use_context::<LazyParts>();
    let is_wanted = Memo::new(move |before: Option<&bool>| before.copied().unwrap_or_default() || wanted());
    Effect::new(move |_| {
        let Some(part) = parts.map(which).filter(|_| is_wanted.get()) else {
            return;
        };
        untrack(|| {
            leptos::reactive::spawn_local_scoped(async move {
                match part().await {
                    Some(view) => content.set(Some(view)),
                    None => otherwise(),
                }
            });
        });
    });
    move || {
        content.track();
        content.write_untracked().take()
    }
}

/// Nothing, on the server: nobody has asked yet. What holds a view there may end on another thread than it began on, and a signal of
/// one thread would not survive that.
#[cfg(feature = "ssr")]
pub fn lazy_part(
    _wanted: impl Fn() -> bool + Send + Sync + 'static,
    _which: fn(LazyParts) -> fn() -> LazyPart,
    _otherwise: fn(),
) -> impl IntoView {
    || None::<AnyView>
}
