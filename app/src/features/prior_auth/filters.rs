//! The filters and the order of the list, as its address says them: read, put into words, and taken away one by one.

use domain::coverage::LineOfBusiness;
use domain::dashboard::Ageing;
use domain::form::{FieldCode, FormErrors};
use domain::id::MemberRowId;
use domain::prior_auth::{Standing, Urgency};
use services::prior_auth::{Filter, Group, ListQuery, Sort};

use super::view::FilterView;
use crate::copy;
use crate::error::ApiError;
use crate::paths::{self, filter};
use crate::request::Asked;
use crate::request::filtering::{self, codes};
use crate::request::wording::Wording;

/// What the list's address may say.
pub const NAMES: [&str; 13] = [
    paths::GROUP,
    paths::DECIDED,
    paths::BY,
    filter::MEMBER,
    filter::STATUS,
    filter::CODE,
    filter::URGENCY,
    filter::LINE,
    filter::FROM,
    filter::TO,
    paths::DUE,
    filter::SORT,
    paths::AFTER,
];

/// Those of them that let less through.
const FILTERS: [&str; 8] = [
    filter::MEMBER,
    filter::STATUS,
    filter::CODE,
    filter::URGENCY,
    filter::LINE,
    filter::FROM,
    filter::TO,
    paths::DUE,
];

/// The filter of an address, and what is wrong with what was typed into it: that lets everything through.
///
/// # Errors
/// [`ApiError::NotFound`] for a code there is not.
pub fn read(asked: &Asked, wording: &Wording) -> Result<(Filter, FormErrors), ApiError> {
    let mut errors = FormErrors::default();
    let code = filtering::procedure(asked, &mut errors);
    let (from, to) = days(asked, &mut errors);
    let start = |day| wording.day_bounds(day, day).map(|(start, _)| start);
    let end = |day| wording.day_bounds(day, day).map(|(_, end)| end);
    let read = Filter {
        standings: codes(asked, filter::STATUS, Standing::parse)?,
        urgency: codes(asked, filter::URGENCY, Urgency::parse)?.first().copied(),
        line_of_business: codes(asked, filter::LINE, LineOfBusiness::parse)?.first().copied(),
        code,
        members: asked.all(filter::MEMBER).map(MemberRowId::new).collect(),
        from: from.and_then(start),
        before: to.and_then(end),
        due: codes(asked, paths::DUE, Ageing::parse)?.first().copied(),
    };
    Ok((read, errors))
}

/// The first and the last day.
fn days(asked: &Asked, errors: &mut FormErrors) -> (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>) {
    let mut day = |name: &'static str| {
        let typed = asked.one(name);
        let parsed = Wording::parse_day(typed);
        if parsed.is_none() && !typed.is_empty() {
            errors.push(name, FieldCode::NotADate);
        }
        parsed
    };
    let (from, to) = (day(filter::FROM), day(filter::TO));
    if let (Some(first), Some(last)) = (from, to)
        && last < first
    {
        errors.push(filter::TO, FieldCode::DateOrder);
        return (None, None);
    }
    (from, to)
}

/// The order that the address asks for.
///
/// # Errors
/// [`ApiError::NotFound`] for one there is not.
pub fn sort(asked: &Asked) -> Result<Option<Sort>, ApiError> {
    let sort = asked.one(filter::SORT);
    let (key, is_last_first) = sort.strip_prefix('-').map_or((sort, false), |key| (key, true));
    match (key, is_last_first) {
        ("", false) => Ok(None),
        (filter::RECEIVED, true) => Ok(Some(Sort::Newest)),
        (filter::RECEIVED, false) => Ok(Some(Sort::Oldest)),
        (filter::BY_DUE, false) => Ok(Some(Sort::DueFirst)),
        (filter::BY_DUE, true) => Ok(Some(Sort::DueLast)),
        _ => Err(ApiError::NotFound),
    }
}

/// By which column the list stands sorted, as its table says it.
fn order(query: &ListQuery) -> (&'static str, bool) {
    match (query.sort, query.group) {
        (Some(Sort::Oldest), _) => (filter::RECEIVED, false),
        (Some(Sort::DueLast), _) => (filter::BY_DUE, true),
        (Some(Sort::DueFirst), _) | (None, Some(Group::Waiting)) => (filter::BY_DUE, false),
        (None, _) if query.filter.due.is_some() => (filter::BY_DUE, false),
        (None, Some(Group::NeedsYou)) => ("", false),
        (Some(Sort::Newest), _) | (None, _) => (filter::RECEIVED, true),
    }
}

