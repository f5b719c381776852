//! How authors describe constraints, and what single databases have of a table.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use crate::name::QualifiedName;
use crate::operation::{Columns, IndexColumns};
use crate::schema::{
    Action, Check, Exclusion, Expression, ForeignKey, Inheritance, Matching, MySqlTable, Nulls, Parameter,
    PartitionOf, PartitionStrategy, Partitioning, PostgresTable, PrimaryKey, SqliteTable, Timing, Unique,
    Validation,
};

/// Describes a primary key.
#[derive(Debug)]
pub struct KeyBuilder<'a> {
    pub(in crate::operation) key: &'a mut PrimaryKey,
}

/// Describes a unique constraint.
#[derive(Debug)]
pub struct UniqueBuilder<'a> {
    pub(in crate::operation) unique: &'a mut Unique,
}

/// Describes a foreign key.
#[derive(Debug)]
pub struct ForeignKeyBuilder<'a> {
    pub(in crate::operation) key: &'a mut ForeignKey,
}

/// Describes a check.
#[derive(Debug)]
pub struct CheckBuilder<'a> {
    pub(in crate::operation) check: &'a mut Check,
}

/// Describes an exclusion constraint.
#[derive(Debug)]
pub struct ExclusionBuilder<'a> {
    pub(in crate::operation) exclusion: &'a mut Exclusion,
}

/// Gives a builder the methods that several have.
macro_rules! methods {
    ($builder:ident, $field:ident: $($method:ident)*) => {
        impl $builder<'_> {
            /// Names the constraint.
            pub fn name(self, name: &str) -> Self {
                self.$field.name = name.into();
                self
            }

            $(methods!(@$method $field);)*
        }
    };
    (@timing $field:ident) => {
        /// Lets a transaction put the constraint off to its end (`SET CONSTRAINTS`).
        pub fn deferrable(self) -> Self {
            self.$field.timing = Timing::Deferrable;
            self
        }

        /// Asks for the constraint at the end of the transaction only.
        pub fn initially_deferred(self) -> Self {
            self.$field.timing = Timing::Deferred;
            self
        }
    };
    (@include $field:ident) => {
        /// Lets the constraint's index carry the values of other columns along. PostgreSQL alone.
        pub fn include(self, columns: impl Columns) -> Self {
            self.$field.include = columns.into_names();
            self
        }
    };
    (@validation $field:ident) => {
        /// Does not look at the rows that are there; `op.validate_constraint` does so later, without shutting
        /// anyone out. PostgreSQL alone, and only of a table that is there.
        pub fn not_valid(self) -> Self {
            self.$field.validation = Validation::NotValid;
            self
        }
    };
}

methods!(KeyBuilder, key: timing include);
methods!(UniqueBuilder, unique: timing include);
methods!(ForeignKeyBuilder, key: timing validation);
methods!(CheckBuilder, check: validation);
methods!(ExclusionBuilder, exclusion: timing include);

impl UniqueBuilder<'_> {
    /// Takes NULLs for equal to each other, so that one row may have NULL. PostgreSQL since 15.
    pub fn nulls_not_distinct(self) -> Self {
        self.unique.nulls = Nulls::NotDistinct;
        self
    }
}

impl CheckBuilder<'_> {
    /// Lets tables that inherit from this one do without the check. PostgreSQL alone.
    pub fn no_inherit(self) -> Self {
        self.check.inheritance = Inheritance::NoInherit;
        self
    }
}

impl ForeignKeyBuilder<'_> {
    /// Lets no column of the key be NULL where another is not (`MATCH FULL`). PostgreSQL alone.
    pub fn match_full(self) -> Self {
        self.key.matching = Matching::Full;
        self
    }

    /// Sets these columns alone where `on_delete` is `SetNull` or `SetDefault`. PostgreSQL since 15.
    pub fn set_columns(self, columns: impl Columns) -> Self {
        self.key.set_columns = columns.into_names();
        self
    }

    /// What happens to a row whose referenced row is deleted.
    pub fn on_delete(self, action: Action) -> Self {
        self.key.say_on_delete(action);
        self
    }

    /// What happens to a row whose referenced row gets another key.
    pub fn on_update(self, action: Action) -> Self {
        self.key.say_on_update(action);
        self
    }
}

