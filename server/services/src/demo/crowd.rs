//! As many requests as somebody wants to measure with: copies of the demo's own, over the years before, for members of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use chrono::TimeDelta;
use domain::reference::Reference;
use entity::{prior_auth, prior_auth_diagnosis, prior_auth_event, prior_auth_line};
use sea_orm::{ConnectionTrait as _, EntityTrait as _, PaginatorTrait as _};

use super::cast::Standing;
use super::copies::Copies;
use crate::Services;
use crate::db::{Backend, DbError};
use crate::env::{Env, SeededEntropy};

/// Where the chance of the copies comes from; not that of the demo, whose ids they must not draw again.
const SEED: u64 = 2027;
/// So many copies are stored in one statement: SQLite takes 32,766 values in one.
const AT_ONCE: u64 = 500;
/// So many are stored in one transaction: references and members lie anywhere in their indexes, and each transaction writes every page of
/// them that it touches.
const TOGETHER: u64 = 5_000;
/// Memory for pages of the database meanwhile, and what SQLite takes by itself, in KiB.
const PAGES_MEANWHILE: u32 = 262_144;
const PAGES: u32 = 2_000;
/// One in so many is open work: a plan decides what it gets.
const OPEN_ONE_IN: u64 = 50;
/// Decided ones lie up to so long before the demo's; open ones are a little older than theirs.
const DECIDED_WITHIN: TimeDelta = TimeDelta::days(1_500);
const OPEN_WITHIN: TimeDelta = TimeDelta::hours(12);
/// An odd factor spreads numbers over the references, each on one of its own.
const SPREAD: u64 = 0x2_5D58_7B2D;
/// Where the reference of a number is taken: that of a number nobody gets to.
const ELSEWHERE: u64 = 1 << 33;

/// Adds requests until there are `wanted`. Whoever has as many already gets none.
///
/// # Errors
/// The database refused; what was stored before stays.
pub async fn enlarge(services: &Services, wanted: u64) -> Result<(), DbError> {
    let mut number = prior_auth::Entity::find().count(services.db.read()).await?;
    if number >= wanted {
        return Ok(());
    }
    let crowd = Crowd::read(services).await?;
    keep_pages(services, PAGES_MEANWHILE).await?;
    while number < wanted {
        let until = Ord::min(number + TOGETHER, wanted);
        let mut parts = Vec::new();
        while number < until {
            let next = Ord::min(number + AT_ONCE, until);
            parts.push(crowd.copies(number..next));
            number = next;
        }
        let parts = &parts;
        services
            .db
            .write(async |w| {
                for copies in parts {
                    copies.insert(w).await?;
                }
                Ok::<_, DbError>(())
            })
            .await?;
    }
    keep_pages(services, PAGES).await
}

/// Lets the writing connection of the embedded database keep so many KiB of pages in memory.
async fn keep_pages(services: &Services, size: u32) -> Result<(), DbError> {
    if services.db.backend() == Backend::Sqlite {
        let pragma = format!("pragma cache_size = -{size}");
        services.db.writer().execute_unprepared(&pragma).await?;
    }
    Ok(())
}

/// A request with all that is copied of it.
pub(super) struct Pattern {
    pub(super) case: prior_auth::Model,
    pub(super) lines: Vec<prior_auth_line::Model>,
    pub(super) diagnoses: Vec<prior_auth_diagnosis::Model>,
    pub(super) events: Vec<prior_auth_event::Model>,
}

/// What is copied from, and what is taken already.
struct Crowd {
    env: Env,
    open: Vec<Pattern>,
    decided: Vec<Pattern>,
    taken: BTreeSet<String>,
}

impl Crowd {
    async fn read(services: &Services) -> Result<Self, DbError> {
        let conn = services.db.read();
        let cases = prior_auth::Entity::find().all(conn).await?;
        let mut lines = by_case(prior_auth_line::Entity::find().all(conn).await?, |row| {
            &row.prior_auth_id
        });
        let mut diagnoses = by_case(prior_auth_diagnosis::Entity::find().all(conn).await?, |row| {
            &row.prior_auth_id
        });
        let mut events = by_case(prior_auth_event::Entity::find().all(conn).await?, |row| {
            &row.prior_auth_id
        });
        let taken = cases.iter().map(|case| case.reference.clone()).collect();
        let patterns = cases.into_iter().map(|case| Pattern {
            lines: lines.remove(&case.id).unwrap_or_default(),
            diagnoses: diagnoses.remove(&case.id).unwrap_or_default(),
            events: events.remove(&case.id).unwrap_or_default(),
            case,
        });
        let (open, decided) = patterns.partition(|pattern| pattern.case.decided_at.is_none());
        Ok(Self {
            env: Env {
                clock: Arc::new(Standing(services.env.now())),
                entropy: Arc::new(SeededEntropy::new(SEED)),
            },
            open,
            decided,
            taken,
        })
    }

    fn copies(&self, numbers: Range<u64>) -> Copies {
        let mut copies = Copies::default();
        for number in numbers {
            let Some(pattern) = self.pattern(number) else { continue };
            copies.add(
                &self.env,
                pattern,
                (number, self.reference(number), self.shift(pattern)),
            );
        }
        copies
    }

    fn pattern(&self, number: u64) -> Option<&Pattern> {
        let among = if number.is_multiple_of(OPEN_ONE_IN) && !self.open.is_empty() {
            &self.open
        } else {
            &self.decided
        };
        let place = self.env.random_u64() % Ord::max(among.len() as u64, 1);
        among.get(usize::try_from(place).unwrap_or_default())
    }

    /// By how many milliseconds a copy lies before its pattern.
    fn shift(&self, pattern: &Pattern) -> i64 {
        let within = match pattern.case.decided_at {
            Some(_) => DECIDED_WITHIN,
            None => OPEN_WITHIN,
        };
        let most = u64::try_from(within.num_milliseconds()).unwrap_or(1);
        i64::try_from(self.env.random_u64() % most).unwrap_or_default()
    }

    fn reference(&self, number: u64) -> Reference {
        let spread = |number: u64| Reference::from_entropy(number.wrapping_mul(SPREAD));
        let own = spread(number);
        if self.taken.contains(own.as_str()) {
            spread(number + ELSEWHERE)
        } else {
            own
        }
    }
}

fn by_case<T>(rows: Vec<T>, case: impl Fn(&T) -> &String) -> BTreeMap<String, Vec<T>> {
    let mut all: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for row in rows {
        all.entry(case(&row).clone()).or_default().push(row);
    }
    all
}
