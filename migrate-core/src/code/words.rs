//! The words for what a schema is made of.

use super::{Code, bytes, float, number, number_of_64_bits, text};
use crate::name::{Name, QualifiedName};
use crate::schema::{
    Action, ColumnDefault, ColumnType, Dialect, Dialects, Direction, Expression, Generated, Identity,
    IdentityMode, IndexKey, IndexPart, NullsOrder, OperatorClass, Parameter, SequenceOptions, Storage, Value,
};

pub(crate) fn name(name: &Name) -> Code {
    text(name.as_str())
}

/// `"invoices"` or `("billing", "invoices")`.
pub(crate) fn qualified(name: &QualifiedName) -> Code {
    match &name.schema {
        None => self::name(&name.name),
        Some(schema) => Code::tuple([self::name(schema), self::name(&name.name)]),
    }
}

pub(crate) fn array(items: impl IntoIterator<Item = Code>) -> Code {
    Code::List { open: "[", items: items.into_iter().collect(), close: "]" }
}

/// `["deal_id", "position"]`.
pub(crate) fn names<'a>(names: impl IntoIterator<Item = &'a Name>) -> Code {
    let names = names.into_iter().map(name).collect::<Vec<_>>();
    if names.is_empty() { Code::word("[\"\"; 0]") } else { array(names) }
}

pub(crate) fn texts<'a>(texts: impl IntoIterator<Item = &'a String>) -> Code {
    array(texts.into_iter().map(|value| text(value)))
}

/// `Sqlite` or `[Postgres, MySql]`.
pub(crate) fn dialects(dialects: Dialects) -> Code {
    let mut words = dialects.iter().map(|dialect| Code::word(dialect.variant())).collect::<Vec<_>>();
    if words.len() == 1 { words.remove(0) } else { array(words) }
}

pub(crate) fn column_type(column_type: &ColumnType) -> Code {
    match column_type {
        ColumnType::Array(of) => Code::call("Array", [self::column_type(of)]),
        ColumnType::Char(length) => Code::call("Char", [number((*length).into())]),
        ColumnType::Varchar(length) => Code::call("Varchar", [number((*length).into())]),
        ColumnType::BigInt
        | ColumnType::Boolean
        | ColumnType::Bytes
        | ColumnType::Date
        | ColumnType::Double
        | ColumnType::Enum(_)
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
        | ColumnType::Uuid => Code::word(column_type.to_string()),
    }
}

pub(crate) const fn action(action: Action) -> &'static str {
    match action {
        Action::Cascade => "Cascade",
        Action::NoAction => "NoAction",
        Action::Restrict => "Restrict",
        Action::SetDefault => "SetDefault",
        Action::SetNull => "SetNull",
    }
}

/// SQL where nothing else is taken: as text, unless a dialect has its own.
pub(crate) fn expression(expression: &Expression) -> Code {
    if expression.dialect_texts().next().is_none() {
        return text(&expression.common_text());
    }
    expr(expression)
}

/// SQL where a text is a value: `expr("…")`.
pub(crate) fn expr(expression: &Expression) -> Code {
    let mut code = Code::call("expr", [text(&expression.common_text())]);
    let texts = expression.dialect_texts().collect::<Vec<_>>();
    let mut done = Vec::new();
    for (_, own) in &texts {
        if done.contains(&own) {
            continue;
        }
        done.push(own);
        let of = Dialect::ALL.map(|dialect| {
            let is_it = texts.iter().any(|(other, same)| *other == dialect && same == own);
            is_it.then_some(dialect)
        });
        let mut of =
            of.into_iter().flatten().map(|dialect| Code::word(dialect.variant())).collect::<Vec<_>>();
        let of = if of.len() == 1 { of.remove(0) } else { array(of) };
        code = code.then("on", [of, text(own)]);
    }
    code
}

pub(crate) fn default(default: &ColumnDefault) -> Code {
    match default {
        ColumnDefault::Expression(expression) => expr(expression),
        ColumnDefault::NextValue(sequence) => Code::call("next_value", [qualified(sequence)]),
        ColumnDefault::Now => Code::call("now", []),
        ColumnDefault::Value(value) => self::value(value),
    }
}

pub(crate) fn value(value: &Value) -> Code {
    match value {
        Value::Boolean(value) => Code::word(value.to_string()),
        Value::Bytes(value) => bytes(value),
        Value::Float(value) => float(*value),
        Value::Integer(value) => number_of_64_bits(*value),
        Value::Null => Code::word("Value::Null"),
        Value::Text(value) => text(value),
    }
}

