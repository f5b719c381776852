//! A backfill as SQL that somebody runs without us: a loop that commits each batch, where the database has loops.
//!
//! It goes from the first key to the last. What stops it must be looked after by whoever runs it: nothing keeps how far it is.

use super::super::sql::{Decimal, Remark, Sql, Written, sql};
use super::super::{Unsupported, mysql};
use super::{between, names};
use crate::batches::Batches;
use crate::dialect::Dialect::{MySql, Postgres, Sqlite};
use crate::name::Name;
use crate::schema::{Column, ColumnType, Schema, Table};

/// What marks the body of the loop on PostgreSQL.
const MARKS: [&str; 3] = ["$migrate$", "$migrate_backfill$", "$migrate_backfill_of_rows$"];

/// The statements.
pub(super) fn statements(
    batches: &Batches,
    table: &Table,
    key: &[&Column],
    schema: &Schema,
) -> Result<Vec<String>, Unsupported> {
    let loops = Loop::new(batches, key);
    let statements = match batches.dialect {
        MySql => loops.mysql(table, key, schema)?,
        Postgres => vec![loops.postgres(key)],
        Sqlite => {
            let remark =
                "SQLite has no loops: this changes all rows at once, and nobody else writes meanwhile";
            vec![sql!(Sqlite; Remark(remark), "\n", Written(&batches.whole))]
        }
    };
    Ok(statements.into_iter().map(Sql::into_text).collect())
}

/// The parts of the loop.
struct Loop<'a> {
    batches: &'a Batches,
    /// The variables of the key that a batch begins with.
    from: Vec<Name>,
    /// The variables of the key that the next begins with.
    next: Vec<Name>,
    /// The columns of the key.
    columns: Sql,
}

impl<'a> Loop<'a> {
    fn new(batches: &'a Batches, key: &[&Column]) -> Self {
        let variables = |what: &str| {
            let variable = |at: usize| Name::from(format!("migrate_{what}_{at}").as_str());
            (1..=key.len()).map(variable).collect::<Vec<_>>()
        };
        Self {
            batches,
            from: variables("from"),
            next: variables("next"),
            columns: Sql::list(batches.dialect, names(key)),
        }
    }

    /// The rows whose key is one of a batch: not before where it begins, and before the next unless it is the last.
    fn rows(&self, up_to_next: bool) -> Sql {
        let dialect = self.batches.dialect;
        let keys = || self.batches.key.iter().map(|column| &column.name);
        let begun = between(dialect, " > ", " >= ", keys().zip(&self.from).collect());
        let next = up_to_next.then(|| between(dialect, " < ", " < ", keys().zip(&self.next).collect()));
        Sql::join(dialect, " AND ", [begun].into_iter().chain(next).collect::<Vec<_>>())
    }

    /// Reads a key into variables.
    fn select(&self, into: &[Name], condition: Option<Sql>, offset: i64) -> Sql {
        let dialect = self.batches.dialect;
        sql!(
            dialect;
            "SELECT ", self.columns.clone(), " INTO ", Sql::list(dialect, into), " FROM ", &self.batches.table,
            condition.map(|condition| sql!(dialect; " WHERE ", condition)), " ORDER BY ", self.columns.clone(),
            " LIMIT 1 OFFSET ", offset,
        )
    }

    /// The next batch's key.
    fn look(&self) -> Sql {
        self.select(&self.next, Some(self.rows(false)), i64::from(self.batches.tempo.first))
    }

    fn update(&self, up_to_next: bool) -> Sql {
        let Batches { dialect, table, set, condition, .. } = self.batches;
        let condition = condition.as_deref().map(|condition| sql!(*dialect; " AND ", Written(condition)));
        sql!(*dialect; "UPDATE ", table, " SET ", Written(set), " WHERE ", self.rows(up_to_next), condition)
    }

    /// The pause in seconds.
    fn pause(&self) -> Option<String> {
        let pause = self.batches.tempo.pause;
        (!pause.is_zero()).then(|| format!("{}.{:06}", pause.as_secs(), pause.subsec_micros()))
    }

    fn declared(&self, mut declare: impl FnMut(&Name, usize) -> Sql) -> Sql {
        let variables = self.from.iter().enumerate().chain(self.next.iter().enumerate());
        Sql::join(self.batches.dialect, "", variables.map(|(at, name)| declare(name, at)).collect::<Vec<_>>())
    }

