//! The filters of the list: what they let through, in which order, how many, and on which indexes.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::codes::ProcedureCode;
use domain::coverage::LineOfBusiness;
use domain::dashboard::Ageing;
use domain::id::MemberRowId;
use domain::prior_auth::{Standing, Urgency};
use domain::time::from_millis;
use entity::{practice_member, prior_auth, prior_auth_line};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryResult, Statement};
use services::prior_auth::{
    self as requests, Cursor, Filter, Frequency, Group, ListQuery, Matching, QueueQuery, Sort, Summary, list, matching,
};
use services::search::{self, Meant};
use services::testing::Stage;
use services::{Caller, on_both_databases};

use super::demo_people::demo_caller;

async fn all_pages(stage: &Stage, caller: &Caller, query: &ListQuery) -> Vec<Summary> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = list(&stage.services, caller, ListQuery { after, ..query.clone() })
            .await
            .unwrap();
        all.extend(page.items);
        let Some(next) = page.next else { return all };
        after = Some(Cursor::parse(&next.to_string()).unwrap());
    }
}

fn references<'a>(items: impl IntoIterator<Item = &'a Summary>) -> Vec<String> {
    items.into_iter().map(|item| item.reference.to_string()).collect()
}

fn filtered(filter: Filter) -> ListQuery {
    ListQuery {
        filter,
        limit: 7,
        ..ListQuery::default()
    }
}

/// Filters that let something through in the demo, by name.
fn filters(stage: &Stage, member: &str) -> Vec<(&'static str, Filter)> {
    let now = stage.services.env.now();
    let all = Filter::default();
    vec![
        (
            "status",
            Filter {
                standings: vec![Standing::Approved, Standing::InReview],
                ..all.clone()
            },
        ),
        (
            "urgency",
            Filter {
                urgency: Some(Urgency::Expedited),
                ..all.clone()
            },
        ),
        (
            "line",
            Filter {
                line_of_business: Some(LineOfBusiness::Commercial),
                ..all.clone()
            },
        ),
        (
            "code",
            Filter {
                code: ProcedureCode::parse("L1832").ok(),
                ..all.clone()
            },
        ),
        (
            "member",
            Filter {
                members: vec![MemberRowId::new(member)],
                ..all.clone()
            },
        ),
        (
            "dates",
            Filter {
                from: Some(now - TimeDelta::days(40)),
                before: Some(now - TimeDelta::days(2)),
                ..all.clone()
            },
        ),
        (
            "due",
            Filter {
                due: Some(Ageing::Later),
                ..all.clone()
            },
        ),
        (
            "several",
            Filter {
                standings: vec![Standing::Approved, Standing::Denied, Standing::Submitted],
                line_of_business: Some(LineOfBusiness::MedicareAdvantage),
                from: Some(now - TimeDelta::days(200)),
                ..all
            },
        ),
    ]
}

/// The rule, written down a second time.
fn passes(filter: &Filter, item: &Summary, row: &prior_auth::Model, codes: &[String], stage: &Stage) -> bool {
    let received = from_millis(row.created_at).unwrap();
    let standing = Standing::of(item.status).unwrap();
    let now = stage.services.env.now();
    let is_due = |ageing| item.status.is_open() && item.due_at.is_some_and(|due| Ageing::of(due, now) == ageing);
    (filter.standings.is_empty() || filter.standings.contains(&standing))
        && filter.urgency.is_none_or(|urgency| item.urgency == urgency)
        && filter.line_of_business.is_none_or(|line| item.line_of_business == line)
        && filter
            .code
            .as_ref()
            .is_none_or(|code| codes.iter().any(|one| one == code.as_str()))
        && (filter.members.is_empty() || filter.members.iter().any(|member| member.as_str() == row.member_id))
        && filter.from.is_none_or(|from| received >= from)
        && filter.before.is_none_or(|before| received < before)
        && filter.due.is_none_or(is_due)
}

/// Whether a filter lets a request through.
type Passes = fn(&Summary) -> bool;

async fn meant(stage: &Stage, caller: &Caller, typed: &str) -> Meant {
    search::meant(&stage.services, caller, typed).await.unwrap()
}

