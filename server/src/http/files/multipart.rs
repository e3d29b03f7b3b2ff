//! Reads a form with files as it arrives: part after part, and of each part piece after piece.
//!
//! By hand, because what is held in memory has to be bounded whatever is sent: the head of a part may have some kilobytes, and of
//! its content never more is held than has just arrived.

use std::io;

use bytes::{Buf as _, Bytes, BytesMut};
use futures::{Stream, StreamExt as _};
use http::{HeaderMap, header};

/// The longest head of a part.
const HEAD_LIMIT: usize = 8 * 1024;
/// The longest boundary, as the standard has it.
const BOUNDARY_LIMIT: usize = 70;
/// The most parts of a form.
const PART_LIMIT: usize = 200;

/// What says the head of a part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// The name of the field.
    pub(super) name: String,
    /// What the sender's computer calls the file, where it is one.
    pub(super) file_name: Option<String>,
}

/// Why a form cannot be read on.
#[derive(Debug, thiserror::Error)]
pub(super) enum FormError {
    /// It is no such form, or is cut off in a place where that makes no sense.
    #[error("not a form with files")]
    Malformed,
    /// The head of a part, or a field, is too long, or there are too many.
    #[error("too long a head or field")]
    TooLong,
    /// The line.
    #[error(transparent)]
    Line(#[from] io::Error),
}

/// A form that arrives.
pub(super) struct Multipart<S> {
    body: S,
    /// What has arrived and was not handed on.
    held: BytesMut,
    /// Line end, dashes and boundary: what ends a part.
    end: Vec<u8>,
    place: Place,
    parts: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// In the content of a part, or before the first one.
    Inside,
    /// Right behind a boundary.
    Behind,
    /// Behind the last boundary.
    Over,
}

/// The boundary that the content type names, if it is a form with files and says so once and plainly.
pub(crate) fn boundary(headers: &HeaderMap) -> Option<String> {
    let mut types = headers.get_all(header::CONTENT_TYPE).iter();
    let (Some(only), None) = (types.next(), types.next()) else {
        return None;
    };
    let (kind, parameter) = only.to_str().ok()?.split_once(';')?;
    let (name, value) = parameter.trim().split_once('=')?;
    let value = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(value);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"'()+_,-./:=?".contains(&byte);
    let is_boundary = (1..=BOUNDARY_LIMIT).contains(&value.len()) && value.bytes().all(is_plain);
    let is_form = kind.trim().eq_ignore_ascii_case("multipart/form-data") && name.eq_ignore_ascii_case("boundary");
    (is_form && is_boundary).then(|| value.to_owned())
}

impl<S> Multipart<S>
where
    S: Stream<Item = io::Result<Bytes>> + Unpin,
{
    pub(super) fn new(body: S, boundary: &str) -> Self {
        Self {
            body,
            // As if a line ended before the first boundary, which stands at the very beginning.
            held: BytesMut::from("\r\n"),
            end: format!("\r\n--{boundary}").into_bytes(),
            place: Place::Inside,
            parts: 0,
        }
    }

    /// What has not been read of the body.
    pub(super) fn into_body(self) -> S {
        self.body
    }

    /// The head of the next part; what is left of the one before is passed over. `None` behind the last.
    pub(super) async fn next_part(&mut self) -> Result<Option<Head>, FormError> {
        while self.place == Place::Inside {
            let skipped = self.next_piece().await?;
            // Before the first boundary there is nothing.
            if self.parts == 0 && skipped.is_some() {
                return Err(FormError::Malformed);
            }
        }
        if self.place == Place::Over {
            return Ok(None);
        }
        self.hold(2).await?;
        if self.held.starts_with(b"--") {
            self.place = Place::Over;
            return Ok(None);
        }
        if !self.held.starts_with(b"\r\n") {
            return Err(FormError::Malformed);
        }
        self.parts += 1;
        if self.parts > PART_LIMIT {
            return Err(FormError::TooLong);
        }
        let head = self.head().await?;
        self.place = Place::Inside;
        Ok(Some(head))
    }

    /// The next bytes of this part; `None` at its end.
    pub(super) async fn next_piece(&mut self) -> Result<Option<Bytes>, FormError> {
        if self.place != Place::Inside {
            return Ok(None);
        }
        loop {
            match end_of(&self.held, &self.end) {
                End::At(0) => {
                    self.held.advance(self.end.len());
                    self.place = Place::Behind;
                    return Ok(None);
                }
                // As far as it is sure: what follows may be the end.
                End::At(length) | End::NotBefore(length) if length > 0 => {
                    return Ok(Some(self.held.split_to(length).freeze()));
                }
                End::At(_) | End::NotBefore(_) => self.hold(self.held.len() + 1).await?,
            }
        }
    }

    /// All of this part, if it is no longer than `limit`, as text.
    pub(super) async fn text(&mut self, limit: usize) -> Result<String, FormError> {
        let mut text = Vec::new();
        while let Some(piece) = self.next_piece().await? {
            text.extend(piece);
            if text.len() > limit {
                return Err(FormError::TooLong);
            }
        }
        String::from_utf8(text).map_err(|_| FormError::Malformed)
    }

    /// Waits until so many bytes are held.
    async fn hold(&mut self, count: usize) -> Result<(), FormError> {
        while self.held.len() < count {
            match self.body.next().await {
                Some(piece) => self.held.extend(piece?),
                None => return Err(FormError::Line(io::ErrorKind::UnexpectedEof.into())),
            }
        }
        Ok(())
    }

    /// From the line end behind a boundary to the empty line.
    async fn head(&mut self) -> Result<Head, FormError> {
        let length = loop {
            if let Some(at) = self.held.windows(4).position(|place| place == b"\r\n\r\n") {
                break at;
            }
            if self.held.len() > HEAD_LIMIT {
                return Err(FormError::TooLong);
            }
            self.hold(self.held.len() + 1).await?;
        };
        let lines = self.held.split_to(length + 4);
        let lines = String::from_utf8_lossy(&lines);
        let disposition = lines.split("\r\n").find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-disposition").then_some(value)
        });
        disposition.and_then(Head::parse).ok_or(FormError::Malformed)
    }
}

