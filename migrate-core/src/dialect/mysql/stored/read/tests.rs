//! What MariaDB says of a table, and what we write for it, are the same table.

use super::types::canonical;
use super::*;
use crate::dialect::Dialect::MySql;
use crate::schema::{Action, ColumnDefault, ColumnType, Native, Value};

/// As MariaDB 10.11 says it.
const STORED: &str = r"CREATE TABLE `t` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `b` tinyint(1) NOT NULL DEFAULT 1,
  `n` decimal(10,2) NOT NULL DEFAULT 0.00,
  `d` double DEFAULT 1,
  `tx` longtext NOT NULL DEFAULT 'a\'b\nc',
  `u2` binary(3) DEFAULT 'ABC',
  `ts` datetime(6) DEFAULT '2026-01-31 23:59:59.500000',
  `ts2` datetime(6) NOT NULL DEFAULT utc_timestamp(6),
  `j` longtext NOT NULL DEFAULT '{}' CHECK (json_valid(`j`)),
  `e` enum('a','b''c','\\') NOT NULL DEFAULT 'a',
  `v` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci NOT NULL COMMENT 'x',
  `g` bigint(20) GENERATED ALWAYS AS (`b` + 1) STORED COMMENT 'gen' CHECK (`g` is not null),
  `ck` int(11) DEFAULT NULL CHECK (`ck` > 0),
  `nx` bigint(20) DEFAULT nextval(`s`),
  `mm` mediumint(8) unsigned zerofill DEFAULT NULL,
  `inv` int(11) INVISIBLE DEFAULT NULL,
  `up` timestamp(3) NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3),
  `ex` varchar(50) DEFAULT concat('a',ucase('b')),
  PRIMARY KEY (`id`),
  UNIQUE KEY `uq` (`n`,`b`),
  UNIQUE KEY `ui` (`v`(5)),
  KEY `fk_x` (`nx`),
  KEY `cm` (`ts` DESC,`v`) COMMENT 'c',
  FULLTEXT KEY `ft` (`tx`),
  CONSTRAINT `fk_x` FOREIGN KEY (`nx`) REFERENCES `p` (`id`) ON DELETE CASCADE ON UPDATE NO ACTION,
  CONSTRAINT `c1` CHECK (`n` > 0 and (`b` = 1 or `b` is null) and `v` in ('a','B'))
) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='it''s \\ x'";

