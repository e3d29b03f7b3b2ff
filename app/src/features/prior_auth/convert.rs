//! From what the use cases read to what the practice's pages show.

use domain::access::Permission;
use services::prior_auth::{
    Counts, DraftSummary, Group, ListPage, ListQuery, Waiting, counts, drafts, drafts_for_me, list,
};
use services::{Caller, Services};

use super::view::{DraftRow, GroupCount, ListView};
use crate::error::ApiError;
use crate::request::wording::Wording;
use crate::request::{case_rows, cursor_of};
use crate::{copy, paths};

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

async fn draft_rows(
    services: &Services,
    caller: &Caller,
    only_mine: bool,
    wording: &Wording,
) -> Result<Vec<DraftRow>, ApiError> {
    let row = |draft: DraftSummary| DraftRow {
        id: draft.id.as_str().to_owned(),
        title: draft_title(&draft),
        saved: wording.moment(draft.updated_at),
        note: draft.waits_for_me.map(note).unwrap_or_default().to_owned(),
    };
    let drafts = if only_mine {
        drafts_for_me(services, caller).await?
    } else {
        drafts(services, caller).await?
    };
    Ok(drafts.into_iter().map(row).collect())
}

fn note(waiting: Waiting) -> &'static str {
    match waiting {
        Waiting::ForAttestation => copy::WAITS_FOR_ATTESTATION,
        Waiting::Attested => copy::WAITS_TO_BE_SENT,
    }
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
        (ListPage::default(), draft_rows(services, caller, false, wording).await?)
    } else {
        let query = list_query(&group, &after)?;
        let needs_me = query.group == Some(Group::NeedsYou) && query.after.is_none();
        let drafts = if needs_me {
            draft_rows(services, caller, true, wording).await?
        } else {
            Vec::new()
        };
        (list(services, caller, query).await?, drafts)
    };
    let counts = counts(services, caller).await?;
    let groups = groups(&counts);
    let all = groups
        .iter()
        .find(|known| known.code == group)
        .map_or(0, |known| known.count);
    // Drafts stand above the requests and are not counted among them.
    let of_drafts = if group == Group::NeedsYou.code() {
        counts.drafts_for_me
    } else {
        0
    };
    let total = all.saturating_sub(of_drafts);
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
        group(
            Group::NeedsYou.code(),
            copy::NEEDS_YOU,
            counts.needs_you + counts.drafts_for_me,
        ),
        group(Group::Waiting.code(), copy::WAITING, counts.waiting),
        group(Group::Decided.code(), copy::DECIDED, counts.decided),
        group(paths::DRAFTS, copy::DRAFTS, counts.drafts),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_names_no_group_or_place_is_not_found() {
        assert!(list_query("", "").is_ok());
        assert!(list_query("waiting", "").is_ok());
        assert_eq!(list_query("everything", "").err(), Some(ApiError::NotFound));
        assert_eq!(list_query("", "x").err(), Some(ApiError::NotFound));
    }
}
