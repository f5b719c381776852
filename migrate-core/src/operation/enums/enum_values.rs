//! What the operations on an enum's values have in common.

use crate::name::QualifiedName;
use crate::operation::{AlterColumn, Change, Misfit, Operation};
use crate::schema::{
    ColumnDefault, ColumnType, EnumType, Exclusion, Expression, Index, Schema, Table, Value, View, array_text,
};

/// A value must be one that a database could have.
pub(in crate::operation) fn fits(name: &QualifiedName, value: &str) -> Result<(), Misfit> {
    if value.is_empty() || value.contains('\0') {
        return Err(ill(name, format!("has the value {value:?}, which is empty or holds a NUL")));
    }
    Ok(())
}

pub(in crate::operation) fn ill(name: &QualifiedName, fault: String) -> Misfit {
    Misfit::Ill { what: format!("enum `{name}`"), fault }
}

/// The place of a value.
pub(in crate::operation) fn require_value(enum_type: &EnumType, value: &str) -> Result<usize, Misfit> {
    let EnumType { name, values } = enum_type;
    values.iter().position(|other| other == value).ok_or_else(|| Misfit::UnknownEnumValue {
        name: name.clone(),
        value: value.to_owned(),
        values: values.clone(),
    })
}

/// A value must not be there.
pub(in crate::operation) fn require_new(enum_type: &EnumType, value: &str) -> Result<(), Misfit> {
    fits(&enum_type.name, value)?;
    if enum_type.values.iter().any(|other| other == value) {
        return Err(Misfit::EnumValueExists { name: enum_type.name.clone(), value: value.to_owned() });
    }
    Ok(())
}

/// The names of the tables that use an enum.
fn tables(schema: &Schema, name: &QualifiedName) -> Vec<QualifiedName> {
    let mut tables = schema.columns_of_enum(name).map(|(table, _)| table.name.clone()).collect::<Vec<_>>();
    tables.dedup();
    tables
}

/// The values of an enum that a default is.
fn values_of(column_type: &ColumnType, default: Option<&ColumnDefault>) -> Vec<String> {
    match (column_type, default) {
        (ColumnType::Array(_), Some(ColumnDefault::Value(Value::Text(text)))) => array_text::elements(text),
        (_, Some(ColumnDefault::Value(Value::Text(text)))) => vec![text.clone()],
        (
            _,
            Some(
                ColumnDefault::Expression(_)
                | ColumnDefault::NextValue(_)
                | ColumnDefault::Now
                | ColumnDefault::Value(_),
            )
            | None,
        ) => Vec::new(),
    }
}

/// Gives the defaults that are values of an enum other values.
pub(in crate::operation) fn change_defaults(
    schema: &mut Schema,
    name: &QualifiedName,
    becomes: impl Fn(&str) -> Option<String>,
) {
    for table in tables(schema, name) {
        let Some(mut table) = schema.table(&table).cloned() else { continue };
        for column in table.columns.iter_mut().filter(|column| column.column_type.enum_name() == Some(name)) {
            let before = values_of(&column.column_type, column.default.as_ref());
            let after = before.iter().map(|value| becomes(value).unwrap_or_else(|| value.clone()));
            let after = after.collect::<Vec<_>>();
            if after == before {
                continue;
            }
            let is_array = matches!(column.column_type, ColumnType::Array(_));
            let text = if is_array { array_text::text(&after) } else { after.concat() };
            column.default = Some(ColumnDefault::Value(Value::Text(text)));
        }
        schema.put_table(table);
    }
}

/// What gives the columns whose default is a value of an enum that default again.
pub(in crate::operation) fn defaults_again(
    before: &Schema,
    name: &QualifiedName,
    value: &str,
) -> Vec<Operation> {
    let columns = before.columns_of_enum(name).filter(|(_, column)| {
        values_of(&column.column_type, column.default.as_ref()).iter().any(|other| other == value)
    });
    let again = |(table, column): (&Table, &crate::schema::Column)| {
        let mut alter = AlterColumn::new(table.name.clone(), column.name.clone());
        alter.default = column.default.clone().map(Change::Set);
        alter.into()
    };
    columns.map(again).collect()
}