/// Where a part ends.
enum End {
    /// Its end begins there.
    At(usize),
    /// Its end is not in these bytes, but may begin there.
    NotBefore(usize),
}

fn end_of(held: &[u8], end: &[u8]) -> End {
    let mut from = 0;
    while let Some(at) = held[from..].iter().position(|byte| *byte == b'\r') {
        let rest = &held[from + at..];
        if rest.starts_with(end) {
            return End::At(from + at);
        }
        if end.starts_with(rest) {
            return End::NotBefore(from + at);
        }
        from += at + 1;
    }
    End::NotBefore(held.len())
}

impl Head {
    /// ` form-data; name="file"; filename="chart.pdf"`, the way browsers write it: quotes and line ends percent-encoded.
    fn parse(disposition: &str) -> Option<Self> {
        let mut rest = disposition.trim().strip_prefix("form-data")?;
        let mut head = Self::default();
        while let Some(parameter) = rest.trim_start().strip_prefix(';') {
            let (name, value) = parameter.trim_start().split_once('=')?;
            let (value, after) = quoted(value)?;
            match name {
                "name" => head.name = value,
                "filename" => head.file_name = Some(value),
                _ => {}
            }
            rest = after;
        }
        (rest.trim().is_empty() && !head.name.is_empty()).then_some(head)
    }
}

/// A text in quotes, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut value = String::new();
    let mut letters = inner.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((plain(&value), &inner[at + 1..])),
            // Programs write quotes so; a backslash before anything else is part of the name.
            '\\' if inner[at + 1..].starts_with('"') => {
                letters.next();
                value.push('"');
            }
            _ => value.push(letter),
        }
    }
    None
}

