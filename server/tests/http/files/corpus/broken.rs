//! Files that were cut off, changed by chance, or continued.

use domain::file::{FileProblem, MAX_BYTES};

use super::{Dice, Expected, Sample, UNREADABLE};
use crate::files::samples::{chunk, directory, ihdr, jpeg, jpeg_of, pdf_of, pdf_of_size, png, png_of, tiff, zlib};

pub fn all() -> Vec<Sample> {
    [sizes(), cut_off(), changed(), continued(), pictures(), tiffs()]
        .into_iter()
        .flatten()
        .collect()
}

fn sizes() -> Vec<Sample> {
    let mut samples = Vec::new();
    for ending in ["pdf", "png", "jpg", "tif"] {
        let empty = Expected::Refused(&[FileProblem::Empty]);
        samples.push(Sample::new(
            format!("no byte: {ending}"),
            &format!("x.{ending}"),
            Vec::new(),
            empty,
        ));
        let mismatch = Expected::Refused(&[FileProblem::KindMismatch]);
        samples.push(Sample::new(
            format!("one byte: {ending}"),
            &format!("x.{ending}"),
            vec![0x25],
            mismatch,
        ));
    }
    let limit = usize::try_from(MAX_BYTES).unwrap();
    let too_large = Expected::Refused(&[FileProblem::TooLarge]);
    samples.push(Sample::new(
        "25 MiB and a byte",
        "x.pdf",
        pdf_of_size(limit + 1),
        too_large,
    ));
    samples.push(Sample::new("25 MiB", "x.pdf", pdf_of_size(limit), Expected::Received));
    samples.push(Sample::new("only a head", "x.pdf", b"%PDF-1.7\n".to_vec(), UNREADABLE));
    samples.push(Sample::new(
        "head and end",
        "x.pdf",
        b"%PDF-1.7\n%%EOF\n".to_vec(),
        UNREADABLE,
    ));
    samples
}

fn cut_off() -> Vec<Sample> {
    let good = [
        ("pdf", pdf_of(3)),
        ("png", png(40, 40)),
        ("jpg", jpeg()),
        ("tif", tiff(2)),
    ];
    let mut samples = Vec::new();
    for (ending, bytes) in good {
        for part in 1..10 {
            // Not within the few bytes by which its kind is known.
            let length = 8 + (bytes.len() - 8) * part / 10;
            let what = format!("{part} tenths of a {ending}");
            let expected = if ending == "tif" { Expected::Either } else { UNREADABLE };
            samples.push(Sample::new(
                what,
                &format!("x.{ending}"),
                bytes[..length].to_vec(),
                expected,
            ));
        }
    }
    samples
}

fn changed() -> Vec<Sample> {
    let good = [
        ("pdf", pdf_of(2)),
        ("png", png(40, 40)),
        ("jpg", jpeg()),
        ("tif", tiff(2)),
    ];
    let mut samples = Vec::new();
    for (ending, bytes) in good {
        for seed in 0..8 {
            let (mut dice, mut changed) = (Dice::new(seed), bytes.clone());
            for _ in 0..=seed {
                let at = 8 + dice.below(changed.len() - 8);
                changed[at] = u8::try_from(dice.below(256)).unwrap();
            }
            let what = format!("{} bytes of a {ending} changed", seed + 1);
            samples.push(Sample::new(what, &format!("x.{ending}"), changed, Expected::Either));
        }
    }
    samples
}

fn continued() -> Vec<Sample> {
    let zip = [b"PK\x03\x04".to_vec(), vec![0; 3_000], b"PK\x05\x06".to_vec()].concat();
    let html = "<html><script>alert(1)</script>".repeat(100).into_bytes();
    let mut samples = Vec::new();
    for (what, more) in [("zip", zip), ("HTML", html)] {
        for (ending, bytes, expected) in [
            ("pdf", pdf_of(1), UNREADABLE),
            ("png", png(4, 4), UNREADABLE),
            // Phones put films behind their pictures.
            ("jpg", jpeg(), Expected::Received),
            ("tif", tiff(1), Expected::Received),
        ] {
            let bytes = [bytes, more.clone()].concat();
            samples.push(Sample::new(
                format!("{what} behind a {ending}"),
                &format!("x.{ending}"),
                bytes,
                expected,
            ));
        }
    }
    let twice = [pdf_of(1), pdf_of(2)].concat();
    samples.push(Sample::new("two PDFs", "x.pdf", twice, Expected::Either));
    samples
}

