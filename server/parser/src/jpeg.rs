//! JPEG: segments up to the end of the picture. Phones put more behind it; nobody looks at that.

use std::io::Cursor;

use domain::file::FileProblem;
use image::ImageFormat;

use crate::{Document, picture};

pub(crate) fn look(bytes: &[u8]) -> Result<Document, FileProblem> {
    if !is_whole(bytes) {
        return Err(FileProblem::Unreadable);
    }
    picture::one_page(picture::decode(Cursor::new(bytes), ImageFormat::Jpeg)?)
}

/// Whether the picture has an end: decoders make up what is missing, and half a page would look like a whole one.
fn is_whole(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let Some(at) = rest.windows(2).position(|pair| is_marker(pair[0], pair[1])) {
        let marker = rest[at + 1];
        rest = &rest[at + 2..];
        match marker {
            END => return true,
            _ if has_no_length(marker) => {}
            _ => {
                let Some((length, _)) = rest.split_first_chunk::<2>() else {
                    return false;
                };
                rest = rest.get(u16::from_be_bytes(*length) as usize..).unwrap_or_default();
            }
        }
    }
    false
}

const END: u8 = 0xd9;

/// In the data of a picture 0xff is followed by 0; between segments it may be repeated.
const fn is_marker(first: u8, second: u8) -> bool {
    first == 0xff && second != 0 && second != 0xff
}

/// The start of a picture, restarts within its data, and one that is for private use.
const fn has_no_length(marker: u8) -> bool {
    matches!(marker, 0x01 | 0xd0..=0xd8)
}

#[cfg(test)]
mod tests {
    use super::is_whole;

    #[test]
    fn the_end_of_an_embedded_thumbnail_is_not_the_end_of_the_picture() {
        let segment = b"\xff\xe1\0\x06\xff\xd8\xff\xd9".as_slice();
        let scan = b"\xff\xda\0\x02\x01\xff\0\x02\xff\xd0\x03".as_slice();
        let start = b"\xff\xd8".as_slice();
        let whole = [start, segment, scan, b"\xff\xd9"].concat();
        assert!(is_whole(&whole));
        assert!(is_whole(&[&whole, b"more".as_slice()].concat()));
        for length in 0..whole.len() {
            assert!(!is_whole(&whole[..length]), "{length}");
        }
        assert!(!is_whole(
            &[start, b"\xff\xe1\xff\xff".as_slice(), b"\xff\xd9"].concat()
        ));
    }
}
