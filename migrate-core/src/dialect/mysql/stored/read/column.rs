//! A column.

use super::types::Read;
use super::{Found, Whose, character, default, literal, names, types};
use crate::dialect::Dialect::MySql;
use crate::dialect::mysql::stored::column::{Column as Stored, Kind};
use crate::dialect::mysql::stored::token::{group, text, tokens};
use crate::name::QualifiedName;
use crate::schema::{Collation, Column, ColumnType, EnumType, Generated, Identity, Native, Storage};

/// Reads a column into its table, with the checks that stand with it.
pub(super) fn column(stored: &Stored, encoding: Option<&str>, found: &mut Found, whose: Whose) -> Option<()> {
    let Stored { name, datatype, clauses, mentions: _ } = stored;
    let mut column = Column::new(name.as_str(), ColumnType::BigInt);
    column.nullable = true;
    match types::read(datatype) {
        Read::Type(column_type) => column.column_type = column_type,
        Read::Values(values) => {
            let name = format!("{}_{}", found.table.name.name, column.name);
            let enum_type = EnumType { name: QualifiedName::from(name.as_str()), values };
            column.column_type = ColumnType::Enum(enum_type.name.clone());
            found.enums.push(enum_type);
        }
    }
    let mut checks = Vec::new();
    let (mut charset, mut collation) = (None, None);
    for clause in clauses {
        let words = clause.text.as_str();
        let last = || tokens(words).last().map(|token| character::named(text(&[*token]).trim_matches('`')));
        match clause.kind {
            Kind::AutoIncrement => column.identity = Some(Identity::BY_DEFAULT),
            Kind::CharacterSet => charset = last(),
            Kind::Check => checks.push(inside(words)?),
            Kind::Collate => collation = last(),
            Kind::Comment => column.comment = literal::string(words.get("COMMENT".len()..)?),
            Kind::Default => {}
            Kind::Generated => column.generated = Some(generated(words)?),
            Kind::Null => column.nullable = !words.get(..3)?.eq_ignore_ascii_case("NOT"),
            Kind::OnUpdate => column.mysql.on_update_now = true,
            Kind::Other if words.to_uppercase().contains("INVISIBLE") => column.mysql.invisible = true,
            // Where a point is, which MySQL says behind all else, is a part of what it is.
            Kind::Other if words.to_uppercase().starts_with("SRID ") => {
                column.column_type = Native([(MySql, format!("{datatype} {words}").to_lowercase())]);
            }
            Kind::Other => found.beyond.push(("column option", format!("{name}: {words}"))),
        }
    }
    column.comment.take_if(|comment| comment.is_empty());
    let collation = collation.or_else(|| whose.default_collation(&charset?).map(str::to_owned));
    column.collation = collation.filter(|own| Some(own.as_str()) != encoding).map(Collation::new);
    let quoted = format!("`{}`", name.replace('`', "``"));
    checks.retain(|check| {
        let says = |words: &str| names::same_words(check, words);
        // MariaDB's JSON is text that is checked so.
        if column.column_type == ColumnType::Text && says(&format!("json_valid({quoted})")) {
            column.column_type = ColumnType::Json;
            column.collation = None;
            return false;
        }
        // It has no `NOT NULL` for a generated column, and takes this for it.
        if column.generated.is_some() && says(&format!("{quoted} is not null")) {
            column.nullable = false;
            return false;
        }
        true
    });
    let default = stored.clause(Kind::Default).and_then(|words| words.get("DEFAULT".len()..));
    column.default = default.and_then(|words| default::default(&column.column_type, words));
    column.mysql.check = checks.first().map(|check| names::plain(check));
    found.table.columns.push(column);
    Some(())
}

/// What stands in the parentheses of a check.
fn inside(words: &str) -> Option<String> {
    let open = words.find('(')?;
    Some(names::without_parentheses(&words[open..]).to_owned())
}

/// `GENERATED ALWAYS AS (…) STORED`.
fn generated(words: &str) -> Option<Generated> {
    let tokens = tokens(words);
    let open = tokens.iter().position(|token| token.is_mark("("))?;
    let close = open + group(&tokens[open..]);
    let expression = names::plain(text(&tokens[open..close]));
    let is_stored = tokens[close..].iter().any(|token| token.is("STORED") || token.is("PERSISTENT"));
    let storage = if is_stored { Storage::Stored } else { Storage::Virtual };
    Some(Generated { expression, storage })
}
