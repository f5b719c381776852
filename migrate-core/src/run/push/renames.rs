//! What is called otherwise from now on, as a database without enum types of its own has it: there each column has one,
//! which is called after the table and the column.

use crate::diff::{Rename, Renames};
use crate::name::{Name, QualifiedName};
use crate::schema::{Dialect, Schema};

/// What is known of names, in those that the database has.
///
/// `models` are the models' tables with enum types as they are called there; `found` and `wanted` are what the database
/// holds and what it is to hold.
pub(super) fn physical(
    dialect: Dialect,
    renames: &Renames,
    models: &Schema,
    (found, wanted): (&Schema, &Schema),
) -> Renames {
    match dialect {
        Dialect::Postgres => return renames.clone(),
        Dialect::MySql | Dialect::Sqlite => {}
    }
    let Renames { renamed, apart } = renames;
    let mut all = Renames { renamed: values(renamed, models, wanted), apart: values(apart, models, wanted) };
    for table in wanted.tables() {
        let former = former_table(renamed, &table.name);
        let Some(before) = found.table(&former) else { continue };
        for column in &table.columns {
            let old = before.column(&former_column(renamed, &table.name, &column.name));
            let from = old.and_then(|old| old.column_type.enum_name());
            if let (Some(from), Some(to)) = (from, column.column_type.enum_name())
                && from != to
            {
                all.renamed.push(Rename::Enum { from: from.clone(), to: to.clone() });
            }
        }
    }
    all
}

/// Whether nobody can know what is renamed there.
pub(super) fn is_nameless(dialect: Dialect, rename: &Rename) -> bool {
    match (dialect, rename) {
        (Dialect::MySql | Dialect::Sqlite, Rename::Enum { .. }) => true,
        (Dialect::MySql | Dialect::Postgres | Dialect::Sqlite, _) => false,
    }
}

/// Whether a rename would take what another chain has.
pub(super) fn is_of(others: &[Schema], rename: &Rename) -> bool {
    others.iter().any(|other| match rename {
        Rename::Enum { from, .. } => other.enum_type(from).is_some(),
        Rename::Table { from, .. } => other.table(from).is_some(),
        Rename::Column { .. } | Rename::EnumValue { .. } => false,
    })
}

/// The same with the values of an enum said of each column that has it.
fn values(renames: &[Rename], models: &Schema, wanted: &Schema) -> Vec<Rename> {
    let mut all = renames.to_vec();
    for rename in renames {
        let Rename::EnumValue { name, from, to } = rename else { continue };
        for (table, column) in models.columns_of_enum(name) {
            let there = wanted.table(&table.name).and_then(|table| table.column(&column.name));
            if let Some(name) = there.and_then(|column| column.column_type.enum_name()) {
                let (name, from, to) = (name.clone(), from.clone(), to.clone());
                all.push(Rename::EnumValue { name, from, to });
            }
        }
    }
    all
}

fn former_table(renames: &[Rename], name: &QualifiedName) -> QualifiedName {
    let former = renames.iter().find_map(|rename| match rename {
        Rename::Table { from, to } if to == name => Some(from.clone()),
        Rename::Column { .. } | Rename::Enum { .. } | Rename::EnumValue { .. } | Rename::Table { .. } => None,
    });
    former.unwrap_or_else(|| name.clone())
}

fn former_column(renames: &[Rename], of: &QualifiedName, name: &Name) -> Name {
    let former = renames.iter().find_map(|rename| match rename {
        Rename::Column { table, from, to } if table == of && to == name => Some(from.clone()),
        Rename::Column { .. } | Rename::Enum { .. } | Rename::EnumValue { .. } | Rename::Table { .. } => None,
    });
    former.unwrap_or_else(|| name.clone())
}
