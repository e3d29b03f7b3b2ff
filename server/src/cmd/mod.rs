//! The commands, one module each.

mod account;
mod admin;
mod config_file;
mod database;
mod demo;
mod doctor;
mod file_settings;
mod healthcheck;
mod import;
mod init;
mod keys;
mod migrate;
mod parse_file;
mod running;
mod serve;
mod settings;

use std::io::{self, Write as _};

use crate::{
    cli::{AccountAction, AdminAction, Cli, Command, ConfigAction, ConfigArgs},
    config::{self, Environment, Loaded},
    failure::Failure,
    http::assets::Assets,
};

/// Does what the command line says.
///
/// # Errors
/// [`Failure`] with one line that says what is wrong and how to mend it.
pub fn run(cli: Cli) -> Result<(), Failure> {
    let Some(command) = cli.command else {
        say(&Assets::embedded().paths().build);
        return Ok(());
    };
    match command {
        Command::Demo(args) => demo::run(&args),
        Command::Init(args) => init::run(&load(&args)?),
        Command::Serve(args) => serve::run(&load(&args)?),
        Command::Migrate { dry_run, config } => migrate::run(&load(&config)?, dry_run),
        Command::Admin {
            action: AdminAction::Create { user_id, name, config },
        } => admin::create(&load(&config)?, &user_id, &name),
        Command::Account { action } => match action {
            AccountAction::Credential {
                user_id,
                credential,
                specialty,
                config,
            } => account::set_credential(&load(&config)?, &user_id, &credential, &specialty),
            AccountAction::Disable { user_id, config } => account::disable(&load(&config)?, &user_id),
            AccountAction::Enable { user_id, config } => account::enable(&load(&config)?, &user_id),
            AccountAction::Roles {
                user_id,
                roles,
                practice,
                config,
            } => account::set_roles(&load(&config)?, &user_id, practice.as_deref(), &roles),
            AccountAction::Unlock { user_id, config } => account::unlock(&load(&config)?, &user_id),
        },
        Command::Import { files, config } => import::run(&load(&config)?, &files),
        Command::Config {
            action: ConfigAction::Check(args),
        } => config_file::check(&load(&args)?),
        Command::Config {
            action: ConfigAction::Show(args),
        } => config_file::show(&load(&args)?),
        Command::Doctor(args) => doctor::run(&load(&args)?),
        Command::Healthcheck { url, config } => healthcheck::run(url.as_deref(), &load(&config)?),
        Command::ParseFile { kind } => parse_file::run(kind),
    }
}

fn load(args: &ConfigArgs) -> Result<Loaded, Failure> {
    config::load(args.config.as_deref(), &args.overrides(), &Environment::of_process()?)
}

/// Prints a line for the person who called. A closed pipe is no reason to fail.
fn say(line: &str) {
    let mut out = io::stdout().lock();
    let _closed = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Runs a command on a runtime with this many workers.
fn block_on<T>(workers: usize, work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(workers.max(1))
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| {
        Failure::new(
            format!("cannot start threads: {error}"),
            "lower runtime.workers or free memory",
        )
    })?;
    runtime.block_on(work)
}
