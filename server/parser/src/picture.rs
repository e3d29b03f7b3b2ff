//! Files that are one picture.

use std::io::{BufRead, Seek};

use domain::file::FileProblem;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};

use crate::{Document, preview};

/// The most memory for the pixels of a picture: a phone's 48 megapixels take half of it.
const PIXEL_BYTES: u64 = 256 * 1024 * 1024;
/// The most pixels on one side.
const SIDE: u32 = 30_000;

/// A document of one page.
pub(crate) fn one_page(image: DynamicImage) -> Result<Document, FileProblem> {
    let preview = preview::encode(image).ok_or(FileProblem::Unreadable)?;
    Ok(Document {
        pages: 1,
        previews: Box::new(std::iter::once(preview)),
        text: Box::new(std::iter::empty()),
    })
}

/// The pixels, the right way up: cameras write down how they were held.
pub(crate) fn decode(bytes: impl BufRead + Seek, format: ImageFormat) -> Result<DynamicImage, FileProblem> {
    let mut reader = ImageReader::with_format(bytes, format);
    reader.limits(limits());
    let decoded = reader.into_decoder().and_then(|mut decoder| {
        limits().reserve(decoder.total_bytes())?;
        let orientation = decoder.orientation()?;
        let mut image = DynamicImage::from_decoder(decoder)?;
        image.apply_orientation(orientation);
        Ok(image)
    });
    decoded.map_err(|_| FileProblem::Unreadable)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    limits.max_alloc = Some(PIXEL_BYTES);
    limits
}
