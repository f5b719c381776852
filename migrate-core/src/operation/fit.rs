//! Whether a definition fits a schema.

use super::Misfit;
use crate::name::{Name, QualifiedName};
use crate::schema::{
    Action, Column, ColumnDefault, ColumnType, Constraint, EnumType, ForeignKey, Generated, Identity, Index,
    IndexKey, IndexPart, Nulls, Schema, Sequence, Table, Uniqueness, Validation, Value, View,
};

pub(super) fn name(name: &Name) -> Result<(), Misfit> {
    let fault = if name.as_str().is_empty() {
        "is empty"
    } else if name.as_str().contains('\0') {
        "holds a NUL"
    } else {
        return Ok(());
    };
    Err(Misfit::IllName { name: name.clone(), fault })
}

pub(super) fn require_table<'a>(schema: &'a Schema, table: &QualifiedName) -> Result<&'a Table, Misfit> {
    schema.table(table).ok_or_else(|| Misfit::UnknownTable {
        table: table.clone(),
        near: table.nearest(schema.tables().map(|table| &table.name)),
    })
}

pub(super) fn require_column<'a>(table: &'a Table, column: &Name) -> Result<&'a Column, Misfit> {
    table.column(column).ok_or_else(|| Misfit::UnknownColumn {
        table: table.name.clone(),
        column: column.clone(),
        near: column.nearest(table.columns.iter().map(|column| &column.name)),
    })
}

pub(super) fn require_constraint(table: &Table, constraint: &Name) -> Result<Constraint, Misfit> {
    table.constraint(constraint).ok_or_else(|| Misfit::UnknownConstraint {
        table: table.name.clone(),
        constraint: constraint.clone(),
        near: constraint.nearest(table.constraint_names()),
    })
}

pub(super) fn require_index<'a>(table: &'a Table, index: &Name) -> Result<&'a Index, Misfit> {
    table.index(index).ok_or_else(|| Misfit::UnknownIndex {
        table: table.name.clone(),
        index: index.clone(),
        near: index.nearest(table.indexes.iter().map(|index| &index.name)),
    })
}

pub(super) fn require_enum<'a>(schema: &'a Schema, name: &QualifiedName) -> Result<&'a EnumType, Misfit> {
    schema.enum_type(name).ok_or_else(|| Misfit::UnknownEnum {
        name: name.clone(),
        near: name.nearest(schema.enum_types().map(|enum_type| &enum_type.name)),
    })
}

/// A schema that something is put into must be there.
pub(super) fn require_schema(schema: &Schema, name: &QualifiedName) -> Result<(), Misfit> {
    match &name.schema {
        Some(wanted) if !schema.has_schema(wanted) => {
            Err(Misfit::UnknownSchema { near: wanted.nearest(schema.schemas()), schema: wanted.clone() })
        }
        Some(_) | None => Ok(()),
    }
}

/// A table's name must be free, and its schema there.
pub(super) fn free_table(schema: &Schema, name: &QualifiedName) -> Result<(), Misfit> {
    require_schema(schema, name)?;
    match schema.table(name) {
        Some(_) => Err(Misfit::TableExists { table: name.clone() }),
        None => free_relation(schema, name),
    }
}

pub(super) fn require_view<'a>(schema: &'a Schema, view: &QualifiedName) -> Result<&'a View, Misfit> {
    schema.view(view).ok_or_else(|| Misfit::UnknownView {
        view: view.clone(),
        near: view.nearest(schema.views().map(|view| &view.name)),
    })
}

/// No view may need a table or view that would go or be called otherwise.
pub(super) fn not_needed(
    schema: &Schema,
    kind: &'static str,
    relation: &QualifiedName,
) -> Result<(), Misfit> {
    match schema.views().find(|view| view.needs(relation)) {
        Some(view) => {
            Err(Misfit::NeededByView { what: format!("{kind} `{relation}`"), view: view.name.clone() })
        }
        None => Ok(()),
    }
}

