//! What is written on a page of a PDF, as far as its fonts tell which letters they draw; also what a scanner's program wrote
//! invisibly over the picture.

use hayro::hayro_interpret::font::{Glyph, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::BfString;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt as _, interpret_page,
};
use hayro::hayro_syntax::Pdf;
use hayro::kurbo::{Affine, BezPath, Point, Rect, Vec2};

/// Units of a font's em.
const EM: f64 = 1_000.0;
/// A letter that lies so many ems beside the line of the one before begins another line.
const NEXT_LINE: f64 = 0.4;
/// One that lies so many ems before it, too.
const BACK: f64 = -1.0;
/// So many ems of nothing between two letters are a blank.
const BLANK: f64 = 0.15;
/// Bytes of text of one page; what comes after is left out.
const MOST: usize = 64 * 1024;

/// The letters of a page, in the order in which they are drawn, with blanks and line breaks where they lie apart.
pub(crate) fn of_page(pdf: &Pdf, page: usize) -> Option<String> {
    let page = pdf.pages().get(page)?;
    let (width, height) = page.render_dimensions();
    let target = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let cache = InterpreterCache::new();
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, target, &cache, page.xref(), InterpreterSettings::default());
    let mut words = Words::default();
    interpret_page(page, &mut context, &mut words);
    Some(words.text)
}

/// Draws nothing, and writes down the letters.
#[derive(Default)]
struct Words {
    text: String,
    /// Where the next letter would stand, were there nothing between.
    end: Option<Point>,
}

impl Words {
    fn letter(&mut self, glyph: &Glyph<'_>, to_page: Affine) {
        let start = to_page * Point::ORIGIN;
        let em = to_page * Point::new(EM, 0.0) - start;
        if let Some(end) = self.end {
            self.part(start - end, em);
        }
        let advance = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width(),
            Glyph::Type3(glyph) => glyph.advance_width(),
        };
        self.end = Some(to_page * Point::new(advance.map_or(EM / 2.0, f64::from), 0.0));
        match glyph.as_unicode() {
            Some(BfString::Char(letter)) => self.push(letter),
            Some(BfString::String(letters)) => letters.chars().for_each(|letter| self.push(letter)),
            None => {}
        }
    }

    fn push(&mut self, letter: char) {
        if !letter.is_control() && self.text.len() < MOST {
            self.text.push(letter);
        }
    }

    /// Writes what lies between two letters that are `apart`.
    fn part(&mut self, apart: Vec2, em: Vec2) {
        let size = em.hypot();
        // Letters without any extent.
        if !size.is_normal() {
            return;
        }
        let along = apart.dot(em) / (size * size);
        let beside = apart.cross(em).abs() / (size * size);
        let gap = if beside > NEXT_LINE || along < BACK {
            '\n'
        } else if along > BLANK {
            ' '
        } else {
            return;
        };
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(gap);
        }
    }
}

impl<'a> Device<'a> for Words {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        // Letters with an edge are drawn twice, and the edge is the second.
        if matches!(mode, DrawMode::Stroke(_)) {
            return;
        }
        for glyph in run.glyphs() {
            self.letter(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
