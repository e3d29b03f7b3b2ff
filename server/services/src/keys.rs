//! The keys that lie outside the database: without them a stolen copy of it cannot be guessed at.
//!
//! A [`KeyRing`] holds one key for each version, the newest first: `2:BASE64 1:BASE64`. New values are made under the newest, old
//! ones stay readable for as long as their version is in the ring. No key is used as it is: each use has a sub-key of its own, so
//! that no use tells anything about another.

use std::fmt;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use domain::sensitive::Sensitive;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::env::Env;

/// Bytes of the sub-key for passwords.
pub const PEPPER_BYTES: usize = 32;
/// The fewest bytes of a key.
const MIN_BYTES: usize = 32;
/// Random bytes practically never repeat so much that fewer values than this are among 32; what people type does.
const MIN_DISTINCT: usize = 16;
/// What [`KeyRing::invented`] is made of. It stands in this file for everybody to read, so [`KeyRing::parse`] refuses it.
const INVENTED: &[u8; MIN_BYTES] = b"invented for demo and tests only";
/// Tools differ in whether they pad.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Versioned keys, never empty.
#[derive(Clone)]
pub struct KeyRing {
    newest: Key,
    /// From newer to older.
    older: Vec<Key>,
}

#[derive(Clone)]
struct Key {
    version: u8,
    /// What sub-keys are made of: the digest of the key, which has one length.
    root: [u8; 32],
    /// The sub-key of the passwords.
    pepper: [u8; PEPPER_BYTES],
}

/// Why a text is no key ring. Says what to do, and never shows a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// There is nothing.
    #[error("there is no key; {MEND}")]
    Empty,
    /// One of the words is not of the form `VERSION:KEY`.
    #[error("entry {place} is not of the form VERSION:KEY with a version from 1 to 255; {MEND}")]
    Form {
        /// Counted from 1.
        place: usize,
    },
    /// Something else than base64 follows the version.
    #[error("the key of version {version} is not base64; {MEND}")]
    NotBase64 {
        /// Which key.
        version: u8,
    },
    /// Too few bytes.
    #[error("the key of version {version} has {bytes} bytes and needs at least {MIN_BYTES}; {MEND}")]
    TooShort {
        /// Which key.
        version: u8,
        /// How many it has.
        bytes: usize,
    },
    /// Not made by chance.
    #[error("the key of version {version} repeats itself too much to be random; {MEND}")]
    Weak {
        /// Which key.
        version: u8,
    },
    /// The demo's.
    #[error("the key of version {version} is the published one of the demo; {MEND}")]
    Published {
        /// Which key.
        version: u8,
    },
    /// Versions must fall from left to right.
    #[error("version {version} must stand before the lower ones, and only once; write the newest first")]
    Order {
        /// The one in the wrong place.
        version: u8,
    },
    /// A new version must be a new key.
    #[error("the key of version {version} occurs twice; {MEND}")]
    Repeated {
        /// The second occurrence.
        version: u8,
    },
}

const MEND: &str = "make one with `openssl rand -base64 32` and write it as VERSION:KEY, for example 1:KEY";

