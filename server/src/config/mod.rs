//! What an operator can set, and where each value came from.
//!
//! A flag beats an environment variable beats the file beats the default. Every setting has one name in three spellings:
//! `server.port` in the file, `PORTICO_SERVER_PORT` in the environment, and for secrets `PORTICO_DATABASE_URL_FILE`, the
//! path of a file that holds the value. A name nobody knows is refused, since a typing mistake that is ignored is worse
//! than one that stops the start.

mod sections;
mod source;

use std::path::{Path, PathBuf};

use config::Config as Merged;

pub use sections::{
    Config, DataSection, DatabaseSection, FilesSection, LogFormat, LogSection, MetricsSection, PlanSection,
    RuntimeSection, SecuritySection, ServerSection, SignInSection,
};
pub use source::{Environment, Origin, Overrides};

use crate::failure::Failure;

/// The file's name inside the data folder.
pub const FILE_NAME: &str = "portico.toml";
/// Where production data lives unless somebody says otherwise.
pub const DEFAULT_FOLDER: &str = "./portico-data";

/// A configuration with the origin of each of its values.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The values in force.
    pub config: Config,
    /// Setting and where it came from, in the order of [`Config::KEYS`].
    pub origins: Vec<(&'static str, Origin)>,
    /// The file that was read.
    pub file: Option<PathBuf>,
}

/// Reads the configuration: `file` if named, else `portico.toml` in the data folder if it is there.
///
/// # Errors
/// [`Failure`] that names the setting, what is wrong with it and where it was set.
pub fn load(file: Option<&Path>, flags: &Overrides, environment: &Environment) -> Result<Loaded, Failure> {
    environment.refuse_unknown(Config::KEYS)?;
    let file = find_file(file, flags, environment)?;
    let text = file.as_deref().map(read).transpose()?;
    let parsed = parse(text.as_deref().unwrap_or_default(), file.as_deref())?;
    let mut builder = Merged::builder().add_source(Merged::try_from(&Config::default()).map_err(internal)?);
    builder = builder.add_source(parsed.clone());
    let mut origins = Vec::with_capacity(Config::KEYS.len());
    for key in Config::KEYS {
        let origin = source::origin(key, flags, environment, &parsed)?;
        if let Some(value) = &origin.value {
            builder = builder.set_override(key, value.clone()).map_err(internal)?;
        }
        origins.push((*key, origin.origin));
    }
    let config: Config = builder.build().and_then(Merged::try_deserialize).map_err(|error| {
        Failure::new(
            format!("the configuration cannot be read: {error}"),
            mend(file.as_deref()),
        )
    })?;
    Ok(Loaded { config, origins, file })
}

fn find_file(named: Option<&Path>, flags: &Overrides, environment: &Environment) -> Result<Option<PathBuf>, Failure> {
    if let Some(path) = named {
        return Ok(Some(path.to_owned()));
    }
    let folder = match flags.get("data.folder") {
        Some(folder) => folder.to_owned(),
        None => environment
            .value("data.folder")?
            .unwrap_or_else(|| DEFAULT_FOLDER.to_owned()),
    };
    let path = Path::new(&folder).join(FILE_NAME);
    Ok(path.is_file().then_some(path))
}

fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| {
        Failure::new(
            format!("cannot read the configuration file {}: {error}", path.display()),
            "name a readable file with --config, or leave the flag out",
        )
    })
}

fn parse(text: &str, file: Option<&Path>) -> Result<Merged, Failure> {
    let parsed = Merged::builder()
        .add_source(config::File::from_str(text, config::FileFormat::Toml))
        .build();
    parsed.map_err(|error| Failure::new(format!("the configuration is not valid TOML: {error}"), mend(file)))
}

fn mend(file: Option<&Path>) -> String {
    let place = file.map_or_else(
        || "the PORTICO_ variables".to_owned(),
        |path| path.display().to_string(),
    );
    format!("correct it in {place}; `portico config show` prints what is in force")
}

fn internal(error: config::ConfigError) -> Failure {
    Failure::new(
        format!("the configuration cannot be put together: {error}"),
        "report this as a defect",
    )
}
