//! What the forms of a decision share.

use domain::prior_auth::transition::Action;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use serde::de::DeserializeOwned;

use crate::error::ApiError;
use crate::features::review::api::KeepTyped;
use crate::place::query_parameter;
use crate::ui::page_form::post_target;
use crate::ui::{ButtonKind, CaseView, FormAction, FormState, LinkButton, OneForm};
use crate::{copy, paths};

/// A form of the page: what it calls, and what became of it.
pub struct Forms<F: ServerFn<Output: 'static> + 'static> {
    /// What it calls.
    pub action: FormAction<F>,
    /// What was typed, and what is wrong with it.
    pub state: FormState,
}

impl<F: ServerFn<Output: 'static>> Clone for Forms<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: ServerFn<Output: 'static>> Copy for Forms<F> {}

impl<F> Forms<F>
where
    F: ServerFn,
    F::Output: DeserializeOwned + Send + Sync + 'static,
{
    /// A form; make it at the top of the page.
    pub fn new() -> Self {
        let action = FormAction::new();
        Self {
            action,
            state: FormState::of(action),
        }
    }

    /// A form in which much is typed: it is kept where the session ends before it is sent. Give it `keep=kept()`.
    pub fn keeping() -> Self {
        let action = FormAction::new();
        Self {
            action,
            state: FormState::with_buttons(action, &[KeepTyped::PATH]),
        }
    }

    /// The form among others of its page.
    pub fn one(self) -> OneForm {
        OneForm::of(self.action, self.state)
    }
}

/// Where what was typed is kept.
pub fn kept() -> Signal<String> {
    post_target::<KeepTyped>()
}

/// Whether the reader may do `action` now.
pub fn may(case: Signal<CaseView>, action: Action) -> Memo<bool> {
    Memo::new(move |_| case.with(|case| case.allows(action)))
}

/// Whether the address asks for the form `act`.
pub fn asked(act: &'static str) -> Memo<bool> {
    let asked = query_parameter(paths::ACT);
    Memo::new(move |_| asked.with(|asked| asked == act))
}

/// Whether the form `act` is open: the address asks for it, and the reader may do it. Once open it stays, whatever becomes
/// of the case meanwhile: what was typed is the reader's.
pub fn opened(case: Signal<CaseView>, action: Action, act: &'static str, state: FormState) -> Memo<bool> {
    let (asked, may, error) = (asked(act), may(case, action), state.error());
    Memo::new(move |was: Option<&bool>| {
        let (asked, may, refused) = (asked.get(), may.get(), error.with(Option::is_some));
        asked && (may || refused || was == Some(&true))
    })
}

/// Which case, and which version of it, the reviewer has in front of them. A form in which one decides names the version with
/// which it was opened, until the page has said what changed since: nobody decides without having seen that.
#[component]
pub fn Seen(case: Signal<CaseView>, #[prop(optional)] decides: Option<FormState>) -> impl IntoView {
    let opened = case.with_untracked(|case| case.row.version);
    let error = decides.map(|form| form.error());
    let is_told = Memo::new(move |was: Option<&bool>| {
        let refused = error.is_none_or(|error| error.with(|error| *error == Some(ApiError::Conflict)));
        refused || was == Some(&true)
    });
    let version = move || {
        if is_told.get() {
            case.with(|case| case.row.version)
        } else {
            opened
        }
    };
    view! {
        <input type="hidden" name="reference" value=move || case.with(|case| case.row.reference.clone()) />
        <input type="hidden" name="version" value=version />
    }
}

/// The link that opens the form `act`, while the reader may do `action` and the form is not open.
#[component]
pub fn Opens(
    case: Signal<CaseView>,
    action: Action,
    act: &'static str,
    #[prop(optional)] kind: ButtonKind,
) -> impl IntoView {
    let page = case.with_untracked(|case| paths::review_case(&case.row.reference));
    let href = paths::with_query(&page, &[(paths::ACT, act)]);
    let (may, asked) = (may(case, action), asked(act));
    view! {
        <Show when=move || may.get() && !asked.get()>
            <LinkButton href=href.clone() kind=kind>{copy::action(action)}</LinkButton>
        </Show>
    }
}

/// The button of an open form, or why it is gone.
#[component]
pub fn StillPossible(case: Signal<CaseView>, action: Action, children: ChildrenFn) -> impl IntoView {
    let may = may(case, action);
    view! {
        <Show
            when=move || may.get()
            fallback=|| view! { <p>"The request has changed: this is not possible any more. What you typed stays here until you leave."</p> }
        >
            {children()}
        </Show>
    }
}

/// The way back from an open form.
#[component]
pub fn NotNow(case: Signal<CaseView>) -> impl IntoView {
    let page = case.with_untracked(|case| paths::review_case(&case.row.reference));
    view! { <LinkButton href=page kind=ButtonKind::Quiet>"Not now"</LinkButton> }
}
