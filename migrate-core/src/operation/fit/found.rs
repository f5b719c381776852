//! What must be there, and what must not.

use crate::name::{Name, QualifiedName};
use crate::operation::Misfit;
use crate::schema::{
    Column, Constraint, EnumType, Extension, Function, Index, Schema, Sequence, Signature, Table, View,
};

pub(in crate::operation) fn name(name: &Name) -> Result<(), Misfit> {
    let fault = if name.as_str().is_empty() {
        "is empty"
    } else if name.as_str().contains('\0') {
        "holds a NUL"
    } else {
        return Ok(());
    };
    Err(Misfit::IllName { name: name.clone(), fault })
}

pub(in crate::operation) fn require_table<'a>(
    schema: &'a Schema,
    table: &QualifiedName,
) -> Result<&'a Table, Misfit> {
    schema.table(table).ok_or_else(|| Misfit::UnknownTable {
        table: table.clone(),
        near: table.nearest(schema.tables().map(|table| &table.name)),
    })
}

pub(in crate::operation) fn require_column<'a>(
    table: &'a Table,
    column: &Name,
) -> Result<&'a Column, Misfit> {
    table.column(column).ok_or_else(|| Misfit::UnknownColumn {
        table: table.name.clone(),
        column: column.clone(),
        near: column.nearest(table.columns.iter().map(|column| &column.name)),
    })
}

/// The column of this name; none where it may be one of the tables that this one has columns of.
pub(in crate::operation) fn may_have_column<'a>(
    table: &'a Table,
    column: &Name,
) -> Result<Option<&'a Column>, Misfit> {
    match table.column(column) {
        None if table.has_parents() => Ok(None),
        None | Some(_) => require_column(table, column).map(Some),
    }
}

pub(in crate::operation) fn require_constraint(
    table: &Table,
    constraint: &Name,
) -> Result<Constraint, Misfit> {
    table.constraint(constraint).ok_or_else(|| Misfit::UnknownConstraint {
        table: table.name.clone(),
        constraint: constraint.clone(),
        near: constraint.nearest(table.constraint_names()),
    })
}

pub(in crate::operation) fn require_index<'a>(table: &'a Table, index: &Name) -> Result<&'a Index, Misfit> {
    table.index(index).ok_or_else(|| Misfit::UnknownIndex {
        table: table.name.clone(),
        index: index.clone(),
        near: index.nearest(table.indexes.iter().map(|index| &index.name)),
    })
}

pub(in crate::operation) fn require_enum<'a>(
    schema: &'a Schema,
    name: &QualifiedName,
) -> Result<&'a EnumType, Misfit> {
    schema.enum_type(name).ok_or_else(|| Misfit::UnknownEnum {
        name: name.clone(),
        near: name.nearest(schema.enum_types().map(|enum_type| &enum_type.name)),
    })
}

/// A schema that something is put into must be there.
pub(in crate::operation) fn require_schema(schema: &Schema, name: &QualifiedName) -> Result<(), Misfit> {
    match &name.schema {
        Some(wanted) if !schema.has_schema(wanted) => {
            Err(Misfit::UnknownSchema { near: wanted.nearest(schema.schemas()), schema: wanted.clone() })
        }
        Some(_) | None => Ok(()),
    }
}

/// A table's name must be free, and its schema there.
pub(in crate::operation) fn free_table(schema: &Schema, name: &QualifiedName) -> Result<(), Misfit> {
    require_schema(schema, name)?;
    match schema.table(name) {
        Some(_) => Err(Misfit::TableExists { table: name.clone() }),
        None => free_relation(schema, name),
    }
}

pub(in crate::operation) fn require_view<'a>(
    schema: &'a Schema,
    view: &QualifiedName,
) -> Result<&'a View, Misfit> {
    schema.view(view).ok_or_else(|| Misfit::UnknownView {
        view: view.clone(),
        near: view.nearest(schema.views().map(|view| &view.name)),
    })
}

/// No view may need a table or view that would go or be called otherwise.
pub(in crate::operation) fn not_needed(
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
pub(in crate::operation) fn column_not_needed(
    schema: &Schema,
    table: &QualifiedName,
    column: &Name,
) -> Result<(), Misfit> {
    match schema.views().find(|view| view.needs_column(table, column)) {
        Some(view) => Err(Misfit::NeededByView {
            what: format!("column `{column}` of table `{table}`"),
            view: view.name.clone(),
        }),
        None => Ok(()),
    }
}

pub(in crate::operation) fn require_sequence<'a>(
    schema: &'a Schema,
    sequence: &QualifiedName,
) -> Result<&'a Sequence, Misfit> {
    schema.sequence(sequence).ok_or_else(|| Misfit::UnknownSequence {
        sequence: sequence.clone(),
        near: sequence.nearest(schema.sequences().map(|sequence| &sequence.name)),
    })
}

/// No default of the columns that are asked for may use a sequence that would go.
pub(in crate::operation) fn sequence_not_used(
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
pub(in crate::operation) fn free_relation(schema: &Schema, name: &QualifiedName) -> Result<(), Misfit> {
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
        Some(_) if schema.has_names_by_table() => Ok(()),
        Some(owner) => Err(Misfit::RelationExists {
            name: name.clone(),
            holder: format!("an index or a key of table `{owner}`"),
        }),
    }
}

/// The function of this name and these types.
pub(in crate::operation) fn require_function<'a>(
    schema: &'a Schema,
    signature: &Signature,
) -> Result<&'a Function, Misfit> {
    schema.function(signature).ok_or_else(|| {
        let signatures = schema.functions().map(Function::signature).collect::<Vec<_>>();
        let near = signature.name.nearest(signatures.iter().map(|signature| &signature.name));
        let near = near.and_then(|near| signatures.into_iter().find(|signature| signature.name == near));
        Misfit::UnknownFunction { function: Box::new(signature.clone()), near: near.map(Box::new) }
    })
}

/// No view and no trigger may call the function. Which one of several of a name is meant, no words tell.
pub(in crate::operation) fn function_not_called(schema: &Schema, function: &Signature) -> Result<(), Misfit> {
    if schema.functions().filter(|other| other.name == function.name).count() != 1 {
        return Ok(());
    }
    let what = || format!("function `{function}`");
    if let Some(view) = schema.views().find(|view| view.query.calls(&function.name)) {
        return Err(Misfit::NeededByView { what: what(), view: view.name.clone() });
    }
    match schema.triggers().find(|by| by.definition.calls(&function.name)) {
        None => Ok(()),
        Some(by) => {
            let (trigger, table) = (by.name.clone(), by.table.clone());
            Err(Misfit::NeededByTrigger { what: what(), trigger, table })
        }
    }
}

/// The extension of this name.
pub(in crate::operation) fn require_extension<'a>(
    schema: &'a Schema,
    extension: &Name,
) -> Result<&'a Extension, Misfit> {
    schema.extension(extension).ok_or_else(|| Misfit::UnknownExtension {
        extension: extension.clone(),
        near: extension.nearest(schema.extensions().map(|extension| &extension.name)),
    })
}
