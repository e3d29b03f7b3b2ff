//! Small files that want to become large ones.

use super::{Expected, Sample, UNREADABLE};
use crate::files::samples::{Pdf, bomb, chunk, directory, ihdr, jpeg_of, png_of, zeros, zlib};

pub fn all() -> Vec<Sample> {
    [pictures(), pdfs()].into_iter().flatten().collect()
}

fn pictures() -> Vec<Sample> {
    let data = chunk(b"IDAT", &zeros(64));
    let text = |name: &[u8; 4]| chunk(name, &[b"note\0\0".to_vec(), bomb()].concat());
    let small = chunk(b"IDAT", &zlib(&[0, 1, 0, 1]));
    let profile = chunk(b"iCCP", &[b"icc\0\0".to_vec(), bomb()].concat());
    let frames: Vec<Vec<u8>> = (0..5_000_u32)
        .map(|n| chunk(b"fcTL", &[&n.to_be_bytes()[..], &[0; 22]].concat()))
        .collect();
    let head = b"II*\0\x08\0\0\0".to_vec();
    let wide = |compression, strip| {
        let entries = [
            (256, 100_000),
            (257, 100_000),
            (258, 8),
            (259, compression),
            (262, 1),
            (273, 8),
            (278, 100_000),
            (279, strip),
        ];
        [head.clone(), directory(&entries, 0)].concat()
    };
    let png = |what: &str, chunks: &[Vec<u8>], expected| {
        Sample::new(format!("png {what}"), "x.png", png_of(chunks), expected)
    };
    vec![
        png(
            "of 2³¹ by 2³¹ pixels",
            &[ihdr(0x7fff_ffff, 0x7fff_ffff, 8), data.clone()],
            UNREADABLE,
        ),
        png(
            "of 30,000 by 30,000 pixels",
            &[ihdr(30_000, 30_000, 8), data.clone()],
            UNREADABLE,
        ),
        png(
            "of 16,000 by 16,000 deep pixels",
            &[ihdr(16_000, 16_000, 16), data.clone()],
            UNREADABLE,
        ),
        png(
            "a million pixels wide",
            &[ihdr(1_000_000, 1, 8), data.clone()],
            UNREADABLE,
        ),
        png(
            "a pixel wide",
            &[ihdr(1, 30_000, 8), chunk(b"IDAT", &zlib(&[0; 60_000]))],
            Expected::Received,
        ),
        png(
            "with more data than pixels",
            &[ihdr(2, 2, 8), chunk(b"IDAT", &bomb())],
            Expected::Either,
        ),
        png(
            "with a text of 700 MB",
            &[ihdr(1, 2, 8), text(b"zTXt"), small.clone()],
            Expected::Either,
        ),
        png(
            "with a profile of 700 MB",
            &[ihdr(1, 2, 8), profile, small.clone()],
            Expected::Either,
        ),
        png(
            "with 5,000 frames",
            &[ihdr(1, 2, 8), frames.concat(), small],
            Expected::Either,
        ),
        Sample::new(
            "jpg of 65,535 by 65,535 pixels",
            "x.jpg",
            jpeg_of(65_535, 65_535, b"\xff\xd9"),
            UNREADABLE,
        ),
        Sample::new("tif of 100,000 by 100,000 pixels", "x.tif", wide(1, 16), UNREADABLE),
        Sample::new("tif that packs them", "x.tif", wide(32_773, 16), UNREADABLE),
        Sample::new("tif that deflates them", "x.tif", wide(8, 16), UNREADABLE),
    ]
}

fn pdfs() -> Vec<Sample> {
    let page = |dictionary: &str, content: &[u8]| {
        let mut file = Pdf::new();
        file.object("<< /Type /Catalog /Pages 2 0 R >>");
        file.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        file.object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>");
        file.stream(dictionary, content);
        file.end("")
    };
    let picture = |size: u32, filter: &str, data: &[u8]| {
        let mut file = Pdf::new();
        file.object("<< /Type /Catalog /Pages 2 0 R >>");
        file.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        file.object(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>",
        );
        file.stream("", b"200 0 0 200 0 0 cm /I Do");
        file.stream(
            &format!(
                "/Type /XObject /Subtype /Image /Width {size} /Height {size} /ColorSpace /DeviceRGB /BitsPerComponent 8 {filter}"
            ),
            data,
        );
        file.end("")
    };
    let objects = {
        let mut file = Pdf::new();
        file.object("<< /Type /Catalog /Pages 2 0 R >>");
        file.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        file.object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>");
        file.stream("/Type /ObjStm /N 1000000 /First 8 /Filter /FlateDecode", &bomb());
        file.end("")
    };
    let flate = "/Filter /FlateDecode";
    let pdf = |what: &str, bytes| Sample::new(format!("pdf {what}"), "x.pdf", bytes, Expected::Either);
    vec![
        pdf("with 700 MB on its page", page(flate, &bomb())),
        pdf(
            "with 700 MB in two layers",
            page("/Filter [/FlateDecode /FlateDecode]", &zlib(&bomb())),
        ),
        pdf(
            "with 700 MB in three layers",
            page(
                "/Filter [/FlateDecode /FlateDecode /FlateDecode]",
                &zlib(&zlib(&bomb())),
            ),
        ),
        pdf(
            "with 1,000 filters",
            page(&format!("/Filter [{}]", "/ASCIIHexDecode ".repeat(1_000)), b"00>"),
        ),
        pdf(
            "with runs of 1 GB",
            page("/Filter /RunLengthDecode", &[0x81, 0x20].repeat(2_000_000)),
        ),
        pdf(
            "with a picture of 100,000 by 100,000",
            picture(100_000, flate, &zeros(10)),
        ),
        pdf("with a picture of 2³¹ by 2³¹", picture(0x7fff_ffff, flate, &zeros(1))),
        pdf("with a picture of 700 MB", picture(15_000, flate, &bomb())),
        pdf(
            "with a fax of 100,000 by 100,000",
            picture(100_000, "/Filter /CCITTFaxDecode", &[0; 1_000]),
        ),
        pdf(
            "with a JPEG that is none",
            picture(1_000, "/Filter /DCTDecode", &[0; 1_000]),
        ),
        pdf(
            "with a JPEG 2000 that is none",
            picture(1_000, "/Filter /JPXDecode", &[0xff; 1_000]),
        ),
        pdf(
            "with a JBIG2 that is none",
            picture(1_000, "/Filter /JBIG2Decode", &[0xff; 1_000]),
        ),
        pdf("with objects of 700 MB", objects),
    ]
}