/// As we write it.
const WRITTEN: &str = r"CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `b` TINYINT(1) NOT NULL DEFAULT 1,
    `n` DECIMAL(10, 2) NOT NULL DEFAULT 0,
    `d` DOUBLE NULL DEFAULT 1.0e0,
    `tx` LONGTEXT NOT NULL DEFAULT ('a''b
c'),
    `u2` BINARY(3) NULL DEFAULT X'414243',
    `ts` DATETIME(6) NULL DEFAULT '2026-01-31 23:59:59.5',
    `ts2` DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    `j` JSON NOT NULL DEFAULT ('{}'),
    `e` ENUM('a', 'b''c', X'5C') NOT NULL DEFAULT 'a',
    `v` VARCHAR(20) COLLATE `utf8mb4_general_ci` NOT NULL COMMENT 'x',
    `g` BIGINT GENERATED ALWAYS AS (b+1) STORED COMMENT 'gen' CHECK (`g` IS NOT NULL),
    `ck` INT NULL CHECK (ck > 0),
    `nx` BIGINT NULL DEFAULT nextval(`s`),
    `mm` mediumint unsigned zerofill NULL,
    `inv` INT NULL INVISIBLE,
    `up` timestamp(3) NULL DEFAULT (current_timestamp(3)) ON UPDATE CURRENT_TIMESTAMP(3),
    `ex` VARCHAR(50) NULL DEFAULT (CONCAT('a', ucase('b'))),
    CONSTRAINT `pk` PRIMARY KEY (`id`),
    CONSTRAINT `uq` UNIQUE (`n`, `b`),
    UNIQUE INDEX `ui` (`v`(5)),
    INDEX `fk_x` (`nx`),
    INDEX `cm` (`ts` DESC, `v`) COMMENT 'c',
    FULLTEXT INDEX `ft` (`tx`),
    CONSTRAINT `fk_x` FOREIGN KEY (`nx`) REFERENCES `p` (`id`) ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT `c1` CHECK (n>0 AND (b = 1 OR b IS NULL) AND v IN ('a', 'B'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin AUTO_INCREMENT=3 COMMENT='it''s \\ x'";

fn found(text: &str) -> Found {
    table(text, &"t".into(), Whose::MariaDb).expect("it is a table")
}

#[test]
fn what_the_server_says_is_what_was_written() {
    let (stored, written) = (found(STORED), found(WRITTEN));
    assert_eq!(stored.beyond, []);
    assert_eq!(written.beyond, []);
    assert_eq!(stored.enums, written.enums);
    for (one, other) in stored.table.columns.iter().zip(&written.table.columns) {
        assert_eq!(one, other);
    }
    assert_eq!(stored.table, written.table);
}

#[test]
fn columns_are_read_whole() {
    let Found { table, enums, beyond: _ } = found(STORED);
    let column = |name: &str| table.column(&name.into()).expect("a column");
    assert!(
        column("id").identity.is_some() && column("inv").mysql.invisible && column("up").mysql.on_update_now
    );
    assert_eq!(column("b").default, Some(Value::Boolean(true).into()));
    assert_eq!(column("n").default, Some(Value::Integer(0).into()));
    assert_eq!(column("tx").default, Some(Value::Text("a'b\nc".to_owned()).into()));
    assert_eq!(column("ts2").default, Some(ColumnDefault::Now));
    assert_eq!(column("nx").default, Some(ColumnDefault::NextValue("s".into())));
    assert_eq!(column("ex").default, Some(ColumnDefault::Expression("concat('a', ucase('b'))".into())));
    assert_eq!(column("j").column_type, ColumnType::Json);
    assert_eq!(column("mm").column_type, Native([(MySql, "mediumint unsigned zerofill")]));
    assert_eq!(column("ck").mysql.check, Some("ck > 0".into()));
    assert!(!column("g").nullable && column("g").mysql.check.is_none());
    assert_eq!(column("v").collation, Some("utf8mb4_general_ci".into()));
    assert_eq!(enums[0].values, ["a", "b'c", "\\"]);
    assert_eq!(table.comment.as_deref(), Some("it's \\ x"));
    let indexes = table.indexes.iter().map(|index| index.name.as_str()).collect::<Vec<_>>();
    assert_eq!(indexes, ["ui", "cm", "ft"]);
    assert_eq!(table.foreign_keys[0].on_delete, Action::Cascade);
    let check = &table.checks[0].expression;
    assert_eq!(check.to_string(), "n > 0 and(b = 1 or b is null) and v in('a', 'B')");
}

/// As MySQL 8.0.28 says it.
const STORED_OF_MYSQL: &str = r"CREATE TABLE `t` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `b` tinyint(1) NOT NULL DEFAULT '1',
  `m` mediumint unsigned DEFAULT '7',
  `y` year DEFAULT '1999',
  `n` int DEFAULT NULL,
  `tx` longtext NOT NULL DEFAULT (_utf8mb4'a\'b'),
  `j` json NOT NULL DEFAULT (_utf8mb4'{}'),
  `ts` datetime(6) NOT NULL DEFAULT (utc_timestamp(6)),
  `g` bigint GENERATED ALWAYS AS ((`b` + 1)) STORED NOT NULL COMMENT 'gen',
  `inv` int DEFAULT NULL /*!80023 INVISIBLE */,
  `at` point NOT NULL /*!80003 SRID 4326 */,
  `v` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `low` ((lower(`v`)),`n` DESC),
  CONSTRAINT `c1` CHECK ((`v` <> _utf8mb4'x'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
/*!50100 PARTITION BY KEY (id)
PARTITIONS 3 */";

/// As we write it.
const WRITTEN_FOR_MYSQL: &str = r"CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `b` TINYINT(1) NOT NULL DEFAULT 1,
    `m` mediumint(7) unsigned NULL DEFAULT 7,
    `y` year NULL DEFAULT 1999,
    `n` int(5) NULL,
    `tx` LONGTEXT NOT NULL DEFAULT ('a''b'),
    `j` JSON NOT NULL DEFAULT ('{}'),
    `ts` DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    `g` BIGINT GENERATED ALWAYS AS (b + 1) STORED /*!80000 NOT NULL */ COMMENT 'gen' /*M! CHECK (`g` IS NOT NULL) */,
    `inv` INT NULL INVISIBLE,
    `at` point SRID 4326 NOT NULL,
    `v` VARCHAR(20) CHARACTER SET utf8mb4 NULL,
    CONSTRAINT `pk` PRIMARY KEY (`id`),
    INDEX `low` ((LOWER(v)), `n` DESC),
    CONSTRAINT `c1` CHECK (v <> _utf8mb4 'x')
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin PARTITION BY KEY (id) PARTITIONS 3";

#[test]
fn what_mysql_says_is_what_was_written_for_it() {
    let read = |text: &str| table(text, &"t".into(), Whose::MySql).expect("it is a table");
    let (stored, written) = (read(STORED_OF_MYSQL), read(WRITTEN_FOR_MYSQL));
    assert_eq!((stored.beyond, written.beyond), (Vec::new(), Vec::new()));
    for (one, other) in stored.table.columns.iter().zip(&written.table.columns) {
        assert_eq!(one, other);
    }
    assert_eq!(stored.table, written.table);
    let column = |name: &str| stored.table.column(&name.into()).expect("a column");
    assert_eq!(column("m").default, Some(Value::Integer(7).into()));
    assert_eq!(column("at").column_type, Native([(MySql, "point srid 4326")]));
    assert!(!column("g").nullable && column("inv").mysql.invisible);
    assert_eq!(stored.table.checks[0].expression, "v <> 'x'".into());
    let not = STORED_OF_MYSQL.replace("_utf8mb4'x'))", "_utf8mb4'x')) /*!80016 NOT ENFORCED */");
    assert_eq!(read(&not).beyond, [("check that is not enforced", "c1".to_owned())]);
}

#[test]
fn options_other_than_ours_are_told() {
    let read = |options: &str| {
        found(&format!("CREATE TABLE `t` (\n  `a` int(11) DEFAULT NULL\n) {options}")).table.options.mysql
    };
    let text = |name: Option<&Name>| name.map(|name| name.as_str().to_owned());
    let one = read(
        "ENGINE=MyISAM DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci ROW_FORMAT=DYNAMIC\n PARTITION BY KEY (`a`)\nPARTITIONS 2",
    );
    assert_eq!(text(one.engine.as_ref()).as_deref(), Some("MyISAM"));
    assert_eq!(text(one.collation.as_ref()).as_deref(), Some("latin1_swedish_ci"));
    assert_eq!(one.others.as_deref(), Some("ROW_FORMAT=DYNAMIC"));
    assert_eq!(one.partition_by, Some("key(a) partitions 2".into()));
    let other =
        read("ENGINE=`myisam` CHARSET=`latin1` ROW_FORMAT = DYNAMIC PARTITION BY KEY (a) PARTITIONS 2");
    assert_eq!(one, other);
    assert_eq!(
        read("ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin"),
        crate::schema::MySqlTable::default()
    );
}

#[test]
fn types_are_called_as_the_servers_call_them() {
    for (ours, theirs) in [
        ("INTEGER UNSIGNED", "int(10) unsigned"),
        ("numeric(5)", "decimal(5,0)"),
        ("DOUBLE PRECISION", "double"),
        ("CHARACTER VARYING(20)", "varchar(20)"),
        ("BIT", "bit(1)"),
        ("year", "year(4)"),
        ("SET('a', 'b''c')", "set('a','b''c')"),
        ("bool", "tinyint(1)"),
        ("datetime(0)", "datetime"),
    ] {
        assert_eq!(canonical(ours), canonical(theirs), "{ours}");
    }
    assert_ne!(canonical("int(5)"), canonical("int"));
}

#[test]
fn words_are_the_same_whatever_they_look_like() {
    assert!(same_words("(`a`>0 AND b <> 'X')", "a > 0 and B != 'X'"));
    assert!(same_words("a /* an a */ = '-- x' -- never", "a = '-- x'"));
    assert!(!same_words("a > 0", "a >= 0") && !same_words("a = 'x'", "a = 'X'"));
    assert_eq!(without_database("select `d`.`t`.`a` from `d`.`t`", "d"), "select `t`.`a` from `t`");
}
