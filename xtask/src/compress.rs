//! Brotli and gzip beside each file, made once at build time with all the effort there is, on all cores.

use std::{
    io::{self, Write},
    num::NonZero,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use brotli::enc::{BrotliCompress, BrotliEncoderParams};
use flate2::{Compression, write::GzEncoder};

use crate::failure::{Context, Outcome};

/// What a compressed sibling is called after its file, and how it is negotiated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    pub const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// The suffix that file servers look for: `portico.css` has `portico.css.br` beside it.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }

    /// Compresses with the highest effort.
    ///
    /// # Errors
    /// None in practice: memory is the only device.
    pub fn compress(self, bytes: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Self::Brotli => {
                let params = BrotliEncoderParams {
                    quality: 11,
                    size_hint: bytes.len(),
                    ..Default::default()
                };
                let mut out = Vec::new();
                BrotliCompress(&mut &bytes[..], &mut out, &params)?;
                Ok(out)
            }
            Self::Gzip => {
                let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
                encoder.write_all(bytes)?;
                encoder.finish()
            }
        }
    }
}

/// A file of the site: its path below the site's root with `/`, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Makes the siblings of all files that get smaller, largest file first so that no core waits at the end.
///
/// # Errors
/// None in practice, see [`Encoding::compress`].
pub fn siblings(assets: &[Asset]) -> Outcome<Vec<Asset>> {
    let mut jobs: Vec<_> = assets
        .iter()
        .flat_map(|asset| Encoding::ALL.map(|encoding| (asset, encoding)))
        .collect();
    jobs.sort_by_key(|(asset, encoding)| (std::cmp::Reverse(asset.bytes.len()), encoding.suffix()));
    let next = AtomicUsize::new(0);
    let made = Mutex::new(Vec::new());
    let work = || {
        while let Some((asset, encoding)) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let sibling = sibling(asset, *encoding);
            made.lock().unwrap_or_else(PoisonError::into_inner).push(sibling);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
            scope.spawn(work);
        }
    });
    let made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut made = made
        .into_iter()
        .filter_map(Result::transpose)
        .collect::<Outcome<Vec<_>>>()?;
    made.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(made)
}

/// The compressed sibling, or nothing when it would not be smaller (fonts and pictures are compressed already).
fn sibling(asset: &Asset, encoding: Encoding) -> Outcome<Option<Asset>> {
    let bytes = encoding
        .compress(&asset.bytes)
        .context(|| format!("cannot compress {}", asset.path))?;
    let path = format!("{}{}", asset.path, encoding.suffix());
    Ok((bytes.len() < asset.bytes.len()).then_some(Asset { path, bytes }))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use std::io::Read;

    use super::*;

    fn asset(path: &str, bytes: Vec<u8>) -> Asset {
        Asset {
            path: path.into(),
            bytes,
        }
    }

    #[test]
    fn a_text_file_gets_both_siblings_under_the_names_that_servers_look_for() {
        let made = siblings(&[asset("pkg/1/portico.css", b"a{color:red}".repeat(50))]).unwrap();
        let paths: Vec<_> = made.iter().map(|asset| asset.path.as_str()).collect();
        assert_eq!(paths, ["pkg/1/portico.css.br", "pkg/1/portico.css.gz"]);
    }

    #[test]
    fn a_file_that_does_not_get_smaller_gets_none() {
        assert_eq!(siblings(&[asset("tiny.txt", b"a".to_vec())]).unwrap(), []);
    }

    #[test]
    fn what_was_compressed_comes_back_the_same() {
        let text = b"prior authorization ".repeat(100);
        let (mut from_brotli, mut from_gzip) = (Vec::new(), Vec::new());
        let packed = Encoding::Brotli.compress(&text).unwrap();
        brotli::BrotliDecompress(&mut &packed[..], &mut from_brotli).unwrap();
        let packed = Encoding::Gzip.compress(&text).unwrap();
        flate2::read::GzDecoder::new(&packed[..])
            .read_to_end(&mut from_gzip)
            .unwrap();
        assert_eq!((&from_brotli, &from_gzip), (&text, &text));
    }

    #[test]
    fn the_order_of_siblings_does_not_depend_on_the_threads() {
        let files: Vec<_> = (0..20)
            .map(|n| asset(&format!("{n:02}.txt"), b"abc ".repeat(30 + n)))
            .collect();
        assert_eq!(siblings(&files).unwrap(), siblings(&files).unwrap());
    }
}
