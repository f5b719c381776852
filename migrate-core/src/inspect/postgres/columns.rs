//! Columns.

use std::collections::BTreeMap;

use super::{Reader, rows};
use crate::dialect::postgres_physical as physical;
use crate::name::Name;
use crate::schema::{
    Array, Collation, Column, ColumnDefault, Enum, Generated, Identity, IdentityMode, MySqlColumn, Storage,
    Table,
};

/// Gives tables their columns.
pub(super) fn read(reader: &Reader<'_>, tables: &mut BTreeMap<i64, Table>) -> Result<(), String> {
    let identities = reader.catalogue.sequences.iter().filter(|it| it.dependency.as_deref() == Some("i"));
    let key = |it: &rows::Sequence| Some((it.relation?, it.column.clone()?));
    let identities = identities.filter_map(|it| Some((key(it)?, it))).collect::<BTreeMap<_, _>>();
    for row in &reader.catalogue.columns {
        // What a parent has and a table not by itself is the parent's. A partition has nothing but its parent's.
        let Some(relation) = reader.relations.get(&row.relation) else { continue };
        if relation.bound.is_some() || !row.local {
            continue;
        }
        if let Some(table) = tables.get_mut(&row.relation) {
            table.columns.push(column(row, &identities)?);
        }
    }
    Ok(())
}

fn column(row: &rows::Column, identities: &BTreeMap<(i64, Name), &rows::Sequence>) -> Result<Column, String> {
    let rows::Column {
        relation,
        name,
        type_text,
        of_enum,
        array,
        not_null,
        identity,
        generated,
        default,
        sequence,
        collation,
        comment,
        local: _,
    } = row;
    let ill = |what: &str, word: &str| format!("column `{name}` has the {what} `{word}`");
    let column_type = match of_enum {
        Some(of) if *array => Array(Enum(of)),
        Some(of) => Enum(of),
        None => physical::column_type(type_text),
    };
    let identity = match identity.as_deref() {
        None => None,
        Some("a") => Some(IdentityMode::Always),
        Some("d") => Some(IdentityMode::ByDefault),
        Some(other) => return Err(ill("identity", other)),
    };
    let identity = identity.map(|mode| {
        let sequence = identities.get(&(*relation, name.clone()));
        let options = sequence.map(|sequence| sequence.options(&sequence.number_type));
        Identity { mode, options: options.unwrap_or_default() }
    });
    let storage = match generated.as_deref() {
        None => None,
        Some("s") => Some(Storage::Stored),
        Some("v") => Some(Storage::Virtual),
        Some(other) => return Err(ill("way of being generated", other)),
    };
    let expression = default.as_deref();
    let generated = storage.zip(expression);
    let generated =
        generated.map(|(storage, text)| Generated { expression: physical::expression(text), storage });
    let default = match (expression, sequence) {
        (None, _) => None,
        (Some(_), _) if generated.is_some() => None,
        (Some(text), Some(sequence)) if is_next_value(text) => {
            Some(ColumnDefault::NextValue(sequence.into()))
        }
        (Some(text), _) => physical::default(text, &column_type),
    };
    let collation = collation.as_ref().map(|name| Collation::new(name.clone()));
    let nullable = !not_null;
    Ok(Column {
        name: name.clone(),
        column_type,
        nullable,
        default,
        identity,
        generated,
        collation,
        comment: comment.clone(),
        mysql: MySqlColumn::default(),
    })
}

/// Whether a default is the next number of one sequence and nothing else.
fn is_next_value(text: &str) -> bool {
    let inner = text.strip_prefix("nextval('").and_then(|text| text.strip_suffix("'::regclass)"));
    inner.is_some_and(|name| !name.contains("nextval("))
}
