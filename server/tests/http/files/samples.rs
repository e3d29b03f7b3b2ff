//! Documents made by hand: good ones, and the parts from which bad ones are made.

use std::io::Write as _;

use flate2::{Compression, write::ZlibEncoder};

/// A PDF with so many pages, each of which says its number.
pub fn pdf_of(pages: usize) -> Vec<u8> {
    let mut file = Pdf::new();
    let kids: Vec<String> = (0..pages).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    file.object("<< /Type /Catalog /Pages 2 0 R >>");
    file.object(&format!("<< /Type /Pages /Kids [{}] /Count {pages} >>", kids.join(" ")));
    file.object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    for page in 0..pages {
        let content = format!("BT /F1 36 Tf 72 700 Td (Page {} of {pages}) Tj ET", page + 1);
        file.object(&format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + 2 * page
        ));
        file.stream("", content.as_bytes());
    }
    file.end("")
}

/// One page and a long comment, so many bytes in all.
pub fn pdf_of_size(length: usize) -> Vec<u8> {
    let plain = padded(0).len();
    padded(length - plain)
}

fn padded(padding: usize) -> Vec<u8> {
    let mut file = Pdf::new();
    file.object("<< /Type /Catalog /Pages 2 0 R >>");
    file.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    file.object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>");
    file.bytes.push(b'%');
    file.bytes.extend(vec![b'x'; padding]);
    file.bytes.push(b'\n');
    let place = file.bytes.len().to_string().len();
    let mut bytes = file.end("");
    // However many digits the place of the table has.
    bytes.extend(vec![b'\n'; 9 - place]);
    bytes
}

/// One page, with more in its catalog, in the page, and further objects from number 5 on.
pub fn pdf_with(catalog: &str, page: &str, content: &[u8], objects: &[&str]) -> Vec<u8> {
    let mut file = Pdf::new();
    file.object(&format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>"));
    file.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    file.object(&format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R {page} >>"
    ));
    file.stream("", content);
    for object in objects {
        file.object(object);
    }
    file.end("")
}

/// A PDF under construction.
pub struct Pdf {
    bytes: Vec<u8>,
    places: Vec<usize>,
}

impl Pdf {
    pub fn new() -> Self {
        Self {
            bytes: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(),
            places: Vec::new(),
        }
    }

    /// Adds an object; they are numbered from 1.
    pub fn object(&mut self, text: &str) {
        self.raw_object(text.as_bytes());
    }

    pub fn raw_object(&mut self, object: &[u8]) {
        self.places.push(self.bytes.len());
        writeln!(self.bytes, "{} 0 obj", self.places.len()).unwrap();
        self.bytes.extend(object);
        self.bytes.extend(b"\nendobj\n");
    }

    /// Adds a stream with more in its dictionary.
    pub fn stream(&mut self, dictionary: &str, content: &[u8]) {
        let head = format!("<< /Length {} {dictionary} >>\nstream\n", content.len());
        self.raw_object(&[head.as_bytes(), content, b"\nendstream"].concat());
    }

    /// The table of objects and the trailer, with more in it.
    pub fn end(mut self, trailer: &str) -> Vec<u8> {
        let table = self.bytes.len();
        writeln!(self.bytes, "xref\n0 {}\n0000000000 65535 f ", self.places.len() + 1).unwrap();
        for place in &self.places {
            writeln!(self.bytes, "{place:010} 00000 n ").unwrap();
        }
        writeln!(
            self.bytes,
            "trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF",
            self.places.len() + 1
        )
        .unwrap();
        self.bytes
    }
}

/// Compressed as PDF and PNG have it.
pub fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// 700 MB of zeros, compressed; made once.
pub fn bomb() -> Vec<u8> {
    static BOMB: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    BOMB.get_or_init(|| zeros(700)).clone()
}

/// So many megabytes of zeros, compressed.
pub fn zeros(megabytes: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![0; 1024 * 1024];
    for _ in 0..megabytes {
        encoder.write_all(&zeros).unwrap();
    }
    encoder.finish().unwrap()
}

/// A grey PNG of this size.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let row = [vec![0], vec![0x80; width as usize]].concat();
    png_of(&[
        ihdr(width, height, 8),
        chunk(b"IDAT", &zlib(&row.repeat(height as usize))),
    ])
}

/// The signature, these chunks, and the end.
pub fn png_of(chunks: &[Vec<u8>]) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat(), chunk(b"IEND", b"")].concat()
}

pub fn ihdr(width: u32, height: u32, depth: u8) -> Vec<u8> {
    let rest = [depth, 0, 0, 0, 0];
    chunk(
        b"IHDR",
        &[&width.to_be_bytes()[..], &height.to_be_bytes(), &rest].concat(),
    )
}

pub fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    let named = [&name[..], data].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&named);
    [&length[..], &named, &sum.sum().to_be_bytes()].concat()
}

/// A grey JPEG of eight by eight pixels.
pub fn jpeg() -> Vec<u8> {
    jpeg_of(8, 8, b"\xff\xd9")
}

/// A baseline JPEG with one grey component, a block of its data, and this behind it.
pub fn jpeg_of(width: u16, height: u16, end: &[u8]) -> Vec<u8> {
    let quantisation = [&b"\xff\xdb\0\x43\0"[..], &[16; 64]].concat();
    let size = [
        &b"\xff\xc0\0\x0b\x08"[..],
        &height.to_be_bytes(),
        &width.to_be_bytes(),
        b"\x01\x01\x11\0",
    ]
    .concat();
    // One code of one bit for each table: no difference, and the end of a block.
    let table = |class: u8| [&[0xff, 0xc4, 0, 20, class, 1][..], &[0; 15], &[0]].concat();
    let scan = b"\xff\xda\0\x08\x01\x01\0\0\x3f\0";
    [
        &b"\xff\xd8"[..],
        &quantisation,
        &size,
        &table(0),
        &table(0x10),
        scan,
        b"\x3f",
        end,
    ]
    .concat()
}

/// A grey TIFF with so many pages of eight by eight pixels.
pub fn tiff(pages: u32) -> Vec<u8> {
    let pixels = 64;
    let mut bytes = b"II*\0\x08\0\0\0".to_vec();
    for page in 0..pages {
        let start = u32::try_from(bytes.len()).unwrap();
        let length = 2 + 8 * 12 + 4;
        let next = if page + 1 == pages { 0 } else { start + length + pixels };
        let entries = [
            (256, 8),
            (257, 8),
            (258, 8),
            (259, 1),
            (262, 1),
            (273, start + length),
            (278, 8),
            (279, pixels),
        ];
        bytes.extend(directory(&entries, next));
        bytes.extend(vec![0x80; pixels as usize]);
    }
    bytes
}

/// A directory of numbers, and where the next one is.
pub fn directory(entries: &[(u16, u32)], next: u32) -> Vec<u8> {
    let mut bytes = u16::try_from(entries.len()).unwrap().to_le_bytes().to_vec();
    for (tag, value) in entries {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(4_u16.to_le_bytes());
        bytes.extend(1_u32.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    }
    bytes.extend(next.to_le_bytes());
    bytes
}
