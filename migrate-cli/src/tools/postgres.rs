//! `psql`, `pg_dump` and `pg_restore`, which are told everything by libpq's variables (manual, "Environment Variables").

use std::io::{self, IsTerminal as _};

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

pub(super) fn shell(server: &ServerAddress) -> Result<Tool, ToolError> {
    tool(&["psql"], server)
}

/// What reads SQL from its stdin and stops at the first error. It reads nobody's settings.
pub(super) fn script(server: &ServerAddress, transaction: Transaction) -> Result<Tool, ToolError> {
    let mut tool = tool(&["psql"], server)?;
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
