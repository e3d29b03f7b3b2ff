//! `portico demo`: invented people on this machine, everything to try at once.

use services::{
    Services,
    demo::{self, SeedError},
    env::Env,
    settings::{Mode, Settings},
};

use super::{block_on, database, running, say, settings};
use crate::{
    cli::DemoArgs,
    config::{self, Environment, LogFormat, Origin, Overrides},
    failure::Failure,
    http::listen::Host,
    logging,
};

/// The metrics listener of a demo: private, on whatever port is free.
const METRICS: (std::net::IpAddr, u16) = (std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

pub(super) fn run(args: &DemoArgs) -> Result<(), Failure> {
    refuse_what_is_not_there(args)?;
    let loaded = config::load(None, &overrides(args), &Environment::of_process()?)?;
    let is_default = |key| {
        loaded
            .origins
            .iter()
            .any(|(name, origin)| *name == key && *origin == Origin::Default)
    };
    let level = if is_default("log.level") {
        "warn"
    } else {
        &loaded.config.log.level
    };
    let format = if is_default("log.format") {
        LogFormat::Text
    } else {
        loaded.config.log.format
    };
    logging::start(format, level)?;
    let levers = Levers::of_process();
    let database = settings::database(&loaded.config.database.url, &args.data)?;
    let settings = settings::invented(database, &args.data, levers.mode())?;
    block_on(loaded.config.runtime.workers, serve(args, settings, levers))
}

async fn serve(args: &DemoArgs, settings: Settings, levers: Levers) -> Result<(), Failure> {
    let sockets = running::bind(&Host::Loopback, args.port, METRICS).await?;
    let env = levers.env();
    let mode = settings.mode;
    if args.database_url.is_none() {
        database::make_folder(&args.data)?;
    }
    if args.reset {
        database::erase(&settings).await?;
    }
    database::prepare(&settings, &env).await?;
    let services = database::open(settings, env).await?;
    seed(&services, args.requests).await.map_err(|error| {
        Failure::new(
            format!("the demo data could not be made: {error}"),
            "start afresh with --reset",
        )
    })?;
    let origin = format!("http://localhost:{}", sockets.site.port);
    let greeting = greeting(args, &origin, sockets.metrics.port);
    let serving = running::Serving {
        services,
        origin,
        trusted_proxies: 0,
        mode,
        #[cfg(feature = "test-hooks")]
        hooks: levers.hooks,
    };
    running::serve(sockets, serving, || say(&greeting)).await
}

/// The demo as it is, and what is measured with beside it.
async fn seed(services: &Services, requests: Option<u64>) -> Result<(), SeedError> {
    demo::seed(services).await?;
    match requests {
        Some(wanted) => Ok(demo::enlarge(services, wanted).await?),
        None => Ok(()),
    }
}

fn overrides(args: &DemoArgs) -> Overrides {
    Overrides::default()
        .with("data.folder", Some(args.data.display()))
        .with("database.url", Some(args.database_url.as_deref().unwrap_or_default()))
}

fn refuse_what_is_not_there(args: &DemoArgs) -> Result<(), Failure> {
    let flag = match (args.mfa, args.security_check) {
        (true, _) => "--mfa",
        (_, true) => "--security-check",
        _ => return Ok(()),
    };
    Err(Failure::new(
        format!("this version cannot do {flag} yet"),
        "leave the flag out",
    ))
}

/// What is printed when the server answers.
fn greeting(args: &DemoArgs, origin: &str, metrics_port: u16) -> String {
    if args.json {
        let ready = serde_json::json!({
            "event": "ready",
            "url": origin,
            "metrics": format!("http://127.0.0.1:{metrics_port}/metrics"),
            "accounts": demo::accounts(),
        });
        return ready.to_string();
    }
    let mut lines = vec![
        String::new(),
        format!("  Portico demo: {origin}"),
        String::new(),
        format!("  Password of all: {}", demo::PASSWORD),
        String::new(),
    ];
    for account in demo::one_account_per_role() {
        let practice = account.practice.unwrap_or("Larkspur Health Plan");
        lines.push(format!(
            "  {:<22} {:<16} {practice}",
            account.role.code(),
            account.user_id
        ));
    }
    lines.push(String::new());
    lines.push("  Ctrl-C stops it; --reset starts afresh.".to_owned());
    lines.join("\n")
}

/// What a build for browser tests adds: a clock that can be moved, and faults. Without the feature, nothing.
struct Levers {
    #[cfg(feature = "test-hooks")]
    hooks: Option<crate::http::test_hooks::Hooks>,
    #[cfg(feature = "test-hooks")]
    clock: std::sync::Arc<services::env::ShiftedClock>,
}

#[cfg(not(feature = "test-hooks"))]
impl Levers {
    fn of_process() -> Self {
        Self {}
    }

    fn mode(&self) -> Mode {
        Mode::Demo
    }

    fn env(&self) -> Env {
        Env::system()
    }
}

#[cfg(feature = "test-hooks")]
impl Levers {
    /// The levers exist when a secret was given; else this build is a demo like any other.
    fn of_process() -> Self {
        let clock = std::sync::Arc::<services::env::ShiftedClock>::default();
        let secret = std::env::var("PORTICO_TEST_SECRET")
            .ok()
            .filter(|secret| !secret.is_empty());
        let hooks = secret.map(|secret| crate::http::test_hooks::Hooks::new(secret, clock.clone()));
        Self { hooks, clock }
    }

    fn mode(&self) -> Mode {
        if self.hooks.is_some() { Mode::Test } else { Mode::Demo }
    }

    fn env(&self) -> Env {
        let entropy = std::sync::Arc::new(services::env::SystemEntropy);
        Env {
            clock: self.clock.clone(),
            entropy,
        }
    }
}
