//! "Is this the practice, and is this the member?": once nothing else is wrong, the names stand before whoever enters a request.
//!
//! What is typed about a member stands in no address. So the form posts, its answer says that nobody has looked yet, and the page asks
//! for the names of what was posted; without scripts in the same answer.

use domain::form::{FieldCode, FormErrors};
use domain::prior_auth::intake::{CHECKED, PRACTICE_NPI};
use domain::prior_auth::transition::Action;
use leptos::html::Div;
use leptos::prelude::*;

use super::api::{Enter, show_parties};
use super::view::PartiesView;
use crate::error::ApiError;
use crate::ui::{Answer, FormAction, FormState, Panel, SummaryList, SummaryRow, ask, loaded};
use crate::{copy, paths};

/// What names the form, the practice and the member.
const NAMING: [&str; 5] = ["key", PRACTICE_NPI, "member_id", "birth_date", "last_name"];

/// What was posted, and whom it names. Make it at the top of the page.
#[derive(Clone, Copy)]
pub struct Checking {
    /// Nobody has looked yet.
    is_due: Memo<bool>,
    /// Why the form was refused beside that.
    problem: Memo<Option<ApiError>>,
    parties: Answer<Option<PartiesView>>,
}

impl Checking {
    /// Of the form that calls `enter`.
    pub fn new(enter: FormAction<Enter>, form: FormState) -> Self {
        let error = form.error();
        let is_due = Memo::new(move |_| error.with(|error| is_unchecked(error.as_ref())));
        let problem = Memo::new(move |_| error.with(|error| without_check(error.as_ref())));
        let sent = RwSignal::new(None::<String>);
        let input = enter.input();
        Effect::new(move |_| {
            if let Some(body) = input.get() {
                sent.set(Some(body));
            }
        });
        let posted = Memo::new(move |_| {
            let value = |name: &str| match sent.get() {
                Some(body) => paths::query_value(&body, name).unwrap_or_default(),
                None => form.typed(name).unwrap_or_default(),
            };
            is_due.get().then(|| NAMING.map(value))
        });
        let parties = ask(
            move || posted.get(),
            |posted| async move {
                match posted {
                    Some([key, practice, member, born, name]) => show_parties(key, practice, member, born, name).await,
                    None => Ok(None),
                }
            },
        );
        Self {
            is_due,
            problem,
            parties,
        }
    }

    /// Why the form was refused, beside that nobody has looked yet: that is no problem.
    pub fn problem(&self) -> Signal<Option<ApiError>> {
        self.problem.into()
    }

    /// The words on the button.
    pub fn words(&self) -> Signal<&'static str> {
        let is_due = self.is_due;
        Signal::derive(move || {
            if is_due.get() {
                copy::action(Action::Enter)
            } else {
                "Check"
            }
        })
    }
}

fn is_unchecked(error: Option<&ApiError>) -> bool {
    matches!(error, Some(ApiError::Form(errors)) if errors.for_field(CHECKED) == Some(FieldCode::NotChecked))
}

fn without_check(error: Option<&ApiError>) -> Option<ApiError> {
    match error {
        Some(ApiError::Form(errors)) => {
            let others = errors.0.iter().filter(|error| error.field != CHECKED);
            let others: Vec<_> = others.cloned().collect();
            (!others.is_empty()).then_some(ApiError::Form(FormErrors(others)))
        }
        other => other.cloned(),
    }
}

/// The names, and that they were seen; nothing before somebody has sent the form.
#[component]
pub fn Names(checking: Checking) -> impl IntoView {
    let shown = move || {
        loaded(checking.parties, move |parties| {
            view! { <Named parties=parties checking=checking /> }
        })
    };
    view! { <Show when=move || checking.is_due.get()>{shown()}</Show> }
}

#[component]
fn Named(parties: Signal<Option<PartiesView>>, checking: Checking) -> impl IntoView {
    let names = NodeRef::<Div>::new();
    // The list of what is wrong comes first.
    let takes_focus = Memo::new(move |_| checking.problem.with(Option::is_none));
    Effect::new(move |_| {
        if takes_focus.get()
            && let Some(names) = names.get()
        {
            // Focus can only fail where the element has left the page again.
            let _ = names.focus();
        }
    });
    move || {
        let autofocus = takes_focus.get_untracked();
        parties.get().map(|PartiesView { practice, member, sign }| {
            view! {
                <div tabindex="-1" autofocus=autofocus node_ref=names>
                    <Panel id="parties" title="Is this the practice, and is this the member?">
                        <SummaryList>
                            <SummaryRow label="Practice">{practice}</SummaryRow>
                            <SummaryRow label="Member">{member}</SummaryRow>
                        </SummaryList>
                        <p class="page-text">"If so, enter the request. If not, change what you typed above, and check again."</p>
                    </Panel>
                    <input type="hidden" name=CHECKED value=sign />
                </div>
            }
        })
    }
}
