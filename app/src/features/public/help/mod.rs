//! Help: first what keeps people out, then how requests, statuses and deadlines work. Each question has an anchor, and the
//! place where somebody meets the problem links to it.

mod contact;
mod deadlines;
mod logging_in;
mod requests;
mod topic;
mod trouble;

use leptos::prelude::*;

use self::topic::{Contents, TopicSection};
use crate::paths;
use crate::ui::plan_words::{SupportLine, plan_words};
use crate::ui::{PageTitle, PublicFrame};

/// `/help`
#[component]
pub fn HelpPage() -> impl IntoView {
    let topics = [
        logging_in::topic(),
        trouble::topic(),
        requests::topic(),
        deadlines::topic(),
        contact::topic(),
    ];
    let contents = topics.each_ref().map(topic::outline);
    let sections = topics
        .map(|topic| view! { <TopicSection topic=topic /> })
        .collect_view();
    view! {
        <PageTitle title="Help" />
        <PublicFrame>
            <article class="help">
                <header class="help-head">
                    <h1>"Help"</h1>
                    <p class="lead">
                        "Provider line: " <SupportLine plan=plan_words() /> ". Urgent requests are taken by phone, too."
                    </p>
                    <p>
                        "Nothing works? " <a href=paths::STATUS rel="external">"Status"</a>
                        " says whether it is the portal."
                    </p>
                </header>
                <Contents of=contents.into() />
                <div class="prose">{sections}</div>
            </article>
        </PublicFrame>
    }
    .into_any()
}
