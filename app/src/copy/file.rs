//! What is wrong with a file, and what to do instead.

use domain::file::FileProblem;

/// Why a file is not taken, and what to do.
#[must_use]
pub fn file_problem(problem: FileProblem) -> &'static str {
    match problem {
        FileProblem::Empty => "This file is empty. Choose another.",
        FileProblem::TooLarge => "This file is larger than 25 MB. Make it smaller, or divide it into several.",
        FileProblem::KindNotTaken => "Only PDF, PNG, JPEG and TIFF files are taken. Print it to a PDF and add that.",
        FileProblem::KindMismatch => "This file is not what its name says. Export it again and add that.",
        FileProblem::Unreadable => {
            "This file could not be read. It may be damaged: open it on your computer, save it again and add that."
        }
        FileProblem::PasswordProtected => "This file opens only with a password. Save it without one and add that.",
        FileProblem::HasProgram => "This PDF runs a program when it is opened. Print it to a new PDF and add that.",
        FileProblem::Malware => "Malware was found in this file. Tell whoever looks after your computers.",
        FileProblem::TooMany => "A request takes 20 files. Remove one, or put several into one PDF.",
        FileProblem::TotalTooLarge => {
            "The files of one request may have 200 MB together. Remove one, or make them smaller."
        }
        FileProblem::RequestSent => "The request was sent before this file was there.",
        FileProblem::RequestClosed => {
            "The request was decided, or the question answered, before this file was there. Write to the plan about it."
        }
    }
}

/// `Page 2 of chart.pdf`
#[must_use]
pub fn page_of(page: u32, name: &str) -> String {
    format!("Page {page} of {name}")
}

/// In how many places words were found; `is_full` where there may be more.
#[must_use]
pub fn places_found(number: usize, is_full: bool) -> String {
    match number {
        0 => "Nothing found. Look at the pages, too: what stands in a picture is not found.".to_owned(),
        1 => "1 place".to_owned(),
        number if is_full => format!("The first {number} places. There may be more: look for longer words."),
        number => format!("{number} places"),
    }
}

/// Of a document in which there is nothing to look in.
#[must_use]
pub fn without_text(name: &str) -> String {
    format!("{name}: no text is known of it. Look at its pages.")
}

/// Of a document whose text is broken.
#[must_use]
pub fn text_broken(name: &str) -> String {
    format!("{name}: its text cannot be read at the moment. Look at its pages.")
}

/// Of a document that is longer than what is searched.
#[must_use]
pub fn searched_to(name: &str, page: u32) -> String {
    format!("{name}: searched to page {page} only. Download it to look further.")
}

/// What was not searched.
pub const UNSEARCHED: &str = "What was not searched:";
/// Of a place on a page of which there is no picture.
pub const NO_PICTURE: &str = "There is no picture of this page. Download the document to see it.";
/// Where words are looked for; the number is `domain::file::MAX_TEXT_PAGES`.
pub const FIND_WORDS: &str = "In what is written on the first 100 pages of each document. Two letters or more; pictures without text are passed over.";

/// `402 KB`, `12.4 MB`.
#[must_use]
pub fn file_size(bytes: u64) -> String {
    const MB: u64 = 1024 * 1024;
    if bytes < MB {
        return format!("{} KB", bytes.div_ceil(1024));
    }
    let tenths = bytes.saturating_mul(10) / MB;
    format!("{}.{} MB", tenths / 10, tenths % 10)
}

/// A file of which only a part arrived.
pub const FILE_NOT_WHOLE: &str = "Only a part of this file arrived. Remove it and add it again.";

/// A file that did not leave this computer.
pub const FILE_NOT_SENT: &str = "This file could not be sent. Look at your connection and add it again.";

/// A file that the scanner for malware could not look at.
pub const FILE_NOT_SCANNED: &str = "This file could not be checked for malware just now, so it was not kept. Add it again in a few minutes. For what is urgent, call.";

/// What went wrong with all files of a form, by the code in the page's address; nothing for an unknown one.
#[must_use]
pub fn files_problem(code: &str) -> Option<&'static str> {
    match code {
        crate::paths::NO_FILE => Some("Choose a file first."),
        crate::paths::FILES_FAILED => Some("The files did not arrive. Look at the list below and add what is missing."),
        crate::paths::NOT_SCANNED => Some(
            "Documents cannot be checked for malware just now, so what you sent was not kept. Wait a few minutes, look at the list below, and add what is missing. For what is urgent, call.",
        ),
        code => FileProblem::parse(code).map(file_problem),
    }
}

/// The label of a field for files.
pub const ADD_DOCUMENTS: &str = "Add documents";
/// The label of the field that opens the camera.
pub const TAKE_PHOTO: &str = "Take a photo";
/// Which files are taken, and how large they may be.
pub const FILES_TAKEN: &str = "PDF, PNG, JPEG or TIFF, each up to 25 MB; up to 20 files and 200 MB in all";
