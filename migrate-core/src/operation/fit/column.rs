//! Columns, their types and values.

use crate::name::QualifiedName;
use crate::operation::{Misfit, fit};
use crate::schema::{Column, ColumnDefault, ColumnType, Generated, Identity, Schema, Value};

/// A column must be one that a database could have.
pub(in crate::operation) fn column(
    schema: &Schema,
    table: &QualifiedName,
    column: &Column,
) -> Result<(), Misfit> {
    let Column { name, column_type, nullable, default, identity, generated, collation, comment, mysql } =
        column;
    fit::name(name)?;
    let ill = |fault: &str| {
        Err(Misfit::Ill { what: format!("column `{name}` of table `{table}`"), fault: fault.to_owned() })
    };
    column_type_fits(schema, column_type).or_else(|fault| match fault {
        TypeFault::Misfit(misfit) => Err(misfit),
        TypeFault::Ill(fault) => ill(fault),
    })?;
    fit::comment(format_args!("column `{name}` of table `{table}`"), comment.as_deref())?;
    let is_text = column_type.is_text()
        || column_type.is_native()
        || (schema.has_names_by_table() && column_type.enum_name().is_some());
    if collation.is_some() && !is_text {
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
    if mysql.on_update_now && !is_set_by_time(column_type) {
        return ill("gets the time when its row is changed, and is no Timestamp or TimestampTz");
    }
    if mysql.on_update_now && generated.is_some() {
        return ill("is computed, and gets the time when its row is changed");
    }
    match default {
        Some(ColumnDefault::Value(Value::Null)) if !nullable => {
            ill("takes no NULL and has it as its default")
        }
        Some(ColumnDefault::Value(value)) => self::value(schema, table, column, value),
        Some(ColumnDefault::NextValue(_)) if !column_type.is_integer() && !column_type.is_native() => {
            ill("takes its default from a sequence, and is no integer")
        }
        Some(ColumnDefault::NextValue(sequence)) => fit::require_sequence(schema, sequence).map(|_| ()),
        Some(ColumnDefault::Now) if !is_temporal(column_type) => {
            ill("has the time as its default and is no Date, Time, Timestamp or TimestampTz")
        }
        Some(ColumnDefault::Expression(_) | ColumnDefault::Now) | None => Ok(()),
    }
}

/// Whether a column may get the time whenever its row is changed.
fn is_set_by_time(column_type: &ColumnType) -> bool {
    matches!(column_type, ColumnType::Timestamp | ColumnType::TimestampTz | ColumnType::Native(_))
}

pub(in crate::operation) fn is_temporal(column_type: &ColumnType) -> bool {
    column_type.temporal().is_some()
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
        ColumnType::Enum(name) => fit::require_enum(schema, name).map(|_| ()).map_err(TypeFault::Misfit),
        ColumnType::Native(native) if native.texts().next().is_none() => {
            Err(TypeFault::Ill("is of a type that names no database"))
        }
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
        | ColumnType::Native(_)
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
pub(in crate::operation) fn value(
    schema: &Schema,
    table: &QualifiedName,
    column: &Column,
    value: &Value,
) -> Result<(), Misfit> {
    let fits = match (&column.column_type, value) {
        (_, Value::Null) => column.nullable,
        (ColumnType::SmallInt, Value::Integer(integer)) => i16::try_from(*integer).is_ok(),
        (ColumnType::Integer, Value::Integer(integer)) => i32::try_from(*integer).is_ok(),
        (ColumnType::Double | ColumnType::Native(_), Value::Float(float)) => float.is_finite(),
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
        | (ColumnType::Native(_), Value::Boolean(_) | Value::Bytes(_) | Value::Integer(_) | Value::Text(_))
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
