//! Tables, their options and comments, and enum types.

use super::Canonical;
use crate::schema::{
    EnumType, MySqlTable, PartitionOf, PartitionStrategy, Partitioning, PostgresTable, SqliteTable, Table,
    TableOptions,
};

impl Canonical {
    /// Writes a comment, if there is one.
    pub fn comment(&mut self, comment: Option<&str>) {
        if let Some(comment) = comment {
            self.list("comment", |out| out.string(comment));
        }
    }

    /// Writes a table.
    pub fn table(&mut self, table: &Table) {
        let Table {
            name,
            columns,
            primary_key,
            uniques,
            foreign_keys,
            checks,
            exclusions,
            indexes,
            comment,
            options,
        } = table;
        self.list("table", |out| {
            out.qualified(name);
            for column in columns {
                out.column(column);
            }
            if let Some(key) = primary_key {
                out.primary_key(key);
            }
            for unique in uniques {
                out.unique(unique);
            }
            for key in foreign_keys {
                out.foreign_key(key);
            }
            for check in checks {
                out.check(check);
            }
            for exclusion in exclusions {
                out.exclusion(exclusion);
            }
            for index in indexes {
                out.index(index);
            }
            out.comment(comment.as_deref());
            out.table_options(options);
        });
    }

    /// Writes the options of a table, if there are any.
    pub fn table_options(&mut self, options: &TableOptions) {
        let TableOptions { mysql, postgres, sqlite } = options;
        let MySqlTable { engine, charset, collation, others, partition_by } = mysql;
        if *mysql != MySqlTable::default() {
            self.list("mysql", |out| {
                for (head, name) in [("engine", engine), ("charset", charset), ("collation", collation)] {
                    if let Some(name) = name {
                        out.list(head, |out| out.name(name));
                    }
                }
                if let Some(others) = others {
                    out.list("others", |out| out.string(others));
                }
                if let Some(partition_by) = partition_by {
                    out.list("partition_by", |out| out.expression(partition_by));
                }
            });
        }
        if *postgres != PostgresTable::default() {
            self.list("postgres", |out| out.postgres_table(postgres));
        }
        let SqliteTable { strict, without_rowid } = sqlite;
        if *sqlite != SqliteTable::default() {
            self.list("sqlite", |out| {
                for (word, is_set) in [("strict", *strict), ("without_rowid", *without_rowid)] {
                    if is_set {
                        out.word(word);
                    }
                }
            });
        }
    }

    fn postgres_table(&mut self, options: &PostgresTable) {
        let PostgresTable { inherits, parameters, partition_by, partition_of, unlogged } = options;
        if !inherits.is_empty() {
            self.list("inherits", |out| inherits.iter().for_each(|parent| out.qualified(parent)));
        }
        if !parameters.is_empty() {
            self.list("with", |out| out.parameters(parameters));
        }
        if let Some(Partitioning { strategy, parts }) = partition_by {
            let head = match strategy {
                PartitionStrategy::Hash => "by_hash",
                PartitionStrategy::List => "by_list",
                PartitionStrategy::Range => "by_range",
            };
            self.list(head, |out| parts.iter().for_each(|part| out.index_part(part)));
        }
        if let Some(PartitionOf { parent, bounds }) = partition_of {
            self.list("partition_of", |out| {
                out.qualified(parent);
                out.expression(bounds);
            });
        }
        if *unlogged {
            self.word("unlogged");
        }
    }

    /// Writes an enum type.
    pub fn enum_type(&mut self, enum_type: &EnumType) {
        let EnumType { name, values } = enum_type;
        self.list("enum", |out| {
            out.qualified(name);
            for value in values {
                out.string(value);
            }
        });
    }
}
