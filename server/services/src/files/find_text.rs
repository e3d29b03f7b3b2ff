//! Looks for words in the documents of a request, for the plan's people. What is looked for is kept nowhere.

use domain::access::Permission;
use domain::file::FileState;
use domain::id::FileId;
use domain::reference::Reference;
use entity::{file, prior_auth};
use futures::StreamExt as _;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::content::{ContentError, bytes};
use super::row::FileRow;
use super::seal::{Broken, Part};
use super::store::Object;
use crate::audit::AuditEntry;
use crate::{Caller, Services};

/// The fewest characters that are looked for.
pub const FEWEST_CHARACTERS: usize = 2;
/// The longest words that are looked for, in characters.
const MOST_CHARACTERS: usize = 80;
/// So many searches run at once: each reads and opens the text of all documents of a request.
pub(super) const AT_ONCE: usize = 2;
/// The most places that are told.
const MOST_HITS: usize = 50;
/// So many characters around a place are told, too.
const AROUND: usize = 60;

/// A place in a document.
#[derive(Clone, PartialEq, Eq)]
pub struct Hit {
    /// The document.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// The page, counted from 1.
    pub page: u32,
    /// There is an image of the page.
    pub has_image: bool,
    /// What stands before it.
    pub before: String,
    /// What was found, as it is written there.
    pub found: String,
    /// What stands behind it.
    pub after: String,
}

impl std::fmt::Debug for Hit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Hit({}, page {})", self.file, self.page)
    }
}

/// Why a document, or a part of it, was not searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// There is no text of it: it is a picture, or was received before texts were kept.
    NoText,
    /// Its text cannot be read any more.
    Broken,
    /// There is text of so many pages, from the first, and it has more.
    Behind(u32),
}

/// A document that was not searched, or not to its end.
#[derive(Clone, PartialEq, Eq)]
pub struct Unsearched {
    /// The document.
    pub file: FileId,
    /// Its name.
    pub name: String,
    /// Why.
    pub gap: Gap,
}

impl std::fmt::Debug for Unsearched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Unsearched({}, {:?})", self.file, self.gap)
    }
}

/// What a search comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The places, document by document.
    pub hits: Vec<Hit>,
    /// As many places as are told: there may be more.
    pub is_full: bool,
    /// What was not searched.
    pub unsearched: Vec<Unsearched>,
}

impl Found {
    /// Adds the places of a document, as far as they are told.
    fn look_in(&mut self, document: &FileRow, text: Result<Vec<String>, Gap>, words: &Letters) {
        let gap = match text {
            Err(gap) => Some(gap),
            Ok(pages) => {
                for (page, text) in (1..).zip(&pages) {
                    let text = Letters::of(text);
                    let places = text.places(words).map(|place| text.hit(document, page, place));
                    self.hits.extend(places.take(MOST_HITS - self.hits.len()));
                }
                let read = u32::try_from(pages.len()).unwrap_or(u32::MAX);
                document.pages.filter(|all| *all > read).map(|_| Gap::Behind(read))
            }
        };
        self.is_full = self.hits.len() == MOST_HITS;
        self.unsearched.extend(gap.map(|gap| Unsearched {
            file: document.id.clone(),
            name: document.name.clone(),
            gap,
        }));
    }
}

/// Where the documents of a request say these words, in whatever case and with whatever space between them; nothing for fewer than
/// [`FEWEST_CHARACTERS`] or more than [`MOST_CHARACTERS`]. Documents without text, such as pictures, are named, and so is one whose text
/// cannot be read: the others are searched all the same. The looking is put on record, the words are not.
///
/// # Errors
/// [`ContentError::NotFound`] for a missing request, and for everybody who does not review.
pub async fn find_text(
    services: &Services,
    caller: &Caller,
    reference: &Reference,
    words: &str,
) -> Result<Found, ContentError> {
    let documents = documents(services, caller, reference).await?;
    let words = Letters::of(words);
    if !(FEWEST_CHARACTERS..=MOST_CHARACTERS).contains(&words.folded.len()) {
        return Ok(Found::default());
    }
    let with_text = documents.iter().filter(|document| document.has_text).count();
    let entry = AuditEntry::by(caller, "file.search").on("prior_auth", reference);
    services
        .db
        .record(entry.detail(serde_json::json!({ "files": with_text })))
        .await?;
    // The semaphore is never closed; without a permit nobody would be bounded.
    let Ok(_turn) = services.files.searches.acquire().await else {
        return Err(Broken.into());
    };
    let mut found = Found::default();
    for document in documents {
        if found.is_full {
            break;
        }
        found.look_in(&document, text_of(services, &document).await, &words);
    }
    Ok(found)
}

