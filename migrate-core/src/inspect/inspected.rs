//! What a database was found to hold.

use super::Unmodelled;
use super::postgres::NAME_OF_IDENTITY;
use crate::dialect::{Dialect, Server};
use crate::name::{Name, QualifiedName};
use crate::schema::Schema;

/// What a database was found to hold.
#[derive(Clone, Debug)]
pub struct Inspected {
    /// The database's dialect.
    pub dialect: Dialect,
    /// The server's product and version; `None` on SQLite, or where the server does not say.
    pub server: Option<Server>,
    /// The schema that names without one are in: PostgreSQL alone, and not where its search path finds none.
    pub home: Option<Name>,
    /// What there are words for, as the database has it.
    pub schema: Schema,
    /// What there are no words for, sorted by stage, kind and name.
    pub unmodelled: Vec<Unmodelled>,
}

impl Inspected {
    /// The same without the tables in which other tools write down what they have applied: they are theirs, and no chain's.
    #[must_use]
    pub fn without_bookkeeping(mut self) -> Self {
        let is_theirs = |name: &&QualifiedName| BOOKKEEPING.contains(&name.name.as_str());
        let tables = self.schema.tables().map(|table| &table.name).filter(is_theirs).cloned();
        for name in tables.collect::<Vec<_>>() {
            self = self.without_table(&name);
        }
        self
    }

    /// Takes out what the renaming of a table or a column leaves: it is no difference to anybody.
    pub(crate) fn forget_renamings(&mut self) {
        self.unmodelled.retain(|it| it.kind != NAME_OF_IDENTITY);
    }

    /// The same without a table, and all that is a trait of it.
    #[must_use]
    pub fn without_table(mut self, name: &QualifiedName) -> Self {
        self.schema.take_table(name);
        self.schema.take_sequences(name);
        self.schema.take_triggers(name);
        self.forget_traits(name);
        self
    }

    /// Takes out what there are no words for of a table or view.
    pub(crate) fn forget_traits(&mut self, of: &QualifiedName) {
        let end = format!(".{}", of.name);
        self.unmodelled.retain(|it| {
            let is_beside = it.name.schema == of.schema || it.name.schema.is_none();
            let is_in_detail = WITH_TABLE.contains(&it.kind) && is_beside && it.detail == of.name.as_str();
            let is_named = it.name == *of && !WITH_TABLE.contains(&it.kind) && !ALONE.contains(&it.kind);
            // What is told of a part of it: `pk_deals on public.deals`.
            let is_told = it.kind == "comment"
                && it.name.name.as_str().rsplit_once(" on ").is_some_and(|(_, table)| table.ends_with(&end));
            !(is_in_detail || is_named || is_told)
        });
    }
}

/// The tables of other tools.
const BOOKKEEPING: [&str; 3] = ["_sqlx_migrations", "alembic_version", "refinery_schema_history"];

/// The kinds of things that are called something by themselves and say their table in their detail.
const WITH_TABLE: [&str; 11] = [
    "comment",
    "compression of a column",
    "index",
    "policy",
    "rule",
    "state of a trigger",
    "statistics target of a column",
    "storage of a column",
    "storage parameters of a key",
    "trigger",
    NAME_OF_IDENTITY,
];

/// The kinds of things that may be called as a table is, and are none and no trait of one.
const ALONE: [&str; 8] =
    ["aggregate", "cast", "event", "event trigger", "function", "operator", "procedure", "window function"];
