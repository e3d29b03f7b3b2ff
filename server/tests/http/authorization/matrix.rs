//! Reads `matrix.csv`.

use app::paths::PRIOR_AUTH_EXPORT;

/// Who may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Everybody, signed in or not.
    Open,
    /// Refused.
    No,
    /// Let in; nothing of a practice is named.
    Yes,
    /// Let in to the own practice's things.
    Own,
    /// Let in to what the person made; a colleague's thing is refused, another practice's looks missing.
    Mine,
    /// Let in to every practice's things.
    Any,
}

/// One function, page, file or stream.
pub struct Row {
    pub address: String,
    /// For nobody, then for each role.
    pub cells: Vec<Cell>,
}

impl Row {
    /// Whether people go there by a link: no function, no stream.
    pub fn is_gone_to(&self) -> bool {
        !self.address.starts_with("/api/") && self.address != "/events"
    }

    /// Whether it is a page of the app: no file either.
    pub fn is_page(&self) -> bool {
        self.is_gone_to() && self.address != PRIOR_AUTH_EXPORT
    }
}

/// The whole table.
pub struct Matrix {
    /// The columns.
    pub roles: Vec<&'static str>,
    pub rows: Vec<Row>,
}

impl Matrix {
    pub fn read() -> Self {
        let mut lines = include_str!("matrix.csv").lines().filter(|line| !line.starts_with('#'));
        let roles: Vec<&str> = lines.next().expect("a head").split(',').skip(1).collect();
        let mut rows = lines.map(row).collect::<Vec<_>>();
        // Whoever has left can ask nothing more.
        rows.sort_by_key(|row| row.address == "/api/auth/log-out");
        for row in &rows {
            assert_eq!(row.cells.len(), roles.len(), "{}", row.address);
        }
        Self { roles, rows }
    }
}

fn row(line: &str) -> Row {
    let (address, cells) = line.split_once(',').expect("cells");
    Row {
        address: address.to_owned(),
        cells: cells.split(',').map(cell).collect(),
    }
}

fn cell(word: &str) -> Cell {
    match word {
        "open" => Cell::Open,
        "no" => Cell::No,
        "yes" => Cell::Yes,
        "own" => Cell::Own,
        "mine" => Cell::Mine,
        "any" => Cell::Any,
        other => panic!("{other} is no word of the matrix"),
    }
}
