//! What MySQL and MariaDB make of a schema: what would be found in a database that holds it, but for the words of
//! expressions, which the servers choose themselves.

use super::code::{Routine, sequence};
use super::stored::{Whose, read_table, type_text};
use super::table;
use crate::dialect::Dialect::MySql;
use crate::operation::{CreateTable, Existing, mentioned};
use crate::schema::{Argument, ColumnDefault, Expression, Function, Schema, Sequence, Trigger, Value, View};
use crate::script::Statement;

/// The schema as it would be read from a database that it was written to.
pub(in crate::dialect) fn realize(schema: &Schema, whose: Whose) -> Schema {
    let mut realized = Schema::default();
    // What a table is written by; that it goes with the others is known since they were made.
    let mut bare = Schema::default();
    for enum_type in schema.enum_types() {
        bare.put_enum(enum_type.clone());
    }
    for it in schema.tables() {
        let create = CreateTable { table: it.clone(), existing: Existing::Refuse };
        // What we would not write stands in the server's own words in a revision, which say what it becomes.
        let Ok(statements) = table::create(&create, &bare) else {
            let enums = it.columns.iter().filter_map(|column| column.column_type.enum_name());
            for enum_type in enums.filter_map(|name| schema.enum_type(name)) {
                realized.put_enum(enum_type.clone());
            }
            realized.put_table(it.clone());
            continue;
        };
        let found = statements.into_iter().find_map(|statement| match statement {
            Statement::Ddl(sql) => read_table(&sql, &it.name, whose),
            Statement::Author(_)
            | Statement::Backfill(_)
            | Statement::Concurrent { .. }
            | Statement::Data { .. }
            | Statement::Dml(_)
            | Statement::Guard { .. }
            | Statement::Live(_) => None,
        });
        let found = found.expect("what we write can be read");
        for enum_type in found.enums {
            realized.put_enum(enum_type);
        }
        realized.put_table(found.table);
    }
    let text = |expression: &Expression| Expression::from(expression.text(MySql).trim());
    for view in schema.views() {
        realized.put_view(View { query: text(&view.query), ..view.clone() });
    }
    depends(&mut realized);
    for it in schema.sequences() {
        let options = sequence(it.options);
        realized.put_sequence(Sequence { options, owner: None, ..it.clone() });
    }
    for Trigger { name, table, event, definition } in schema.triggers() {
        realized.put_trigger(Trigger {
            name: name.clone(),
            table: table.clone(),
            event: Expression::from(event.text(MySql).trim().to_uppercase()),
            definition: Expression::from(definition.text(MySql).trim().trim_end_matches(';').trim_end()),
        });
    }
    for Function { name, arguments, definition } in schema.functions() {
        let arguments = arguments.iter().map(|Argument { name, argument_type }| Argument {
            name: name.clone(),
            argument_type: Expression::from(type_text(&argument_type.text(MySql))),
        });
        let definition = definition.text(MySql);
        let definition = Routine::read(&definition).map_or(definition.into_owned(), |routine| routine.text());
        realized.put_function(Function {
            name: name.clone(),
            arguments: arguments.collect(),
            definition: Expression::from(definition),
        });
    }
    realized
}

/// Takes what was found for what is wanted where MariaDB shows it otherwise than it keeps it: in defaults of some types and in
/// values of enums, a character that takes four bytes is a question mark.
pub(crate) fn as_kept(found: &mut Schema, wanted: &Schema) {
    for table in wanted.tables() {
        let Some(there) = found.table(&table.name) else { continue };
        let mut there = there.clone();
        let mut is_other = false;
        for column in &mut there.columns {
            if let Some(ColumnDefault::Value(Value::Text(told))) = &mut column.default
                && let Some(ColumnDefault::Value(Value::Text(kept))) =
                    table.column(&column.name).and_then(|column| column.default.as_ref())
                && is_shown_so(kept, told)
            {
                told.clone_from(kept);
                is_other = true;
            }
        }
        if is_other {
            found.put_table(there);
        }
    }
    for wanted in wanted.enum_types() {
        let Some(there) = found.enum_type(&wanted.name) else { continue };
        let pairs = || there.values.iter().zip(&wanted.values);
        let is_same = |(told, kept): (&String, &String)| told == kept || is_shown_so(kept, told);
        if there.values.len() == wanted.values.len() && *there != *wanted && pairs().all(is_same) {
            found.put_enum(wanted.clone());
        }
    }
}

/// Whether a text is another as MariaDB shows it.
fn is_shown_so(kept: &str, told: &str) -> bool {
    let shown = |character| if u32::from(character) > 0xFFFF { '?' } else { character };
    kept != told && kept.chars().map(shown).eq(told.chars())
}

/// Says of each view what its words name.
pub(crate) fn depends(schema: &mut Schema) {
    for view in schema.views().cloned().collect::<Vec<_>>() {
        let depends_on = mentioned(schema, &view.name, &view.query);
        schema.put_view(View { depends_on, ..view });
    }
}
