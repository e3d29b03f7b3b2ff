//! TIFF: one or more pages, as scanners and fax machines write them.

use std::io::Cursor;

use domain::file::FileProblem;
use image::ImageFormat;
use tiff::decoder::Decoder;
use tiff::tags::IfdPointer;

use crate::{Document, picture, preview};

/// A file with more pages than this is no document.
const MOST_PAGES: usize = 2_000;

pub(crate) fn look(mut bytes: Vec<u8>) -> Result<Document, FileProblem> {
    let pages = pages(&bytes).ok_or(FileProblem::Unreadable)?;
    let count = u32::try_from(pages.len()).map_err(|_| FileProblem::Unreadable)?;
    let mut pages = pages.into_iter();
    // The first page has to be there; if a later one is broken, the images end before it.
    let first = pages.next().and_then(|page| image_of(&mut bytes, page));
    let first = first.ok_or(FileProblem::Unreadable)?;
    let others = pages.map_while(move |page| image_of(&mut bytes, page));
    Ok(Document {
        pages: count,
        previews: Box::new(std::iter::once(first).chain(others)),
        text: Box::new(std::iter::empty()),
    })
}

/// Where the directory of each page is. The decoder refuses a chain that leads back.
fn pages(bytes: &[u8]) -> Option<Vec<IfdPointer>> {
    let mut decoder = Decoder::new(Cursor::new(bytes)).ok()?;
    let mut pages = vec![decoder.ifd_pointer()?];
    while decoder.more_images() {
        decoder.next_image().ok()?;
        let page = decoder.ifd_pointer()?;
        if pages.len() == MOST_PAGES {
            return None;
        }
        pages.push(page);
    }
    Some(pages)
}

/// The decoder reads the first page of a file, so this page is made the first one: its place is written into the head.
fn image_of(bytes: &mut [u8], page: IfdPointer) -> Option<Vec<u8>> {
    let is_big_endian = bytes.starts_with(b"MM");
    let is_big_tiff = bytes.get(2..4)?.contains(&43);
    let place = page.0;
    if is_big_tiff {
        let place = if is_big_endian {
            place.to_be_bytes()
        } else {
            place.to_le_bytes()
        };
        bytes.get_mut(8..16)?.copy_from_slice(&place);
    } else {
        let place = u32::try_from(place).ok()?;
        let place = if is_big_endian {
            place.to_be_bytes()
        } else {
            place.to_le_bytes()
        };
        bytes.get_mut(4..8)?.copy_from_slice(&place);
    }
    let image = picture::decode(Cursor::new(&*bytes), ImageFormat::Tiff).ok()?;
    preview::encode(image)
}
