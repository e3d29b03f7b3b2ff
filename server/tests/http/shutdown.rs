//! Stopping with streams open, over real sockets.

use std::time::Duration;

use server::http::{
    accept,
    listen::{self, Host},
    shutdown,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::site::Site;

const STREAMS: usize = 50;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_ends_open_streams_with_a_goodbye_and_closes_the_port() {
    let site = Site::open().await;
    let cookie = site.coordinator().await.cookie.unwrap();
    let listeners = listen::bind(&Host::Loopback, 0, "--port").await.unwrap();
    let port = listeners.port;
    let (stopper, heard) = shutdown::channel();
    let server = tokio::spawn(accept::serve(listeners.sockets, site.router.clone(), heard));
    let mut streams = Vec::new();
    for _ in 0..STREAMS {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
        let head = format!("GET /events HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        // The first bytes: the stream is open.
        assert!(stream.read_u8().await.is_ok());
        streams.push(stream);
    }
    site.stopper.stop();
    stopper.stop();
    for mut stream in streams {
        let mut rest = String::new();
        stream.read_to_string(&mut rest).await.unwrap();
        assert!(rest.contains("event: end") && rest.contains("shutdown"), "{rest}");
    }
    tokio::time::timeout(Duration::from_secs(5), server)
        .await
        .expect("it stops within five seconds")
        .unwrap();
    assert!(
        TcpStream::connect(("127.0.0.1", port)).await.is_err(),
        "the port is closed"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_loopback_addresses_share_one_port() {
    let listeners = listen::bind(&Host::Loopback, 0, "--port").await.unwrap();
    assert_ne!(listeners.port, 0);
    for socket in &listeners.sockets {
        let address = socket.local_addr().unwrap();
        assert!(address.ip().is_loopback());
        assert_eq!(address.port(), listeners.port);
    }
    let taken = listen::bind(&Host::Loopback, listeners.port, "--port")
        .await
        .unwrap_err();
    assert!(taken.to_string().contains("already in use"), "{taken}");
}
