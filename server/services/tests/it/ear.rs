//! What the database is asked, heard as the spans that SeaORM opens around each statement.
//!
//! The services' own background work runs on another runtime, whose threads nobody listens to, so nothing but the work itself is heard.

use std::sync::{Arc, Mutex};

use tokio::runtime::{Builder, Runtime};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Where SeaORM hands a statement to SQLite's driver.
pub const SQLITE: &str = "sea_orm::driver::sqlx_sqlite";
/// Where it hands one to PostgreSQL's.
pub const POSTGRES: &str = "sea_orm::driver::sqlx_postgres";
/// Where it begins and ends a transaction.
pub const TRANSACTION: &str = "sea_orm::database::transaction";

/// Writes down the name of every span of some places.
#[derive(Clone, Debug)]
struct Ear {
    places: &'static [&'static str],
    heard: Arc<Mutex<Vec<String>>>,
}

impl Subscriber for Ear {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_span() && self.places.contains(&metadata.target())
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let metadata = span.metadata();
        let mut heard = self.heard.lock().unwrap();
        heard.push(format!("{}::{}", metadata.target(), metadata.name()));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// What is heard at some places while this thread works, in order.
pub fn hear<T>(places: &'static [&'static str], work: impl FnOnce() -> T) -> (T, Vec<String>) {
    let ear = Ear {
        places,
        heard: Arc::default(),
    };
    let result = tracing::subscriber::with_default(ear.clone(), work);
    let heard = ear.heard.lock().unwrap().clone();
    (result, heard)
}

/// For the background work.
pub fn elsewhere() -> Runtime {
    Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap()
}

/// For the work that is heard.
pub fn here() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}
