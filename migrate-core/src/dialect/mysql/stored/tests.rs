//! What servers say of tables is read whole.

use super::*;

const STORED: &str = r"CREATE TABLE `t` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `a` double DEFAULT NULL,
  `b` varchar(20) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'z,z)' COMMENT 'he''l\nlo, (x)',
  `ts` timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  `e` enum('a,b','c') INVISIBLE DEFAULT NULL,
  `it``s` decimal(10,2) unsigned zerofill NOT NULL DEFAULT 00000001.50,
  `gs` int(11) GENERATED ALWAYS AS (`u` + 1) STORED,
  `ck` int(11) DEFAULT NULL CHECK (`ck` > 0),
  `dd` varchar(50) DEFAULT concat('a','b'),
  `my` int DEFAULT '5' /*!80023 INVISIBLE */,
  PRIMARY KEY (`id`),
  UNIQUE KEY `ux` (`a`),
  KEY `ka` (`b`(10),`a` DESC),
  KEY `kf` ((lower(`b`))),
  CONSTRAINT `t_ibfk_1` FOREIGN KEY (`ck`) REFERENCES `p` (`a`) ON DELETE CASCADE,
  CONSTRAINT `cu` CHECK (`a` <> 3)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb4 COMMENT='tbl (x)'";

#[test]
fn every_word_of_a_definition_is_kept() {
    let table = Table::read(STORED).expect("it is a table");
    let columns = table
        .columns
        .iter()
        .map(|column| format!("  `{}` {},", column.name.replace('`', "``"), column.definition()));
    let keys = table.keys.iter().map(|key| format!("  {},", key.text));
    let text = columns.chain(keys).collect::<Vec<_>>().join("\n");
    let lines = STORED.lines().skip(1).filter(|line| !line.starts_with(')')).collect::<Vec<_>>().join("\n");
    assert_eq!(text, format!("{lines},"));
}

#[test]
fn clauses_and_keys_are_told_apart() {
    let table = Table::read(STORED).expect("it is a table");
    let kinds = |name: &str| {
        let column = &table.columns[table.position(name).expect("it is there")];
        column.clauses.iter().map(|clause| clause.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds("B"), [Kind::CharacterSet, Kind::Collate, Kind::Default, Kind::Comment]);
    assert_eq!(kinds("ts"), [Kind::Null, Kind::Default, Kind::OnUpdate]);
    assert_eq!(kinds("e"), [Kind::Other, Kind::Default]);
    assert_eq!(kinds("it`s"), [Kind::Null, Kind::Default]);
    assert_eq!(kinds("gs"), [Kind::Generated]);
    assert_eq!(kinds("ck"), [Kind::Default, Kind::Check]);
    assert_eq!(kinds("my"), [Kind::Default, Kind::Other]);
    let mentions = |name: &str| table.columns[table.position(name).expect("it is there")].mentions.clone();
    assert_eq!((mentions("gs"), mentions("ck")), (vec!["u".to_owned()], vec!["ck".to_owned()]));
    assert!(
        ["a", "b", "ts", "e"].iter().all(|name| mentions(name).is_empty()),
        "types and defaults name no column"
    );
    let of = |column: &str| {
        let keys = table.keys.iter().filter(|key| key.is_of(column));
        keys.map(|key| key.name.clone().unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(of("a"), ["`ux`", "`ka`", "`cu`"]);
    assert_eq!(of("b"), ["`ka`", "`kf`"]);
    assert_eq!(of("id"), [""]);
    assert_eq!(of("ck"), ["`t_ibfk_1`"]);
}

#[test]
fn what_is_no_table_is_none() {
    assert_eq!(Table::read("CREATE VIEW `v` AS SELECT 1"), None);
    assert_eq!(Table::read("CREATE TABLE `t` (\n  `a` int(11"), None);
}
