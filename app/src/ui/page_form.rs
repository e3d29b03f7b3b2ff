//! A form that posts to its own page, and is answered in place where the page is hydrated.
//!
//! Without JavaScript, and before hydration, the browser posts to `{page}?do={function}`: the server runs the function
//! and either redirects or renders this page again with the errors and with what was typed. When hydrated, the same
//! form dispatches the server action instead. Either way there is one error, [`FormState::error`], which feeds the
//! summary and the fields.

use domain::form::FormErrors;
use leptos::form::form_data_from_event;
use leptos::html::Form;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::web_sys::SubmitEvent;

use super::answer::Letters;
use super::field::Field;
use super::form_action::{FormAction, fields};
use crate::error::ApiError;
use crate::paths;
use crate::place::use_place;
use crate::request::FormOutcome;

/// The query parameter that names the function a posted form calls.
pub const DO: &str = "do";

/// What a page knows about one of its forms: what was typed and what is wrong with it.
///
/// Make it at the top of the page component (never inside a `Suspend`): it reads its first state from what the server
/// wrote into the page, and both sides must do that at the same place.
#[derive(Clone, Copy)]
pub struct FormState {
    posted: StoredValue<Option<FormOutcome>>,
    error: Signal<Option<ApiError>>,
    is_over: RwSignal<bool>,
}

impl FormState {
    /// The state of the form that calls `F` through `action`.
    #[must_use]
    pub fn of<F>(action: FormAction<F>) -> Self
    where
        F: ServerFn,
        F::Output: Send + Sync + 'static,
    {
        Self::with_buttons(action, &[])
    }

    /// The state of a form that calls `F`, and has buttons that post to the functions at the paths `others` instead.
    #[must_use]
    pub fn with_buttons<F>(action: FormAction<F>, others: &[&str]) -> Self
    where
        F: ServerFn,
        F::Output: Send + Sync + 'static,
    {
        let posted = || posted_to(F::PATH).or_else(|| others.iter().find_map(|path| posted_to(path)));
        let posted = SharedValue::<_, Letters>::new_with_encoding(posted);
        let (answer, answers) = (action.value(), action.version());
        let refused = Signal::derive(move || {
            let refused = |answer: &Option<Result<_, ApiError>>| Some(answer.as_ref()?.as_ref().err().cloned());
            answer.with(refused)
        });
        Self::from_answers(posted.into_inner(), refused, Signal::derive(move || answers.get()))
    }

    /// The same for every function: `refused` says why the newest answer was no good one, once there is an answer; `answers` counts
    /// them.
    fn from_answers(
        posted: Option<FormOutcome>,
        refused: Signal<Option<Option<ApiError>>>,
        answers: Signal<usize>,
    ) -> Self {
        let posted = StoredValue::new(posted);
        let is_over = RwSignal::new(false);
        Effect::new(move |_| {
            answers.track();
            is_over.set(false);
        });
        // Another address asks for something else.
        let asked = use_place().address();
        Effect::new(move |before: Option<String>| {
            let now = asked.try_get().unwrap_or_default();
            if before.is_some_and(|before| before != now) {
                is_over.try_set(true);
            }
            now
        });
        let error = Signal::derive(move || match refused.get() {
            _ if is_over.get() => None,
            None => posted.with_value(|posted| posted.as_ref().map(|outcome| outcome.error.clone())),
            Some(refused) => refused,
        });
        Self { posted, error, is_over }
    }

    /// Forgets why the form was refused, until it is sent again: another form of the page was sent instead.
    pub fn set_aside(&self) {
        self.is_over.set(true);
    }

    /// Why the form was refused, if it was.
    #[must_use]
    pub fn error(&self) -> Signal<Option<ApiError>> {
        self.error
    }

    /// What is wrong with single fields, in their order on the page; empty when the form was refused for another reason.
    fn errors(&self) -> Signal<FormErrors> {
        let error = self.error;
        Signal::derive(move || match error.get() {
            Some(ApiError::Form(errors)) => errors,
            _ => FormErrors::default(),
        })
    }

    /// Whether the title of the page starts with "Error: ".
    #[must_use]
    pub fn has_error(&self) -> Signal<bool> {
        let error = self.error;
        Signal::derive(move || error.with(Option::is_some))
    }

    /// The field `name`: shows what was typed where the form was refused, and what is wrong with it.
    #[must_use]
    pub fn field(&self, name: &'static str, label: &'static str) -> Field {
        Field::new(name, label, self.typed(name), self.errors())
    }

    /// The boxes ticked under `name`, for `Checkboxes`: as they were posted where the form was refused, else `kept`.
    #[must_use]
    pub fn ticked(&self, name: &str, kept: Vec<String>) -> Vec<String> {
        self.posted.with_value(|posted| match posted {
            Some(outcome) => outcome.values(name).map(str::to_owned).collect(),
            None => kept,
        })
    }

    /// What was typed into the field `name`, where the form was posted and refused.
    #[must_use]
    pub fn typed(&self, name: &str) -> Option<String> {
        self.posted.with_value(|posted| {
            let outcome = posted.as_ref()?;
            outcome.value(name).map(str::to_owned)
        })
    }
}

/// The name of a server function in `do`: its path without `/api/`.
#[must_use]
pub fn function_name(path: &str) -> &str {
    path.strip_prefix("/api/").unwrap_or(path)
}

/// The address a button posts to when it calls another function than its form: for `formaction`.
#[must_use]
pub fn post_target<F: ServerFn>() -> Signal<String> {
    let address = use_place().address();
    Signal::derive(move || address.with(|address| target_at(address, F::PATH)))
}

