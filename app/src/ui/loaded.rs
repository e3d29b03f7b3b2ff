//! What a server function answered, shown now and kept up to date.
//!
//! The first answer is rendered with the page; later ones arrive through a signal, so that a page that asks again does
//! not rebuild itself: rows stay where they are, fields keep the focus, nothing flickers. When a later question goes
//! unanswered, what is there stays, the page says that it may be old, and asks again.

use std::pin::Pin;
use std::time::Duration;

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::answer::Answer;
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
pub fn loaded<T, F, V>(from: Answer<T>, show: F) -> AnyView
where
    T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Fn(Signal<T>) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    keep_asking(from);
    in_turn(Box::new(move || {
        let show = show.clone();
        Box::pin(async move {
            let first = from.await;
            Answered {
                is_good: first.is_ok(),
                error: error_of(from),
                content: Box::new(move || {
                    let newest = newest(from, &first)?;
                    Some(show(follow(from, newest)).into_any())
                }),
            }
        })
    }))
}

/// An answer of whatever type, as the page shows it: all of this that is the same for every type is made once.
struct Answered {
    is_good: bool,
    /// Of the newest answer.
    error: Signal<Option<ApiError>>,
    /// The newest good answer, shown; none before there was one.
    content: Box<dyn Fn() -> Option<AnyView> + Send + Sync>,
}

type Waiting = Pin<Box<dyn Future<Output = Answered> + Send>>;

/// What `wait` waits for; until it is there, its outline.
fn in_turn(wait: Box<dyn Fn() -> Waiting + Send + Sync>) -> AnyView {
    view! {
        <Transition fallback=|| {
            view! { <Skeleton lines=6 /> }
        }>
            {
                let first = wait();
                Suspend::new(async move { shown(first.await) })
            }
        </Transition>
    }
    .into_any()
}

/// What was answered, or the problem; anew only when the one takes the place of the other.
fn shown(answered: Answered) -> impl Fn() -> AnyView + Send {
    let Answered {
        is_good,
        error,
        content,
    } = answered;
    let error = Memo::new(move |_| error.get());
    let is_old = move || is_good && error.with(|error| error.as_ref().is_some_and(ApiError::is_passing));
    let problem = Memo::new(move |_| if is_old() { None } else { error.get() });
    // What nobody is shown is not made: its effects would run behind the problem.
    move || match problem
        .get()
        .map_or_else(|| content().ok_or(ApiError::Unavailable), Err)
    {
        Ok(content) => view! {
            {move || is_old().then(maybe_old)}
            {content}
        }
        .into_any(),
        Err(problem) => view! { <Problem error=problem /> }.into_any(),
    }
}

/// Why the newest question was not answered, if it was not.
fn error_of<T>(from: Answer<T>) -> Signal<Option<ApiError>>
where
    T: Send + Sync + 'static,
{
    Signal::derive(move || from.with(|now| now.as_ref().and_then(|now| now.as_ref().err().cloned())))
}

/// Asks again after a failure that passes, and leaves the page when the session is gone.
pub fn keep_asking<T>(from: Answer<T>)
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    keep_asking_after(error_of(from), Box::new(move || from.refetch()));
}

fn keep_asking_after(error: Signal<Option<ApiError>>, again: Box<dyn Fn() + Send + Sync>) {
    let again = StoredValue::new(again);
    Effect::new(move |_| match error.get() {
        Some(ApiError::Unauthenticated(loss)) => crate::live::leave(loss),
        Some(ApiError::Outdated) => crate::live::load_again(),
        Some(error) if error.is_passing() => {
            // One question at a time: the next answer, whatever it was asked for, and the end of the page take this one back.
            if let Ok(timer) = set_timeout_with_handle(move || again.with_value(|again| again()), ASK_AGAIN) {
                on_cleanup(move || timer.clear());
            }
        }
        _ => {}
    });
}

/// The newest good answer, starting with `first`: it stays when a later question goes unanswered.
pub fn newest_good<T>(from: Answer<T>, first: Option<T>) -> Memo<Option<T>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    Memo::new(move |before: Option<&Option<T>>| good(from).or_else(|| before.unwrap_or(&first).clone()))
}

/// The answer, if it is there and good.
fn good<T: Clone + Send + Sync + 'static>(from: Answer<T>) -> Option<T> {
    from.with(|now| now.as_ref().and_then(|now| now.as_ref().ok().cloned()))
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

fn newest<T: Clone + Send + Sync + 'static>(from: Answer<T>, first: &Result<T, ApiError>) -> Option<T> {
    untrack(|| good(from)).or_else(|| first.as_ref().ok().cloned())
}

/// The newest good answer, starting with `first`.
fn follow<T>(from: Answer<T>, first: T) -> Signal<T>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let newest = Memo::new(move |before: Option<&T>| good(from).unwrap_or_else(|| before.unwrap_or(&first).clone()));
    newest.into()
}
