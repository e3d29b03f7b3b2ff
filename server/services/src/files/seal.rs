//! How the bytes of a file are encrypted: in chunks, so that neither a whole file nor a trust in half of one is ever needed.
//!
//! Each file has a key of its own. A chunk is sealed with a random nonce, which stands before it, and bound to its place: the
//! file, whether it is the file itself, the image of a page or the text, its number in the row, and whether it is the last. So a chunk
//! that is changed, moved, left out, doubled or taken from another file does not open, and neither does a file whose end is
//! missing. This is version [`SCHEME`] of the format; the row of a file says which one it has.

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};

use super::file_key::FileKey;
use crate::env::Env;

/// The version of the format.
pub(super) const SCHEME: i32 = 1;
/// Bytes of a file in one chunk; only the last has fewer.
pub(super) const CHUNK: usize = 64 * 1024;
const NONCE: usize = 24;
const TAG: usize = 16;
/// What a chunk grows by.
pub(super) const OVERHEAD: usize = NONCE + TAG;
/// Bytes of a full chunk once it is sealed.
pub(super) const SEALED: usize = CHUNK + OVERHEAD;

/// A chunk does not open: it was changed, or it is not where it belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a piece of a file does not open: it was changed, or the key is not its own")]
pub struct Broken;

/// What a row of chunks holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    file: String,
    /// 0 is the file itself, from 1 on the images of its pages, and the last number their text.
    number: u32,
}

impl Part {
    /// The file itself.
    pub(super) fn body(file: &str) -> Self {
        Self::page(file, 0)
    }

    /// The image of a page, counted from 1.
    pub(super) fn page(file: &str, number: u32) -> Self {
        let file = file.to_owned();
        Self { file, number }
    }

    /// What is written on its pages.
    pub(super) fn text(file: &str) -> Self {
        Self::page(file, u32::MAX)
    }

    /// What a chunk is bound to.
    fn place(&self, index: u64, is_last: bool) -> Vec<u8> {
        let mut place = b"portico file 1\0".to_vec();
        place.extend(self.file.as_bytes());
        place.push(0);
        place.extend(self.number.to_be_bytes());
        place.extend(index.to_be_bytes());
        place.push(u8::from(is_last));
        place
    }
}

/// Seals the chunk with number `index`.
pub(super) fn seal(
    env: &Env,
    key: &FileKey,
    part: &Part,
    index: u64,
    is_last: bool,
    chunk: &[u8],
) -> Result<Vec<u8>, Broken> {
    let mut nonce = [0; NONCE];
    env.entropy.fill(&mut nonce);
    let payload = Payload {
        msg: chunk,
        aad: &part.place(index, is_last),
    };
    let cipher = XChaCha20Poly1305::new(key.expose().into());
    let sealed = cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| Broken)?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Seals all of a small part at once.
pub(super) fn seal_whole(env: &Env, key: &FileKey, part: &Part, bytes: &[u8]) -> Result<Vec<u8>, Broken> {
    let count = bytes.len().div_ceil(CHUNK);
    let mut out = Vec::with_capacity(bytes.len() + count * OVERHEAD);
    for (index, chunk) in (0_u64..).zip(bytes.chunks(CHUNK)) {
        let is_last = index + 1 == count as u64;
        out.extend(seal(env, key, part, index, is_last, chunk)?);
    }
    Ok(out)
}

/// Opens the chunk with number `index`.
pub(super) fn open(key: &FileKey, part: &Part, index: u64, is_last: bool, sealed: &[u8]) -> Result<Vec<u8>, Broken> {
    let (nonce, sealed) = sealed.split_first_chunk::<NONCE>().ok_or(Broken)?;
    let payload = Payload {
        msg: sealed,
        aad: &part.place(index, is_last),
    };
    let cipher = XChaCha20Poly1305::new(key.expose().into());
    cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| Broken)
}

/// Opens chunk after chunk of bytes that arrive in pieces of any size.
pub(super) struct Opener {
    key: FileKey,
    part: Part,
    waiting: Vec<u8>,
    index: u64,
}

impl Opener {
    pub(super) fn new(key: FileKey, part: Part) -> Self {
        Self {
            key,
            part,
            waiting: Vec::with_capacity(SEALED),
            index: 0,
        }
    }

    /// Takes sealed bytes, and gives what they open: a chunk opens once the first byte behind it is there, because only then
    /// is it known not to be the last.
    pub(super) fn push(&mut self, sealed: &[u8]) -> Result<Vec<u8>, Broken> {
        let mut opened = Vec::new();
        let mut rest = sealed;
        while !rest.is_empty() {
            if self.waiting.len() == SEALED {
                opened.extend(open(&self.key, &self.part, self.index, false, &self.waiting)?);
                self.waiting.clear();
                self.index += 1;
            }
            let (now, later) = rest.split_at(rest.len().min(SEALED - self.waiting.len()));
            self.waiting.extend(now);
            rest = later;
        }
        Ok(opened)
    }

    /// Nothing more comes: what waits is the last chunk.
    pub(super) fn finish(self) -> Result<Vec<u8>, Broken> {
        open(&self.key, &self.part, self.index, true, &self.waiting)
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use proptest::prelude::*;

    use super::*;

    fn opened(key: &FileKey, part: &Part, sealed: &[u8], piece: usize) -> Result<Vec<u8>, Broken> {
        let mut opener = Opener::new(key.clone(), part.clone());
        let mut opened = Vec::new();
        for piece in sealed.chunks(piece) {
            opened.extend(opener.push(piece)?);
        }
        opened.extend(opener.finish()?);
        Ok(opened)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn what_is_sealed_opens_however_it_is_cut_into_pieces(length in 1..4 * CHUNK, piece in 1..3 * SEALED) {
            let env = Env::system();
            let (key, part) = (FileKey::draw(&env), Part::body("01A"));
            let bytes: Vec<u8> = (0..length).map(|place| u8::try_from(place % 251).unwrap()).collect();
            let sealed = seal_whole(&env, &key, &part, &bytes).unwrap();
            prop_assert_eq!(sealed.len(), length + OVERHEAD * length.div_ceil(CHUNK));
            prop_assert!(opened(&key, &part, &sealed, piece).unwrap() == bytes);
        }

        #[test]
        fn a_part_of_it_never_opens(length in 1..3 * CHUNK, missing in 1..2 * SEALED) {
            let env = Env::system();
            let (key, part) = (FileKey::draw(&env), Part::body("01A"));
            let sealed = seal_whole(&env, &key, &part, &vec![7; length]).unwrap();
            let rest = sealed.len().saturating_sub(missing);
            prop_assert_eq!(opened(&key, &part, &sealed[..rest], SEALED), Err(Broken));
        }
    }

    #[test]
    fn it_opens_in_its_own_place_and_with_its_own_key_only() {
        let env = Env::system();
        let (key, part) = (FileKey::draw(&env), Part::page("01A", 1));
        let sealed = seal_whole(&env, &key, &part, b"an image").unwrap();
        assert_eq!(opened(&key, &part, &sealed, SEALED).unwrap(), b"an image");
        assert_ne!(
            sealed,
            seal_whole(&env, &key, &part, b"an image").unwrap(),
            "never the same twice"
        );
        for other in [Part::page("01A", 2), Part::body("01A"), Part::page("01B", 1)] {
            assert_eq!(opened(&key, &other, &sealed, SEALED), Err(Broken), "{other:?}");
        }
        assert_eq!(opened(&FileKey::draw(&env), &part, &sealed, SEALED), Err(Broken));
    }
}
