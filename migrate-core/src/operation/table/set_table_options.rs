//! Changing what single databases have of a table besides its columns.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::schema::{Canonical, MySqlTable, Schema, SqliteTable, Table, TableOptions};
use crate::site::Site;

/// Makes a table another one in what single databases have besides columns: only what is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetTableOptions {
    /// The table.
    pub table: QualifiedName,
    /// The storage engine on MySQL and MariaDB.
    pub engine: Option<Engine>,
    /// What its text becomes on MySQL and MariaDB.
    pub text: Option<TextEncoding>,
    /// Whether SQLite takes no value that is not of its column's type.
    pub strict: Option<bool>,
    /// Whether SQLite keeps rows by their primary key.
    pub without_rowid: Option<bool>,
}

/// The storage engine of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Engine {
    /// Its name; InnoDB where there is none.
    pub name: Option<Name>,
}

/// How the text of a table is kept and compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEncoding {
    /// The character set; `utf8mb4` where there is none.
    pub charset: Option<Name>,
    /// The collation; as bytes where there is neither.
    pub collation: Option<Name>,
}

/// Says what changes of a table. The argument of the closure of [`Operations::set_table_options`].
#[derive(Debug)]
pub struct TableOptionsBuilder {
    operation: SetTableOptions,
}

/// Says what changes of a table on MySQL and MariaDB.
#[derive(Debug)]
pub struct MySqlOptionsBuilder<'a> {
    operation: &'a mut SetTableOptions,
}

/// Says what changes of a table on SQLite.
#[derive(Debug)]
pub struct SqliteOptionsBuilder<'a> {
    operation: &'a mut SetTableOptions,
}

impl Operations {
    /// Changes what single databases have of a table besides its columns. What is not asked for stays as it is, and on a
    /// database that has no such thing there is nothing to do.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.set_table_options("notes", |t| {
    ///     t.mysql().convert_to("utf8mb4", "utf8mb4_unicode_ci");
    ///     t.sqlite().strict();
    /// });
    /// # }
    /// ```
    #[track_caller]
    pub fn set_table_options(
        &mut self,
        table: impl Into<QualifiedName>,
        describe: impl FnOnce(&mut TableOptionsBuilder),
    ) {
        let site = Site::caller();
        let mut builder = TableOptionsBuilder { operation: SetTableOptions::nothing(table.into()) };
        describe(&mut builder);
        self.push(builder.operation, site);
    }
}

impl TableOptionsBuilder {
    /// What changes on MySQL and MariaDB.
    pub fn mysql(&mut self) -> MySqlOptionsBuilder<'_> {
        MySqlOptionsBuilder { operation: &mut self.operation }
    }

    /// What changes on SQLite.
    pub fn sqlite(&mut self) -> SqliteOptionsBuilder<'_> {
        SqliteOptionsBuilder { operation: &mut self.operation }
    }
}

impl MySqlOptionsBuilder<'_> {
    /// Another storage engine. All rows are written anew.
    pub fn engine(self, name: &str) -> Self {
        self.operation.engine = Some(Engine { name: Some(name.into()) });
        self
    }

    /// Another character set and collation, for the text that is there and for what comes (`CONVERT TO`): all rows are
    /// written anew. Text that the character set does not have is an error.
    pub fn convert_to(self, charset: &str, collation: &str) -> Self {
        let (charset, collation) = (Some(charset.into()), Some(collation.into()));
        self.operation.text = Some(TextEncoding { charset, collation });
        self
    }
}

impl MySqlOptionsBuilder<'_> {
    /// The storage engine that a table has where nothing is said. All rows are written anew.
    pub fn default_engine(self) -> Self {
        self.operation.engine = Some(Engine { name: None });
        self
    }

    /// Another character set, with the collation that it has by default; else as [`convert_to`](Self::convert_to).
    pub fn convert_to_charset(self, charset: &str) -> Self {
        self.operation.text = Some(TextEncoding { charset: Some(charset.into()), collation: None });
        self
    }

    /// Another collation, with the character set that it is of; else as [`convert_to`](Self::convert_to).
    pub fn convert_to_collation(self, collation: &str) -> Self {
        self.operation.text = Some(TextEncoding { charset: None, collation: Some(collation.into()) });
        self
    }

    /// The character set and collation that a table has where nothing is said; else as [`convert_to`](Self::convert_to).
    pub fn convert_to_default(self) -> Self {
        self.operation.text = Some(TextEncoding { charset: None, collation: None });
        self
    }
}

impl SqliteOptionsBuilder<'_> {
    /// Takes no value that is not of its column's type (`STRICT`). Rows that hold such are an error.
    pub fn strict(self) -> Self {
        self.operation.strict = Some(true);
        self
    }

    /// Takes any value in any column, as SQLite does by default.
    pub fn not_strict(self) -> Self {
        self.operation.strict = Some(false);
        self
    }

    /// Keeps rows by their primary key, without a rowid (`WITHOUT ROWID`).
    pub fn without_rowid(self) -> Self {
        self.operation.without_rowid = Some(true);
        self
    }

    /// Keeps rows by a number of their own, as SQLite does by default.
    pub fn with_rowid(self) -> Self {
        self.operation.without_rowid = Some(false);
        self
    }
}

impl SetTableOptions {
    fn nothing(table: QualifiedName) -> Self {
        Self { table, engine: None, text: None, strict: None, without_rowid: None }
    }

