//! A PostgreSQL of its own for one test run: PostgreSQL's own programs, a new cluster in a temporary folder, a free
//! loopback port, and nothing left of it afterwards.

use std::{
    env, fs,
    net::{Ipv4Addr, TcpListener},
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::{self as own, Command},
};

use crate::{
    failure::{Context, Failure, Outcome},
    process,
};

/// Where Debian puts the server's programs, one folder a version.
const DEBIAN: &str = "/usr/lib/postgresql";
/// The account that the server runs as when this program runs as root, as which PostgreSQL refuses to run.
const ACCOUNT: &str = "postgres";
const PREFIX: &str = "portico-postgres-";

/// A running server; dropping it stops it and removes its folder.
pub struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    as_account: bool,
    port: u16,
}

impl Postgres {
    /// Starts a server when its programs are installed.
    ///
    /// # Errors
    /// They are there but do not work; the message holds what they said.
    pub fn start() -> Outcome<Option<Self>> {
        let Some(programs) = programs() else { return Ok(None) };
        sweep(&env::temp_dir());
        let (as_account, port) = (is_root()?, free_port()?);
        let folder = env::temp_dir().join(format!("{PREFIX}{}", own::id()));
        fs::create_dir(&folder).context(|| format!("cannot make {}", folder.display()))?;
        // From here on the folder has an owner that removes it, whatever fails below.
        let server = Self {
            programs,
            folder,
            as_account,
            port,
        };
        server.initialise()?;
        Ok(Some(server))
    }

    /// Where the tests connect to; they make databases of their own there.
    pub fn url(&self) -> String {
        format!("postgres://{ACCOUNT}@127.0.0.1:{}/postgres", self.port)
    }

    fn initialise(&self) -> Outcome {
        if self.as_account {
            let id = |kind: &str| -> Outcome<u32> {
                let answer = process::answer(Command::new("id").args([kind, ACCOUNT]))?;
                answer.trim().parse().context(|| format!("id {kind} {ACCOUNT}"))
            };
            chown(&self.folder, Some(id("-u")?), Some(id("-g")?))
                .context(|| format!("cannot give {} to {ACCOUNT}", self.folder.display()))?;
        }
        let data = self.data();
        let mut initdb = self.program("initdb");
        initdb.args([
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "--username",
            ACCOUNT,
        ]);
        process::answer(initdb.arg("--pgdata").arg(&data))?;
        let mut start = self.program("pg_ctl");
        start
            .arg("start")
            .arg("--wait")
            .arg("--silent")
            .arg("--pgdata")
            .arg(&data);
        start
            .arg("--log")
            .arg(self.folder.join("log"))
            .arg("--options")
            .arg(self.settings());
        let log = || fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        match start.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure::new(format!("PostgreSQL did not start ({status}):\n{}", log()))),
            Err(error) => Err(Failure::new(format!("cannot start PostgreSQL: {error}"))),
        }
    }

    /// Nothing here has to survive a power cut, and nobody else may connect.
    fn settings(&self) -> String {
        let (port, sockets) = (self.port, self.folder.display());
        format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={sockets} -c fsync=off \
             -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"
        )
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// One of PostgreSQL's programs, run as the account where that is needed.
    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        if !self.as_account {
            return process::program(path, &self.folder);
        }
        let mut command = process::program("setpriv", &self.folder);
        command
            .arg(format!("--reuid={ACCOUNT}"))
            .arg(format!("--regid={ACCOUNT}"))
            .arg("--clear-groups")
            .arg(path);
        command
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if self.data().join("postmaster.pid").exists() {
            let mut stop = self.program("pg_ctl");
            stop.args(["stop", "--wait", "--silent", "--mode=immediate", "--pgdata"])
                .arg(self.data());
            if let Err(failure) = process::answer(&mut stop) {
                eprintln!("PostgreSQL did not stop: {failure}");
            }
        }
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("cannot remove {}: {error}", self.folder.display());
        }
    }
}

/// The folder with the server's programs: on the search path, or Debian's newest version.
fn programs() -> Option<PathBuf> {
    let complete = |folder: &Path| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file();
    let linked = process::on_path("pg_ctl").and_then(|path| fs::canonicalize(path).ok());
    let on_path = linked
        .and_then(|path| path.parent().map(Path::to_owned))
        .filter(|folder| complete(folder));
    on_path.or_else(|| {
        newest(
            &fs::read_dir(DEBIAN)
                .ok()?
                .flatten()
                .map(|entry| entry.path())
                .collect::<Vec<_>>(),
            complete,
        )
    })
}

fn newest(versions: &[PathBuf], complete: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    let number = |folder: &Path| folder.file_name()?.to_str()?.parse::<u32>().ok();
    let folders = versions
        .iter()
        .filter_map(|folder| Some((number(folder)?, folder.join("bin"))));
    folders.filter(|(_, bin)| complete(bin)).max().map(|(_, bin)| bin)
}

/// Removes what runs left behind that were killed: their server, if it still runs, and their folder.
fn sweep(temporary: &Path) {
    for path in fs::read_dir(temporary)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
    {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let Some(process) = name.strip_prefix(PREFIX).and_then(|id| id.parse::<u32>().ok()) else {
            continue;
        };
        if Path::new("/proc/self").exists() && !Path::new("/proc").join(process.to_string()).exists() {
            let (as_account, port) = (is_root().unwrap_or(false), 0);
            if let Some(programs) = programs() {
                drop(Postgres {
                    programs,
                    folder: path,
                    as_account,
                    port,
                });
            }
        }
    }
}

fn is_root() -> Outcome<bool> {
    Ok(process::answer(Command::new("id").arg("-u"))?.trim() == "0")
}

/// A port that is free now. Another program may take it before the server does; then starting fails, loudly.
fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context(|| "no free port".into())?;
    Ok(listener.local_addr().context(|| "no free port".into())?.port())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn the_newest_complete_version_is_taken_by_number() {
        let versions = ["/x/9", "/x/17", "/x/15", "/x/share"].map(PathBuf::from);
        assert_eq!(newest(&versions, |_| true).unwrap(), Path::new("/x/17/bin"));
        assert_eq!(
            newest(&versions, |bin| bin.starts_with("/x/15")).unwrap(),
            Path::new("/x/15/bin")
        );
        assert_eq!(newest(&versions, |_| false), None);
    }

    #[test]
    fn a_server_starts_accepts_connections_and_leaves_nothing_behind() {
        let Some(server) = Postgres::start().unwrap() else {
            eprintln!("skipped: PostgreSQL is not installed");
            return;
        };
        let (folder, port) = (server.folder.clone(), server.port);
        assert!(std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok());
        drop(server);
        assert!(!folder.exists());
        assert!(std::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err());
    }
}
