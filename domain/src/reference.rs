//! The number under which people speak of a request, like `PA-7K3Q-9XM2`.
//!
//! Seven random symbols and one check symbol of Crockford's base 32 (no I, L, O, U). The check is one equation over the
//! field of 32 elements: the symbols, weighted by the powers of a primitive element, add up to zero. All weights differ
//! and none is zero, so every single wrong symbol and every swap of two symbols, neighbours or not, is noticed (Luhn's
//! method in base 32 would miss the swap of the first and the last symbol of the alphabet). The number protects
//! nothing: authorization does.

use thiserror::Error;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PREFIX: &str = "PA";
const RANDOM_SYMBOLS: u32 = 7;
const SYMBOLS: usize = 8;

/// The reference of a request, in its one written form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(String);

/// Why a text is no reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ReferenceError {
    /// Not eight symbols of the alphabet, with or without prefix and hyphens.
    #[error("not in the form of a reference")]
    Format,
    /// The symbols do not fit together: something was mistyped.
    #[error("the check symbol of the reference does not match")]
    Check,
}

impl Reference {
    /// The reference made from the lowest 35 of 64 random bits.
    pub fn from_entropy(bits: u64) -> Self {
        let mut values = [0u8; SYMBOLS];
        let mut sum = 0;
        for (place, value) in (0..RANDOM_SYMBOLS).zip(values.iter_mut()) {
            *value = ((bits >> (5 * place)) & 31) as u8;
            sum = times_alpha(sum) ^ *value;
        }
        values[SYMBOLS - 1] = times_alpha(sum);
        Self::written(values)
    }

    /// The bits that [`Self::from_entropy`] makes this reference of.
    pub fn bits(&self) -> u64 {
        let symbols = self.0.bytes().filter(|byte| *byte != b'-').skip(PREFIX.len());
        let places = (0..RANDOM_SYMBOLS).zip(symbols.filter_map(symbol_value));
        places.fold(0, |bits, (place, value)| bits | u64::from(value) << (5 * place))
    }

    /// Reads a reference as people type it: any case, I and L for 1, O for 0, hyphens and the prefix optional.
    pub fn parse(text: &str) -> Result<Self, ReferenceError> {
        let plain = plain(text);
        let body = match plain.strip_prefix(PREFIX) {
            Some(rest) if rest.len() == SYMBOLS => rest,
            _ => &plain,
        };
        if body.len() != SYMBOLS {
            return Err(ReferenceError::Format);
        }
        let mut values = [0u8; SYMBOLS];
        let mut sum = 0;
        for (value, byte) in values.iter_mut().zip(body.bytes()) {
            *value = symbol_value(byte).ok_or(ReferenceError::Format)?;
            sum = times_alpha(sum) ^ *value;
        }
        if sum == 0 {
            Ok(Self::written(values))
        } else {
            Err(ReferenceError::Check)
        }
    }

    /// The reference as it is said on the phone: the letters before the first hyphen by themselves, the others as words, and a
    /// comma where a hyphen is written. `P A, 7 Kilo 3 Quebec, 9 X-ray Mike 2`
    pub fn spoken(&self) -> String {
        let mut parts = self.0.split('-');
        let prefix = parts.next().unwrap_or_default();
        let letters: Vec<String> = prefix.chars().map(String::from).collect();
        let mut spoken = letters.join(" ");
        for part in parts {
            let words: Vec<&str> = part.bytes().map(word).collect();
            spoken.push_str(", ");
            spoken.push_str(&words.join(" "));
        }
        spoken
    }

    fn written(values: [u8; SYMBOLS]) -> Self {
        Self(written(&values))
    }
}

/// The beginning of a reference, as somebody types it who knows no more of it, or has not typed it to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceStart {
    /// The first written form that begins so.
    pub from: String,
    /// The first written form behind all that begin so; `None` where there is none.
    pub before: Option<String>,
}

impl ReferenceStart {
    /// Reads it like [`Reference::parse`]: any case, hyphens and the prefix optional. The check symbol is not looked at.
    ///
    /// Three symbols are enough where a digit or the prefix says that it is a reference; a word of three or four letters is more
    /// likely a name.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = plain(text);
        let (body, is_marked) = match plain.strip_prefix(PREFIX) {
            Some(rest) if text.contains('-') => (rest, true),
            Some(rest) if rest.bytes().any(|byte| byte.is_ascii_digit()) => (rest, true),
            _ => (plain.as_str(), plain.bytes().any(|byte| byte.is_ascii_digit())),
        };
        let fewest = if is_marked { 3 } else { 5 };
        if !(fewest..=SYMBOLS).contains(&body.len()) {
            return None;
        }
        let values: Vec<u8> = body.bytes().map(symbol_value).collect::<Option<_>>()?;
        Some(Self {
            from: written(&values),
            before: next(values).map(|next| written(&next)),
        })
    }
}

/// The symbols counted on by one, in the order of their alphabet.
fn next(mut values: Vec<u8>) -> Option<Vec<u8>> {
    while values.last() == Some(&31) {
        values.pop();
    }
    *values.last_mut()? += 1;
    Some(values)
}

/// Symbols in groups of four, with the prefix.
fn written(values: &[u8]) -> String {
    let mut text = String::from(PREFIX);
    for (place, value) in values.iter().enumerate() {
        if place % 4 == 0 {
            text.push('-');
        }
        text.push(char::from(ALPHABET[usize::from(value & 31)]));
    }
    text
}

/// Without what is only there for the eye.
fn plain(text: &str) -> String {
    let symbols = text.chars().filter(|c| !matches!(c, '-' | ' '));
    symbols.map(|c| c.to_ascii_uppercase()).collect()
}

parsed_text!(Reference);

/// A symbol as it is said: a digit as it is, a letter by the spelling alphabet of the ICAO.
const fn word(symbol: u8) -> &'static str {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    const LETTERS: [&str; 26] = [
        "Alfa", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "Kilo", "Lima",
        "Mike", "November", "Oscar", "Papa", "Quebec", "Romeo", "Sierra", "Tango", "Uniform", "Victor", "Whiskey",
        "X-ray", "Yankee", "Zulu",
    ];
    match symbol {
        b'0'..=b'9' => DIGITS[(symbol - b'0') as usize],
        b'A'..=b'Z' => LETTERS[(symbol - b'A') as usize],
        _ => "",
    }
}

/// Multiplies by the primitive element of GF(32) with x⁵ + x² + 1.
const fn times_alpha(value: u8) -> u8 {
    let shifted = value << 1;
    if shifted & 32 == 0 {
        shifted
    } else {
        shifted ^ 0b10_0101
    }
}

fn symbol_value(byte: u8) -> Option<u8> {
    let byte = match byte {
        b'I' | b'L' => b'1',
        b'O' => b'0',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|symbol| *symbol == byte)
        .and_then(|place| u8::try_from(place).ok())
}
