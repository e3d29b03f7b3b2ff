//! `portico healthcheck`: for containers and service managers.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::Duration,
};

use url::Url;

use crate::{config::Loaded, failure::Failure};

const PATIENCE: Duration = Duration::from_secs(5);

pub(super) fn run(url: Option<&str>, loaded: &Loaded) -> Result<(), Failure> {
    let address = match url {
        Some(url) => url.to_owned(),
        None => format!("http://localhost:{}", loaded.config.server.port),
    };
    let url = Url::parse(&address)
        .ok()
        .filter(|url| url.scheme() == "http" && url.host_str().is_some());
    let Some(url) = url else {
        return Err(Failure::new(
            "the address to check is not http://HOST:PORT",
            "name the server's own port with --url",
        ));
    };
    let mend = "look at the server's log, or name its address with --url";
    let answer = ask(&url).map_err(|error| Failure::new(format!("nothing answers at {address}: {error}"), mend))?;
    if answer.split(' ').nth(1) == Some("200") {
        return Ok(());
    }
    Err(Failure::new(format!("the server at {address} is not ready"), mend))
}

/// Sends the request by hand: one line out, the answer back.
fn ask(url: &Url) -> std::io::Result<String> {
    let mut last = std::io::Error::from(std::io::ErrorKind::AddrNotAvailable);
    for address in url.socket_addrs(|| None)? {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(stream) => return converse(stream, url.host_str().unwrap_or("localhost")),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn converse(mut stream: TcpStream, host: &str) -> std::io::Result<String> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "GET /health/ready HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.take(4096).read_to_string(&mut answer)?;
    Ok(answer)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::{
        io::{BufRead as _, BufReader},
        net::TcpListener,
    };

    use super::*;

    #[test]
    fn a_bare_ipv6_address_is_asked_like_any_other() {
        let Ok(listener) = TcpListener::bind("[::1]:0") else {
            eprintln!("skipped: this machine has no IPv6");
            return;
        };
        let url = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let asked = std::thread::spawn(move || ask(&url));
        let (mut client, _) = listener.accept().unwrap();
        let head: Vec<String> = BufReader::new(client.try_clone().unwrap())
            .lines()
            .map(Result::unwrap)
            .take_while(|line| !line.is_empty())
            .collect();
        assert_eq!(head[..2], ["GET /health/ready HTTP/1.1", "Host: [::1]"]);
        client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
        drop(client);
        assert!(asked.join().unwrap().unwrap().starts_with("HTTP/1.1 200"));
    }
}
