//! A list that stays where it is while it changes.
//!
//! What is shown is the reader's: a row changes in its own place, one that has left the list stays until the reader asks
//! for the list as it is now, and new rows are announced but not put in. So nothing moves under the pointer.

use leptos::prelude::*;

use super::view::Row;

/// A row on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// As the server last told it.
    pub row: Row,
    /// Whether it has left the list.
    pub is_gone: bool,
}

/// What is on the page, and what is not yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steady {
    /// How often the reader has asked for the list as it is.
    turn: u32,
    /// The rows on the page.
    pub kept: Vec<Kept>,
    /// How many of the first rows of the list are not on the page.
    new: usize,
}

/// How many rows are put on the page. The server sends some more, by which a row that has left the list is told from one
/// that stands lower than these now.
const SHOWN: usize = 6;

impl Steady {
    fn fresh(turn: u32, latest: &[Row]) -> Self {
        let kept = latest.iter().take(SHOWN).map(|row| Kept {
            row: row.clone(),
            is_gone: false,
        });
        Self {
            turn,
            kept: kept.collect(),
            new: 0,
        }
    }

    fn after(&self, latest: &[Row]) -> Self {
        let kept = self.kept.iter().map(|kept| {
            let now = latest.iter().find(|row| row.key == kept.row.key);
            Kept {
                row: now.unwrap_or(&kept.row).clone(),
                is_gone: now.is_none(),
            }
        });
        let is_new = |row: &&Row| self.kept.iter().all(|kept| kept.row.key != row.key);
        Self {
            turn: self.turn,
            kept: kept.collect(),
            new: latest.iter().take(SHOWN).filter(is_new).count(),
        }
    }

    /// What the button says that brings the list up to date; nothing where it is. A row that only fills the place of one
    /// that has left is not called new.
    #[must_use]
    pub fn news(&self) -> Option<String> {
        let gone = self.kept.iter().filter(|kept| kept.is_gone).count();
        match self.new.saturating_sub(gone) {
            0 if self.new + gone == 0 => None,
            0 => Some("Show changes".to_owned()),
            new => Some(format!("{new} new")),
        }
    }
}

/// Follows `latest`; each time `turn` moves, the list is shown as it is.
pub fn steady(latest: impl Fn() -> Vec<Row> + Send + Sync + 'static, turn: RwSignal<u32>) -> Memo<Steady> {
    Memo::new(move |before: Option<&Steady>| {
        let (latest, turn) = (latest(), turn.get());
        match before.filter(|before| before.turn == turn) {
            Some(before) => before.after(&latest),
            None => Steady::fresh(turn, &latest),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(keys: &str) -> Vec<Row> {
        let row = |key: char| Row {
            key: key.to_string(),
            ..Row::default()
        };
        keys.chars().map(row).collect()
    }

    fn keys(steady: &Steady) -> String {
        let shown = steady.kept.iter().map(|kept| {
            let key = kept.row.key.clone();
            if kept.is_gone { format!("({key})") } else { key }
        });
        shown.collect()
    }

    #[test]
    fn new_rows_are_announced_and_old_ones_stay_in_their_places() {
        let shown = Steady::fresh(0, &rows("abc"));
        assert_eq!((keys(&shown).as_str(), shown.news()), ("abc", None));
        let later = shown.after(&rows("xac"));
        assert_eq!(
            (keys(&later).as_str(), later.news().as_deref()),
            ("a(b)c", Some("Show changes"))
        );
        let later = later.after(&rows("xyab"));
        assert_eq!(
            (keys(&later).as_str(), later.news().as_deref()),
            ("ab(c)", Some("1 new"))
        );
        assert_eq!(keys(&Steady::fresh(1, &rows("xyab"))), "xyab");
    }

    #[test]
    fn a_row_that_was_pushed_down_has_not_left() {
        let shown = Steady::fresh(0, &rows("abcdefghij"));
        assert_eq!(keys(&shown), "abcdef");
        let later = shown.after(&rows("xabcdefghi"));
        assert_eq!(
            (keys(&later).as_str(), later.news().as_deref()),
            ("abcdef", Some("1 new"))
        );
    }

    #[test]
    fn a_row_changes_in_its_place() {
        let mut changed = rows("cab");
        changed[1].text = "approved".to_owned();
        let shown = Steady::fresh(0, &rows("abc")).after(&changed);
        assert_eq!((keys(&shown).as_str(), shown.news()), ("abc", None));
        assert_eq!(shown.kept[0].row.text, "approved");
    }

    #[test]
    fn the_list_is_as_it_is_once_somebody_asks() {
        let owner = Owner::new();
        owner.with(|| {
            let (latest, turn) = (RwSignal::new(rows("ab")), RwSignal::new(0));
            let shown = steady(move || latest.get(), turn);
            assert_eq!(keys(&shown.get_untracked()), "ab");
            latest.set(rows("xab"));
            assert_eq!(shown.get_untracked().news().as_deref(), Some("1 new"));
            turn.set(1);
            assert_eq!(keys(&shown.get_untracked()), "xab");
        });
    }
}
