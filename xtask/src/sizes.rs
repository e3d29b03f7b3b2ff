//! How many bytes a person downloads, and how many are allowed: a budget that is not watched is gone within months.

use std::{
    collections::BTreeMap,
    fmt::{self, Display},
    iter::Sum,
};

use serde::{Deserialize, Serialize};

use crate::{
    compress::{Asset, Encoding},
    css::{PUBLIC, ROOMS, WORK},
    wasm::{Chunks, SPLITS},
};

/// What the dashboard may cost on a first visit, in bytes after brotli: glue, program and the style sheets that it needs
/// (ADR 0011).
pub const DASHBOARD: usize = 220_000;
/// What a chunk of lazy pages may add when somebody first goes to one of them, with all the files it needs: most of that is
/// common to several, and fetched once.
pub const CHUNK: usize = 250_000;
/// What the sign-in page may cost, in bytes after brotli: its HTML and its style sheets.
pub const SIGN_IN: usize = 20_000;

/// One file's size in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    pub raw: usize,
    /// As sent to a browser that takes brotli; the raw size where there is no smaller sibling.
    pub brotli: usize,
}

impl Sum for Size {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        sizes.fold(Self::default(), |all, size| Self {
            raw: all.raw + size.raw,
            brotli: all.brotli + size.brotli,
        })
    }
}

/// The sizes of what each visitor loads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sizes {
    pub glue: Size,
    pub program: Size,
    /// What every page needs.
    pub styles: Size,
    /// What every signed-in page needs beside it.
    #[serde(default)]
    pub rooms: Size,
    /// What signed-in pages other than the dashboard need beside both.
    #[serde(default)]
    pub work: Size,
    /// What public pages need beside it.
    #[serde(default)]
    pub public: Size,
    /// What each chunk of lazy pages adds, by name.
    pub chunks: BTreeMap<String, Size>,
}

impl Sizes {
    /// Reads the sizes off the finished files.
    pub fn of(assets: &[Asset], name: &str, chunks: &Chunks) -> Self {
        let length = |path: &str| {
            assets
                .iter()
                .find(|asset| asset.path.ends_with(path))
                .map(|asset| asset.bytes.len())
        };
        let size = |file: String| {
            let raw = length(&format!("/{file}")).unwrap_or(0);
            Size {
                raw,
                brotli: length(&format!("/{file}{}", Encoding::Brotli.suffix())).unwrap_or(raw),
            }
        };
        let all = |files: &[String]| files.iter().cloned().map(size).sum();
        Self {
            glue: all(&[format!("{name}.js"), SPLITS.to_owned()]),
            program: size(format!("{name}_bg.wasm")),
            styles: size(format!("{name}.css")),
            rooms: size(ROOMS.to_owned()),
            work: size(WORK.to_owned()),
            public: size(PUBLIC.to_owned()),
            chunks: chunks
                .iter()
                .map(|(chunk, files)| (chunk.clone(), all(files)))
                .collect(),
        }
    }

    /// Bytes of a first visit to the dashboard, its HTML and fonts apart.
    pub fn dashboard(&self) -> usize {
        self.glue.brotli + self.program.brotli + self.styles.brotli + self.rooms.brotli
    }

    /// What is over the budget, in words; `sign_in_html` where the page was measured.
    pub fn over_budget(&self, sign_in_html: Option<usize>) -> Vec<String> {
        let sign_in = self.styles.brotli + self.public.brotli + sign_in_html.unwrap_or(0);
        let rows = [
            ("dashboard", self.dashboard(), DASHBOARD),
            ("sign-in page", sign_in, SIGN_IN),
        ];
        let chunks = self
            .chunks
            .iter()
            .map(|(name, size)| (name.as_str(), size.brotli, CHUNK));
        let rows = rows.into_iter().chain(chunks);
        let over = rows.filter(|(_, size, budget)| size > budget);
        over.map(|(name, size, budget)| format!("{name}: {} of {} allowed", kilo(size), kilo(budget)))
            .collect()
    }
}

impl Display for Sizes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = [
            ("program", self.program),
            ("glue", self.glue),
            ("styles", self.styles),
            ("rooms", self.rooms),
            ("work", self.work),
            ("public", self.public),
        ];
        for (name, size) in rows {
            write!(formatter, "{name} {} ({} brotli), ", kilo(size.raw), kilo(size.brotli))?;
        }
        write!(formatter, "in all {} of {}", kilo(self.dashboard()), kilo(DASHBOARD))?;
        for (name, size) in &self.chunks {
            write!(formatter, ", {name} +{}", kilo(size.brotli))?;
        }
        Ok(())
    }
}

/// Bytes as kilobytes of 1,000.
fn kilo(bytes: usize) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asset(path: &str, length: usize) -> Asset {
        Asset {
            path: path.into(),
            bytes: vec![0; length],
        }
    }

    #[test]
    fn sizes_come_from_the_files_and_their_brotli_siblings() {
        let files = [
            asset("pkg/1/portico_bg.wasm", 900_000),
            asset("pkg/1/portico_bg.wasm.br", 180_000),
            asset("pkg/1/portico.js", 20_000),
            asset("pkg/1/portico.css", 3_000),
            asset("pkg/1/portico.css.gz", 10),
            asset("pkg/1/__wasm_split.js", 1_000),
            asset("pkg/1/split_review.wasm", 70_000),
            asset("pkg/1/split_review.wasm.br", 30_000),
            asset("pkg/1/chunk_3.wasm", 5_000),
        ];
        let needed = ["chunk_3.wasm", "split_review.wasm"].map(str::to_owned).to_vec();
        let chunks = Chunks::from([("review".to_owned(), needed)]);
        let sizes = Sizes::of(&files, "portico", &chunks);
        assert_eq!(
            sizes.program,
            Size {
                raw: 900_000,
                brotli: 180_000
            }
        );
        assert_eq!(sizes.dashboard(), 204_000, "without the chunks");
        assert_eq!(sizes.chunks["review"].brotli, 35_000, "with all it needs");
        assert_eq!(sizes.over_budget(None), Vec::<String>::new());
    }

    #[test]
    fn what_is_over_the_budget_is_named_with_both_numbers() {
        let program = Size {
            raw: 0,
            brotli: 255_450,
        };
        let sizes = Sizes {
            program,
            chunks: BTreeMap::from([(
                "review".to_owned(),
                Size {
                    raw: 0,
                    brotli: 280_100,
                },
            )]),
            ..Sizes::default()
        };
        assert_eq!(
            sizes.over_budget(Some(20_100)),
            [
                "dashboard: 255.4 kB of 220.0 kB allowed",
                "sign-in page: 20.1 kB of 20.0 kB allowed",
                "review: 280.1 kB of 250.0 kB allowed"
            ]
        );
    }
}
