//! Stored views and triggers.

use super::Stored;
use crate::dialect::sqlite::stored::Unreadable;
use crate::dialect::sqlite::stored::lexer::Kind;
use crate::dialect::sqlite::stored::reader::Reader;
use crate::name::QualifiedName;
use crate::schema::{Expression, Trigger, View};

/// The view that a statement makes, and whether it names its columns itself, which there are no words for.
pub(super) fn view(stored: &Stored<'_>) -> Option<(View, bool)> {
    let mut reader = Reader::new(stored.sql);
    let query = |reader: &mut Reader<'_>| {
        head(reader, "VIEW")?;
        let names_columns = reader.is(Kind::Open);
        if names_columns {
            reader.group()?;
        }
        reader.require_word("AS")?;
        Ok::<_, Unreadable>((reader.next_start(), names_columns))
    };
    let (start, names_columns) = query(&mut reader).ok()?;
    let query = Expression::from(stored.sql[start..].trim());
    Some((View { name: stored.name.into(), query, depends_on: Vec::new() }, names_columns))
}

/// The trigger that a statement makes.
pub(super) fn trigger(stored: &Stored<'_>, on: QualifiedName) -> Option<Trigger> {
    let mut reader = Reader::new(stored.sql);
    let (start, end) = event(&mut reader).ok()?;
    let definition = reader.next_start();
    Some(Trigger {
        name: stored.name.into(),
        table: on,
        event: Expression::from(stored.sql[start..end].trim()),
        definition: Expression::from(stored.sql[definition..].trim()),
    })
}

/// Goes behind the trigger's table. Returns where what it waits for begins and ends.
fn event(reader: &mut Reader<'_>) -> Result<(usize, usize), Unreadable> {
    head(reader, "TRIGGER")?;
    let start = reader.next_start();
    // A column that is called so stands in quotes.
    while !reader.is_one_of(&["ON"]) {
        reader.any("`ON`")?;
    }
    let end = reader.next_start();
    reader.require_word("ON")?;
    reader.name()?;
    if reader.symbol(".") {
        reader.name()?;
    }
    if reader.is(Kind::Close) { Err(reader.unreadable("a definition")) } else { Ok((start, end)) }
}

/// `CREATE [TEMP] … [IF NOT EXISTS] name`.
fn head(reader: &mut Reader<'_>, what: &'static str) -> Result<(), Unreadable> {
    reader.require_word("CREATE")?;
    let _ = reader.word("TEMP") || reader.word("TEMPORARY");
    reader.require_word(what)?;
    if reader.word("IF") {
        reader.require_word("NOT")?;
        reader.require_word("EXISTS")?;
    }
    reader.name()?;
    if reader.symbol(".") {
        reader.name()?;
    }
    Ok(())
}