impl KeyRing {
    /// Reads `2:BASE64 1:BASE64`: words separated by blanks or line ends, the newest first.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let mut newest: Option<Key> = None;
        let mut older: Vec<Key> = Vec::new();
        for (index, word) in text.split_whitespace().enumerate() {
            let key = Key::parse(word, index + 1)?;
            let Some(first) = &newest else {
                newest = Some(key);
                continue;
            };
            let version = key.version;
            if older.last().unwrap_or(first).version <= version {
                return Err(KeyError::Order { version });
            }
            if std::iter::once(first).chain(&older).any(|other| other.root == key.root) {
                return Err(KeyError::Repeated { version });
            }
            older.push(key);
        }
        newest.map(|newest| Self { newest, older }).ok_or(KeyError::Empty)
    }

    /// The text of a new ring with one key, for [`Self::parse`].
    #[must_use]
    pub fn draw(env: &Env) -> Sensitive<String> {
        Sensitive::new(format!("1:{}", BASE64.encode(env.token_256())))
    }

    /// The ring of demo and tests. Its key is published and protects nothing.
    #[must_use]
    pub fn invented() -> Self {
        Self {
            newest: Key::new(1, INVENTED),
            older: Vec::new(),
        }
    }

    /// Version and pepper for a password that is stored now.
    #[must_use]
    pub fn current(&self) -> (u8, &[u8; PEPPER_BYTES]) {
        (self.newest.version, &self.newest.pepper)
    }

    /// The pepper of a version, if the ring has it.
    #[must_use]
    pub fn get(&self, version: u8) -> Option<&[u8; PEPPER_BYTES]> {
        self.keys().find(|key| key.version == version).map(|key| &key.pepper)
    }

    /// The versions in the ring, the newest first.
    pub fn versions(&self) -> impl Iterator<Item = u8> {
        self.keys().map(|key| key.version)
    }

    /// Version and sub-key for something that is sealed now, for one purpose.
    #[must_use]
    pub fn sealing(&self, purpose: &'static str) -> (u8, [u8; 32]) {
        (self.newest.version, self.newest.sub_key(purpose))
    }

    /// The sub-key that opens what was sealed under a version, for one purpose; `None` where the ring has no such key.
    #[must_use]
    pub fn opening(&self, purpose: &'static str, version: u8) -> Option<[u8; 32]> {
        let mut keys = self.keys();
        keys.find(|key| key.version == version).map(|key| key.sub_key(purpose))
    }

    /// A keyed digest of `data` for one purpose, by which something is found again without being stored itself.
    ///
    /// It is made under the *oldest* key: a look-up has no version to go by, and so what was stored must be found again after a
    /// newer key was added. Only the removal of the oldest key, which comes long after that, changes all digests at once: tries on
    /// unknown ids are forgotten then, and one-time links under way end.
    #[must_use]
    pub fn mac(&self, purpose: &'static str, data: &[u8]) -> [u8; 32] {
        let oldest = self.older.last().unwrap_or(&self.newest);
        digest(&oldest.sub_key(purpose), &[data])
    }

    fn keys(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.newest).chain(&self.older)
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyRing")
            .field("versions", &self.versions().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

impl Key {
    fn new(version: u8, key: &[u8]) -> Self {
        let mut key = Self {
            version,
            root: Sha256::digest(key).into(),
            pepper: [0; 32],
        };
        key.pepper = key.sub_key("password pepper");
        key
    }

    /// The word at `place`, counted from 1.
    fn parse(word: &str, place: usize) -> Result<Self, KeyError> {
        let (version, key) = word.split_once(':').ok_or(KeyError::Form { place })?;
        let version = match version.parse() {
            Ok(version) if version > 0 => version,
            _ => return Err(KeyError::Form { place }),
        };
        let key = BASE64.decode(key).map_err(|_| KeyError::NotBase64 { version })?;
        if key.len() < MIN_BYTES {
            let bytes = key.len();
            return Err(KeyError::TooShort { version, bytes });
        }
        if key == INVENTED {
            return Err(KeyError::Published { version });
        }
        let distinct: std::collections::BTreeSet<u8> = key.iter().copied().collect();
        if distinct.len() < MIN_DISTINCT {
            return Err(KeyError::Weak { version });
        }
        Ok(Self::new(version, &key))
    }

    fn sub_key(&self, purpose: &'static str) -> [u8; 32] {
        digest(&self.root, &[b"portico/", purpose.as_bytes()])
    }
}

/// HMAC-SHA256.
fn digest(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // A key shorter than the block is filled up with zeros, as HMAC says.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn word(version: &str, seed: u8) -> String {
        format!("{version}:{}", BASE64.encode(bytes(seed)))
    }

    fn bytes(seed: u8) -> Vec<u8> {
        (0..32)
            .map(|place: u8| place.wrapping_mul(7).wrapping_add(seed))
            .collect()
    }

    fn refusal(text: &str) -> KeyError {
        KeyRing::parse(text).map(drop).unwrap_err()
    }

    #[test]
    fn the_newest_key_is_for_new_passwords_and_the_others_stay_known() {
        let ring = KeyRing::parse(&format!("{}\n {}\n", word("7", 1), word("2", 9))).unwrap();
        let (version, pepper) = ring.current();
        assert_eq!((version, Some(pepper)), (7, ring.get(7)));
        assert_eq!(ring.versions().collect::<Vec<_>>(), [7, 2]);
        assert_eq!(ring.get(2), KeyRing::parse(&word("2", 9)).unwrap().get(2));
        assert_ne!(ring.get(2), ring.get(7));
        assert_eq!(ring.get(1), None);
    }

    #[test]
    fn padding_may_be_left_out() {
        let padded = word("1", 3);
        let plain = padded.trim_end_matches('=');
        assert_ne!(padded, plain);
        assert_eq!(
            KeyRing::parse(plain).unwrap().get(1),
            KeyRing::parse(&padded).unwrap().get(1)
        );
    }

    #[test]
    fn what_is_no_ring_of_random_keys_is_refused_with_the_reason() {
        let (good, other) = (word("1", 1), word("2", 2));
        let typed = BASE64.encode("password password password password");
        for (text, error) in [
            (" \n", KeyError::Empty),
            ("AAAA", KeyError::Form { place: 1 }),
            (&format!("{other} 0:AAAA"), KeyError::Form { place: 2 }),
            ("256:AAAA", KeyError::Form { place: 1 }),
            ("-1:AAAA", KeyError::Form { place: 1 }),
            ("3:no base64!", KeyError::NotBase64 { version: 3 }),
            (
                &format!("3:{}", BASE64.encode([1; 31])),
                KeyError::TooShort { version: 3, bytes: 31 },
            ),
            (&format!("3:{}", BASE64.encode([1; 40])), KeyError::Weak { version: 3 }),
            (&format!("3:{typed}"), KeyError::Weak { version: 3 }),
            (
                &format!("3:{}", BASE64.encode(INVENTED)),
                KeyError::Published { version: 3 },
            ),
            (&format!("{good} {other}"), KeyError::Order { version: 2 }),
            (&format!("{good} {}", word("1", 5)), KeyError::Order { version: 1 }),
            (&format!("{other} {}", word("1", 2)), KeyError::Repeated { version: 1 }),
        ] {
            assert_eq!(refusal(text), error, "{text}");
        }
    }

    #[test]
    fn a_refusal_says_how_to_mend_it_and_shows_no_key() {
        let short = BASE64.encode(&bytes(1)[..20]);
        let said = refusal(&format!("1:{short}")).to_string();
        assert!(said.contains("20 bytes") && said.contains("openssl rand"), "{said}");
        assert!(!said.contains(&short), "{said}");
    }

    #[test]
    fn a_drawn_ring_can_be_read_and_two_draws_differ() {
        let env = Env::system();
        let (one, two) = (KeyRing::draw(&env), KeyRing::draw(&env));
        assert!(KeyRing::parse(one.expose()).is_ok());
        assert_ne!(one.expose(), two.expose());
    }

    #[test]
    fn debug_shows_versions_only() {
        assert_eq!(format!("{:?}", KeyRing::invented()), "KeyRing { versions: [1], .. }");
    }

    #[test]
    fn digests_differ_by_purpose_data_and_key() {
        let (one, two) = (
            KeyRing::parse(&word("1", 1)).unwrap(),
            KeyRing::parse(&word("1", 2)).unwrap(),
        );
        let digest = one.mac("a", b"x");
        assert_eq!(digest, one.mac("a", b"x"));
        assert_ne!(digest, one.mac("b", b"x"));
        assert_ne!(digest, one.mac("a", b"y"));
        assert_ne!(digest, two.mac("a", b"x"));
    }

    #[test]
    fn digests_survive_a_newer_key() {
        let before = KeyRing::parse(&word("1", 1)).unwrap();
        let after = KeyRing::parse(&format!("{} {}", word("2", 2), word("1", 1))).unwrap();
        assert_eq!(before.mac("a", b"x"), after.mac("a", b"x"));
        assert_ne!(before.current(), after.current());
    }

    #[test]
    fn what_was_sealed_under_an_older_key_is_opened_by_its_version() {
        let before = KeyRing::parse(&word("1", 1)).unwrap();
        let after = KeyRing::parse(&format!("{} {}", word("2", 2), word("1", 1))).unwrap();
        let (version, key) = before.sealing("a");
        assert_eq!(after.opening("a", version), Some(key));
        assert_ne!(after.opening("b", version), Some(key));
        assert_ne!(after.sealing("a"), (version, key));
        assert_eq!(before.opening("a", 2), None);
    }

    #[test]
    fn the_digest_is_hmac_sha256() {
        // RFC 4231, test case 2: the key is shorter than 32 bytes, and zeros at its end do not matter.
        let mut key = [0; 32];
        key[..4].copy_from_slice(b"Jefe");
        let hex: String = digest(&key, &[b"what do ya want ", b"for nothing?"])
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
