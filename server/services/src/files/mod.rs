//! Documents that go with a request: from the first byte that is sent to the page that is looked at.
//!
//! 1. [`begin`] makes the row: state `uploading`, a random id, and a key of the file's own, wrapped by a key outside the database.
//! 2. [`append`] takes bytes as they come, seals them chunk by chunk, and keeps them in a folder of this machine. A broken line
//!    costs at most a chunk; [`state`] says from where to go on.
//! 3. With the last byte a scanner for malware gets the file, where one is set (`scanner`): without its word the file goes no further.
//!    Then a process of its own looks into it (`reader`), which says how many pages it has, and makes images of the
//!    first and a text of what is written there. Then the sealed bytes go to the file store, and only when they are there for good does the row become `received`, if
//!    the draft is still open and has room. A file that is not taken is `refused`, and none of it is kept.
//! 4. When the draft is sent, `attach_to_case` makes its files those of the case in the same transaction. Files that are added to a
//!    case later are its own at once; those of an answer to the plan, when that is sent ([`Place`]). What came by fax or mail, the plan
//!    joins to the case itself.
//!
//! A crash at any point leaves a row that is not `received`, or bytes that no row speaks for; [`sweep`] removes both. Another practice's
//! file is [`UploadError::NotFound`] or [`ContentError::NotFound`], exactly like a missing one.

mod append;
mod attach;
mod begin;
mod content;
mod file_key;
mod find;
mod find_text;
mod finish;
mod forget;
mod incoming;
mod list;
mod opened;
mod place;
mod quota;
mod reader;
mod receive;
mod remove;
mod row;
mod scanner;
mod seal;
mod settings;
mod store;
mod sweep;
mod turns;
mod upload;

use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::db::OpenError;

pub use append::{append, state};
pub(crate) use attach::{attach_answer, attach_to_case, is_one_under_way};
pub use begin::{Announced, begin};
pub use content::{Content, ContentError, content, page_image};
pub(crate) use file_key::missing_key;
pub use find_text::{FEWEST_CHARACTERS, Found, Gap, Hit, Unsearched, find_text};
pub(crate) use forget::{clear_all, forget_draft};
pub use list::of_draft;
pub(crate) use list::{added_later, joined, of_case, of_items, received_with};
pub use place::Place;
pub(crate) use place::is_undecided;
pub use remove::remove;
pub use row::Document;
pub use scanner::{ScannerError, keep_watched};
pub use seal::Broken;
pub use settings::{FilePlace, FileSettings, ReaderSettings, ScannerPlace, ScannerSettings};
pub use store::{StoreError, StoreOpenError};
pub use sweep::{SweepError, Swept, keep_swept, sweep};
pub use upload::{Progress, UploadError};

/// Where files are, and what looks into them; cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    store: store::FileStore,
    incoming: incoming::Incoming,
    scanner: scanner::Scanner,
    reader: reader::Reader,
    turns: turns::Turns,
    /// Turns of those who look for words.
    searches: Arc<Semaphore>,
}

impl Files {
    /// Opens the file store and the folder of files on their way.
    pub(crate) fn open(settings: FileSettings) -> Result<Self, OpenError> {
        Ok(Self {
            store: store::FileStore::open(&settings.place).map_err(OpenError::FileStore)?,
            incoming: incoming::Incoming::open(&settings.incoming).map_err(|source| OpenError::Folder {
                path: settings.incoming.clone(),
                source,
            })?,
            scanner: scanner::Scanner::new(settings.scanner),
            reader: reader::Reader::new(settings.reader),
            turns: turns::Turns::default(),
            searches: Arc::new(Semaphore::new(find_text::AT_ONCE)),
        })
    }

    /// Tries the file store out.
    ///
    /// # Errors
    /// It does not take or give back what is put there.
    pub async fn probe(&self) -> Result<(), StoreError> {
        self.store.probe().await
    }

    /// Asks whether the scanner for malware is there; where none is set, nothing.
    pub async fn probe_scanner(&self) -> Option<Result<(), ScannerError>> {
        self.scanner.probe().await
    }

    /// Whether the scanner did its work when it was last asked; where none is set, nothing.
    #[must_use]
    pub fn scanner_works(&self) -> Option<bool> {
        self.scanner.works()
    }
}
