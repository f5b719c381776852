//! The dialect of what is printed without a database.

use clap::ValueEnum;
use migrate_core::dialect::Dialect;

use crate::context::Context;
use crate::failure::Failure;
use crate::url::UrlError;

/// A dialect as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DialectName {
    Mariadb,
    Mysql,
    Postgres,
    Sqlite,
}

impl DialectName {
    /// The same in words of core.
    pub(crate) fn dialect(self) -> Dialect {
        match self {
            Self::Mariadb | Self::Mysql => Dialect::MySql,
            Self::Postgres => Dialect::Postgres,
            Self::Sqlite => Dialect::Sqlite,
        }
    }
}

/// The dialect that was typed, or else that of the database's URL. It asks no database.
pub(crate) fn choose(context: &Context, typed: Option<DialectName>) -> Result<Dialect, Failure> {
    if let Some(typed) = typed {
        return Ok(typed.dialect());
    }
    let url = context.require_url().map_err(|failure| match failure {
        Failure::Url(UrlError::Missing) => Failure::NoDialect,
        other => other,
    })?;
    let scheme = url.secret().split(':').next().unwrap_or_default();
    match scheme {
        "mariadb" | "mysql" => Ok(Dialect::MySql),
        "postgres" | "postgresql" => Ok(Dialect::Postgres),
        "sqlite" => Ok(Dialect::Sqlite),
        _ => Err(Failure::NoDialect),
    }
}
