//! Which files are taken, and how their names are shown.
#![expect(clippy::unwrap_used, reason = "tests")]

use domain::file::{
    FileKind, FileProblem, MAX_BYTES, MAX_FILES, MAX_TOTAL_BYTES, Verdict, before_upload, display_name, has_room,
};
use proptest::prelude::*;

#[test]
fn the_ending_of_a_name_says_its_kind_in_any_case() {
    for (name, kind) in [
        ("chart.pdf", FileKind::Pdf),
        ("Scan 3.PDF", FileKind::Pdf),
        ("knee.left.Jpg", FileKind::Jpeg),
        ("knee.jpeg", FileKind::Jpeg),
        ("fax.tif", FileKind::Tiff),
        ("fax.TIFF", FileKind::Tiff),
        ("shot.png", FileKind::Png),
    ] {
        assert_eq!(before_upload(name, None), Ok(kind), "{name}");
    }
}

#[test]
fn other_endings_are_not_taken() {
    for name in [
        "",
        "pdf",
        "chart",
        "chart.",
        "chart.pdf.exe",
        "chart.docx",
        "chart.pdf ",
        "chart.heic",
        "a.pdf\0.sh",
    ] {
        assert_eq!(before_upload(name, Some(1)), Err(FileProblem::KindNotTaken), "{name:?}");
    }
}

#[test]
fn a_file_has_at_least_one_byte_and_at_most_25_mebibytes() {
    assert_eq!(MAX_BYTES, 26_214_400);
    assert_eq!(before_upload("a.pdf", Some(0)), Err(FileProblem::Empty));
    assert_eq!(before_upload("a.pdf", Some(1)), Ok(FileKind::Pdf));
    assert_eq!(before_upload("a.pdf", Some(MAX_BYTES)), Ok(FileKind::Pdf));
    assert_eq!(before_upload("a.pdf", Some(MAX_BYTES + 1)), Err(FileProblem::TooLarge));
}

#[test]
fn a_request_has_room_for_twenty_files_of_200_mebibytes_together() {
    assert_eq!(has_room(0, 0, MAX_BYTES), Ok(()));
    assert_eq!(has_room(MAX_FILES - 1, MAX_TOTAL_BYTES - 1, 1), Ok(()));
    assert_eq!(has_room(MAX_FILES, 0, 1), Err(FileProblem::TooMany));
    assert_eq!(has_room(1, MAX_TOTAL_BYTES, 1), Err(FileProblem::TotalTooLarge));
    assert_eq!(has_room(1, u64::MAX, u64::MAX), Err(FileProblem::TotalTooLarge));
}

#[test]
fn each_kind_begins_like_itself_and_like_no_other() {
    let beginnings: [(FileKind, &[u8]); 6] = [
        (FileKind::Pdf, b"%PDF-1.7\n"),
        (FileKind::Png, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        (FileKind::Jpeg, b"\xff\xd8\xff\xe0\0\x10JFIF"),
        (FileKind::Tiff, b"II*\0\x08\0\0\0"),
        (FileKind::Tiff, b"MM\0*\0\0\0\x08"),
        (FileKind::Tiff, b"II+\0\x08\0\0\0"),
    ];
    for (kind, bytes) in beginnings {
        for other in FileKind::ALL {
            assert_eq!(other.begins(bytes), *other == kind, "{kind} {other}");
        }
    }
    for kind in FileKind::ALL {
        for bytes in [
            &b""[..],
            b"P",
            b" %PDF-1.7",
            b"\n%PDF-1.7",
            b"PK\x03\x04%PDF-",
            b"<html>",
            b"\xff\xd8",
        ] {
            assert!(!kind.begins(bytes), "{kind} {bytes:?}");
        }
    }
}

#[test]
fn a_name_is_shown_without_what_misleads() {
    for (raw, shown) in [
        ("chart.pdf", "chart.pdf"),
        ("/etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\C:\\Users\\me\\chart.pdf", "chart.pdf"),
        ("../../..", "document"),
        ("a\0b\r\nSet-Cookie: x.pdf", "abSet-Cookie: x.pdf"),
        ("\u{202e}fdp.exe", "fdp.exe"),
        ("  two   words .pdf ", "two words .pdf"),
        (".hidden.pdf", "hidden.pdf"),
        ("<script>alert(1)<.pdf", "<script>alert(1)<.pdf"),
        ("Дельгадо – Knie.pdf", "Дельгадо – Knie.pdf"),
        ("\u{feff}\u{200b}.", "document"),
        ("", "document"),
        (" .pdf", "document.pdf"),
        ("....pdf", "document.pdf"),
    ] {
        assert_eq!(display_name(raw), shown, "{raw:?}");
    }
}

#[test]
fn a_long_name_keeps_its_ending() {
    let shown = display_name(&format!("{}.pdf", "x".repeat(400)));
    assert_eq!(shown.chars().count(), 100);
    assert!(shown.ends_with("x….pdf"), "{shown}");
    let odd = display_name(&format!("x.{}", "y".repeat(400)));
    assert!(odd.chars().count() <= 100 && odd.ends_with('…'), "{odd}");
}

#[test]
fn a_verdict_crosses_as_a_small_object() {
    let pages = serde_json::to_string(&Verdict::Pages(3)).unwrap();
    let problem = serde_json::to_string(&Verdict::Problem(FileProblem::HasProgram)).unwrap();
    assert_eq!(
        (pages.as_str(), problem.as_str()),
        (r#"{"pages":3}"#, r#"{"problem":"has_program"}"#)
    );
    assert!(serde_json::from_str::<Verdict>(r#"{"pages":-1}"#).is_err());
}

proptest! {
    #[test]
    fn a_shown_name_is_one_short_line_that_is_shown_the_same_again(raw in any::<String>()) {
        let shown = display_name(&raw);
        prop_assert!(!shown.is_empty() && shown.chars().count() <= 100);
        prop_assert!(!shown.contains(['/', '\\', '\n', '\r', '\0', '\u{202e}', '\u{2066}']), "{shown:?}");
        prop_assert_eq!(display_name(&shown), shown);
    }

    #[test]
    fn what_fits_fits_with_fewer_files_too(files in 0..30u64, total in 0..300_000_000u64, bytes in 1..30_000_000u64) {
        if has_room(files + 1, total + 1, bytes).is_ok() {
            prop_assert!(has_room(files, total, bytes).is_ok());
        }
    }
}
