//! Names on PostgreSQL.

use crate::dialect::Unsupported;
use crate::dialect::names::{Role, ill};
use crate::name::{Name, QualifiedName};
use crate::schema::{Schema, Table};

/// The longest name, in bytes (manual 15, section 4.1.1).
const BYTES: usize = 63;

/// The columns that every table has (manual 15, section 5.5).
const SYSTEM_COLUMNS: [&str; 6] = ["cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"];

/// The types that PostgreSQL has already (`pg_type` of 15), which it would take for an enum of the name.
const TYPES: [&str; 98] = [
    "aclitem",
    "any",
    "anyarray",
    "anycompatible",
    "anycompatiblearray",
    "anycompatiblemultirange",
    "anycompatiblenonarray",
    "anycompatiblerange",
    "anyelement",
    "anyenum",
    "anymultirange",
    "anynonarray",
    "anyrange",
    "bit",
    "bool",
    "box",
    "bpchar",
    "bytea",
    "char",
    "cid",
    "cidr",
    "circle",
    "cstring",
    "date",
    "datemultirange",
    "daterange",
    "event_trigger",
    "fdw_handler",
    "float4",
    "float8",
    "gtsvector",
    "index_am_handler",
    "inet",
    "int2",
    "int2vector",
    "int4",
    "int4multirange",
    "int4range",
    "int8",
    "int8multirange",
    "int8range",
    "internal",
    "interval",
    "json",
    "jsonb",
    "jsonpath",
    "language_handler",
    "line",
    "lseg",
    "macaddr",
    "macaddr8",
    "money",
    "name",
    "numeric",
    "nummultirange",
    "numrange",
    "oid",
    "oidvector",
    "path",
    "point",
    "polygon",
    "record",
    "refcursor",
    "regclass",
    "regcollation",
    "regconfig",
    "regdictionary",
    "regnamespace",
    "regoper",
    "regoperator",
    "regproc",
    "regprocedure",
    "regrole",
    "regtype",
    "table_am_handler",
    "text",
    "tid",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "trigger",
    "tsm_handler",
    "tsmultirange",
    "tsquery",
    "tsrange",
    "tstzmultirange",
    "tstzrange",
    "tsvector",
    "txid_snapshot",
    "unknown",
    "uuid",
    "varbit",
    "varchar",
    "void",
    "xid",
    "xid8",
    "xml",
];

/// A name must be one that PostgreSQL keeps as it is.
pub(in crate::dialect) fn name(role: Role, name: &Name) -> Result<(), Unsupported> {
    let length = name.as_str().len();
    if length > BYTES {
        return Err(ill(role, name, &format!("has {length} bytes, and PostgreSQL cuts names at {BYTES}")));
    }
    if matches!(role, Role::Enum | Role::Index | Role::Schema | Role::Sequence | Role::Table | Role::View)
        && name.as_str().starts_with("pg_")
    {
        return Err(ill(role, name, "begins with `pg_`, as PostgreSQL's own, which it would take instead"));
    }
    if role == Role::Column && SYSTEM_COLUMNS.contains(&name.as_str()) {
        return Err(ill(role, name, "has the name of a column that PostgreSQL gives every table"));
    }
    Ok(())
}

/// An enum's name must be one that PostgreSQL keeps, and does not take for a type of its own.
pub(super) fn new_enum(new: &QualifiedName) -> Result<(), Unsupported> {
    let QualifiedName { schema, name } = new;
    self::name(Role::Enum, name)?;
    let array_of = name.as_str().strip_prefix('_').unwrap_or_default();
    // In a schema that is named, it is looked for there alone.
    if schema.is_none() && [name.as_str(), array_of].iter().any(|name| TYPES.contains(name)) {
        return Err(ill(Role::Enum, name, "has the name of a type that PostgreSQL has already"));
    }
    Ok(())
}

/// The name of a table or view is also that of a type, which its rows have.
pub(super) fn free_type(role: Role, name: &QualifiedName, schema: &Schema) -> Result<(), Unsupported> {
    if schema.enum_type(name).is_some() {
        let fault = format!("has the name of an enum, and PostgreSQL makes a type of each {}", role.word());
        return Err(ill(role, name, &fault));
    }
    Ok(())
}

/// All names of a table.
pub(super) fn table(table: &Table) -> Result<(), Unsupported> {
    name(Role::Table, &table.name.name)?;
    table.columns.iter().try_for_each(|column| name(Role::Column, &column.name))?;
    table.constraint_names().try_for_each(|constraint| name(Role::Constraint, constraint))?;
    table.indexes.iter().try_for_each(|index| name(Role::Index, &index.name))
}
