//! `portico serve`: production.

use services::{env::Env, settings::Mode};

use super::{block_on, database, running, settings};
use crate::{config::Loaded, failure::Failure, logging};

pub(super) fn run(loaded: &Loaded) -> Result<(), Failure> {
    let checked = settings::check(loaded)?;
    let config = &loaded.config;
    logging::start(config.log.format, &config.log.level)?;
    if checked.settings.files.scanner.is_none() {
        tracing::warn!("files.scanner is not set: documents are not scanned for malware");
    }
    block_on(config.runtime.workers, async {
        let metrics = (checked.metrics_host, config.metrics.port);
        let sockets = running::bind(&checked.host, config.server.port, metrics).await?;
        let services = database::open(checked.settings, Env::system()).await?;
        let (port, metrics_port) = (sockets.site.port, sockets.metrics.port);
        let serving = running::Serving {
            services,
            origin: checked.origin.clone(),
            trusted_proxies: config.server.trusted_proxies.into(),
            mode: Mode::Production,
            #[cfg(feature = "test-hooks")]
            hooks: None,
        };
        running::serve(sockets, serving, || {
            tracing::info!(port, metrics_port, public_url = checked.origin, "ready");
        })
        .await
    })
}
