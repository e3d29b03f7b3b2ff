//! Very many open pages at once: from a decision to the bytes in the last one's hands, and what they cost in memory.
//!
//! A few threads hold all of them, so that the load does not take the processors from the server.

use std::{
    collections::BTreeMap,
    io::{ErrorKind, Read},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use mio::{Events, Interest, Poll, Token, net::TcpStream};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::{
    Bench,
    case::{Case, version_in},
    live::arrivals,
    load::{self, Loaded},
    machine,
    record::Record,
    visitor::{self, Visitor},
};
use crate::{
    failure::{Context, Outcome},
    http::Client,
    phases::say,
    portico::Portico,
};

/// Sessions that share the streams.
const SESSIONS: usize = 20;
/// Threads that share them on this side.
const THREADS: usize = 2;
const CHANGES: usize = 50;
/// After that long what was needed to open them has been given back.
const SETTLED: Duration = Duration::from_secs(15);
/// How often a thread looks whether all is over.
const LOOK: Duration = Duration::from_millis(200);
/// So many streams are told to have something at once.
const AT_ONCE: usize = 1_024;
/// Files that are open beside the streams, on either side.
const OTHER_FILES: u64 = 200;

/// # Errors
/// The machine does not allow so many connections, a stream ends, or a change does not arrive.
pub fn measure(bench: &Bench<'_>) -> Outcome<Vec<Record>> {
    let wanted = allowed(bench.listeners)?;
    let portico = Portico::start(bench.binary, &[])?;
    let mut case = Case::fresh(&mut Visitor::sign_in(&portico.address, &visitor::load_user(0))?)?;
    let mut nurse = Visitor::sign_in(&portico.address, "Nurse.Ortiz")?;
    let sessions = (0..SESSIONS)
        .map(|number| Visitor::sign_in(&portico.address, &visitor::load_user(number)))
        .collect::<Outcome<Vec<_>>>()?;
    thread::sleep(SETTLED);
    let before = machine::memory(portico.id())?;
    let crowd = Crowd::open(&portico.address, &sessions, wanted)?;
    thread::sleep(SETTLED);
    let open = machine::memory(portico.id())?;
    let (mut last, mut behind) = (Vec::new(), Vec::new());
    let started = Instant::now();
    for _ in 0..CHANGES {
        let sent = Instant::now();
        let version = case.change(&mut nurse)?;
        let answered = Instant::now();
        let times = arrivals(&crowd.inbox, version, wanted)?;
        let latest = times.into_iter().max().unwrap_or(answered);
        last.push(latest.duration_since(sent));
        behind.push(latest.saturating_duration_since(answered));
    }
    let took = started.elapsed();
    let (last, behind) = (Loaded::of(last, took), Loaded::of(behind, took));
    let fsync = bench.machine.fsync;
    Ok(vec![
        Record::new("listeners", "streams", load::count(wanted), "1"),
        Record::new("listeners", "last_p50", last.percentile(0.5), "ms").of_limit(fsync),
        Record::new("listeners", "last_p99", last.percentile(0.99), "ms")
            .of_limit(fsync)
            .goal(100.0),
        Record::new("listeners", "behind_the_answer_p50", behind.percentile(0.5), "ms").of_limit(fsync),
        Record::new("listeners", "behind_the_answer_p99", behind.percentile(0.99), "ms").of_limit(fsync),
        Record::new("listeners", "memory", open - before, "B").goal(40_000_000.0),
        Record::new("listeners", "memory_each", (open - before) / load::count(wanted), "B"),
    ])
}

/// As many streams as may be open; the limit of open files is raised for this program and for the server it starts.
fn allowed(wanted: usize) -> Outcome<usize> {
    let limit = getrlimit(Resource::Nofile);
    let needed = wanted as u64 + OTHER_FILES;
    if limit.current.is_some_and(|current| current < needed) {
        let raised = Rlimit {
            current: limit.maximum,
            ..limit
        };
        setrlimit(Resource::Nofile, raised).context(|| "cannot raise the limit of open files".into())?;
    }
    let most = within(wanted, limit.maximum);
    if most < wanted {
        say(&format!(
            "This machine allows {most} streams instead of {wanted} (ulimit -Hn)."
        ));
    }
    Ok(most)
}

/// So many streams are possible where so many files may be open.
fn within(wanted: usize, files: Option<u64>) -> usize {
    let most = files.map_or(u64::MAX, |files| files.saturating_sub(OTHER_FILES));
    wanted.min(usize::try_from(most).unwrap_or(usize::MAX))
}

/// All listeners.
struct Crowd {
    inbox: mpsc::Receiver<(i64, Instant)>,
    is_over: Arc<AtomicBool>,
}

impl Crowd {
    fn open(address: &str, sessions: &[Visitor], wanted: usize) -> Outcome<Self> {
        let (heard, inbox) = mpsc::channel();
        let is_over = Arc::new(AtomicBool::new(false));
        let mut shares: Vec<Vec<Ear>> = (0..THREADS).map(|_| Vec::new()).collect();
        for (number, session) in (0..wanted).zip(sessions.iter().cycle()) {
            let ear = Ear::of(session.listen(address)?)?;
            if let Some(share) = shares.get_mut(number % THREADS) {
                share.push(ear);
            }
        }
        for share in shares {
            let share = Share::of(share)?;
            let (heard, is_over) = (heard.clone(), Arc::clone(&is_over));
            thread::spawn(move || share.attend(&heard, &is_over));
        }
        Ok(Self { inbox, is_over })
    }
}

impl Drop for Crowd {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
    }
}

