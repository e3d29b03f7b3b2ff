//! What a server function answered, shown now and kept up to date.
//!
//! The first answer is rendered with the page; later ones arrive through a signal, so that a page that asks again does
//! not rebuild itself: rows stay where they are, fields keep the focus, nothing flickers. When a later question goes
//! unanswered, what is there stays, the page says that it may be old, and asks again.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::answer::{Answer, Raw, Said, Wire};
use super::banner::Banner;
use super::problem::Problem;
use super::skeleton::Skeleton;
use super::tag::Tone;
use crate::copy;
use crate::error::ApiError;

/// How long a page waits before it asks again after a failure that passes.
const ASK_AGAIN: Duration = Duration::from_secs(5);

/// Shows the answer of `from` by `show`, or the problem instead of it. `show` gets the answer as a signal that follows
/// every later answer.
pub fn loaded<T, F, V>(from: Answer<T>, show: F) -> impl IntoView
where
    T: Wire + PartialEq,
    F: Fn(Signal<T>) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let show = move |first: Said| match first.read() {
        Ok(first) => show(follow(from, first)).into_any(),
        Err(error) => view! { <Problem error=error /> }.into_any(),
    };
    loaded_raw(from.raw(), Said::problem::<T>, Arc::new(show))
}

/// Why there is no answer.
type ProblemOf = fn(&Said) -> Option<ApiError>;

fn loaded_raw(from: Raw, problem_of: ProblemOf, show: Arc<dyn Fn(Said) -> AnyView + Send + Sync>) -> AnyView {
    keep_asking_raw(from, problem_of);
    view! {
        <Transition fallback=|| view! { <Skeleton lines=6 /> }>
            {
                let show = Arc::clone(&show);
                Suspend::new(async move {
                    let first = from.await;
                    let has_content = problem_of(&first).is_none();
                    let error = Memo::new(move |_| from.with(|now| now.as_ref().and_then(problem_of)));
                    let is_old = move || has_content && error.with(|error| error.as_ref().is_some_and(ApiError::is_passing));
                    let problem = Memo::new(move |_| if is_old() { None } else { error.get() });
                    move || match (problem.get(), newest(from, problem_of, &first)) {
                        (None, Some(answer)) => {
                            view! {
                                {move || is_old().then(maybe_old)}
                                {show(answer)}
                            }
                                .into_any()
                        }
                        (problem, _) => view! { <Problem error=problem.unwrap_or(ApiError::Unavailable) /> }.into_any(),
                    }
                })
            }
        </Transition>
    }
    .into_any()
}

/// Asks again after a failure that passes, and leaves the page when the session is gone.
pub fn keep_asking<T: Wire>(from: Answer<T>) {
    keep_asking_raw(from.raw(), Said::problem::<T>);
}

fn keep_asking_raw(from: Raw, problem_of: ProblemOf) {
    Effect::new(move |_| match from.with(|now| now.as_ref().and_then(problem_of)) {
        Some(ApiError::Unauthenticated(loss)) => crate::live::leave(loss),
        Some(ApiError::Outdated) => crate::live::load_again(),
        Some(error) if error.is_passing() => {
            // One question at a time: the next answer, whatever it was asked for, and the end of the page take this one back.
            if let Ok(timer) = set_timeout_with_handle(move || from.refetch(), ASK_AGAIN) {
                on_cleanup(move || timer.clear());
            }
        }
        _ => {}
    });
}

/// The newest good answer, starting with `first`: it stays when a later question goes unanswered.
pub fn newest_good<T: Wire + PartialEq>(from: Answer<T>, first: Option<T>) -> Memo<Option<T>> {
    Memo::new(move |before: Option<&Option<T>>| good(from).or_else(|| before.unwrap_or(&first).clone()))
}

/// The answer, if it is there and good.
fn good<T: Wire>(from: Answer<T>) -> Option<T> {
    from.get().and_then(Result::ok)
}

/// Says that what the page shows may be old.
fn maybe_old() -> impl IntoView {
    let words = copy::maybe_old();
    view! {
        <Banner tone=Tone::Amber title=words.title announce=true>
            {words.text}
        </Banner>
    }
}

fn newest(from: Raw, problem_of: ProblemOf, first: &Said) -> Option<Said> {
    let is_good = |said: &Said| problem_of(said).is_none();
    let now = from.with_untracked(|now| now.clone().filter(is_good));
    now.or_else(|| Some(first.clone()).filter(is_good))
}

/// The newest good answer, starting with `first`.
fn follow<T: Wire + PartialEq>(from: Answer<T>, first: T) -> Signal<T> {
    let newest = Memo::new(move |before: Option<&T>| good(from).unwrap_or_else(|| before.unwrap_or(&first).clone()));
    newest.into()
}