/// Rows as tuples, where the values of each column are of one type; else as arrays of values of any.
pub(crate) fn rows(rows: &[Vec<Value>]) -> Code {
    let columns = rows.first().map_or(0, Vec::len);
    if columns == 0 {
        return Code::word("Vec::<Vec<Value>>::new()");
    }
    let is_even = rows.iter().all(|row| row.len() == columns);
    let column = |at: usize| rows.iter().filter_map(move |row| row.get(at));
    let is_typed = |at: usize| {
        let mut kinds = column(at).filter(|value| **value != Value::Null).map(std::mem::discriminant);
        kinds.next().is_none_or(|first| kinds.all(|kind| kind == first))
    };
    if is_even && columns <= 12 && (0..columns).all(is_typed) {
        let has_null = |at: usize| column(at).any(|value| *value == Value::Null);
        let is_null = |at: usize| column(at).all(|value| *value == Value::Null);
        let item = |(at, value): (usize, &Value)| match value {
            Value::Null if is_null(at) => self::value(value),
            Value::Null => Code::word("None"),
            Value::Boolean(_) | Value::Bytes(_) | Value::Float(_) | Value::Integer(_) | Value::Text(_) => {
                let code = self::value(value);
                if has_null(at) { Code::call("Some", [code]) } else { code }
            }
        };
        return array(rows.iter().map(|row| Code::tuple(row.iter().enumerate().map(item))));
    }
    let any = |value: &Value| match value {
        Value::Null => self::value(value),
        Value::Boolean(_) | Value::Bytes(_) | Value::Float(_) | Value::Integer(_) | Value::Text(_) => {
            Code::call("Value::from", [self::value(value)])
        }
    };
    let row = |row: &Vec<Value>| {
        let items = row.iter().map(any).collect();
        Code::List { open: if is_even { "[" } else { "vec![" }, items, close: "]" }
    };
    array(rows.iter().map(row))
}

/// The method that makes a column a computed one, and what it is given.
pub(crate) fn generated(generated: &Generated) -> (&'static str, Code) {
    let Generated { expression, storage } = generated;
    let method = match storage {
        Storage::Stored => "generated",
        Storage::Virtual => "generated_virtual",
    };
    (method, self::expression(expression))
}

/// `Identity::always().start(1000)`.
pub(crate) fn identity(identity: &Identity) -> Code {
    let Identity { mode, options } = identity;
    let mode = match mode {
        IdentityMode::Always => "Identity::always",
        IdentityMode::ByDefault => "Identity::by_default",
    };
    self::options(Code::call(mode, []), options)
}

/// How a sequence goes.
pub(crate) fn options(code: Code, options: &SequenceOptions) -> Code {
    let SequenceOptions { start, increment, min, max, cache, cycle } = options;
    code.then_with("start", start.map(number))
        .then_with("increment", increment.map(number))
        .then_with("min", min.map(number))
        .then_with("max", max.map(number))
        .then_with("cache", cache.map(number))
        .then_if(*cycle, "cycle")
}

/// What an index is of: names where that is all, an expression by itself, or each part with how it is sorted.
pub(crate) fn index_parts(parts: &[IndexPart]) -> Code {
    let plain = |part: &IndexPart| {
        let column = part.column().filter(|column| *part == IndexPart::from((*column).clone()));
        column.map(name)
    };
    if let Some(names) = parts.iter().map(plain).collect::<Option<Vec<_>>>() {
        return if names.is_empty() { Code::word("[\"\"; 0]") } else { array(names) };
    }
    match parts {
        [part] if part.expression().is_some_and(|it| *part == IndexPart::from(it.clone())) => {
            part.expression().map_or_else(|| index_part(part), expr)
        }
        parts => array(parts.iter().map(index_part)),
    }
}

/// What PostgreSQL is told of how it keeps something: `[("fillfactor", "70")]`.
pub(crate) fn parameters(parameters: &[Parameter]) -> Code {
    let parameter = |Parameter { name, value }: &Parameter| Code::tuple([text(name), text(value)]);
    array(parameters.iter().map(parameter))
}

/// `desc("closed_at").nulls_last()`.
pub(crate) fn index_part(part: &IndexPart) -> Code {
    let IndexPart { key, direction, nulls, opclass, collation, prefix } = part;
    let key = match key {
        IndexKey::Column(column) => name(column),
        IndexKey::Expression(expression) => expr(expression),
    };
    let mut code = match (prefix, direction) {
        (Some(length), Direction::Ascending) => Code::call("prefix", [key, number(i64::from(*length))]),
        (None, Direction::Ascending) => Code::call("asc", [key]),
        (length, Direction::Descending) => {
            Code::call("desc", [key]).then_with("prefix", length.map(|length| number(i64::from(length))))
        }
    };
    code = match nulls {
        Some(NullsOrder::First) => code.then("nulls_first", []),
        Some(NullsOrder::Last) => code.then("nulls_last", []),
        None => code,
    };
    code = match opclass {
        None => code,
        Some(OperatorClass { name, parameters: list }) if list.is_empty() => {
            code.then("opclass", [qualified(name)])
        }
        Some(OperatorClass { name, parameters: list }) => {
            code.then("opclass_with", [qualified(name), parameters(list)])
        }
    };
    let Some(collation) = collation else { return code };
    code = code.then_with("collate", collation.common().map(name));
    for (dialect, own) in collation.dialect_names() {
        code = code.then("collate_on", [Code::word(dialect.variant()), name(own)]);
    }
    code
}
