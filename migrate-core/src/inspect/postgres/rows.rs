//! The rows of PostgreSQL's catalogue, as `dialect/postgres/catalogue` asks for them.

use serde::{Deserialize, Serialize};

use crate::name::{Name, QualifiedName};

/// What the catalogue said, each kind in the order that it came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Catalogue {
    pub(super) setting: Option<Setting>,
    pub(super) relations: Vec<Relation>,
    pub(super) columns: Vec<Column>,
    pub(super) constraints: Vec<Constraint>,
    pub(super) indexes: Vec<Index>,
    pub(super) sequences: Vec<Sequence>,
    pub(super) enums: Vec<Enum>,
    pub(super) views: Vec<ViewUse>,
    pub(super) functions: Vec<Function>,
    pub(super) triggers: Vec<Trigger>,
    pub(super) extensions: Vec<Extension>,
    pub(super) others: Vec<Other>,
}

impl Catalogue {
    /// Takes a row, by its kind and its JSON.
    ///
    /// # Errors
    ///
    /// When the kind is none, or the JSON is not that of such a row.
    pub(crate) fn push(&mut self, kind: &str, json: &str) -> Result<(), serde_json::Error> {
        match kind {
            "column" => self.columns.push(serde_json::from_str(json)?),
            "constraint" => self.constraints.push(serde_json::from_str(json)?),
            "enum" => self.enums.push(serde_json::from_str(json)?),
            "extension" => self.extensions.push(serde_json::from_str(json)?),
            "function" => self.functions.push(serde_json::from_str(json)?),
            "index" => self.indexes.push(serde_json::from_str(json)?),
            "other" => self.others.push(serde_json::from_str(json)?),
            "relation" => self.relations.push(serde_json::from_str(json)?),
            "sequence" => self.sequences.push(serde_json::from_str(json)?),
            "setting" => self.setting = Some(serde_json::from_str(json)?),
            "trigger" => self.triggers.push(serde_json::from_str(json)?),
            "view" => self.views.push(serde_json::from_str(json)?),
            other => return Err(serde::de::Error::custom(format!("no kind of row is called `{other}`"))),
        }
        Ok(())
    }
}

/// A name behind its schema; none where that is the connection's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Named(Option<Name>, Name);

impl From<&Named> for QualifiedName {
    fn from(Named(schema, name): &Named) -> Self {
        Self { schema: schema.clone(), name: name.clone() }
    }
}

/// What the session has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Setting {
    /// The schema that names without one are in.
    pub(super) home: Option<Name>,
    /// The schemas that are looked at, but for that one.
    pub(super) schemas: Option<Vec<Name>>,
}

/// A table, a partitioned or a foreign one, or a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Relation {
    pub(super) oid: i64,
    pub(super) schema: Option<Name>,
    pub(super) name: Name,
    pub(super) kind: RelationKind,
    pub(super) comment: Option<String>,
    pub(super) unlogged: bool,
    /// `name=value` each.
    pub(super) parameters: Option<Vec<String>>,
    pub(super) partition_by: Option<Partitioning>,
    pub(super) bound: Option<String>,
    /// What it is a partition of, or inherits from.
    pub(super) parents: Option<Vec<Named>>,
    /// A view's query.
    pub(super) definition: Option<String>,
}

impl Relation {
    pub(super) fn qualified(&self) -> QualifiedName {
        QualifiedName { schema: self.schema.clone(), name: self.name.clone() }
    }
}

/// How the rows of a table are spread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Partitioning {
    pub(super) strategy: Strategy,
    /// All of it: `RANGE (day, lower(name))`.
    pub(super) text: String,
    pub(super) parts: Vec<PartitionPart>,
}

/// `pg_partitioned_table.partstrat`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Strategy {
    #[serde(rename = "h")]
    Hash,
    #[serde(rename = "l")]
    List,
    #[serde(rename = "r")]
    Range,
}

/// What rows are spread by; an expression where it is no column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PartitionPart {
    pub(super) column: Option<Name>,
    pub(super) opclass: Option<Named>,
    pub(super) collation: Option<Name>,
}

/// `pg_class.relkind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum RelationKind {
    #[serde(rename = "f")]
    Foreign,
    #[serde(rename = "m")]
    Materialized,
    #[serde(rename = "p")]
    Partitioned,
    #[serde(rename = "r")]
    Table,
    #[serde(rename = "v")]
    View,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Column {
    pub(super) relation: i64,
    pub(super) name: Name,
    #[serde(rename = "type")]
    pub(super) type_text: String,
    /// The enum type, of it or of what it is an array of.
    #[serde(rename = "enum")]
    pub(super) of_enum: Option<Named>,
    pub(super) array: bool,
    pub(super) not_null: bool,
    /// `a` for always, `d` for by default.
    pub(super) identity: Option<String>,
    /// `s` for stored, `v` for virtual.
    pub(super) generated: Option<String>,
    pub(super) default: Option<String>,
    /// The sequence that the default takes its numbers from.
    pub(super) sequence: Option<Named>,
    /// Where it is not that of the type.
    pub(super) collation: Option<Name>,
    pub(super) comment: Option<String>,
    /// Whether the table has it of its own.
    pub(super) local: bool,
}

