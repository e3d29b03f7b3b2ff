//! A small HTTP/1.1 client that keeps its connection, for measuring a server on this machine without a load
//! generator's own cost. It speaks plain HTTP to loopback only.

use std::{
    io::{BufRead, BufReader, ErrorKind, Read, Write},
    net::{TcpStream, ToSocketAddrs},
    time::Duration,
};

use crate::failure::{Context, Failure, Outcome};

/// Longer than anything that is measured; a server that hangs must not hang the run.
const PATIENCE: Duration = Duration::from_secs(30);

/// One connection at a time: a server closes one that was quiet for long, and the next request opens another.
pub struct Client {
    reader: BufReader<TcpStream>,
    host: String,
}

/// An answer, its body as it came over the wire.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

impl Client {
    /// Connects to `host:port` on this machine.
    ///
    /// # Errors
    /// It is another machine, or nobody listens.
    pub fn connect(address: &str) -> Outcome<Self> {
        Ok(Self {
            reader: BufReader::new(connected(address)?),
            host: address.to_owned(),
        })
    }

    /// Asks for a page; `cookie` may be empty.
    ///
    /// # Errors
    /// The connection breaks.
    pub fn get(&mut self, path: &str, cookie: &str) -> Outcome<Answer> {
        self.ask(path, cookie, "text/html")?;
        self.receive()
    }

    /// Posts a form to a server function, as the browser's program does, and asks for JSON.
    ///
    /// # Errors
    /// The connection breaks.
    pub fn post(&mut self, path: &str, cookie: &str, form: &str) -> Outcome<Answer> {
        let (headers, host, length) = (self.headers(cookie), &self.host, form.len());
        self.send(&format!(
            "POST {path} HTTP/1.1\r\n{headers}accept: application/json\r\norigin: http://{host}\r\n\
             sec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {length}\r\n\r\n{form}"
        ))?;
        self.receive()
    }

    /// Opens an event stream and returns its status; its lines come from [`Client::line`].
    ///
    /// # Errors
    /// The connection breaks.
    pub fn stream(&mut self, path: &str, cookie: &str) -> Outcome<u16> {
        self.ask(path, cookie, "text/event-stream")?;
        self.head().map(|answer| answer.status)
    }

    /// The connection itself, and what it has said already.
    pub fn into_parts(self) -> (TcpStream, Vec<u8>) {
        let said = self.reader.buffer().to_vec();
        (self.reader.into_inner(), said)
    }

    /// The next line of a stream, whatever chunk it stands in.
    ///
    /// # Errors
    /// The stream has ended, or says nothing for too long.
    pub fn line(&mut self) -> Outcome<String> {
        let mut line = String::new();
        match self.reader.read_line(&mut line) {
            Ok(0) => Err(Failure::new("the stream has ended")),
            Ok(_) => Ok(line.trim_end().to_owned()),
            Err(error) => Err(Failure::new(format!("the stream broke: {error}"))),
        }
    }

    fn ask(&mut self, path: &str, cookie: &str, kind: &str) -> Outcome {
        let headers = self.headers(cookie);
        self.send(&format!("GET {path} HTTP/1.1\r\n{headers}accept: {kind}\r\n\r\n"))
    }

    fn headers(&self, cookie: &str) -> String {
        let cookie = if cookie.is_empty() {
            String::new()
        } else {
            format!("cookie: {cookie}\r\n")
        };
        format!("host: {}\r\naccept-encoding: br, gzip\r\n{cookie}", self.host)
    }

    fn send(&mut self, request: &str) -> Outcome {
        if self.is_closed() {
            self.reader = BufReader::new(connected(&self.host)?);
        }
        self.reader
            .get_mut()
            .write_all(request.as_bytes())
            .context(|| format!("cannot write to {}", self.host))
    }

    /// Whether the server has closed the connection, or cannot be asked: nothing is under way on it.
    fn is_closed(&self) -> bool {
        let stream = self.reader.get_ref();
        let ended = stream
            .set_nonblocking(true)
            .and_then(|()| stream.peek(&mut [0]))
            .map_or_else(|error| error.kind() != ErrorKind::WouldBlock, |length| length == 0);
        ended || stream.set_nonblocking(false).is_err()
    }

