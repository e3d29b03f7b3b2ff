//! `portico import`: the program reads files by what is in them, says what it read, and what is wrong with the others.

use std::{fs, path::Path, process::Output};

use services::testing::code_files::{hcpcs_records, icd10cm_codes_line};
use tempfile::TempDir;

use crate::program::{output, text};

/// A prepared data folder, and files beside it.
struct Desk(TempDir);

impl Desk {
    fn prepared() -> Self {
        let desk = Self(TempDir::new().unwrap());
        let made = output(&[
            "init",
            "--data",
            &desk.data(),
            "--public-url",
            "https://portal.example.org",
        ]);
        assert!(made.status.success(), "{made:?}");
        desk
    }

    fn data(&self) -> String {
        text(&self.0.path().join("data")).to_owned()
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.path().join(name);
        fs::write(&path, content).unwrap();
        text(&path).to_owned()
    }

    fn import(&self, files: &[&str]) -> Output {
        let data = self.data();
        output(&[&["import", "--data", &data], files].concat())
    }

    fn refused(&self, files: &[&str], words: &[&str]) {
        let refused = self.import(files);
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(1), "{said}");
        assert_eq!((said.lines().count(), refused.stdout.len()), (1, 0), "{said}");
        for word in words {
            assert!(said.contains(word), "{said:?} lacks {word:?}");
        }
    }
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn files_are_told_apart_by_their_content_and_one_line_says_what_was_read() {
    let desk = Desk::prepared();
    let codes = [
        hcpcs_records("A1", "Invented modifier", ""),
        hcpcs_records("A9001", "Invented ferry", ""),
        hcpcs_records("D9001", "Invented tooth", ""),
    ];
    let hcpcs = desk.file("photo.jpg", codes.concat());
    let illnesses = desk.file("hcpcs.txt", icd10cm_codes_line("M9911", "Invented illness"));
    let read = "HCPCS: 1 code (1 added, 0 changed, 0 removed), 1 dental code left out, 1 modifier left out; \
                ICD-10-CM: 1 code (1 added, 0 changed, 0 removed)\n";
    assert_eq!(said(&desk.import(&[&hcpcs, &illnesses])), read);
    let again = read.replace("1 added", "0 added");
    assert_eq!(said(&desk.import(&[&hcpcs, &illnesses])), again);
}

#[test]
fn what_cannot_be_imported_is_told_in_one_line_and_changes_nothing() {
    let desk = Desk::prepared();
    let good = desk.file("good.csv", "code,description\n99999,Invented service\n");
    let broken = desk.file("broken.txt", hcpcs_records("A9001", "Invented", "20269999"));
    let zip = desk.file("codes.zip", b"PK\x03\x04\x14\0\0\0");
    let empty = desk.file("empty.txt", "");
    desk.refused(&[&good, &broken], &["broken.txt, line 1: ", "nothing was changed"]);
    desk.refused(
        &[&good, &zip],
        &[
            "codes.zip",
            "a ZIP archive",
            "HCPCS",
            "icd10cm_order_YYYY.txt",
            "code,description",
        ],
    );
    desk.refused(&[&empty], &["empty.txt", "the file is empty"]);
    desk.refused(&[&good, &good], &["good.csv and", "hold codes of CPT"]);
    desk.refused(&["/nonexistent/codes.txt"], &["cannot read /nonexistent/codes.txt"]);
    desk.refused(&[text(Path::new("/"))], &["cannot read /"]);
    let huge = desk.0.path().join("huge.txt");
    fs::File::create(&huge).unwrap().set_len(1 << 30).unwrap();
    desk.refused(&[text(&huge)], &["huge.txt is larger than 64 MiB"]);
    assert!(
        said(&desk.import(&[&good])).starts_with("CPT: 1 code (1 added,"),
        "nothing of it was there"
    );
    assert_eq!(output(&["import"]).status.code(), Some(2), "no file is named");
}

#[test]
fn a_database_is_needed_first() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("codes.csv");
    fs::write(&file, "code,description\n99999,Invented service\n").unwrap();
    let refused = output(&["import", "--data", text(folder.path()), text(&file)]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
}
