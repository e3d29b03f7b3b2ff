//! How SQLite reads the lists: as far as a page reaches, in the order of an index, however much there is.

use domain::codes::ProcedureCode;
use domain::coverage::LineOfBusiness;
use domain::dashboard::Ageing;
use domain::id::MemberRowId;
use domain::prior_auth::{Standing, Urgency};
use domain::time::Timestamp;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use services::prior_auth::{
    self as requests, Assigned, Cursor, Determined, Filter, Frequency, Group, ListQuery, QueueQuery, Sort,
};
use services::testing::Stage;

use super::demo_people::demo_caller;

/// One line of a plan, and of which other it is a part.
struct Line {
    parent: i64,
    detail: String,
}

impl Line {
    fn sorts(&self) -> bool {
        self.detail.starts_with("USE TEMP B-TREE")
    }

    /// Rows of requests, not one by its id.
    fn reads_many(&self) -> bool {
        self.detail.contains(" prior_auth ") && !self.detail.contains("(id=?)")
    }
}

async fn plan(stage: &Stage, sql: &str) -> Vec<Line> {
    let explained = Statement::from_string(DbBackend::Sqlite, format!("explain query plan {sql}"));
    let rows = stage.services.db.read().query_all_raw(explained).await.unwrap();
    let line = |row: &sea_orm::QueryResult| Line {
        parent: row.try_get("", "parent").unwrap(),
        detail: row.try_get("", "detail").unwrap(),
    };
    rows.iter().map(line).collect()
}

/// The index of open work, from its beginning.
const ALL_OPEN_WORK: &str = "SCAN prior_auth USING COVERING INDEX prior_auth_open_work";

/// What is read of the requests comes in the order of an index, which ends with the page. Only what few branches hand on, each no
/// more than a page, is sorted.
async fn assert_read_in_order(stage: &Stage, sql: &str, what: &str) {
    let lines = plan(stage, sql).await;
    let told: Vec<&str> = lines.iter().map(|line| line.detail.as_str()).collect();
    assert!(lines.iter().any(Line::reads_many), "{what}: {told:#?}");
    for line in lines.iter().filter(|line| line.reads_many()) {
        assert!(
            line.detail.starts_with("SEARCH prior_auth USING") || line.detail == ALL_OPEN_WORK,
            "{what}: {}",
            line.detail
        );
        let is_sorted = lines.iter().any(|other| other.sorts() && other.parent == line.parent);
        assert!(!is_sorted, "{what}: {} is sorted: {told:#?}", line.detail);
    }
}

/// Nothing of other practices is read.
async fn assert_of_the_practice(stage: &Stage, sql: &str, what: &str) {
    for line in plan(stage, sql).await.iter().filter(|line| line.reads_many()) {
        assert!(line.detail.contains("(practice_id=?"), "{what}: {}", line.detail);
    }
}

fn deep() -> Option<Cursor> {
    Cursor::parse("1795446000000-01ARZ3NDEKTSV4RRFFQ69G5FAV")
}

