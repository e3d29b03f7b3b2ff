//! Opens the listening sockets.
//!
//! `localhost` means both loopback addresses where the machine has both, on the same port: browsers try either, and
//! passkeys refuse bare addresses, so the printed address is always `localhost`.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

use tokio::net::TcpListener;

use crate::failure::Failure;

/// How often a free port is drawn again because the other loopback address has it in use.
const ATTEMPTS: usize = 20;

/// Where to listen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// 127.0.0.1 and, where there is one, ::1.
    Loopback,
    /// One address.
    Address(IpAddr),
}

/// Sockets that share one port.
#[derive(Debug)]
pub struct Listeners {
    /// Ready to accept.
    pub sockets: Vec<TcpListener>,
    /// The port of all of them.
    pub port: u16,
}

/// Opens the sockets; port 0 takes a free one. `flag` is how one chooses another port.
///
/// # Errors
/// [`Failure`] that says which port is taken or why the address cannot be used.
pub async fn bind(host: &Host, port: u16, flag: &'static str) -> Result<Listeners, Failure> {
    match host {
        Host::Address(address) => {
            let socket = open(SocketAddr::new(*address, port))
                .await
                .map_err(|error| refused(port, flag, &error))?;
            let port = port_of(&socket)?;
            Ok(Listeners {
                sockets: vec![socket],
                port,
            })
        }
        Host::Loopback => bind_loopback(port, flag).await,
    }
}

async fn bind_loopback(wanted: u16, flag: &'static str) -> Result<Listeners, Failure> {
    for _ in 0..ATTEMPTS {
        let four = open(SocketAddr::from((Ipv4Addr::LOCALHOST, wanted)))
            .await
            .map_err(|error| refused(wanted, flag, &error))?;
        let port = port_of(&four)?;
        match open(SocketAddr::from((Ipv6Addr::LOCALHOST, port))).await {
            Ok(six) => {
                return Ok(Listeners {
                    sockets: vec![four, six],
                    port,
                });
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && wanted == 0 => {}
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(refused(port, flag, &error)),
            // No IPv6 on this machine.
            Err(_) => {
                return Ok(Listeners {
                    sockets: vec![four],
                    port,
                });
            }
        }
    }
    Err(Failure::new(
        "no port is free on both 127.0.0.1 and ::1",
        "choose one with --port",
    ))
}

async fn open(address: SocketAddr) -> io::Result<TcpListener> {
    TcpListener::bind(address).await
}

fn port_of(socket: &TcpListener) -> Result<u16, Failure> {
    let address = socket.local_addr().map_err(|error| {
        Failure::new(
            format!("cannot read the listening address: {error}"),
            "try again, or choose a port with --port",
        )
    })?;
    Ok(address.port())
}

fn refused(port: u16, flag: &'static str, error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::AddrInUse => Failure::new(
            format!("port {port} is already in use"),
            format!("stop the program that uses it, or choose another with {flag} (0 picks a free one)"),
        ),
        io::ErrorKind::PermissionDenied => Failure::new(
            format!("port {port} needs more rights than this user has"),
            format!("choose a port above 1023 with {flag}"),
        ),
        io::ErrorKind::AddrNotAvailable => Failure::new(
            "the listening address does not belong to this machine",
            "set server.host (or metrics.host) to one of its addresses",
        ),
        _ => Failure::new(
            format!("cannot listen on port {port}: {error}"),
            format!("choose another with {flag}"),
        ),
    }
}
