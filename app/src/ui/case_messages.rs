//! What was written about a case, in a panel: whom it is for, the thread, and the form for more where the reader may write.
//!
//! A message that arrives is added to the thread; those that are there already stay the same elements, so that screen readers
//! say the new one only.

use domain::prior_auth::MessageKind;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::server_fn::client::Client;
use leptos::server_fn::codec::PostUrl;
use leptos::server_fn::request::ClientReq;
use leptos::server_fn::{Http, ServerFn};
use leptos::web_sys::FormData;
use serde::de::DeserializeOwned;

use super::button::Button;
use super::case_view::CaseView;
use super::message_thread::{MessageItem, MessageThread, ThreadMessage};
use super::page_form::{FormState, PageForm};
use super::panel::Panel;
use super::text_area::TextAreaField;
use crate::copy;
use crate::error::ApiError;

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
    /// The oldest first.
    messages: Signal<Vec<MessageItem>>,
    /// The form, for those who write.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let messages = Memo::new(move |_| messages.get());
    let is_empty = Memo::new(move |_| messages.with(Vec::is_empty));
    let count = Signal::derive(move || Some(messages.with(Vec::len) as u64));
    view! {
        <Panel id=id title=title count=count>
            <div class="case-messages">
                <p class="case-messages-readers">{readers}</p>
                <div>
                    <Show when=move || is_empty.get()>
                        <p>{nothing}</p>
                    </Show>
                    <MessageThread label=title>
                        <For each=move || messages.get() key=|message| message.id.clone() let:message>
                            <ThreadMessage message=message />
                        </For>
                    </MessageThread>
                </div>
                {children.map(|children| children())}
            </div>
        </Panel>
    }
}

/// The form in which a message or a note is written, while the reader may write one.
#[component]
pub fn WriteForm<F, Out>(
    /// The case.
    case: Signal<CaseView>,
    /// What is written.
    kind: MessageKind,
    /// What the form calls.
    action: ServerAction<F>,
    /// What was typed, and what is wrong with it.
    state: FormState,
    /// Where what was typed is kept for a session that ends: `page_form::post_target`.
    keep: Signal<String>,
) -> impl IntoView
where
    F: ServerFn<Protocol = Http<PostUrl, Out>, Error = ApiError> + DeserializeOwned + Clone + Send + Sync + 'static,
    F::Output: Send + Sync + 'static,
    F::Client: Client<ApiError>,
    Out: 'static,
    <<F::Client as Client<ApiError>>::Request as ClientReq<ApiError>>::FormData: From<FormData>,
{
    let (reference, page) = case.with_untracked(|case| (case.row.reference.clone(), case.form_key.clone()));
    let may = Memo::new(move |_| case.with(|case| case.writes.contains(&kind)));
    let (sent, area) = (sent(action), NodeRef::new());
    take_out_what_is_sent(area, action.pending(), sent);
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
fn sent<F>(action: ServerAction<F>) -> Memo<usize>
where
    F: ServerFn<Error = ApiError> + Clone + Send + Sync + 'static,
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
