//! PDFs that run something, cannot be opened, lead in circles, or are deeper than anybody looks.

use domain::file::FileProblem;

use super::{Expected, Sample, UNREADABLE};
use crate::files::samples::{Pdf, pdf_with, zlib};

pub fn all() -> Vec<Sample> {
    [programs(), locked(), circles(), deep(), odd_pages()]
        .into_iter()
        .flatten()
        .collect()
}

const PAGE: &[u8] = b"0 0 10 10 re f";

fn programs() -> Vec<Sample> {
    let script = "<< /S /JavaScript /JS (app.alert(1)) >>";
    let hidden = {
        let mut file = Pdf::new();
        file.object("<< /Type /Catalog /Pages 2 0 R >>");
        file.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        file.object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>");
        file.stream(
            "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode",
            &zlib(format!("9 0 {script}").as_bytes()),
        );
        // Objects in streams are found by a table that is a stream itself.
        let table = file_table(&file);
        file.stream("/Type /XRef /Size 10 /W [1 4 1] /Index [0 5 9 1] /Root 1 0 R", &table);
        file
    };
    let mut samples: Vec<Sample> = [
        (
            "when it is opened",
            pdf_with(&format!("/OpenAction {script}"), "", PAGE, &[]),
        ),
        (
            "when it is opened, elsewhere",
            pdf_with("/OpenAction 5 0 R", "", PAGE, &[script]),
        ),
        (
            "by name",
            pdf_with("/Names << /JavaScript << /Names [(a) 5 0 R] >> >>", "", PAGE, &[script]),
        ),
        (
            "when a page is turned",
            pdf_with("", &format!("/AA << /O {script} >>"), PAGE, &[]),
        ),
        (
            "behind a link",
            pdf_with(
                "",
                "/Annots [5 0 R]",
                PAGE,
                &[&format!("<< /Subtype /Link /A {script} >>")],
            ),
        ),
        (
            "written otherwise",
            pdf_with("/OpenAction << /S /J#61vaScript /J#53 (x) >>", "", PAGE, &[]),
        ),
        (
            "in an array in an array",
            pdf_with("", &format!("/X [[[ {script} ]]]"), PAGE, &[]),
        ),
        (
            "of the system",
            pdf_with("/OpenAction << /S /Launch /F (cmd.exe) >>", "", PAGE, &[]),
        ),
        (
            "of Windows",
            pdf_with(
                "/OpenAction << /S /Launch /Win << /F (cmd.exe) /P (/c calc) >> >>",
                "",
                PAGE,
                &[],
            ),
        ),
        ("that nothing leads to", pdf_with("", "", PAGE, &[script])),
        (
            "in a form",
            pdf_with(
                "/AcroForm << /Fields [5 0 R] >>",
                "",
                PAGE,
                &[&format!("<< /AA << /K {script} >> >>")],
            ),
        ),
    ]
    .into_iter()
    .map(|(what, bytes)| {
        Sample::new(
            format!("program {what}"),
            "x.pdf",
            bytes,
            Expected::Refused(&[FileProblem::HasProgram]),
        )
    })
    .collect();
    let hidden = hidden.end("");
    samples.push(Sample::new(
        "program in a compressed object",
        "x.pdf",
        hidden,
        Expected::Either,
    ));
    let link = "<< /Subtype /Link /A << /S /URI /URI (https://evil.example) >> >>";
    let linked = pdf_with("", "/Annots [5 0 R]", PAGE, &[link]);
    samples.push(Sample::new(
        "a link to a page elsewhere",
        "x.pdf",
        linked,
        Expected::Received,
    ));
    samples
}

/// Rows for the first five objects and for one in the stream, with places that are good enough for a search.
fn file_table(_file: &Pdf) -> Vec<u8> {
    let row = |kind: u8, place: u32, index: u8| [&[kind][..], &place.to_be_bytes(), &[index]].concat();
    let rows = [
        row(0, 0, 255),
        row(1, 15, 0),
        row(1, 64, 0),
        row(1, 121, 0),
        row(1, 190, 0),
        row(2, 4, 0),
    ];
    rows.concat()
}

