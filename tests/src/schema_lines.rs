//! A schema as lines that can be compared.

use migrate_core::schema::{Schema, Table};

/// What is in a schema, a line each, sorted within each table, without the quotes of names in expressions: a name that was
/// changed and changed back may have them.
pub fn schema_lines(schema: &Schema) -> String {
    let mut lines = Vec::new();
    for table in schema.tables() {
        table_lines(table, &mut lines);
    }
    lines.extend(schema.enum_types().map(|it| format!("{it:?}")));
    lines.extend(schema.views().map(|it| format!("{it:?}")));
    lines.extend(schema.sequences().map(|it| format!("{it:?}")));
    lines.extend(schema.functions().map(|it| format!("{it:?}")));
    lines.extend(schema.triggers().map(|it| format!("{it:?}")));
    lines.extend(schema.extensions().map(|it| format!("{it:?}")));
    lines.into_iter().map(|line| line.replace("\\\"", "") + "\n").collect()
}

fn table_lines(table: &Table, lines: &mut Vec<String>) {
    let Table {
        name,
        columns,
        primary_key,
        uniques,
        foreign_keys,
        checks,
        exclusions,
        indexes,
        comment,
        options,
    } = table;
    lines.push(format!("table {name} {comment:?} {options:?} {primary_key:?}"));
    let start = lines.len();
    lines.extend(columns.iter().map(|it| format!("{name}: {it:?}")));
    lines.extend(uniques.iter().map(|it| format!("{name}: {it:?}")));
    lines.extend(foreign_keys.iter().map(|it| format!("{name}: {it:?}")));
    lines.extend(checks.iter().map(|it| format!("{name}: {it:?}")));
    lines.extend(exclusions.iter().map(|it| format!("{name}: {it:?}")));
    lines.extend(indexes.iter().map(|it| format!("{name}: {it:?}")));
    lines[start..].sort();
}
