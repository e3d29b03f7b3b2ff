//! One line of a list, from a request or a draft.

use domain::prior_auth::{Status, Urgency};
use domain::time::Timestamp;
use services::dashboard::Need;
use services::prior_auth::{DraftSummary, Options, Summary};

use super::super::view::{Row, TagWords};
use crate::request::wording::Wording;
use crate::ui::{IconName, Tone, look, look_after_denial};
use crate::{copy, paths};

/// So much of a reason fits a line or two; the case has all of it.
const REASON: usize = 160;

/// What needs the practice.
pub fn need(need: Need, wording: &Wording) -> Row {
    match need {
        Need::Draft(draft) => of_draft(&draft, wording),
        Need::Request {
            summary,
            reason,
            options,
            decision_due,
        } => {
            let (note, note_class) = note(&summary, &options, wording);
            let text = copy::needed(copy::Needed {
                status: summary.status,
                reason: reason.as_deref().map(|reason| shortened(reason, REASON)),
                days_to_appeal: options.appeal_until.map(|until| wording.days_until(until)),
                decision_due: decision_due.map(|due| wording.moment(due)),
            });
            Row {
                key: summary.reference.as_str().to_owned(),
                href: paths::case(summary.reference.as_str()),
                title: title(&summary),
                text,
                tags: tags(summary.status),
                note,
                note_class: note_class.to_owned(),
                action: copy::see(summary.status).to_owned(),
                ..Row::default()
            }
        }
    }
}

fn of_draft(draft: &DraftSummary, wording: &Wording) -> Row {
    let about = [
        draft.last_name.as_str(),
        draft.service.as_deref().unwrap_or_default(),
        draft.procedure_code.as_str(),
    ];
    let known: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
    Row {
        key: draft.id.as_str().to_owned(),
        href: paths::draft(draft.id.as_str()),
        title: if known.is_empty() {
            copy::EMPTY_DRAFT.to_owned()
        } else {
            known.join(" · ")
        },
        text: copy::left_to_do(&draft.left),
        tags: tags(Status::Draft),
        note: format!("Saved {}", wording.lately(draft.updated_at)),
        action: "Continue".to_owned(),
        ..Row::default()
    }
}

/// What waits for the plan, or lies on its desk: `href` leads to the reader's side of the case.
pub fn clock(summary: Summary, href: String, text: String, wording: &Wording) -> Row {
    let mut tags = tags(summary.status);
    if summary.urgency == Urgency::Expedited {
        tags.push(tag((Tone::Amber, IconName::Zap), "Expedited"));
    }
    Row {
        key: summary.reference.as_str().to_owned(),
        href,
        text,
        tags,
        time: summary
            .due_at
            .map_or(0, |due| (due - summary.received_at).num_milliseconds()),
        due: wording.due_of(&summary),
        title: summary.member_name,
        ..Row::default()
    }
}

/// What was decided.
pub fn decided(summary: Summary, wording: &Wording) -> Row {
    let text = match summary.valid_to.filter(|_| summary.status.is_authorized()) {
        Some(last) => format!("{} · valid through {}", summary.code, wording.day(last)),
        None => format!("{} · {}", summary.code, copy::next_step(summary.status)),
    };
    Row {
        key: summary.reference.as_str().to_owned(),
        href: paths::case(summary.reference.as_str()),
        text,
        tags: tags(summary.status),
        note: summary.determined_at.map(|at| wording.short(at)).unwrap_or_default(),
        title: summary.member_name,
        ..Row::default()
    }
}

fn title(summary: &Summary) -> String {
    let service = summary.service.as_ref();
    let what = service.map_or_else(|| summary.code.clone(), |words| format!("{words}, {}", summary.code));
    format!("{} · {what}", summary.member_name)
}

/// By when something can be done, and how pressing that is.
fn note(summary: &Summary, options: &Options, wording: &Wording) -> (String, &'static str) {
    if summary.status == Status::InformationRequested {
        return match options.answer_by {
            Some(day) => wording.answer_by(day),
            None => Default::default(),
        };
    }
    let until = |what: &str, until: Option<Timestamp>| {
        let until = until.filter(|until| wording.is_ahead(*until))?;
        Some(format!("{what} until {}", wording.day_in_short(until)))
    };
    let ways = [
        until("Peer-to-peer", options.talk_until),
        until("Appeal", options.appeal_until),
    ];
    let contested = matches!(
        summary.status,
        Status::Denied | Status::PartiallyApproved | Status::Modified
    );
    let ways: Vec<String> = ways.into_iter().flatten().filter(|_| contested).collect();
    (ways.join(" · "), "")
}

/// The tags of a status.
fn tags(status: Status) -> Vec<TagWords> {
    let more = look_after_denial(status).zip(copy::status_addition(status));
    let more = more.map(|(icon, words)| tag((Tone::Blue, icon), words));
    std::iter::once(tag(look(status), copy::status(status)))
        .chain(more)
        .collect()
}

fn tag((tone, icon): (Tone, IconName), words: &str) -> TagWords {
    TagWords {
        tone: tone.class().to_owned(),
        icon: icon.id().to_owned(),
        words: words.to_owned(),
    }
}

/// At most so many characters, cut between words.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let whole = cut
        .rsplit_once(char::is_whitespace)
        .map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches(['.', ',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_long_reason_is_cut_between_words_and_says_so() {
        assert_eq!(shortened("Send the order.", 20), "Send the order.");
        assert_eq!(
            shortened("Send the signed order, and the notes.", 24),
            "Send the signed order…"
        );
        assert_eq!(shortened("Überlanges", 4), "Über…");
    }
}
