//! A stored `CREATE TABLE` as a table.

use std::ops::Range;

use super::default::without_parentheses;
use super::{Beyond, Draft, column, names};
use crate::dialect::sqlite::stored::StoredTable;
use crate::dialect::sqlite::stored::lexer::{Kind, tokens};
use crate::dialect::sqlite::stored::table::{StoredConstraint, StoredKind};
use crate::name::{Name, QualifiedName};
use crate::operation::{derived_check, derived_foreign_key, derived_primary_key, derived_unique};
use crate::schema::{Check, Expression, SqliteTable, Table};

/// The table that a statement makes, under the name that the catalogue has.
pub(super) fn table(stored: &StoredTable, name: &str) -> Draft {
    let StoredTable { text, name: spelled, columns, constraints, without_rowid, strict, .. } = stored;
    let mut table = Table::new(name);
    table.options.sqlite = SqliteTable { strict: *strict, without_rowid: *without_rowid };
    table.comment = comment(&text[spelled.span.end..]);
    let mut draft = Draft { table, enums: Vec::new(), beyond: Vec::new() };
    for column in columns {
        column::column(stored, column, &mut draft);
    }
    // What stands with a column may be of one that comes behind it.
    for column in columns {
        for it in &column.constraints {
            constraint(text, it, Some(&column.name.name), &mut draft);
        }
    }
    for it in constraints {
        constraint(text, it, None, &mut draft);
    }
    let Draft { table, .. } = &mut draft;
    // `DESC`, which keeps `INTEGER PRIMARY KEY` from being the rowid, is told apart: without it the key takes no NULL either.
    let descends = columns.iter().any(|column| {
        let type_text = column.column_type.clone().map(|span| &stored.text[span]);
        type_text.is_some_and(|text| text.eq_ignore_ascii_case("integer"))
            && column
                .constraints
                .iter()
                .any(|it| matches!(it.kind, StoredKind::PrimaryKey { is_descending: true, .. }))
    });
    if *without_rowid || descends || stored.rowid_column().is_some() {
        // None of these takes NULL, whatever is said of them.
        let key = table.primary_key.iter().flat_map(|key| key.columns.clone()).collect::<Vec<_>>();
        for column in table.columns.iter_mut().filter(|column| key.contains(&column.name)) {
            column.nullable = false;
        }
    }
    draft
}

/// What our comments are written as: directly behind the name.
pub(super) fn comment(behind_name: &str) -> Option<String> {
    let mut tokens = tokens(behind_name).into_iter().filter(|token| token.kind != Kind::Blank);
    let first = tokens.next().filter(|token| token.kind == Kind::BlockComment)?;
    let inner = behind_name[first.span].strip_prefix("/*")?.strip_suffix("*/")?;
    let inner = inner.strip_prefix(' ').unwrap_or(inner);
    Some(inner.strip_suffix(' ').unwrap_or(inner).to_owned())
}

pub(super) fn expression(text: &str, span: &Range<usize>) -> Expression {
    Expression::from(without_parentheses(&text[span.clone()]))
}

/// Puts a constraint into the table. One without a name has the one that we would give it.
fn constraint(text: &str, stored: &StoredConstraint, column: Option<&str>, draft: &mut Draft) {
    let StoredConstraint { span: _, name, kind, beyond } = stored;
    if let Some(kind) = *beyond {
        let detail = name.as_ref().map(|name| name.name.as_str()).or(column).unwrap_or_default();
        // The whole statement, since no other would say it.
        draft.beyond.push(Beyond::new(kind, draft.table.name.name.as_str(), detail, Some(text)));
    }
    let table = &mut draft.table;
    let given = name.as_ref().map(|name| Name::from(name.name.as_str()));
    let columns = |table: &Table, columns: &[String]| match column {
        Some(column) => vec![names::column(table, column)],
        None => columns.iter().map(|column| names::column(table, column)).collect::<Vec<_>>(),
    };
    match kind {
        StoredKind::Check { expression } => {
            let expression = self::expression(text, expression);
            if given.is_none()
                && column.is_some_and(|column| column::is_of_values(table, column, &expression))
            {
                return;
            }
            let derived = match column {
                Some(column) => {
                    let column = names::column(table, column);
                    Check::new(Name::derive("ck", &table.name, [&column]), expression)
                }
                None => derived_check(&table.name, expression),
            };
            let name = given.unwrap_or_else(|| free(table, derived.name));
            table.checks.push(Check { name, ..derived });
        }
        StoredKind::ForeignKey { columns: own, table: other, referenced, on_delete, on_update, timing } => {
            let referenced = referenced.iter().map(|name| Name::from(name.as_str())).collect();
            let other = QualifiedName::from(other.as_str());
            let mut key = derived_foreign_key(&table.name, columns(table, own), other, referenced);
            key.name = given.unwrap_or_else(|| free(table, key.name));
            (key.on_delete, key.on_update, key.timing) = (*on_delete, *on_update, *timing);
            table.foreign_keys.push(key);
        }
        StoredKind::Deferrable { timing } => {
            if let Some(key) = table.foreign_keys.last_mut() {
                key.timing = *timing;
            }
        }
        StoredKind::PrimaryKey { columns: own, .. } => {
            let mut key = derived_primary_key(&table.name, columns(table, own));
            key.name = given.unwrap_or(key.name);
            table.primary_key = Some(key);
        }
        StoredKind::Unique { columns: own } => {
            let mut unique = derived_unique(&table.name, columns(table, own));
            unique.name = given.unwrap_or_else(|| free(table, unique.name));
            table.uniques.push(unique);
        }
        StoredKind::Collate { .. }
        | StoredKind::Default { .. }
        | StoredKind::Generated { .. }
        | StoredKind::Nothing
        | StoredKind::NotNull
        | StoredKind::Null => {}
    }
}

/// The name, or one like it that no other constraint has.
fn free(table: &Table, name: Name) -> Name {
    let is_taken = |name: &Name| table.constraint_names().any(|other| other == name);
    if !is_taken(&name) {
        return name;
    }
    let mut counted = (2_u32..).map(|count| Name::from(format!("{name}_{count}")));
    counted.find(|name| !is_taken(name)).expect("a table has fewer constraints than there are numbers")
}
