//! What was written about a case, in a panel: whom it is for, the thread, and the form for more where the reader may write.
//!
//! A message that arrives is added to the thread; those that are there already stay the same elements, so that screen readers
//! say the new one only. Of a long thread the latest part is shown; the address names an earlier one.

use domain::prior_auth::MessageKind;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use serde::{Deserialize, Serialize};

use super::button::Button;
use super::case_view::CaseView;
use super::form_action::FormAction;
use super::message_thread::{MessageItem, MessageThread, ThreadMessage};
use super::page_form::{DO, FormState, PageForm};
use super::panel::Panel;
use super::text_area::TextAreaField;
use crate::place::{query_parameter, use_place};
use crate::{copy, paths};

/// Which part of a thread is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadPart {
    /// Before which place there are earlier messages, as an address says it; empty where there are none.
    pub earlier: String,
    /// How many were written in all.
    pub total: u64,
}

/// The query parameter of a case's page that says before which place the shown part of a thread ends.
fn parameter(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Message => paths::MESSAGES,
        MessageKind::Note => paths::NOTES,
    }
}

/// The address here with another part of the thread in it, whatever else it says; the latest part where `before` is empty.
fn part_address(kind: MessageKind, before: &str) -> String {
    let name = parameter(kind);
    let address = use_place().address();
    let rest = address.with(|address| paths::without(address, &[name, DO]));
    format!("{}#{name}", paths::with_query(&rest, &[(name, before)]))
}

/// A panel with what was written; its children are the form.
#[component]
pub fn CaseMessages(
    /// The id of the panel.
    id: &'static str,
    /// Its title.
    title: &'static str,
    /// Who reads it.
    readers: &'static str,
    /// What is said where nothing was written.
    nothing: &'static str,
    /// What is written in it.
    kind: MessageKind,
    /// The oldest first.
    messages: Signal<Vec<MessageItem>>,
    /// Which part of the thread they are.
    #[prop(optional)]
    part: Signal<ThreadPart>,
    /// The form, for those who write.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let messages = Memo::new(move |_| messages.get());
    let is_empty = Memo::new(move |_| messages.with(Vec::is_empty));
    let count = Signal::derive(move || Some(part.with(|part| part.total).max(messages.with(Vec::len) as u64)));
    view! {
        <Panel id=id title=title count=count>
            <div class="case-messages">
                <p class="case-messages-readers">{readers}</p>
                <div>
                    <Show when=move || is_empty.get()>
                        <p>{nothing}</p>
                    </Show>
                    <Earlier kind=kind part=part />
                    <MessageThread label=title>
                        <For each=move || messages.get() key=|message| message.id.clone() let:message>
                            <ThreadMessage message=message />
                        </For>
                    </MessageThread>
                    <Latest kind=kind />
                </div>
                {children.map(|children| children())}
            </div>
        </Panel>
    }
}

/// The way to the part before the one that is shown.
#[component]
fn Earlier(kind: MessageKind, part: Signal<ThreadPart>) -> impl IntoView {
    let earlier = Memo::new(move |_| part.with(|part| part.earlier.clone()));
    move || {
        let before = earlier.get();
        (!before.is_empty()).then(|| {
            view! {
                <p class="case-messages-part">
                    <a class="button button-small" href=move || part_address(kind, &before)>
                        {copy::writing(kind).earlier}
                    </a>
                </p>
            }
        })
    }
}

/// The way back from an earlier part.
#[component]
fn Latest(kind: MessageKind) -> impl IntoView {
    let before = query_parameter(parameter(kind));
    view! {
        <Show when=move || before.with(|before| !before.is_empty())>
            <p class="case-messages-part">
                <a class="button button-small" href=move || part_address(kind, "")>
                    {copy::writing(kind).latest}
                </a>
            </p>
        </Show>
    }
}

/// Shows the latest part once something was written in front of an earlier one.
fn go_to_latest(kind: MessageKind, sent: Memo<usize>) {
    let (before, place) = (query_parameter(parameter(kind)), use_place());
    Effect::new(move |was: Option<usize>| {
        let now = sent.get();
        if was.is_some_and(|was| was != now) && before.with_untracked(|before| !before.is_empty()) {
            place.go_to(untrack(|| part_address(kind, "")));
        }
        now
    });
}

/// The form in which a message or a note is written, while the reader may write one.
#[component]
pub fn WriteForm<F>(
    /// The case.
    case: Signal<CaseView>,
    /// What is written.
    kind: MessageKind,
    /// What the form calls.
    action: FormAction<F>,
    /// What was typed, and what is wrong with it.
    state: FormState,
    /// Where what was typed is kept for a session that ends: `page_form::post_target`.
    keep: Signal<String>,
) -> impl IntoView
where
    F: ServerFn + 'static,
    F::Output: Send + Sync + 'static,
{
    let (reference, page) = case.with_untracked(|case| (case.row.reference.clone(), case.form_key.clone()));
    let may = Memo::new(move |_| case.with(|case| case.writes.contains(&kind)));
    let (sent, area) = (sent(action), NodeRef::new());
    take_out_what_is_sent(area, action.pending(), sent);
    go_to_latest(kind, sent);
    let words = copy::writing(kind);
    let form = move || {
        let (reference, page) = (reference.clone(), page.clone());
        let field = state.field(kind.field(), words.label).hint(words.hint);
        view! {
            <PageForm action=action class="form" keep=keep>
                <input type="hidden" name="reference" value=reference />
                // Each message has a name of its own, which stays until it is stored: sent again, it is stored once.
                <input type="hidden" name="key" value=move || format!("{page}{}", sent.get()) />
                <TextAreaField field=field node_ref=area />
                <div class="actions">
                    <Button pending=action.pending()>{words.button}</Button>
                </div>
            </PageForm>
        }
        .into_any()
    };
    view! { <Show when=move || may.get()>{form()}</Show> }
}

/// Counts what was sent and stored since the page was opened.
fn sent<F>(action: FormAction<F>) -> Memo<usize>
where
    F: ServerFn + 'static,
    F::Output: Send + Sync + 'static,
{
    let (answer, answers) = (action.value(), action.version());
    Memo::new(move |before: Option<&usize>| {
        let is_stored = answer.with(|answer| matches!(answer, Some(Ok(_))));
        let answers = answers.get();
        if is_stored {
            answers
        } else {
            before.copied().unwrap_or_default()
        }
    })
}

/// Takes what was sent out of the text area once it is stored; what somebody typed behind it meanwhile stays.
fn take_out_what_is_sent(area: NodeRef<Textarea>, pending: Memo<bool>, sent: Memo<usize>) {
    let on_its_way = StoredValue::new(String::new());
    Effect::new(move |_| {
        if pending.get()
            && let Some(area) = area.get_untracked()
        {
            on_its_way.set_value(area.value());
        }
    });
    Effect::new(move |before: Option<usize>| {
        let now = sent.get();
        if before.is_some_and(|before| before != now)
            && let Some(area) = area.get_untracked()
        {
            let typed = area.value();
            let rest = on_its_way.with_value(|text| typed.strip_prefix(text.as_str()).map(str::to_owned));
            area.set_value(&rest.unwrap_or(typed));
        }
        now
    });
}
