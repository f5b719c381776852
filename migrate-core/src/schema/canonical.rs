//! The canonical form of operations and schema values, which hashes are taken of.
//!
//! It names what is there and leaves out what is at its default, so that formatting, line ends and fields
//! that a later version adds change nothing. Its text never changes for a given value.

use std::fmt::Write as _;

use super::{
    Action, Check, Column, ColumnDefault, Constraint, Direction, EnumType, Expression, ForeignKey, Identity,
    Index, PrimaryKey, Table, Unique, Uniqueness, Value,
};
use crate::name::{Name, QualifiedName, hex};

/// Writes the canonical form: nested lists of words and quoted strings.
#[derive(Clone, Debug, Default)]
pub struct Canonical {
    text: String,
}

impl Canonical {
    /// The text so far.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Writes a list of the given head and what `inner` writes.
    pub fn list(&mut self, head: &'static str, inner: impl FnOnce(&mut Self)) {
        self.gap();
        self.text.push('(');
        self.text.push_str(head);
        inner(self);
        self.text.push(')');
    }

    /// Writes a bare word.
    pub fn word(&mut self, word: &str) {
        self.gap();
        self.text.push_str(word);
    }

    /// Writes a string, its line ends as LF.
    pub fn string(&mut self, string: &str) {
        self.gap();
        // Formatting into a String cannot fail.
        let _ = write!(self.text, "{:?}", string.replace("\r\n", "\n"));
    }

    /// Writes a name.
    pub fn name(&mut self, name: &Name) {
        self.string(name.as_str());
    }

    /// Writes a name with its schema, as a bare name where it has none.
    pub fn qualified(&mut self, name: &QualifiedName) {
        let QualifiedName { schema, name } = name;
        match schema {
            None => self.name(name),
            Some(schema) => self.names("in", [schema, name]),
        }
    }

    /// Writes names as a list.
    pub fn names<'a>(&mut self, head: &'static str, names: impl IntoIterator<Item = &'a Name>) {
        self.list(head, |out| names.into_iter().for_each(|name| out.name(name)));
    }

    fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('(') {
            self.text.push(' ');
        }
    }

    /// Writes an expression.
    pub fn expression(&mut self, expression: &Expression) {
        self.list("expression", |out| {
            out.string(&expression.common_text());
            for (dialect, text) in expression.dialect_texts() {
                out.list(dialect.name(), |out| out.string(&text));
            }
        });
    }

    /// Writes a value.
    pub fn value(&mut self, value: &Value) {
        match value {
            Value::Boolean(value) => self.word(if *value { "true" } else { "false" }),
            Value::Bytes(bytes) => self.list("bytes", |out| {
                out.word(&hex(bytes));
            }),
            Value::Float(value) => self.word(&format!("{value:?}")),
            Value::Integer(value) => self.word(&value.to_string()),
            Value::Null => self.word("null"),
            Value::Text(text) => self.string(text),
        }
    }

    /// Writes a default.
    pub fn column_default(&mut self, default: &ColumnDefault) {
        match default {
            ColumnDefault::Expression(expression) => self.expression(expression),
            ColumnDefault::Now => self.word("now"),
            ColumnDefault::Value(value) => self.value(value),
        }
    }

    /// Writes a column.
    pub fn column(&mut self, column: &Column) {
        let Column { name, column_type, nullable, default, identity } = column;
        self.list("column", |out| {
            out.name(name);
            out.word(&column_type.to_string());
            if *nullable {
                out.word("nullable");
            }
            if let Some(default) = default {
                out.list("default", |out| out.column_default(default));
            }
            match identity {
                None => {}
                Some(Identity::ByDefault) => out.word("identity"),
            }
        });
    }

    /// Writes a constraint.
    pub fn constraint(&mut self, constraint: &Constraint) {
        match constraint {
            Constraint::Check(check) => self.check(check),
            Constraint::ForeignKey(key) => self.foreign_key(key),
            Constraint::PrimaryKey(key) => self.primary_key(key),
            Constraint::Unique(unique) => self.unique(unique),
        }
    }

    fn check(&mut self, check: &Check) {
        let Check { name, expression } = check;
        self.list("check", |out| {
            out.name(name);
            out.expression(expression);
        });
    }

    fn foreign_key(&mut self, key: &ForeignKey) {
        let ForeignKey { name, columns, referenced_table, referenced_columns, on_delete, on_update } = key;
        self.list("foreign_key", |out| {
            out.name(name);
            out.names("columns", columns);
            out.qualified(referenced_table);
            out.names("columns", referenced_columns);
            out.action("on_delete", *on_delete);
            out.action("on_update", *on_update);
        });
    }

    fn action(&mut self, head: &'static str, action: Action) {
        let word = match action {
            Action::Cascade => "cascade",
            Action::NoAction => return,
            Action::Restrict => "restrict",
            Action::SetDefault => "set_default",
            Action::SetNull => "set_null",
        };
        self.list(head, |out| out.word(word));
    }

    fn primary_key(&mut self, key: &PrimaryKey) {
        let PrimaryKey { name, columns } = key;
        self.list("primary_key", |out| {
            out.name(name);
            out.names("columns", columns);
        });
    }

    fn unique(&mut self, unique: &Unique) {
        let Unique { name, columns } = unique;
        self.list("unique", |out| {
            out.name(name);
            out.names("columns", columns);
        });
    }

    /// Writes an index.
    pub fn index(&mut self, index: &Index) {
        let Index { name, parts, uniqueness, predicate } = index;
        self.list("index", |out| {
            out.name(name);
            for part in parts {
                match part.direction {
                    Direction::Ascending => out.name(&part.column),
                    Direction::Descending => out.list("desc", |out| out.name(&part.column)),
                }
            }
            match uniqueness {
                Uniqueness::Plain => {}
                Uniqueness::Unique => out.word("unique"),
            }
            if let Some(predicate) = predicate {
                out.list("predicate", |out| out.expression(predicate));
            }
        });
    }

    /// Writes a table.
    pub fn table(&mut self, table: &Table) {
        let Table { name, columns, primary_key, uniques, foreign_keys, checks, indexes } = table;
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
            for index in indexes {
                out.index(index);
            }
        });
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
