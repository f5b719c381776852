//! How authors describe constraints, and what single databases have of a table.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use crate::operation::Columns;
use crate::schema::{
    Action, Check, Exclusion, Expression, ForeignKey, MySqlTable, Nulls, PrimaryKey, SqliteTable, Timing,
    Unique, Validation,
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

impl ForeignKeyBuilder<'_> {
    /// What happens to a row whose referenced row is deleted.
    pub fn on_delete(self, action: Action) -> Self {
        self.key.on_delete = action;
        self
    }

    /// What happens to a row whose referenced row gets another key.
    pub fn on_update(self, action: Action) -> Self {
        self.key.on_update = action;
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