/// Those that were received with the request or later.
async fn documents(services: &Services, caller: &Caller, reference: &Reference) -> Result<Vec<FileRow>, ContentError> {
    let conn = services.db.read();
    let may_read = caller.actor.practice.is_none() && caller.actor.can(Permission::ReadReviewQueue);
    let found = prior_auth::Entity::find()
        .filter(prior_auth::Column::Reference.eq(reference.as_str()))
        .one(conn)
        .await?;
    let case = found.filter(|_| may_read).ok_or(ContentError::NotFound)?;
    let rows = file::Entity::find()
        .filter(file::Column::CaseId.eq(case.id))
        .filter(file::Column::State.eq(FileState::Received.code()))
        .filter(file::Column::DeletedAt.is_null())
        .order_by_asc(file::Column::CreatedAt)
        .order_by_asc(file::Column::Id)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(FileRow::read).collect::<Result<_, _>>()?)
}

/// What is written on each of its pages.
async fn text_of(services: &Services, row: &FileRow) -> Result<Vec<String>, Gap> {
    if !row.has_text {
        return Err(Gap::NoText);
    }
    read(services, row).await.map_err(|error| {
        tracing::error!(%error, file = row.id.as_str(), "the text of a document could not be read");
        Gap::Broken
    })
}

async fn read(services: &Services, row: &FileRow) -> Result<Vec<String>, ContentError> {
    let mut pieces = bytes(services, row, Object::Text, Part::text(row.id.as_str())).await?;
    let mut text = Vec::new();
    while let Some(piece) = pieces.next().await {
        text.extend(piece?);
    }
    Ok(serde_json::from_slice(&text).map_err(|_| Broken)?)
}

/// A text, letter by letter: with one blank for whatever space there is, and how it is compared. Both are of the same length.
struct Letters {
    written: Vec<char>,
    folded: Vec<char>,
}

impl Letters {
    fn of(text: &str) -> Self {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let fold = |letter: char| letter.to_lowercase().next().unwrap_or(letter);
        Self {
            folded: text.chars().map(fold).collect(),
            written: text.chars().collect(),
        }
    }

    /// Where the words begin and end.
    fn places(&self, words: &Self) -> impl Iterator<Item = (usize, usize)> {
        let length = words.folded.len();
        let windows = self.folded.windows(length).enumerate();
        windows
            .filter(|(_, window)| *window == words.folded.as_slice())
            .map(move |(start, _)| (start, start + length))
    }

    fn hit(&self, document: &FileRow, page: u32, (start, end): (usize, usize)) -> Hit {
        let text = |from: usize, to: usize| self.written.get(from..to).unwrap_or_default().iter().collect();
        Hit {
            file: document.id.clone(),
            name: document.name.clone(),
            page,
            has_image: page <= document.previews,
            before: text(start.saturating_sub(AROUND), start),
            found: text(start, end),
            after: text(end, self.written.len().min(end + AROUND)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, words: &str) -> Vec<String> {
        let (text, words) = (Letters::of(text), Letters::of(words));
        let places = text.places(&words);
        places
            .map(|(start, end)| text.written[start..end].iter().collect())
            .collect()
    }

    #[test]
    fn case_and_space_make_no_difference() {
        let text = "Knee\n brace tried.  KNEE BRACE again; İstanbul";
        assert_eq!(found(text, " knee  brace"), ["Knee brace", "KNEE BRACE"]);
        assert_eq!(found(text, "tried. knee"), ["tried. KNEE"]);
        assert_eq!(found(text, "stanbul"), ["stanbul"]);
        assert!(found(text, "hip").is_empty() && found("", "hip").is_empty());
    }
}
