//! The services of a draft, each in one line.

use domain::prior_auth::{LineInput, Problem, Step, Unit};
use services::catalog::KnownCodes;
use services::prior_auth::Draft;

use super::super::view::LineView;
use crate::copy;
use crate::request::wording::Wording;

/// The services that say something.
pub(super) fn lines(draft: &Draft, problems: &[Problem], wording: &Wording) -> Vec<LineView> {
    let told = draft
        .input
        .service
        .told()
        .into_iter()
        .filter(|(_, line)| !line.is_blank());
    told.map(|(number, line)| line_view(&draft.known, (number, line), problems, wording))
        .collect()
}

fn line_view(
    known: &KnownCodes,
    (number, line): (usize, &LineInput),
    problems: &[Problem],
    wording: &Wording,
) -> LineView {
    let code = format!(
        "{} {}",
        line.procedure_code.trim().to_uppercase(),
        line.modifiers.trim().to_uppercase()
    );
    let unit = Unit::parse(&line.unit).map_or("", copy::unit);
    let day = |text: &str| domain::time::parse_day(text).map_or_else(|| text.to_owned(), |day| wording.day(day));
    LineView {
        key: line.key,
        number,
        code: code.trim().to_owned(),
        service: known
            .words(&line.procedure_code)
            .unwrap_or(copy::UNKNOWN_SERVICE)
            .to_owned(),
        quantity: format!("{} {unit}", line.quantity.trim()).trim().to_owned(),
        when: format!("{} to {}", day(&line.from_date), day(&line.to_date)),
        is_unfinished: problems
            .iter()
            .any(|problem| problem.step == Step::Service && problem.line == line.key),
    }
}
