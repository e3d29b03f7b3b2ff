//! Files of codes in the formats of their publishers. The words in them are for the test to invent.

/// So many columns of a record of HCPCS hold a piece of the description.
const PIECE: usize = 80;

/// The records of one HCPCS code, or of a modifier of two characters, as CMS's file has them: 320 columns and a Windows line
/// end each. `ends` is the last day on which it may be used, like `20260131`, or nothing.
#[must_use]
pub fn hcpcs_records(code: &str, words: &str, ends: &str) -> String {
    let kinds = if code.len() == 2 { ['7', '8'] } else { ['3', '4'] };
    let mut records = String::new();
    for (place, piece) in pieces(words).iter().enumerate() {
        let number = (place + 1) * 100;
        let record = match place {
            0 => format!(
                "{code:>5}{number:05}{}{piece:<PIECE$}{:<28}{:149}2020010120200101{ends:<8}N{:27}",
                kinds[0], "short words", "", ""
            ),
            _ => format!("{code:>5}{number:05}{}{piece:<PIECE$}", kinds[1]),
        };
        records.push_str(&record);
        records.push_str("\r\n");
    }
    records
}

/// The words in pieces that fit the columns, parted where words end. There is always one.
fn pieces(words: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for word in words.split(' ') {
        match pieces.last_mut() {
            Some(last) if last.is_empty() => last.push_str(word),
            Some(last) if last.len() + 1 + word.len() <= PIECE => {
                last.push(' ');
                last.push_str(word);
            }
            _ => pieces.push(word.to_owned()),
        }
    }
    pieces
}

/// A line of `icd10cm_order_YYYY.txt`: a code without its dot that may be used, or a heading.
#[must_use]
pub fn icd10cm_order_line(number: u32, code: &str, is_heading: bool, words: &str) -> String {
    let flag = u8::from(!is_heading);
    format!("{number:05} {code:<7} {flag} {:<60} {words}\n", "short words")
}

/// A line of `icd10cm_codes_YYYY.txt`.
#[must_use]
pub fn icd10cm_codes_line(code: &str, words: &str) -> String {
    format!("{code:<7} {words}\n")
}
