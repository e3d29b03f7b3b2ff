//! What a server function answered, shown now and kept up to date.
//!
//! The first answer is rendered with the page; later ones arrive through a signal, so that a page that asks again does
//! not rebuild itself: rows stay where they are, fields keep the focus, nothing flickers.

use leptos::prelude::*;

use super::problem::Problem;
use crate::error::ApiError;

/// Shows the answer of `from` by `show`, or the problem instead of it. `show` gets the answer as a signal that follows
/// every later answer.
pub fn loaded<T, F, V>(from: Resource<Result<T, ApiError>>, show: F) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    F: Fn(Signal<T>) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    Effect::new(move |_| {
        if let Some(Err(ApiError::Unauthenticated(loss))) = from.get() {
            crate::live::leave(loss);
        }
    });
    view! {
        <Transition fallback=|| view! { <p class="waiting" role="status">"Loading…"</p> }>
            {
                let show = show.clone();
                Suspend::new(async move {
                    let first = from.await;
                    let problem = Memo::new(move |_| from.with(|now| now.as_ref().and_then(|now| now.as_ref().err().cloned())));
                    move || match (problem.get(), newest(from, &first)) {
                        (None, Some(answer)) => show(follow(from, answer)).into_any(),
                        (problem, _) => view! { <Problem error=problem.unwrap_or(ApiError::Unavailable) /> }.into_any(),
                    }
                })
            }
        </Transition>
    }
}

fn newest<T: Clone + Send + Sync + 'static>(
    from: Resource<Result<T, ApiError>>,
    first: &Result<T, ApiError>,
) -> Option<T> {
    let now = from.with_untracked(|now| now.as_ref().and_then(|now| now.as_ref().ok().cloned()));
    now.or_else(|| first.as_ref().ok().cloned())
}

/// The newest good answer, starting with `first`.
fn follow<T>(from: Resource<Result<T, ApiError>>, first: T) -> Signal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let newest = Memo::new(move |before: Option<&T>| {
        let now = from.with(|now| now.as_ref().and_then(|now| now.as_ref().ok().cloned()));
        now.unwrap_or_else(|| before.unwrap_or(&first).clone())
    });
    newest.into()
}
