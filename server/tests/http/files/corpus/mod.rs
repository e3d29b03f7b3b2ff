//! Two hundred and more files as nobody should send them, made the same way each time.

mod bombs;
mod broken;
mod names;
mod pdfs;

use domain::file::FileProblem;

/// A file, and what may become of it.
#[derive(Clone)]
pub struct Sample {
    /// What is wrong with it.
    pub what: String,
    /// What it is called.
    pub name: String,
    pub bytes: Vec<u8>,
    pub expected: Expected,
}

/// What may become of a file.
#[derive(Clone, Debug)]
pub enum Expected {
    /// It is harmless, however odd.
    Received,
    /// It is refused for one of these reasons.
    Refused(&'static [FileProblem]),
    /// Whatever is said of it, as long as somebody says something.
    Either,
}

/// It is broken.
pub const UNREADABLE: Expected = Expected::Refused(&[FileProblem::Unreadable]);

impl Sample {
    pub fn new(what: impl Into<String>, name: &str, bytes: Vec<u8>, expected: Expected) -> Self {
        Self {
            what: what.into(),
            name: name.to_owned(),
            bytes,
            expected,
        }
    }
}

/// All of them.
pub fn all() -> Vec<Sample> {
    [names::all(), broken::all(), bombs::all(), pdfs::all()]
        .into_iter()
        .flatten()
        .collect()
}

/// Numbers that look random and are the same each time.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}
