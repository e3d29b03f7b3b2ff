//! From what the use cases read to what the dashboard shows.

mod plan;
mod practice;
mod rows;

use domain::access::Permission;
use domain::dashboard::Scale;
use domain::time::{Timestamp, from_millis, to_millis};
use services::dashboard::{self, Look};
use services::{Caller, Services};

use super::view::DashboardView;
use crate::error::ApiError;
use crate::request::wording::Wording;

/// Where news begin for somebody who was never here before.
const NEVER: &str = "never";
/// Behind where they begin, if there were none when the page was opened.
const QUIET: &str = "~";

/// The dashboard of the caller's side; of whoever sees no requests, an empty one.
pub async fn dashboard(
    services: &Services,
    caller: &Caller,
    (chart, since): (&str, &str),
    wording: &Wording,
) -> Result<DashboardView, ApiError> {
    let scale = Scale::parse(chart).unwrap_or(Scale::Weeks);
    let empty = DashboardView {
        today: wording.today_in_full(),
        as_of: wording.clock(),
        since: NEVER.to_owned(),
        may_request: caller.actor.can(Permission::WritePriorAuth),
        lists: Vec::new(),
        in_main: 0,
        ageing: Vec::new(),
        load: Vec::new(),
        chart: None,
        is_monthly: scale == Scale::Months,
    };
    if caller.actor.can(Permission::ReadPriorAuth)
        && let Some(board) = dashboard::practice(services, caller, look(since), scale).await?
    {
        return Ok(practice::view(board, caller, scale, wording, empty));
    }
    if caller.actor.can(Permission::ReadReviewQueue)
        && let Some(board) = dashboard::plan(services, caller).await?
    {
        return Ok(plan::view(board, caller, wording, empty));
    }
    Ok(empty)
}

/// What a page got, it may hand back. Anything else is like nothing: then it opens the dashboard.
fn look(since: &str) -> Look {
    let (since, had_news) = match since.strip_suffix(QUIET) {
        Some(since) => (since, false),
        None => (since, true),
    };
    match since {
        NEVER => Look::Again { since: None, had_news },
        text => match text.parse().ok().and_then(from_millis) {
            Some(since) => Look::Again {
                since: Some(since),
                had_news,
            },
            None => Look::Opening,
        },
    }
}

fn handed_back(since: Option<Timestamp>, had_news: bool) -> String {
    let since = since.map_or_else(|| NEVER.to_owned(), |since| to_millis(since).to_string());
    if had_news { since } else { since + QUIET }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_hands_back_where_its_news_begin_and_anything_else_opens_the_dashboard() {
        for since in [None, from_millis(1_795_446_000_000)] {
            for had_news in [false, true] {
                assert_eq!(look(&handed_back(since, had_news)), Look::Again { since, had_news });
            }
        }
        for text in ["", "~", "yesterday", "99999999999999999"] {
            assert_eq!(look(text), Look::Opening, "{text}");
        }
    }
}
