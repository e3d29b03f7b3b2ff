//! What a practice sees: what needs it, what it waits for, what was decided since the last visit, and how.

use domain::access::Permission;
use domain::dashboard::Scale;
use domain::id::PracticeId;
use domain::time::Timestamp;

use super::decisions::{Decisions, decisions};
use super::need::{Need, explained};
use super::visit;
use crate::audit::{AuditEntry, listed_parts};
use crate::db::DbError;
use crate::prior_auth::{Determined, Group, ListQuery, Summary, news, read_drafts, select};
use crate::{Caller, Services};

/// How many rows each part has: more than a page shows at first, so that it can tell a row that has left the list from one
/// that stands a little lower now.
const ROWS: u64 = 10;
/// The same for what is in memory.
const ROWS_AT_MOST: usize = 10;

/// Why the dashboard is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Somebody opens it: a visit may begin.
    Opening,
    /// The page renews what it shows; its visit began there.
    Again {
        /// Where its news begin.
        since: Option<Timestamp>,
        /// Whether there were any when it was opened.
        had_news: bool,
    },
}

/// The beginning of a list, and how much there is in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<T> {
    /// The first ones.
    pub items: Vec<T>,
    /// How many there are in all.
    pub total: u64,
}

/// The dashboard of a practice.
#[derive(Clone, Debug)]
pub struct PracticeBoard {
    /// When the visit before had last looked.
    pub since: Option<Timestamp>,
    /// Whether something was determined since then, when the dashboard was opened.
    pub had_news: bool,
    /// What needs the practice, the most pressing first; drafts last.
    pub needs_you: Part<Need>,
    /// What the plan has to decide, the earliest due first.
    pub waiting: Part<Summary>,
    /// What was determined since the visit before, the latest first. Where nothing was when the dashboard was opened, the
    /// last ones before that stand there as well; they are not counted.
    pub decided: Part<Summary>,
    /// How requests were determined.
    pub decisions: Vec<Decisions>,
}

/// The dashboard of the caller's practice; `None` for somebody without one. The looking is put on record.
///
/// # Errors
/// The database could not be read, or holds a value that is none, or does not take the record.
pub async fn practice(
    services: &Services,
    caller: &Caller,
    look: Look,
    scale: Scale,
) -> Result<Option<PracticeBoard>, DbError> {
    let Some(practice) = &caller.actor.practice else {
        return Ok(None);
    };
    let look = match look {
        Look::Opening => (visit::open(services, caller, practice).await?.since, None),
        Look::Again { since, had_news } => (since, Some(had_news)),
    };
    let board = read(services, caller, practice, (look, scale)).await?;
    record(services, caller, &board).await?;
    Ok(Some(board))
}

async fn read(
    services: &Services,
    caller: &Caller,
    practice: &PracticeId,
    ((since, had_news), scale): ((Option<Timestamp>, Option<bool>), Scale),
) -> Result<PracticeBoard, DbError> {
    let new = since.map(|since| Determined {
        from: Some(since),
        ..Determined::default()
    });
    let now = services.env.now();
    let selections = queries().map(|query| query.selection(practice, now));
    let ((counts, news), pages, drafts, decisions) = futures::try_join!(
        news(services, practice, new),
        select(services, caller, selections),
        read_drafts(services, caller, ROWS),
        decisions(services, practice, scale),
    )?;
    let had_news = had_news.unwrap_or(news > 0);
    let mut pages = pages.into_iter();
    let mut page = || pages.next().unwrap_or_default();
    let needs_you = explained(services, page()).await?;
    let may_write = caller.actor.can(Permission::WritePriorAuth);
    let drafts = drafts.into_iter().filter(|_| may_write).map(Need::Draft);
    Ok(PracticeBoard {
        since,
        had_news,
        needs_you: Part {
            items: needs_you.into_iter().chain(drafts).take(ROWS_AT_MOST).collect(),
            total: counts.needs(&caller.actor),
        },
        waiting: Part {
            items: summaries(page()),
            total: counts.waiting,
        },
        decided: Part {
            items: decided(summaries(page()), since.filter(|_| had_news)),
            total: news,
        },
        decisions,
    })
}

/// In the order in which [`read`] takes them.
fn queries() -> [ListQuery; 3] {
    let group = |group| ListQuery {
        group: Some(group),
        limit: ROWS,
        ..ListQuery::default()
    };
    let determined = ListQuery {
        determined: Some(Determined::default()),
        limit: ROWS,
        ..ListQuery::default()
    };
    [group(Group::NeedsYou), group(Group::Waiting), determined]
}

fn summaries<Id>(page: Vec<(Id, Summary)>) -> Vec<Summary> {
    page.into_iter().map(|(_, summary)| summary).collect()
}

/// The latest ones, none from before `since` if that is given.
fn decided(mut latest: Vec<Summary>, since: Option<Timestamp>) -> Vec<Summary> {
    latest.retain(|summary| since.is_none() || summary.determined_at >= since);
    latest
}

async fn record(services: &Services, caller: &Caller, board: &PracticeBoard) -> Result<(), DbError> {
    let references = |summaries: &[Summary]| summaries.iter().map(|one| one.reference.to_string()).collect();
    let needs = board.needs_you.items.iter().map(|need| match need {
        Need::Request { summary, .. } => summary.reference.to_string(),
        Need::Draft(draft) => draft.id.to_string(),
    });
    let parts = [
        ("needs_you", needs.collect()),
        ("waiting", references(&board.waiting.items)),
        ("decided", references(&board.decided.items)),
    ];
    let entry = AuditEntry::by(caller, "dashboard.read").on("dashboard", "practice");
    listed_parts(services, entry, parts).await
}
