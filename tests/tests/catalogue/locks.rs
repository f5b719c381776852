//! What an example locks, asked of the live servers.

use std::collections::{BTreeMap, BTreeSet};

use migrate_core::dialect::{self, Blocks, Dialect, Lock};
use migrate_core::live::{Conditional, Live, When};
use migrate_core::operation::Operation;
use migrate_core::script::{Mode, ScriptOperation, ScriptStep, Statement};
use migrate_tests::Database;
use migrate_tests::catalogue::{Example, lowered};
use sqlx::{AssertSqlSafe, Connection, MySqlConnection, PgConnection, Row, raw_sql};

/// The table locks of PostgreSQL, the weakest first (`explicit-locking.html`, table 13.2).
const MODES: [&str; 8] = [
    "AccessShareLock",
    "RowShareLock",
    "RowExclusiveLock",
    "ShareUpdateExclusiveLock",
    "ShareLock",
    "ShareRowExclusiveLock",
    "ExclusiveLock",
    "AccessExclusiveLock",
];

/// The relations that are there before, by number: what they are called later is another thing.
const REMEMBER: &str = "CREATE TEMPORARY TABLE relations_before AS
    SELECT oid, relname, relfilenode, relkind FROM pg_class
    WHERE relkind IN ('r', 'v') AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        AND relname NOT IN ('migrate_ledger', 'relations_before')";

/// What this session has locked, whether it has read all rows of it, and whether it has written it anew.
const LOOK: &str = "SELECT b.relname::text, l.mode, b.relkind = 'r' AND pg_stat_get_xact_numscans(b.oid) > 0,
        b.relkind = 'r' AND EXISTS (SELECT FROM pg_class c WHERE c.oid = b.oid AND c.relfilenode <> b.relfilenode)
    FROM pg_locks AS l JOIN relations_before AS b ON b.oid = l.relation
    WHERE l.pid = pg_backend_pid() AND l.granted";

/// What became of a table.
#[derive(Clone, Copy, Debug, Default)]
struct Hold {
    mode: usize,
    in_batches: bool,
    is_read: bool,
    is_rewritten: bool,
}

/// What PostgreSQL locks for a step, on a database where what is before it is there.
pub(crate) fn postgres(database: &Database, example: &Example, step: &ScriptStep) -> Vec<String> {
    let url = database.url();
    let holds = block_on(postgres_holds(&url, step));
    let holds = holds.unwrap_or_else(|error| panic!("{}: {error}", example.name));
    assert_foretold(example, step, &holds);
    let words = |(table, hold): (&String, &Hold)| {
        let mode = mode_words(hold.mode);
        let cost = match hold {
            Hold { in_batches: true, .. } => " and the rows of a batch, until that is committed",
            Hold { is_rewritten: true, .. } => ", and writes it anew",
            Hold { is_read: true, .. } => ", and reads all its rows",
            Hold { .. } => "",
        };
        format!("`{table}` {mode}{cost}")
    };
    holds.iter().map(words).collect()
}

/// A mode as the manual writes it.
fn mode_words(mode: usize) -> String {
    MODES[mode].trim_end_matches("Lock").chars().fold(String::new(), |text, c| {
        let gap = if c.is_uppercase() && !text.is_empty() { " " } else { "" };
        format!("{text}{gap}{}", c.to_ascii_uppercase())
    })
}

/// What the server holds is what a plan tells before: of the same tables, as strongly.
fn assert_foretold(example: &Example, step: &ScriptStep, holds: &BTreeMap<String, Hold>) {
    let mut foretold = BTreeMap::<String, usize>::new();
    for operation in &step.operations {
        // What the author's own code locks is not foretold.
        let Some(locks) = dialect::locks(Dialect::Postgres, operation) else { return };
        for Lock { table, mode } in locks {
            let mode =
                (0..MODES.len()).find(|at| mode_words(*at) == mode.words()).expect("a mode of the manual");
            let table = table.expect("PostgreSQL locks tables").name.to_string();
            let strongest = foretold.entry(table).or_default();
            *strongest = mode.max(*strongest);
        }
    }
    for (table, hold) in holds {
        let said = foretold.get(table).map(|mode| mode_words(*mode));
        assert_eq!(said, Some(mode_words(hold.mode)), "{}: `{table}`", example.name);
    }
}