/// What of the tables that use an enum is a value of it: a default, or a text of the author's that names it.
pub(in crate::operation) fn user_of(
    schema: &Schema,
    name: &QualifiedName,
    value: &str,
) -> Option<(QualifiedName, String)> {
    for (table, column) in schema.columns_of_enum(name) {
        let found = |what: String| Some((table.name.clone(), what));
        if values_of(&column.column_type, column.default.as_ref()).iter().any(|other| other == value) {
            return found(format!("the default of column `{}`", column.name));
        }
    }
    for table in tables(schema, name) {
        let Some(mut table) = schema.table(&table).cloned() else { continue };
        let mut used_by = None;
        texts(&mut table, name, |what, expression| {
            if used_by.is_none() && expression.names_text(value) {
                used_by = Some(what);
            }
        });
        if let Some(used_by) = used_by {
            return Some((table.name, used_by));
        }
    }
    view_with(schema, name, value)
}

/// The view that names a value of an enum, with a table of it that uses the enum.
pub(in crate::operation) fn view_with(
    schema: &Schema,
    name: &QualifiedName,
    value: &str,
) -> Option<(QualifiedName, String)> {
    let needs = |view: &&View| {
        let mut columns = schema.columns_of_enum(name);
        view.query.names_text(value)
            && columns.any(|(table, column)| view.needs_column(&table.name, &column.name))
    };
    let view = schema.views().find(needs)?;
    let (table, _) = schema.columns_of_enum(name).find(|(table, _)| view.needs(&table.name))?;
    Some((table.name.clone(), format!("view `{}`", view.name)))
}

/// Visits the texts of the author's that may name values of an enum: the defaults of its columns, and what mentions one of
/// them.
fn texts(table: &mut Table, name: &QualifiedName, mut visit: impl FnMut(String, &mut Expression)) {
    let Table {
        name: _,
        columns,
        primary_key: _,
        uniques: _,
        foreign_keys: _,
        checks,
        exclusions,
        indexes,
        comment: _,
        options: _,
    } = table;
    let ours = columns.iter().filter(|column| column.column_type.enum_name() == Some(name));
    let ours = ours.map(|column| column.name.clone()).collect::<Vec<_>>();
    let is_meant = |expression: &Expression| ours.iter().any(|column| expression.mentions(column));
    for column in columns {
        if let Some(ColumnDefault::Expression(expression)) = &mut column.default
            && ours.contains(&column.name)
        {
            visit(format!("the default of column `{}`", column.name), expression);
        }
        if let Some(generated) = &mut column.generated
            && is_meant(&generated.expression)
        {
            visit(format!("generated column `{}`", column.name), &mut generated.expression);
        }
    }
    for check in checks.iter_mut().filter(|check| is_meant(&check.expression)) {
        visit(format!("check `{}`", check.name), &mut check.expression);
    }
    for Index { name, parts, predicate, .. } in indexes {
        let expressions = parts.iter_mut().filter_map(|part| part.key.expression_mut()).chain(predicate);
        for expression in expressions.filter(|expression| is_meant(expression)) {
            visit(format!("index `{name}`"), expression);
        }
    }
    for Exclusion { name, elements, predicate, .. } in exclusions {
        let expressions = elements.iter_mut().filter_map(|element| element.part.key.expression_mut());
        for expression in expressions.chain(predicate).filter(|expression| is_meant(expression)) {
            visit(format!("exclusion constraint `{name}`"), expression);
        }
    }
}

/// Writes another value in the texts of the author's that name one beside a column of the enum.
pub(in crate::operation) fn rename_in_texts(schema: &mut Schema, name: &QualifiedName, from: &str, to: &str) {
    for table in tables(schema, name) {
        let Some(mut table) = schema.table(&table).cloned() else { continue };
        texts(&mut table, name, |_, expression| expression.rename_text(from, to));
        schema.put_table(table);
    }
}
