//! Where MySQL and MariaDB part: words for one of them in a text for both, and what MySQL takes not.
//!
//! A script does not know its server, and what the ledger keeps of a way back is for both. So where they want other words,
//! both stand in one text: each reads the comments that are for it as SQL (manuals of MySQL 8.0, "Comments", and of MariaDB,
//! "Comment Syntax": `/*!80000 … */` is none of MariaDB's versions).

use super::column;
use crate::dialect::Dialect::MySql;
use crate::dialect::Unsupported;
use crate::dialect::names::differ_in_case;
use crate::dialect::sql::{Sql, sql};
use crate::name::Name;
use crate::operation::{AlterColumn, Operation, RenameColumn};
use crate::schema::{Action, Check, Column, ColumnDefault, ForeignKey, Schema, Storage, Table};

/// Words that MySQL reads and MariaDB passes over; nothing where they would end the comment.
pub(in crate::dialect) fn mysql_alone(words: Sql) -> Option<Sql> {
    in_comment("/*!80000 ", words)
}

/// Words that MariaDB reads and MySQL passes over; nothing where they would end the comment.
pub(super) fn mariadb_alone(words: Sql) -> Option<Sql> {
    in_comment("/*M! ", words)
}

fn in_comment(begins: &'static str, words: Sql) -> Option<Sql> {
    let text = words.clone().into_text();
    if text.is_empty() {
        return Some(words);
    }
    let is_whole = !text.contains("*/") && !text.contains("/*");
    is_whole.then(|| sql!(MySql; begins, words, " */"))
}

/// Whether MySQL itself takes what an operation makes, as MariaDB does.
///
/// # Errors
///
/// When it does not, with what to do instead.
pub(in crate::dialect) fn mysql_takes(operation: &Operation, before: &Schema) -> Result<(), Unsupported> {
    let mut after = before.clone();
    // What does not fit was told by replay; of what the ledger keeps, no more is known than its SQL.
    if operation.apply(&mut after).is_err() {
        return Ok(());
    }
    identity(operation, before)?;
    renamed_key(operation, before)?;
    default_of(operation, before)?;
    let (_, made) = before.apart(&after);
    for table in made.tables() {
        let old = before.table(&table.name);
        engine(table, old)?;
        own_checks(table, old)?;
        computed(table)?;
        defaults(table)?;
        for check in table.checks.iter().filter(|check| !old.is_some_and(|old| old.checks.contains(check))) {
            alone(check, table, &after)?;
            truth(check, table)?;
        }
        for check in &table.checks {
            referential(check, table)?;
        }
    }
    Ok(())
}

/// MySQL numbers no column, and stops to, while a foreign key is of it (errors 1832 and 1833, tried on 8.0.28).
fn identity(operation: &Operation, before: &Schema) -> Result<(), Unsupported> {
    let Operation::AlterColumn(AlterColumn { table, column, identity: Some(_), .. }) = operation else {
        return Ok(());
    };
    match before.keys_of_columns(&[(table.clone(), column.clone())]).first() {
        None => Ok(()),
        Some((by, key)) => Err(Unsupported::new(
            format!(
                "column `{column}` is of foreign key `{}` of `{}`, and MySQL numbers it neither more nor less meanwhile",
                key.name, by.name
            ),
            format!(
                "drop it first, `op.drop_constraint({}, \"{}\")`, and add it again behind",
                by.name.source(),
                key.name
            ),
        )),
    }
}

/// MySQL renames a column of a foreign key without a copy of its table alone (error 1846, tried on 8.0.28). It copies where a
/// check is of a time, and where a check or a computed column is stated anew, since it names the column.
fn renamed_key(operation: &Operation, before: &Schema) -> Result<(), Unsupported> {
    let Operation::RenameColumn(RenameColumn { table, from, .. }) = operation else {
        return Ok(());
    };
    let keys = before.keys_of_columns(&[(table.clone(), from.clone())]);
    let (Some((by, key)), Some(table)) = (keys.first(), before.table(table)) else {
        return Ok(());
    };
    let is_of_time = |check: &Check| {
        let mut times = table.columns.iter().filter(|column| column.column_type.temporal().is_some());
        times.any(|column| check.expression.mentions(&column.name))
    };
    let check = table.checks.iter().find(|check| check.expression.mentions(from) || is_of_time(check));
    let computed = table.columns.iter().find(|column| {
        column.generated.as_ref().is_some_and(|generated| generated.expression.mentions(from))
    });
    let in_the_way = match (check, computed) {
        (Some(check), _) => format!("check `{}`", check.name),
        (None, Some(column)) => format!("computed column `{}`", column.name),
        (None, None) => return Ok(()),
    };
    Err(Unsupported::new(
        format!(
            "column `{from}` is of foreign key `{}` of `{}`, and MySQL does not rename such a column while {in_the_way} is there",
            key.name, by.name
        ),
        format!(
            "drop the foreign key first, `op.drop_constraint({}, \"{}\")`, and add it again behind",
            by.name.source(),
            key.name
        ),
    ))
}

