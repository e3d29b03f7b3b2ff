//! What the server says to bytes of a file, and what is to be made of it.

use domain::file::FileState;

use crate::request::json::Json;
use crate::{copy, paths};

/// So many times in a row a line may break without a byte more being there.
const PATIENCE: u32 = 20;
/// So many times it is asked whether the scanner is back.
const PATIENCE_WITH_SCANNER: u32 = 10;

/// What the server says of a file.
pub struct Progress {
    pub id: String,
    pub state: FileState,
    pub offset: u64,
}

impl Progress {
    pub fn of(said: &Json) -> Option<Self> {
        Some(Self {
            id: said.text("id")?,
            state: FileState::parse(&said.text("state")?)?,
            offset: said.number("offset")?.try_into().ok()?,
        })
    }
}

/// What the server said to some bytes.
pub enum Answered {
    /// How far the file is.
    At(Progress),
    /// All of it is there, and cannot be scanned now.
    NotScanned,
    /// Nothing: the line broke.
    Nothing,
}

impl Answered {
    pub fn read(status: u16, text: &str) -> Self {
        let Some(said) = Json::read(text) else {
            return Self::Nothing;
        };
        let is_not_scanned = said.text("reason").is_some_and(|reason| reason == paths::NOT_SCANNED);
        match status {
            // A conflict says from where to go on.
            200 | 409 => Progress::of(&said).map_or(Self::Nothing, Self::At),
            503 if is_not_scanned => Self::NotScanned,
            _ => Self::Nothing,
        }
    }

    /// What is said of the file when it comes to no more.
    pub fn words(&self) -> &'static str {
        match self {
            Self::NotScanned => copy::FILE_NOT_SCANNED,
            Self::At(_) | Self::Nothing => copy::FILE_NOT_SENT,
        }
    }

    /// How often it is tried again.
    pub fn patience(&self) -> u32 {
        match self {
            Self::NotScanned => PATIENCE_WITH_SCANNER,
            Self::At(_) | Self::Nothing => PATIENCE,
        }
    }
}
