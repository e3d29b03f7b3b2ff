//! The text under which a password is kept: algorithm, parameters, salt and hash in one string.
//!
//! The form is the usual `$argon2id$v=19$m=19456,t=2,p=1,keyid=AQ$salt$hash`, so a stored value says how it was made, and parameters
//! can be raised later without locking anybody out. `keyid` is the version of the pepper, one byte in base64; a value from before
//! there was a pepper has none.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use subtle::ConstantTimeEq as _;

/// Bytes of salt in every new value.
pub(super) const SALT_BYTES: usize = 16;
/// Bytes of hash in every value.
pub(super) const HASH_BYTES: usize = 32;

/// What one evaluation of Argon2id costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// Lanes; one thread computes them all.
    pub lanes: u32,
}

impl PasswordCost {
    /// The least that OWASP's cheat sheet and ASVS 5.0 ask for: 19 MiB, two passes, one lane.
    pub const STANDARD: Self = Self {
        memory_kib: 19 * 1024,
        passes: 2,
        lanes: 1,
    };
    /// So cheap that a test can sign in a thousand times. Never for real accounts.
    pub const TEST: Self = Self {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };

    /// Whether guessing is cheaper: what counts is the memory that must be filled, over all passes.
    #[must_use]
    pub fn is_weaker_than(self, other: Self) -> bool {
        let work = |cost: Self| u64::from(cost.memory_kib) * u64::from(cost.passes);
        work(self) < work(other)
    }
}

/// A password as it lies in the database.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredPassword {
    pub(super) cost: PasswordCost,
    /// Version of the pepper in it.
    pub(super) pepper: Option<u8>,
    pub(super) salt: [u8; SALT_BYTES],
    pub(super) hash: [u8; HASH_BYTES],
}

/// The text in the database is no password hash of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an Argon2id password hash")]
pub struct StoredPasswordError;

impl StoredPassword {
    /// Reads what `Display` wrote.
    ///
    /// # Errors
    /// Any other text, another algorithm or version, or salt and hash of another length.
    pub fn parse(text: &str) -> Result<Self, StoredPasswordError> {
        let mut parts = text.split('$');
        let head = [parts.next(), parts.next(), parts.next()];
        if head != [Some(""), Some("argon2id"), Some("v=19")] {
            return Err(StoredPasswordError);
        }
        let (cost, pepper) = parse_parameters(parts.next().ok_or(StoredPasswordError)?)?;
        let salt = bytes(parts.next())?;
        let hash = bytes(parts.next())?;
        if parts.next().is_some() {
            return Err(StoredPasswordError);
        }
        Ok(Self {
            cost,
            pepper,
            salt,
            hash,
        })
    }

    /// What it cost to make.
    #[must_use]
    pub fn cost(&self) -> PasswordCost {
        self.cost
    }

    /// The version of the key that is needed to check it, if one is.
    #[must_use]
    pub fn pepper(&self) -> Option<u8> {
        self.pepper
    }

    /// Compares in a time that does not depend on where the two differ.
    pub(super) fn is(&self, computed: &[u8; HASH_BYTES]) -> bool {
        self.hash.ct_eq(computed).into()
    }
}

impl fmt::Display for StoredPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PasswordCost {
            memory_kib,
            passes,
            lanes,
        } = self.cost;
        let (salt, hash) = (STANDARD_NO_PAD.encode(self.salt), STANDARD_NO_PAD.encode(self.hash));
        write!(f, "$argon2id$v=19$m={memory_kib},t={passes},p={lanes}")?;
        if let Some(version) = self.pepper {
            write!(f, "{}", key_id(version))?;
        }
        write!(f, "${salt}${hash}")
    }
}

impl fmt::Debug for StoredPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredPassword")
            .field("cost", &self.cost)
            .field("pepper", &self.pepper)
            .finish_non_exhaustive()
    }
}

/// The parameter that names the version of a pepper, with the comma before it.
pub(super) fn key_id(version: u8) -> String {
    format!(",keyid={}", STANDARD_NO_PAD.encode([version]))
}

fn parse_parameters(text: &str) -> Result<(PasswordCost, Option<u8>), StoredPasswordError> {
    let mut parts = text.split(',');
    let mut number = |name: &str| {
        let digits = parts.next().and_then(|part| part.strip_prefix(name));
        digits.and_then(|digits| digits.parse().ok()).ok_or(StoredPasswordError)
    };
    let cost = PasswordCost {
        memory_kib: number("m=")?,
        passes: number("t=")?,
        lanes: number("p=")?,
    };
    let pepper = match parts.next() {
        None => None,
        Some(part) => {
            let [version] = bytes(part.strip_prefix("keyid="))?;
            Some(version)
        }
    };
    match parts.next() {
        Some(_) => Err(StoredPasswordError),
        None => Ok((cost, pepper)),
    }
}

fn bytes<const N: usize>(text: Option<&str>) -> Result<[u8; N], StoredPasswordError> {
    let decoded = text
        .and_then(|text| STANDARD_NO_PAD.decode(text).ok())
        .ok_or(StoredPasswordError)?;
    decoded.try_into().map_err(|_| StoredPasswordError)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> StoredPassword {
        StoredPassword {
            cost: PasswordCost::STANDARD,
            pepper: Some(3),
            salt: [7; SALT_BYTES],
            hash: [9; HASH_BYTES],
        }
    }

    #[test]
    fn the_text_form_comes_back_unchanged() {
        let text = sample().to_string();
        assert!(text.starts_with("$argon2id$v=19$m=19456,t=2,p=1,keyid=Aw$"), "{text}");
        assert_eq!(StoredPassword::parse(&text), Ok(sample()));
    }

    #[test]
    fn a_value_without_pepper_can_still_be_read() {
        let plain = StoredPassword {
            pepper: None,
            ..sample()
        };
        assert_eq!(StoredPassword::parse(&plain.to_string()), Ok(plain.clone()));
        assert_eq!(plain.to_string(), sample().to_string().replace(",keyid=Aw", ""));
    }

    #[test]
    fn anything_else_is_refused() {
        let good = sample().to_string();
        let bad = [
            String::new(),
            "plain text".to_owned(),
            good.replace("argon2id", "argon2i"),
            good.replace("v=19", "v=16"),
            good.replace("m=19456", "m=lots"),
            good.replace(",p=1", ""),
            good.replace(",p=1", ",p=1,x=2"),
            good.replace("keyid=Aw", "keyid="),
            good.replace("keyid=Aw", "keyid=AwAw"),
            good.replace("keyid=Aw", "keyid=Aw,data=Aw"),
            format!("{good}$more"),
            good[..good.len() - 4].to_owned(),
        ];
        for text in bad {
            assert_eq!(StoredPassword::parse(&text), Err(StoredPasswordError), "{text}");
        }
    }

    #[test]
    fn debug_shows_neither_salt_nor_hash() {
        let shown = format!("{:?}", sample());
        assert!(!shown.contains('7') && !shown.contains("[9"), "{shown}");
    }
}