/// No view may need a column that would go or be called otherwise.
pub(super) fn column_not_needed(schema: &Schema, table: &QualifiedName, column: &Name) -> Result<(), Misfit> {
    match schema.views().find(|view| view.needs_column(table, column)) {
        Some(view) => Err(Misfit::NeededByView {
            what: format!("column `{column}` of table `{table}`"),
            view: view.name.clone(),
        }),
        None => Ok(()),
    }
}

pub(super) fn require_sequence<'a>(
    schema: &'a Schema,
    sequence: &QualifiedName,
) -> Result<&'a Sequence, Misfit> {
    schema.sequence(sequence).ok_or_else(|| Misfit::UnknownSequence {
        sequence: sequence.clone(),
        near: sequence.nearest(schema.sequences().map(|sequence| &sequence.name)),
    })
}

/// No default of the columns that are asked for may use a sequence that would go.
pub(super) fn sequence_not_used(
    schema: &Schema,
    sequence: &QualifiedName,
    asked: impl Fn((&Table, &Column)) -> bool,
) -> Result<(), Misfit> {
    match schema.columns_of_sequence(sequence).find(|(table, column)| asked((table, column))) {
        Some((table, column)) => Err(Misfit::SequenceInUse {
            sequence: sequence.clone(),
            table: table.name.clone(),
            column: column.name.clone(),
        }),
        None => Ok(()),
    }
}

/// A name in the namespace that tables, indexes and keys share must be free.
pub(super) fn free_relation(schema: &Schema, name: &QualifiedName) -> Result<(), Misfit> {
    self::name(&name.name)?;
    match schema.relation_owner(name) {
        None => Ok(()),
        Some(owner) if owner == name => {
            let holder = if schema.view(name).is_some() {
                "a view"
            } else if schema.sequence(name).is_some() {
                "a sequence"
            } else {
                "a table"
            };
            Err(Misfit::RelationExists { name: name.clone(), holder: holder.to_owned() })
        }
        Some(owner) => Err(Misfit::RelationExists {
            name: name.clone(),
            holder: format!("an index or a key of table `{owner}`"),
        }),
    }
}

/// A table's parts must fit each other and the schema; its own name is not looked at.
pub(super) fn table(schema: &Schema, table: &Table) -> Result<(), Misfit> {
    if table.columns.is_empty() {
        return Err(Misfit::Ill {
            what: format!("table `{}`", table.name),
            fault: "has no column".to_owned(),
        });
    }
    for (at, column) in table.columns.iter().enumerate() {
        if table.columns.iter().take(at).any(|other| other.name == column.name) {
            return Err(Misfit::ColumnExists { table: table.name.clone(), column: column.name.clone() });
        }
        self::column(schema, &table.name, column)?;
    }
    distinct_names(table)?;
    for constraint in table.constraints() {
        self::constraint(schema, table, &constraint)?;
    }
    comment(&format!("table `{}`", table.name), table.comment.as_deref())?;
    for index in &table.indexes {
        self::index(table, index)?;
    }
    Ok(())
}

pub(super) fn distinct_names(table: &Table) -> Result<(), Misfit> {
    let mut seen = Vec::<&Name>::new();
    for name in table.constraint_names() {
        self::name(name)?;
        if seen.contains(&name) {
            return Err(Misfit::ConstraintExists { table: table.name.clone(), constraint: name.clone() });
        }
        seen.push(name);
    }
    for index in &table.indexes {
        name(&index.name)?;
        if seen.contains(&&index.name) || index.name == table.name.name {
            let holder = format!("another index or constraint of table `{}`", table.name);
            return Err(Misfit::RelationExists { name: table.name.beside(&index.name), holder });
        }
        seen.push(&index.name);
    }
    Ok(())
}

