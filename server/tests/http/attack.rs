//! Attacks on the program itself, with the password hash of production: many addresses at once, and an end by force.

use std::{
    io::{BufRead as _, BufReader},
    net::{Ipv4Addr, SocketAddr},
    process::{Child, Stdio},
    sync::Arc,
    time::Duration,
};

use services::{db::DatabaseUrl, testing::TestDb};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpSocket,
    sync::Semaphore,
};

use crate::browser::encode;
use crate::program::{portico, text};

/// Connections that are open at the same time; the usual limit of a process is 1024 files.
const AT_ONCE: usize = 400;

/// A running demo; ended by force when dropped.
struct Demo {
    child: Child,
    port: u16,
    metrics: u16,
}

impl Demo {
    fn start(folder: &TempDir) -> Self {
        Self::start_with(folder, &[])
    }

    fn start_with(folder: &TempDir, further: &[&str]) -> Self {
        let arguments = ["demo", "--port", "0", "--json", "--data", text(folder.path())];
        let mut child = portico(&[&arguments, further].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
        let port = |key: &str| url::Url::parse(ready[key].as_str().unwrap()).unwrap().port().unwrap();
        Self {
            child,
            port: port("url"),
            metrics: port("metrics"),
        }
    }

    /// Ends it as a power cut would.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    async fn evaluations(&self) -> u64 {
        let numbers = ask(
            self.metrics,
            Ipv4Addr::LOCALHOST,
            "GET /metrics HTTP/1.1\r\nhost: localhost\r\n",
            "",
        )
        .await;
        let line = numbers
            .lines()
            .find(|line| line.starts_with("portico_password_evaluations_total "));
        line.unwrap().split(' ').nth(1).unwrap().parse().unwrap()
    }

    /// The status of a sign-in from `source`.
    async fn sign_in(port: u16, source: Ipv4Addr, user_id: &str, password: &str) -> u16 {
        let body = encode(&[("user_id", user_id), ("password", password)]);
        let head = "POST /api/auth/log-in HTTP/1.1\r\nhost: localhost\r\nsec-fetch-site: same-origin\r\n\
                    content-type: application/x-www-form-urlencoded\r\n";
        let answer = ask(port, source, head, &body).await;
        answer.split(' ').nth(1).unwrap().parse().unwrap()
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        // It may have ended already.
        let _ended = self.child.kill();
        let _status = self.child.wait();
    }
}

async fn ask(port: u16, source: Ipv4Addr, head: &str, body: &str) -> String {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from((source, 0))).unwrap();
    let mut stream = socket
        .connect(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
        .await
        .unwrap();
    let length = body.len();
    let request = format!("{head}content-length: {length}\r\nconnection: close\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    // Functions answer in bytes; what is asked about here is above them, or text.
    String::from_utf8_lossy(&answer).into_owned()
}

/// A thousand guesses at each of ten accounts from two hundred addresses, dealt out to these servers. How many were answered
/// with "wrong"; all others were with "locked" or "too many".
async fn guess(ports: &[u16]) -> usize {
    let door = Arc::new(Semaphore::new(AT_ONCE));
    let mut guesses = Vec::with_capacity(10_000);
    for number in 0..10_000_u16 {
        let (door, port) = (door.clone(), ports[usize::from(number / 10) % ports.len()]);
        guesses.push(tokio::spawn(async move {
            let _inside = door.acquire().await.unwrap();
            let source = Ipv4Addr::new(
                127,
                1,
                u8::try_from(number % 200).unwrap(),
                u8::try_from(number / 200 + 1).unwrap(),
            );
            let user_id = format!("Load.User{:02}", number % 10 + 1);
            Demo::sign_in(port, source, &user_id, &format!("guess number {number}")).await
        }));
    }
    let mut wrong = 0;
    for guess in guesses {
        match guess.await.unwrap() {
            422 => wrong += 1,
            status => assert_eq!(status, 429),
        }
    }
    wrong
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_guesses_at_each_of_ten_accounts_from_many_addresses_get_five_evaluations_each() {
    let folder = TempDir::new().unwrap();
    let demo = Demo::start(&folder);
    let before = demo.evaluations().await;
    // The fifth failure answers that the User ID is locked now.
    assert_eq!(guess(&[demo.port]).await, 40);
    assert_eq!(demo.evaluations().await - before, 50);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_on_one_postgres_evaluate_five_guesses_an_account_between_them() {
    let Some(database) = TestDb::postgres_without_schema().await else {
        return;
    };
    let DatabaseUrl::Postgres(url) = database.url() else {
        unreachable!("it is PostgreSQL");
    };
    let folders = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    let demos = folders
        .each_ref()
        .map(|folder| Demo::start_with(folder, &["--database-url", url.expose()]));
    let mut before = 0;
    for demo in &demos {
        before += demo.evaluations().await;
    }
    assert_eq!(guess(&demos.each_ref().map(|demo| demo.port)).await, 40);
    let mut after = 0;
    for demo in &demos {
        after += demo.evaluations().await;
    }
    assert_eq!(after - before, 50);
}

#[tokio::test]
async fn killed_at_four_failures_the_program_locks_at_the_fifth_after_its_restart() {
    let folder = TempDir::new().unwrap();
    let demo = Demo::start(&folder);
    for _ in 0..4 {
        let status = Demo::sign_in(demo.port, Ipv4Addr::LOCALHOST, "Front.Desk1", "not the password").await;
        assert_eq!(status, 422);
    }
    demo.kill();
    let demo = Demo::start(&folder);
    let before = demo.evaluations().await;
    for (password, expected) in [("not the password", 429), ("demo portico 2026!", 429)] {
        let status = Demo::sign_in(demo.port, Ipv4Addr::LOCALHOST, "Front.Desk1", password).await;
        assert_eq!(status, expected);
    }
    assert_eq!(demo.evaluations().await - before, 1);
    // Support opens it from the command line while the program runs.
    let data = text(folder.path());
    let unlocked = portico(&["account", "unlock", "Front.Desk1", "--data", data])
        .output()
        .unwrap();
    assert!(unlocked.status.success(), "{unlocked:?}");
    // Heard within a second; the tries until then are refused without counting.
    let opened = async {
        loop {
            let status = Demo::sign_in(demo.port, Ipv4Addr::LOCALHOST, "Front.Desk1", "demo portico 2026!").await;
            if status != 429 {
                return status;
            }
        }
    };
    let status = tokio::time::timeout(Duration::from_secs(5), opened).await.unwrap();
    assert!((200..400).contains(&status), "{status}");
    let unknown = portico(&["account", "unlock", "front.desk1", "--data", data])
        .output()
        .unwrap();
    assert_eq!(unknown.status.code(), Some(1), "{unknown:?}");
}
