//! `mariadb` and `mariadb-dump`, or `mysql` and `mysqldump`.
//!
//! Files of settings are not read (`--no-defaults`): a password in one would go before that of the environment.

use std::ffi::OsString;

use migrate_core::session::{ServerAddress, TlsMode};

use super::{Content, Tool, ToolError};

const PACKAGE: &str = "mariadb-client";

fn tool(names: &'static [&'static str], server: &ServerAddress) -> Result<Tool, ToolError> {
    let mut tool = Tool::find(names, PACKAGE)?;
    let is_mariadb = tool.name.starts_with("mariadb");
    let command = &mut tool.command;
    command.arg("--no-defaults").arg(format!("--user={}", server.user));
    match &server.socket {
        Some(file) => command.arg("--protocol=socket").arg("--socket").arg(file),
        // A host called `localhost` would mean a socket.
        None => command
            .arg("--protocol=tcp")
            .arg(format!("--host={}", server.host.trim_matches(['[', ']'])))
            .arg(format!("--port={}", server.port)),
    };
    command.arg("--default-character-set=utf8mb4");
    match server.password() {
        Some(password) => command.env("MYSQL_PWD", password),
        None => command.env_remove("MYSQL_PWD"),
    };
    let modes: &[&str] = match (is_mariadb, server.tls.mode) {
        (true, TlsMode::Allow | TlsMode::Preferred) => &["--skip-ssl-verify-server-cert"],
        (true, TlsMode::Disabled) => &["--skip-ssl"],
        (true, TlsMode::Required) => &["--ssl", "--skip-ssl-verify-server-cert"],
        // It has no mode that verifies the certificate and not the host.
        (true, TlsMode::VerifyCa | TlsMode::VerifyHost) => &["--ssl", "--ssl-verify-server-cert"],
        (false, TlsMode::Allow | TlsMode::Preferred) => &["--ssl-mode=PREFERRED"],
        (false, TlsMode::Disabled) => &["--ssl-mode=DISABLED"],
        (false, TlsMode::Required) => &["--ssl-mode=REQUIRED"],
        (false, TlsMode::VerifyCa) => &["--ssl-mode=VERIFY_CA"],
        (false, TlsMode::VerifyHost) => &["--ssl-mode=VERIFY_IDENTITY"],
    };
    command.args(modes);
    for (option, file) in [
        ("--ssl-ca", &server.tls.root_certificate),
        ("--ssl-cert", &server.tls.certificate),
        ("--ssl-key", &server.tls.key),
    ] {
        if let Some(file) = file {
            command.arg(format!("{option}={file}"));
        }
    }
    Ok(tool)
}

pub(super) fn shell(server: &ServerAddress) -> Result<Tool, ToolError> {
    let mut tool = tool(&["mariadb", "mysql"], server)?;
    tool.command.arg(format!("--database={}", server.database));
    Ok(tool)
}

/// What reads SQL from its stdin and stops at the first error.
pub(super) fn script(server: &ServerAddress) -> Result<Tool, ToolError> {
    let mut tool = shell(server)?;
    tool.command.arg("--batch");
    Ok(tool)
}

pub(super) fn dump(server: &ServerAddress, content: Content, typed: &[OsString]) -> Result<Tool, ToolError> {
    let mut tool = tool(&["mariadb-dump", "mysqldump"], server)?;
    // One moment of the tables, without stopping writers; bytes as digits, so that the file is text.
    tool.command.args(["--single-transaction", "--hex-blob", "--routines", "--triggers"]);
    match content {
        Content::All => {}
        Content::Rows => {
            tool.command.args(["--no-create-info", "--skip-triggers", "--skip-routines"]);
        }
        Content::Schema => {
            tool.command.arg("--no-data");
        }
    }
    tool.command.args(typed).arg("--").arg(&server.database);
    Ok(tool)
}
