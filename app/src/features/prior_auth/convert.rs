//! From what the use cases read to what the practice's pages show.

use domain::access::{Actor, Permission};
use services::prior_auth::{self, Counts, DraftSummary, Group, ListPage, ListQuery, Waiting, counts, drafts, list};
use services::{Caller, Services};

use super::decided;
use super::view::{DraftRow, GroupCount, ListView};
use crate::error::ApiError;
use crate::request::wording::Wording;
use crate::request::{case_rows, cursor_of};
use crate::{copy, paths};

/// What an address asks for.
#[derive(Default)]
pub struct Asked {
    /// Which group.
    pub group: String,
    /// After which row.
    pub after: String,
    /// Decided when.
    pub decided: String,
    /// Decided how.
    pub by: String,
}

impl Asked {
    fn query(&self, wording: &Wording) -> Result<ListQuery, ApiError> {
        let group = match self.group.as_str() {
            "" => None,
            code => Some(Group::parse(code).ok_or(ApiError::NotFound)?),
        };
        Ok(ListQuery {
            group,
            determined: decided::read(&self.decided, &self.by, wording)?,
            after: cursor_of(&self.after)?,
            ..ListQuery::default()
        })
    }

    /// The address of the page behind a row.
    fn next(&self, after: &str) -> String {
        paths::with_query(
            paths::PRIOR_AUTH,
            &[
                (paths::GROUP, self.group.as_str()),
                (paths::DECIDED, &self.decided),
                (paths::BY, &self.by),
                (paths::AFTER, after),
            ],
        )
    }

    /// Whether the page holds drafts, too: they need the practice like the requests of that group, or are all there is.
    fn holds_drafts(&self, caller: &Caller) -> bool {
        let needs = self.group == Group::NeedsYou.code() && self.after.is_empty();
        self.group == paths::DRAFTS || needs && caller.actor.can(Permission::WritePriorAuth)
    }
}

/// All drafts; first those that wait for the caller.
async fn draft_rows(services: &Services, caller: &Caller, wording: &Wording) -> Result<Vec<DraftRow>, ApiError> {
    let row = |draft: DraftSummary| DraftRow {
        id: draft.id.as_str().to_owned(),
        title: draft_title(&draft),
        saved: wording.moment(draft.updated_at),
        note: draft.waits_for_me.map(note).unwrap_or_default().to_owned(),
    };
    let mut drafts = drafts(services, caller).await?;
    drafts.sort_by_key(|draft| draft.waits_for_me.is_none());
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
    asked: Asked,
    wording: &Wording,
) -> Result<ListView, ApiError> {
    let drafts = if asked.holds_drafts(caller) {
        draft_rows(services, caller, wording).await?
    } else {
        Vec::new()
    };
    let (page, determined) = if asked.group == paths::DRAFTS {
        (ListPage::default(), None)
    } else {
        let query = asked.query(wording)?;
        let determined = query.determined;
        (list(services, caller, query).await?, determined)
    };
    let groups = groups(&counts(services, caller).await?, &caller.actor);
    let total = match &determined {
        Some(determined) => prior_auth::determined(services, caller, determined).await?,
        None => groups
            .iter()
            .find(|known| known.code == asked.group)
            .map_or(0, |known| known.count),
    };
    Ok(ListView {
        groups,
        part: decided::words(&asked.decided, &asked.by, wording),
        rows: case_rows(page.items, wording),
        drafts,
        next: page.next.map(|cursor| asked.next(&cursor.to_string())),
        group: asked.group,
        total,
        may_request: caller.actor.can(Permission::WritePriorAuth),
        as_of: wording.clock(),
    })
}

fn groups(counts: &Counts, actor: &Actor) -> Vec<GroupCount> {
    let group = |code: &str, words: &str, count| GroupCount {
        code: code.to_owned(),
        words: words.to_owned(),
        count,
    };
    vec![
        group("", "All", counts.needs_you + counts.waiting + counts.decided),
        group(Group::NeedsYou.code(), copy::NEEDS_YOU, counts.needs(actor)),
        group(Group::Waiting.code(), copy::WAITING, counts.waiting),
        group(Group::Decided.code(), copy::DECIDED, counts.decided),
        group(paths::DRAFTS, copy::DRAFTS, counts.drafts),
    ]
}

#[cfg(test)]
mod tests {
    use services::settings::PlanProfile;

    use super::*;

    fn query(group: &str, after: &str, decided: &str) -> Result<ListQuery, ApiError> {
        let [group, after, decided] = [group, after, decided].map(str::to_owned);
        let asked = Asked {
            group,
            after,
            decided,
            ..Asked::default()
        };
        asked.query(&Wording::at(&PlanProfile::default(), Default::default()))
    }

    #[test]
    fn an_address_that_names_no_group_or_place_is_not_found() {
        assert!(query("", "", "").is_ok());
        assert!(query("waiting", "", "").is_ok());
        assert_eq!(query("everything", "", "").err(), Some(ApiError::NotFound));
        assert_eq!(query("", "x", "").err(), Some(ApiError::NotFound));
        assert_eq!(query("", "", "lately").err(), Some(ApiError::NotFound));
    }
}