async fn some_member(stage: &Stage, caller: &Caller) -> String {
    let practice = caller.actor.practice.as_ref().unwrap();
    let own = practice_member::Column::PracticeId.eq(practice.as_str());
    let found = practice_member::Entity::find()
        .filter(own)
        .one(stage.services.db.read())
        .await;
    found.unwrap().unwrap().member_id
}

on_both_databases! {
    fn a_filter_lets_through_what_it_says_and_nothing_else(stage: Stage) {
        let desk = demo_caller(&stage, "Front.Desk1").await;
        let everything = all_pages(&stage, &desk, &ListQuery::default()).await;
        let rows = prior_auth::Entity::find().all(stage.services.db.read()).await.unwrap();
        let lines = prior_auth_line::Entity::find().all(stage.services.db.read()).await.unwrap();
        let member = some_member(&stage, &desk).await;
        for (name, filter) in filters(&stage, &member) {
            let wanted: BTreeSet<String> = everything.iter().filter(|item| {
                let row = rows.iter().find(|row| row.reference == item.reference.as_str()).unwrap();
                let codes: Vec<_> = lines.iter().filter(|line| line.prior_auth_id == row.id).map(|line| line.code.clone()).collect();
                passes(&filter, item, row, &codes, &stage)
            }).map(|item| item.reference.to_string()).collect();
            assert!(!wanted.is_empty() && wanted.len() < everything.len(), "{name} parts the demo");
            for group in [None, Some(Group::NeedsYou), Some(Group::Waiting), Some(Group::Decided)] {
                let of_group = all_pages(&stage, &desk, &ListQuery { group, ..ListQuery::default() }).await;
                let of_group: BTreeSet<String> = references(&of_group).into_iter().collect();
                let query = ListQuery { group, ..filtered(filter.clone()) };
                let found = references(&all_pages(&stage, &desk, &query).await);
                let found_once: BTreeSet<String> = found.iter().cloned().collect();
                assert_eq!(found.len(), found_once.len(), "{name}: nothing twice");
                assert_eq!(found_once, wanted.intersection(&of_group).cloned().collect(), "{name} in {group:?}");
                let counted = matching(&stage.services, &desk, &query).await.unwrap();
                assert_eq!(counted, Matching { number: found.len() as u64, is_more: false }, "{name} in {group:?}");
            }
        }
    }

    fn an_order_holds_over_all_pages_and_the_other_way_round_is_its_mirror(stage: Stage) {
        let desk = demo_caller(&stage, "Front.Desk1").await;
        let sorted = async |sort| {
            let query = ListQuery { sort: Some(sort), ..filtered(Filter::default()) };
            all_pages(&stage, &desk, &query).await
        };
        let (newest, oldest) = (sorted(Sort::Newest).await, sorted(Sort::Oldest).await);
        assert!(newest.len() > 30 && newest.is_sorted_by(|a, b| a.received_at >= b.received_at));
        assert_eq!(references(&newest), references(oldest.iter().rev()));
        let (first, last) = (sorted(Sort::DueFirst).await, sorted(Sort::DueLast).await);
        assert!(first.len() > 7 && first.is_sorted_by_key(|item| item.due_at));
        assert!(first.iter().all(|item| item.due_at.is_some() && item.status.is_open()));
        assert_eq!(references(&first), references(last.iter().rev()));
    }

    fn contradictions_hold_nothing_and_another_practices_member_finds_nothing(stage: Stage) {
        let desk = demo_caller(&stage, "Front.Desk1").await;
        let other = demo_caller(&stage, "Front.Desk2").await;
        let withdrawn = Filter { standings: vec![Standing::Withdrawn], ..Filter::default() };
        let nothing = ListQuery { group: Some(Group::Waiting), ..filtered(withdrawn) };
        assert!(all_pages(&stage, &desk, &nothing).await.is_empty());
        assert_eq!(matching(&stage.services, &desk, &nothing).await.unwrap(), Matching::default());
        for member in practice_member::Entity::find().all(stage.services.db.read()).await.unwrap() {
            let id = MemberRowId::new(&member.member_id);
            let query = filtered(Filter { members: vec![id.clone()], ..Filter::default() });
            let ours = all_pages(&stage, &desk, &query).await;
            let theirs = all_pages(&stage, &other, &query).await;
            assert!(references(&ours).iter().all(|one| !references(&theirs).contains(one)));
            let named = search::member_names(&stage.services, &other, &[id]).await.unwrap();
            assert_eq!(named.is_empty(), theirs.is_empty(), "only members of one's own have names");
        }
    }

    fn a_text_means_a_request_or_members_of_the_own_practice(stage: Stage) {
        let desk = demo_caller(&stage, "Front.Desk1").await;
        let other = demo_caller(&stage, "Front.Desk2").await;
        let nurse = demo_caller(&stage, "Nurse.Ortiz").await;
        let ours = all_pages(&stage, &desk, &ListQuery::default()).await;
        let one = ours.first().unwrap();
        let reference = one.reference.as_str();
        assert_eq!(meant(&stage, &desk, reference).await, Meant::Request(one.reference.clone()));
        assert_eq!(meant(&stage, &other, reference).await, Meant::Nothing, "another practice's is like none");
        assert_eq!(meant(&stage, &nurse, reference).await, Meant::Nothing);
        let last = one.member_name.split_whitespace().last().unwrap();
        for typed in [last.to_owned(), one.member_number.clone(), last.to_uppercase()] {
            let Meant::Members(ids) = meant(&stage, &desk, &typed).await else { panic!("{typed} means members") };
            let query = filtered(Filter { members: ids, ..Filter::default() });
            assert!(references(&all_pages(&stage, &desk, &query).await).contains(&reference.to_owned()));
        }
        let endless = "a".repeat(200);
        for typed in ["", "x", "zzzzzz", "\0", endless.as_str()] {
            assert_eq!(meant(&stage, &desk, typed).await, Meant::Nothing, "{typed}");
        }
        assert_eq!(meant(&stage, &desk, "LHP1002").await, Meant::TooMany);
    }
}

