//! The places a value can come from, and which of them won.

use std::{collections::BTreeMap, ffi::OsString, fmt};

use config::Config as Merged;

use crate::failure::Failure;

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Given on the command line.
    Flag,
    /// The variable of this name.
    Environment(String),
    /// The configuration file.
    File,
    /// Nobody said anything.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => formatter.write_str("flag"),
            Self::Environment(name) => formatter.write_str(name),
            Self::File => formatter.write_str("file"),
            Self::Default => formatter.write_str("default"),
        }
    }
}

/// Values given on the command line, by setting.
#[derive(Clone, Debug, Default)]
pub struct Overrides(BTreeMap<&'static str, String>);

impl Overrides {
    /// Takes a flag's value if it was given.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: Option<impl ToString>) -> Self {
        if let Some(value) = value {
            self.0.insert(key, value.to_string());
        }
        self
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }
}

/// The variables whose names start with `PORTICO_`.
#[derive(Clone, Debug, Default)]
pub struct Environment(BTreeMap<String, String>);

impl Environment {
    /// Those of this process.
    ///
    /// # Errors
    /// One of them cannot be read as text.
    pub fn of_process() -> Result<Self, Failure> {
        Self::from_variables(std::env::vars_os())
    }

    /// Those among `variables` that are ours; what others put into the environment need not be text.
    fn from_variables(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Result<Self, Failure> {
        let named = variables
            .into_iter()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
        named
            .filter(|(name, _)| name.starts_with("PORTICO_"))
            .map(|(name, value)| match value.into_string() {
                Ok(value) => Ok((name, value)),
                Err(_) => Err(Failure::new(
                    format!("the value of the variable {name} is not UTF-8"),
                    "correct it or unset it",
                )),
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The value of a setting: its variable, or the content of the file that its `_FILE` variable names.
    pub(super) fn value(&self, key: &str) -> Result<Option<String>, Failure> {
        let name = variable(key);
        let by_file = self.0.get(&format!("{name}_FILE"));
        match (self.0.get(&name), by_file) {
            (Some(_), Some(_)) => Err(Failure::new(
                format!("{name} and {name}_FILE are both set"),
                "unset one of the two",
            )),
            (Some(value), None) => Ok(Some(value.clone())),
            (None, Some(path)) => match std::fs::read_to_string(path) {
                Ok(value) => Ok(Some(value.trim_end_matches(['\r', '\n']).to_owned())),
                Err(error) => Err(Failure::new(
                    format!("cannot read the file {path} that {name}_FILE names: {error}"),
                    "name a file that this user may read",
                )),
            },
            (None, None) => Ok(None),
        }
    }

    /// Refuses a variable that looks like a setting and is none. Other names are left alone: container platforms make
    /// variables like `PORTICO_PORT` or `PORTICO_SERVICE_HOST` by themselves.
    pub(super) fn refuse_unknown(&self, keys: &[&str]) -> Result<(), Failure> {
        let is_known = |name: &str| {
            let plain = name.strip_suffix("_FILE").unwrap_or(name);
            keys.iter().any(|key| variable(key) == plain)
        };
        let is_meant = |name: &str| {
            let mut sections = keys.iter().filter_map(|key| key.split('.').next());
            sections.any(|section| name.starts_with(&format!("{}_", variable(section))))
        };
        match self.0.keys().find(|name| is_meant(name) && !is_known(name)) {
            None => Ok(()),
            Some(name) => Err(Failure::new(
                format!("nothing is set by the variable {name}"),
                "correct its name or unset it; `portico config show` lists the settings",
            )),
        }
    }
}

/// Who won, and the value if it has to be laid over the file's.
pub(super) struct Winner {
    pub(super) origin: Origin,
    pub(super) value: Option<String>,
}

pub(super) fn origin(
    key: &'static str,
    flags: &Overrides,
    environment: &Environment,
    file: &Merged,
) -> Result<Winner, Failure> {
    if let Some(value) = flags.get(key) {
        return Ok(Winner {
            origin: Origin::Flag,
            value: Some(value.to_owned()),
        });
    }
    if let Some(value) = environment.value(key)? {
        return Ok(Winner {
            origin: Origin::Environment(variable(key)),
            value: Some(value),
        });
    }
    let is_in_file = file.get::<config::Value>(key).is_ok();
    Ok(Winner {
        origin: if is_in_file { Origin::File } else { Origin::Default },
        value: None,
    })
}

/// `server.port` → `PORTICO_SERVER_PORT`.
fn variable(key: &str) -> String {
    format!("PORTICO_{}", key.replace('.', "_").to_uppercase())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::os::unix::ffi::OsStringExt as _;

    use super::*;

    #[test]
    fn a_variable_that_is_no_text_is_told_when_it_is_ours_and_else_left_alone() {
        let broken = || OsString::from_vec(vec![0xff]);
        let others = [(OsString::from("LS_COLORS"), broken()), (broken(), broken())];
        assert!(Environment::from_variables(others).unwrap().0.is_empty());
        let ours = [(OsString::from("PORTICO_LOG_LEVEL"), broken())];
        let refused = Environment::from_variables(ours).unwrap_err().to_string();
        assert!(refused.contains("PORTICO_LOG_LEVEL"), "{refused}");
    }
}
