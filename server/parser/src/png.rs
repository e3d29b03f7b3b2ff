//! PNG: chunks from the first to the last, and nothing behind it.

use std::io::Cursor;

use domain::file::FileProblem;
use image::ImageFormat;

use crate::{Document, picture};

/// Length of the signature.
const SIGNATURE: usize = 8;
/// Length, name and checksum of a chunk.
const FRAME: usize = 12;

pub(crate) fn look(bytes: &[u8]) -> Result<Document, FileProblem> {
    if !is_whole(bytes) {
        return Err(FileProblem::Unreadable);
    }
    picture::one_page(picture::decode(Cursor::new(bytes), ImageFormat::Png)?)
}

/// Whether the chunks lead to the end of the file.
fn is_whole(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(SIGNATURE..).unwrap_or_default();
    loop {
        let Some((head, _)) = rest.split_first_chunk::<4>() else {
            return false;
        };
        let length = u32::from_be_bytes(*head) as usize;
        let Some(chunk) = rest.get(..FRAME.saturating_add(length)) else {
            return false;
        };
        rest = &rest[chunk.len()..];
        if &chunk[4..8] == b"IEND" {
            return rest.is_empty();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_whole;

    const END: &[u8] = b"\0\0\0\0IEND\xae\x42\x60\x82";

    fn png(chunks: &[&[u8]]) -> Vec<u8> {
        [&[b"\x89PNG\r\n\x1a\n".as_slice()], chunks].concat().concat()
    }

    #[test]
    fn the_last_chunk_is_the_end_of_the_file() {
        let text = b"\0\0\0\x03tEXta=b\0\0\0\0".as_slice();
        assert!(is_whole(&png(&[text, END])));
        for broken in [
            png(&[]),
            png(&[text]),
            png(&[END, b"PK"]),
            png(&[b"\xff\xff\xff\xfftEXt"]),
            png(&[&END[..11]]),
        ] {
            assert!(!is_whole(&broken), "{broken:?}");
        }
    }
}
