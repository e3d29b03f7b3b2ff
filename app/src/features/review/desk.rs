//! What only the plan's people see of a case, from what the use case read.

use domain::prior_auth::Action;
use services::prior_auth::{Detail, Line};

use super::view::{Desk, DeskLine, HandedOn, ReviewView};
use crate::copy;
use crate::request::case_view;
use crate::request::wording::Wording;

/// A case as its reviewer sees it.
pub fn review_view(detail: Detail, wording: &Wording) -> ReviewView {
    let desk = Desk {
        hindered: hindered(&detail),
        lines: (1..)
            .zip(&detail.lines)
            .map(|numbered| desk_line(numbered, wording))
            .collect(),
        valid: detail
            .valid_if_approved
            .map(|(first, last)| (wording.day(first), wording.day(last))),
        citations: citations(&detail.lines),
        handed_on: handed_on(&detail, wording),
    };
    ReviewView {
        desk,
        case: case_view(detail, wording),
    }
}

fn hindered(detail: &Detail) -> Vec<(Action, String)> {
    let holder = detail.summary.assigned_to.as_deref();
    let offers = detail.offers.iter();
    offers
        .filter_map(|offer| Some((offer.action, copy::hindrance(offer.action, offer.hindrance?, holder))))
        .collect()
}

fn desk_line((number, line): (u32, &Line), wording: &Wording) -> DeskLine {
    let service = line.service.as_deref().unwrap_or(copy::UNKNOWN_SERVICE);
    let unit = copy::unit(line.unit);
    let (first, last) = (wording.day(line.from), wording.day(line.to));
    DeskLine {
        title: format!("{number}. {}, {service}", line.code),
        requested: format!("{} {unit}, {first} to {last}", line.quantity),
        quantity: line.quantity.to_string(),
        from: line.from.to_string(),
        to: line.to.to_string(),
    }
}

/// The rules that ask for the authorization of these lines, each once.
fn citations(lines: &[Line]) -> Vec<(String, String)> {
    let mut cited = Vec::new();
    for line in lines {
        if let (Some(rule), Some(source)) = (&line.rule, &line.source) {
            let citation = (format!("{rule}: {source}"), rule.clone());
            if !cited.contains(&citation) {
                cited.push(citation);
            }
        }
    }
    cited
}

fn handed_on(detail: &Detail, wording: &Wording) -> Option<HandedOn> {
    let sent = detail
        .timeline
        .iter()
        .rfind(|entry| entry.action == Action::SendToPhysician)?;
    Some(HandedOn {
        words: sent.detail.reason.clone()?,
        by: copy::done_by(sent.who.clone(), sent.performer),
        when: wording.moment(sent.at),
    })
}
