//! A schema as the database's own tools show it, in a form in which two of them can be compared.

use crate::client;
use crate::database::Database;
use crate::kind::Kind;

const LEDGER: &str = "migrate_ledger";

/// Whether a dump shows the toolkit's own table.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ledger {
    /// The dump shows `migrate_ledger` as any other table.
    Included,
    /// `migrate_ledger`, behind any prefix, and its indexes are left out: an empty dump is an empty database.
    LeftOut,
}

/// The whole schema of a database, by name and not by age, so that equal schemas have equal dumps.
///
/// It is what `pg_dump --schema-only` prints, `SHOW CREATE TABLE` for every table and view and the parts of
/// every trigger and function, or the statements of `sqlite3`'s `.schema`, without what differs between
/// two runs: comments, settings, and the next number of an identity.
///
/// # Panics
/// When a tool is missing or fails.
pub fn dump(database: &Database, ledger: Ledger) -> String {
    match database.kind() {
        Kind::MySql => dump_mysql(database, ledger),
        Kind::Postgres => dump_postgres(database, ledger),
        Kind::Sqlite => dump_sqlite(database, ledger),
    }
}

fn dump_mysql(database: &Database, ledger: Ledger) -> String {
    let condition = match ledger {
        Ledger::Included => String::new(),
        Ledger::LeftOut => format!("AND table_name NOT LIKE '%{LEDGER}'"),
    };
    let shows = database.sql(&format!(
        "SELECT concat('SHOW CREATE ', if(table_type IN ('SEQUENCE', 'VIEW'), table_type, 'TABLE'), ' `', replace(table_name, '`', '``'), '`;')
         FROM information_schema.tables WHERE table_schema = database() {condition} ORDER BY BINARY table_name;"
    ));
    // `SHOW CREATE` tells of these when they were made.
    let code = database.sql(
        "SELECT 'TRIGGER', trigger_name, action_timing, event_manipulation, event_object_table, action_statement
         FROM information_schema.triggers WHERE trigger_schema = database() ORDER BY BINARY trigger_name;
         SELECT routine_type, routine_name, (SELECT group_concat(parameter_name, ' ', dtd_identifier ORDER BY ordinal_position)
            FROM information_schema.parameters AS p WHERE p.specific_schema = routine_schema
            AND p.specific_name = r.specific_name AND ordinal_position > 0), dtd_identifier, is_deterministic, routine_definition
         FROM information_schema.routines AS r WHERE routine_schema = database() ORDER BY BINARY routine_name;",
    );
    // MySQL keeps the semicolon behind a body that stood in a message of several statements.
    let code = code.lines().map(|line| line.trim_end_matches(';').to_owned() + "\n").collect::<String>();
    // The database's name stands in the text of views.
    (mysql_words(&without_next_numbers(&database.sql(&shows))) + &mysql_words(&code))
        .replace(database.name(), "DATABASE")
}

/// What MySQL tells of one thing in one way or another, by how it came to be: the character set of a column that was
/// given a collation or either, the collation of the connection that a view was made by, the semicolon behind a body that
/// stood in a message of several statements, and a sign that it has read once or twice.
pub fn mysql_words(text: &str) -> String {
    let mut out = String::new();
    for line in without_charsets(text).lines() {
        let made_by = line.rfind("\tutf8mb4\tutf8mb4_");
        let line = line[..made_by.unwrap_or(line.len())].trim_end_matches(';');
        let mut parts = line.split("-(");
        out.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits =
                part.find(|c: char| !c.is_ascii_digit()).filter(|at| *at > 0 && part[*at..].starts_with(')'));
            match digits {
                Some(at) => out.extend(["-", &part[..at], &part[at + 1..]]),
                None => out.extend(["-(", part]),
            }
        }
        out.push('\n');
    }
    out
}

/// Removes `CHARACTER SET latin1` before a `COLLATE`, which says it too.
fn without_charsets(text: &str) -> String {
    let mut parts = text.split(" CHARACTER SET ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let behind = part.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
        if behind.starts_with(" COLLATE ") {
            out.push_str(behind);
        } else {
            out.push_str(" CHARACTER SET ");
            out.push_str(part);
        }
    }
    out
}

/// Removes ` AUTO_INCREMENT=17` from the options of a table; a column's own `AUTO_INCREMENT` has no number.
fn without_next_numbers(text: &str) -> String {
    let mut parts = text.split(" AUTO_INCREMENT=");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}

fn dump_postgres(database: &Database, ledger: Ledger) -> String {
    let mut command = client::pg_dump(&database.url());
    if ledger == Ledger::LeftOut {
        command.arg(format!("--exclude-table=*.*{LEDGER}"));
    }
    sorted_entries(&client::run(command, ""))
}

/// The schema `public` of a PostgreSQL database as its catalogue says it, the ledger left out: the same text on every
/// version for the same schema, also where no `pg_dump` of that version is at hand.
///
/// # Panics
/// When the client fails.
pub fn described(database: &Database) -> String {
    database.sql(&format!(
        "SET search_path = pg_catalog;
         SELECT 'column', relname, attname, format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated,
             pg_get_expr(adbin, adrelid), col_description(pg_class.oid, attnum)
         FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
         WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v') AND attnum > 0 AND NOT attisdropped
             AND relname <> '{LEDGER}' ORDER BY relname, attnum;
         SELECT 'constraint', conrelid::regclass, conname, pg_get_constraintdef(pg_constraint.oid) FROM pg_constraint
         WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND conrelid::regclass::text NOT LIKE '%{LEDGER}'
             ORDER BY conrelid::regclass::text COLLATE \"C\", conname;
         SELECT 'index', pg_get_indexdef(indexrelid), indisvalid FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
         WHERE relnamespace = 'public'::regnamespace AND relname <> '{LEDGER}'
             ORDER BY indexrelid::regclass::text COLLATE \"C\";
         SELECT 'enum', typname, string_agg(enumlabel, ', ' ORDER BY enumsortorder) FROM pg_type
         JOIN pg_enum ON enumtypid = pg_type.oid WHERE typnamespace = 'public'::regnamespace GROUP BY typname ORDER BY typname;
         SELECT 'sequence', relname FROM pg_class
         WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY relname;"
    ))
}

