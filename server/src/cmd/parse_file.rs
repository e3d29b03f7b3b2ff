//! `portico parse-file`: looks into one file, in a process that has given up everything it could do harm with.

use std::io::{self, BufWriter, Write as _};

use domain::file::FileKind;

use crate::failure::Failure;

pub(super) fn run(kind: FileKind) -> Result<(), Failure> {
    // A message could quote what is in the file.
    std::panic::set_hook(Box::new(|_| ()));
    let looked = parser::confine().and_then(|()| {
        let mut output = BufWriter::new(io::stdout().lock());
        parser::run(kind, &mut io::stdin().lock(), &mut output)?;
        output.flush()
    });
    looked.map_err(|error| Failure::new(format!("the file could not be looked into: {error}"), "try again"))
}
