//! A server from its sockets to its end.

use std::net::IpAddr;

use services::{Services, files, settings::Mode};
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::{
    failure::Failure,
    http::{
        self, AppState, Parts, Site, accept,
        assets::Assets,
        listen::{self, Host, Listeners},
        metrics, shutdown,
    },
};

/// The open sockets: taken before anything slow happens, so that a port in use is told at once.
#[derive(Debug)]
pub(super) struct Sockets {
    pub(super) site: Listeners,
    pub(super) metrics: Listeners,
}

/// Opens both.
pub(super) async fn bind(host: &Host, port: u16, metrics: (IpAddr, u16)) -> Result<Sockets, Failure> {
    let site = listen::bind(host, port, "--port").await?;
    let metrics = listen::bind(&Host::Address(metrics.0), metrics.1, "--metrics-port").await?;
    Ok(Sockets { site, metrics })
}

/// What is to be served, and how it is reached.
pub(super) struct Serving {
    pub(super) services: Services,
    pub(super) origin: String,
    /// How many reverse proxies stand in front.
    pub(super) trusted_proxies: usize,
    pub(super) mode: Mode,
    #[cfg(feature = "test-hooks")]
    pub(super) hooks: Option<http::test_hooks::Hooks>,
}

/// Serves until SIGTERM or SIGINT; `ready` is called when connections are answered.
pub(super) async fn serve(sockets: Sockets, serving: Serving, ready: impl FnOnce()) -> Result<(), Failure> {
    let mut signals = Signals::listen()?;
    // Pages spawn the reads of their resources through leptos' own executor.
    drop(any_spawner::Executor::init_tokio());
    let recorder = metrics::install();
    let (stopper, heard) = shutdown::channel();
    let services = serving.services.clone();
    let sweeping = tokio::spawn(files::keep_swept(services.clone()));
    let watching = tokio::spawn(files::keep_watched(services.clone()));
    let state = AppState::new(Parts {
        services: serving.services,
        assets: Assets::embedded(),
        site: Site::new(serving.origin, serving.mode).behind(serving.trusted_proxies),
        shutdown: heard.clone(),
        #[cfg(feature = "test-hooks")]
        hooks: serving.hooks,
    });
    let site = tokio::spawn(accept::serve(sockets.site.sockets, http::router(state), heard.clone()));
    let numbers = tokio::spawn(accept::serve(sockets.metrics.sockets, metrics::router(recorder), heard));
    ready();
    signals.first().await;
    tracing::info!("stopping");
    stopper.stop();
    tokio::select! {
        _ = futures::future::join(site, numbers) => {}
        () = signals.first() => tracing::warn!("told to stop twice; stopping at once"),
    }
    sweeping.abort();
    watching.abort();
    services.close().await;
    Ok(())
}

/// The two signals that stop the server gently.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    fn listen() -> Result<Self, Failure> {
        let catch = |kind| {
            signal(kind).map_err(|error| {
                Failure::new(
                    format!("cannot listen for the stop signal: {error}"),
                    "check the limits of this process",
                )
            })
        };
        Ok(Self {
            terminate: catch(SignalKind::terminate())?,
            interrupt: catch(SignalKind::interrupt())?,
        })
    }

    async fn first(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
