//! What MySQL and MariaDB keep of a column that the chain knows nothing of.

use migrate_core::operation::{AlterColumnBuilder, Operations};
use migrate_core::prelude::*;
use migrate_tests::{Database, Kind, Product, product};

use super::Change;
use crate::rig::{revision, schema, up};

/// The tables of `SHOW CREATE TABLE` or `pg_dump`, for what a test made by hand.
fn show(database: &Database, table: &str) -> String {
    match database.kind() {
        Kind::MySql => database.sql(&format!("SHOW CREATE TABLE {table};")),
        Kind::Postgres | Kind::Sqlite => schema(database),
    }
}

/// What the chain knows of a table that was made with more than the chain knows.
fn known(op: &mut Operations) {
    op.create_table("t", |t| {
        t.column("id", Integer).identity().primary_key();
        t.column("c", Varchar(20)).nullable().default("zz");
        t.column("d", Timestamp).default(now());
        t.column("hidden", Integer).nullable().default(7);
        t.column("checked", Integer).nullable();
        t.column("size", Integer).nullable();
    });
    op.on(MySql, |op| {
        op.sql(
            "ALTER TABLE t
                MODIFY c varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'zz' COMMENT 'it''s, (hello)',
                MODIFY d timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
                MODIFY hidden int INVISIBLE DEFAULT 7 COMMENT 'not seen',
                MODIFY checked int CHECK (checked > 0),
                ADD COLUMN twice int GENERATED ALWAYS AS (size * 2) VIRTUAL AFTER c,
                COMMENT = 'all of it'",
        )
        .reverse("SELECT 1");
    });
}

/// A line of `SHOW CREATE TABLE` in the words of the server: MySQL has its own, and the check of a column among those of the
/// table.
fn as_told(line: &str) -> String {
    let hidden =
        ["INVISIBLE DEFAULT 7 COMMENT 'not seen'", "DEFAULT '7' /*!80023 INVISIBLE */ COMMENT 'not seen'"];
    match product() {
        Product::MariaDb => line.to_owned(),
        Product::MySql => line
            .replace(hidden[0], hidden[1])
            .replace("current_timestamp()", "CURRENT_TIMESTAMP")
            .replace("int(11)", "int")
            .replace("bigint(20)", "bigint")
            .replace(" CHECK (`checked` > 0)", ""),
    }
}

/// Each line that differs, with what stands there before and after.
fn changed(before: &str, after: &str) -> Vec<(String, String)> {
    let split = |text: &str| text.replace("\\n", "\n").lines().map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (split(before), split(after));
    assert_eq!(before.len(), after.len(), "{before:#?}\n{after:#?}");
    let pairs = before.into_iter().zip(after).filter(|(before, after)| before != after);
    pairs.map(|(before, after)| (before.trim().to_owned(), after.trim().to_owned())).collect()
}

#[test]
fn what_is_not_asked_for_stays_on_mariadb() {
    let alter: [(Change, &str, &str); 9] = [
        (
            |op| {
                op.alter_column("t", "c", |c| {
                    c.not_null().fill("x");
                });
            },
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'zz' COMMENT 'it''s, (hello)',",
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'zz' COMMENT 'it''s, (hello)',",
        ),
        (
            |op| {
                op.alter_column("t", "c", |c| {
                    c.set_type(Varchar(300));
                });
            },
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'zz' COMMENT 'it''s, (hello)',",
            "`c` varchar(300) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'zz' COMMENT 'it''s, (hello)',",
        ),
        (
            |op| op.alter_column("t", "c", |c| c.set_default("yy")),
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'zz' COMMENT 'it''s, (hello)',",
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'yy' COMMENT 'it''s, (hello)',",
        ),
        (
            |op| op.alter_column("t", "c", AlterColumnBuilder::drop_default),
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'zz' COMMENT 'it''s, (hello)',",
            "`c` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT NULL COMMENT 'it''s, (hello)',",
        ),
        (
            |op| op.alter_column("t", "d", AlterColumnBuilder::nullable),
            "`d` timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),",
            "`d` timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),",
        ),
        (
            |op| {
                op.alter_column("t", "id", |c| {
                    c.set_type(BigInt);
                    c.rename("number");
                });
            },
            "`id` int(11) NOT NULL AUTO_INCREMENT,",
            "`number` bigint(20) NOT NULL AUTO_INCREMENT,",
        ),
        (
            |op| {
                op.alter_column("t", "hidden", |c| {
                    c.set_type(BigInt);
                });
            },
            "`hidden` int(11) INVISIBLE DEFAULT 7 COMMENT 'not seen',",
            "`hidden` bigint(20) INVISIBLE DEFAULT 7 COMMENT 'not seen',",
        ),
        (
            |op| {
                op.alter_column("t", "checked", |c| {
                    c.set_type(Text).using("concat('n', checked)");
                });
            },
            "",
            "",
        ),
        (
            |op| {
                op.alter_column("t", "checked", |c| {
                    c.not_null().fill(9);
                });
            },
            "`checked` int(11) DEFAULT NULL CHECK (`checked` > 0),",
            "`checked` int(11) NOT NULL CHECK (`checked` > 0),",
        ),
    ];
    for (change, line_before, line_after) in alter {
        let database = Database::create(Kind::MySql);
        let revisions = [revision(known), revision(change)];
        up(&database, &revisions[..1], "r1").unwrap();
        database.sql("SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO'; INSERT INTO t (id, c, d, size, checked) VALUES (0, 'a', '2020-01-01', 1, 3), (5, NULL, '2020-01-01', 2, NULL);");
        let before = show(&database, "t");
        let result = up(&database, &revisions, "r2");
        if line_before.is_empty() {
            // The check of the column compares it with a number.
            assert!(result.is_err());
            assert_eq!(changed(&before, &show(&database, "t")), []);
            continue;
        }
        result.unwrap();
        let (line_before, line_after) = (as_told(line_before), as_told(line_after));
        let changed = changed(&before, &show(&database, "t"));
        let mut others = changed.iter().filter(|(line, _)| !line.starts_with("PRIMARY KEY "));
        assert_eq!(others.next(), Some(&(line_before, line_after.clone())));
        assert_eq!(others.next(), None);
        assert_eq!(database.sql("SELECT DISTINCT d FROM t;"), "2020-01-01 00:00:00\n", "{line_after}");
        let key = if line_after.starts_with("`number`") { "number" } else { "id" };
        assert_eq!(database.sql(&format!("SELECT {key} FROM t ORDER BY 1;")), "0\n5\n");
    }
}
