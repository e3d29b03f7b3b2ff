//! The name of a file as it is shown: what somebody's computer calls it, without what could mislead or break anything.

/// The most characters that are shown.
const MAX_CHARS: usize = 100;
/// The most characters of the ending that survive shortening.
const MAX_ENDING: usize = 8;
/// What a file is called of whose name nothing is left.
const NAMELESS: &str = "document";

/// The last part of a path, on one line, without control characters and without those that change the direction of writing,
/// which make `exe.pdf` of `fdp.exe`.
pub fn display_name(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = last.chars().filter(|&letter| !is_hidden(letter)).collect();
    let words: Vec<&str> = shown.split_whitespace().collect();
    let name = words.join(" ");
    let visible = name.trim_start_matches(['.', ' ']);
    match (visible.is_empty(), visible.contains('.') || visible.len() == name.len()) {
        (true, _) => NAMELESS.to_owned(),
        (_, true) => shortened(visible),
        // Nothing but an ending.
        (_, false) => shortened(&format!("{NAMELESS}.{visible}")),
    }
}

/// Cut in the middle, so that the ending stays.
fn shortened(name: &str) -> String {
    let count = name.chars().count();
    if count <= MAX_CHARS {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = if ending.chars().count() <= MAX_ENDING {
        ending
    } else {
        ""
    };
    let room = MAX_CHARS - ending.chars().count() - 2;
    let front: String = name.chars().take(room).collect();
    let dot = if ending.is_empty() { "" } else { "." };
    format!("{front}…{dot}{ending}")
}

/// Characters that are not seen themselves, or change how others are seen.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}
