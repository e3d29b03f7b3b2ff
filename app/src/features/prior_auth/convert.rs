//! From what the use cases read to what the practice's pages show.

use std::collections::BTreeMap;

use domain::access::{Actor, Permission};
use domain::form::{FieldCode, FormErrors};
use domain::prior_auth::Status;
use domain::prior_auth::information::ANSWERS;
use domain::saved_view::Place;
use services::prior_auth::{
    self, Counts, DraftSummary, Group, ItemAnswer, ListPage, ListQuery, Matching, Sort, Summary, Waiting, counts,
    drafts, list, matching,
};
use services::search::{self, Meant};
use services::{Caller, Services};

use super::view::{DraftRow, GroupCount, ListView};
use super::{decided, filters};
use crate::error::ApiError;
use crate::paths::filter;
use crate::request::wording::Wording;
use crate::request::{Asked, case_rows, cursor_of, view_links};
use crate::{copy, paths};

/// The list that an address asks for.
struct Wanted {
    asked: Asked,
    query: ListQuery,
    errors: FormErrors,
}

impl Wanted {
    fn parse(query: &str, wording: &Wording) -> Result<Self, ApiError> {
        let asked = Asked::parse(paths::PRIOR_AUTH, &filters::NAMES, query);
        let group = match asked.one(paths::GROUP) {
            "" | paths::DRAFTS => None,
            code => Some(Group::parse(code).ok_or(ApiError::NotFound)?),
        };
        let (filter, errors) = filters::read(&asked, wording)?;
        let query = ListQuery {
            group,
            determined: decided::read(asked.one(paths::DECIDED), asked.one(paths::BY), wording)?,
            filter,
            sort: filters::sort(&asked)?,
            after: cursor_of(asked.one(paths::AFTER))?,
            ..ListQuery::default()
        };
        Ok(Self { asked, query, errors })
    }

    fn is_of_drafts(&self) -> bool {
        self.asked.one(paths::GROUP) == paths::DRAFTS
    }

    /// Whether the list is one that can be filtered.
    fn takes_filters(&self) -> bool {
        !self.is_of_drafts() && self.query.determined.is_none()
    }