    /// The options from now on.
    fn after(&self, before: &TableOptions) -> TableOptions {
        let Self { table: _, engine, text, strict, without_rowid } = self;
        let mut after = before.clone();
        if let Some(Engine { name }) = engine {
            after.mysql.engine.clone_from(name);
        }
        if let Some(TextEncoding { charset, collation }) = text {
            after.mysql.charset.clone_from(charset);
            after.mysql.collation.clone_from(collation);
        }
        after.sqlite.strict = strict.unwrap_or(before.sqlite.strict);
        after.sqlite.without_rowid = without_rowid.unwrap_or(before.sqlite.without_rowid);
        after
    }

    /// Whether each thing that is asked for is another one than before.
    fn is_all_new(&self, before: &TableOptions) -> bool {
        let Self { table: _, engine, text, strict, without_rowid } = self;
        let TableOptions { mysql, postgres: _, sqlite } = before;
        let MySqlTable { engine: old_engine, charset, collation, others: _, partition_by: _ } = mysql;
        let SqliteTable { strict: was_strict, without_rowid: was_without } = sqlite;
        engine.as_ref().is_none_or(|engine| engine.name != *old_engine)
            && text.as_ref().is_none_or(|text| (&text.charset, &text.collation) != (charset, collation))
            && strict.is_none_or(|strict| strict != *was_strict)
            && without_rowid.is_none_or(|without| without != *was_without)
    }
}

impl Operate for SetTableOptions {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let table = fit::require_table(schema, &self.table)?;
        let ill = |fault: &str| {
            let what = format!("table `{}`", self.table);
            Err(Misfit::Ill { what, fault: fault.to_owned() })
        };
        if *self == Self::nothing(self.table.clone()) {
            return ill("is asked to change in nothing");
        }
        if !self.is_all_new(&table.options) {
            return ill("has such options already");
        }
        let after = Table { options: self.after(&table.options), ..table.clone() };
        schema.put_table(after);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Self { table, engine, text, strict, without_rowid } = self;
        let Some(before) = before.table(table) else { return Ok(Vec::new()) };
        let TableOptions { mysql, postgres: _, sqlite } = &before.options;
        let MySqlTable { engine: old_engine, charset, collation, others: _, partition_by: _ } = mysql;
        let back = Self {
            table: table.clone(),
            engine: engine.as_ref().map(|_| Engine { name: old_engine.clone() }),
            text: text
                .as_ref()
                .map(|_| TextEncoding { charset: charset.clone(), collation: collation.clone() }),
            strict: strict.map(|_| sqlite.strict),
            without_rowid: without_rowid.map(|_| sqlite.without_rowid),
        };
        Ok(vec![back.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, engine: _, text: _, strict: _, without_rowid: _ } = self;
        by.set_qualified(table);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        vec![Hazard::Rewrites { table: self.table.clone() }]
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, engine, text, strict, without_rowid } = self;
        out.list("set_table_options", |out| {
            out.qualified(table);
            if let Some(Engine { name }) = engine {
                out.list("engine", |out| {
                    if let Some(name) = name {
                        out.name(name);
                    }
                });
            }
            if let Some(TextEncoding { charset, collation }) = text {
                out.list("convert_to", |out| {
                    if let Some(charset) = charset {
                        out.name(charset);
                    }
                    if let Some(collation) = collation {
                        out.list("collation", |out| out.name(collation));
                    }
                });
            }
            match strict {
                Some(true) => out.word("strict"),
                Some(false) => out.word("not_strict"),
                None => {}
            }
            match without_rowid {
                Some(true) => out.word("without_rowid"),
                Some(false) => out.word("with_rowid"),
                None => {}
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, engine, text, strict, without_rowid } = self;
        let name = |name: &Option<Name>| name.as_ref().map_or("the default".to_owned(), ToString::to_string);
        let mut changes = Vec::new();
        changes.extend(engine.as_ref().map(|engine| format!("engine {}", name(&engine.name))));
        changes.extend(text.as_ref().map(|text| format!("collation {}", name(&text.collation))));
        changes.extend(strict.map(|strict| if strict { "strict" } else { "not strict" }.to_owned()));
        changes.extend(
            without_rowid.map(|without| if without { "without rowid" } else { "with rowid" }.to_owned()),
        );
        write!(f, "change table `{table}`: {}", changes.join(", "))
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, engine, text, strict, without_rowid } = self;
        let mut body = Vec::new();
        if engine.is_some() || text.is_some() {
            let code = Code::on("t", "mysql", []);
            let code = match engine {
                None => code,
                Some(Engine { name: None }) => code.then("default_engine", []),
                Some(Engine { name: Some(name) }) => code.then("engine", [code::name(name)]),
            };
            body.push(match text {
                None => code,
                Some(TextEncoding { charset: None, collation: None }) => code.then("convert_to_default", []),
                Some(TextEncoding { charset: Some(charset), collation: Some(collation) }) => {
                    code.then("convert_to", [code::name(charset), code::name(collation)])
                }
                Some(TextEncoding { charset: Some(charset), collation: None }) => {
                    code.then("convert_to_charset", [code::name(charset)])
                }
                Some(TextEncoding { charset: None, collation: Some(collation) }) => {
                    code.then("convert_to_collation", [code::name(collation)])
                }
            });
        }
        if strict.is_some() || without_rowid.is_some() {
            let code = Code::on("t", "sqlite", []);
            let code = code.then_if(*strict == Some(true), "strict");
            let code = code.then_if(*strict == Some(false), "not_strict");
            let code = code.then_if(*without_rowid == Some(true), "without_rowid");
            body.push(code.then_if(*without_rowid == Some(false), "with_rowid"));
        }
        Ok(vec![Code::op("set_table_options", [code::qualified(table), Code::closure("t", body)])])
    }
}