/// Engines that are MariaDB's alone (knowledge base, "Storage Engines").
const MARIADB_ENGINES: [&str; 6] = ["Aria", "ColumnStore", "CONNECT", "Mroonga", "S3", "Spider"];

fn engine(table: &Table, old: Option<&Table>) -> Result<(), Unsupported> {
    let engine = &table.options.mysql.engine;
    let is_old = old.is_some_and(|old| old.options.mysql.engine == *engine);
    let foreign = engine.as_ref().filter(|_| !is_old);
    match foreign.filter(|it| MARIADB_ENGINES.iter().any(|other| other.eq_ignore_ascii_case(it.as_str()))) {
        None => Ok(()),
        Some(engine) => Err(Unsupported::new(
            format!("table `{}` is of engine `{engine}`, which is MariaDB's", table.name),
            "leave the engine out, which is InnoDB then",
        )),
    }
}

/// MySQL makes the check of a column one of its table, under a name of its own choice (tried on 8.0.28).
fn own_checks(table: &Table, old: Option<&Table>) -> Result<(), Unsupported> {
    let is_new =
        |name: &Name| old.and_then(|old| old.column(name)).is_none_or(|old| old.mysql.check.is_none());
    match table.columns.iter().find(|column| column.mysql.check.is_some() && is_new(&column.name)) {
        None => Ok(()),
        Some(column) => Err(Unsupported::new(
            format!(
                "MySQL keeps no check with a column, as column `{}` of `{}` has one",
                column.name, table.name
            ),
            "make it one of the table: `t.check(…)`",
        )),
    }
}

/// Checks share one namespace in a database of MySQL (error 3822, tried on 8.0.28).
fn alone(check: &Check, table: &Table, after: &Schema) -> Result<(), Unsupported> {
    let is_same = |other: &Check| other.name == check.name || differ_in_case(&other.name, &check.name);
    let mut others = after.tables().filter(|other| other.name != table.name);
    match others.find(|other| other.checks.iter().any(is_same)) {
        None => Ok(()),
        Some(other) => Err(Unsupported::new(
            format!(
                "check `{}` of `{}` has the name of one of `{}`, and MySQL has each once in a database",
                check.name, table.name, other.name
            ),
            "give one of them another name: `op.rename_constraint(…)`",
        )),
    }
}

/// A column that a foreign key changes by itself is in no check of MySQL's (error 3823, tried on 8.0.28).
fn referential(check: &Check, table: &Table) -> Result<(), Unsupported> {
    let is_written = |key: &&ForeignKey| {
        let on_delete = key.on_delete != Action::Cascade && changes(key.on_delete);
        (changes(key.on_update) || on_delete) && key.columns.iter().any(|it| check.expression.mentions(it))
    };
    match table.foreign_keys.iter().find(is_written) {
        None => Ok(()),
        Some(key) => Err(Unsupported::new(
            format!(
                "check `{}` of `{}` is of a column that foreign key `{}` changes, which MySQL does not take",
                check.name, table.name, key.name
            ),
            "leave the check out, or what the foreign key does: `op.on([Postgres, Sqlite], |op| …)` keeps it there",
        )),
    }
}

/// No stored column is computed from one that a foreign key changes by itself (error 1215, tried on 8.0.28).
fn computed(table: &Table) -> Result<(), Unsupported> {
    let stored = table.columns.iter().filter_map(|column| {
        let generated = column.generated.as_ref()?;
        (generated.storage == Storage::Stored).then_some((column, &generated.expression))
    });
    for (column, expression) in stored {
        let is_written = |key: &&ForeignKey| {
            (changes(key.on_delete) || changes(key.on_update))
                && key.columns.iter().any(|it| expression.mentions(it))
        };
        if let Some(key) = table.foreign_keys.iter().find(is_written) {
            return Err(Unsupported::new(
                format!(
                    "column `{}` of `{}` is computed from a column that foreign key `{}` changes, and stored, which MySQL does \
                     not take",
                    column.name, table.name, key.name
                ),
                "have it computed when it is read: `.generated_virtual(…)`",
            ));
        }
    }
    Ok(())
}

