//! A running Portico for measuring: demo data in a folder of its own, a free port, stopped and removed at the end.

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, Instant},
};

use serde::Deserialize;

use crate::{
    failure::{Context, Failure, Outcome},
    process,
};

/// The server's process; dropping it asks the server to stop and removes its data.
pub struct Portico {
    child: Child,
    folder: PathBuf,
    /// Host and port.
    pub address: String,
    /// Host and port of the metrics.
    pub metrics: String,
    /// From the start of the process to the ready line.
    pub ready_after: Duration,
}

/// The line that `portico demo --json` prints when it is ready.
#[derive(Deserialize)]
struct Ready {
    event: String,
    url: String,
    metrics: String,
}

impl Portico {
    /// Starts `portico demo` with the given further arguments and waits for its ready line.
    ///
    /// # Errors
    /// It does not start; the message holds the last of what it said.
    pub fn start(binary: &Path, arguments: &[&str]) -> Outcome<Self> {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("portico-xtask-{}-{number}", std::process::id()));
        fs::create_dir(&folder).context(|| format!("cannot make {}", folder.display()))?;
        Self::start_in(binary, arguments, folder)
    }

    /// Starts it on a folder that already exists, with the data in it.
    ///
    /// # Errors
    /// See [`Portico::start`].
    pub fn start_in(binary: &Path, arguments: &[&str], folder: PathBuf) -> Outcome<Self> {
        let words = folder.join("log");
        let log = fs::File::create(&words).context(|| format!("cannot write {}", words.display()))?;
        let mut command = process::program(binary, &folder);
        command
            .args(["demo", "--json", "--port", "0", "--data"])
            .arg(folder.join("data"))
            .args(arguments);
        let started = Instant::now();
        let child = command.stdout(Stdio::piped()).stderr(log).spawn();
        let child = child.context(|| format!("cannot start {}", binary.display()))?;
        let mut portico = Self {
            child,
            folder,
            address: String::new(),
            metrics: String::new(),
            ready_after: Duration::ZERO,
        };
        let ready = portico.ready_line().map_err(|failure| {
            let said = fs::read_to_string(&words).unwrap_or_default();
            Failure::new(format!("the server did not become ready: {failure}\n{said}"))
        })?;
        portico.ready_after = started.elapsed();
        portico.address = authority(&ready.url);
        portico.metrics = authority(&ready.metrics);
        Ok(portico)
    }

    /// The process, for reading its processor time and memory.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// How large its database is, in bytes.
    pub fn database_size(&self) -> Outcome<f64> {
        let path = self.folder.join("data/portico.db");
        let size = fs::metadata(&path).context(|| format!("cannot read {}", path.display()))?;
        // Below 2^53, where every whole number has a float of its own.
        Ok(size.len() as f64)
    }

    /// Stops the server and gives its folder, so that another can be started on the same data.
    pub fn stop_and_keep(mut self) -> PathBuf {
        process::stop(&mut self.child);
        std::mem::take(&mut self.folder)
    }

    fn ready_line(&mut self) -> Outcome<Ready> {
        let out = self
            .child
            .stdout
            .take()
            .ok_or_else(|| Failure::new("it has no standard output"))?;
        let mut line = String::new();
        BufReader::new(out)
            .read_line(&mut line)
            .context(|| "cannot read its standard output".into())?;
        let ready: Ready = serde_json::from_str(&line).context(|| format!("its first line was {line:?}"))?;
        if ready.event == "ready" {
            Ok(ready)
        } else {
            Err(Failure::new(format!("its first line was {line:?}")))
        }
    }
}

impl Drop for Portico {
    fn drop(&mut self) {
        if self.folder.as_os_str().is_empty() {
            return;
        }
        process::stop(&mut self.child);
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("cannot remove {}: {error}", self.folder.display());
        }
    }
}

/// Host and port out of an address like `http://localhost:3000/metrics`.
fn authority(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest).to_owned()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn host_and_port_are_cut_out_of_an_address() {
        assert_eq!(authority("http://localhost:3000"), "localhost:3000");
        assert_eq!(authority("http://127.0.0.1:9/metrics"), "127.0.0.1:9");
    }

    #[test]
    fn a_program_that_never_becomes_ready_is_an_error_with_its_words() {
        let error = Portico::start(Path::new("/bin/sh"), &[]).err().unwrap().to_string();
        assert!(error.contains("did not become ready"), "{error}");
    }

    #[test]
    fn a_ready_server_is_stopped_and_its_folder_removed() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("portico");
        let line = r#"{"event":"ready","url":"http://localhost:1","metrics":"http://127.0.0.1:2/metrics"}"#;
        fs::write(&program, format!("#!/bin/sh\necho '{line}'\nexec sleep 60\n")).unwrap();
        fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        let portico = Portico::start(&program, &[]).unwrap();
        assert_eq!(
            (portico.address.as_str(), portico.metrics.as_str()),
            ("localhost:1", "127.0.0.1:2")
        );
        let data = portico.folder.clone();
        drop(portico);
        assert!(!data.exists());
    }
}
