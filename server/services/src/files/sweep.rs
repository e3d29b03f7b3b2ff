//! Clears up what a crash, a broken line or a person who went away left: rows whose bytes never came, and bytes that no row
//! speaks for.
//!
//! A row is there before the first byte, and bytes are looked at before rows are asked for: so bytes without a row are nobody's.
//! Bytes of a file that is on its way are left alone until its row is given up.

use std::time::Duration;

use chrono::TimeDelta;
use domain::file::FileState;
use domain::time::to_millis;
use entity::file::{Column, Entity};
use futures::StreamExt as _;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::store::StoreError;
use crate::Services;
use crate::db::DbError;

/// How long a file may be on its way, and a refused one stands in the list.
const KEPT: TimeDelta = TimeDelta::hours(24);
/// How often it is looked.
const EVERY: Duration = Duration::from_secs(3_600);
/// So many ids are asked for at once.
const BATCH: usize = 500;

/// What was cleared up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Files that were given up or had been refused.
    pub rows: u64,
    /// Files of which bytes were removed.
    pub bytes: u64,
}

/// Why it could not be cleared up.
#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    /// The file store refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The folder of files on their way could not be read or written.
    #[error("the folder of files on their way: {0}")]
    Incoming(#[from] std::io::Error),
    /// The database refused.
    #[error(transparent)]
    Failed(#[from] DbError),
}

impl From<sea_orm::DbErr> for SweepError {
    fn from(error: sea_orm::DbErr) -> Self {
        DbError::from(error).into()
    }
}

/// Clears up once an hour, from now on, for as long as it is awaited.
pub async fn keep_swept(services: Services) {
    let mut tick = tokio::time::interval(EVERY);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        match sweep(&services).await {
            Ok(swept) if swept == Swept::default() => {}
            Ok(Swept { rows, bytes }) => tracing::info!(rows, bytes, "files were cleared up"),
            Err(error) => tracing::error!(%error, "files could not be cleared up"),
        }
    }
}

/// Clears up.
///
/// # Errors
/// [`SweepError`]; what was not reached is reached the next time.
pub async fn sweep(services: &Services) -> Result<Swept, SweepError> {
    let rows = give_up(services).await?;
    let mut bytes = 0;
    let incoming = services.files.incoming.files().await?;
    for batch in incoming.chunks(BATCH) {
        for id in nobodys(services, batch, &[FileState::Uploading]).await? {
            services.files.incoming.remove(&id).await?;
            bytes += 1;
        }
    }
    let mut stored = services.files.store.files().await?;
    while let Some(batch) = stored.next().await {
        for id in nobodys(services, &batch?, &[FileState::Uploading, FileState::Received]).await? {
            services.files.store.remove(&id).await?;
            bytes += 1;
        }
    }
    Ok(Swept { rows, bytes })
}

/// Marks what came no further, and what was refused, as gone.
async fn give_up(services: &Services) -> Result<u64, SweepError> {
    services
        .db
        .write(async |w| {
            let done = Entity::update_many()
                .col_expr(Column::DeletedAt, Expr::val(to_millis(w.now())))
                .filter(Column::CreatedAt.lt(to_millis(w.now() - KEPT)))
                .filter(Column::ReceivedAt.is_null())
                .filter(Column::DeletedAt.is_null())
                .exec(w.conn())
                .await?;
            Ok(done.rows_affected)
        })
        .await
}

/// Those among `ids` of which there is no file in one of the `states`.
async fn nobodys(services: &Services, ids: &[String], states: &[FileState]) -> Result<Vec<String>, SweepError> {
    let known: Vec<String> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Id.is_in(ids))
        .filter(Column::State.is_in(states.iter().map(|state| state.code())))
        .filter(Column::DeletedAt.is_null())
        .into_tuple()
        .all(services.db.read())
        .await?;
    Ok(ids.iter().filter(|id| !known.contains(id)).cloned().collect())
}
