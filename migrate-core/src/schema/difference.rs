//! What tells one schema from another, in words.

use std::collections::BTreeMap;

use super::{Canonical, Function, Schema, Table, Trigger};
use crate::name::Name;

impl Schema {
    /// The first difference between this schema and the one that is wanted, in words. The order of columns and of
    /// constraints is none.
    pub fn difference(&self, wanted: &Self) -> Option<String> {
        if let Some(missing) = wanted.schemas().find(|schema| !self.schemas.contains(*schema)) {
            return Some(format!("schema `{missing}` is missing"));
        }
        if let Some(extra) = self.schemas().find(|schema| !wanted.schemas.contains(*schema)) {
            return Some(format!("there is a schema `{extra}`"));
        }
        for enum_type in wanted.enum_types() {
            match self.enum_type(&enum_type.name) {
                None => return Some(format!("enum `{}` is missing", enum_type.name)),
                Some(found) if found != enum_type => {
                    return Some(format!("enum `{}` has other values", enum_type.name));
                }
                Some(_) => {}
            }
        }
        if let Some(extra) = self.enum_types().find(|found| wanted.enum_type(&found.name).is_none()) {
            return Some(format!("there is an enum `{}`", extra.name));
        }
        for view in wanted.views() {
            match self.view(&view.name) {
                None => return Some(format!("view `{}` is missing", view.name)),
                // What it depends on follows from its text and from what was there.
                Some(found) if found.query != view.query => {
                    return Some(format!("view `{}` has another query", view.name));
                }
                Some(_) => {}
            }
        }
        if let Some(extra) = self.views().find(|found| wanted.view(&found.name).is_none()) {
            return Some(format!("there is a view `{}`", extra.name));
        }
        if let Some(difference) = self.code_difference(wanted) {
            return Some(difference);
        }
        if let Some(extra) = self.tables().find(|found| wanted.table(&found.name).is_none()) {
            return Some(format!("there is a table `{}`", extra.name));
        }
        wanted.tables().find_map(|table| match self.table(&table.name) {
            None => Some(format!("table `{}` is missing", table.name)),
            Some(found) => table_difference(found, table),
        })
    }
}

impl Schema {
    /// The first difference in sequences, functions, triggers and extensions.
    fn code_difference(&self, wanted: &Self) -> Option<String> {
        for function in wanted.functions() {
            let signature = function.signature();
            match self.function(&signature) {
                None => return Some(format!("function `{signature}` is missing")),
                Some(found) if found != function => {
                    return Some(format!("function `{signature}` has another definition"));
                }
                Some(_) => {}
            }
        }
        for trigger in wanted.triggers() {
            let Trigger { name, table, event: _, definition: _ } = trigger;
            match self.trigger(table, name) {
                None => return Some(format!("trigger `{name}` of `{table}` is missing")),
                Some(found) if found != trigger => {
                    return Some(format!("trigger `{name}` of `{table}` has another definition"));
                }
                Some(_) => {}
            }
        }
        for sequence in wanted.sequences() {
            match self.sequence(&sequence.name) {
                None => return Some(format!("sequence `{}` is missing", sequence.name)),
                Some(found) if found != sequence => {
                    return Some(format!(
                        "sequence `{}` goes otherwise, or belongs to another",
                        sequence.name
                    ));
                }
                Some(_) => {}
            }
        }
        if let Some(extra) = self.sequences().find(|found| wanted.sequence(&found.name).is_none()) {
            return Some(format!("there is a sequence `{}`", extra.name));
        }
        for extension in wanted.extensions() {
            match self.extension(&extension.name) {
                None => return Some(format!("extension `{}` is missing", extension.name)),
                Some(found) if found != extension => {
                    return Some(format!("extension `{}` is another", extension.name));
                }
                Some(_) => {}
            }
        }
        let mut functions = self.functions().map(Function::signature);
        let function = functions.find(|signature| wanted.function(signature).is_none());
        let function = function.map(|signature| format!("there is a function `{signature}`"));
        let mut triggers = self.triggers();
        let trigger = triggers.find(|found| wanted.trigger(&found.table, &found.name).is_none());
        let trigger =
            trigger.map(|found| format!("there is a trigger `{}` of `{}`", found.name, found.table));
        let extension = self.extensions().find(|found| wanted.extension(&found.name).is_none());
        let extension = extension.map(|found| format!("there is an extension `{}`", found.name));
        function.or(trigger).or(extension)
    }
}

fn table_difference(found: &Table, wanted: &Table) -> Option<String> {
    let (found_parts, wanted_parts) = (parts(found), parts(wanted));
    for ((kind, name), text) in &wanted_parts {
        match found_parts.get(&(*kind, name.clone())) {
            None => return Some(format!("{kind} `{name}` of table `{}` is missing", wanted.name)),
            Some(other) if other != text => {
                return Some(format!(
                    "{kind} `{name}` of table `{}` is {other} instead of {text}",
                    wanted.name
                ));
            }
            Some(_) => {}
        }
    }
    let extra = found_parts.keys().find(|part| !wanted_parts.contains_key(*part));
    extra.map(|(kind, name)| format!("table `{}` has the {kind} `{name}`", wanted.name))
}

/// The parts of a table by kind and name, each in its canonical form.
fn parts(table: &Table) -> BTreeMap<(&'static str, Name), String> {
    let text = |write: &dyn Fn(&mut Canonical)| {
        let mut canonical = Canonical::default();
        write(&mut canonical);
        canonical.into_text()
    };
    let columns =
        table.columns.iter().map(|column| (("column", column.name.clone()), text(&|out| out.column(column))));
    let indexes =
        table.indexes.iter().map(|index| (("index", index.name.clone()), text(&|out| out.index(index))));
    let constraints = table.constraint_names().filter_map(|name| table.constraint(name));
    let constraints = constraints.map(|constraint| {
        let part = (constraint.kind(), constraint.name().clone());
        (part, text(&|out| out.constraint(&constraint)))
    });
    let comment = table
        .comment
        .iter()
        .map(|comment| (("comment", table.name.name.clone()), text(&|out| out.comment(Some(comment)))));
    let options = Some(text(&|out| out.table_options(&table.options))).filter(|options| !options.is_empty());
    let options = options.map(|options| (("option", table.name.name.clone()), options));
    columns.chain(indexes).chain(constraints).chain(comment).chain(options).collect()
}
