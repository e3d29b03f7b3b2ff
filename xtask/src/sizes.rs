//! How many bytes a person downloads, and how many are allowed: a budget that is not watched is gone within months.

use std::fmt::{self, Display};

use serde::{Deserialize, Serialize};

use crate::compress::{Asset, Encoding};

/// What the dashboard is to cost on a first visit, in bytes after brotli: glue, program and style sheet. The goal, reached
/// when each feature is a chunk of its own.
pub const DASHBOARD: usize = 220_000;
/// What the client may cost as long as it is one file with every page in it, in bytes after brotli. It may be lowered; it
/// was raised twice: for the warning before a session ends, and for the practice switcher.
pub const WHOLE_CLIENT: usize = 378_000;
/// What the sign-in page may cost, in bytes after brotli: its HTML and the style sheet.
pub const SIGN_IN: usize = 20_000;

/// One file's size in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    pub raw: usize,
    /// As sent to a browser that takes brotli; the raw size where there is no smaller sibling.
    pub brotli: usize,
}

/// The sizes of what each visitor loads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sizes {
    pub glue: Size,
    pub program: Size,
    pub styles: Size,
}

impl Sizes {
    /// Reads the sizes off the finished files.
    pub fn of(assets: &[Asset], name: &str) -> Self {
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
        Self {
            glue: size(format!("{name}.js")),
            program: size(format!("{name}_bg.wasm")),
            styles: size(format!("{name}.css")),
        }
    }

    /// Bytes of a first visit to the dashboard, its HTML and fonts apart.
    pub fn dashboard(&self) -> usize {
        self.glue.brotli + self.program.brotli + self.styles.brotli
    }

    /// What is over the budget, in words; `sign_in_html` where the page was measured.
    pub fn over_budget(&self, sign_in_html: Option<usize>) -> Vec<String> {
        let sign_in = self.styles.brotli + sign_in_html.unwrap_or(0);
        let rows = [
            ("client", self.dashboard(), WHOLE_CLIENT),
            ("sign-in page", sign_in, SIGN_IN),
        ];
        let over = rows.into_iter().filter(|(_, size, budget)| size > budget);
        over.map(|(name, size, budget)| format!("{name}: {} of {} allowed", kilo(size), kilo(budget)))
            .collect()
    }
}

impl Display for Sizes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = [("program", self.program), ("glue", self.glue), ("styles", self.styles)];
        for (name, size) in rows {
            write!(formatter, "{name} {} ({} brotli), ", kilo(size.raw), kilo(size.brotli))?;
        }
        write!(
            formatter,
            "in all {} of {}, goal {}",
            kilo(self.dashboard()),
            kilo(WHOLE_CLIENT),
            kilo(DASHBOARD)
        )
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
        ];
        let sizes = Sizes::of(&files, "portico");
        assert_eq!(
            sizes.program,
            Size {
                raw: 900_000,
                brotli: 180_000
            }
        );
        assert_eq!(sizes.dashboard(), 203_000);
        assert_eq!(sizes.over_budget(None), Vec::<String>::new());
    }

    #[test]
    fn what_is_over_the_budget_is_named_with_both_numbers() {
        let program = Size {
            raw: 0,
            brotli: 378_450,
        };
        let sizes = Sizes {
            program,
            ..Sizes::default()
        };
        assert_eq!(
            sizes.over_budget(Some(20_100)),
            [
                "client: 378.4 kB of 378.0 kB allowed",
                "sign-in page: 20.1 kB of 20.0 kB allowed"
            ]
        );
    }
}