#[tokio::test]
async fn every_combination_of_filters_group_and_order_reads_an_index_of_the_practice() {
    let stage = Stage::sqlite().await;
    let desk = demo_caller(&stage, "Front.Desk1").await;
    let now = stage.services.env.now();
    let after = Cursor::parse("1795446000000-01ARZ3NDEKTSV4RRFFQ69G5FAV");
    let parts: Vec<Filter> = filters(&stage, "01ARZ3NDEKTSV4RRFFQ69G5FAV")
        .into_iter()
        .map(|(_, filter)| filter)
        .collect();
    let groups = [None, Some(Group::NeedsYou), Some(Group::Waiting), Some(Group::Decided)];
    let sorts = [
        None,
        Some(Sort::Newest),
        Some(Sort::Oldest),
        Some(Sort::DueFirst),
        Some(Sort::DueLast),
    ];
    // Any two of the single filters together, and each alone.
    for (one, other) in parts.iter().flat_map(|one| parts.iter().map(move |other| (one, other))) {
        for (group, sort) in groups
            .iter()
            .flat_map(|group| sorts.iter().map(move |sort| (*group, *sort)))
        {
            let query = ListQuery {
                group,
                sort,
                filter: both(one, other),
                after: after.clone(),
                ..ListQuery::default()
            };
            let frequency = match query.filter.members.is_empty() {
                true => Frequency::Common,
                // Among those of a member.
                false => Frequency::Rare,
            };
            for sql in [
                requests::explain::list(&desk, &query, now, Frequency::Rare),
                requests::explain::list(&desk, &query, now, frequency),
                requests::explain::matching(&desk, &query, now, Frequency::Rare),
                requests::explain::matching(&desk, &query, now, frequency),
            ] {
                for line in stage.plan(&sql).await.iter().filter(|line| line.contains("prior_auth")) {
                    assert!(line.contains("SEARCH"), "{line} for {query:?}");
                    let is_own =
                        line.contains("practice_id=?") || line.contains("(id=?") || line.contains("prior_auth_id=?");
                    assert!(is_own, "{line} for {query:?}");
                }
            }
        }
    }
}

/// The first column of every row.
async fn first_column(stage: &Stage, sql: &str) -> Vec<String> {
    let asked = Statement::from_string(DbBackend::Sqlite, sql.to_owned());
    let rows = stage.services.db.read().query_all_raw(asked).await.unwrap();
    let text = |row: &QueryResult| {
        let id: Result<String, _> = row.try_get_by_index(0);
        id.or_else(|_| row.try_get_by_index(0).map(|number: i64| number.to_string()))
            .unwrap()
    };
    rows.iter().map(text).collect()
}

