//! Logs go to standard error; standard output belongs to what a command prints.

use std::io::{self, IsTerminal as _};

use tracing_subscriber::{EnvFilter, fmt};

use crate::{config::LogFormat, failure::Failure, http::panics};

/// Starts logging for the life of the process, panics included.
///
/// # Errors
/// The level is no filter.
pub(crate) fn start(format: LogFormat, level: &str) -> Result<(), Failure> {
    let filter = EnvFilter::try_new(level).map_err(|error| {
        Failure::new(
            format!("log.level cannot be read: {error}"),
            "use error, warn, info, debug or a filter",
        )
    })?;
    let lines = fmt().with_env_filter(filter).with_writer(io::stderr);
    let started = match format {
        LogFormat::Text => lines.with_ansi(io::stderr().is_terminal()).try_init(),
        LogFormat::Json => lines.json().flatten_event(true).try_init(),
    };
    // Only a second start in one process can fail; the first one goes on logging.
    drop(started);
    panics::install_hook();
    Ok(())
}
