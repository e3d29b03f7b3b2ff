//! The whole corpus, sent to the running program: each file gets an answer, the process stays the same, and it stays small.

use std::{
    collections::BTreeMap,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Stdio},
    sync::Mutex,
};

use domain::file::FileProblem;
use tempfile::TempDir;

use super::{
    corpus::{self, Expected, Sample},
    sending::form,
};
use crate::{
    browser::encode,
    program::{portico, text},
};

/// The most memory the server may ever have taken, the embedded database and everything else included.
const MOST_MEMORY_KB: u64 = 512 * 1024;
/// So many files are sent at once: more than may be looked into at once.
const AT_ONCE: usize = 4;

/// A running demo, and somebody signed in to it.
struct Running {
    child: Child,
    port: u16,
    cookie: String,
    _data: TempDir,
}

impl Running {
    fn start() -> Self {
        let data = TempDir::new().unwrap();
        let mut child = portico(&["demo", "--port", "0", "--json", "--data", text(data.path())])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
        let port = ready["url"]
            .as_str()
            .unwrap()
            .rsplit(':')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        let mut running = Self {
            child,
            port,
            cookie: String::new(),
            _data: data,
        };
        let fields = encode(&[("user_id", "Front.Desk1"), ("password", "demo portico 2026!")]);
        let answer = running.ask("POST", "/login?do=auth/log-in", FORM, fields.as_bytes());
        let cookie = header(&answer, "set-cookie").expect("signed in");
        running.cookie = cookie.split(';').next().unwrap().to_owned();
        running
    }

    /// A request, and the whole answer.
    fn ask(&self, method: &str, path: &str, kind: &str, body: &[u8]) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\nAccept: application/json\r\n\
             Cookie: {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            self.cookie,
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn new_draft(&self) -> String {
        let answer = self.ask("POST", "/prior-auth/new?do=prior-auth/create-draft", FORM, b"");
        let place = header(&answer, "location").expect("a draft");
        place.rsplit('/').next().unwrap().to_owned()
    }

    /// What the server says of the file: `received`, or the problem.
    fn send(&self, draft: &str, sample: &Sample) -> String {
        let (kind, body) = form(&[("draft", draft)], &[(&in_a_header(&sample.name), &sample.bytes)]);
        let answer = self.ask("POST", "/files", &kind, &body);
        let said = answer.split("\r\n\r\n").nth(1).unwrap_or_default();
        let said: serde_json::Value = serde_json::from_str(said).unwrap_or_default();
        let file = &said["files"][0];
        let verdict = file["problem"].as_str().or(file["state"].as_str());
        verdict.map_or_else(|| answer.lines().next().unwrap_or_default().to_owned(), str::to_owned)
    }

    /// The most memory it ever had, in kilobytes; on systems that tell.
    fn most_memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.trim().trim_end_matches(" kB").parse().ok()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _status = self.child.wait();
    }
}

/// As browsers write it.
fn in_a_header(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

const FORM: &str = "application/x-www-form-urlencoded";

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    answer.lines().take_while(|line| !line.is_empty()).find_map(|line| {
        let (key, value) = line.split_once(": ")?;
        key.eq_ignore_ascii_case(name).then_some(value)
    })
}

fn is_expected(expected: &Expected, verdict: &str) -> bool {
    let problem = FileProblem::parse(verdict);
    match expected {
        Expected::Received => verdict == "received",
        Expected::Refused(problems) => problem.is_some_and(|problem| problems.contains(&problem)),
        Expected::Either => verdict == "received" || problem.is_some(),
    }
}

#[test]
#[expect(clippy::print_stdout, reason = "the table is what the test shows")]
fn every_hostile_or_broken_file_gets_its_answer_and_the_server_stays_what_it_was() {
    let mut samples = corpus::all();
    assert!(samples.len() >= 200, "{} files", samples.len());
    let mut running = Running::start();
    let work = Mutex::new(samples.drain(..).enumerate());
    let table = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                // Not all of them have room in one draft.
                let (mut draft, mut count) = (running.new_draft(), 0);
                while let Some((number, sample)) = { work.lock().unwrap().next() } {
                    if count == 6 {
                        (draft, count) = (running.new_draft(), 0);
                    }
                    count += 1;
                    let verdict = running.send(&draft, &sample);
                    let good = is_expected(&sample.expected, &verdict);
                    table.lock().unwrap().insert(number, (sample.what, verdict, good));
                }
            });
        }
    });
    let table = table.into_inner().unwrap();
    let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, (what, verdict, good)) in &table {
        *sums.entry(verdict).or_default() += 1;
        println!(
            "{number:>3}  {what:<48} {verdict}{}",
            if *good { "" } else { "  <- NOT EXPECTED" }
        );
    }
    let memory = running.most_memory();
    println!(
        "{} files: {sums:?}; most memory of the server: {memory:?} kB",
        table.len()
    );
    assert!(
        running.child.try_wait().unwrap().is_none(),
        "the same process still runs"
    );
    let answer = running.ask("GET", "/health/ready", FORM, b"");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let wrong: Vec<_> = table.values().filter(|(_, _, good)| !good).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(memory.is_none_or(|most| most < MOST_MEMORY_KB), "{memory:?} kB");
}