impl ExclusionBuilder<'_> {
    /// How the constraint's index is made; `gist` where nothing is said.
    pub fn using(self, method: &str) -> Self {
        let method = method.to_lowercase();
        self.exclusion.method = Some(method.as_str().into()).filter(|_| method != "gist");
        self
    }

    /// Holds only for the rows for which this is true.
    pub fn predicate(self, expression: impl Into<Expression>) -> Self {
        self.exclusion.predicate = Some(expression.into());
        self
    }
}

/// Describes a table on MySQL and MariaDB.
#[derive(Debug)]
pub struct MySqlBuilder<'a> {
    pub(in crate::operation) options: &'a mut MySqlTable,
}

impl MySqlBuilder<'_> {
    /// The storage engine; InnoDB where nothing is said.
    pub fn engine(self, name: &str) -> Self {
        self.options.engine = Some(name.into());
        self
    }

    /// The character set of its text; `utf8mb4` where nothing is said.
    pub fn charset(self, name: &str) -> Self {
        self.options.charset = Some(name.into());
        self
    }

    /// How its text is compared; as bytes where nothing is said.
    pub fn collation(self, name: &str) -> Self {
        self.options.collation = Some(name.into());
        self
    }

    /// Its other options, in the servers' own words: `.options("ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8")`.
    pub fn options(self, options: &str) -> Self {
        self.options.others = Some(options.trim().to_owned());
        self
    }

    /// Parts its rows: `.partition_by("HASH (id) PARTITIONS 8")`.
    pub fn partition_by(self, partitions: impl Into<Expression>) -> Self {
        self.options.partition_by = Some(partitions.into());
        self
    }
}

/// Describes a table on PostgreSQL.
#[derive(Debug)]
pub struct PostgresBuilder<'a> {
    pub(in crate::operation) options: &'a mut PostgresTable,
}

impl PostgresBuilder<'_> {
    /// Has the columns and checks of other tables too, besides its own.
    pub fn inherits<N: Into<QualifiedName>>(self, parents: impl IntoIterator<Item = N>) -> Self {
        self.options.inherits = parents.into_iter().map(Into::into).collect();
        self
    }

    /// Tells the server how to keep the table: `.with([("fillfactor", "70"), ("autovacuum_enabled", "false")])`.
    pub fn with<N: AsRef<str>, V: ToString>(self, parameters: impl IntoIterator<Item = (N, V)>) -> Self {
        self.options.parameters = Parameter::list(parameters);
        self
    }

    /// Parts the rows by the hash of their values.
    pub fn partition_by_hash(self, key: impl IndexColumns) -> Self {
        self.partition_by(PartitionStrategy::Hash, key)
    }

    /// Parts the rows by their values.
    pub fn partition_by_list(self, key: impl IndexColumns) -> Self {
        self.partition_by(PartitionStrategy::List, key)
    }

    /// Parts the rows by the range that their values are in.
    pub fn partition_by_range(self, key: impl IndexColumns) -> Self {
        self.partition_by(PartitionStrategy::Range, key)
    }

    fn partition_by(self, strategy: PartitionStrategy, key: impl IndexColumns) -> Self {
        self.options.partition_by = Some(Partitioning { strategy, parts: key.into_parts() });
        self
    }

    /// Makes the table a partition of another one, whose columns, defaults, checks, keys and indexes it has:
    /// `.partition_of("events", "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')")`, or `"DEFAULT"`.
    pub fn partition_of(self, parent: impl Into<QualifiedName>, bounds: impl Into<Expression>) -> Self {
        self.options.partition_of = Some(PartitionOf { parent: parent.into(), bounds: bounds.into() });
        self
    }

    /// Loses what is written to it when the server crashes, and is faster for it (`UNLOGGED`).
    pub fn unlogged(self) -> Self {
        self.options.unlogged = true;
        self
    }
}

/// Describes a table on SQLite.
#[derive(Debug)]
pub struct SqliteBuilder<'a> {
    pub(in crate::operation) options: &'a mut SqliteTable,
}

impl SqliteBuilder<'_> {
    /// Takes no value that is not of its column's type (`STRICT`).
    pub fn strict(self) -> Self {
        self.options.strict = true;
        self
    }

    /// Keeps rows by their primary key, without a rowid (`WITHOUT ROWID`).
    pub fn without_rowid(self) -> Self {
        self.options.without_rowid = true;
        self
    }
}
