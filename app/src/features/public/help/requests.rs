//! How requests work, and what each status means.

use domain::prior_auth::Status;
use leptos::prelude::*;

use super::topic::{Question, Topic, question};
use crate::copy;
use crate::paths::help;
use crate::ui::StatusTag;

/// One of each tag, in the order in which a request meets them.
const TAGS: [(Status, &str); 15] = [
    (Status::Draft, "Not sent yet. Only your practice sees it."),
    (Status::Submitted, "The plan has it, and the clock runs."),
    (Status::NurseReview, "A reviewer of the plan works on it."),
    (Status::InformationRequested, "The plan waits for an answer from you."),
    (Status::Approved, "Covered within the validity that the request shows."),
    (Status::Extended, "Approved, with a later end."),
    (
        Status::NotRequired,
        "No rule of the plan asks for authorization. Keep the reference.",
    ),
    (
        Status::PartiallyApproved,
        "Some of what was asked for is approved. The request shows what.",
    ),
    (Status::Modified, "Approved in another form than asked for."),
    (
        Status::Denied,
        "Not approved. The reason and what can be done are in the letter.",
    ),
    (
        Status::Unprocessable,
        "Could not be taken as a request. This is no decision.",
    ),
    (
        Status::ClosedMissingInformation,
        "Closed without the information that was asked for.",
    ),
    (Status::Withdrawn, "Taken back by your practice."),
    (Status::Expired, "The validity of the approval has ended."),
    (Status::Rescinded, "The plan has taken the approval back."),
];

pub(super) fn topic() -> Topic {
    Topic {
        at: help::REQUESTS,
        title: "Requests",
        questions: vec![needed(), status(), sooner(), twice(), promise()],
    }
}

fn needed() -> Question {
    let answer = view! {
        <p>
            "Submit it and you know at once: if no rule of the plan lists the code, the answer is “No authorization required”, with a reference to keep. A code the portal does not know goes to a reviewer."
        </p>
    };
    question("", "Does a service need authorization?", answer)
}

fn status() -> Question {
    let rows = TAGS
        .map(|(status, meaning)| {
            view! {
                <div>
                    <dt><StatusTag status=Signal::stored(status) /></dt>
                    <dd>
                        {meaning}
                        <span class="sub">"Next: " {copy::next_step(status)}</span>
                    </dd>
                </div>
            }
        })
        .collect_view();
    let answer = view! {
        <p>
            "A request has one status, the same in the list, on its page and for the plan. Beside it stands what happens next, and by when. The timeline on its page says who did what. Open pages renew themselves: an approval shows within a second."
        </p>
        <dl class="summary-list help-signs">{rows}</dl>
        <p>
            "After a denial a second tag may say “Peer-to-peer booked” or “Appeal open”: then the decision is being looked at again."
        </p>
    };
    question(help::STATUS, "How do I read a status?", answer)
}

fn sooner() -> Question {
    let answer = view! {
        <p>
            "Choose “Expedited” before you send the request, or open it later and choose “Ask for expedited review”. The plan then decides within 72 hours. If it finds that waiting harms nobody, it may make the request standard, with a reason and a new time that you read on the request. What a clinician of your practice asks for stays expedited."
        </p>
    };
    question("", "What if it cannot wait?", answer)
}

fn twice() -> Question {
    question(
        "",
        "I sent the form twice",
        view! { <p>"Nothing happened twice: the same form leads to the same request."</p> },
    )
}

fn promise() -> Question {
    let answer = view! {
        <p>
            "No. It says that the service is covered if the member is, on the day, and if it is given as requested."
        </p>
    };
    question("", "Is an approval a promise to pay?", answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_that_a_request_can_have_is_explained_once() {
        let explained: Vec<&str> = TAGS.iter().map(|(status, _)| copy::status(*status)).collect();
        for &status in Status::ALL {
            let words = copy::status(status);
            assert_eq!(explained.iter().filter(|known| **known == words).count(), 1, "{words}");
        }
    }
}
