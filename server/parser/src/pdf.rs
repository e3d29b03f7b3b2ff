//! PDF: whether it is whole, opens without a password, runs nothing, and has pages.

use std::rc::Rc;

use domain::file::FileProblem;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::object::dict::Dict;
use hayro::hayro_syntax::object::{MaybeRef, Name, Object};
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use image::{DynamicImage, RgbImage};

use crate::{Document, Png, preview, text};

/// What ends a PDF.
const END: &[u8] = b"%%EOF";
/// How far before the end of the file that may stand: fax servers fill up with blanks.
const TAIL: usize = 1_024;
/// How deep dictionaries may lie within each other.
const DEEPEST: u32 = 64;

pub(crate) fn look(bytes: Vec<u8>) -> Result<Document, FileProblem> {
    if !is_whole(&bytes) {
        return Err(FileProblem::Unreadable);
    }
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => FileProblem::PasswordProtected,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => FileProblem::Unreadable,
    })?;
    for object in pdf.objects() {
        runs(&object, 0)?;
    }
    let pages = pdf.pages().len();
    if pages == 0 {
        return Err(FileProblem::Unreadable);
    }
    let pdf = Rc::new(pdf);
    Ok(Document {
        pages: u32::try_from(pages).map_err(|_| FileProblem::Unreadable)?,
        text: Box::new((0..pages).map_while({
            let pdf = Rc::clone(&pdf);
            move |page| text::of_page(&pdf, page)
        })),
        previews: Box::new((0..pages).map_while(move |page| image_of(&pdf, page))),
    })
}

fn is_whole(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    tail.windows(END.len()).any(|place| place == END)
}

/// Looks for what a viewer would run: scripts, and calls of programs. References are not followed, because what they point at
/// is looked at itself.
fn runs(object: &Object<'_>, depth: u32) -> Result<(), FileProblem> {
    if depth > DEEPEST {
        return Err(FileProblem::Unreadable);
    }
    match object {
        Object::Dict(dict) => runs_dict(dict, depth),
        Object::Stream(stream) => runs_dict(stream.dict(), depth),
        Object::Array(array) => {
            for item in array.raw_iter() {
                if let MaybeRef::NotRef(item) = item {
                    runs(&item, depth + 1)?;
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn runs_dict(dict: &Dict<'_>, depth: u32) -> Result<(), FileProblem> {
    let action = dict.get::<Name<'_>>("S");
    if dict.contains_key("JS") || action.is_some_and(|name| matches!(name.as_ref(), b"JavaScript" | b"Launch")) {
        return Err(FileProblem::HasProgram);
    }
    for (_, value) in dict.entries() {
        if let MaybeRef::NotRef(value) = value {
            runs(&value, depth + 1)?;
        }
    }
    Ok(())
}

/// What the page looks like on white paper; `None` for one without any extent.
fn image_of(pdf: &Pdf, page: usize) -> Option<Png> {
    let page = pdf.pages().get(page)?;
    let (width, height) = page.render_dimensions();
    let scale = preview::LONGER_SIDE as f32 / width.max(height);
    let has_extent = (width * scale) >= 1.0 && (height * scale) >= 1.0;
    if !has_extent {
        return None;
    }
    let pixels = PixmapSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
    };
    // Made anew for each page: what is kept in it of one page only takes memory from the next.
    let cache = RenderCache::new();
    let (settings, rendering) = (InterpreterSettings::default(), RenderSettings::default());
    let pixmap = hayro::render(page, &cache, &settings, &rendering, &pixels);
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let colours = pixmap
        .data_as_u8_slice()
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]);
    let image = RgbImage::from_raw(width, height, colours.collect())?;
    preview::encode(DynamicImage::ImageRgb8(image))
}
