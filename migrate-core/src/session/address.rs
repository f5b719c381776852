//! Where a database is, as the driver reads it from the URL, so that another program reaches the same one.

use std::fmt;
use std::path::PathBuf;

use super::OpenError;
use super::url;
use crate::dialect::Dialect;

/// Where a database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A SQLite file.
    File(PathBuf),
    /// SQLite in memory, or a temporary file: nobody else can reach it.
    Memory,
    /// A database of a server.
    Server(Box<ServerAddress>),
}

/// A database of a server, and who goes there. Nothing that it shows of itself has the password.
#[derive(Clone, PartialEq, Eq)]
pub struct ServerAddress {
    /// The host's name or address; a folder where PostgreSQL's socket stands, if it begins with `/`.
    pub host: String,
    /// The port.
    pub port: u16,
    /// The socket's file (MySQL and MariaDB) or its folder (PostgreSQL), which goes before host and port.
    pub socket: Option<PathBuf>,
    /// The user.
    pub user: String,
    /// The database's name; empty where the URL has none.
    pub database: String,
    /// How the connection is encrypted.
    pub tls: Tls,
    /// Settings of the session that the URL asks for (PostgreSQL's `options`).
    pub options: Option<String>,
    password: Option<String>,
}

impl ServerAddress {
    /// The password, if the URL has one. PostgreSQL's own places for it are its tools' business.
    pub fn password(&self) -> Option<&str> {
        self.password.as_deref()
    }
}

impl fmt::Debug for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, port, user, database, .. } = self;
        write!(f, "{user}@{host}:{port}/{database}")
    }
}

/// How a connection is encrypted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tls {
    /// How much is asked for.
    pub mode: TlsMode,
    /// The file with the certificates of whom to trust.
    pub root_certificate: Option<String>,
    /// The file with the client's certificate.
    pub certificate: Option<String>,
    /// The file with the client's key.
    pub key: Option<String>,
}

/// How much encryption is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsMode {
    /// Encrypted only if the server insists (PostgreSQL).
    Allow,
    /// Not encrypted.
    Disabled,
    /// Encrypted if the server can.
    Preferred,
    /// Encrypted, whoever answers.
    Required,
    /// Encrypted, by a server with a certificate that is trusted.
    VerifyCa,
    /// Encrypted, by a server with a certificate that is trusted and names this host.
    VerifyHost,
}

impl Address {
    /// Reads a URL as the driver does.
    pub(crate) fn of(text: &str) -> Result<(Dialect, Self), OpenError> {
        let dialect = url::dialect(text)?;
        let address = match dialect {
            #[cfg(feature = "mysql")]
            Dialect::MySql => Self::Server(Box::new(mysql(text)?)),
            #[cfg(feature = "postgres")]
            Dialect::Postgres => Self::Server(Box::new(postgres(text)?)),
            #[cfg(feature = "sqlite")]
            Dialect::Sqlite => sqlite(text)?,
            #[cfg(not(all(feature = "mysql", feature = "postgres", feature = "sqlite")))]
            dialect => return Err(OpenError::NotCompiled { dialect }),
        };
        Ok((dialect, address))
    }
}

#[cfg(any(feature = "mysql", feature = "postgres"))]
fn parsed(text: &str) -> Result<sqlx_core::Url, OpenError> {
    sqlx_core::Url::parse(text)
        .map_err(|error| OpenError::IllUrl { url: url::redact(text), fault: error.to_string() })
}

/// The value of the last parameter of one of these names.
#[cfg(any(feature = "mysql", feature = "postgres"))]
fn parameter(url: &sqlx_core::Url, names: &[&str]) -> Option<String> {
    let found = url.query_pairs().filter(|(key, _)| names.contains(&&**key)).last();
    found.map(|(_, value)| value.into_owned())
}

#[cfg(any(feature = "mysql", feature = "postgres"))]
fn tls(url: &sqlx_core::Url, mode: TlsMode) -> Tls {
    Tls {
        mode,
        root_certificate: parameter(url, &["sslrootcert", "ssl-root-cert", "ssl-ca", "sslca"]),
        certificate: parameter(url, &["sslcert", "ssl-cert"]),
        key: parameter(url, &["sslkey", "ssl-key"]),
    }
}

#[cfg(any(feature = "mysql", feature = "postgres"))]
fn password(url: &sqlx_core::Url) -> Option<String> {
    let decode = sqlx_core::percent_encoding::percent_decode_str;
    url.password().map(|password| decode(password).decode_utf8_lossy().into_owned())
}

