//! A file's own key, and how it lies in the database: wrapped by a key that is not there.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::seal::Broken;
use crate::db::{Db, DbError};
use crate::env::Env;
use crate::keys::KeyRing;

/// What the keys of files are wrapped with.
const PURPOSE: &str = "file keys";
const NONCE: usize = 24;

/// The key of one file.
#[derive(Clone)]
pub(super) struct FileKey([u8; 32]);

impl std::fmt::Debug for FileKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileKey")
    }
}

/// A wrapped key, as the row holds it.
pub(super) struct Wrapped {
    pub(super) version: u8,
    pub(super) text: String,
}

impl FileKey {
    pub(super) fn draw(env: &Env) -> Self {
        Self(env.token_256())
    }

    pub(super) fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Wraps it for the file with this id: it is no key for another.
    pub(super) fn wrap(&self, env: &Env, keys: &KeyRing, file: &str) -> Result<Wrapped, Broken> {
        let (version, key) = keys.sealing(PURPOSE);
        let mut nonce = [0; NONCE];
        env.entropy.fill(&mut nonce);
        let payload = Payload {
            msg: &self.0,
            aad: file.as_bytes(),
        };
        let cipher = XChaCha20Poly1305::new(&key.into());
        let sealed = cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| Broken)?;
        Ok(Wrapped {
            version,
            text: STANDARD_NO_PAD.encode([nonce.as_slice(), &sealed].concat()),
        })
    }

    pub(super) fn unwrap(keys: &KeyRing, file: &str, wrapped: &Wrapped) -> Result<Self, Broken> {
        let key = keys.opening(PURPOSE, wrapped.version).ok_or(Broken)?;
        let bytes = STANDARD_NO_PAD.decode(&wrapped.text).map_err(|_| Broken)?;
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE>().ok_or(Broken)?;
        let payload = Payload {
            msg: sealed,
            aad: file.as_bytes(),
        };
        let cipher = XChaCha20Poly1305::new(&key.into());
        let opened = cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| Broken)?;
        Ok(Self(opened.try_into().map_err(|_| Broken)?))
    }
}

/// The version of a key that some file needs and the ring lacks. Asked at the start, like that of the passwords.
pub(crate) async fn missing_key(db: &Db, keys: &KeyRing) -> Result<Option<u8>, DbError> {
    use entity::file::{Column, Entity};
    let needed: Vec<Option<i32>> = Entity::find()
        .select_only()
        .column(Column::KeyVersion)
        .distinct()
        .filter(Column::KeyVersion.is_not_null())
        .filter(Column::DeletedAt.is_null())
        .into_tuple()
        .all(db.read())
        .await?;
    let known: Vec<i32> = keys.versions().map(i32::from).collect();
    let missing = needed.into_iter().flatten().find(|version| !known.contains(version));
    Ok(missing.map(|version| u8::try_from(version).unwrap_or_default()))
}
