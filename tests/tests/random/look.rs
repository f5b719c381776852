//! What the databases' own clients show: the catalogue in lines that can be compared, and the rows.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use migrate_core::name::{Name, QualifiedName};
use migrate_core::schema::Schema;
use migrate_tests::dump::mysql_words;
use migrate_tests::{ClientSession, Database, Kind};

use crate::scratch::Thing;
use crate::values::{Cell, NULL, show};
use crate::world::{Row, World};

/// What stands between the catalogue and the rows of each table.
const MARK: &str = "=====";

/// What a database holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// The catalogue, in lines that are sorted.
    pub(crate) lines: Vec<String>,
    /// The columns of each table, in order.
    pub(crate) order: Vec<String>,
    /// The rows of each table, in order.
    pub(crate) rows: BTreeMap<QualifiedName, Vec<Row>>,
}

/// A database with its client, which is kept running but for SQLite's: that is a process of no weight, and what it prints
/// comes at its end.
pub(crate) struct Client {
    session: Option<ClientSession>,
    database: Database,
    /// What stands in a database where schemas are made from nothing: what drops each thing, by what makes it.
    made: BTreeMap<Vec<String>, String>,
}

impl Client {
    pub(crate) fn new(kind: Kind) -> Self {
        let database = Database::create(kind);
        let session = match kind {
            Kind::MySql | Kind::Postgres => Some(database.session()),
            Kind::Sqlite => None,
        };
        Self { session, database, made: BTreeMap::new() }
    }

    pub(crate) fn url(&self) -> String {
        self.database.url()
    }

    pub(crate) fn sql(&mut self, script: &str) -> Result<String, String> {
        match &mut self.session {
            Some(session) => session.sql(script),
            None => self.database.try_sql(script),
        }
    }
}

/// A name in the quotes of a database.
pub(crate) fn quoted(kind: Kind, name: &Name) -> String {
    match kind {
        Kind::MySql => format!("`{}`", name.as_str().replace('`', "``")),
        Kind::Postgres | Kind::Sqlite => format!("\"{}\"", name.as_str().replace('"', "\"\"")),
    }
}

/// The same of a name with its schema.
pub(crate) fn qualified(kind: Kind, name: &QualifiedName) -> String {
    match (kind, &name.schema) {
        (Kind::Postgres, schema) => {
            let schema = schema.clone().unwrap_or_else(|| "public".into());
            format!("{}.{}", quoted(kind, &schema), quoted(kind, &name.name))
        }
        (Kind::MySql | Kind::Sqlite, _) => quoted(kind, &name.name),
    }
}

/// Looks at a database that should be like this.
///
/// # Errors
///
/// With what the client says where a table or a column is not there.
pub(crate) fn look(database: &mut Client, world: &World) -> Result<Look, String> {
    let kind = world.kind;
    let mut script = catalogue(kind, &world.schema);
    for table in world.schema.tables() {
        let shown =
            table.columns.iter().map(|column| show(kind, &quoted(kind, &column.name), &column.column_type));
        let shown = shown.collect::<Vec<_>>().join(", ");
        let _ = write!(script, "SELECT '{MARK}';\nSELECT {shown} FROM {};\n", qualified(kind, &table.name));
    }
    let name = database.database.name().to_owned();
    let text = database.sql(&script)?;
    let mark = format!("{MARK}\n");
    let mut parts = text.split(&mark);
    let (lines, order) = parse(kind, parts.next().unwrap_or_default(), &name);
    let mut rows = BTreeMap::new();
    for (table, part) in world.schema.tables().zip(parts) {
        let row = |line: &str| {
            let cells =
                line.split('\t').map(|text| if text == NULL { Cell::Null } else { Cell::shown(text) });
            table.columns.iter().map(|column| column.name.clone()).zip(cells).collect::<Row>()
        };
        rows.insert(table.name.clone(), part.lines().map(row).collect());
    }
    Ok(Look { lines, order, rows })
}

/// What the catalogue of a database would be that statements make from nothing; it is left as it was.
pub(crate) fn look_from_scratch(
    database: &mut Client,
    things: Vec<Thing>,
    world: &World,
) -> Result<Look, String> {
    let kind = world.kind;
    let name = database.database.name().to_owned();
    let look = catalogue(kind, &world.schema);
    let script = match kind {
        Kind::MySql => format!("{}{look}", database.change(things)),
        Kind::Postgres | Kind::Sqlite => {
            let made = things.into_iter().flat_map(|thing| thing.make);
            let made = made.collect::<Vec<_>>().join(";\n");
            format!("BEGIN;\n{made};\n{look}ROLLBACK;")
        }
    };
    let text = database.sql(&script).map_err(|error| format!("from scratch: {error}\n{script}"))?;
    let (lines, order) = parse(kind, &text, &name);
    Ok(Look { lines, order, rows: BTreeMap::new() })
}