/// Which of the two ways is taken depends on how many there are, more than a test makes: what they find does not.
#[tokio::test]
async fn a_service_is_found_alike_whether_it_is_rare_or_common() {
    let stage = Stage::sqlite().await;
    let desk = demo_caller(&stage, "Front.Desk1").await;
    let now = stage.services.env.now();
    let mut found = 0;
    for code in ["L1832", "E0277", "L5856", "97110"] {
        for group in [None, Some(Group::Waiting), Some(Group::Decided)] {
            for sort in [None, Some(Sort::Oldest), Some(Sort::DueFirst)] {
                let query = ListQuery {
                    group,
                    sort,
                    filter: Filter {
                        code: ProcedureCode::parse(code).ok(),
                        ..Filter::default()
                    },
                    limit: 100,
                    ..ListQuery::default()
                };
                let [rare, common] = [Frequency::Rare, Frequency::Common];
                let list = |frequency| requests::explain::list(&desk, &query, now, frequency);
                let rows = first_column(&stage, &list(rare)).await;
                assert_eq!(rows, first_column(&stage, &list(common)).await, "{query:?}");
                let number = |frequency| requests::explain::matching(&desk, &query, now, frequency);
                let counted = first_column(&stage, &number(rare)).await;
                assert_eq!(counted, first_column(&stage, &number(common)).await, "{query:?}");
                assert_eq!(counted, [rows.len().to_string()], "{query:?}");
                found += rows.len();
            }
        }
    }
    assert!(found > 10, "the demo has some of them: {found}");
}

#[tokio::test]
async fn the_filtered_queue_looks_at_open_work_alone_and_lets_through_what_it_says() {
    let stage = Stage::sqlite().await;
    let nurse = demo_caller(&stage, "Nurse.Ortiz").await;
    let now = stage.services.env.now();
    let whole = QueueQuery {
        limit: 100,
        ..QueueQuery::default()
    };
    let open = requests::queue(&stage.services, &nurse, whole.clone())
        .await
        .unwrap()
        .items;
    let all = Filter::default();
    let filters: [(Filter, Passes); 3] = [
        (
            Filter {
                code: ProcedureCode::parse("L1832").ok(),
                ..all.clone()
            },
            |item| item.code == "L1832",
        ),
        (
            Filter {
                urgency: Some(Urgency::Expedited),
                ..all.clone()
            },
            |item| item.urgency == Urgency::Expedited,
        ),
        (
            Filter {
                line_of_business: Some(LineOfBusiness::Commercial),
                ..all
            },
            |item| item.line_of_business == LineOfBusiness::Commercial,
        ),
    ];
    for (filter, passes) in filters {
        let query = QueueQuery {
            filter,
            ..whole.clone()
        };
        let found = requests::queue(&stage.services, &nurse, query.clone())
            .await
            .unwrap()
            .items;
        let wanted: Vec<_> = open.iter().filter(|item| passes(item)).collect();
        assert!(
            !wanted.is_empty() && wanted.len() < open.len(),
            "{query:?} parts the demo"
        );
        assert_eq!(references(&found), references(wanted));
        let counted = requests::matching_queue(&stage.services, &nurse, &query).await.unwrap();
        assert_eq!(counted.number, found.len() as u64);
        let lines = stage.plan(&requests::explain::queue(&nurse, &query, now)).await;
        for line in lines.iter().filter(|line| line.contains("prior_auth")) {
            let is_open_work = line.contains("COVERING INDEX prior_auth_open_work");
            assert!(line.contains("SEARCH") || is_open_work, "{line}");
        }
    }
}

fn both(one: &Filter, other: &Filter) -> Filter {
    let standings = one.standings.iter().chain(&other.standings).copied().collect();
    Filter {
        standings,
        urgency: one.urgency.or(other.urgency),
        line_of_business: one.line_of_business.or(other.line_of_business),
        code: one.code.clone().or(other.code.clone()),
        members: one.members.iter().chain(&other.members).cloned().collect(),
        from: one.from.or(other.from),
        before: one.before.or(other.before),
        due: one.due.or(other.due),
    }
}
