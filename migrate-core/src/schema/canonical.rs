//! The canonical form of operations and schema values, which hashes are taken of.
//!
//! It names what is there and leaves out what is at its default, so that formatting, line ends and fields
//! that a later version adds change nothing. Its text never changes for a given value.

use std::fmt::Write as _;

use super::{
    Action, Check, Collation, Column, ColumnDefault, Constraint, Direction, EnumType, Exclusion, Expression,
    ForeignKey, Generated, Identity, IdentityMode, Index, IndexKey, IndexPart, MySqlTable, Nulls, NullsOrder,
    PrimaryKey, SequenceOptions, SqliteTable, Storage, Table, TableOptions, Timing, Unique, Uniqueness,
    Validation, Value,
};
use crate::name::{Name, QualifiedName, hex};

/// Writes the canonical form: nested lists of words and quoted strings.
#[derive(Clone, Debug)]
pub struct Canonical {
    text: String,
}

impl Default for Canonical {
    /// Empty text, with room for an operation.
    fn default() -> Self {
        Self { text: String::with_capacity(512) }
    }
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
            ColumnDefault::NextValue(sequence) => self.list("next_value", |out| out.qualified(sequence)),
            ColumnDefault::Now => self.word("now"),
            ColumnDefault::Value(value) => self.value(value),
        }
    }

    /// Writes a column.
    pub fn column(&mut self, column: &Column) {
        let Column { name, column_type, nullable, default, identity, generated, collation, comment } = column;
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

    /// Writes a comment, if there is one.
    pub fn comment(&mut self, comment: Option<&str>) {
        if let Some(comment) = comment {
            self.list("comment", |out| out.string(comment));
        }
    }

    /// Writes a constraint.
    pub fn constraint(&mut self, constraint: &Constraint) {
        match constraint {
            Constraint::Check(check) => self.check(check),
            Constraint::Exclusion(exclusion) => self.exclusion(exclusion),
            Constraint::ForeignKey(key) => self.foreign_key(key),
            Constraint::PrimaryKey(key) => self.primary_key(key),
            Constraint::Unique(unique) => self.unique(unique),
        }
    }

    fn check(&mut self, check: &Check) {
        let Check { name, expression, validation } = check;
        self.list("check", |out| {
            out.name(name);
            out.expression(expression);
            out.validation(*validation);
        });
    }

    fn exclusion(&mut self, exclusion: &Exclusion) {
        let Exclusion { name, method, elements, include, predicate, timing } = exclusion;
        self.list("exclusion", |out| {
            out.name(name);
            out.method(method.as_ref());
            for element in elements {
                out.list("with", |out| {
                    out.string(&element.operator);
                    out.index_part(&element.part);
                });
            }
            out.include(include);
            out.predicate(predicate.as_ref());
            out.timing(*timing);
        });
    }

    /// Writes when a constraint is asked, if not at each statement.
    pub fn timing(&mut self, timing: Timing) {
        match timing {
            Timing::Immediate => {}
            Timing::Deferrable => self.word("deferrable"),
            Timing::Deferred => self.word("deferred"),
        }
    }

    fn validation(&mut self, validation: Validation) {
        match validation {
            Validation::Valid => {}
            Validation::NotValid => self.word("not_valid"),
        }
    }

    fn nulls(&mut self, nulls: Nulls) {
        match nulls {
            Nulls::Distinct => {}
            Nulls::NotDistinct => self.word("nulls_not_distinct"),
        }
    }

    fn method(&mut self, method: Option<&Name>) {
        if let Some(method) = method {
            self.list("method", |out| out.name(method));
        }
    }

    fn include(&mut self, include: &[Name]) {
        if !include.is_empty() {
            self.names("include", include);
        }
    }

    fn predicate(&mut self, predicate: Option<&Expression>) {
        if let Some(predicate) = predicate {
            self.list("predicate", |out| out.expression(predicate));
        }
    }

    fn foreign_key(&mut self, key: &ForeignKey) {
        let ForeignKey {
            name,
            columns,
            referenced_table,
            referenced_columns,
            on_delete,
            on_update,
            timing,
            validation,
        } = key;
        self.list("foreign_key", |out| {
            out.name(name);
            out.names("columns", columns);
            out.qualified(referenced_table);
            out.names("columns", referenced_columns);
            out.action("on_delete", *on_delete);
            out.action("on_update", *on_update);
            out.timing(*timing);
            out.validation(*validation);
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
        let PrimaryKey { name, columns, include, timing } = key;
        self.list("primary_key", |out| {
            out.name(name);
            out.names("columns", columns);
            out.include(include);
            out.timing(*timing);
        });
    }

    fn unique(&mut self, unique: &Unique) {
        let Unique { name, columns, include, nulls, timing } = unique;
        self.list("unique", |out| {
            out.name(name);
            out.names("columns", columns);
            out.include(include);
            out.nulls(*nulls);
            out.timing(*timing);
        });
    }

    /// Writes an index.
    pub fn index(&mut self, index: &Index) {
        let Index { name, parts, uniqueness, predicate, method, include, nulls } = index;
        self.list("index", |out| {
            out.name(name);
            for part in parts {
                out.index_part(part);
            }
            match uniqueness {
                Uniqueness::Plain => {}
                Uniqueness::Unique => out.word("unique"),
            }
            out.predicate(predicate.as_ref());
            out.method(method.as_ref());
            out.include(include);
            out.nulls(*nulls);
        });
    }

    fn index_part(&mut self, part: &IndexPart) {
        let IndexPart { key, direction, nulls, opclass, collation, prefix } = part;
        let write_key = |out: &mut Self| match key {
            IndexKey::Column(column) => out.name(column),
            IndexKey::Expression(expression) => out.expression(expression),
        };
        if nulls.is_none() && opclass.is_none() && collation.is_none() && prefix.is_none() {
            return match direction {
                Direction::Ascending => write_key(self),
                Direction::Descending => self.list("desc", write_key),
            };
        }
        self.list("part", |out| {
            write_key(out);
            match direction {
                Direction::Ascending => {}
                Direction::Descending => out.word("desc"),
            }
            match nulls {
                None => {}
                Some(NullsOrder::First) => out.word("nulls_first"),
                Some(NullsOrder::Last) => out.word("nulls_last"),
            }
            if let Some(opclass) = opclass {
                out.list("opclass", |out| out.name(opclass));
            }
            if let Some(collation) = collation {
                out.collation(collation);
            }
            if let Some(prefix) = prefix {
                out.list("prefix", |out| out.word(&prefix.to_string()));
            }
        });
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
        let TableOptions { mysql, sqlite } = options;
        let MySqlTable { engine, charset, collation } = mysql;
        if *mysql != MySqlTable::default() {
            self.list("mysql", |out| {
                for (head, name) in [("engine", engine), ("charset", charset), ("collation", collation)] {
                    if let Some(name) = name {
                        out.list(head, |out| out.name(name));
                    }
                }
            });
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