fn locked() -> Vec<Sample> {
    let with = |encrypt: &str, id: &str| {
        let mut file = Pdf::new();
        file.object("<< /Type /Catalog /Pages 2 0 R >>");
        file.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        file.object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>");
        file.object(encrypt);
        file.end(&format!("/Encrypt 4 0 R {id}"))
    };
    let text = |byte: u8, length: usize| format!("<{}>", format!("{byte:02x}").repeat(length));
    let id = "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]";
    let keys = format!("/O {} /U {} /P -4", text(7, 32), text(9, 32));
    let long = format!(
        "/O {} /U {} /OE {} /UE {} /Perms {} /P -4",
        text(7, 48),
        text(9, 48),
        text(1, 32),
        text(2, 32),
        text(3, 16)
    );
    let locked = Expected::Refused(&[FileProblem::PasswordProtected, FileProblem::Unreadable]);
    [
        ("by an old password", with(&format!("<< /Filter /Standard /V 1 /R 2 {keys} >>"), id)),
        ("by a password", with(&format!("<< /Filter /Standard /V 2 /R 3 /Length 128 {keys} >>"), id)),
        (
            "by a new password",
            with(
                &format!(
                    "<< /Filter /Standard /V 5 /R 6 /Length 256 {long} /CF << /StdCF << /CFM /AESV3 >> >> /StmF /StdCF /StrF /StdCF >>"
                ),
                id,
            ),
        ),
        ("without a name", with(&format!("<< /Filter /Standard /V 2 /R 3 {keys} >>"), "")),
        ("by something else", with("<< /Filter /Other.Handler /V 9 >>", id)),
    ]
    .into_iter()
    .map(|(what, bytes)| Sample::new(format!("locked {what}"), "x.pdf", bytes, locked.clone()))
    .chain([Sample::new("locked by nothing", "x.pdf", with("<< >>", id), Expected::Either)])
    .collect()
}

fn circles() -> Vec<Sample> {
    let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >> /Length 5 >>\nstream\n/F Do\nendstream";
    let pattern = "<< /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 1 /YStep 1 /Resources << /Pattern << /P 5 0 R >> >> /Length 36 >>\nstream\n/Pattern cs /P scn 0 0 9 9 re f     \nendstream";
    let glyph = "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 6 0 R >> /Encoding << /Differences [97 /a] >> /FirstChar 97 /LastChar 97 /Widths [9] /Resources << /Font << /F 5 0 R >> >> >>";
    let proc = "<< /Length 30 >>\nstream\nBT /F 9 Tf (aaaaaaaa) Tj ET    \nendstream";
    let function = "<< /FunctionType 3 /Domain [0 1] /Functions [5 0 R 5 0 R] /Bounds [0.5] /Encode [0 1 0 1] >>";
    let pages = |kids: &str, more: &[&str]| {
        let mut file = Pdf::new();
        file.object("<< /Type /Catalog /Pages 2 0 R >>");
        file.object(&format!("<< /Type /Pages /Kids [{kids}] /Count 1 >>"));
        for object in more {
            file.object(object);
        }
        file.end("")
    };
    let chain: Vec<String> = (3..3_000)
        .map(|n| format!("<< /Type /Pages /Kids [{} 0 R] /Parent {} 0 R >>", n + 1, n - 1))
        .collect();
    let chain: Vec<&str> = chain.iter().map(String::as_str).collect();
    [
        (
            "forms",
            pdf_with("", "/Resources << /XObject << /F 5 0 R >> >>", b"/F Do", &[form]),
            Expected::Either,
        ),
        (
            "patterns",
            pdf_with(
                "",
                "/Resources << /Pattern << /P 5 0 R >> >>",
                b"/Pattern cs /P scn 0 0 99 99 re f",
                &[pattern],
            ),
            Expected::Either,
        ),
        (
            "letters",
            pdf_with(
                "",
                "/Resources << /Font << /F 5 0 R >> >>",
                b"BT /F 9 Tf (aaaa) Tj ET",
                &[glyph, proc],
            ),
            Expected::Either,
        ),
        (
            "functions",
            pdf_with(
                "",
                "/Resources << /ColorSpace << /C [/Separation /x /DeviceGray 5 0 R] >> >>",
                b"/C cs 0.5 scn 0 0 9 9 re f",
                &[function],
            ),
            Expected::Either,
        ),
        ("pages in pages", pages("2 0 R", &[]), UNREADABLE),
        (
            "pages in each other",
            pages("3 0 R", &["<< /Type /Pages /Kids [2 0 R] >>"]),
            UNREADABLE,
        ),
        (
            "the same page a million times",
            pages(&"3 0 R ".repeat(1_000_000), &["<< /Type /Page >>"]),
            Expected::Either,
        ),
        ("pages 3,000 deep", pages("3 0 R", &chain), Expected::Either),
        (
            "references to themselves",
            pdf_with("", "/Contents 5 0 R", PAGE, &["5 0 R"]),
            Expected::Either,
        ),
        (
            "a length that is its own",
            pdf_with("", "", PAGE, &["<< /Length 5 0 R >>\nstream\nx\nendstream"]),
            Expected::Either,
        ),
        ("a table that leads to itself", table("/Prev 9"), Expected::Either),
        ("a table before the beginning", table("/Prev -1"), Expected::Either),
        (
            "a table far away",
            table("/Prev 99999999999999999999"),
            Expected::Either,
        ),
        (
            "a table of streams that leads to itself",
            table("/XRefStm 9"),
            Expected::Either,
        ),
    ]
    .into_iter()
    .map(|(what, bytes, expected)| Sample::new(format!("circle: {what}"), "x.pdf", bytes, expected))
    .collect()
}

