//! The file port: where the sealed bytes of received files are, a folder or a bucket.

use std::io;
use std::path::{Path as OsPath, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures::stream::{self, BoxStream};
use futures::{StreamExt as _, TryStreamExt as _};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt as _, PutPayload, WriteMultipart};
use tokio::fs;

use super::settings::FilePlace;

/// What is handed on at once: buckets take no smaller part of an object.
const PIECE: usize = 5 * 1024 * 1024;
/// So many ids are handed on at once.
const BATCH: usize = 500;

/// The place could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("the file store: {0}")]
pub struct StoreError(#[from] object_store::Error);

impl StoreError {
    fn folder(source: io::Error) -> Self {
        Self(object_store::Error::Generic {
            store: "folder",
            source: source.into(),
        })
    }
}

/// Received files and the images of their pages.
#[derive(Clone, Debug)]
pub(super) struct FileStore {
    objects: Arc<dyn ObjectStore>,
    /// Where it is a folder: there lies what a crash left of an object that was being written, which is no object yet.
    folder: Option<PathBuf>,
}

/// One of the objects of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Object {
    /// The file itself.
    Body,
    /// The image of a page, counted from 1.
    Page(u32),
    /// What is written on the first pages: a list in JSON.
    Text,
}

impl Object {
    fn path(self, file: &str) -> Path {
        match self {
            Self::Body => Path::from_iter([file, "body"]),
            Self::Text => Path::from_iter([file, "text"]),
            Self::Page(number) => Path::from_iter([file, &format!("page-{number}")]),
        }
    }
}

impl FileStore {
    /// Opens it; a folder is made where it is not there.
    pub(super) fn open(place: &FilePlace) -> Result<Self, StoreOpenError> {
        match place {
            FilePlace::Folder(folder) => {
                make_private(folder)?;
                let objects = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
                Ok(Self {
                    objects: Arc::new(objects),
                    folder: Some(folder.clone()),
                })
            }
            FilePlace::Bucket(url) => bucket(url),
        }
    }

    /// Stores a small object, whole; it is there for good when this returns.
    pub(super) async fn put(&self, file: &str, object: Object, sealed: Vec<u8>) -> Result<(), StoreError> {
        self.objects.put(&object.path(file), PutPayload::from(sealed)).await?;
        Ok(())
    }

    /// Stores an object that comes in pieces. It appears with its last piece or not at all.
    pub(super) async fn put_pieces<E>(
        &self,
        file: &str,
        object: Object,
        mut pieces: BoxStream<'static, Result<Bytes, E>>,
    ) -> Result<(), E>
    where
        E: From<StoreError>,
    {
        let upload = self
            .objects
            .put_multipart(&object.path(file))
            .await
            .map_err(StoreError)?;
        let mut upload = WriteMultipart::new_with_chunk_size(upload, PIECE);
        while let Some(piece) = pieces.next().await {
            let written = match piece {
                Ok(piece) => match upload.wait_for_capacity(1).await {
                    Ok(()) => {
                        upload.put(piece);
                        Ok(())
                    }
                    Err(error) => Err(StoreError(error).into()),
                },
                Err(error) => Err(error),
            };
            if let Err(error) = written {
                if let Err(left) = upload.abort().await {
                    tracing::warn!(error = %left, "a part of a file may be left in the file store");
                }
                return Err(error);
            }
        }
        upload.finish().await.map_err(StoreError)?;
        Ok(())
    }

    /// The sealed bytes of an object.
    pub(super) async fn get(
        &self,
        file: &str,
        object: Object,
    ) -> Result<BoxStream<'static, Result<Bytes, StoreError>>, StoreError> {
        let found = self.objects.get(&object.path(file)).await?;
        Ok(found.into_stream().map_err(StoreError).boxed())
    }

    /// Removes all objects of a file; those that are not there, too.
    pub(super) async fn remove(&self, file: &str) -> Result<(), StoreError> {
        if let Some(folder) = &self.folder {
            return match fs::remove_dir_all(folder.join(file)).await {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(StoreError::folder(error)),
                _ => Ok(()),
            };
        }
        let objects = self.objects.list(Some(&Path::from(file)));
        let objects: Vec<Path> = objects.map_ok(|object| object.location).try_collect().await?;
        for object in objects {
            match self.objects.delete(&object).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// The ids of all files of which there is something, in batches.
    pub(super) async fn files(&self) -> Result<BoxStream<'static, Result<Vec<String>, StoreError>>, StoreError> {
        let ids = match &self.folder {
            Some(folder) => {
                let entries = fs::read_dir(folder).await.map_err(StoreError::folder)?;
                let names = stream::try_unfold(entries, |mut entries| async move {
                    let entry = entries.next_entry().await.map_err(StoreError::folder)?;
                    Ok(entry.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entries)))
                });
                names.try_filter(|name| std::future::ready(is_id(name))).boxed()
            }
            None => self.objects.list(None).map(id_of).boxed(),
        };
        let batches = ids.chunks(BATCH).map(|batch| {
            let mut ids: Vec<String> = batch.into_iter().collect::<Result<_, StoreError>>()?;
            ids.sort_unstable();
            ids.dedup();
            Ok(ids)
        });
        Ok(batches.boxed())
    }

    /// Tries the place out: writes a little, and removes it again.
    pub(super) async fn probe(&self) -> Result<(), StoreError> {
        let path = Path::from("probe");
        self.objects.put(&path, PutPayload::from_static(b"probe")).await?;
        Ok(self.objects.delete(&path).await?)
    }
}

fn id_of(object: object_store::Result<ObjectMeta>) -> Result<String, StoreError> {
    let object = object?;
    let id = object.location.parts().next();
    Ok(id.map(|part| part.as_ref().to_owned()).unwrap_or_default())
}

/// Whether it is the name of one of our files: whatever else lies in a folder is not ours to remove.
pub(super) fn is_id(name: &str) -> bool {
    name.len() == 26
        && name
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

/// The file store cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum StoreOpenError {
    /// The folder cannot be made, or not for this user alone.
    #[error(transparent)]
    Folder(#[from] std::io::Error),
    /// The place cannot be used.
    #[error(transparent)]
    Place(#[from] object_store::Error),
    /// This program cannot speak to buckets.
    #[error("this program was built without the feature `s3`")]
    NoBuckets,
}

/// A folder that only this user may enter.
pub(super) fn make_private(folder: &OsPath) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(feature = "s3")]
fn bucket(url: &str) -> Result<FileStore, StoreOpenError> {
    use object_store::aws::AmazonS3Builder;
    use object_store::prefix::PrefixStore;
    let prefix = url.splitn(4, '/').nth(3).unwrap_or_default();
    let bucket = AmazonS3Builder::from_env().with_url(url).build()?;
    Ok(FileStore {
        objects: Arc::new(PrefixStore::new(bucket, Path::from(prefix))),
        folder: None,
    })
}

#[cfg(not(feature = "s3"))]
fn bucket(_url: &str) -> Result<FileStore, StoreOpenError> {
    Err(StoreOpenError::NoBuckets)
}
