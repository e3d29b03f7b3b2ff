//! "There is a problem": the list at the top of a form that was refused. It takes the focus when it appears.

use leptos::html::Div;
use leptos::prelude::*;

use super::field::control_id;
use crate::copy;
use crate::error::ApiError;

/// The error summary; nothing while there is no error. Each field error links to its field, with the same words.
#[component]
pub fn ErrorSummary(
    /// Why the form was refused: `FormState::error`.
    error: Signal<Option<ApiError>>,
) -> impl IntoView {
    let summary = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if error.with(Option::is_some)
            && let Some(summary) = summary.get()
        {
            // Focus can only fail where the element has left the page again.
            let _ = summary.focus();
        }
    });
    move || {
        error.get().map(|error| {
            view! {
                <div class="error-summary" tabindex="-1" autofocus=true node_ref=summary>
                    <div role="alert">
                        <h2>"There is a problem"</h2>
                        <ErrorLines error=error />
                    </div>
                </div>
            }
        })
    }
}

#[component]
fn ErrorLines(error: ApiError) -> impl IntoView {
    let ApiError::Form(errors) = error else {
        return view! { <p>{copy::refusal(&error)}</p> }.into_any();
    };
    let lines = errors
        .0
        .into_iter()
        .map(|error| {
            view! {
                <li>
                    <a href=format!("#{}", control_id(&error.field)) rel="external">
                        {copy::field_error(&error.field, error.code)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul>{lines}</ul> }.into_any()
}