/// What the fields of the filters show, and the filters that are set; `names` are those of the members.
pub fn view(asked: &Asked, query: &ListQuery, names: &[(MemberRowId, String)], wording: &Wording) -> FilterView {
    let asked = asked.without(|name, _| name == paths::AFTER);
    let one = |name| asked.one(name).to_owned();
    let (order, is_descending) = order(query);
    FilterView {
        statuses: asked.all(filter::STATUS).map(str::to_owned).collect(),
        urgency: one(filter::URGENCY),
        line: one(filter::LINE),
        code: one(filter::CODE),
        from: one(filter::FROM),
        to: one(filter::TO),
        due: one(paths::DUE),
        sort: one(filter::SORT),
        members: asked.all(filter::MEMBER).map(str::to_owned).collect(),
        order: order.to_owned(),
        is_descending,
        active: filtering::active(&asked, &FILTERS, |name, value| words(name, value, names, wording)),
        query: asked.query(),
    }
}

/// One filter in words; a day that is none stands as it was typed.
fn words(name: &str, value: &str, names: &[(MemberRowId, String)], wording: &Wording) -> String {
    let day = || Wording::parse_day(value).map_or_else(|| value.to_owned(), |day| wording.day(day));
    match name {
        filter::STATUS => Standing::parse(value)
            .map(copy::standing)
            .unwrap_or_default()
            .to_owned(),
        filter::FROM => format!("Received since {}", day()),
        filter::TO => format!("Received until {}", day()),
        filter::MEMBER => names
            .iter()
            .find(|(id, _)| id.as_str() == value)
            .map_or_else(|| copy::SOME_MEMBER.to_owned(), |(_, name)| name.clone()),
        _ => filtering::words(name, value).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use services::settings::PlanProfile;

    use super::*;
    use crate::ui::ActiveFilters;

    fn asked(query: &str) -> Asked {
        Asked::parse(paths::PRIOR_AUTH, &NAMES, query)
    }

    fn wording() -> Wording {
        Wording::at(&PlanProfile::default(), "2026-11-24T20:10:00Z".parse().unwrap())
    }

    #[test]
    fn an_address_says_every_filter() {
        let query = "status=denied&status=in_review&urgency=expedited&line=commercial&code=l1832&from=2026-11-01&to=2026-11-02&due=day&member=01A";
        let (read, errors) = read(&asked(query), &wording()).unwrap();
        assert!(errors.is_empty());
        assert_eq!(read.standings, [Standing::Denied, Standing::InReview]);
        assert_eq!((read.urgency, read.due), (Some(Urgency::Expedited), Some(Ageing::Day)));
        assert_eq!(read.code.unwrap().as_str(), "L1832");
        assert_eq!(read.from, Some("2026-11-01T05:00:00Z".parse().unwrap()), "in summer");
        assert_eq!(
            read.before,
            Some("2026-11-03T06:00:00Z".parse().unwrap()),
            "the last day counts"
        );
        assert_eq!(read.members, [MemberRowId::new("01A")]);
    }

    #[test]
    fn what_was_typed_wrong_is_said_and_lets_everything_through() {
        let wrong = |query: &str| {
            let (read, errors) = read(&asked(query), &wording()).unwrap();
            assert!(read.is_empty(), "{query}");
            let told = errors.0.into_iter().map(|error| (error.field, error.code));
            told.collect::<Vec<_>>()
        };
        assert_eq!(
            wrong("code=knee"),
            [("code".to_owned(), FieldCode::ProcedureCodeFormat)]
        );
        assert_eq!(wrong("from=yesterday"), [("from".to_owned(), FieldCode::NotADate)]);
        assert_eq!(
            wrong("from=2026-11-02&to=2026-11-01"),
            [("to".to_owned(), FieldCode::DateOrder)]
        );
        assert_eq!(read(&asked("status=nice"), &wording()).err(), Some(ApiError::NotFound));
        assert_eq!(sort(&asked("sort=name")).err(), Some(ApiError::NotFound));
    }

    #[test]
    fn each_filter_has_words_and_a_way_without_it_that_keeps_the_others() {
        let asked = asked("group=decided&member=01A&status=denied&from=2026-11-01&after=1-A");
        let names = [(MemberRowId::new("01A"), "Rosa Delgado".to_owned())];
        let ActiveFilters { each, without_all } = view(&asked, &ListQuery::default(), &names, &wording()).active;
        let told: Vec<_> = each
            .iter()
            .map(|one| (one.words.as_str(), one.without.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (
                    "Rosa Delgado",
                    "/prior-auth?group=decided&status=denied&from=2026-11-01"
                ),
                ("Denied", "/prior-auth?group=decided&member=01A&from=2026-11-01"),
                (
                    "Received since Nov 1, 2026",
                    "/prior-auth?group=decided&member=01A&status=denied"
                ),
            ]
        );
        assert_eq!(without_all, "/prior-auth?group=decided");
    }
}
