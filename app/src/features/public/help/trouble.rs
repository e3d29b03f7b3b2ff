//! When the browser or the portal itself is what does not work.

use leptos::prelude::*;

use super::topic::{Question, Topic, question, quoted};
use crate::copy;
use crate::error::ApiError;
use crate::paths::{self, help};

pub(super) fn topic() -> Topic {
    Topic {
        at: help::TROUBLE,
        title: "When something does not work",
        questions: vec![browsers(), unavailable(), broken(), changed()],
    }
}

fn browsers() -> Question {
    let answer = view! {
        <p>
            "Any current version of Chrome, Edge, Firefox or Safari, on a computer, a tablet or a phone. An older one, or one without JavaScript, WebAssembly or modules, gets plain pages: everything works, form by form. A line at the top of the page then says what is missing."
        </p>
        <ul>
            <li>"What plain pages lack: they do not renew themselves, and there is no warning before the session ends. Load a page again to see what is new."</li>
            <li>"WebAssembly may be switched off by Lockdown Mode (on Apple’s devices), by a strict security setting, or by your company. Allow it for this site, or ask your IT support to."</li>
            <li>"If the line says that the program did not start, load the page again. If it stays, empty the browser’s cache for this site."</li>
        </ul>
    };
    question(
        help::BROWSERS,
        "Which browsers work, and what a plain page lacks",
        answer,
    )
}

fn unavailable() -> Question {
    let answer = view! {
        <p>
            "Either your connection or the portal is down for the moment. What you typed is still on the page and saved drafts are kept. "
            <a href=paths::STATUS>"Status"</a>
            " says whether it is the portal. Wait a moment, then try again; for what is urgent, call."
        </p>
    };
    let title = copy::problem(&ApiError::Unavailable).title;
    question(help::UNAVAILABLE, quoted(title), answer)
}

fn broken() -> Question {
    let answer = view! {
        <p>
            "A mistake of ours, not of yours. Try again; if it stays, call the provider line and read out the reference on the page: it leads support to the place in our records where it happened."
        </p>
    };
    let title = copy::problem(&ApiError::Internal {
        reference: String::new(),
    })
    .title;
    question(help::BROKEN, quoted(title), answer)
}

fn changed() -> Question {
    let answer = view! {
        <p>
            "Somebody else did something with the same request after you had opened it. Nothing of yours was done. The page shows what is new: read it, then decide again."
        </p>
    };
    question("", quoted(copy::problem(&ApiError::Conflict).title), answer)
}