/// A column that the default of another one is computed from keeps its name (error 3766, tried on 8.0.28).
fn default_of(operation: &Operation, before: &Schema) -> Result<(), Unsupported> {
    let Operation::RenameColumn(RenameColumn { table, from, to: _ }) = operation else { return Ok(()) };
    let columns = before.table(table).map(|table| table.columns.as_slice()).unwrap_or_default();
    let is_of = |column: &&Column| match &column.default {
        Some(ColumnDefault::Expression(expression)) => column.name != *from && expression.mentions(from),
        Some(ColumnDefault::NextValue(_) | ColumnDefault::Now | ColumnDefault::Value(_)) | None => false,
    };
    match columns.iter().find(is_of) {
        None => Ok(()),
        Some(column) => Err(Unsupported::new(
            format!(
                "the default of column `{}` is computed from `{from}`, and MySQL does not rename it meanwhile",
                column.name
            ),
            format!(
                "drop the default first, `op.alter_column({}, \"{}\", |c| {{ c.drop_default(); }})`, and set it again behind",
                table.source(),
                column.name
            ),
        )),
    }
}

/// A default is computed from no later column that has such a default itself, or is computed (error 3767, tried on 8.0.28).
fn defaults(table: &Table) -> Result<(), Unsupported> {
    for (at, column) in table.columns.iter().enumerate() {
        let Some(ColumnDefault::Expression(default)) = &column.default else { continue };
        let is_named = |other: &&Column| {
            let is_expression =
                matches!(other.default, Some(ColumnDefault::Expression(_))) && !column::has_bare_time(other);
            (is_expression || other.generated.is_some()) && default.mentions(&other.name)
        };
        if let Some(other) = table.columns[at + 1..].iter().find(is_named) {
            return Err(Unsupported::new(
                format!(
                    "the default of column `{}` of `{}` is computed from `{}`, which comes later and is computed too, and MySQL \
                     does not take that",
                    column.name, table.name, other.name
                ),
                format!("make column `{}` first, before `{}`", other.name, column.name),
            ));
        }
    }
    Ok(())
}

/// A number is no condition of a check, and a Boolean is a number (error 3812, tried on 8.0.28).
fn truth(check: &Check, table: &Table) -> Result<(), Unsupported> {
    let text = check.expression.text(MySql);
    let bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '`'));
    match table.columns.iter().find(|column| column.name.as_str().eq_ignore_ascii_case(bare)) {
        None => Ok(()),
        Some(column) => Err(Unsupported::new(
            format!(
                "check `{}` of `{}` is column `{}` alone, which is no condition to MySQL",
                check.name, table.name, column.name
            ),
            format!("compare it: `{} = TRUE`", column.name),
        )),
    }
}