    /// A block with a loop, which can commit where no transaction is open around it.
    fn postgres(&self, key: &[&Column]) -> Sql {
        let table = &self.batches.table;
        let declared = self.declared(
            |variable, at| sql!(Postgres; "    ", variable, " ", table, ".", &key[at].name, "%TYPE;\n"),
        );
        let assigned = self.from.iter().zip(&self.next);
        let assigned = assigned.map(|(from, next)| sql!(Postgres; "        ", from, " := ", next, ";\n"));
        let body = sql!(
            Postgres;
            "\nDECLARE\n", declared,
            "BEGIN\n    ", self.select(&self.from, None, 0), ";\n",
            "    IF NOT FOUND THEN\n        RETURN;\n    END IF;\n",
            "    LOOP\n        ", self.look(), ";\n",
            "        IF NOT FOUND THEN\n            ", self.update(false), ";\n            EXIT;\n        END IF;\n",
            "        ", self.update(true), ";\n        COMMIT;\n",
            Sql::join(Postgres, "", assigned.collect::<Vec<_>>()),
            "        RAISE NOTICE 'behind %', ROW(", Sql::list(Postgres, &self.from), ");\n",
            self.pause().map(|seconds| sql!(Postgres; "        PERFORM pg_sleep(", Decimal(&seconds), ");\n")),
            "    END LOOP;\nEND\n",
        );
        let text = body.clone().into_text();
        let mark = MARKS.into_iter().find(|mark| !text.contains(mark)).unwrap_or(MARKS[0]);
        sql!(Postgres; "DO ", mark, body, mark)
    }

    /// A procedure with a loop, since MySQL has loops nowhere else. Tried on MariaDB 10.11; of MySQL its manual says the same
    /// (8.0, "DECLARE ... HANDLER Statement" and "Local Variable DECLARE Statement").
    fn mysql(&self, table: &Table, key: &[&Column], schema: &Schema) -> Result<Vec<Sql>, Unsupported> {
        let (procedure, is_left) = (Name::from("migrate_backfill"), Name::from("migrate_is_left"));
        let types = key.iter().map(|column| variable_type(column, table, schema));
        let types = types.collect::<Result<Vec<_>, _>>()?;
        let declared = self
            .declared(|variable, at| sql!(MySql; "    DECLARE ", variable, " ", types[at].clone(), ";\n"));
        let assigned = self.from.iter().zip(&self.next);
        let assigned = assigned.map(|(from, next)| sql!(MySql; "        SET ", from, " = ", next, ";\n"));
        let body = sql!(
            MySql;
            "CREATE PROCEDURE ", &procedure, "()\nBEGIN\n", declared,
            "    DECLARE ", &is_left, " BOOLEAN DEFAULT TRUE;\n",
            "    DECLARE CONTINUE HANDLER FOR NOT FOUND SET ", &is_left, " = FALSE;\n",
            "    ", self.select(&self.from, None, 0), ";\n",
            "    WHILE ", &is_left, " DO\n        ", self.look(), ";\n",
            "        IF ", &is_left, " THEN\n            ", self.update(true), ";\n",
            "        ELSE\n            ", self.update(false), ";\n        END IF;\n        COMMIT;\n",
            Sql::join(MySql, "", assigned.collect::<Vec<_>>()),
            self.pause().map(|seconds| sql!(MySql; "        DO SLEEP(", Decimal(&seconds), ");\n")),
            "    END WHILE;\nEND",
        );
        let call = sql!(MySql; "CALL ", &procedure, "()");
        Ok(vec![body, call, sql!(MySql; "DROP PROCEDURE ", &procedure)])
    }
}

/// The type of a variable of a procedure that holds the values of a column. One of text is compared as the column is, not
/// as the database has it.
fn variable_type(column: &Column, table: &Table, schema: &Schema) -> Result<Sql, Unsupported> {
    let column_type = mysql::column_type(column, schema)?;
    let is_text =
        matches!(column.column_type, ColumnType::Char(_) | ColumnType::Text | ColumnType::Varchar(_));
    if !is_text {
        return Ok(column_type);
    }
    let options = &table.options.mysql;
    let own = column.collation.as_ref().and_then(|collation| collation.name(MySql));
    let fallback = Name::from("utf8mb4_bin");
    let collation = match (own, &options.collation, &options.charset) {
        (Some(collation), _, _) | (None, Some(collation), _) => collation,
        (None, None, Some(charset)) => return Ok(sql!(MySql; column_type, " CHARACTER SET ", charset)),
        (None, None, None) => &fallback,
    };
    // Those of MariaDB that are for several character sets do not begin with the name of one.
    let charset = collation.as_str().split_once('_').map(|(charset, _)| charset);
    let charset = charset.filter(|charset| !charset.starts_with("uca")).map(Name::from);
    let charset = charset.map(|charset| sql!(MySql; " CHARACTER SET ", &charset));
    Ok(sql!(MySql; column_type, charset, " COLLATE ", collation))
}