fn pictures() -> Vec<Sample> {
    let data = chunk(b"IDAT", &zlib(&[0; 20]));
    let mut wrong_sum = png(4, 4);
    let last = wrong_sum.len() - 13;
    wrong_sum[last] ^= 1;
    let pngs = [
        ("without a head", png_of(std::slice::from_ref(&data))),
        ("without data", png_of(&[ihdr(4, 4, 8)])),
        ("no pixels wide", png_of(&[ihdr(0, 4, 8), data.clone()])),
        ("of a depth there is not", png_of(&[ihdr(4, 4, 7), data.clone()])),
        ("with a wrong sum", wrong_sum),
        (
            "with data that is none",
            png_of(&[ihdr(4, 4, 8), chunk(b"IDAT", b"no zlib")]),
        ),
        (
            "with a chunk of 2 GiB",
            png_of(&[ihdr(4, 4, 8), b"\x7f\xff\xff\xffIDATx".to_vec()]),
        ),
    ];
    let jpegs = [
        ("without a picture", b"\xff\xd8\xff\xd9".to_vec()),
        ("no pixels wide", jpeg_of(0, 8, b"\xff\xd9")),
        ("of which most is missing", jpeg_of(4_000, 4_000, b"\xff\xd9")),
        (
            "with an endless segment",
            b"\xff\xd8\xff\xe0\xff\xffJFIF\xff\xd9".to_vec(),
        ),
        (
            "of fill bytes",
            [b"\xff\xd8".to_vec(), vec![0xff; 100_000], b"\xd9".to_vec()].concat(),
        ),
    ];
    let name = |list: Vec<(&str, Vec<u8>)>, ending: &str, expected: &Expected| -> Vec<Sample> {
        list.into_iter()
            .map(|(what, bytes)| {
                Sample::new(
                    format!("{ending} {what}"),
                    &format!("x.{ending}"),
                    bytes,
                    expected.clone(),
                )
            })
            .collect()
    };
    [
        name(pngs.to_vec(), "png", &UNREADABLE),
        // What is missing of the data of a JPEG decoders may make up, if its end is there.
        name(jpegs.to_vec(), "jpg", &Expected::Either),
    ]
    .concat()
}

fn tiffs() -> Vec<Sample> {
    let head = b"II*\0\x08\0\0\0".to_vec();
    let with = |entries: &[(u16, u32)], next: u32| [head.clone(), directory(entries, next)].concat();
    let square_at = |width, height, place, strip| {
        [
            (256, width),
            (257, height),
            (258, 8),
            (259, 1),
            (262, 1),
            (273, place),
            (279, strip),
        ]
    };
    let square = |width, height, strip| square_at(width, height, 8, strip);
    [
        ("without a directory", head.clone()),
        ("that leads back", with(&square(2, 2, 4), 8)),
        ("whose next page is nowhere", with(&square(2, 2, 4), 0x7fff_ffff)),
        ("of no size", with(&square(0, 0, 0), 0)),
        ("with data that is not there", with(&square_at(8, 8, 1_000_000, 64), 0)),
        ("without a size", with(&[(258, 8), (259, 1)], 0)),
        (
            "of a compression there is not",
            with(&[(256, 8), (257, 8), (259, 65_000)], 0),
        ),
        (
            "with tiles of no size",
            with(&[(256, 8), (257, 8), (322, 0), (323, 0), (324, 8), (325, 4)], 0),
        ),
        (
            "with 65,535 samples",
            with(&[(256, 8), (257, 8), (277, 65_535), (273, 8), (279, 4)], 0),
        ),
        (
            "with 65,535 entries",
            [head.clone(), vec![0xff; 2], vec![1; 5_000]].concat(),
        ),
    ]
    .into_iter()
    .map(|(what, bytes)| Sample::new(format!("tif {what}"), "x.tif", bytes, UNREADABLE))
    .collect()
}
