//! What was written: a thread, and its panels on a case's page.

use domain::prior_auth::MessageKind;
use leptos::prelude::*;

use super::super::specimen::Specimen;
use crate::copy;
use crate::ui::{CaseMessages, MessageItem, MessageThread, ThreadMessage};

/// Two messages, one of each side.
pub fn messages() -> [MessageItem; 2] {
    let asked = MessageItem {
        id: "01EXAMPLE1".to_owned(),
        who: "A. Ortiz, RN".to_owned(),
        role: "Nurse reviewer".to_owned(),
        when: "Mon, Nov 23, 1:05 PM CST".to_owned(),
        iso: "2026-11-23T19:05:00Z".to_owned(),
        text: "Which knee film do you mean in the note of Nov 12? If it is the one from October, that report is fine."
            .to_owned(),
        is_own: false,
    };
    let answered = MessageItem {
        id: "01EXAMPLE2".to_owned(),
        who: "Front.Desk1".to_owned(),
        role: "Cedar Hill Orthopedics".to_owned(),
        when: "Mon, Nov 23, 1:40 PM CST".to_owned(),
        iso: "2026-11-23T19:40:00Z".to_owned(),
        text: "Two more pages came by fax this morning.\n<script>alert(1)</script> stays text.".to_owned(),
        is_own: true,
    };
    [asked, answered]
}

/// A thread, and the panels in which a case shows it.
#[component]
pub fn Messages() -> impl IntoView {
    let [asked, answered] = messages();
    let thread = Signal::stored(Vec::from(messages()));
    view! {
        <Specimen id="messages" title="Messages" parts=&["case_messages", "message_thread"]>
            <MessageThread label="Messages about PA-7K3Q-9XM2">
                <ThreadMessage message=asked />
                <ThreadMessage message=answered attachments=|| view! { <a href="#messages">"Fax-2-pages.pdf"</a> } />
            </MessageThread>
            <CaseMessages id="case-messages" title=copy::MESSAGES readers=copy::PRACTICE_READS nothing=copy::NO_MESSAGES kind=MessageKind::Message messages=thread />
            <CaseMessages id="case-notes" title=copy::NOTES readers=copy::STAFF_READS nothing=copy::NO_NOTES kind=MessageKind::Note messages=Signal::stored(Vec::new()) />
        </Specimen>
    }
}