    fn receive(&mut self) -> Outcome<Answer> {
        let mut answer = self.head()?;
        answer.body = if answer
            .header("transfer-encoding")
            .is_some_and(|value| value.contains("chunked"))
        {
            self.chunks()?
        } else {
            let length = answer
                .header("content-length")
                .and_then(|value| value.parse().ok())
                .unwrap_or(0);
            self.exactly(length)?
        };
        Ok(answer)
    }

    fn head(&mut self) -> Outcome<Answer> {
        let status = self.line()?;
        let number = status.split(' ').nth(1).and_then(|number| number.parse().ok());
        let status = number.ok_or_else(|| Failure::new(format!("not an HTTP answer: {status:?}")))?;
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else {
                break;
            };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        Ok(Answer {
            status,
            headers,
            body: Vec::new(),
        })
    }

    fn chunks(&mut self) -> Outcome<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let line = self.line()?;
            let length = usize::from_str_radix(&line, 16).context(|| format!("not a chunk's length: {line:?}"))?;
            body.extend(self.exactly(length)?);
            self.line()?;
            if length == 0 {
                return Ok(body);
            }
        }
    }

    fn exactly(&mut self, length: usize) -> Outcome<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.reader
            .read_exact(&mut bytes)
            .context(|| format!("the answer of {} ended early", self.host))?;
        Ok(bytes)
    }
}

/// A connection to `host:port` on this machine.
fn connected(address: &str) -> Outcome<TcpStream> {
    let local = address
        .to_socket_addrs()
        .context(|| format!("no such address {address}"))?;
    let local: Vec<_> = local.filter(|address| address.ip().is_loopback()).collect();
    let stream = TcpStream::connect(local.as_slice()).context(|| format!("cannot connect to {address}"))?;
    let tuned = stream
        .set_nodelay(true)
        .and_then(|()| stream.set_read_timeout(Some(PATIENCE)));
    tuned.context(|| format!("cannot set up the connection to {address}"))?;
    Ok(stream)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use std::{net::TcpListener, thread};

    use super::*;

    /// A server that reads one request and answers with the given bytes.
    fn answering(bytes: &'static str) -> (String, thread::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let server = thread::spawn(move || {
            let mut stream = listener.accept().unwrap().0;
            let mut request = [0; 2048];
            let length = stream.read(&mut request).unwrap();
            stream.write_all(bytes.as_bytes()).unwrap();
            String::from_utf8_lossy(&request[..length]).into_owned()
        });
        (address, server)
    }

    #[test]
    fn an_answer_with_a_length_is_read_whole() {
        let (address, server) = answering("HTTP/1.1 422 Unprocessable\r\nContent-Length: 4\r\nX-A: b\r\n\r\nfour");
        let answer = Client::connect(&address).unwrap().post("/api/x", "a=b", "c=d").unwrap();
        assert_eq!(
            (answer.status, answer.body.as_slice(), answer.header("x-a")),
            (422, b"four".as_slice(), Some("b"))
        );
        let request = server.join().unwrap();
        assert!(
            request.starts_with("POST /api/x HTTP/1.1\r\n") && request.contains("\r\ncookie: a=b\r\n"),
            "{request}"
        );
        assert!(request.ends_with("content-length: 3\r\n\r\nc=d"), "{request}");
    }

    #[test]
    fn a_connection_that_was_closed_meanwhile_is_opened_again() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut client = Client::connect(&listener.local_addr().unwrap().to_string()).unwrap();
        // Closed before anything was asked; the end has come when it can be read.
        drop(listener.accept().unwrap());
        assert_eq!(client.reader.get_ref().peek(&mut [0]).unwrap(), 0);
        let server = thread::spawn(move || {
            let mut stream = listener.accept().unwrap().0;
            let length = stream.read(&mut [0; 2048]).unwrap();
            stream
                .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")
                .unwrap();
            length
        });
        assert_eq!(client.get("/", "").unwrap().status, 200);
        assert!(server.join().unwrap() > 0);
    }

    #[test]
    fn chunks_are_put_together() {
        let (address, _) =
            answering("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n");
        assert_eq!(
            Client::connect(&address).unwrap().get("/", "").unwrap().body,
            b"abc0123456789"
        );
    }
}