#[cfg(feature = "mysql")]
fn mysql(text: &str) -> Result<ServerAddress, OpenError> {
    use sqlx::mysql::{MySqlConnectOptions, MySqlSslMode};

    let options: MySqlConnectOptions = super::source::read(text)?;
    let url = parsed(text)?;
    let mode = match options.get_ssl_mode() {
        MySqlSslMode::Disabled => TlsMode::Disabled,
        MySqlSslMode::Preferred => TlsMode::Preferred,
        MySqlSslMode::Required => TlsMode::Required,
        MySqlSslMode::VerifyCa => TlsMode::VerifyCa,
        MySqlSslMode::VerifyIdentity => TlsMode::VerifyHost,
    };
    Ok(ServerAddress {
        host: options.get_host().to_owned(),
        port: options.get_port(),
        socket: options.get_socket().cloned(),
        user: options.get_username().to_owned(),
        database: options.get_database().unwrap_or_default().to_owned(),
        tls: tls(&url, mode),
        options: None,
        password: password(&url),
    })
}

#[cfg(feature = "postgres")]
fn postgres(text: &str) -> Result<ServerAddress, OpenError> {
    use sqlx::postgres::{PgConnectOptions, PgSslMode};

    let options: PgConnectOptions = super::source::read(text)?;
    let url = parsed(text)?;
    let mode = match options.get_ssl_mode() {
        PgSslMode::Allow => TlsMode::Allow,
        PgSslMode::Disable => TlsMode::Disabled,
        PgSslMode::Prefer => TlsMode::Preferred,
        PgSslMode::Require => TlsMode::Required,
        PgSslMode::VerifyCa => TlsMode::VerifyCa,
        PgSslMode::VerifyFull => TlsMode::VerifyHost,
    };
    let user = options.get_username().to_owned();
    Ok(ServerAddress {
        host: options.get_host().to_owned(),
        port: options.get_port(),
        socket: options.get_socket().cloned(),
        // As the server itself does where none is named.
        database: options.get_database().unwrap_or(&user).to_owned(),
        user,
        tls: tls(&url, mode),
        options: options.get_options().map(str::to_owned),
        password: parameter(&url, &["password"]).or_else(|| password(&url)),
    })
}

#[cfg(feature = "sqlite")]
fn sqlite(text: &str) -> Result<Address, OpenError> {
    let options: sqlx::sqlite::SqliteConnectOptions = super::source::read(text)?;
    let file = options.get_filename().to_path_buf();
    // sqlx opens a database in memory as a file of a name of its own, shared within the process.
    let shown = file.to_string_lossy();
    let in_memory = shown.is_empty() || shown.contains(":memory:") || shown.contains("mode=memory");
    let by_url = text.contains(":memory:") || text.contains("mode=memory");
    Ok(if in_memory || by_url { Address::Memory } else { Address::File(file) })
}

/// The same server's URL with another database in it, or with none.
pub(crate) fn with_database(url: &str, name: &str) -> String {
    let (base, query) = url.split_once('?').map_or((url, ""), |(base, query)| (base, query));
    let authority = base.find("://").map_or(0, |at| at + 3);
    let end = base[authority..].find('/').map_or(base.len(), |at| authority + at);
    let query = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("dbname="));
    let query = query.collect::<Vec<_>>().join("&");
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{}/{name}{mark}{query}", &base[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_of_a_url_is_replaced() {
        assert_eq!(with_database("postgres://u:p@h:1/postgres?a=b/c", "x"), "postgres://u:p@h:1/x?a=b/c");
        assert_eq!(with_database("postgres://h?dbname=shop&a=b", "x"), "postgres://h/x?a=b");
        assert_eq!(with_database("mysql://h", "x"), "mysql://h/x");
        assert_eq!(with_database("mysql://h/shop", ""), "mysql://h/");
    }

    #[cfg(feature = "sqlite")]
    #[test]
    fn a_file_is_told_from_memory() {
        let of = |url| Address::of(url).expect("the URL can be read").1;
        assert_eq!(of("sqlite://shop.db?mode=rwc"), Address::File("shop.db".into()));
        assert_eq!(of("sqlite:///var/a%20b.db"), Address::File("/var/a b.db".into()));
        assert_eq!(of("sqlite::memory:"), Address::Memory);
        assert_eq!(of("sqlite://shop.db?mode=memory"), Address::Memory);
    }

    #[cfg(feature = "postgres")]
    #[test]
    fn what_a_driver_reads_is_what_a_tool_is_told() {
        let url =
            "postgres://ann:s%40f%2Fe@db.example:6432/the%20shop?sslmode=verify-full&sslrootcert=/ca.pem";
        let (dialect, address) = Address::of(url).expect("the URL can be read");
        let Address::Server(server) = address else { panic!("it is a server") };
        assert_eq!((dialect, server.host.as_str(), server.port), (Dialect::Postgres, "db.example", 6432));
        assert_eq!((server.user.as_str(), server.password()), ("ann", Some("s@f/e")));
        assert_eq!(server.database, "the shop");
        assert_eq!(server.tls.mode, TlsMode::VerifyHost);
        assert_eq!(server.tls.root_certificate.as_deref(), Some("/ca.pem"));
        assert_eq!(format!("{server:?}"), "ann@db.example:6432/the shop");
    }
}
