//! A chain as a team writes it, over tables with rows: each change is a line.

use migrate_core::script::Consent;
use migrate_tests::{Database, Kind};

use crate::schema;

mod files {
    mod r1 {
        use migrate_core::prelude::*;

        /// What the team began with.
        #[revision(id = "r1")]
        fn upgrade(op: &mut Operations) {
            op.create_enum("currency", ["EUR", "GBP", "USD"]);
            op.create_table("owners", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("name", Varchar(80)).unique();
                t.column("mail", Varchar(80)).nullable();
            });
            op.create_table("files", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("owner_id", BigInt).references("owners", "id").on_delete(Cascade);
                t.column("parent_id", BigInt).nullable().references("files", "id");
                t.column("path", Varchar(80)).unique().check("path <> ''");
                t.column("closed_at", Real).nullable();
                t.column("price", Integer).default(0);
                t.column("currency", Enum("currency")).default("GBP");
                t.index(["currency", "path"]);
                t.index(["closed_at"]);
            });
            op.create_table("pages", |t| {
                t.column("id", BigInt).identity().primary_key();
                t.column("file_id", BigInt).references("files", "id").on_delete(Cascade);
                t.column("paid_in", Enum("currency")).nullable();
            });
            op.create_view("closed", "SELECT id, path, closed_at FROM files WHERE closed_at IS NOT NULL");
        }
    }

    mod r2 {
        use migrate_core::prelude::*;

        /// Seconds become times.
        #[revision(id = "r2", down = "r1")]
        fn upgrade(op: &mut Operations) {
            let time = expr("to_timestamp(closed_at) AT TIME ZONE 'UTC'")
                .on(Sqlite, "datetime(closed_at, 'unixepoch')")
                .on(MySql, "from_unixtime(closed_at)");
            let seconds = expr("extract(epoch FROM closed_at)")
                .on(Sqlite, "unixepoch(closed_at)")
                .on(MySql, "unix_timestamp(closed_at)");
            op.alter_column("files", "closed_at", |c| {
                c.set_type(Timestamp).using(time).reverse_using(seconds);
            });
        }
    }

    mod r3 {
        use migrate_core::prelude::*;

        /// Francs, and what was paid in them.
        #[revision(id = "r3", down = "r2")]
        fn upgrade(op: &mut Operations) {
            op.add_enum_value("currency", "CHF").after("EUR");
            op.update("files").set("currency", "CHF").matching("path", "b").restore_with("currency", "USD");
        }
    }

    mod r4 {
        use migrate_core::prelude::*;

        /// Pounds go.
        #[revision(id = "r4", down = "r3")]
        fn upgrade(op: &mut Operations) {
            op.remove_enum_value("currency", "GBP").map_to("EUR");
        }
    }

    mod r5 {
        use migrate_core::prelude::*;

        /// Another name, throughout.
        #[revision(id = "r5", down = "r4")]
        fn upgrade(op: &mut Operations) {
            op.drop_view("closed");
            op.rename_table("files", "documents").with_names();
            op.create_view("closed", "SELECT id, path, closed_at FROM documents WHERE closed_at IS NOT NULL");
        }
    }

    mod r6 {
        use migrate_core::prelude::*;

        /// What was forgotten, later.
        #[revision(id = "r6", down = "r5")]
        fn upgrade(op: &mut Operations) {
            op.alter_column("owners", "mail", |c| c.not_null().fill("nobody@example.org"));
            op.add_check("documents", "price >= 0");
            op.add_unique("documents", ["owner_id", "path"]);
            op.create_index("pages", ["file_id", "paid_in"]).concurrently();
        }
    }

    migrate_core::chain!(pub(super) Files = "files");
}

const ROWS: &str = "INSERT INTO owners (name, mail) VALUES ('o', 'o@example.org'), ('p', NULL);
    INSERT INTO files (owner_id, parent_id, path, closed_at, price, currency)
        VALUES (1, NULL, 'a', 1700000000, 5, 'GBP'), (1, 1, 'b', 0, 6, 'USD'), (2, 1, 'c', NULL, 7, 'EUR');
    INSERT INTO pages (file_id, paid_in) VALUES (1, 'GBP'), (2, NULL), (3, 'USD');";

/// The schema, in whatever order columns, keys and indexes are.
fn shape(database: &Database) -> Vec<String> {
    let text = schema(database).replace("\\n", "\n").replace(['"', '`'], "");
    let mut lines =
        text.split(['\n', ';']).map(|line| line.trim().trim_end_matches(',').to_owned()).collect::<Vec<_>>();
    lines.sort();
    lines
}

/// All rows, by the name that the table of files has.
fn rows(database: &Database, files: &str) -> String {
    database.sql(&format!(
        "SELECT id, name, coalesce(mail, '-') FROM owners ORDER BY id;
         SELECT id, owner_id, coalesce(parent_id, 0), path, price, currency FROM {files} ORDER BY id;
         SELECT id, paid_in FROM pages WHERE paid_in IS NOT NULL ORDER BY id;
         SELECT path, closed_at FROM closed ORDER BY id;"
    ))
}

const OWNERS: &str = "1\to\to@example.org\n2\tp\tnobody@example.org\n";

/// Where pounds became euros, which the way back does not know.
const TOP: &str = "1\t1\t0\ta\t5\tEUR\n2\t1\t1\tb\t6\tCHF\n3\t2\t1\tc\t7\tEUR\n\
                   1\tEUR\n3\tUSD\n";

#[test]
fn a_chain_goes_up_and_down_over_rows() {
    for kind in Kind::ALL {
        let database = Database::create(kind);
        let up = |to: &str| files::Files.upgrade_url(&database.url()).to(to).blocking();
        let down = |to: &str| {
            files::Files.downgrade_url(&database.url(), to).consent(Consent::Destructive).blocking()
        };
        let told = |error: migrate_core::Error| format!("{kind}: {error}");
        up("r1").map_err(told).unwrap();
        database.sql(ROWS);
        let (first, first_rows) = (shape(&database), rows(&database, "files"));
        up("head").map_err(told).unwrap();
        let (head, top) = (shape(&database), rows(&database, "documents"));
        assert!(top.starts_with(&format!("{OWNERS}{TOP}a\t2023-11-14 22:13:20")), "{kind}: {top}");
        down("r1").map_err(told).unwrap();
        assert_eq!(shape(&database), first, "{kind}");
        let below = rows(&database, "files");
        let kept = |text: &str| {
            // What was filled, mapped and merged is not undone; all else is what it was.
            text.replace("nobody@example.org", "-").replace("GBP", "EUR")
        };
        assert_eq!(kept(&below), kept(&first_rows), "{kind}");
        up("head").map_err(told).unwrap();
        assert_eq!(shape(&database), head, "{kind}");
        assert_eq!(rows(&database, "documents"), top, "{kind}");
    }
}