fn target_at(address: &str, function: &str) -> String {
    let query = paths::query_without(paths::query_of(address), DO);
    let separator = if query.is_empty() { "" } else { "&" };
    let (path, function) = (paths::path_of(address), function_name(function));
    format!("{path}?{query}{separator}{DO}={function}")
}

/// A form that calls the server function `F`; see the module's text.
///
/// A submit button with a `formaction` of its own is left to the browser. While an answer is awaited, a second submit
/// is swallowed.
#[component]
pub fn PageForm<F>(
    /// The action the form dispatches when hydrated.
    action: FormAction<F>,
    /// Classes of the `<form>`.
    #[prop(optional, into)]
    class: String,
    /// The `<form>` itself, for pages that need it.
    #[prop(optional)]
    node_ref: NodeRef<Form>,
    /// Where what was typed is kept as it is, for a session that ends before it is sent: `post_target`.
    #[prop(optional, into)]
    keep: MaybeProp<String>,
    /// Fields and buttons.
    children: Children,
) -> impl IntoView
where
    F: ServerFn,
    F::Output: Send + Sync + 'static,
{
    let action = *action;
    let answer = action.value();
    let send = move |event: &SubmitEvent| match typed_into(event) {
        Some(body) => drop(action.dispatch(body)),
        None => answer.set(Some(Err(ApiError::Malformed))),
    };
    let sending = Sending {
        target: post_target::<F>(),
        pending: action.pending().into(),
        answered: Signal::derive(move || {
            answer.with(|answer| {
                answer
                    .as_ref()
                    .map(|answer| answer.as_ref().map(|_| ()).map_err(Clone::clone))
            })
        }),
        send: Box::new(send),
    };
    form(sending, (class, node_ref, keep), children)
}

/// The fields of the form that is sent, as they are posted.
fn typed_into(event: &SubmitEvent) -> Option<String> {
    fields(&form_data_from_event(event).ok()?)?.to_string().as_string()
}

/// How the form of one function is sent, whatever the function.
struct Sending {
    /// Where it is posted by the browser.
    target: Signal<String>,
    /// Whether an answer is awaited.
    pending: Signal<bool>,
    /// The newest answer, if there is one.
    answered: Signal<Option<Result<(), ApiError>>>,
    /// Calls the function with what is typed.
    send: Box<dyn Fn(&SubmitEvent)>,
}

fn form(sending: Sending, parts: (String, NodeRef<Form>, MaybeProp<String>), children: Children) -> AnyView {
    let Sending {
        target,
        pending,
        answered,
        send,
    } = sending;
    let (class, node_ref, keep) = parts;
    // What the pressed button says: a form that is posted by the program has no pressed button.
    let said = StoredValue::new(None::<(String, String)>);
    let on_submit = move |event: SubmitEvent| {
        if event.default_prevented() || posts_elsewhere(&event) {
            return;
        }
        event.prevent_default();
        if !pending.get_untracked() {
            said.set_value(said_by_button(&event));
            send(&event);
        }
    };
    // The session is over: posted the plain way, the server holds what was typed until its sender is back. Or the server is
    // another build than the page: it understands a plain form all the same.
    Effect::new(move |_| {
        let is_over = matches!(
            answered.get(),
            Some(Err(ApiError::Unauthenticated(_) | ApiError::Outdated))
        );
        if let Some(form) = node_ref.get_untracked().filter(|_| is_over) {
            crate::live::post(&form, said.get_value());
        }
    });
    let changed = RwSignal::new(false);
    // What was sent needs not be kept; what somebody types meanwhile, their next key says.
    Effect::new(move |_| {
        if matches!(answered.get(), Some(Ok(()))) {
            changed.set(false);
        }
    });
    view! {
        <form
            method="post"
            // Both follow the address, which moves once more when the page is gone already.
            action=move || target.try_get()
            data-keep=move || keep.try_get().flatten()
            data-changed=move || changed.get().then_some("")
            on:input=move |_| changed.set(true)
            novalidate=true
            class=class
            aria-busy=move || pending.get().then_some("true")
            node_ref=node_ref
            on:submit=on_submit
        >
            {children()}
        </form>
    }
    .into_any()
}

/// Name and value of the button that was pressed, where it has a name.
fn said_by_button(event: &SubmitEvent) -> Option<(String, String)> {
    let button = event.submitter()?;
    Some((
        button.get_attribute("name")?,
        button.get_attribute("value").unwrap_or_default(),
    ))
}

/// Whether the button that was pressed posts to an address of its own.
fn posts_elsewhere(event: &SubmitEvent) -> bool {
    event
        .submitter()
        .is_some_and(|button| button.has_attribute("formaction"))
}

#[cfg(feature = "ssr")]
fn posted_to(path: &str) -> Option<FormOutcome> {
    let scope = use_context::<crate::request::RequestScope>()?;
    scope.form.filter(|outcome| outcome.function == function_name(path))
}

#[cfg(not(feature = "ssr"))]
fn posted_to(_path: &str) -> Option<FormOutcome> {
    None
}

#[cfg(test)]
mod tests {
    use super::{function_name, target_at};

    #[test]
    fn a_form_posts_to_its_own_page_with_the_query_it_has() {
        let to = |address| target_at(address, "/api/review/approve");
        assert_eq!(to("/review/PA-1"), "/review/PA-1?do=review/approve");
        assert_eq!(
            to("/review/PA-1?act=approve"),
            "/review/PA-1?act=approve&do=review/approve"
        );
        assert_eq!(to("/review/PA-1?do=review/assign"), "/review/PA-1?do=review/approve");
    }

    #[test]
    fn a_function_is_named_by_its_path_below_api() {
        assert_eq!(function_name("/api/prior-auth/submit"), "prior-auth/submit");
    }
}
