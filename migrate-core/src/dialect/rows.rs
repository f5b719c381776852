//! Inserting and deleting rows, which every dialect writes alike but for the values.

use std::collections::BTreeMap;

use super::lower::Lower;
use super::sql::{Sql, sql};
use super::{Unsupported, names};
use crate::name::Name;
use crate::operation::{DeleteRows, InsertRows};
use crate::schema::{Column, Schema, Table, Value};
use crate::script::Statement;

/// The most rows in a statement, and the most bytes of values: servers refuse messages over a size
/// (`max_allowed_packet`), and one statement for each row would be slow.
const ROWS: usize = 500;
const BYTES: usize = 500_000;

/// The `INSERT` statements.
pub(super) fn insert(
    lower: &dyn Lower,
    operation: &InsertRows,
    before: &Schema,
) -> Result<Vec<Statement>, Unsupported> {
    insert_with(lower, "", operation, before)
}

/// The `INSERT` statements, with words before `VALUES`.
pub(super) fn insert_with(
    lower: &dyn Lower,
    words: &'static str,
    operation: &InsertRows,
    before: &Schema,
) -> Result<Vec<Statement>, Unsupported> {
    let InsertRows { table, columns, rows } = operation;
    let dialect = lower.dialect();
    let described = described(names::table(before, table)?, columns)?;
    let values = parents_first(names::table(before, table)?, columns, rows)
        .into_iter()
        .map(|row| Ok(sql!(dialect; "(", Sql::list(dialect, literals(lower, &described, row)?), ")")));
    let values = values.collect::<Result<Vec<_>, _>>()?;
    let columns = Sql::list(dialect, columns);
    Ok(chunks(values)
        .into_iter()
        .map(|rows| {
            let rows = Sql::join(dialect, ",\n", rows);
            sql!(dialect; "INSERT INTO ", table, " (", columns.clone(), ") ", words, "VALUES\n", rows)
        })
        .map(Statement::dml)
        .collect())
}

/// The rows, each behind those among them that it references, and otherwise in their order. MySQL and MariaDB ask for a
/// referenced row at once, and no database lets a later statement bring it. Rows in a ring stay as they are.
fn parents_first<'a>(table: &Table, columns: &[Name], rows: &'a [Vec<Value>]) -> Vec<&'a Vec<Value>> {
    let places = |names: &[Name]| {
        let place = |name: &Name| columns.iter().position(|column| column == name);
        names.iter().map(place).collect::<Option<Vec<_>>>()
    };
    let own = table.foreign_keys.iter().filter(|key| key.referenced_table == table.name);
    let keys = own
        .filter_map(|key| Some((places(&key.columns)?, places(&key.referenced_columns)?)))
        .collect::<Vec<_>>();
    if keys.is_empty() {
        return rows.iter().collect();
    }
    let values = |row: &'a Vec<Value>, places: &[usize]| {
        places.iter().map(|place| row.get(*place).map(|value| format!("{value:?}"))).collect::<Vec<_>>()
    };
    let by_key = keys.iter().map(|(_, referenced)| {
        let pairs = rows.iter().enumerate().map(|(at, row)| (values(row, referenced), at));
        pairs.collect::<BTreeMap<_, _>>()
    });
    let by_key = by_key.collect::<Vec<_>>();
    let mut ordered = Vec::with_capacity(rows.len());
    let mut seen = vec![false; rows.len()];
    for start in 0..rows.len() {
        // A row is written once it stands on the stack for the second time, behind all that it references.
        let mut stack = vec![(start, false)];
        while let Some((at, ready)) = stack.pop() {
            if ready {
                ordered.push(&rows[at]);
            } else if !std::mem::replace(&mut seen[at], true) {
                stack.push((at, true));
                for ((referencing, _), by_key) in keys.iter().zip(&by_key) {
                    stack.extend(by_key.get(&values(&rows[at], referencing)).map(|parent| (*parent, false)));
                }
            }
        }
    }
    ordered
}

