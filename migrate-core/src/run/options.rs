//! How a database is worked on, whatever is done to it.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::dialect::limits::Limits;
use crate::ledger::Ledger;
use crate::name::{Name, Prefix};

/// How long a run waits for another one, where nothing else is said.
pub const LOCK_WAIT: Duration = Duration::from_mins(1);

/// How a database is worked on: what a run, a look, a stamp and the making of the ledger have in common.
///
/// ```
/// use migrate_core::run::Options;
///
/// let options = Options::default().search_path(["shop", "public"]);
/// assert_eq!(options.ledger.to_string(), "migrate_ledger");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The ledger's table.
    pub ledger: Ledger,
    /// How long another run that holds the lock is waited for, and a SQLite file that another writes.
    pub lock_wait: Duration,
    /// How long a statement waits for a lock that others hold before it fails, so that it does not hold up all who come
    /// behind it; as the server has it where that is not said. PostgreSQL, MariaDB and MySQL, which count in seconds.
    pub lock_timeout: Option<Duration>,
    /// How long a statement may run before the server stops it; as the server has it where that is not said. PostgreSQL and
    /// MariaDB, which counts in seconds.
    pub statement_timeout: Option<Duration>,
    /// The schemas where PostgreSQL looks for what is named without one, and makes it, in the first; the connection's
    /// own where there are none. It is set on our own session alone. No other database has it.
    pub search_path: Vec<Name>,
    /// What stands before the names of all that chains make, and of the ledger: so a database can hold a chain twice, or one
    /// beside tables of others. It stays for as long as the database is worked on.
    pub prefix: Prefix,
    /// The prefixes of single chains, by their names, in the place of [`prefix`](Self::prefix). The ledger has none of these.
    pub chain_prefixes: BTreeMap<String, Prefix>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            ledger: Ledger::default(),
            lock_wait: LOCK_WAIT,
            lock_timeout: None,
            statement_timeout: None,
            search_path: Vec::new(),
            prefix: Prefix::NONE,
            chain_prefixes: BTreeMap::new(),
        }
    }
}

impl Options {
    /// Keeps the ledger in another table.
    #[must_use]
    pub fn ledger(self, ledger: Ledger) -> Self {
        Self { ledger, ..self }
    }

    /// Waits so long for another run that holds the lock, instead of [`LOCK_WAIT`].
    #[must_use]
    pub fn lock_wait(self, lock_wait: Duration) -> Self {
        Self { lock_wait, ..self }
    }

    /// Lets a statement wait no longer for a lock of others; see the [field](Self::lock_timeout).
    #[must_use]
    pub fn lock_timeout(self, limit: Duration) -> Self {
        Self { lock_timeout: Some(limit), ..self }
    }

    /// Lets a statement run no longer; see the [field](Self::statement_timeout).
    #[must_use]
    pub fn statement_timeout(self, limit: Duration) -> Self {
        Self { statement_timeout: Some(limit), ..self }
    }

    /// Looks for names in these schemas; see the [field](Self::search_path).
    #[must_use]
    pub fn search_path(self, schemas: impl IntoIterator<Item = impl Into<Name>>) -> Self {
        Self { search_path: schemas.into_iter().map(Into::into).collect(), ..self }
    }

    /// Gives all names a prefix; see the [field](Self::prefix).
    #[must_use]
    pub fn prefix(self, prefix: Prefix) -> Self {
        Self { prefix, ..self }
    }

    /// Gives the names of one chain a prefix of their own; see the [field](Self::chain_prefixes).
    #[must_use]
    pub fn chain_prefix(mut self, chain: impl Into<String>, prefix: Prefix) -> Self {
        self.chain_prefixes.insert(chain.into(), prefix);
        self
    }

    /// The prefix of a chain's names.
    pub fn prefix_of(&self, chain: &str) -> &Prefix {
        self.chain_prefixes.get(chain).unwrap_or(&self.prefix)
    }

    /// What limits a session has. None is a limit of nothing.
    pub(crate) fn limits(&self) -> Limits {
        let limit = |limit: Option<Duration>| limit.filter(|limit| !limit.is_zero());
        Limits { lock: limit(self.lock_timeout), statement: limit(self.statement_timeout) }
    }

    /// The ledger's table as it is in the database.
    pub fn prefixed_ledger(&self) -> Ledger {
        let Ledger { table, schema } = &self.ledger;
        Ledger { table: self.prefix.name(table), schema: schema.clone() }
    }
}

/// The methods of everything that takes [`Options`], which lie in `self.$settings.options`.
macro_rules! takes_options {
    ($type:ident, $settings:tt) => {
        impl $type<'_> {
            /// Works on the database in this way, all of it: what was said before of the ledger, the waiting or the search path
            /// is replaced.
            #[must_use]
            pub fn options(mut self, options: $crate::run::Options) -> Self {
                self.$settings.options = options;
                self
            }

            /// Keeps the ledger in another table.
            #[must_use]
            pub fn ledger(mut self, ledger: $crate::ledger::Ledger) -> Self {
                self.$settings.options.ledger = ledger;
                self
            }

            /// Waits so long for another run that holds the lock, and for a SQLite file that another writes, instead of
            /// [`LOCK_WAIT`]($crate::run::LOCK_WAIT).
            #[must_use]
            pub fn lock_wait(mut self, wait: std::time::Duration) -> Self {
                self.$settings.options.lock_wait = wait;
                self
            }

            /// Looks for what is named without a schema in these, and makes it in the first: PostgreSQL alone.
            #[must_use]
            pub fn search_path(
                mut self,
                schemas: impl IntoIterator<Item = impl Into<$crate::name::Name>>,
            ) -> Self {
                self.$settings.options.search_path = schemas.into_iter().map(Into::into).collect();
                self
            }

            /// Puts a prefix before the names of all that the chain makes, and of the ledger.
            #[must_use]
            pub fn prefix(mut self, prefix: $crate::name::Prefix) -> Self {
                self.$settings.options.prefix = prefix;
                self
            }
        }
    };
}
pub(super) use takes_options;
