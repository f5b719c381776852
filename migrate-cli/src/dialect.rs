//! The dialect of what is printed without a database.

use clap::ValueEnum;
use migrate_core::dialect::{Dialect, Shell};

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
    /// The dialect of its database.
    pub(crate) fn dialect(self) -> Dialect {
        self.shell().dialect()
    }

    /// The shell of its database.
    fn shell(self) -> Shell {
        match self {
            Self::Mariadb => Shell::MariaDb,
            Self::Mysql => Shell::MySql,
            Self::Postgres => Shell::Psql,
            Self::Sqlite => Shell::Sqlite3,
        }
    }
}

/// The dialect that was typed, or else that of the database's URL. It asks no database.
pub(crate) fn choose(context: &Context, typed: Option<DialectName>) -> Result<Dialect, Failure> {
    choose_shell(context, typed).map(Shell::dialect)
}

/// The shell of the dialect that was typed, or else of the database's URL. It asks no database.
pub(crate) fn choose_shell(context: &Context, typed: Option<DialectName>) -> Result<Shell, Failure> {
    if let Some(typed) = typed {
        return Ok(typed.shell());
    }
    let url = context.require_url().map_err(|failure| match failure {
        Failure::Url(UrlError::Missing) => Failure::NoDialect,
        other => other,
    })?;
    Shell::of_url(url.secret()).ok_or(Failure::NoDialect)
}