/// Undoes what browsers do to a name.
fn plain(value: &str) -> String {
    value.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use futures::stream;

    use super::*;

    const FORM: &str = "--XX\r\nContent-Disposition: form-data; name=\"draft\"\r\n\r\n01ABC\r\n\
                        --XX\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a%22b.pdf\"\r\n\
                        Content-Type: application/pdf\r\n\r\n%PDF-1.7\r\n--X\r\r\n--\r\n\r\n--XX\r\n\
                        Content-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--XX--\r\n";

    /// The form, arriving in pieces of so many bytes.
    fn arriving(form: &str, piece: usize) -> Multipart<impl Stream<Item = io::Result<Bytes>> + Unpin> {
        let pieces: Vec<io::Result<Bytes>> = form
            .as_bytes()
            .chunks(piece)
            .map(|piece| Ok(Bytes::copy_from_slice(piece)))
            .collect();
        Multipart::new(stream::iter(pieces), "XX")
    }

    async fn all(form: &str, piece: usize) -> Result<Vec<(Head, String)>, FormError> {
        let mut form = arriving(form, piece);
        let mut parts = Vec::new();
        while let Some(head) = form.next_part().await? {
            parts.push((head, form.text(1_000).await?));
        }
        Ok(parts)
    }

    #[tokio::test]
    async fn a_form_is_read_the_same_however_it_is_cut_into_pieces() {
        for piece in 1..FORM.len() + 1 {
            let parts = all(FORM, piece).await.unwrap();
            let parts: Vec<_> = parts
                .iter()
                .map(|(head, text)| (head.name.as_str(), head.file_name.as_deref(), text.as_str()))
                .collect();
            assert_eq!(
                parts,
                [
                    ("draft", None, "01ABC"),
                    ("file", Some("a\"b.pdf"), "%PDF-1.7\r\n--X\r\r\n--\r\n"),
                    ("file", Some(""), ""),
                ],
                "pieces of {piece}"
            );
        }
    }

    #[tokio::test]
    async fn what_was_not_read_of_a_part_is_passed_over() {
        let mut form = arriving(FORM, 7);
        let mut names = Vec::new();
        while let Some(head) = form.next_part().await.unwrap() {
            names.push(head.name);
        }
        assert_eq!(names, ["draft", "file", "file"]);
        assert_eq!(form.next_part().await.unwrap(), None);
        assert_eq!(form.next_piece().await.unwrap(), None);
    }

    #[tokio::test]
    async fn a_form_that_is_cut_off_anywhere_is_an_error() {
        for length in 0..FORM.len() - 4 {
            assert!(all(&FORM[..length], 5).await.is_err(), "{length} bytes");
        }
    }

    #[tokio::test]
    async fn what_is_no_form_is_an_error_and_never_held() {
        let no_name = "--XX\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XX--";
        let no_quotes = "--XX\r\nContent-Disposition: form-data; name=x\r\n\r\nx\r\n--XX--";
        for form in ["", "no boundary at all", "--XY\r\n", "--XXgarbage", no_name, no_quotes] {
            assert!(all(form, 3).await.is_err(), "{form}");
        }
        let endless_head = format!("--XX\r\n{}", "a".repeat(100_000));
        assert!(matches!(all(&endless_head, 1_000).await, Err(FormError::TooLong)));
        let endless_field = FORM.replace("01ABC", &"a".repeat(100_000));
        assert!(matches!(all(&endless_field, 1_000).await, Err(FormError::TooLong)));
        let endless_parts = "--XX\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n\r\n".repeat(PART_LIMIT + 1);
        assert!(matches!(all(&endless_parts, 1_000).await, Err(FormError::TooLong)));
    }

    #[test]
    fn a_boundary_is_named_once_and_plainly() {
        let of = |values: &[&str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(header::CONTENT_TYPE, value.parse().unwrap());
            }
            boundary(&headers)
        };
        for good in [
            "multipart/form-data; boundary=XX",
            "Multipart/Form-Data;boundary=\"XX\"",
        ] {
            assert_eq!(of(&[good]).as_deref(), Some("XX"), "{good}");
        }
        let long = format!("multipart/form-data; boundary={}", "x".repeat(71));
        for bad in [
            "multipart/form-data",
            "multipart/form-data; boundary=",
            "multipart/form-data; boundary=a b",
            "multipart/mixed; boundary=XX",
            "multipart/form-data; boundary=XX; boundary=YY",
            "application/x-www-form-urlencoded; boundary=XX",
            &long,
        ] {
            assert_eq!(of(&[bad]), None, "{bad}");
        }
        assert_eq!(
            of(&["multipart/form-data; boundary=XX", "multipart/form-data; boundary=XX"]),
            None
        );
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn names_with_quotes_and_backslashes_survive() {
        for (written, name) in [
            ("\"a.pdf\"", "a.pdf"),
            (r#""C:\scans\a.pdf""#, r"C:\scans\a.pdf"),
            (r#""a\"b.pdf""#, "a\"b.pdf"),
            ("\"a%22%0D%0Ab.pdf\"", "a\"\r\nb.pdf"),
            ("\"a; name=x.pdf\"", "a; name=x.pdf"),
        ] {
            let head = Head::parse(&format!("form-data; name=\"file\"; filename={written}")).unwrap();
            assert_eq!(head.file_name.as_deref(), Some(name), "{written}");
        }
        assert_eq!(Head::parse("form-data; name=\"open"), None);
        assert_eq!(Head::parse("attachment; name=\"x\""), None);
    }
}
