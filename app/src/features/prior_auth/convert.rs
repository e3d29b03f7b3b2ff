//! From what the use cases read to what the practice's pages show.

use domain::access::Permission;
use domain::prior_auth::{DraftInput, Unit};
use services::prior_auth::{Counts, Draft, DraftSummary, Group, ListPage, ListQuery, counts, drafts, list};
use services::{Caller, Services};

use super::view::{DraftRow, DraftView, GroupCount, ListView};
use crate::error::ApiError;
use crate::request::wording::Wording;
use crate::request::{case_rows, cursor_of};
use crate::{copy, paths};

/// So many days from the first to the last day of service, where nothing is typed.
const DEFAULT_SPAN_DAYS: u64 = 30;

/// The form of a draft: as typed, with defaults where a field is empty.
pub fn draft_view(draft: Draft, wording: &Wording) -> DraftView {
    let Draft {
        id,
        input,
        updated_at,
        submitted_as,
        ..
    } = draft;
    DraftView {
        id: id.as_str().to_owned(),
        input: with_defaults(input, wording),
        saved: wording.moment(updated_at),
        submitted_as: submitted_as.map(|reference| reference.as_str().to_owned()),
    }
}

fn with_defaults(input: DraftInput, wording: &Wording) -> DraftInput {
    let or = |typed: String, default: String| if typed.is_empty() { default } else { typed };
    DraftInput {
        unit: or(input.unit, Unit::Each.code().to_owned()),
        from_date: or(input.from_date, wording.date_value(0)),
        to_date: or(input.to_date, wording.date_value(DEFAULT_SPAN_DAYS)),
        ..input
    }
}

/// Which page of which requests an address asks for.
fn list_query(group: &str, after: &str) -> Result<ListQuery, ApiError> {
    let group = match group {
        "" => None,
        code => Some(Group::parse(code).ok_or(ApiError::NotFound)?),
    };
    Ok(ListQuery {
        group,
        after: cursor_of(after)?,
        ..ListQuery::default()
    })
}

async fn draft_rows(services: &Services, caller: &Caller, wording: &Wording) -> Result<Vec<DraftRow>, ApiError> {
    let row = |draft: DraftSummary| DraftRow {
        id: draft.id.as_str().to_owned(),
        title: draft_title(&draft),
        saved: wording.moment(draft.updated_at),
    };
    Ok(drafts(services, caller).await?.into_iter().map(row).collect())
}

fn draft_title(draft: &DraftSummary) -> String {
    let parts = [
        draft.last_name.as_str(),
        draft.service.as_deref().unwrap_or_default(),
        draft.procedure_code.as_str(),
    ];
    let known: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if known.is_empty() {
        copy::EMPTY_DRAFT.to_owned()
    } else {
        known.join(", ")
    }
}

/// A page of requests, or all drafts, as the caller sees them, with the groups one may choose from.
pub async fn list_view(
    services: &Services,
    caller: &Caller,
    (group, after): (String, String),
    wording: &Wording,
) -> Result<ListView, ApiError> {
    let (page, drafts) = if group == paths::DRAFTS {
        (ListPage::default(), draft_rows(services, caller, wording).await?)
    } else {
        let query = list_query(&group, &after)?;
        (list(services, caller, query).await?, Vec::new())
    };
    let groups = groups(&counts(services, caller).await?);
    let total = groups
        .iter()
        .find(|known| known.code == group)
        .map_or(0, |known| known.count);
    Ok(ListView {
        groups,
        group,
        rows: case_rows(page.items, wording),
        drafts,
        next: page.next.map(|cursor| cursor.to_string()),
        total,
        may_request: caller.actor.can(Permission::WritePriorAuth),
        as_of: wording.clock(),
    })
}

fn groups(counts: &Counts) -> Vec<GroupCount> {
    let group = |code: &str, words: &str, count| GroupCount {
        code: code.to_owned(),
        words: words.to_owned(),
        count,
    };
    vec![
        group("", "All", counts.needs_you + counts.waiting + counts.decided),
        group(Group::NeedsYou.code(), copy::NEEDS_YOU, counts.needs_you),
        group(Group::Waiting.code(), copy::WAITING, counts.waiting),
        group(Group::Decided.code(), copy::DECIDED, counts.decided),
        group(paths::DRAFTS, copy::DRAFTS, counts.drafts),
    ]
}

#[cfg(test)]
mod tests {
    use services::settings::PlanProfile;

    use super::*;

    fn wording() -> Wording {
        Wording::at(
            &PlanProfile::default(),
            domain::time::from_millis(1_795_723_800_000).unwrap_or_default(),
        )
    }

    #[test]
    fn an_empty_draft_starts_today_for_thirty_days() {
        let input = with_defaults(DraftInput::default(), &wording());
        assert_eq!(
            (input.from_date.as_str(), input.to_date.as_str()),
            ("2026-11-26", "2026-12-26")
        );
        assert_eq!(input.unit, "each");
        assert_eq!(input.quantity, "");
    }

    #[test]
    fn what_is_typed_is_never_replaced() {
        let typed = DraftInput {
            unit: "dozen".to_owned(),
            from_date: "soon".to_owned(),
            ..DraftInput::default()
        };
        let input = with_defaults(typed, &wording());
        assert_eq!((input.unit.as_str(), input.from_date.as_str()), ("dozen", "soon"));
    }

    #[test]
    fn an_address_that_names_no_group_or_place_is_not_found() {
        assert!(list_query("", "").is_ok());
        assert!(list_query("waiting", "").is_ok());
        assert_eq!(list_query("everything", "").err(), Some(ApiError::NotFound));
        assert_eq!(list_query("", "x").err(), Some(ApiError::NotFound));
    }
}
