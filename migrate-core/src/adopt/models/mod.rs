//! The models of a database that is there: a struct for each table, as a person would write it.
//!
//! What a revision says of a table in methods, a model says in words of the same names: so a model is made of the very
//! [`Code`] that creates the table in a revision.

mod names;
mod part;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::code::{self, Code};
use crate::name::{Name, QualifiedName};
use crate::operation::{CreateTable, Existing, Operation};
use crate::schema::{ColumnType, EnumType, Schema, Table};

use names::{Fields, type_name};
use part::Part;

/// Models as the text of a file.
#[derive(Clone, Debug)]
pub struct Models {
    /// The file.
    pub text: String,
    /// The crates whose types stand in it, beside this toolkit's.
    pub crates: BTreeSet<&'static str>,
    /// What of the tables models have no words for, a line each.
    pub left_out: Vec<String>,
}

/// The models of the tables and enums of a schema, as [`Inspected`](crate::inspect::Inspected) has it.
pub fn models(schema: &Schema) -> Models {
    let mut writer = Writer::new(schema);
    let enums = schema.enum_types().map(|it| writer.enum_type(it)).collect::<String>();
    let tables = schema.tables().map(|table| writer.table(table)).collect::<String>();
    let Writer { crates, left_out, .. } = writer;
    let text = match (enums.is_empty(), tables.is_empty()) {
        (true, true) => "",
        (true, false) => "use migrate_core::Table;\n",
        (false, true) => "use migrate_core::SqlEnum;\n",
        (false, false) => "use migrate_core::{SqlEnum, Table};\n",
    };
    Models { text: format!("{text}{enums}{tables}"), crates, left_out }
}

/// What is known of all models.
struct Writer {
    /// The Rust types of tables.
    structs: BTreeMap<QualifiedName, String>,
    /// The Rust types of enums.
    enums: BTreeMap<QualifiedName, String>,
    /// The fields of each table's columns.
    fields: BTreeMap<QualifiedName, Fields>,
    crates: BTreeSet<&'static str>,
    left_out: Vec<String>,
}

impl Writer {
    fn new(schema: &Schema) -> Self {
        let mut taken = BTreeSet::new();
        let enums = schema.enum_types().map(|it| (it.name.clone(), type_name(&it.name.name, &mut taken)));
        let enums = enums.collect();
        let modelled = || schema.tables().filter(|table| !table.columns.is_empty() || table.has_parents());
        let structs =
            modelled().map(|it| (it.name.clone(), type_name(&names::singular(&it.name.name), &mut taken)));
        let structs = structs.collect();
        let fields = modelled().map(|table| (table.name.clone(), Fields::of(table))).collect();
        Self { structs, enums, fields, crates: BTreeSet::new(), left_out: Vec::new() }
    }

    fn enum_type(&self, enum_type: &EnumType) -> String {
        let EnumType { name, values } = enum_type;
        let mut taken = BTreeSet::new();
        let mut text = "\n#[derive(Clone, Copy, Debug, PartialEq, Eq, SqlEnum)]\n".to_owned();
        let schema = name.schema.as_ref().map(|schema| format!("schema = {}", literal(schema.as_str())));
        let words = [Some(format!("name = {}", literal(name.name.as_str()))), schema];
        text.push_str(&attribute("sql_enum", &words.into_iter().flatten().collect::<Vec<_>>(), ""));
        let _ = writeln!(text, "pub enum {} {{", self.enums[name]);
        for value in values {
            let variant = type_name(&Name::from(value.as_str()), &mut taken);
            if variant != *value {
                text.push_str(&attribute("sql_enum", &[format!("name = {}", literal(value))], "    "));
            }
            let _ = writeln!(text, "    {variant},");
        }
        text + "}\n"
    }

    fn table(&mut self, table: &Table) -> String {
        let Some(ident) = self.structs.get(&table.name).cloned() else {
            self.left_out.push(format!("table `{}`, which has no column", table.name));
            return String::new();
        };
        let create = CreateTable { table: table.clone(), existing: Existing::Refuse };
        // Whatever creates a table has words.
        let codes = Operation::from(create).source(&[]).unwrap_or_default();
        let Some(body) = codes.first().and_then(|code| code.links().first()?.arguments.last()?.body()) else {
            return String::new();
        };
        let mut words = vec![format!("name = {}", literal(table.name.name.as_str()))];
        words.extend(
            table.name.schema.as_ref().map(|schema| format!("schema = {}", literal(schema.as_str()))),
        );
        let mut fields = String::new();
        let parts = || body.iter().filter_map(Part::of);
        for part in parts() {
            if part.word == "column" {
                fields.push_str(&self.field(table, &part));
            } else {
                // Clippy takes a column that two of them have for a word that was written twice, unless it is in brackets.
                let is_one_of_several = parts().filter(|other| other.word == part.word).count() > 1;
                words.extend(self.part(table, &part, is_one_of_several));
            }
        }
        let mut text = "\n#[derive(Debug, Table)]\n".to_owned();
        text.push_str(&attribute("table", &words, ""));
        let begin = if fields.is_empty() { "" } else { "\n" };
        let _ = writeln!(text, "pub struct {ident} {{{begin}{fields}}}");
        text
    }

