//! MySQL and MariaDB: tables by `SHOW CREATE TABLE`, the rest by `information_schema`.

mod rows;

use std::collections::BTreeMap;

use super::{Inspected, Stage, Unmodelled, Wanted};
use crate::dialect::Dialect::MySql;
use crate::dialect::{Server, mysql_inspection as dialect};
use crate::name::{Name, QualifiedName};
use crate::operation::{CreateTable, Existing};
use crate::schema::{Argument, Expression, Function, Schema, Sequence, SequenceNumber, Trigger, View};

pub(crate) use rows::{Catalogue, Object, Other};

/// Reads what the catalogue holds.
pub(crate) fn read(catalogue: &Catalogue, wanted: &Wanted, server: Option<Server>) -> Inspected {
    let Catalogue { database, tables, views, sequences, others, objects } = catalogue;
    let views = views.iter().map(|(name, definition)| (name, definition)).collect::<BTreeMap<_, _>>();
    let ledger = wanted.ledger.table.as_str();
    let mut schema = Schema::default();
    let mut unmodelled = Vec::new();
    let local = |text: &str| dialect::without_database(text, database);
    for (name, definition) in tables.iter().filter(|(name, _)| name != ledger) {
        let definition = local(definition);
        let name = QualifiedName::from(name.as_str());
        match dialect::read_table(&definition, &name, server.into()) {
            Some(dialect::Found { table, enums, beyond }) => {
                for enum_type in enums {
                    schema.put_enum(enum_type);
                }
                // What it has and our own statement would not, as a unique key of a text of any length.
                let create = CreateTable { table: table.clone(), existing: Existing::Refuse }.into();
                if let Err(unsupported) = MySql.lower(&create, &schema) {
                    unmodelled.push(thing("table that is refused", &name, unsupported.reason, &definition));
                }
                schema.put_table(table);
                unmodelled
                    .extend(beyond.into_iter().map(|(kind, detail)| thing(kind, &name, detail, &definition)));
            }
            None => unmodelled.push(thing("table", &name, String::new(), &definition)),
        }
    }
    for (name, definition) in sequences {
        let (name, options) = (name.as_str().into(), dialect::stored_sequence(definition));
        let number = SequenceNumber::default();
        schema.put_sequence(Sequence { name, options, owner: None, number });
    }
    for (other, name, definition) in others {
        let kind = match other {
            Other::Event => "event",
            Other::Procedure => "procedure",
        };
        unmodelled.push(thing(kind, &name.as_str().into(), String::new(), &local(definition)));
    }
    let of = |kind: &'static str| objects.iter().filter(move |object| object.kind == kind);
    for object in of("view") {
        let Object { kind: _, name, of: _, more: [check, security, _, _], text } = object;
        let shown = views.get(name).and_then(|definition| shown_view(definition, name, check));
        let (algorithm, query) = shown.unwrap_or(("UNDEFINED", Some(text.clone())));
        let name = QualifiedName::from(name.as_str());
        let Some(query) = query.map(|query| local(&query)) else {
            let definition = views.get(&object.name).map(|definition| local(definition)).unwrap_or_default();
            unmodelled.push(thing("view with names of columns", &name, String::new(), &definition));
            continue;
        };
        let definition = definition_of_view(&name, &query, check, security, algorithm);
        for (says, anyway, kind) in [
            (algorithm, "UNDEFINED", "algorithm of a view"),
            (check.as_str(), "NONE", "check option"),
            (security, "DEFINER", "security of a view"),
        ] {
            if says != anyway {
                unmodelled.push(thing(kind, &name, says.to_lowercase(), &definition));
            }
        }
        let query = Expression::from(query);
        schema.put_view(View { name, query, depends_on: Vec::new() });
    }
    dialect::depends(&mut schema);
    for Object { kind: _, name, of: table, more: [timing, event, _, _], text } in of("trigger") {
        // MySQL keeps what stood between this statement and the next in its message.
        let body = text.trim().trim_end_matches(';').trim_end();
        schema.put_trigger(Trigger {
            name: name.as_str().into(),
            table: table.as_str().into(),
            event: Expression::from(format!("{timing} {event}")),
            definition: Expression::from(format!("FOR EACH ROW {body}")),
        });
    }
    for object in of("routine").filter(|object| object.of == "FUNCTION") {
        schema.put_function(function(object, of("argument")));
    }
    unmodelled.sort();
    Inspected { dialect: MySql, server, home: None, schema, unmodelled }
}

/// The algorithm and the query of a view, in what `SHOW CREATE VIEW` says of it. No query where MySQL names its columns before
/// it and it is not seen which these are.
fn shown_view<'a>(definition: &'a str, name: &str, check: &str) -> Option<(&'a str, Option<String>)> {
    let (head, query) = definition.split_once(&format!(" VIEW `{}` ", name.replace('`', "``")))?;
    let algorithm = head.strip_prefix("CREATE ALGORITHM=")?.split(' ').next()?;
    let query = match check {
        "NONE" => query,
        _ => query.strip_suffix(&format!(" WITH {check} CHECK OPTION"))?,
    };
    let query = match query.strip_prefix("AS ") {
        Some(query) => Some(query.to_owned()),
        None => dialect::with_columns(query),
    };
    Some((algorithm, query))
}

fn definition_of_view(
    name: &QualifiedName,
    query: &str,
    check: &str,
    security: &str,
    algorithm: &str,
) -> String {
    let option = if check == "NONE" { String::new() } else { format!(" WITH {check} CHECK OPTION") };
    let name = name.name.as_str().replace('`', "``");
    let algorithm = match algorithm {
        "UNDEFINED" => String::new(),
        said => format!("ALGORITHM={said} "),
    };
    format!("CREATE {algorithm}SQL SECURITY {security} VIEW `{name}` AS {query}{option}")
}

fn function<'a>(object: &Object, arguments: impl Iterator<Item = &'a Object>) -> Function {
    let Object { kind: _, name, of: _, more: [deterministic, access, security, returns], text } = object;
    let own = arguments.filter(|it| it.of == "FUNCTION" && it.name == *name);
    let arguments = own.map(|it| {
        let [_, name, argument_type, _] = &it.more;
        let argument_type = Expression::from(dialect::type_text(argument_type));
        Argument { name: Name::from(name.as_str()), argument_type }
    });
    let routine = dialect::Routine {
        returns: dialect::type_text(returns),
        is_deterministic: deterministic == "YES",
        access: access.clone(),
        security: security.clone(),
        body: text.clone(),
    };
    let definition = Expression::from(routine.text());
    Function { name: name.as_str().into(), arguments: arguments.collect(), definition }
}

fn thing(kind: &'static str, name: &QualifiedName, detail: String, definition: &str) -> Unmodelled {
    let definition = (!definition.is_empty()).then(|| definition.to_owned());
    Unmodelled { stage: Stage::BehindTables, kind, name: name.clone(), detail, definition }
}
