//! The accept loop: what `axum::serve` lacks.
//!
//! A connection has ten seconds to send a request's head, small answers leave at once (`TCP_NODELAY`), and a stop lets
//! the requests under way finish for a few seconds and then ends.

use std::{convert::Infallible, io, net::SocketAddr, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use http::Request;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::{
    net::{TcpListener, TcpStream},
    time::Instant,
};
use tower::ServiceExt as _;

use super::shutdown::Shutdown;

/// Longest time a client may take to send a request's head.
const HEADER_READ_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a stop waits for requests under way.
const DRAIN_TIME: Duration = Duration::from_millis(4_500);
/// Pause after a failed accept (no file descriptors left), so that the loop does not spin.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Serves `router` on all `listeners` until `shutdown`, then drains.
pub async fn serve(listeners: Vec<TcpListener>, router: Router, shutdown: Shutdown) {
    let loops = listeners
        .into_iter()
        .map(|listener| accept_loop(listener, router.clone(), shutdown.clone()));
    futures::future::join_all(loops).await;
}

async fn accept_loop(listener: TcpListener, router: Router, mut shutdown: Shutdown) {
    let graceful = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = shutdown.begun() => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                tokio::spawn(connection(stream, peer, router.clone(), graceful.watcher()));
            }
            Err(error) => pause_after(&error).await,
        }
    }
    drop(listener);
    if tokio::time::timeout(DRAIN_TIME, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were still under way and were cut off");
    }
}

async fn connection(stream: TcpStream, peer: SocketAddr, router: Router, watcher: Watcher) {
    // A socket that refuses the option still works, only slower.
    let _slower = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = router.clone().oneshot(request);
        async move { Ok::<_, Infallible>(answer.await.unwrap_or_else(|never| match never {})) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_READ_TIMEOUT)
        .max_buf_size(64 * 1024)
        .serve_connection(TokioIo::new(stream), service);
    // Errors here are clients that went away or spoke nonsense; hyper has answered what can be answered.
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%error, "connection ended");
    }
}

async fn pause_after(error: &io::Error) {
    let is_clients_doing = matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset
    );
    if !is_clients_doing {
        tracing::error!(%error, "cannot accept connections");
        tokio::time::interval_at(Instant::now() + ACCEPT_PAUSE, ACCEPT_PAUSE)
            .tick()
            .await;
    }
}
