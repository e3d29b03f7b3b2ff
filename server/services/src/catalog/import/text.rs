//! From the bytes of a file to lines, and from a line to its columns.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::edition::LineError;

/// How files begin that are no text, or no text of codes; with what to call them.
const OTHERS: [(&[u8], &str); 8] = [
    (b"PK\x03\x04", "a ZIP archive (unpack it, and import what is in it)"),
    (b"\x1f\x8b", "a compressed file (unpack it first)"),
    (b"%PDF-", "a PDF"),
    (b"\xff\xfe", "UTF-16 text (save it as UTF-8)"),
    (b"\xfe\xff", "UTF-16 text (save it as UTF-8)"),
    (b"ISA", "an X12 interchange"),
    (b"<", "XML or a web page"),
    (b"{", "JSON"),
];

/// The characters that Windows-1252 has where Latin-1 has control characters; its five gaps stand for themselves.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a file: UTF-8, with or without the mark at its beginning, or else Windows-1252, in which every byte is a
/// character.
///
/// # Errors
/// What it is instead.
pub(super) fn read(bytes: &[u8]) -> Result<Cow<'_, str>, &'static str> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.iter().all(|byte| byte.is_ascii_whitespace()) {
        return Err("nothing: the file is empty");
    }
    if let Some((_, what)) = OTHERS.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(what);
    }
    if bytes.iter().copied().any(is_no_text) {
        return Err("binary data");
    }
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().copied().map(windows_1252).collect()),
    })
}

/// Control characters that no list has; the end mark of old file systems (1A) is one that some have.
fn is_no_text(byte: u8) -> bool {
    byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0c' | b'\x1a')
}

fn windows_1252(byte: u8) -> char {
    let high = byte.checked_sub(0x80).map(usize::from);
    high.and_then(|place| WINDOWS_1252.get(place).copied())
        .unwrap_or(char::from(byte))
}

/// The lines that hold something, with their numbers from 1.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (u64, Line<'_>)> {
    let lines = text.trim_end_matches('\x1a').lines();
    (1..).zip(lines.map(Line)).filter(|(_, line)| !line.0.trim().is_empty())
}

/// A line of a file whose records have fixed columns.
#[derive(Clone, Copy)]
pub(super) struct Line<'a>(&'a str);

impl<'a> Line<'a> {
    /// The whole line.
    pub(super) fn whole(self) -> &'a str {
        self.0
    }

    /// How many columns it has.
    pub(super) fn width(self) -> usize {
        self.0.chars().count()
    }

    /// What stands in the columns `from` to `to`, counted from 1 and both included as the publishers' layouts do, without the
    /// spaces around it. Empty behind the end of the line.
    pub(super) fn columns(self, from: usize, to: usize) -> &'a str {
        let start = |column: usize| self.0.char_indices().nth(column).map_or(self.0.len(), |(at, _)| at);
        self.0
            .get(start(from.saturating_sub(1))..start(to))
            .unwrap_or_default()
            .trim()
    }

    /// The day written in eight digits in these columns; `None` where they are blank.
    ///
    /// # Errors
    /// Something else stands there.
    pub(super) fn day(self, from: usize, to: usize) -> Result<Option<NaiveDate>, String> {
        let written = self.columns(from, to);
        if written.is_empty() {
            return Ok(None);
        }
        let is_number = written.len() == 8 && written.bytes().all(|byte| byte.is_ascii_digit());
        let day = NaiveDate::parse_from_str(written, "%Y%m%d").ok().filter(|_| is_number);
        day.map(Some)
            .ok_or_else(|| format!("columns {from} to {to} hold {written:?}, which is no day like 20260131"))
    }
}

/// The text with one space between its words.
pub(super) fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes every line in turn, and says at which one it failed.
pub(super) fn each_line<'a>(
    text: &'a str,
    mut take: impl FnMut(Line<'a>) -> Result<(), String>,
) -> Result<(), LineError> {
    lines(text).try_for_each(|(number, line)| take(line).map_err(|problem| LineError { number, problem }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_utf_8_with_or_without_its_mark_or_else_windows_1252() {
        assert_eq!(read(b"\xef\xbb\xbfcode"), Ok("code".into()));
        assert_eq!(read("Ménière".as_bytes()), Ok("Ménière".into()));
        assert_eq!(read(b"M\xe9ni\xe8re\x92s"), Ok("Ménière’s".into()));
        assert_eq!(read(b"\x81"), Ok("\u{81}".into()));
    }

    #[test]
    fn what_is_no_text_is_called_by_its_name() {
        for (bytes, name) in [
            (&b""[..], "empty"),
            (b" \r\n\t", "empty"),
            (b"PK\x03\x04\x14", "ZIP"),
            (b"%PDF-1.7", "PDF"),
            (b"\xff\xfec\0", "UTF-16"),
            (b"A0021\0", "binary"),
            (b"A0021\x07", "binary"),
            (b"ISA*00*", "X12"),
        ] {
            let found = read(bytes);
            assert!(matches!(&found, Err(what) if what.contains(name)), "{name}: {found:?}");
        }
    }

    #[test]
    fn columns_count_characters_from_one_and_end_with_the_line() {
        let line = Line("L1832é 7 ");
        assert_eq!((line.columns(1, 5), line.columns(6, 6)), ("L1832", "é"));
        assert_eq!((line.columns(7, 8), line.columns(8, 300)), ("7", "7"));
        assert_eq!((line.columns(10, 20), line.width()), ("", 9));
    }

    #[test]
    fn lines_keep_their_numbers_where_others_are_blank() {
        let numbers: Vec<u64> = lines("one\r\n\r\n  \nfour\n\x1a").map(|(number, _)| number).collect();
        assert_eq!(numbers, [1, 4]);
    }

    #[test]
    fn a_day_is_eight_digits_or_nothing() {
        assert_eq!(Line("        ").day(1, 8), Ok(None));
        assert_eq!(Line("20240229").day(1, 8), Ok(NaiveDate::from_ymd_opt(2024, 2, 29)));
        for wrong in ["20230229", "2024022", "2024-2-9", "tomorrow"] {
            assert!(Line(wrong).day(1, 8).is_err(), "{wrong}");
        }
    }
}