async fn postgres_holds(url: &str, step: &ScriptStep) -> Result<BTreeMap<String, Hold>, sqlx::Error> {
    let mut session = PgConnection::connect(url).await?;
    raw_sql(REMEMBER).execute(&mut session).await?;
    let mut holds = BTreeMap::new();
    for segment in step.segments() {
        let operations = &step.operations[segment.operations];
        let statements = operations.iter().flat_map(|operation| &operation.statements);
        let sql = statements.flat_map(lowered::text).collect::<Vec<_>>();
        if segment.mode == Mode::Autocommit {
            for statement in sql {
                alone(url, &mut session, &statement, &mut holds).await?;
            }
            continue;
        }
        let in_batches = segment.mode == Mode::Batches;
        let sql = if in_batches { batches(operations) } else { sql };
        raw_sql("BEGIN").execute(&mut session).await?;
        for statement in sql {
            raw_sql(AssertSqlSafe(statement)).execute(&mut session).await?;
        }
        for row in raw_sql(LOOK).fetch_all(&mut session).await? {
            let mode = row.try_get::<String, _>(1)?;
            let hold = note(&mut holds, row.try_get(0)?, &mode, row.try_get(2)?, row.try_get(3)?);
            hold.in_batches |= in_batches;
        }
        raw_sql("COMMIT").execute(&mut session).await?;
    }
    session.close().await?;
    Ok(holds)
}

/// A batch of each backfill: the rows are few enough to be one. What a run commits batch by batch holds nothing behind it.
fn batches(operations: &[ScriptOperation]) -> Vec<String> {
    let statements = operations.iter().flat_map(|operation| &operation.statements);
    let batch = |statement: &Statement| match statement {
        Statement::Backfill(batches) => Some(batches.update(&[], None)),
        Statement::Author(_)
        | Statement::Concurrent { .. }
        | Statement::Data { .. }
        | Statement::Ddl(_)
        | Statement::Dml(_)
        | Statement::Guard { .. }
        | Statement::Live(_) => None,
    };
    statements.filter_map(batch).collect()
}

fn note<'a>(
    holds: &'a mut BTreeMap<String, Hold>,
    table: String,
    mode: &str,
    is_read: bool,
    is_rewritten: bool,
) -> &'a mut Hold {
    let mode = MODES.iter().position(|it| *it == mode).expect("the manual's table has all modes");
    let hold = holds.entry(table).or_default();
    hold.mode = hold.mode.max(mode);
    hold.is_read |= is_read;
    hold.is_rewritten |= is_rewritten;
    hold
}

/// What a statement that commits by itself locks: another session that has written to the table holds it up meanwhile.
async fn alone(
    url: &str,
    session: &mut PgConnection,
    statement: &str,
    holds: &mut BTreeMap<String, Hold>,
) -> Result<(), sqlx::Error> {
    let (mut writer, mut looker) = (PgConnection::connect(url).await?, PgConnection::connect(url).await?);
    raw_sql(
        "BEGIN; LOCK TABLE deals IN ROW EXCLUSIVE MODE; SET enable_seqscan = off; SELECT count(*) FROM deals",
    )
    .execute(&mut writer)
    .await?;
    let pid = raw_sql("SELECT pg_backend_pid()").fetch_one(&mut *session).await?.try_get::<i32, _>(0)?;
    let held = format!(
        "SELECT c.relname::text, l.mode FROM pg_locks AS l JOIN pg_class AS c ON c.oid = l.relation
         WHERE l.pid = {pid} AND l.granted AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
             AND EXISTS (SELECT FROM pg_locks WHERE pid = {pid} AND NOT granted)"
    );
    let build = async { raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut *session).await };
    let look = async {
        loop {
            let rows = raw_sql(AssertSqlSafe(held.clone())).fetch_all(&mut looker).await?;
            if !rows.is_empty() {
                raw_sql("ROLLBACK").execute(&mut writer).await?;
                return Ok::<_, sqlx::Error>(rows);
            }
        }
    };
    let (done, rows) = tokio::join!(build, look);
    done?;
    for row in rows? {
        let is_built = statement.starts_with("CREATE");
        note(holds, row.try_get(0)?, &row.try_get::<String, _>(1)?, is_built, false);
    }
    writer.close().await?;
    looker.close().await
}

