//! Which encodings a client takes, best first (RFC 9110 12.5.3).

use std::cmp::Ordering;

use http::{HeaderMap, HeaderValue, header};

/// An encoding the site's files may exist in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Brotli,
    Gzip,
    Identity,
}

impl Encoding {
    /// The value of `Content-Encoding`; none for bytes as they are.
    pub(crate) fn header(self) -> Option<HeaderValue> {
        match self {
            Self::Brotli => Some(HeaderValue::from_static("br")),
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Identity => None,
        }
    }
}

/// The encodings to try, by the client's weights and, where these are equal, by size.
///
/// Encodings the client refuses (`q=0`) are left out; bytes as they are stay the last resort.
pub(crate) fn preference(headers: &HeaderMap) -> impl Iterator<Item = Encoding> {
    let mut weighted: Vec<(Encoding, f32)> = [(Encoding::Brotli, "br"), (Encoding::Gzip, "gzip")]
        .into_iter()
        .map(|(encoding, name)| (encoding, weight(headers, name)))
        .filter(|(_, weight)| *weight > 0.0)
        .collect();
    weighted.sort_by(|a, b| b.1.partial_cmp(&a.1).unwrap_or(Ordering::Equal));
    weighted
        .into_iter()
        .map(|(encoding, _)| encoding)
        .chain([Encoding::Identity])
}

/// The weight of one coding, named itself or by `*`; 0 when not accepted.
fn weight(headers: &HeaderMap, coding: &str) -> f32 {
    let mut by_star = 0.0;
    for item in headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
    {
        for part in item.split(',') {
            let (name, parameters) = part.split_once(';').unwrap_or((part, ""));
            let quality = parameters
                .trim()
                .strip_prefix("q=")
                .map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
            if name.trim().eq_ignore_ascii_case(coding) {
                return quality;
            }
            if name.trim() == "*" {
                by_star = quality;
            }
        }
    }
    by_star
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn preferred(value: &str) -> Vec<Encoding> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, value.parse().unwrap());
        preference(&headers).collect()
    }

    #[test]
    fn equal_weights_prefer_the_smaller_form() {
        assert_eq!(
            preferred("gzip, br"),
            [Encoding::Brotli, Encoding::Gzip, Encoding::Identity]
        );
    }

    #[test]
    fn weights_decide_and_zero_refuses() {
        assert_eq!(
            preferred("gzip;q=1.0, br; q=0.5"),
            [Encoding::Gzip, Encoding::Brotli, Encoding::Identity]
        );
        assert_eq!(preferred("br;q=0, gzip"), [Encoding::Gzip, Encoding::Identity]);
        assert_eq!(
            preferred("*;q=0.1"),
            [Encoding::Brotli, Encoding::Gzip, Encoding::Identity]
        );
    }

    #[test]
    fn without_the_header_bytes_go_out_as_they_are() {
        assert_eq!(preference(&HeaderMap::new()).collect::<Vec<_>>(), [Encoding::Identity]);
    }
}