fn table(trailer: &str) -> Vec<u8> {
    let mut file = Pdf::new();
    file.object("<< /Type /Catalog /Pages 2 0 R >>");
    file.object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    file.object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>");
    file.end(trailer)
}

fn deep() -> Vec<Sample> {
    let nested = |open: &str, close: &str, depth: usize| format!("{}{}", open.repeat(depth), close.repeat(depth));
    let within = |what: String| pdf_with("", &format!("/X {what}"), PAGE, &[]);
    let drawn = |content: String| pdf_with("", "", content.as_bytes(), &[]);
    [
        ("arrays", within(nested("[", "]", 100_000))),
        ("dictionaries", within(nested("<< /A ", ">>", 100_000))),
        ("arrays that are not closed", within("[".repeat(1_000_000))),
        ("parentheses", within(nested("(", ")", 100_000))),
        ("arrays on the page", drawn(nested("[", "]", 100_000))),
        ("saved states", drawn("q ".repeat(1_000_000))),
        ("restored states", drawn("Q ".repeat(1_000_000))),
        ("clips", drawn("0 0 9 9 re W n ".repeat(100_000))),
        ("marks", drawn("/A BMC ".repeat(500_000))),
        ("a million strokes", drawn("0 0 m 199 199 l S ".repeat(1_000_000))),
        ("tiny dashes", drawn("[0.0000001] 0 d 0 0 m 199 199 l S".to_owned())),
        ("very wide lines", drawn("1e38 w 0 0 m 1e38 1e38 l S".to_owned())),
        (
            "numbers that are none",
            drawn("NaN inf 1e999 -1e999 re f 1.7e308 0 0 1.7e308 0 0 cm 0 0 9 9 re f".to_owned()),
        ),
        ("a long number", within("9".repeat(1_000_000))),
        ("a long name", within(format!("/{}", "a".repeat(1_000_000)))),
        ("a comment without end", drawn(format!("%{}", "x".repeat(1_000_000)))),
        (
            "a picture in the text",
            drawn("BI /W 99999 /H 99999 /BPC 8 /CS /RGB ID x EI".to_owned()),
        ),
    ]
    .into_iter()
    .map(|(what, bytes)| Sample::new(format!("depth: {what}"), "x.pdf", bytes, Expected::Either))
    .collect()
}

fn odd_pages() -> Vec<Sample> {
    let sized = |size: &str| pdf_with("", &format!("/MediaBox {size}"), PAGE, &[]);
    let mut samples: Vec<Sample> = [
        ("of no size", "[0 0 0 0]"),
        ("of negative size", "[100 100 -100 -100]"),
        ("as large as a country", "[0 0 1e12 1e12]"),
        ("of infinite size", "[-1e39 -1e39 1e39 1e39]"),
        ("as thin as a hair", "[0 0 1 1000000]"),
        ("as flat as a hair", "[0 0 1000000 1]"),
        ("with a size that is none", "(large)"),
        ("with half a size", "[0 0]"),
    ]
    .into_iter()
    .map(|(what, size)| Sample::new(format!("page {what}"), "x.pdf", sized(size), Expected::Either))
    .collect();
    let none = |catalog: &str| {
        let mut file = Pdf::new();
        file.object(catalog);
        file.end("")
    };
    for (what, bytes) in [
        ("no pages", none("<< /Type /Catalog >>")),
        ("pages that are not there", none("<< /Type /Catalog /Pages 99 0 R >>")),
        (
            "no page among its pages",
            none("<< /Type /Catalog /Pages << /Type /Pages /Kids [] /Count 5 >> >>"),
        ),
        ("a root that is none", none("(root)")),
    ] {
        samples.push(Sample::new(what, "x.pdf", bytes, UNREADABLE));
    }
    samples
}
