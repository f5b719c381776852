//! What a schema is made of, with a prefix before its names.

use super::{
    Column, ColumnDefault, ColumnType, Constraint, EnumType, Extension, ForeignKey, Function, Sequence,
    SequenceOwner, Signature, Table, Trigger,
};
use crate::name::Prefix;

impl Table {
    /// Gives it and what stands in it a prefix; columns keep their names.
    pub(crate) fn prefix(&mut self, by: &Prefix) {
        let Self {
            name,
            columns,
            primary_key,
            uniques,
            foreign_keys,
            checks,
            exclusions,
            indexes,
            comment: _,
            options,
        } = self;
        by.set_qualified(name);
        for column in columns {
            column.prefix(by);
        }
        if let Some(key) = primary_key {
            by.set_inner(&mut key.name);
        }
        for unique in uniques {
            by.set_inner(&mut unique.name);
        }
        for key in foreign_keys {
            key.prefix(by);
        }
        for check in checks {
            by.set_inner(&mut check.name);
        }
        for exclusion in exclusions {
            by.set_inner(&mut exclusion.name);
        }
        for index in indexes {
            by.set_inner(&mut index.name);
        }
        for parent in options.postgres.parents_mut() {
            by.set_qualified(parent);
        }
    }
}

impl Column {
    fn prefix(&mut self, by: &Prefix) {
        let Self {
            name: _,
            column_type,
            nullable: _,
            default,
            identity: _,
            generated: _,
            collation: _,
            comment: _,
            mysql: _,
        } = self;
        column_type.prefix(by);
        if let Some(default) = default {
            default.prefix(by);
        }
    }
}

impl ColumnType {
    /// Gives the enum type in it a prefix.
    pub(crate) fn prefix(&mut self, by: &Prefix) {
        match self {
            Self::Array(of) => of.prefix(by),
            Self::Enum(name) => by.set_qualified(name),
            Self::BigInt
            | Self::Boolean
            | Self::Bytes
            | Self::Char(_)
            | Self::Date
            | Self::Double
            | Self::Integer
            | Self::Json
            | Self::Jsonb
            | Self::Native(_)
            | Self::Numeric(_, _)
            | Self::Real
            | Self::SmallInt
            | Self::Text
            | Self::Time
            | Self::Timestamp
            | Self::TimestampTz
            | Self::Uuid
            | Self::Varchar(_) => {}
        }
    }
}

impl ColumnDefault {
    /// Gives the sequence in it a prefix.
    pub(crate) fn prefix(&mut self, by: &Prefix) {
        match self {
            Self::NextValue(sequence) => by.set_qualified(sequence),
            Self::Expression(_) | Self::Now | Self::Value(_) => {}
        }
    }
}

impl ForeignKey {
    fn prefix(&mut self, by: &Prefix) {
        by.set_inner(&mut self.name);
        by.set_qualified(&mut self.referenced_table);
    }
}

impl Constraint {
    /// Gives it and the table that it references a prefix.
    pub(crate) fn prefix(&mut self, by: &Prefix) {
        match self {
            Self::Check(check) => by.set_inner(&mut check.name),
            Self::Exclusion(exclusion) => by.set_inner(&mut exclusion.name),
            Self::ForeignKey(key) => key.prefix(by),
            Self::PrimaryKey(key) => by.set_inner(&mut key.name),
            Self::Unique(unique) => by.set_inner(&mut unique.name),
        }
    }
}

impl EnumType {
    /// Gives it a prefix.
    pub(crate) fn prefix(&mut self, by: &Prefix) {
        let Self { name, values: _ } = self;
        by.set_qualified(name);
    }
}

impl Extension {
    /// Gives the schema of its objects a prefix. The extension itself is the database's.
    pub(crate) fn prefix(&mut self, by: &Prefix) {
        let Self { name: _, schema, version: _ } = self;
        if let Some(schema) = schema {
            *schema = by.schema(schema);
        }
    }
}

impl Function {
    /// Gives it a prefix; what its text names is the author's.
    pub(crate) fn prefix(&mut self, by: &Prefix) {
        let Self { name, arguments: _, definition: _ } = self;
        by.set_function(name);
    }
}

impl Signature {
    /// Gives it a prefix.
    pub(crate) fn prefix(&mut self, by: &Prefix) {
        let Self { name, types: _ } = self;
        by.set_function(name);
    }
}

impl Sequence {
    /// Gives it and the table that it belongs to a prefix.
    pub(crate) fn prefix(&mut self, by: &Prefix) {
        let Self { name, options: _, owner, number: _ } = self;
        by.set_qualified(name);
        if let Some(owner) = owner {
            owner.prefix(by);
        }
    }
}

impl SequenceOwner {
    /// Gives the table a prefix.
    pub(crate) fn prefix(&mut self, by: &Prefix) {
        let Self { table, column: _ } = self;
        by.set_qualified(table);
    }
}

impl Trigger {
    /// Gives it and its table a prefix; what its text names is the author's.
    pub(crate) fn prefix(&mut self, by: &Prefix) {
        let Self { name, table, event: _, definition: _ } = self;
        by.set(name);
        by.set_qualified(table);
    }
}
