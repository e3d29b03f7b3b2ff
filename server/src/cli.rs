//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use domain::{access::Role, file::FileKind};

use crate::config::Overrides;

/// Portico: a portal between practices and a health plan.
#[derive(Debug, Parser)]
#[command(
    name = "portico",
    version,
    about,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    subcommand_negates_reqs = true
)]
pub struct Cli {
    /// Say which build of the browser's files is inside, and do nothing else
    #[arg(long, required = true)]
    pub build_id: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve invented data on this machine, to try everything out
    Demo(DemoArgs),
    /// Prepare a folder and a database for real use
    Init(ConfigArgs),
    /// Serve
    Serve(ConfigArgs),
    /// Bring the database up to this program's version
    Migrate {
        /// Say what would be done, and do nothing
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        config: ConfigArgs,
    },
    /// Accounts of the people who run the system
    Admin {
        /// What to do with them.
        #[command(subcommand)]
        action: AdminAction,
    },
    /// Accounts of everybody
    Account {
        /// What to do with them.
        #[command(subcommand)]
        action: AccountAction,
    },
    /// Read lists of codes from files that their publishers give out: CMS's HCPCS, ICD-10-CM, a licensee's CPT
    ///
    /// What a file is, its content says: CMS's HCPCS text file (HCPC…_ANWEB.txt), icd10cm_order_YYYY.txt or
    /// icd10cm_codes_YYYY.txt, or a CSV or TSV of CPT codes with the header code,description. Each replaces what an earlier file of
    /// its kind left. One wrong line, and nothing is changed. A running server knows the codes at once.
    Import {
        /// The files, unpacked; all of them are read, or none
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        config: ConfigArgs,
    },
    /// Check the configuration, or show it with the origin of each value
    Config {
        /// What to do with it.
        #[command(subcommand)]
        action: ConfigAction,
    },
    /// Look at everything the server needs, and say what is missing
    Doctor(ConfigArgs),
    /// Ask a running server whether it is ready; exit status 1 if not
    Healthcheck {
        /// Its address, by default http://localhost and the configured port
        #[arg(long)]
        url: Option<String>,
        #[command(flatten)]
        config: ConfigArgs,
    },
    /// Look into a file on standard input, with all rights given up; the server starts this for each file
    #[command(hide = true)]
    ParseFile {
        /// What it should be
        #[arg(value_parser = file_kind)]
        kind: FileKind,
    },
}

/// What `portico admin` does.
#[derive(Debug, Subcommand)]
pub enum AdminAction {
    /// Make a system administrator, and print the one-time link by which they set their password
    Create {
        /// What the person will type, exact case
        #[arg(long)]
        user_id: String,
        /// The name others see
        #[arg(long)]
        name: String,
        #[command(flatten)]
        config: ConfigArgs,
    },
}

/// What `portico account` does.
#[derive(Debug, Subcommand)]
pub enum AccountAction {
    /// Close an account: its owner is signed out everywhere within a second, and cannot log in
    Disable {
        /// The User ID, exact case
        user_id: String,
        #[command(flatten)]
        config: ConfigArgs,
    },
    /// Open an account that was closed; its password is still the same
    Enable {
        /// The User ID, exact case
        user_id: String,
        #[command(flatten)]
        config: ConfigArgs,
    },
    /// Make these all the roles that somebody holds in a practice, or at the plan: they are signed out everywhere within a second
    Roles {
        /// The User ID, exact case
        user_id: String,
        /// The roles from now on; none takes the person out
        #[arg(value_parser = role)]
        roles: Vec<Role>,
        /// NPI or id of the practice; without it the roles are the plan's
        #[arg(long, value_name = "NPI")]
        practice: Option<String>,
        #[command(flatten)]
        config: ConfigArgs,
    },
    /// Open a User ID that wrong passwords have locked; a running server hears of it within a second
    Unlock {
        /// The User ID, exact case
        user_id: String,
        #[command(flatten)]
        config: ConfigArgs,
    },
}

/// What `portico config` does.
#[derive(Debug, Subcommand)]
pub enum ConfigAction {
    /// Say whether it can be used
    Check(ConfigArgs),
    /// Print every setting, its value and where it came from
    Show(ConfigArgs),
}

/// Flags of `portico demo`.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Port to listen on; 0 picks a free one
    #[arg(long, default_value_t = 3000)]
    pub port: u16,
    /// Folder for the demo's data
    #[arg(long, default_value = "./demo-data", value_name = "DIR")]
    pub data: PathBuf,
    /// Forget everything and start afresh
    #[arg(long)]
    pub reset: bool,
    /// Print one line of JSON when ready, for programs
    #[arg(long)]
    pub json: bool,
    /// Use this database instead of the embedded one
    #[arg(long, value_name = "URL")]
    pub database_url: Option<String>,
    /// Have at least so many requests, to measure with; a million take some minutes and gigabytes
    #[arg(long, hide = true, value_name = "NUMBER")]
    pub requests: Option<u64>,
    /// Turn the second factor on
    #[arg(long, hide = true)]
    pub mfa: bool,
    /// Turn the security check on
    #[arg(long, hide = true)]
    pub security_check: bool,
}

/// Flags that stand for settings.
#[derive(Debug, Clone, Default, Args)]
pub struct ConfigArgs {
    /// Configuration file, by default portico.toml in the data folder
    #[arg(long, env = "PORTICO_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Data folder (data.folder)
    #[arg(long, value_name = "DIR")]
    pub data: Option<String>,
    /// Database address (database.url)
    #[arg(long, value_name = "URL")]
    pub database_url: Option<String>,
    /// Address to listen on, or localhost (server.host)
    #[arg(long, value_name = "ADDRESS")]
    pub host: Option<String>,
    /// Port to listen on; 0 picks a free one (server.port)
    #[arg(long)]
    pub port: Option<u16>,
    /// The address people type (server.public_url)
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// Port of the metrics listener; 0 picks a free one (metrics.port)
    #[arg(long)]
    pub metrics_port: Option<u16>,
}

impl ConfigArgs {
    /// The flags that were given, by setting.
    #[must_use]
    pub fn overrides(&self) -> Overrides {
        Overrides::default()
            .with("data.folder", self.data.as_ref())
            .with("database.url", self.database_url.as_ref())
            .with("server.host", self.host.as_ref())
            .with("server.port", self.port)
            .with("server.public_url", self.public_url.as_ref())
            .with("metrics.port", self.metrics_port)
    }
}

fn file_kind(code: &str) -> Result<FileKind, String> {
    FileKind::parse(code).ok_or_else(|| "pdf, png, jpeg or tiff".to_owned())
}

fn role(code: &str) -> Result<Role, String> {
    Role::parse(code).ok_or_else(|| {
        let known: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
        format!("the roles are {}", known.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_has_no_contradictions() {
        Cli::command().debug_assert();
    }
}