/// A column must be one that a database could have.
pub(super) fn column(schema: &Schema, table: &QualifiedName, column: &Column) -> Result<(), Misfit> {
    let Column { name, column_type, nullable, default, identity, generated, collation, comment } = column;
    self::name(name)?;
    let ill = |fault: &str| {
        Err(Misfit::Ill { what: format!("column `{name}` of table `{table}`"), fault: fault.to_owned() })
    };
    column_type_fits(schema, column_type).or_else(|fault| match fault {
        TypeFault::Misfit(misfit) => Err(misfit),
        TypeFault::Ill(fault) => ill(fault),
    })?;
    self::comment(&format!("column `{name}` of table `{table}`"), comment.as_deref())?;
    if collation.is_some() && !column_type.is_text() {
        return ill("has a collation and is no text");
    }
    if let Some(Generated { expression, storage: _ }) = generated {
        if default.is_some() || identity.is_some() {
            return ill("is computed, and has a default or is an identity");
        }
        if expression.common_text().trim().is_empty() {
            return ill("is computed from no expression");
        }
        if expression.mentions(name) {
            return ill("is computed from itself");
        }
    }
    if let Some(Identity { mode: _, options }) = identity {
        if let Some(fault) = options.fault() {
            return ill(&format!("is an identity that {fault}"));
        }
        if !column_type.is_integer() {
            return ill("is an identity, which only integers can be");
        }
        if *nullable {
            return ill("is an identity and nullable");
        }
        if default.is_some() {
            return ill("is an identity and has a default");
        }
    }
    match default {
        Some(ColumnDefault::Value(Value::Null)) if !nullable => {
            ill("takes no NULL and has it as its default")
        }
        Some(ColumnDefault::Value(value)) => self::value(schema, table, column, value),
        Some(ColumnDefault::NextValue(_)) if !column_type.is_integer() => {
            ill("takes its default from a sequence, and is no integer")
        }
        Some(ColumnDefault::NextValue(sequence)) => require_sequence(schema, sequence).map(|_| ()),
        Some(ColumnDefault::Now) if !is_temporal(column_type) => {
            ill("has the time as its default and is no Date, Time, Timestamp or TimestampTz")
        }
        Some(ColumnDefault::Expression(_) | ColumnDefault::Now) | None => Ok(()),
    }
}

/// The constraints of a new table must be valid.
pub(super) fn valid(table: &Table) -> Result<(), Misfit> {
    match table.constraints().find(|constraint| constraint.validation() == Validation::NotValid) {
        Some(constraint) => Err(Misfit::Ill {
            what: format!("{} `{}` of table `{}`", constraint.kind(), constraint.name(), table.name),
            fault: "is not valid, and a new table has no row that it could not be valid for".to_owned(),
        }),
        None => Ok(()),
    }
}

/// A comment must be text that a database keeps.
pub(super) fn comment(what: &str, comment: Option<&str>) -> Result<(), Misfit> {
    match comment {
        Some(text) if text.contains('\0') => {
            Err(Misfit::Ill { what: what.to_owned(), fault: "has a comment that holds a NUL".to_owned() })
        }
        Some(_) | None => Ok(()),
    }
}

pub(super) fn is_temporal(column_type: &ColumnType) -> bool {
    matches!(
        column_type,
        ColumnType::Date | ColumnType::Time | ColumnType::Timestamp | ColumnType::TimestampTz
    )
}