/// Whether a foreign key that does so changes its columns.
fn changes(action: Action) -> bool {
    match action {
        Action::Cascade | Action::SetDefault | Action::SetNull => true,
        Action::NoAction | Action::Restrict => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Operations;
    use crate::prelude::{BigInt, Boolean, Cascade, Date, Integer, expr};

    fn told(record: impl FnOnce(&mut Operations)) -> Vec<String> {
        let mut schema = Schema::default();
        let mut told = Vec::new();
        for recorded in Operations::record(record) {
            told.extend(mysql_takes(&recorded.operation, &schema).err().map(|it| it.reason));
            recorded.operation.apply(&mut schema).expect("it fits");
        }
        told
    }

    #[test]
    fn mysql_wants_names_of_checks_that_differ_in_a_database() {
        let both = |second: &'static str| {
            told(move |op| {
                op.create_table("a", |t| {
                    t.column("n", Integer);
                    t.check("n > 0").name("positive");
                });
                op.create_table("b", |t| {
                    t.column("n", Integer);
                    t.check("n > 0").name(second);
                });
            })
        };
        assert_eq!(both("other"), Vec::<String>::new());
        assert_eq!(
            both("Positive"),
            ["check `Positive` of `b` has the name of one of `a`, and MySQL has each once in a database"]
        );
    }

    #[test]
    fn mysql_checks_no_column_that_a_foreign_key_changes() {
        let found = told(|op| {
            op.create_table("a", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.create_table("b", |t| {
                t.column("a_id", BigInt).references("a", "id").on_delete(Cascade);
                t.check("a_id > 0").name("positive");
            });
            op.drop_constraint("b", "fk_b_a_id");
            op.add_foreign_key("b", ["a_id"], "a", ["id"]).on_update(Cascade);
        });
        assert_eq!(
            found,
            [
                "check `positive` of `b` is of a column that foreign key `fk_b_a_id` changes, which MySQL does not take"
            ]
        );
    }

    #[test]
    fn mysql_computes_and_stores_nothing_of_a_column_that_a_foreign_key_changes() {
        let found = told(|op| {
            op.create_table("a", |t| {
                t.column("id", BigInt).primary_key();
            });
            op.create_table("b", |t| {
                t.column("a_id", BigInt).references("a", "id").on_delete(Cascade);
                t.column("next", BigInt).nullable().generated_virtual("a_id + 1");
            });
            op.add_column("b", "last", BigInt).nullable().generated("a_id - 1");
        });
        assert_eq!(
            found,
            [
                "column `last` of `b` is computed from a column that foreign key `fk_b_a_id` changes, and stored, which MySQL does \
              not take"
            ]
        );
    }

    #[test]
    fn mysql_takes_no_default_of_a_later_one_and_no_check_of_a_column_alone() {
        let found = told(|op| {
            op.create_table("a", |t| {
                t.column("n", BigInt).default(expr("m + o"));
                t.column("m", BigInt).default(3);
                t.column("o", BigInt).default(expr("1 + 2"));
            });
            op.create_table("b", |t| {
                t.column("n", Boolean);
                t.check("n").name("it_is");
                t.check("n = TRUE").name("it_is_true");
            });
        });
        assert_eq!(
            found,
            [
                "the default of column `n` of `a` is computed from `o`, which comes later and is computed too, and MySQL does not \
                 take that",
                "check `it_is` of `b` is column `n` alone, which is no condition to MySQL"
            ]
        );
    }

    #[test]
    fn mysql_renames_no_column_that_a_default_is_computed_from() {
        let found = told(|op| {
            op.create_table("a", |t| {
                t.column("n", BigInt);
                t.column("next", BigInt).default(expr("n + 1"));
            });
            op.rename_column("a", "next", "following");
            op.rename_column("a", "n", "number");
        });
        assert_eq!(
            found,
            [
                "the default of column `following` is computed from `n`, and MySQL does not rename it meanwhile"
            ]
        );
    }

    #[test]
    fn mysql_numbers_no_column_of_a_foreign_key() {
        let found = told(|op| {
            op.create_table("a", |t| {
                t.column("id", BigInt).primary_key();
                t.column("a_id", BigInt).references("a", "id");
            });
            op.alter_column("a", "id", |c| {
                c.identity();
            });
        });
        assert_eq!(
            found,
            [
                "column `id` is of foreign key `fk_a_a_id` of `a`, and MySQL numbers it neither more nor less meanwhile"
            ]
        );
    }

    #[test]
    fn mysql_renames_no_column_of_a_foreign_key_where_it_copies_the_table() {
        let found = told(|op| {
            op.create_table("a", |t| {
                t.column("id", BigInt).primary_key();
                t.column("of", BigInt).references("a", "id");
                t.column("day", Date);
                t.column("n", BigInt).references("a", "id");
            });
            op.rename_column("a", "of", "a_id");
            op.add_check("a", "n > 0").name("positive");
            op.rename_column("a", "a_id", "of");
            op.rename_column("a", "n", "m");
            op.add_check("a", "day IS NOT NULL").name("dated");
            op.rename_column("a", "of", "a_id");
            op.rename_column("a", "day", "date");
        });
        assert_eq!(
            found,
            [
                "column `n` is of foreign key `fk_a_n` of `a`, and MySQL does not rename such a column while check `positive` is there",
                "column `of` is of foreign key `fk_a_of` of `a`, and MySQL does not rename such a column while check `dated` is there"
            ]
        );
    }

    #[test]
    fn words_for_one_of_them_stand_in_a_comment_that_they_do_not_end() {
        let words = |text: &'static str| mysql_alone(sql!(MySql; text)).map(Sql::into_text);
        assert_eq!(words("NOT NULL").as_deref(), Some("/*!80000 NOT NULL */"));
        assert_eq!(words("").as_deref(), Some(""));
        assert_eq!(words("'*/'"), None);
    }
}
