//! The program `portico`. Everything is in the library, so that tests reach it.

use std::process::ExitCode;

use tikv_jemallocator::Jemalloc;

/// A page is some ten thousand small allocations: the one of the C library takes a quarter of a page's time, and keeps what was freed.
#[global_allocator]
static ALLOCATOR: Jemalloc = Jemalloc;

fn main() -> ExitCode {
    match server::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("portico: {failure}");
            ExitCode::FAILURE
        }
    }
}
