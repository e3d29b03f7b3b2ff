//! A defect in one listener's stream is that listener's trouble alone, and it is on the log.

use std::{
    io,
    sync::{Arc, Mutex},
};

use http::StatusCode;
use server::http::{
    accept,
    listen::{self, Host},
    metrics, shutdown,
};
use services::testing::MemberSpec;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{
    drafts::submit_knee_orthosis,
    site::Site,
    test_hooks::{SECRET, pull, server},
};

/// The log, as this test's thread writes it.
#[derive(Clone, Debug, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A stream over a socket, as the bytes come.
struct Wire {
    socket: TcpStream,
    text: String,
}

impl Wire {
    /// Sends a request, and reads until `until` has come.
    async fn open(port: u16, path: &str, cookie: &str, until: &str) -> Self {
        let mut socket = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        let head = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n");
        socket.write_all(head.as_bytes()).await.unwrap();
        let text = String::new();
        let mut wire = Self { socket, text };
        wire.read_until(until).await;
        wire
    }

    async fn read_until(&mut self, until: &str) {
        while !self.text.contains(until) {
            assert!(self.read().await, "{until} comes before the end: {}", self.text);
        }
    }

    /// Whether anything more came; the end may be a reset.
    async fn read(&mut self) -> bool {
        let mut bytes = [0; 4096];
        let count = self.socket.read(&mut bytes).await.unwrap_or_default();
        self.text.push_str(std::str::from_utf8(&bytes[..count]).unwrap());
        count > 0
    }

    fn header(&self, name: &str) -> &str {
        let line = self.text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.trim_start_matches(": ")
    }
}

fn panics() -> String {
    let page = metrics::install().render();
    let line = page
        .lines()
        .find(|line| line.starts_with(r#"portico_panics_total{in="body"}"#));
    line.unwrap().to_owned()
}

#[tokio::test]
async fn a_panic_in_a_stream_ends_that_stream_alone_and_is_on_the_log() {
    drop(metrics::install());
    let log = Log::default();
    let writer = log.clone();
    let lines = tracing_subscriber::fmt().json().with_writer(move || writer.clone());
    let _logged = tracing::subscriber::set_default(lines.finish());

    let (router, _clock, stage, stopper) = server().await;
    let site = Site { stage, router, stopper };
    let listeners = listen::bind(&Host::Loopback, 0, "--port").await.unwrap();
    let port = listeners.port;
    let (_stop, heard) = shutdown::channel();
    tokio::spawn(accept::serve(listeners.sockets, site.router.clone(), heard));

    site.stage.member(MemberSpec::default()).await;
    let mut desks = Vec::new();
    for (practice, user_id) in [("Cedar Hill Orthopedics", "Front.Desk1"), ("Lakeside", "Front.Desk2")] {
        let practice = site.stage.practice(practice).await;
        let role = domain::access::Role::Coordinator;
        desks.push(site.signed_in(user_id, role, Some(&practice)).await);
    }
    let [struck_desk, other_desk] = desks.as_mut_slice() else {
        panic!("two desks")
    };
    let cookie = |desk: &crate::browser::Browser| desk.cookie.clone().unwrap();
    let mut struck = Wire::open(port, "/events", &cookie(struck_desk), "listening").await;
    let mut other = Wire::open(port, "/events", &cookie(other_desk), "listening").await;

    let before = panics();
    let fault = r#"{"point":"stream.panic","times":1}"#;
    let planned = pull(&site.router, "fault", fault, SECRET, [127, 0, 0, 1]).await;
    assert_eq!(planned, StatusCode::NO_CONTENT);
    submit_knee_orthosis(struck_desk).await;
    while struck.read().await {}
    assert!(!struck.text.contains("event: case"), "{}", struck.text);
    assert!(!struck.text.ends_with("0\r\n\r\n"), "it ends as what it is: broken off");

    assert_ne!(panics(), before, "it is counted");
    let log = log.text();
    let line = log.lines().find(|line| line.contains("the answer panicked under way"));
    let line = line.unwrap_or_else(|| panic!("it is logged: {log}"));
    assert!(
        line.contains(struck.header("x-request-id")) && line.contains(r#""/events""#),
        "{line}"
    );

    let own = submit_knee_orthosis(other_desk).await;
    other.read_until(&own).await;
    Wire::open(port, "/health/live", "", "HTTP/1.1 200 OK").await;
    let again = Wire::open(port, "/events?after=0", &cookie(struck_desk), "event: case").await;
    assert!(
        again.text.starts_with("HTTP/1.1 200 OK"),
        "the next stream tells what was missed"
    );
}
