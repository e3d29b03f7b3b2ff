//! What practice and plan wrote to each other about one thing: who, in which role, when, and the words as they were
//! written. The reader's own side stands at the right and says so.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One message as the page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageItem {
    /// Its id.
    pub id: String,
    /// Who wrote it.
    pub who: String,
    /// In which role: `Nurse reviewer`, or the practice's name.
    pub role: String,
    /// When, in words, zone named.
    pub when: String,
    /// When, for machines: RFC 3339.
    pub iso: String,
    /// What was written; its line breaks are kept.
    pub text: String,
    /// Whether the reader's own side wrote it.
    pub is_own: bool,
}

/// A thread, the oldest message first. A message that arrives is said by screen readers.
#[component]
pub fn MessageThread(
    /// What the thread is about, for screen readers.
    #[prop(into)]
    label: String,
    /// [`ThreadMessage`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <div role="log" aria-label=label>
            <ol class="thread">{children()}</ol>
        </div>
    }
    .into_any()
}

/// One message.
#[component]
pub fn ThreadMessage(
    /// The message.
    message: MessageItem,
    /// What was sent along: links or a `FileList`.
    #[prop(optional, into)]
    attachments: ViewFnOnce,
) -> impl IntoView {
    let MessageItem {
        id: _,
        who,
        role,
        when,
        iso,
        text,
        is_own,
    } = message;
    view! {
        <li class="message" class:message-own=is_own>
            <p class="message-head">
                <span>
                    <strong>{who}</strong>
                    {is_own.then(|| view! { <span class="visually-hidden">" (your side)"</span> })}
                    <span class="message-role">{role}</span>
                </span>
                <time datetime=iso>{when}</time>
            </p>
            <p class="message-text">{text}</p>
            <div class="message-attachments">{attachments.run()}</div>
        </li>
    }
    .into_any()
}
