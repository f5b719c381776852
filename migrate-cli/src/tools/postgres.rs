//! `psql`, `pg_dump` and `pg_restore`, which are told everything by libpq's variables (manual, "Environment Variables").

use std::io::{self, IsTerminal as _};

use migrate_core::dialect::Dialect;
use migrate_core::name::Name;
use migrate_core::session::{ServerAddress, TlsMode};

use super::{Content, Form, Tool, ToolError, Transaction};

const PACKAGE: &str = "postgresql-client";

fn tool(names: &'static [&'static str], server: &ServerAddress) -> Result<Tool, ToolError> {
    let mut tool = Tool::find(names, PACKAGE)?;
    let command = &mut tool.command;
    match &server.socket {
        Some(folder) => command.env("PGHOST", folder),
        None => command.env("PGHOST", &server.host),
    };
    command
        .env("PGPORT", server.port.to_string())
        .env("PGUSER", &server.user)
        .env("PGDATABASE", &server.database);
    // Without one, libpq's own places for it count.
    if let Some(password) = server.password() {
        command.env("PGPASSWORD", password);
    }
    command.env(
        "PGSSLMODE",
        match server.tls.mode {
            TlsMode::Allow => "allow",
            TlsMode::Disabled => "disable",
            TlsMode::Preferred => "prefer",
            TlsMode::Required => "require",
            TlsMode::VerifyCa => "verify-ca",
            TlsMode::VerifyHost => "verify-full",
        },
    );
    for (variable, file) in [
        ("PGSSLROOTCERT", &server.tls.root_certificate),
        ("PGSSLCERT", &server.tls.certificate),
        ("PGSSLKEY", &server.tls.key),
        ("PGOPTIONS", &server.options),
    ] {
        if let Some(file) = file {
            command.env(variable, file);
        }
    }
    if !io::stdin().is_terminal() {
        // Nobody is there who could type one.
        command.arg("--no-password");
    }
    Ok(tool)
}

pub(super) fn shell(server: &ServerAddress, path: &[Name]) -> Result<Tool, ToolError> {
    let mut tool = tool(&["psql"], server)?;
    if let Some(path) = setting(path) {
        let options = server.options.as_deref().unwrap_or_default();
        tool.command.env("PGOPTIONS", format!("{options} {path}").trim_start());
    }
    Ok(tool)
}

/// A search path as `PGOPTIONS` has it, where a backslash stands before blanks and backslashes (manual, "options" of libpq).
fn setting(path: &[Name]) -> Option<String> {
    // What is no path at all was told by whoever opened the database.
    let set = Dialect::Postgres.search_path(path).ok()?.set;
    let names = set.strip_prefix("SET search_path TO ").filter(|names| !names.is_empty())?;
    let mut setting = "-c search_path=".to_owned();
    for character in names.chars() {
        if character.is_whitespace() || character == '\\' {
            setting.push('\\');
        }
        setting.push(character);
    }
    Some(setting)
}

/// What reads SQL from its stdin and stops at the first error. It reads nobody's settings.
pub(super) fn script(
    server: &ServerAddress,
    path: &[Name],
    transaction: Transaction,
) -> Result<Tool, ToolError> {
    let mut tool = shell(server, path)?;
    tool.command.env("PGCLIENTENCODING", "UTF8");
    tool.command.args(["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"]);
    match transaction {
        Transaction::Around => {
            tool.command.arg("--single-transaction");
        }
        Transaction::Inside => {}
    }
    Ok(tool)
}

pub(super) fn dump(server: &ServerAddress, content: Content, form: Form) -> Result<Tool, ToolError> {
    let mut tool = tool(&["pg_dump"], server)?;
    tool.command.arg(match form {
        Form::Archive => "--format=custom",
        Form::Sql => "--format=plain",
    });
    match content {
        Content::All => {}
        Content::Rows => {
            tool.command.arg("--data-only");
        }
        Content::Schema => {
            tool.command.arg("--schema-only");
        }
    }
    Ok(tool)
}

pub(super) fn restore(server: &ServerAddress) -> Result<Tool, ToolError> {
    let mut tool = tool(&["pg_restore"], server)?;
    // Without a name it would print SQL instead.
    tool.command
        .args(["--single-transaction", "--exit-on-error"])
        .arg(format!("--dbname={}", server.database));
    Ok(tool)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_path_is_one_word_of_the_options() {
        assert_eq!(setting(&[]), None);
        let path = [Name::from("shop"), Name::from("a b\\c")];
        assert_eq!(setting(&path).as_deref(), Some(r#"-c search_path="shop",\ "a\ b\\c""#));
    }
}
