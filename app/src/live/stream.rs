//! The one stream to the server, kept by the leading tab.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::select_all;
use gloo_net::eventsource::EventSourceError;
use gloo_net::eventsource::futures::EventSource;
use web_sys::MessageEvent;

use super::tab::{self, Next, SharedTab};
use super::{CaseEvent, browser};
use crate::request::json::Json;

/// The first wait before a lost stream is opened again; it doubles up to [`LONGEST`].
const SHORTEST: Duration = Duration::from_millis(500);
/// The longest wait.
const LONGEST: Duration = Duration::from_secs(30);

/// Keeps the stream open until the session ends. The browser itself reconnects after a network fault and names the last
/// change it heard; what is handled here is a stream the server refused or said goodbye on.
pub async fn keep(tab: SharedTab) {
    let mut wait = SHORTEST;
    loop {
        let from = tab::position(&tab);
        if listen(&tab).await == Next::Stop {
            return;
        }
        if tab::position(&tab) > from {
            wait = SHORTEST;
        }
        browser::pause(wait).await;
        wait = (wait * 2).min(LONGEST);
    }
}

async fn listen(tab: &SharedTab) -> Next {
    let Ok(mut source) = EventSource::new(&tab::stream_address(tab)) else {
        return Next::Reconnect;
    };
    // The browser's own two say whether there is a stream at all; it mends most breaks by itself.
    let kinds = ["case", "notice", "resync", "end", "open", "error"];
    let subscriptions = kinds.into_iter().filter_map(|kind| source.subscribe(kind).ok());
    let mut messages = select_all(subscriptions.collect::<Vec<_>>());
    while let Some(message) = messages.next().await {
        let next = heard(tab, message);
        if next != Next::Listen {
            return next;
        }
    }
    Next::Reconnect
}

fn heard(tab: &SharedTab, message: Result<(String, MessageEvent), EventSourceError>) -> Next {
    let Ok((kind, event)) = message else {
        tab::is_deaf(tab, true);
        // Refused: perhaps the session is gone, which any page finds out by asking.
        tab::ask_again(tab);
        return Next::Reconnect;
    };
    tab::is_deaf(tab, kind == "error");
    if matches!(kind.as_str(), "open" | "error") {
        // These two carry nothing, not even an id: to ask for it would end the stream.
        return Next::Listen;
    }
    let data = event.data().as_string().unwrap_or_default();
    let seq = event.last_event_id().parse().unwrap_or_default();
    match kind.as_str() {
        "end" => return tab::told_the_end(tab, &reason(&data)),
        "resync" => tab::told_to_start_over(tab, seq),
        _ => {
            if let Some(said) = Json::read(&data) {
                tab::told(tab, change(seq, &said));
            }
        }
    }
    Next::Listen
}

fn change(seq: i64, said: &Json) -> CaseEvent {
    CaseEvent {
        seq,
        reference: said.text("reference"),
        status: said.text("status"),
        version: said.number("version"),
    }
}

fn reason(data: &str) -> String {
    Json::read(data).and_then(|end| end.text("reason")).unwrap_or_default()
}