    /// A column as a field.
    fn field(&mut self, table: &Table, part: &Part<'_>) -> String {
        let fields = &self.fields[&table.name];
        let at = part.arguments.first().and_then(|name| fields.position(name));
        let Some((field, column)) =
            at.and_then(|at| Some((fields.get(at)?.to_owned(), table.columns.get(at)?)))
        else {
            return String::new();
        };
        let mut words = Vec::new();
        if field.trim_start_matches("r#") != column.name.as_str() {
            words.push(format!("name = {}", literal(column.name.as_str())));
        }
        let (rust, is_said) = self.rust_type(&column.column_type);
        if !is_said {
            words.push(value("type", &code::column_type(&column.column_type)));
        }
        for link in part.links {
            let word = link.method;
            match (word, link.arguments.as_slice()) {
                // The Rust type says it.
                ("nullable", _) => {}
                ("identity_as", [identity]) => words.push(value("identity", identity)),
                ("references", [target, referenced]) => words.push(self.reference(target, &[referenced])),
                ("mysql", [closure]) => words.push(within("mysql", closure)),
                (_, []) => words.push(word.to_owned()),
                (_, [argument]) => words.push(value(word, argument)),
                (_, arguments) => words.push(listed(word, arguments)),
            }
        }
        let rust = if column.nullable { format!("Option<{rust}>") } else { rust };
        let attribute = if words.is_empty() { String::new() } else { attribute("column", &words, "    ") };
        format!("{attribute}    pub {field}: {rust},\n")
    }

