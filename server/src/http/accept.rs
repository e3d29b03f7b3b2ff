//! The accept loop: what `axum::serve` lacks.
//!
//! A connection has ten seconds to send a request's head, small answers leave at once (`TCP_NODELAY`), and a stop lets
//! the requests under way finish for a few seconds and then ends.

use std::{convert::Infallible, io, net::SocketAddr, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use http::Request;
use hyper::{body::Incoming, rt::Timer, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpListener,
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
                // A socket that refuses the option still works, only slower.
                let _slower = stream.set_nodelay(true);
                let (router, watcher) = (router.clone(), graceful.watcher());
                tokio::spawn(connection(stream, peer, router, watcher, TokioTimer::new()));
            }
            Err(error) => pause_after(&error).await,
        }
    }
    drop(listener);
    if tokio::time::timeout(DRAIN_TIME, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were still under way and were cut off");
    }
}

async fn connection<S, T>(stream: S, peer: SocketAddr, router: Router, watcher: Watcher, timer: T)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    T: Timer + Send + Sync + 'static,
{
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = router.clone().oneshot(request);
        async move { Ok::<_, Infallible>(answer.await.unwrap_or_else(|never| match never {})) }
    });
    let connection = http1::Builder::new()
        .timer(timer)
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::{
        pin::Pin,
        task::{Context, Poll},
    };

    use axum::routing::get;
    use hyper::rt::Sleep;
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream},
        sync::{mpsc, oneshot},
        task::JoinHandle,
    };

    use super::*;

    /// Time that passes when the test says so: each wait is handed to the test, with its length and the means to end it.
    struct HeldTime {
        now: std::time::Instant,
        waits: mpsc::UnboundedSender<(Duration, oneshot::Sender<()>)>,
    }

    struct HeldWait(oneshot::Receiver<()>);

    impl Future for HeldWait {
        type Output = ();

        fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
            Pin::new(&mut self.0).poll(cx).map(drop)
        }
    }

    impl Sleep for HeldWait {}

    impl Timer for HeldTime {
        fn sleep(&self, duration: Duration) -> Pin<Box<dyn Sleep>> {
            let (end, ended) = oneshot::channel();
            self.waits.send((duration, end)).unwrap();
            Box::pin(HeldWait(ended))
        }

        fn sleep_until(&self, deadline: std::time::Instant) -> Pin<Box<dyn Sleep>> {
            self.sleep(deadline - self.now)
        }

        fn now(&self) -> std::time::Instant {
            self.now
        }
    }

    /// A client on a connection whose time the test holds.
    struct Held {
        client: DuplexStream,
        waits: mpsc::UnboundedReceiver<(Duration, oneshot::Sender<()>)>,
        served: JoinHandle<()>,
        /// As long as it lives the server runs.
        _running: GracefulShutdown,
    }

    impl Held {
        fn open() -> Self {
            let (client, stream) = tokio::io::duplex(4096);
            let (sender, waits) = mpsc::unbounded_channel();
            let timer = HeldTime {
                now: std::time::Instant::now(),
                waits: sender,
            };
            let running = GracefulShutdown::new();
            let router = Router::new().route("/", get(async || "here"));
            let peer = SocketAddr::from(([192, 0, 2, 1], 1));
            Self {
                client,
                waits,
                served: tokio::spawn(connection(stream, peer, router, running.watcher(), timer)),
                _running: running,
            }
        }

        /// Ends the wait for a head, which must be one of ten seconds; then the connection must be closed.
        async fn end_of_patience(mut self) -> String {
            let (length, end) = self.waits.recv().await.unwrap();
            assert_eq!(length, Duration::from_secs(10));
            assert!(!self.served.is_finished(), "until then it is open");
            end.send(()).unwrap();
            let mut answer = String::new();
            self.client.read_to_string(&mut answer).await.unwrap();
            self.served.await.unwrap();
            answer
        }
    }

    #[tokio::test]
    async fn half_a_head_is_waited_for_ten_seconds_and_then_the_connection_is_closed() {
        let mut held = Held::open();
        held.client
            .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
            .await
            .unwrap();
        assert_eq!(held.end_of_patience().await, "", "nobody is answered");
    }

    #[tokio::test]
    async fn a_connection_that_says_nothing_is_closed_as_well() {
        assert_eq!(Held::open().end_of_patience().await, "");
    }

    #[tokio::test]
    async fn each_head_has_ten_seconds_and_a_whole_one_is_answered() {
        let mut held = Held::open();
        held.client
            .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .await
            .unwrap();
        let mut answer = [0; 15];
        held.client.read_exact(&mut answer).await.unwrap();
        assert_eq!(&answer, b"HTTP/1.1 200 OK");
        let (_, end) = held.waits.recv().await.unwrap();
        assert!(end.is_closed(), "nothing waits for a head that has come");
        held.client.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
        let rest = held.end_of_patience().await;
        assert!(rest.ends_with("here") && !rest.contains("HTTP/1.1"), "{rest}");
    }
}