/// The `DELETE` statements: by the primary key, the last row first.
pub(super) fn delete(
    lower: &dyn Lower,
    operation: &DeleteRows,
    before: &Schema,
) -> Result<Vec<Statement>, Unsupported> {
    let DeleteRows { table, columns, rows } = operation;
    let dialect = lower.dialect();
    let table = names::table(before, table)?;
    let key = table.primary_key.as_ref().map_or(&[][..], |key| &key.columns);
    let mut places = Vec::new();
    for name in key {
        let Some(place) = columns.iter().position(|column| column == name) else {
            return Err(without_key(table));
        };
        places.push(place);
    }
    if key.is_empty() {
        return Err(without_key(table));
    }
    let described = described(table, key)?;
    let mut keys = Vec::new();
    for row in parents_first(table, columns, rows).into_iter().rev() {
        let values = places.iter().filter_map(|place| row.get(*place)).cloned().collect::<Vec<_>>();
        keys.push(literals(lower, &described, &values)?);
    }
    let statement = |condition: Sql| sql!(dialect; "DELETE FROM ", &table.name, " WHERE ", condition);
    let equals = |values: Vec<Sql>| {
        let pairs = key.iter().zip(values).map(|(column, value)| sql!(dialect; column, " = ", value));
        Sql::join(dialect, " AND ", pairs)
    };
    // A row that references another of its table must go before that one, and within one statement no order is sure.
    let references_itself = table.foreign_keys.iter().any(|key| key.referenced_table == table.name);
    let statements = if references_itself || key.len() > 1 {
        keys.into_iter().map(|values| statement(equals(values))).collect::<Vec<_>>()
    } else {
        let values = keys.into_iter().flatten().collect();
        let statements = chunks(values).into_iter();
        statements
            .map(|values| {
                statement(sql!(dialect; Sql::list(dialect, key), " IN (", Sql::list(dialect, values), ")"))
            })
            .collect()
    };
    Ok(statements.into_iter().map(Statement::dml).collect())
}

fn without_key(table: &Table) -> Unsupported {
    Unsupported::new(
        format!("rows of `{}` cannot be told apart without the values of its primary key", table.name),
        "write the downgrade yourself: `#[revision(…, downgrade = undo)]`",
    )
}

fn described<'a>(table: &'a Table, columns: &[Name]) -> Result<Vec<&'a Column>, Unsupported> {
    if columns.is_empty() {
        return Err(Unsupported::new(
            format!("the rows for `{}` name no column", table.name),
            "name the columns that the rows have values for",
        ));
    }
    let column = |name: &Name| {
        table.column(name).ok_or_else(|| {
            Unsupported::new(
                format!("table `{}` has no column `{name}`", table.name),
                "mend the column's name",
            )
        })
    };
    columns.iter().map(column).collect()
}

fn literals(lower: &dyn Lower, columns: &[&Column], row: &[Value]) -> Result<Vec<Sql>, Unsupported> {
    columns.iter().zip(row).map(|(column, value)| lower.row_value(column, value)).collect()
}

/// Cuts a list so that no statement gets too long.
fn chunks(all: Vec<Sql>) -> Vec<Vec<Sql>> {
    let mut chunks = Vec::<Vec<Sql>>::new();
    let mut bytes = 0;
    for sql in all {
        bytes += sql.len();
        match chunks.last_mut() {
            Some(chunk) if chunk.len() < ROWS && bytes <= BYTES => chunk.push(sql),
            Some(_) | None => {
                bytes = sql.len();
                chunks.push(vec![sql]);
            }
        }
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;

    #[test]
    fn long_lists_are_cut() {
        let piece = || sql!(Dialect::Sqlite; "x");
        let lengths =
            |count| chunks((0..count).map(|_| piece()).collect()).iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(lengths(0), Vec::<usize>::new());
        assert_eq!(lengths(500), [500]);
        assert_eq!(lengths(1001), [500, 500, 1]);
        let long = || sql!(Dialect::Sqlite; super::super::sql::Text(&"x".repeat(300_000)));
        assert_eq!(chunks(vec![long(), long(), piece()]).iter().map(Vec::len).collect::<Vec<_>>(), [1, 2]);
    }
}