fn filters() -> [(&'static str, Filter); 6] {
    let all = Filter::default();
    [
        ("all", all.clone()),
        (
            "status",
            Filter {
                standings: vec![Standing::Submitted, Standing::InReview, Standing::Denied],
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
            "line of business",
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
            "due",
            Filter {
                due: Some(Ageing::Later),
                ..all
            },
        ),
    ]
}

/// Each order of the whole list, and each group in its own.
const ORDERS: [(Option<Group>, Option<Sort>); 7] = [
    (None, None),
    (None, Some(Sort::Newest)),
    (None, Some(Sort::Oldest)),
    (None, Some(Sort::DueFirst)),
    (None, Some(Sort::DueLast)),
    (Some(Group::Waiting), None),
    (Some(Group::Decided), None),
];

#[tokio::test]
async fn the_list_of_a_practice_is_read_in_the_order_of_an_index() {
    let stage = Stage::sqlite().await;
    let desk = demo_caller(&stage, "Front.Desk1").await;
    let now = stage.services.env.now();
    for (name, filter) in filters() {
        for (group, sort) in ORDERS {
            for (after, frequency) in [
                (None, Frequency::Rare),
                (deep(), Frequency::Rare),
                (None, Frequency::Common),
                (deep(), Frequency::Common),
            ] {
                let query = ListQuery {
                    group,
                    sort,
                    filter: filter.clone(),
                    after,
                    ..ListQuery::default()
                };
                let sql = requests::explain::list(&desk, &query, now, frequency);
                let what = format!("{name}, {group:?}, {sort:?}, {frequency:?}");
                assert_read_in_order(&stage, &sql, &what).await;
                assert_of_the_practice(&stage, &sql, &what).await;
            }
        }
    }
}

#[tokio::test]
async fn what_needs_the_practice_and_what_was_determined_is_read_in_order() {
    let stage = Stage::sqlite().await;
    let desk = demo_caller(&stage, "Front.Desk1").await;
    let now = stage.services.env.now();
    let needs = ListQuery {
        group: Some(Group::NeedsYou),
        after: deep(),
        ..ListQuery::default()
    };
    let determined = ListQuery {
        determined: Some(Determined::default()),
        after: deep(),
        ..ListQuery::default()
    };
    for query in [needs, determined] {
        let sql = requests::explain::list(&desk, &query, now, Frequency::Rare);
        assert_read_in_order(&stage, &sql, &format!("{query:?}")).await;
    }
}

/// A member has few requests: they are found by their index, and everything else is looked for among them.
#[tokio::test]
async fn requests_for_a_member_are_looked_for_among_those_of_the_member() {
    let stage = Stage::sqlite().await;
    let desk = demo_caller(&stage, "Front.Desk1").await;
    let now = stage.services.env.now();
    for (name, filter) in filters() {
        for (group, sort) in ORDERS {
            let query = ListQuery {
                group,
                sort,
                filter: Filter {
                    members: vec![MemberRowId::new("one"), MemberRowId::new("other")],
                    ..filter.clone()
                },
                ..ListQuery::default()
            };
            for sql in [
                requests::explain::list(&desk, &query, now, Frequency::Rare),
                requests::explain::matching(&desk, &query, now, Frequency::Rare),
            ] {
                assert_by_member(&stage, &sql, &format!("{name}, {group:?}, {sort:?}")).await;
            }
        }
    }
}

async fn assert_by_member(stage: &Stage, sql: &str, what: &str) {
    let lines = plan(stage, sql).await;
    let read: Vec<&str> = lines
        .iter()
        .filter(|line| line.reads_many())
        .map(|line| line.detail.as_str())
        .collect();
    assert!(!read.is_empty(), "{what}");
    for line in read {
        assert!(
            line.contains("prior_auth_of_member (practice_id=? AND member_id=?"),
            "{what}: {line}"
        );
    }
}

#[tokio::test]
async fn the_queue_is_read_in_the_order_of_an_index() {
    let stage = Stage::sqlite().await;
    let nurse = demo_caller(&stage, "Nurse.Ortiz").await;
    let now: Timestamp = stage.services.env.now();
    let whose = [
        Assigned::Anybody,
        Assigned::Me,
        Assigned::Nobody,
        Assigned::To(nurse.actor.account.clone()),
    ];
    for (name, filter) in filters() {
        for assigned in &whose {
            for ageing in [None, Some(Ageing::Overdue), Some(Ageing::Later)] {
                let query = QueueQuery {
                    assigned: assigned.clone(),
                    ageing,
                    filter: filter.clone(),
                    after: deep(),
                    ..QueueQuery::default()
                };
                let sql = requests::explain::queue(&nurse, &query, now);
                assert_read_in_order(&stage, &sql, &format!("{name}, {assigned:?}, {ageing:?}")).await;
            }
        }
    }
}
