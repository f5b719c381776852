//! Views, functions and triggers.

use super::rows::{FunctionKind, RelationKind};
use super::{Found, Reader, rows};
use crate::dialect::postgres_physical::{argument_type, query};
use crate::name::QualifiedName;
use crate::schema::{Argument, Dependency, Expression, Function, Schema, Trigger, View};

/// Puts views, functions and triggers into the schema.
pub(super) fn read(reader: &Reader<'_>, schema: &mut Schema, unmodelled: &mut Found) -> Result<(), String> {
    for (oid, relation) in &reader.relations {
        if relation.kind != RelationKind::View {
            continue;
        }
        let text = relation.definition.as_deref();
        let text = text.ok_or_else(|| format!("view `{}` without a query", relation.name))?;
        let uses = reader.catalogue.views.iter().filter(|it| it.view == *oid);
        let mut depends_on = uses.map(dependency).collect::<Vec<_>>();
        depends_on.sort();
        schema.put_view(View { name: relation.qualified(), query: query(text), depends_on });
    }
    for row in &reader.catalogue.functions {
        let name = QualifiedName { schema: row.schema.clone(), name: row.name.clone() };
        match (row.kind, function(row, &name)) {
            (_, Some(function)) => schema.put_function(function),
            (FunctionKind::Function, None) => {
                let definition = row.definition.as_deref();
                unmodelled.push((row.oid, Reader::behind("function", name, &row.identity, definition)));
            }
            // The catalogue tells of them among the others.
            (FunctionKind::Aggregate | FunctionKind::Procedure | FunctionKind::Window, None) => {}
        }
    }
    for row in &reader.catalogue.triggers {
        let table = QualifiedName { schema: row.schema.clone(), name: row.relation.clone() };
        if reader.is_ledger(&table) {
            continue;
        }
        if let Some(trigger) = trigger(row, &table) {
            schema.put_trigger(trigger);
        } else {
            let name = table.beside(&row.name);
            let found = Reader::behind("trigger", name, row.relation.as_str(), Some(&row.definition));
            unmodelled.push((row.oid, found));
        }
    }
    Ok(())
}

fn dependency(row: &rows::ViewUse) -> Dependency {
    let relation = QualifiedName { schema: row.schema.clone(), name: row.name.clone() };
    match row.kind {
        RelationKind::Materialized | RelationKind::View => Dependency::on_view(&relation),
        RelationKind::Foreign | RelationKind::Partitioned | RelationKind::Table => {
            let named = row.columns.clone().unwrap_or_default();
            Dependency { relation, named, taken: Vec::new() }
        }
    }
}

/// A function, where there are words for its arguments: each has a name, and goes in.
fn function(row: &rows::Function, name: &QualifiedName) -> Option<Function> {
    if row.kind != FunctionKind::Function {
        return None;
    }
    let definition = row.definition.as_deref()?.strip_prefix(row.head.as_str())?;
    let mut arguments = Vec::new();
    for argument in &row.arguments {
        match argument.mode.as_str() {
            "i" => {
                let mut text = argument_type(&argument.type_text);
                if let Some(default) = &argument.default {
                    text = format!("{text} DEFAULT {default}");
                }
                let name = argument.name.clone().filter(|name| !name.as_str().is_empty())?;
                arguments.push(Argument { name, argument_type: Expression::from(text) });
            }
            // A column of what is returned stands in the definition.
            "t" => {}
            _ => return None,
        }
    }
    Some(Function { name: name.clone(), arguments, definition: Expression::from(definition.trim()) })
}

/// A trigger that fires as others do and is no constraint.
fn trigger(row: &rows::Trigger, table: &QualifiedName) -> Option<Trigger> {
    if row.enabled != "O" {
        return None;
    }
    let (event, definition) = row.definition.strip_prefix(row.head.as_str())?.split_once(row.on.as_str())?;
    Some(Trigger {
        name: row.name.clone(),
        table: table.clone(),
        event: Expression::from(event),
        definition: Expression::from(definition),
    })
}
