//! Good files with bad names, and bad kinds of files.

use domain::file::FileProblem;

use super::{Expected, Sample};
use crate::files::samples::{jpeg, pdf_of, png, tiff};

pub fn all() -> Vec<Sample> {
    let mut samples = Vec::new();
    for (what, name) in [
        ("path", "../../../../etc/passwd.pdf"),
        ("path of Windows", "..\\..\\windows\\system32\\x.pdf"),
        ("absolute path", "/root/.ssh/id.pdf"),
        ("device of Windows", "CON.pdf"),
        ("drive", "C:x.pdf"),
        ("stream of NTFS", "x.txt::$DATA.pdf"),
        ("direction of writing", "invoice\u{202e}fdp.exe.pdf"),
        ("isolates", "\u{2066}a\u{2069}.pdf"),
        ("NUL", "a\0b.pdf"),
        ("HTML", "<img src=x onerror=alert(1)>.pdf"),
        ("script", "\"><script>alert(1)<.pdf"),
        ("quotes", "a\"b'c`d.pdf"),
        ("line ends", "a\r\nSet-Cookie: x=y.pdf"),
        ("tab and bell", "a\tb\u{7}.pdf"),
        ("only dots", "....pdf"),
        ("hidden", ".htaccess.pdf"),
        ("blanks", "   .pdf"),
        ("no letters", "\u{200b}\u{feff}.pdf"),
        ("emoji", "🦴🦵.pdf"),
        ("Zalgo", "k\u{300}\u{301}\u{302}\u{303}nee.pdf"),
        ("template", "{{7*7}}${7*7}.pdf"),
        ("SQL", "'; drop table file; --.pdf"),
        ("shell", "$(reboot);`reboot`|x.pdf"),
        ("formula", "=HYPERLINK(\"http://evil.example\").pdf"),
        ("percent", "%2e%2e%2fx.pdf"),
        ("format", "%s%s%n.pdf"),
        ("two endings", "scan.exe.pdf"),
        ("capitals", "SCAN.PDF"),
    ] {
        samples.push(Sample::new(
            format!("name: {what}"),
            name,
            pdf_of(1),
            Expected::Received,
        ));
    }
    let long = format!("{}.pdf", "long".repeat(200));
    samples.push(Sample::new(
        "name: 800 characters",
        &long,
        pdf_of(1),
        Expected::Received,
    ));
    let not_taken = Expected::Refused(&[FileProblem::KindNotTaken]);
    for name in [
        "x.exe",
        "x.pdf.exe",
        "x.js",
        "x.html",
        "x.svg",
        "x.zip",
        "x.docx",
        "x.heic",
        "x.gif",
        "x.webp",
        "x.pdf\u{a0}x",
        "pdf",
        "x.",
        "x.p\u{501}f",
        "x.\u{2024}pdf.sh",
    ] {
        samples.push(Sample::new(format!("kind: {name}"), name, pdf_of(1), not_taken.clone()));
    }
    samples.extend(exchanged());
    samples
}

/// Each kind under the names of the others, and other things under all names.
fn exchanged() -> Vec<Sample> {
    let good = [
        ("pdf", pdf_of(1)),
        ("png", png(4, 4)),
        ("jpg", jpeg()),
        ("tif", tiff(1)),
    ];
    let mut samples = Vec::new();
    for (ending, bytes) in &good {
        samples.push(Sample::new(
            format!("good {ending}"),
            &format!("good.{ending}"),
            bytes.clone(),
            Expected::Received,
        ));
    }
    samples.push(Sample::new(
        "good: 12 pages",
        "good.pdf",
        pdf_of(12),
        Expected::Received,
    ));
    samples.push(Sample::new(
        "good: fax of 12 pages",
        "good.tiff",
        tiff(12),
        Expected::Received,
    ));
    let mismatch = Expected::Refused(&[FileProblem::KindMismatch]);
    for (ending, _) in &good {
        for (other, bytes) in good.iter().filter(|(other, _)| other != ending) {
            let what = format!("{other} as {ending}");
            samples.push(Sample::new(
                what,
                &format!("x.{ending}"),
                bytes.clone(),
                mismatch.clone(),
            ));
        }
        for (what, bytes) in others() {
            let what = format!("{what} as {ending}");
            samples.push(Sample::new(what, &format!("x.{ending}"), bytes, mismatch.clone()));
        }
    }
    samples
}

fn others() -> Vec<(&'static str, Vec<u8>)> {
    let html = "<!DOCTYPE html><script>alert(1)</script>";
    vec![
        ("zip", b"PK\x03\x04\x14\0\0\0\x08\0".to_vec()),
        ("program", b"\x7fELF\x02\x01\x01\0".to_vec()),
        ("program of Windows", b"MZ\x90\0\x03\0\0\0".to_vec()),
        ("HTML", html.as_bytes().to_vec()),
        (
            "SVG",
            format!("<svg xmlns='http://www.w3.org/2000/svg'>{html}</svg>").into_bytes(),
        ),
        ("GIF", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec()),
        ("text", b"knee pain\n".to_vec()),
        ("blank before PDF", [b" ".to_vec(), pdf_of(1)].concat()),
        ("GIF before PDF", [b"GIF89a".to_vec(), pdf_of(1)].concat()),
        ("zip before PDF", [b"PK\x03\x04".to_vec(), pdf_of(1)].concat()),
        (
            "mark of UTF-8 before PDF",
            [b"\xef\xbb\xbf".to_vec(), pdf_of(1)].concat(),
        ),
    ]
}
