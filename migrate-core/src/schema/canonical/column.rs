//! Columns, their defaults and identities.

use super::Canonical;
use crate::schema::{
    Collation, Column, ColumnDefault, Generated, Identity, IdentityMode, MySqlColumn, SequenceOptions,
    Storage,
};

impl Canonical {
    /// Writes a default.
    pub fn column_default(&mut self, default: &ColumnDefault) {
        match default {
            ColumnDefault::Expression(expression) => self.expression(expression),
            ColumnDefault::NextValue(sequence) => self.list("next_value", |out| out.qualified(sequence)),
            ColumnDefault::Now => self.word("now"),
            ColumnDefault::Value(value) => self.value(value),
        }
    }

    /// Writes a column.
    pub fn column(&mut self, column: &Column) {
        let Column { name, column_type, nullable, default, identity, generated, collation, comment, mysql } =
            column;
        self.list("column", |out| {
            out.name(name);
            out.word(&column_type.to_string());
            if *nullable {
                out.word("nullable");
            }
            if let Some(default) = default {
                out.list("default", |out| out.column_default(default));
            }
            if let Some(identity) = identity {
                out.identity(identity);
            }
            if let Some(Generated { expression, storage }) = generated {
                let head = match storage {
                    Storage::Stored => "stored",
                    Storage::Virtual => "virtual",
                };
                out.list(head, |out| out.expression(expression));
            }
            if let Some(collation) = collation {
                out.collation(collation);
            }
            out.comment(comment.as_deref());
            if *mysql != MySqlColumn::default() {
                out.mysql_column(mysql);
            }
        });
    }

    /// Writes what MySQL and MariaDB alone have of a column.
    pub fn mysql_column(&mut self, column: &MySqlColumn) {
        let MySqlColumn { check, invisible, on_update_now } = column;
        self.list("mysql", |out| {
            if let Some(check) = check {
                out.list("check", |out| out.expression(check));
            }
            for (word, is_set) in [("invisible", *invisible), ("on_update_now", *on_update_now)] {
                if is_set {
                    out.word(word);
                }
            }
        });
    }

    /// Writes how the database numbers rows.
    pub fn identity(&mut self, identity: &Identity) {
        if *identity == Identity::BY_DEFAULT {
            return self.word("identity");
        }
        let Identity { mode, options } = identity;
        self.list("identity", |out| {
            match mode {
                IdentityMode::Always => out.word("always"),
                IdentityMode::ByDefault => {}
            }
            out.sequence_options(options);
        });
    }

    /// Writes how a sequence goes.
    pub fn sequence_options(&mut self, options: &SequenceOptions) {
        let SequenceOptions { start, increment, min, max, cache, cycle } = options;
        let numbers =
            [("start", start), ("increment", increment), ("min", min), ("max", max), ("cache", cache)];
        for (head, number) in numbers {
            if let Some(number) = number {
                self.list(head, |out| out.word(&number.to_string()));
            }
        }
        if *cycle {
            self.word("cycle");
        }
    }

    /// Writes a collation.
    pub fn collation(&mut self, collation: &Collation) {
        self.list("collation", |out| {
            if let Some(name) = collation.common() {
                out.name(name);
            }
            for (dialect, name) in collation.dialect_names() {
                out.list(dialect.name(), |out| out.name(name));
            }
        });
    }
}
