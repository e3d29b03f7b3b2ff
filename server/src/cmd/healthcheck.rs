//! `portico healthcheck`: for containers and service managers.

use std::{
    io::{Read as _, Write as _},
    net::{TcpStream, ToSocketAddrs as _},
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

/// Sends the request by hand: one line out, the first line of the answer back.
fn ask(url: &Url) -> std::io::Result<String> {
    let (host, port) = (
        url.host_str().unwrap_or("localhost"),
        url.port_or_known_default().unwrap_or(80),
    );
    let mut last = std::io::Error::from(std::io::ErrorKind::AddrNotAvailable);
    for address in (host, port).to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(mut stream) => {
                stream.set_read_timeout(Some(PATIENCE))?;
                write!(
                    stream,
                    "GET /health/ready HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
                )?;
                let mut answer = String::new();
                stream.take(4096).read_to_string(&mut answer)?;
                return Ok(answer);
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}
