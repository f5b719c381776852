use super::*;
use crate::schema::ColumnType;

fn object(kind: &str, name: &str, of: &str, sql: &str, list: &str) -> Object {
    Object { kind: kind.into(), name: name.into(), of: of.into(), sql: sql.into(), list: list.into() }
}

#[test]
fn what_is_the_ledgers_and_what_a_virtual_table_keeps_is_left_out() {
    let objects = vec![
        object("table", "migrate_ledger", "migrate_ledger", "CREATE TABLE migrate_ledger (a TEXT)", "table"),
        object("index", "l", "migrate_ledger", "CREATE INDEX l ON migrate_ledger (a)", ""),
        object("table", "words", "words", "CREATE VIRTUAL TABLE words USING fts5(a)", "virtual"),
        object("table", "words_data", "words_data", "CREATE TABLE 'words_data'(id INTEGER)", "shadow"),
        object("table", "t", "t", "CREATE TABLE t (a TEXT UNIQUE ON CONFLICT IGNORE)", "table"),
        object("index", "i", "t", "CREATE INDEX i ON t (a)", ""),
    ];
    let Inspected { dialect: _, server: _, home: _, schema, unmodelled } =
        read(&Catalogue { objects }, &Wanted::default());
    let tables = schema.tables().map(|table| table.name.to_string()).collect::<Vec<_>>();
    assert_eq!(tables, ["t"]);
    let table = schema.tables().next().expect("one");
    assert_eq!(table.columns[0].column_type, ColumnType::Text);
    assert_eq!((table.uniques[0].name.as_str(), table.indexes[0].name.as_str()), ("uq_t_a", "i"));
    let said = unmodelled.iter().map(|it| format!("{} {} {}", it.kind, it.name, it.detail));
    assert_eq!(said.collect::<Vec<_>>(), ["conflict clause t a", "virtual table words "]);
    assert_eq!(unmodelled[1].definition.as_deref(), Some("CREATE VIRTUAL TABLE words USING fts5(a)"));
}