    /// Whether the page holds drafts, too: they need the practice like the requests of that group, or are all there is.
    fn holds_drafts(&self, caller: &Caller) -> bool {
        let ListQuery {
            group, filter, after, ..
        } = &self.query;
        let needs = *group == Some(Group::NeedsYou) && after.is_none() && filter.is_empty();
        self.is_of_drafts() || needs && caller.actor.can(Permission::WritePriorAuth)
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

/// A page of requests, or all drafts, as the caller sees them, with the groups one may choose from; `query` is the
/// address's.
pub async fn list_view(
    services: &Services,
    caller: &Caller,
    query: &str,
    wording: &Wording,
) -> Result<ListView, ApiError> {
    let wanted = Wanted::parse(query, wording)?;
    let drafts = if wanted.holds_drafts(caller) {
        draft_rows(services, caller, wording).await?
    } else {
        Vec::new()
    };
    let page = if wanted.is_of_drafts() {
        ListPage::default()
    } else {
        list(services, caller, wanted.query.clone()).await?
    };
    let groups = groups(&counts(services, caller).await?, &caller.actor);
    let Matching { number, is_more } = total(services, caller, &wanted, &groups).await?;
    let names = search::member_names(services, caller, &wanted.query.filter.members).await?;
    let Wanted { asked, query, .. } = &wanted;
    let views = view_links(services, caller, Place::Requests, asked).await?;
    let next = page
        .next
        .map(|cursor| asked.with(paths::AFTER, &cursor.to_string()).address());
    Ok(ListView {
        groups,
        part: decided::words(asked.one(paths::DECIDED), asked.one(paths::BY), wording),
        rows: case_rows(page.items, wording),
        views,
        drafts,
        next,
        group: asked.one(paths::GROUP).to_owned(),
        total: number,
        is_more,
        filters: wanted
            .takes_filters()
            .then(|| filters::view(asked, query, &names, wording)),
        may_request: caller.actor.can(Permission::WritePriorAuth),
        as_of: wording.clock(),
        errors: wanted.errors,
    })
}

/// The list that an address asks for, for whoever takes all of it along.
///
/// # Errors
/// [`ApiError::NotFound`] for a group or a filter there is not, [`ApiError::Form`] where one was typed wrong.
pub fn wanted(query: &str, wording: &Wording) -> Result<ListQuery, ApiError> {
    let Wanted { query, errors, .. } = Wanted::parse(query, wording)?;
    if errors.is_empty() {
        Ok(query)
    } else {
        Err(ApiError::Form(errors))
    }
}

/// How many requests the list holds on all its pages. What is not filtered is counted already.
async fn total(
    services: &Services,
    caller: &Caller,
    wanted: &Wanted,
    groups: &[GroupCount],
) -> Result<Matching, ApiError> {
    let ListQuery {
        determined,
        filter,
        sort,
        ..
    } = &wanted.query;
    if let Some(determined) = determined {
        let number = prior_auth::determined(services, caller, determined).await?;
        return Ok(Matching { number, is_more: false });
    }
    if !filter.is_empty() || matches!(sort, Some(Sort::DueFirst | Sort::DueLast)) {
        return Ok(matching(services, caller, &wanted.query).await?);
    }
    let group = wanted.asked.one(paths::GROUP);
    let of_group = groups.iter().find(|known| known.code == group);
    let matching = of_group.map(|known| Matching {
        number: known.count,
        is_more: known.is_more,
    });
    Ok(matching.unwrap_or_default())
}

/// What a search in the list means.
pub async fn meant(services: &Services, caller: &Caller, typed: &str) -> Result<Meant, ApiError> {
    if typed.trim().is_empty() {
        return Err(ApiError::Form(FormErrors::one("q", FieldCode::Required)));
    }
    Ok(search::meant(services, caller, typed).await?)
}

/// Where a search in the list leads: to the one request it names, or to the list of those for the members it names.
pub fn found(meant: Meant, query: &str) -> Result<String, ApiError> {
    let wrong = |code| Err(ApiError::Form(FormErrors::one("q", code)));
    match meant {
        Meant::Request(reference) => Ok(paths::case(reference.as_str())),
        Meant::Members(ids) => {
            let asked = Asked::parse(paths::PRIOR_AUTH, &filters::NAMES, query);
            let others =
                asked.without(|name, _| [filter::MEMBER, paths::AFTER, paths::DECIDED, paths::BY].contains(&name));
            Ok(ids
                .iter()
                .fold(others, |asked, id| asked.and(filter::MEMBER, id.as_str()))
                .address())
        }
        Meant::TooMany => wrong(FieldCode::FindsTooMuch),
        Meant::Nothing => wrong(FieldCode::NothingFound),
    }
}

fn groups(counts: &Counts, actor: &Actor) -> Vec<GroupCount> {
    let group = |code: &str, words: &str, count| GroupCount {
        code: code.to_owned(),
        words: words.to_owned(),
        count,
        is_more: counts.is_more_decided && ["", Group::Decided.code()].contains(&code),
    };
    vec![
        group("", "All", counts.needs_you + counts.waiting + counts.decided),
        group(Group::NeedsYou.code(), copy::NEEDS_YOU, counts.needs(actor)),
        group(Group::Waiting.code(), copy::WAITING, counts.waiting),
        group(Group::Decided.code(), copy::DECIDED, counts.decided),
        group(paths::DRAFTS, copy::DRAFTS, counts.drafts),
    ]
}

/// An answer as it was typed.
pub fn answer(item: String, seen: i64, then: &str, typed: BTreeMap<String, String>) -> ItemAnswer {
    let text = typed.into_iter().find(|(name, _)| ANSWERS.contains(&name.as_str()));
    ItemAnswer {
        item,
        seen,
        text: text.map(|(_, text)| text).unwrap_or_default(),
        is_sent: then == "send",
    }
}

/// The other items, or the request where nothing is left to answer.
pub fn after_answer(case: &Summary) -> String {
    match case.status {
        Status::InformationRequested => paths::answer(case.reference.as_str()),
        _ => paths::case(case.reference.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use services::settings::PlanProfile;

    use super::*;

    fn query(query: &str) -> Result<ListQuery, ApiError> {
        let wanted = Wanted::parse(query, &Wording::at(&PlanProfile::default(), Default::default()));
        wanted.map(|wanted| wanted.query)
    }

    #[test]
    fn an_address_that_names_no_group_or_place_is_not_found() {
        assert!(query("").is_ok());
        assert!(query("group=waiting").is_ok());
        assert_eq!(query("group=everything").err(), Some(ApiError::NotFound));
        assert_eq!(query("after=x").err(), Some(ApiError::NotFound));
        assert_eq!(query("decided=lately").err(), Some(ApiError::NotFound));
    }

    #[test]
    fn a_search_leads_to_a_list_that_names_members_by_id_and_keeps_the_other_filters() {
        let ids = ["01A", "01B"].map(domain::id::MemberRowId::new).to_vec();
        let led = found(Meant::Members(ids), "status=denied&member=01C&after=1-A");
        assert_eq!(led, Ok("/prior-auth?status=denied&member=01A&member=01B".to_owned()));
        let errors = FormErrors::one("q", FieldCode::NothingFound);
        assert_eq!(found(Meant::Nothing, ""), Err(ApiError::Form(errors)));
    }
}
