//! What the derives know of models and enums, and register.

use super::describe::Describe;
use super::message::Message;
use crate::name::QualifiedName;
use crate::schema::Value;
use crate::site::Site;

/// A struct that is a table: what `#[derive(Table)]` implements.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no table",
    label = "this derives no `Table`",
    note = "a foreign key references a struct with `#[derive(migrate_core::Table)]`; a table without one is named by its \
            text: `references(\"users\", \"id\")`"
)]
pub trait Table {
    /// What the derive knows of it. Not public API. Used by generated code.
    #[doc(hidden)]
    const MODEL: &'static ModelDefinition;
}

/// An enum that is an enum type of the database: what `#[derive(SqlEnum)]` implements.
pub trait SqlEnum: Into<Value> {
    /// The values in the database, in their order.
    const VALUES: &'static [&'static str];

    /// What the derive knows of it. Not public API. Used by generated code.
    #[doc(hidden)]
    const DEFINITION: &'static EnumDefinition;

    /// The value in the database.
    fn value(&self) -> &'static str;
}

/// Where a model or an enum was declared, and what it belongs to. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// The [`Home`](super::Home) that it names.
    pub home: Option<&'static str>,
    /// The path of its module.
    pub module: &'static str,
    /// The name of the Rust type.
    pub type_name: &'static str,
    /// Where it stands.
    pub site: Site,
}

/// A name that something had before. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Renamed {
    /// The schema, where it is said.
    pub schema: Option<&'static str>,
    /// The name.
    pub name: &'static str,
}

impl Renamed {
    /// The name, in the schema of what has another by now unless it says its own.
    pub(super) fn beside(&self, now: &QualifiedName) -> QualifiedName {
        match self.schema {
            None => now.beside(&self.name.into()),
            Some(schema) => (schema, self.name).into(),
        }
    }
}

/// What the derive knows of a table. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ModelDefinition {
    /// Where it was declared.
    pub standing: Standing,
    /// The schema of PostgreSQL that it is in.
    pub schema: Option<&'static str>,
    /// The table's name.
    pub name: &'static str,
    /// The name that it had before.
    pub renamed_from: Option<Renamed>,
    /// The fields that are columns, in order.
    pub fields: &'static [ModelField],
    /// The fields of the primary key, in its order.
    pub primary_key: &'static [&'static str],
    /// Describes the table.
    pub describe: fn(&mut Describe<'_>),
}

/// A field that is a column. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ModelField {
    /// The field's name.
    pub field: &'static str,
    /// The column's name.
    pub column: &'static str,
    /// The name that the column had before.
    pub renamed_from: Option<&'static str>,
    /// Where the field stands.
    pub site: Site,
}

impl ModelDefinition {
    /// The table's name.
    pub fn table(&self) -> QualifiedName {
        qualified(self.schema, self.name)
    }

    /// The column of a field.
    ///
    /// # Panics
    ///
    /// When there is no such field: rustc evaluates it when it compiles.
    #[track_caller]
    #[expect(clippy::panic, reason = "it is how a constant is refused")]
    pub const fn column(&self, field: &str) -> &'static str {
        if let Some(column) = self.find(field) {
            return column;
        }
        let mut message = Message::new()
            .then("`")
            .then(self.standing.type_name)
            .then("` has no column of a field `")
            .then(field)
            .then("`; it has ");
        let mut at = 0;
        while at < self.fields.len() {
            let separator = if at == 0 { "`" } else { ", `" };
            message = message.then(separator).then(self.fields[at].field).then("`");
            at += 1;
        }
        panic!("{}", message.text());
    }

    /// The columns of the primary key, which a foreign key of so many columns references.
    ///
    /// # Panics
    ///
    /// When it has another number: rustc evaluates it when it compiles.
    #[track_caller]
    #[expect(clippy::panic, reason = "it is how a constant is refused")]
    pub const fn key<const N: usize>(&self) -> [&'static str; N] {
        let name = self.standing.type_name;
        if self.primary_key.is_empty() {
            let message = Message::new().then("`").then(name).then(
                "` has no primary key; name the column that is referenced: `references = …::field`, or give it one",
            );
            panic!("{}", message.text());
        }
        if self.primary_key.len() != N {
            let message = Message::new().then("the primary key of `").then(name).then(
                "` has another number of columns; reference it by `foreign_key(a, b, references = …)` of the table, or name \
                 the column that is referenced",
            );
            panic!("{}", message.text());
        }
        let mut columns = [""; N];
        let mut at = 0;
        while at < N {
            columns[at] = self.column(self.primary_key[at]);
            at += 1;
        }
        columns
    }

    const fn find(&self, field: &str) -> Option<&'static str> {
        let mut at = 0;
        while at < self.fields.len() {
            if same(self.fields[at].field, field) {
                return Some(self.fields[at].column);
            }
            at += 1;
        }
        None
    }
}

const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// What the derive knows of an enum type. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct EnumDefinition {
    /// Where it was declared.
    pub standing: Standing,
    /// The schema of PostgreSQL that it is in.
    pub schema: Option<&'static str>,
    /// The name.
    pub name: &'static str,
    /// The name that it had before.
    pub renamed_from: Option<Renamed>,
    /// The values, each with the one that it was before.
    pub values: &'static [(&'static str, Option<&'static str>)],
}

impl EnumDefinition {
    /// The enum type's name.
    pub fn enum_type(&self) -> QualifiedName {
        qualified(self.schema, self.name)
    }
}

fn qualified(schema: Option<&'static str>, name: &'static str) -> QualifiedName {
    match schema {
        None => name.into(),
        Some(schema) => (schema, name).into(),
    }
}

/// A model of the program. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct RegisteredModel(pub &'static ModelDefinition);

inventory::collect!(RegisteredModel);

/// An enum of the program. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct RegisteredEnum(pub &'static EnumDefinition);

inventory::collect!(RegisteredEnum);