/// One stream, and the line that has begun to arrive.
struct Ear {
    stream: TcpStream,
    begun: Vec<u8>,
}

impl Ear {
    fn of(client: Client) -> Outcome<Self> {
        let (stream, begun) = client.into_parts();
        stream
            .set_nonblocking(true)
            .context(|| "cannot read a stream without waiting".into())?;
        Ok(Self {
            stream: TcpStream::from_std(stream),
            begun,
        })
    }

    /// Reads what is there; false once the stream has ended.
    fn read(&mut self, heard: &mpsc::Sender<(i64, Instant)>) -> bool {
        let mut bytes = [0; 4096];
        loop {
            match (&self.stream).read(&mut bytes) {
                Ok(0) => return false,
                Ok(length) => {
                    let at = Instant::now();
                    self.begun.extend(bytes.iter().take(length));
                    for version in complete(&mut self.begun) {
                        // Nobody waits any more once the measuring is over.
                        let _over = heard.send((version, at));
                    }
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return true,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => return false,
            }
        }
    }
}

/// The versions in the lines that are complete; the rest stays.
fn complete(begun: &mut Vec<u8>) -> Vec<i64> {
    let Some(end) = begun.iter().rposition(|byte| *byte == b'\n') else {
        return Vec::new();
    };
    let rest = begun.split_off(end + 1);
    let lines = std::mem::replace(begun, rest);
    String::from_utf8_lossy(&lines).lines().filter_map(version_in).collect()
}

/// The streams of one thread. The system says which of them have something: to look at each of thousands would take the time that is
/// measured here.
struct Share {
    poll: Poll,
    ears: BTreeMap<Token, Ear>,
}

impl Share {
    fn of(ears: Vec<Ear>) -> Outcome<Self> {
        let cannot = || "cannot wait for streams".to_owned();
        let poll = Poll::new().context(cannot)?;
        let mut ears: BTreeMap<_, _> = (0..).map(Token).zip(ears).collect();
        for (token, ear) in &mut ears {
            poll.registry()
                .register(&mut ear.stream, *token, Interest::READABLE)
                .context(cannot)?;
        }
        Ok(Self { poll, ears })
    }

    /// Passes on what arrives at any of them, until all is over or all have ended.
    fn attend(mut self, heard: &mpsc::Sender<(i64, Instant)>, is_over: &AtomicBool) {
        let mut events = Events::with_capacity(AT_ONCE);
        while !is_over.load(Ordering::Relaxed) && !self.ears.is_empty() {
            if self.poll.poll(&mut events, Some(LOOK)).is_err() {
                continue;
            }
            for token in events.iter().map(mio::event::Event::token) {
                if self.ears.get_mut(&token).is_some_and(|ear| !ear.read(heard)) {
                    self.ears.remove(&token);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_counts_once_it_is_complete() {
        let mut begun = b"data: {\"version\":3}\n\ndata: {\"ver".to_vec();
        assert_eq!(complete(&mut begun), [3]);
        assert_eq!(begun, b"data: {\"ver");
        begun.extend(b"sion\":4}\r\n\r\n");
        assert_eq!(complete(&mut begun), [4]);
        assert!(begun.is_empty() && complete(&mut begun).is_empty());
    }

    #[test]
    fn no_more_streams_are_opened_than_files_may_be() {
        assert_eq!(within(10_000, None), 10_000);
        assert_eq!(within(10_000, Some(1_048_576)), 10_000);
        assert_eq!(within(10_000, Some(4_096)), 3_896);
    }
}