/// How MariaDB alters a table, the best way first, as it is asked for and as people say it.
const WAYS: [(&str, &str); 5] = [
    ("ALGORITHM=INSTANT", "at once"),
    ("ALGORITHM=NOCOPY, LOCK=NONE", "in place, while others write"),
    ("ALGORITHM=INPLACE, LOCK=NONE", "in place but anew, while others write"),
    ("ALGORITHM=INPLACE, LOCK=SHARED", "in place, while others read"),
    ("ALGORITHM=COPY, LOCK=SHARED", "by a copy, while others read"),
];

/// How MariaDB alters the tables of a step, on a database where what is before it is there: by the best way that it takes.
pub(crate) fn mysql(database: &Database, example: &Example, step: &ScriptStep) -> Vec<String> {
    let url = database.url();
    let ways = block_on(mysql_ways(&url, step));
    let ways = ways.unwrap_or_else(|error| panic!("{}: {error}", example.name));
    assert_copies_are_foretold(example, step, &ways);
    ways
}

/// A table that is copied, so that others wait with what they write, is one of which a plan tells that before.
fn assert_copies_are_foretold(example: &Example, step: &ScriptStep, ways: &[String]) {
    let mut foretold = BTreeSet::new();
    for operation in &step.operations {
        let Some(locks) = dialect::locks(Dialect::MySql, operation) else { return };
        let copies = locks.into_iter().filter(|lock| lock.mode.blocks() != Blocks::Schema);
        foretold.extend(copies.filter_map(|lock| lock.table).map(|table| format!("`{table}`")));
    }
    for way in ways.iter().filter(|way| way.contains("by a copy")) {
        // A table that is renamed on the way is foretold by the name that it had.
        let is_told = foretold.iter().any(|table| way.starts_with(table.as_str()))
            || step.operations.iter().any(|at| matches!(at.operation, Operation::RenameTable(_)));
        assert!(is_told, "{}: {way}, and {foretold:?} was foretold", example.name);
    }
}

/// Runs a statement, by the best way that is taken where it alters a table.
async fn way(session: &mut MySqlConnection, statement: &str) -> Result<Option<String>, sqlx::Error> {
    let table = statement.strip_prefix("ALTER TABLE `").and_then(|rest| rest.split('`').next());
    for (clause, said) in WAYS {
        let Some(table) = table else { break };
        let asked = format!("{statement}, {clause}");
        if raw_sql(AssertSqlSafe(asked)).execute(&mut *session).await.is_ok() {
            return Ok(Some(format!("`{table}` {said}")));
        }
    }
    raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut *session).await?;
    Ok(table.map(|table| format!("`{table}` by a copy, alone")))
}

async fn mysql_ways(url: &str, step: &ScriptStep) -> Result<Vec<String>, sqlx::Error> {
    let mut session = MySqlConnection::connect(url).await?;
    let mut ways = Vec::new();
    let statements = step.operations.iter().flat_map(|operation| &operation.statements);
    for statement in statements {
        if let Statement::Live(Live::Conditional(Conditional { look, when, .. })) = statement {
            let rows = raw_sql(AssertSqlSafe(look.clone())).fetch_all(&mut session).await?;
            if rows.is_empty() == (*when == When::Found) {
                continue;
            }
        }
        for statement in lowered::text(statement) {
            ways.extend(way(&mut session, &statement).await?);
        }
    }
    session.close().await?;
    ways.dedup();
    Ok(ways)
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime starts").block_on(future)
}
