//! A column of a stored `CREATE TABLE`.

use super::{Draft, default, table};
use crate::dialect::sqlite::stored::StoredTable;
use crate::dialect::sqlite::stored::is_same;
use crate::dialect::sqlite::stored::lexer::{Kind, named, tokens};
use crate::dialect::sqlite::stored::table::{StoredColumn, StoredKind};
use crate::dialect::sqlite::types;
use crate::name::{Name, QualifiedName};
use crate::schema::{Collation, Column, ColumnType, EnumType, Expression, Generated, Identity, Table};

/// Reads a column into its table, without the constraints that stand with it.
pub(super) fn column(stored: &StoredTable, column: &StoredColumn, draft: &mut Draft) {
    let StoredColumn { span: _, name, column_type, constraints } = column;
    let text = &stored.text;
    let declared = column_type.clone().map_or("", |span| &text[span]);
    let is_numbered = stored.is_numbered() && stored.rowid_column().is_some_and(|it| is_same(it, &name.name));
    let mut read = Column::new(name.name.as_str(), ColumnType::BigInt);
    read.comment = table::comment(&text[name.span.end..column.span.end]);
    read.nullable = true;
    if is_numbered {
        read.identity = Some(Identity::BY_DEFAULT);
    } else {
        read.column_type = types::read(declared, draft.table.options.sqlite);
    }
    let mut values = None;
    for it in constraints {
        match &it.kind {
            StoredKind::Check { expression } if it.name.is_none() && declared == "TEXT" => {
                values = values.or_else(|| self::values(&text[expression.clone()], &name.name));
            }
            StoredKind::Collate { name } => read.collation = Some(Collation::new(name.as_str())),
            StoredKind::Generated { expression, storage } => {
                let expression = table::expression(text, expression);
                read.generated = Some(Generated { expression, storage: *storage });
            }
            StoredKind::NotNull => read.nullable = false,
            StoredKind::Check { .. }
            | StoredKind::Default { .. }
            | StoredKind::Deferrable { .. }
            | StoredKind::ForeignKey { .. }
            | StoredKind::Nothing
            | StoredKind::Null
            | StoredKind::PrimaryKey { .. }
            | StoredKind::Unique { .. } => {}
        }
    }
    if let Some(values) = values {
        let enum_type = EnumType { name: enum_name(&draft.table, &read.name), values };
        read.column_type = ColumnType::Enum(enum_type.name.clone());
        draft.enums.push(enum_type);
    }
    let value = constraints.iter().rev().find_map(|it| match &it.kind {
        StoredKind::Default { value } => Some(&text[value.clone()]),
        StoredKind::Check { .. }
        | StoredKind::Collate { .. }
        | StoredKind::Deferrable { .. }
        | StoredKind::ForeignKey { .. }
        | StoredKind::Generated { .. }
        | StoredKind::Nothing
        | StoredKind::NotNull
        | StoredKind::Null
        | StoredKind::PrimaryKey { .. }
        | StoredKind::Unique { .. } => None,
    });
    read.default = value.map(|value| default::default(&read.column_type, value));
    draft.table.columns.push(read);
}

/// The name of the enum type that a column's values are: SQLite has none.
fn enum_name(table: &Table, column: &Name) -> QualifiedName {
    QualifiedName::from(format!("{}_{column}", table.name.name).as_str())
}

/// Whether this nameless check of a column is what makes it one of an enum type.
pub(super) fn is_of_values(table: &Table, column: &str, check: &Expression) -> bool {
    let found = table.columns.iter().find(|it| is_same(it.name.as_str(), column));
    let is_enum = found.is_some_and(|column| column.column_type.enum_name().is_some());
    is_enum && values(&check.common_text(), column).is_some()
}

/// The texts of `column IN ('…', '…')`, if a check says that and no more, each once.
fn values(check: &str, column: &str) -> Option<Vec<String>> {
    let tokens = tokens(check).into_iter().filter(|token| !token.is_space()).collect::<Vec<_>>();
    let text = |at: usize| tokens.get(at).map(|token| (token.kind, &check[token.span.clone()]));
    let (Kind::Quoted | Kind::Word, name) = text(0)? else { return None };
    let (Kind::Word, word) = text(1)? else { return None };
    if !is_same(&named(name), column) || !word.eq_ignore_ascii_case("IN") || text(2)?.0 != Kind::Open {
        return None;
    }
    let (closing, list) = tokens[3..].split_last()?;
    let is_list = list
        .iter()
        .enumerate()
        .all(|(at, token)| token.kind == if at % 2 == 0 { Kind::String } else { Kind::Comma });
    if closing.kind != Kind::Close || !is_list {
        return None;
    }
    let texts = list.iter().step_by(2).map(|token| named(&check[token.span.clone()]));
    let values = texts.collect::<Vec<_>>();
    let is_once = values.iter().enumerate().all(|(at, value)| !values[..at].contains(value));
    (is_once && list.len() % 2 == 1).then_some(values)
}
