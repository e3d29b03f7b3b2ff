//! The list as a file for office programs: what it holds, line by line, as RFC 4180 has it.
//!
//! Only on the server, which sends it page by page.

use services::prior_auth::{ListQuery, Summary};

use super::convert::wanted;
use crate::copy;
use crate::error::ApiError;
use crate::request::wording::Wording;

/// The most requests in one file.
pub const MOST: usize = 50_000;
/// How many are read at once.
const AT_ONCE: u64 = 100;
/// Says to office programs that the text is UTF-8.
const MARK: &str = "\u{feff}";

/// The list that an address asks for, from its beginning.
///
/// # Errors
/// [`ApiError::NotFound`] for a group or a filter there is not, [`ApiError::Form`] where one was typed wrong.
pub fn query(query: &str, wording: &Wording) -> Result<ListQuery, ApiError> {
    Ok(ListQuery {
        after: None,
        limit: AT_ONCE,
        ..wanted(query, wording)?
    })
}

/// The first line: what stands in which column.
#[must_use]
pub fn head(wording: &Wording) -> String {
    let zone = wording.zone();
    let columns = [
        "Reference".to_owned(),
        "Status".to_owned(),
        "Member".to_owned(),
        "Member ID".to_owned(),
        "Service".to_owned(),
        "Service in words".to_owned(),
        "Urgency".to_owned(),
        "Plan type".to_owned(),
        format!("Received ({zone})"),
        format!("Due ({zone})"),
        format!("Decided ({zone})"),
        "Authorization number".to_owned(),
        "Valid from".to_owned(),
        "Valid to".to_owned(),
    ];
    format!("{MARK}{}", line(&columns))
}

/// A line for each request.
#[must_use]
pub fn lines(summaries: &[Summary], wording: &Wording) -> String {
    summaries.iter().map(|summary| line(&cells(summary, wording))).collect()
}

/// The last line of a file that does not hold everything.
#[must_use]
pub fn cut() -> String {
    line(&[copy::EXPORT_CUT.to_owned()])
}

fn cells(summary: &Summary, wording: &Wording) -> [String; 14] {
    let at = |at: Option<_>| at.map(|at| wording.sortable(at)).unwrap_or_default();
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    [
        summary.reference.as_str().to_owned(),
        copy::status(summary.status).to_owned(),
        summary.member_name.clone(),
        summary.member_number.clone(),
        summary.code.clone(),
        summary.service.clone().unwrap_or_default(),
        copy::urgency(summary.urgency).to_owned(),
        copy::line_of_business(summary.line_of_business).to_owned(),
        at(Some(summary.received_at)),
        at(summary.due_at),
        at(summary.decided_at),
        summary.authorization_number.clone().unwrap_or_default(),
        day(summary.valid_from),
        day(summary.valid_to),
    ]
}

fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    format!("{}\r\n", cells.join(","))
}

/// One cell. Office programs compute what begins like a formula, hence the apostrophe before it.
fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if is_formula { "'" } else { "" };
    let needs_quotes = text.contains(['"', ',', '\r', '\n']);
    if needs_quotes {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

#[cfg(test)]
mod tests {
    use services::settings::PlanProfile;

    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        for (text, written) in [
            ("", ""),
            ("Rosa Delgado", "Rosa Delgado"),
            ("Smith, \"Jo\"", "\"Smith, \"\"Jo\"\"\""),
            ("two\nlines", "\"two\nlines\""),
        ] {
            assert_eq!(cell(text), written, "{text}");
        }
        assert_eq!(line(&["a".to_owned(), "b,c".to_owned()]), "a,\"b,c\"\r\n");
    }

    #[test]
    fn nothing_is_computed() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            let written = cell(text);
            assert!(written.trim_start_matches('"').starts_with('\''), "{written:?}");
        }
        assert_eq!(cell("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    }

    #[test]
    fn the_head_says_the_zone_and_that_it_is_utf_8() {
        let head = head(&Wording::at(&PlanProfile::default(), Default::default()));
        assert!(
            head.starts_with("\u{feff}Reference,Status,Member,") && head.ends_with("Valid to\r\n"),
            "{head}"
        );
        assert!(head.contains("Received (America/Chicago)"), "{head}");
        assert_eq!(head.matches(',').count(), 13);
    }
}
