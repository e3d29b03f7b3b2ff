//! Until when it is the practice's turn, and when and how a request was determined; and an index for each list that is
//! sorted or parted by them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::statements::indexes;

/// The columns and the indexes.
#[derive(DeriveMigrationName)]
pub struct Migration;

const COLUMNS: [(&str, &str); 3] = [
    ("turn_ends_at", "bigint"),
    ("determined_at", "bigint"),
    ("determined_by", "text"),
];

/// All partial: most requests are decided and past every deadline.
const INDEXES: [(&str, &str); 4] = [
    (
        "prior_auth_turn",
        "(practice_id, status, turn_ends_at, id) where turn_ends_at is not null",
    ),
    (
        "prior_auth_waiting",
        "(practice_id, status, due_at, id) where decided_at is null",
    ),
    (
        "prior_auth_determined",
        "(practice_id, determined_at desc, id, determined_by) where determined_at is not null",
    ),
    (
        "prior_auth_load",
        "(assigned_to, status, due_at, id) where decided_at is null",
    ),
];

/// The last event that decided an undecided or contested request, unless it was voided since.
const DETERMINED: &str = "update prior_auth set \
     determined_at = (select e.at from prior_auth_event e where e.prior_auth_id = prior_auth.id and e.sequence = d.sequence), \
     determined_by = (select case e.performer when 'rules' then 'rules' else 'review' end from prior_auth_event e \
         where e.prior_auth_id = prior_auth.id and e.sequence = d.sequence) \
     from (select e.prior_auth_id as id, max(e.sequence) as sequence from prior_auth_event e \
         where e.from_status in ('submitted', 'nurse_review', 'physician_review', 'information_requested', \
             'peer_to_peer_booked', 'appeal_open') \
         and e.to_status not in ('submitted', 'nurse_review', 'physician_review', 'information_requested', \
             'peer_to_peer_booked', 'appeal_open') \
         and e.action not in ('withdraw', 'reject') \
         and not exists (select 1 from prior_auth_event v where v.prior_auth_id = e.prior_auth_id \
             and v.action = 'void' and v.sequence > e.sequence) \
         group by e.prior_auth_id) d \
     where d.id = prior_auth.id";

/// How long an adverse decision may be contested, and how long a practice is reminded of what it should send again.
const CONTESTED: [&str; 2] = [
    "update prior_auth set turn_ends_at = \
         (select max(e.at) from prior_auth_event e where e.prior_auth_id = prior_auth.id \
             and e.action in ('deny', 'partially_approve', 'modify')) \
         + cast(86400000 as bigint) * case line_of_business when 'medicare_advantage' then 65 when 'commercial' then 180 else 60 end \
     where status in ('denied', 'partially_approved', 'modified') \
     and not exists (select 1 from prior_auth_event e where e.prior_auth_id = prior_auth.id and e.action = 'open_appeal')",
    "update prior_auth set turn_ends_at = decided_at + 86400000 * cast(30 as bigint) \
     where status in ('unprocessable', 'closed_missing_information')",
];

/// The end of the day by which the practice was asked to answer, as clocks in the middle of the country show it; the
/// next event of the request writes it to the minute.
fn asked(backend: DbBackend) -> String {
    let midnight = if backend == DbBackend::Sqlite {
        "cast(strftime('%s', json_extract(e.detail_json, '$.answer_by')) as integer)"
    } else {
        "cast(extract(epoch from cast(cast(e.detail_json as json) ->> 'answer_by' as date)) as bigint)"
    };
    format!(
        "update prior_auth set turn_ends_at = coalesce((select ({midnight} + 30 * 3600) * 1000 from prior_auth_event e \
         where e.prior_auth_id = prior_auth.id and e.action = 'ask_for_information' order by e.sequence desc limit 1), due_at) \
         where status = 'information_requested'"
    )
}

/// What fills the columns for requests that were there before.
pub(crate) fn filled(backend: DbBackend) -> Vec<String> {
    let same = [DETERMINED, CONTESTED[0], CONTESTED[1]];
    same.map(str::to_owned).into_iter().chain([asked(backend)]).collect()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = COLUMNS.map(|(column, kind)| {
            // SQLite knows one kind of whole number, and the other tables call it so.
            let kind = match (kind, manager.get_database_backend()) {
                ("bigint", DbBackend::Sqlite) => "integer",
                (kind, _) => kind,
            };
            format!("alter table prior_auth add column {column} {kind}")
        });
        let indexed = INDEXES.map(|(name, of)| format!("create index {name} on prior_auth {of}"));
        let filled = filled(manager.get_database_backend());
        indexes(manager, &columns.each_ref().map(String::as_str)).await?;
        indexes(manager, &filled.iter().map(String::as_str).collect::<Vec<_>>()).await?;
        indexes(manager, &indexed.each_ref().map(String::as_str)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let unindexed = INDEXES.map(|(name, _)| format!("drop index {name}"));
        let columns = COLUMNS.map(|(column, _)| format!("alter table prior_auth drop column {column}"));
        indexes(manager, &unindexed.each_ref().map(String::as_str)).await?;
        indexes(manager, &columns.each_ref().map(String::as_str)).await
    }
}