impl Client {
    /// SQL that drops what is no more, or is otherwise, and makes what is new: nothing is undone on MariaDB, and tables take
    /// their time.
    fn change(&mut self, things: Vec<Thing>) -> String {
        let mut script = String::from("SET foreign_key_checks = 0;\n");
        let mut old = std::mem::take(&mut self.made);
        let mut make = String::new();
        for Thing { make: sql, unmake } in things {
            // A trigger goes with its table.
            if old.remove(&sql).is_none() || unmake.starts_with("DROP TRIGGER") {
                let _ = writeln!(script, "{unmake};");
                let _ = writeln!(make, "{};", sql.join(";\n"));
            }
            self.made.insert(sql, unmake);
        }
        for unmake in old.into_values() {
            script.insert_str(0, &format!("{unmake};\n"));
        }
        script.insert_str(0, "SET foreign_key_checks = 0;\n");
        script + &make
    }
}

/// SQL that shows the catalogue.
fn catalogue(kind: Kind, schema: &Schema) -> String {
    match kind {
        Kind::MySql => mysql_catalogue(schema),
        Kind::Postgres => POSTGRES_CATALOGUE.to_owned(),
        Kind::Sqlite => SQLITE_CATALOGUE.to_owned(),
    }
}

const SQLITE_CATALOGUE: &str = "
SELECT 'order' || char(9) || t.name || char(9) || group_concat(c.name, ',')
FROM sqlite_schema AS t, pragma_table_xinfo(t.name) AS c
WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND t.name <> 'migrate_ledger' GROUP BY t.name;
SELECT 'column', t.name, c.name, c.type, c.\"notnull\", coalesce(c.dflt_value, '-'), c.pk, c.hidden
FROM sqlite_schema AS t, pragma_table_xinfo(t.name) AS c
WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND t.name <> 'migrate_ledger';
SELECT 'key', t.name, k.\"table\", group_concat(k.\"from\" || '>' || k.\"to\"), k.on_update, k.on_delete
FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS k
WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND t.name <> 'migrate_ledger' GROUP BY t.name, k.id;
SELECT 'index', t.name, CASE WHEN i.origin = 'c' THEN i.name ELSE '' END, i.\"unique\", i.origin, i.partial,
    (SELECT group_concat(coalesce(x.name, 'expr') || x.desc || x.coll) FROM pragma_index_xinfo(i.name) AS x WHERE x.key)
FROM sqlite_schema AS t, pragma_index_list(t.name) AS i
WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND t.name <> 'migrate_ledger';
SELECT 'sql', type, name, replace(sql, char(10), ' ') FROM sqlite_schema
WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND tbl_name <> 'migrate_ledger';
";

const POSTGRES_CATALOGUE: &str = "
SET search_path = ''; SET timezone = 'UTC';
SELECT 'order', c.oid::regclass, string_agg(attname, ',' ORDER BY attnum)
FROM pg_class AS c JOIN pg_attribute ON attrelid = c.oid JOIN pg_namespace AS n ON n.oid = relnamespace
WHERE relkind IN ('r', 'v') AND attnum > 0 AND NOT attisdropped AND nspname !~ '^(pg_|information_schema)' AND relname <> 'migrate_ledger'
GROUP BY c.oid;
SELECT 'column', c.oid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated,
    pg_get_expr(adbin, adrelid), col_description(c.oid, attnum), attcollation::regcollation, atttypid::regtype, attstorage
FROM pg_class AS c JOIN pg_attribute ON attrelid = c.oid JOIN pg_namespace AS n ON n.oid = relnamespace
LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE relkind IN ('r', 'v') AND attnum > 0 AND NOT attisdropped AND nspname !~ '^(pg_|information_schema)' AND relname <> 'migrate_ledger';
SELECT 'table', c.oid::regclass, relpersistence, obj_description(c.oid, 'pg_class') FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = relnamespace
WHERE relkind = 'r' AND nspname !~ '^(pg_|information_schema)' AND relname <> 'migrate_ledger';
SELECT 'constraint', conrelid::regclass, conname, pg_get_constraintdef(k.oid), convalidated, condeferrable, condeferred
FROM pg_constraint AS k JOIN pg_namespace AS n ON n.oid = connamespace
WHERE conrelid <> 0 AND contype NOT IN ('n', 't') AND nspname !~ '^(pg_|information_schema)' AND conrelid::regclass::text !~ 'migrate_ledger';
SELECT 'index', pg_get_indexdef(indexrelid), indisvalid, indisprimary, indisready FROM pg_index JOIN pg_class AS c ON c.oid = indrelid
JOIN pg_namespace AS n ON n.oid = relnamespace
WHERE relkind = 'r' AND nspname !~ '^(pg_|information_schema)' AND relname <> 'migrate_ledger';
SELECT 'enum', t.oid::regtype, string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_type AS t
JOIN pg_enum ON enumtypid = t.oid GROUP BY t.oid;
SELECT 'view', c.oid::regclass, replace(pg_get_viewdef(c.oid), E'\\n', ' ') FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = relnamespace
WHERE relkind = 'v' AND nspname !~ '^(pg_|information_schema)';
SELECT 'sequence', CASE WHEN deptype = 'i' THEN '' ELSE c.oid::regclass::text END, s.seqtypid::regtype, seqstart, seqincrement, seqmax, seqmin,
    seqcache, seqcycle, deptype, refobjid::regclass, attname
