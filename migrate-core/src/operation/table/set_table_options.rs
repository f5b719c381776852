//! Changing what single databases have of a table besides its columns.

use std::fmt;

use super::TableOptionsBuilder;
use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{Change, Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::schema::{Canonical, Expression, MySqlTable, Parameter, Schema, SqliteTable, Table, TableOptions};
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
    /// The partitions on MySQL and MariaDB.
    pub partition_by: Option<Change<Expression>>,
    /// All of PostgreSQL's storage parameters.
    pub parameters: Option<Vec<Parameter>>,
    /// Whether PostgreSQL loses what is written to the table when it crashes.
    pub unlogged: Option<bool>,
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

impl SetTableOptions {
    /// A change that asks for nothing.
    pub(crate) fn nothing(table: QualifiedName) -> Self {
        let (partition_by, parameters, unlogged) = (None, None, None);
        let (engine, text, strict, without_rowid) = (None, None, None, None);
        Self { table, engine, text, strict, without_rowid, partition_by, parameters, unlogged }
    }

    /// The options from now on.
    fn after(&self, before: &TableOptions) -> TableOptions {
        let Self { table: _, engine, text, strict, without_rowid, partition_by, parameters, unlogged } = self;
        let mut after = before.clone();
        if let Some(Engine { name }) = engine {
            after.mysql.engine.clone_from(name);
        }
        if let Some(TextEncoding { charset, collation }) = text {
            after.mysql.charset.clone_from(charset);
            after.mysql.collation.clone_from(collation);
        }
        if let Some(change) = partition_by {
            after.mysql.partition_by = change.value();
        }
        if let Some(parameters) = parameters {
            after.postgres.parameters.clone_from(parameters);
        }
        after.postgres.unlogged = unlogged.unwrap_or(before.postgres.unlogged);
        after.sqlite.strict = strict.unwrap_or(before.sqlite.strict);
        after.sqlite.without_rowid = without_rowid.unwrap_or(before.sqlite.without_rowid);
        after
    }

    /// Whether each thing that is asked for is another one than before.
    fn is_all_new(&self, before: &TableOptions) -> bool {
        let Self { table: _, engine, text, strict, without_rowid, partition_by, parameters, unlogged } = self;
        let TableOptions { mysql, postgres, sqlite } = before;
        let MySqlTable { engine: old_engine, charset, collation, others: _, partition_by: old_partitions } =
            mysql;
        let SqliteTable { strict: was_strict, without_rowid: was_without } = sqlite;
        engine.as_ref().is_none_or(|engine| engine.name != *old_engine)
            && text.as_ref().is_none_or(|text| (&text.charset, &text.collation) != (charset, collation))
            && strict.is_none_or(|strict| strict != *was_strict)
            && without_rowid.is_none_or(|without| without != *was_without)
            && partition_by.as_ref().is_none_or(|change| change.value() != *old_partitions)
            && parameters.as_ref().is_none_or(|parameters| *parameters != postgres.parameters)
            && unlogged.is_none_or(|unlogged| unlogged != postgres.unlogged)
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
        let Self { table, engine, text, strict, without_rowid, partition_by, parameters, unlogged } = self;
        let Some(before) = before.table(table) else { return Ok(Vec::new()) };
        let TableOptions { mysql, postgres, sqlite } = &before.options;
        let MySqlTable { engine: old_engine, charset, collation, others: _, partition_by: old_partitions } =
            mysql;
        let back = Self {
            table: table.clone(),
            engine: engine.as_ref().map(|_| Engine { name: old_engine.clone() }),
            text: text
                .as_ref()
                .map(|_| TextEncoding { charset: charset.clone(), collation: collation.clone() }),
            strict: strict.map(|_| sqlite.strict),
            without_rowid: without_rowid.map(|_| sqlite.without_rowid),
            partition_by: partition_by.as_ref().map(|_| Change::to(old_partitions.clone())),
            parameters: parameters.as_ref().map(|_| postgres.parameters.clone()),
            unlogged: unlogged.map(|_| postgres.unlogged),
        };
        Ok(vec![back.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self {
            table,
            engine: _,
            text: _,
            strict: _,
            without_rowid: _,
            partition_by: _,
            parameters: _,
            unlogged: _,
        } = self;
        by.set_qualified(table);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        vec![Hazard::Rewrites { table: self.table.clone() }]
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, engine, text, strict, without_rowid, partition_by, parameters, unlogged } = self;
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
            match partition_by {
                Some(Change::Set(partition_by)) => {
                    out.list("partition_by", |out| out.expression(partition_by));
                }
                Some(Change::Drop) => out.word("no_partitions"),
                None => {}
            }
            if let Some(parameters) = parameters {
                out.list("with", |out| out.parameters(parameters));
            }
            match unlogged {
                Some(true) => out.word("unlogged"),
                Some(false) => out.word("logged"),
                None => {}
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, engine, text, strict, without_rowid, partition_by, parameters, unlogged } = self;
        let name = |name: &Option<Name>| name.as_ref().map_or("the default".to_owned(), ToString::to_string);
        let mut changes = Vec::new();
        changes.extend(engine.as_ref().map(|engine| format!("engine {}", name(&engine.name))));
        changes.extend(text.as_ref().map(|text| format!("collation {}", name(&text.collation))));
        changes.extend(strict.map(|strict| if strict { "strict" } else { "not strict" }.to_owned()));
        changes.extend(
            without_rowid.map(|without| if without { "without rowid" } else { "with rowid" }.to_owned()),
        );
        changes.extend(partition_by.as_ref().map(|change| match change {
            Change::Drop => "no partitions".to_owned(),
            Change::Set(_) => "other partitions".to_owned(),
        }));
        changes.extend(parameters.as_ref().map(|_| "storage parameters".to_owned()));
        changes.extend(unlogged.map(|unlogged| if unlogged { "unlogged" } else { "logged" }.to_owned()));
        write!(f, "change table `{table}`: {}", changes.join(", "))
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, engine, text, strict, without_rowid, partition_by, parameters, unlogged } = self;
        let mut body = Vec::new();
        if engine.is_some() || text.is_some() || partition_by.is_some() {
            let code = Code::on("t", "mysql", []);
            let code = match engine {
                None => code,
                Some(Engine { name: None }) => code.then("default_engine", []),
                Some(Engine { name: Some(name) }) => code.then("engine", [code::name(name)]),
            };
            let code = match partition_by {
                None => code,
                Some(Change::Drop) => code.then("no_partitions", []),
                Some(Change::Set(partition_by)) => {
                    code.then("partition_by", [code::expression(partition_by)])
                }
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
        if parameters.is_some() || unlogged.is_some() {
            let code = Code::on("t", "postgres", []);
            let code = code.then_if(*unlogged == Some(true), "unlogged");
            let code = code.then_if(*unlogged == Some(false), "logged");
            body.push(code.then_with("with", parameters.as_deref().map(code::parameters)));
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