/// Sorts the entries of a `pg_dump` by their headers, and drops what stands before the first and the settings.
fn sorted_entries(text: &str) -> String {
    let mut entries: Vec<String> = Vec::new();
    for line in text.lines() {
        if line.starts_with("-- Name: ") {
            entries.push(format!("{line}\n"));
        } else if let Some(entry) = entries.last_mut()
            && !is_noise(line)
        {
            entry.push_str(line);
            entry.push('\n');
        }
    }
    entries.sort();
    entries.concat()
}

fn is_noise(line: &str) -> bool {
    line.is_empty()
        || line == "--"
        || line == "-- PostgreSQL database dump complete"
        || line.starts_with("SET default_t") // …ablespace, …able_access_method: which entry follows varies
        || line.starts_with("\\unrestrict ") // a random word in every dump, since 15.14
}

fn dump_sqlite(database: &Database, ledger: Ledger) -> String {
    let condition = match ledger {
        Ledger::Included => String::new(),
        Ledger::LeftOut => format!("AND tbl_name NOT LIKE '%{LEDGER}'"),
    };
    database.sql(&format!(
        "SELECT sql || ';' FROM sqlite_schema
         WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' {condition}
         ORDER BY tbl_name, type = 'table' DESC, type, name;"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLES: [&str; 2] = [
        "CREATE TABLE people (id BIGINT PRIMARY KEY, name VARCHAR(100) NOT NULL);
         CREATE INDEX people_name ON people (name);",
        "CREATE TABLE deals (id BIGINT PRIMARY KEY, person BIGINT);
         CREATE VIEW big_deals AS SELECT id FROM deals WHERE id > 10;",
    ];

    #[test]
    fn what_mysql_tells_in_two_ways_is_one() {
        let told = "`a` varchar(9) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,\nv\tCREATE VIEW v\tutf8mb4\tutf8mb4_0900_ai_ci\n\
                    CHECK ((`n` > -(5)) or (`n` < -(`m`)))\nRETURN 1;\n";
        let plain = "`a` varchar(9) COLLATE utf8mb4_bin,\nv\tCREATE VIEW v\n\
                     CHECK ((`n` > -5) or (`n` < -(`m`)))\nRETURN 1\n";
        assert_eq!(mysql_words(told), plain);
        assert_eq!(mysql_words(plain), plain);
    }

    #[test]
    fn the_order_of_creation_does_not_show() {
        for kind in Kind::ALL {
            let (one, two) = (Database::create(kind), Database::create(kind));
            one.sql(&TABLES.concat());
            two.sql(&TABLES.into_iter().rev().collect::<String>());
            let text = dump(&one, Ledger::Included);
            assert_eq!(text, dump(&two, Ledger::Included), "{kind}");
            for name in ["people", "people_name", "deals", "big_deals"] {
                assert!(text.contains(name), "{kind}: no {name} in\n{text}");
            }
        }
    }

    #[test]
    fn any_difference_shows() {
        for kind in Kind::ALL {
            let database = Database::create(kind);
            database.sql(&TABLES.concat());
            let before = dump(&database, Ledger::Included);
            database.sql("ALTER TABLE deals ADD COLUMN note TEXT;");
            let after = dump(&database, Ledger::Included);
            assert_ne!(before, after, "{kind}");
            assert!(after.contains("note"), "{kind}");
        }
    }

    #[test]
    fn an_empty_database_has_an_empty_dump_and_the_ledger_can_be_left_out() {
        for kind in Kind::ALL {
            let database = Database::create(kind);
            assert_eq!(dump(&database, Ledger::Included), "", "{kind}");
            database.sql(&format!(
                "CREATE TABLE {LEDGER} (id BIGINT PRIMARY KEY, chain VARCHAR(50));
                 CREATE INDEX ledger_chain ON {LEDGER} (chain);"
            ));
            assert_eq!(dump(&database, Ledger::LeftOut), "", "{kind}");
            assert!(dump(&database, Ledger::Included).contains(LEDGER), "{kind}");
        }
    }

    #[test]
    fn rows_do_not_show() {
        for (kind, table) in [
            (Kind::MySql, "CREATE TABLE n (id BIGINT PRIMARY KEY AUTO_INCREMENT, v INT);"),
            (Kind::Postgres, "CREATE TABLE n (id BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY, v INT);"),
            (Kind::Sqlite, "CREATE TABLE n (id INTEGER PRIMARY KEY AUTOINCREMENT, v INT);"),
        ] {
            let database = Database::create(kind);
            database.sql(table);
            let before = dump(&database, Ledger::Included);
            database.sql("INSERT INTO n (v) VALUES (1), (2), (3);");
            assert_eq!(before, dump(&database, Ledger::Included), "{kind}");
        }
    }
}
