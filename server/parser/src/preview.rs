//! From pixels to the image of a page.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat};

use crate::Png;

/// The longer side of a page image: what is written on a letter page can be read.
pub(crate) const LONGER_SIDE: u32 = 1_500;

/// The image of a page, shrunk where it is larger, in grey where it has no colour. `None` where it cannot be encoded.
pub(crate) fn encode(image: DynamicImage) -> Option<Png> {
    let small = if image.width().max(image.height()) > LONGER_SIDE {
        image.thumbnail(LONGER_SIDE, LONGER_SIDE)
    } else {
        image
    };
    let colours = small.into_rgb8();
    let is_grey = colours
        .pixels()
        .all(|pixel| pixel.0[0] == pixel.0[1] && pixel.0[1] == pixel.0[2]);
    let plain = if is_grey {
        DynamicImage::ImageLuma8(DynamicImage::ImageRgb8(colours).into_luma8())
    } else {
        DynamicImage::ImageRgb8(colours)
    };
    let mut out = Cursor::new(Vec::new());
    plain.write_to(&mut out, ImageFormat::Png).ok()?;
    Some(out.into_inner())
}