FROM pg_sequence AS s JOIN pg_class AS c ON c.oid = seqrelid
LEFT JOIN pg_depend AS d ON d.objid = c.oid AND d.classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i')
LEFT JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid;
SELECT 'function', replace(pg_get_functiondef(p.oid), E'\\n', ' ') FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = pronamespace
WHERE nspname !~ '^(pg_|information_schema)' AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = p.oid AND deptype = 'e');
SELECT 'trigger', pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal;
SELECT 'schema', nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)';
";

fn mysql_catalogue(schema: &Schema) -> String {
    let kind = Kind::MySql;
    let mut script = String::from(
        "SELECT 'is', table_name, table_type FROM information_schema.tables
            WHERE table_schema = database() AND table_name <> 'migrate_ledger';
         SELECT 'trigger', trigger_name, action_timing, event_manipulation, event_object_table, replace(action_statement, '\\n', ' ')
            FROM information_schema.triggers WHERE trigger_schema = database();
         SELECT 'routine', routine_type, routine_name, dtd_identifier, is_deterministic, replace(routine_definition, '\\n', ' ')
            FROM information_schema.routines WHERE routine_schema = database();\n",
    );
    let tables = schema.tables().map(|table| ("TABLE", &table.name));
    let views = schema.views().map(|view| ("VIEW", &view.name));
    let sequences = schema.sequences().map(|sequence| ("SEQUENCE", &sequence.name));
    for (what, name) in tables.chain(views).chain(sequences) {
        let _ = writeln!(script, "SHOW CREATE {what} {};", quoted(kind, &name.name));
    }
    script
}

/// The lines of the catalogue, sorted, and those of the order of columns.
fn parse(kind: Kind, text: &str, database: &str) -> (Vec<String>, Vec<String>) {
    let (mut order, mut lines) = match kind {
        Kind::Postgres => {
            text.lines().map(str::to_owned).partition::<Vec<_>, _>(|line| line.starts_with("order\t"))
        }
        Kind::MySql => mysql_lines(&mysql_words(&text.replace(database, "DATABASE"))),
        Kind::Sqlite => sqlite_lines(text),
    };
    lines.sort();
    order.sort();
    (lines, order)
}

/// The lines of `SHOW CREATE TABLE`, each with its table before it.
fn mysql_lines(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut order, mut lines) = (Vec::new(), Vec::new());
    let mut table = String::new();
    for line in text.lines() {
        if let Some((name, _)) = line.split_once("\tCREATE TABLE ") {
            name.clone_into(&mut table);
            order.push(format!("order\t{table}\t"));
        } else if let Some(column) = line.strip_prefix("  `") {
            let last = order.last_mut().expect("columns stand within a table");
            last.push_str(column.split("` ").next().unwrap_or_default());
            last.push(',');
            lines.push(format!("{table}: {}", line.trim_matches([' ', ','])));
        } else if line.starts_with("  ") {
            // Words that mean nothing stand where an author wrote them, and are no difference between schemas.
            let line = line.replace(" ON DELETE NO ACTION", "").replace(" ON UPDATE NO ACTION", "");
            lines.push(format!("{table}: {}", line.trim_matches([' ', ','])));
        } else if line.starts_with(") ENGINE") {
            let end = match line.split_once(" AUTO_INCREMENT=") {
                Some((before, behind)) => {
                    format!("{before}{}", behind.trim_start_matches(|c: char| c.is_ascii_digit()))
                }
                None => line.to_owned(),
            };
            lines.push(format!("{table}: {end}"));
        } else {
            lines.push(line.to_owned());
        }
    }
    (order, lines)
}

fn sqlite_lines(text: &str) -> (Vec<String>, Vec<String>) {
    let (order, lines) =
        text.lines().map(str::to_owned).partition::<Vec<_>, _>(|line| line.starts_with("order\t"));
    let lines = lines.into_iter().flat_map(|line| match line.strip_prefix("sql\ttable\t") {
        Some(table) => {
            let (name, sql) = table.split_once('\t').expect("the text stands behind the name");
            crate::sqlite_text::parts(sql).into_iter().map(|part| format!("{name}: {part}")).collect()
        }
        None if line.starts_with("sql\t") => vec![crate::sqlite_text::plain(&line)],
        None => vec![line],
    });
    let lines = lines.collect();
    (order, lines)
}