/// A constraint of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "as the catalogue has them")]
pub(super) struct Constraint {
    pub(super) relation: i64,
    pub(super) name: Name,
    pub(super) kind: ConstraintKind,
    pub(super) columns: Option<Vec<Name>>,
    pub(super) referenced: Option<Named>,
    pub(super) referenced_columns: Option<Vec<Name>>,
    pub(super) on_delete: String,
    pub(super) on_update: String,
    /// `s` for simple, `f` for full.
    #[serde(rename = "match")]
    pub(super) matching: String,
    pub(super) deferrable: bool,
    pub(super) deferred: bool,
    pub(super) validated: bool,
    pub(super) local: bool,
    pub(super) inherited: bool,
    /// Whether tables that inherit have no such check.
    pub(super) no_inherit: bool,
    /// The columns that `SET NULL` and `SET DEFAULT` are of, where not of all.
    pub(super) set_columns: Option<Vec<Name>>,
    /// Whether it says what there are no words for.
    pub(super) more: bool,
    pub(super) index: i64,
    pub(super) expression: Option<String>,
    pub(super) operators: Option<Vec<String>>,
    /// What makes it, where there are no words for it.
    pub(super) definition: Option<String>,
}

/// `pg_constraint.contype`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum ConstraintKind {
    #[serde(rename = "c")]
    Check,
    #[serde(rename = "x")]
    Exclusion,
    #[serde(rename = "f")]
    ForeignKey,
    #[serde(rename = "p")]
    PrimaryKey,
    #[serde(rename = "u")]
    Unique,
}

/// An index, that of a constraint too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "as the catalogue has them")]
pub(super) struct Index {
    pub(super) oid: i64,
    pub(super) relation: i64,
    pub(super) name: Name,
    pub(super) method: Name,
    pub(super) unique: bool,
    pub(super) valid: bool,
    pub(super) nulls_not_distinct: bool,
    pub(super) predicate: Option<String>,
    /// `name=value` each.
    pub(super) parameters: Option<Vec<String>>,
    pub(super) tablespace: Option<String>,
    /// Whether it is a part of the index of a partitioned table.
    pub(super) inherited: bool,
    /// Whether it is that of a constraint.
    pub(super) constrains: bool,
    pub(super) parts: Vec<Part>,
    /// What makes it, where there may be no words for it.
    pub(super) definition: Option<String>,
}

/// A part of an index, or a column that it carries along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) column: Option<Name>,
    pub(super) expression: Option<String>,
    /// Whether it is sorted by it.
    pub(super) key: bool,
    /// 1 for descending, 2 for NULLs first.
    pub(super) option: Option<u8>,
    /// Where it is not the type's default, or is told something.
    pub(super) opclass: Option<Named>,
    /// `name=value` each.
    pub(super) parameters: Option<Vec<String>>,
    /// Where it is not the column's.
    pub(super) collation: Option<Name>,
}

/// A sequence, that of an identity too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sequence {
    pub(super) schema: Option<Name>,
    pub(super) name: Name,
    #[serde(rename = "type")]
    pub(super) number_type: String,
    pub(super) start: i64,
    pub(super) increment: i64,
    pub(super) min: i64,
    pub(super) max: i64,
    pub(super) cache: i64,
    pub(super) cycle: bool,
    /// `i` where it is that of an identity, `a` where it belongs to a column.
    pub(super) dependency: Option<String>,
    pub(super) relation: Option<i64>,
    pub(super) column: Option<Name>,
}

/// An enum type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Enum {
    pub(super) schema: Option<Name>,
    pub(super) name: Name,
    pub(super) values: Vec<String>,
}

/// What a view uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ViewUse {
    pub(super) view: i64,
    pub(super) schema: Option<Name>,
    pub(super) name: Name,
    pub(super) kind: RelationKind,
    pub(super) columns: Option<Vec<Name>>,
}

/// A function, procedure or aggregate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Function {
    pub(super) oid: i64,
    pub(super) schema: Option<Name>,
    pub(super) name: Name,
    pub(super) kind: FunctionKind,
    /// The arguments that tell it from others of its name.
    pub(super) identity: String,
    pub(super) arguments: Vec<Argument>,
    /// What stands before the rest of the definition.
    pub(super) head: String,
    pub(super) definition: Option<String>,
}

/// `pg_proc.prokind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum FunctionKind {
    #[serde(rename = "a")]
    Aggregate,
    #[serde(rename = "f")]
    Function,
    #[serde(rename = "p")]
    Procedure,
    #[serde(rename = "w")]
    Window,
}

/// An argument of a function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Argument {
    pub(super) name: Option<Name>,
    /// `i` for one that goes in, `t` for a column of what is returned; others have no words.
    pub(super) mode: String,
    #[serde(rename = "type")]
    pub(super) type_text: String,
    pub(super) default: Option<String>,
}

/// A trigger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Trigger {
    pub(super) oid: i64,
    pub(super) schema: Option<Name>,
    pub(super) relation: Name,
    pub(super) name: Name,
    /// `O` where it fires as others do.
    pub(super) enabled: String,
    /// What stands before the event, unless it is a constraint.
    pub(super) head: String,
    /// What stands behind the event.
    pub(super) on: String,
    pub(super) definition: String,
}

/// An extension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Extension {
    pub(super) name: Name,
    pub(super) schema: Name,
    pub(super) version: String,
}

/// Something that there are no words for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Other {
    pub(super) oid: i64,
    pub(super) schema: Option<Name>,
    pub(super) name: Name,
    /// `before` or `behind` the tables.
    pub(super) stage: String,
    pub(super) kind: String,
    pub(super) detail: String,
    pub(super) definition: Option<String>,
}
