//! Where the database is, as the operator writes it.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use domain::sensitive::Sensitive;
use sqlx::postgres::PgConnectOptions;

/// A database address: `sqlite:PATH` or `postgres://USER:PASSWORD@HOST:PORT/DATABASE`. Shown without its password.
#[derive(Debug, Clone)]
pub enum DatabaseUrl {
    /// The path of the embedded database's file.
    Sqlite(PathBuf),
    /// The whole address, password included.
    Postgres(Sensitive<String>),
}

/// The text is no database address. The text itself is not repeated: it may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Neither of the two kinds.
    #[error(
        "the database address must start with \"sqlite:\" or \"postgres://\", for example \
         sqlite:demo-data/portico.db or postgres://portico@localhost/portico"
    )]
    Kind,
    /// `sqlite:` without a path.
    #[error("the database address names no file; write for example sqlite:demo-data/portico.db")]
    NoFile,
    /// Not an address that PostgreSQL's client understands.
    #[error(
        "the PostgreSQL address cannot be read; write postgres://USER:PASSWORD@HOST:PORT/DATABASE and \
         percent-encode special characters in the password"
    )]
    Postgres,
}

impl DatabaseUrl {
    /// Reads an address.
    ///
    /// # Errors
    /// Says which form is expected.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        let text = text.trim();
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return if path.is_empty() {
                Err(UrlError::NoFile)
            } else {
                Ok(Self::Sqlite(PathBuf::from(path)))
            };
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            PgConnectOptions::from_str(text).map_err(|_| UrlError::Postgres)?;
            return Ok(Self::Postgres(Sensitive::new(text.to_owned())));
        }
        Err(UrlError::Kind)
    }
}

impl FromStr for DatabaseUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        Self::parse(text)
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(address) => match PgConnectOptions::from_str(address.expose()) {
                Ok(options) => {
                    let (user, database) = (options.get_username(), options.get_database());
                    write!(f, "postgres://{user}@{}/{}", server(&options), database.unwrap_or(user))
                }
                Err(_) => f.write_str("postgres://…"),
            },
        }
    }
}

/// Host and port for messages.
pub(super) fn server(options: &PgConnectOptions) -> String {
    format!("{}:{}", options.get_host(), options.get_port())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn a_file_may_be_written_with_or_without_slashes() {
        for (text, shown) in [
            ("sqlite:demo-data/portico.db", "sqlite:demo-data/portico.db"),
            ("sqlite://demo-data/portico.db", "sqlite:demo-data/portico.db"),
            ("sqlite:///var/lib/portico.db", "sqlite:/var/lib/portico.db"),
        ] {
            assert_eq!(DatabaseUrl::parse(text).unwrap().to_string(), shown);
        }
    }

    #[test]
    fn a_password_is_never_shown() {
        let url = DatabaseUrl::parse("postgres://portico:s3cret@db.example:5433/care").unwrap();
        assert_eq!(url.to_string(), "postgres://portico@db.example:5433/care");
        assert!(!format!("{url:?}").contains("s3cret"));
    }

    #[test]
    fn other_addresses_are_refused_with_the_form_that_is_expected() {
        assert_eq!(DatabaseUrl::parse("mysql://x/y").unwrap_err(), UrlError::Kind);
        assert_eq!(DatabaseUrl::parse("sqlite:").unwrap_err(), UrlError::NoFile);
        assert_eq!(
            DatabaseUrl::parse("postgres://host:notaport/x").unwrap_err(),
            UrlError::Postgres
        );
    }
}