enum TypeFault {
    Ill(&'static str),
    Misfit(Misfit),
}

fn column_type_fits(schema: &Schema, column_type: &ColumnType) -> Result<(), TypeFault> {
    match column_type {
        ColumnType::Array(of) if matches!(**of, ColumnType::Array(_)) => {
            Err(TypeFault::Ill("is an array of arrays, which PostgreSQL has as an array"))
        }
        ColumnType::Array(of) => column_type_fits(schema, of),
        ColumnType::Char(0) | ColumnType::Varchar(0) => Err(TypeFault::Ill("has a length of 0")),
        ColumnType::Enum(name) => require_enum(schema, name).map(|_| ()).map_err(TypeFault::Misfit),
        ColumnType::Numeric(0, _) => Err(TypeFault::Ill("has no digits")),
        ColumnType::Numeric(precision, scale) if scale > precision => {
            Err(TypeFault::Ill("has more digits after the point than in all"))
        }
        ColumnType::BigInt
        | ColumnType::Boolean
        | ColumnType::Bytes
        | ColumnType::Char(_)
        | ColumnType::Date
        | ColumnType::Double
        | ColumnType::Integer
        | ColumnType::Json
        | ColumnType::Jsonb
        | ColumnType::Numeric(..)
        | ColumnType::Real
        | ColumnType::SmallInt
        | ColumnType::Text
        | ColumnType::Time
        | ColumnType::Timestamp
        | ColumnType::TimestampTz
        | ColumnType::Uuid
        | ColumnType::Varchar(_) => Ok(()),
    }
}

/// A value must be one that the column's type can hold, as far as its kind tells.
pub(super) fn value(
    schema: &Schema,
    table: &QualifiedName,
    column: &Column,
    value: &Value,
) -> Result<(), Misfit> {
    let fits = match (&column.column_type, value) {
        (_, Value::Null) => column.nullable,
        (ColumnType::SmallInt, Value::Integer(integer)) => i16::try_from(*integer).is_ok(),
        (ColumnType::Integer, Value::Integer(integer)) => i32::try_from(*integer).is_ok(),
        (ColumnType::Double, Value::Float(float)) => float.is_finite(),
        // Beyond its range PostgreSQL refuses, and others keep infinity or zero.
        (ColumnType::Real, Value::Float(float)) => {
            *float == 0.0 || (f64::from(f32::from_bits(1))..=f64::from(f32::MAX)).contains(&float.abs())
        }
        (ColumnType::Numeric(..), Value::Text(text)) => is_decimal(text),
        (ColumnType::Enum(name), Value::Text(text)) => {
            schema.enum_type(name).is_some_and(|enum_type| enum_type.values.contains(text))
        }
        (ColumnType::Uuid, Value::Text(text)) => is_uuid(text),
        (ColumnType::Char(length) | ColumnType::Varchar(length), Value::Text(text)) => {
            text.chars().count() <= *length as usize
        }
        (ColumnType::Boolean, Value::Boolean(_))
        | (ColumnType::Bytes, Value::Bytes(_))
        | (
            ColumnType::BigInt | ColumnType::Double | ColumnType::Numeric(..) | ColumnType::Real,
            Value::Integer(_),
        )
        | (
            ColumnType::Array(_)
            | ColumnType::Date
            | ColumnType::Json
            | ColumnType::Jsonb
            | ColumnType::Text
            | ColumnType::Time
            | ColumnType::Timestamp
            | ColumnType::TimestampTz,
            Value::Text(_),
        ) => true,
        (_, Value::Boolean(_) | Value::Bytes(_) | Value::Float(_) | Value::Integer(_) | Value::Text(_)) => {
            false
        }
    };
    if fits {
        return Ok(());
    }
    Err(Misfit::Value {
        table: table.clone(),
        column: column.name.clone(),
        column_type: column.column_type.clone(),
        value: value.to_string(),
    })
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    !(whole.is_empty() && fraction.is_empty())
        && (whole.bytes().chain(fraction.bytes())).all(|byte| byte.is_ascii_digit())
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

fn columns(table: &Table, names: &[Name], what: &str) -> Result<(), Misfit> {
    let ill = |fault: String| Err(Misfit::Ill { what: format!("{what} of table `{}`", table.name), fault });
    if names.is_empty() {
        return ill("has no column".to_owned());
    }
    for (at, name) in names.iter().enumerate() {
        require_column(table, name)?;
        if names.iter().take(at).any(|other| other == name) {
            return ill(format!("names column `{name}` twice"));
        }
    }
    Ok(())
}

/// A constraint must fit its table and what it references. Whether its name is free is asked elsewhere.
pub(super) fn constraint(schema: &Schema, table: &Table, constraint: &Constraint) -> Result<(), Misfit> {
    let what = format!("{} `{}`", constraint.kind(), constraint.name());
    let ill = |fault: String| Err(Misfit::Ill { what: format!("{what} of table `{}`", table.name), fault });
    match constraint {
        Constraint::Check(check) => {
            if check.expression.common_text().trim().is_empty() {
                return ill("has no expression".to_owned());
            }
            Ok(())
        }
        Constraint::Exclusion(exclusion) => {
            if exclusion.elements.is_empty() {
                return ill("compares nothing".to_owned());
            }
            for element in &exclusion.elements {
                part(table, &element.part, &what)?;
                if !is_operator(&element.operator) {
                    return ill(format!("compares by `{}`, which is no operator", element.operator));
                }
            }
            included(table, &exclusion.include, &what)
        }
        Constraint::ForeignKey(key) => {
            columns(table, &key.columns, &what)?;
            foreign_key_target(schema, table, key)?;
            let sets_null = key.on_delete == Action::SetNull || key.on_update == Action::SetNull;
            match key.columns.iter().find(|name| table.column(name).is_some_and(|column| !column.nullable)) {
                Some(column) if sets_null => {
                    ill(format!("sets column `{column}` to NULL, which the column does not take"))
                }
                _ => Ok(()),
            }
        }
        Constraint::PrimaryKey(key) => {
            columns(table, &key.columns, &what)?;
            included(table, &key.include, &what)?;
            match key.columns.iter().find(|name| table.column(name).is_some_and(|column| column.nullable)) {
                Some(column) => ill(format!("holds column `{column}`, which is nullable")),
                None => Ok(()),
            }
        }
        Constraint::Unique(unique) => {
            columns(table, &unique.columns, &what)?;
            included(table, &unique.include, &what)
        }
    }
}

/// Whether this is the name of an operator (PostgreSQL's manual, "Lexical Structure").
fn is_operator(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|character| "+-*/<>=~!@#%^&|`?".contains(character))
        && !text.contains("--")
        && !text.contains("/*")
}

/// A part of an index must be of a column that is there, or of an expression.
fn part(table: &Table, part: &IndexPart, what: &str) -> Result<(), Misfit> {
    let ill = |fault: String| Err(Misfit::Ill { what: format!("{what} of table `{}`", table.name), fault });
    let IndexPart { key, direction: _, nulls: _, opclass: _, collation, prefix } = part;
    match key {
        IndexKey::Column(name) => {
            let column_type = &require_column(table, name)?.column_type;
            if collation.is_some() && !column_type.is_text() {
                return ill(format!("has a collation for column `{name}`, which is no text"));
            }
            match prefix {
                Some(0) => ill(format!("is of no character of column `{name}`")),
                Some(_) if !column_type.is_text() && *column_type != ColumnType::Bytes => {
                    ill(format!("is of a beginning of column `{name}`, which is neither text nor bytes"))
                }
                Some(_) | None => Ok(()),
            }
        }
        IndexKey::Expression(expression) if expression.common_text().trim().is_empty() => {
            ill("has an empty expression".to_owned())
        }
        IndexKey::Expression(_) if prefix.is_some() => ill("is of a beginning of an expression".to_owned()),
        IndexKey::Expression(_) => Ok(()),
    }
}

/// Columns that an index carries along must be there.
fn included(table: &Table, include: &[Name], what: &str) -> Result<(), Misfit> {
    if include.is_empty() { Ok(()) } else { columns(table, include, what) }
}

fn foreign_key_target(schema: &Schema, table: &Table, key: &ForeignKey) -> Result<(), Misfit> {
    let referenced = if key.referenced_table == table.name {
        table
    } else {
        require_table(schema, &key.referenced_table)?
    };
    for column in &key.referenced_columns {
        require_column(referenced, column)?;
    }
    if key.columns.len() != key.referenced_columns.len() {
        return Err(Misfit::Ill {
            what: format!("foreign key `{}` of table `{}`", key.name, table.name),
            fault: format!(
                "has {} columns and references {}",
                key.columns.len(),
                key.referenced_columns.len()
            ),
        });
    }
    for (column, referenced_column) in key.columns.iter().zip(&key.referenced_columns) {
        let ours = &require_column(table, column)?.column_type;
        let theirs = &require_column(referenced, referenced_column)?.column_type;
        if !may_reference(ours, theirs) {
            return Err(Misfit::Ill {
                what: format!("foreign key `{}` of table `{}`", key.name, table.name),
                fault: format!(
                    "references `{}`.`{referenced_column}`, which is {theirs}, from `{column}`, which is {ours}",
                    referenced.name
                ),
            });
        }
    }
    if !referenced.is_key(&key.referenced_columns) {
        let columns = key.referenced_columns.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
        return Err(Misfit::NotAKey { table: referenced.name.clone(), columns: columns.join(", ") });
    }
    Ok(())
}

/// The type of a column that changes must go with those that foreign keys tie it to.
pub(super) fn column_types(schema: &Schema, after: &Table, column: &Name) -> Result<(), Misfit> {
    let of = |table: &QualifiedName, column: &Name| {
        let table = if *table == after.name { Some(after) } else { schema.table(table) };
        table.and_then(|table| table.column(column)).map(|column| column.column_type.clone())
    };
    let own = after.foreign_keys.iter().map(|key| (after, key));
    for (by, key) in own.chain(schema.references_to(&after.name)) {
        for (ours, theirs) in key.columns.iter().zip(&key.referenced_columns) {
            let referencing = (&by.name, ours);
            let referenced = (&key.referenced_table, theirs);
            let is_it = |(table, name): (&QualifiedName, &Name)| *table == after.name && name == column;
            if !is_it(referencing) && !is_it(referenced) {
                continue;
            }
            let other = if is_it(referencing) { referenced } else { referencing };
            let (Some(column_type), Some(other_type)) = (of(&after.name, column), of(other.0, other.1))
            else {
                continue;
            };
            if !may_reference(&column_type, &other_type) {
                return Err(Misfit::TypeInUse {
                    table: after.name.clone(),
                    column: column.clone(),
                    by: by.name.clone(),
                    key: key.name.clone(),
                    other: format!("`{}`.`{}`, which is {other_type}", other.0, other.1),
                });
            }
        }
    }
    Ok(())
}

/// Whether a column may reference one of another type on every dialect: the same type, or text of other lengths.
fn may_reference(ours: &ColumnType, theirs: &ColumnType) -> bool {
    let is_text =
        |column_type: &ColumnType| matches!(column_type, ColumnType::Varchar(_) | ColumnType::Char(_));
    ours == theirs || (is_text(ours) && is_text(theirs))
}

/// An index must fit its table. Whether its name is free is asked elsewhere.
pub(super) fn index(table: &Table, index: &Index) -> Result<(), Misfit> {
    let what = format!("index `{}`", index.name);
    let Index { name: _, parts, uniqueness, predicate: _, method: _, include, nulls } = index;
    let ill = |fault: String| Err(Misfit::Ill { what: format!("{what} of table `{}`", table.name), fault });
    if parts.is_empty() {
        return ill("has no column".to_owned());
    }
    for (at, part) in parts.iter().enumerate() {
        self::part(table, part, &what)?;
        if let Some(name) = part.column().filter(|_| parts[..at].iter().any(|other| other.key == part.key)) {
            return ill(format!("names column `{name}` twice"));
        }
    }
    if *nulls == Nulls::NotDistinct && *uniqueness == Uniqueness::Plain {
        return ill("takes NULLs for equal and is not unique".to_owned());
    }
    included(table, include, &what)
}

/// The foreign keys, of any table, that would reference no key once these columns are none.
pub(super) fn key_not_in_use(
    schema: &Schema,
    after: &Table,
    kind: &'static str,
    gone: &Name,
) -> Result<(), Misfit> {
    let own = after.foreign_keys.iter().filter(|key| key.referenced_table == after.name);
    let users = own.map(|key| (after, key)).chain(schema.references_to(&after.name));
    for (by, key) in users {
        if !after.is_key(&key.referenced_columns) {
            return Err(Misfit::KeyInUse {
                table: after.name.clone(),
                kind,
                constraint: gone.clone(),
                by: by.name.clone(),
                key: key.name.clone(),
            });
        }
    }
    Ok(())
}