    /// The Rust type of a column's values, and whether it says the column's type.
    fn rust_type(&mut self, column_type: &ColumnType) -> (String, bool) {
        let mut of = |name: &'static str, rust: &str| {
            self.crates.insert(name);
            (rust.to_owned(), false)
        };
        match column_type {
            ColumnType::Array(inner) => {
                let (rust, is_said) = self.rust_type(inner);
                (format!("Vec<{rust}>"), is_said)
            }
            ColumnType::BigInt => ("i64".to_owned(), true),
            ColumnType::Boolean => ("bool".to_owned(), true),
            ColumnType::Bytes => ("Vec<u8>".to_owned(), true),
            ColumnType::Native(native) if native.is_integer() => ("i64".to_owned(), false),
            ColumnType::Char(_) | ColumnType::Native(_) | ColumnType::Varchar(_) => {
                ("String".to_owned(), false)
            }
            ColumnType::Date => of("chrono", "chrono::NaiveDate"),
            ColumnType::Double => ("f64".to_owned(), true),
            ColumnType::Enum(name) => match self.enums.get(name) {
                Some(ident) => (ident.clone(), true),
                None => ("String".to_owned(), false),
            },
            ColumnType::Integer => ("i32".to_owned(), true),
            ColumnType::Json | ColumnType::Jsonb => of("serde_json", "serde_json::Value"),
            ColumnType::Numeric(..) => of("rust_decimal", "rust_decimal::Decimal"),
            ColumnType::Real => ("f32".to_owned(), true),
            ColumnType::SmallInt => ("i16".to_owned(), true),
            ColumnType::Text => ("String".to_owned(), true),
            ColumnType::Time => of("chrono", "chrono::NaiveTime"),
            ColumnType::Timestamp => of("chrono", "chrono::NaiveDateTime"),
            ColumnType::TimestampTz => of("chrono", "chrono::DateTime<chrono::Utc>"),
            ColumnType::Uuid => of("uuid", "uuid::Uuid"),
        }
    }

    /// What a foreign key references: a model, or a table by its name.
    fn reference(&self, target: &Code, referenced: &[&Code]) -> String {
        let found = self.structs.iter().find(|(name, _)| code::qualified(name) == *target);
        let named = found.and_then(|(name, ident)| {
            let fields = &self.fields[name];
            let fields = referenced
                .iter()
                .map(|code| fields.get(fields.position(code)?))
                .collect::<Option<Vec<_>>>()?;
            match fields.as_slice() {
                [field] => Some(format!("references = {ident}::{field}")),
                several => Some(format!("references = {ident}({})", several.join(", "))),
            }
        });
        named.unwrap_or_else(|| {
            let columns = referenced.iter().map(|code| written(code)).collect::<Vec<_>>().join(", ");
            format!("references({}, {columns})", written(target))
        })
    }

    /// Another table: its model, or its name.
    fn table_named(&self, table: &Code) -> String {
        let found = self.structs.iter().find(|(name, _)| code::qualified(name) == *table);
        found.map_or_else(|| written(table), |(_, ident)| ident.clone())
    }

    /// What a table says besides its columns.
    fn part(&mut self, table: &Table, part: &Part<'_>, is_one_of_several: bool) -> Option<String> {
        let fields = self.fields[&table.name].clone();
        let all = |of: &Code| {
            let all = fields.all(of)?;
            Some(if is_one_of_several { vec![format!("[{}]", all.join(", "))] } else { all })
        };
        let Part { word, arguments, links } = part;
        let mut inner = Vec::new();
        match (*word, *arguments) {
            ("comment", [text]) => return Some(value("comment", text)),
            ("mysql" | "postgres" | "sqlite", _) => {}
            ("foreign_key", [columns, target, referenced]) => {
                inner.extend(all(columns)?);
                inner.push(self.reference(target, &referenced.items()));
            }
            ("check", [expression]) => inner.push(written(expression)),
            (_, [of]) => inner.extend(all(of)?),
            _ => return None,
        }
        for link in *links {
            match (link.method, link.arguments.as_slice()) {
                (method, []) => inner.push(method.to_owned()),
                (
                    method @ ("include" | "partition_by_hash" | "partition_by_list" | "partition_by_range"
                    | "set_columns"),
                    [columns],
                ) => inner.push(format!("{method}({})", fields.all(columns)?.join(", "))),
                ("inherits", [parents]) => {
                    let parents = parents.items().into_iter().map(|parent| self.table_named(parent));
                    inner.push(format!("inherits({})", parents.collect::<Vec<_>>().join(", ")));
                }
                ("mysql", [closure]) => inner.push(within("mysql", closure)),
                ("partition_of", [parent, bounds]) => {
                    inner.push(format!("partition_of({}, {})", self.table_named(parent), written(bounds)));
                }
                (method, [argument]) if part::is_known(word, method) => inner.push(value(method, argument)),
                (method, _) => {
                    self.left_out.push(format!("`{method}` of `{word}` of table `{}`", table.name));
                }
            }
        }
        Some(format!("{word}({})", inner.join(", ")))
    }
}

/// `mysql(on_update_now, comment = "…")` of `.mysql(|c| { c.on_update_now(); c.comment("…"); })`.
fn within(word: &str, closure: &Code) -> String {
    let parts = closure.body().unwrap_or_default().iter().filter_map(Part::of);
    let words = parts.map(|part| match part.arguments {
        [argument] => value(part.word, argument),
        [] | [..] => part.word.to_owned(),
    });
    format!("{word}({})", words.collect::<Vec<_>>().join(", "))
}

/// `word = value`.
fn value(word: &str, value: &Code) -> String {
    format!("{word} = {}", written(value))
}

/// `word(a, b)`.
fn listed<'a>(word: &str, items: impl IntoIterator<Item = &'a Code>) -> String {
    format!("{word}({})", items.into_iter().map(written).collect::<Vec<_>>().join(", "))
}

/// Code as it stands in an attribute, on one line where it can be.
fn written(code: &Code) -> String {
    let lines = || code::lines(std::slice::from_ref(code), 0).trim_end().trim_end_matches(';').to_owned();
    code::flat(code).unwrap_or_else(lines)
}

/// A text as a literal of Rust.
fn literal(text: &str) -> String {
    written(&code::text(text))
}

/// An attribute on one line, or with a line for each word.
fn attribute(name: &str, words: &[String], indent: &str) -> String {
    let line = format!("{indent}#[{name}({})]", words.join(", "));
    if line.chars().count() <= 100 {
        return line + "\n";
    }
    let words = words.iter().map(|word| format!("{indent}    {word}")).collect::<Vec<_>>().join(",\n");
    format!("{indent}#[{name}(\n{words}\n{indent})]\n")
}
