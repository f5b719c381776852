//! What the catalogue of MySQL and MariaDB can tell of a schema: from it a run that was killed finds out where it was.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::name::{Name, QualifiedName};
use crate::operation::Operation;
use crate::schema::{Schema, Table};

/// Something that the catalogue can tell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fact<S = String> {
    /// The table, view, sequence or function.
    pub(crate) table: S,
    /// In lower case: only tables can be told apart by case.
    pub(crate) part: Part<S>,
}

/// A fact in the words of a schema that has it.
pub(crate) type Told<'a> = Fact<Cow<'a, str>>;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Part<S = String> {
    Column(S),
    Constraint(S),
    Function,
    Index(S),
    PrimaryKey,
    /// A table, a view or a sequence, which share one namespace.
    Table,
    Trigger(S),
}

impl From<Told<'_>> for Fact {
    fn from(Fact { table, part }: Told<'_>) -> Self {
        let part = match part {
            Part::Column(name) => Part::Column(name.into_owned()),
            Part::Constraint(name) => Part::Constraint(name.into_owned()),
            Part::Function => Part::Function,
            Part::Index(name) => Part::Index(name.into_owned()),
            Part::PrimaryKey => Part::PrimaryKey,
            Part::Table => Part::Table,
            Part::Trigger(name) => Part::Trigger(name.into_owned()),
        };
        Self { table: table.into_owned(), part }
    }
}

/// What an operation changes in the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// What is there before it, and not after.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) gone: BTreeSet<Fact>,
    /// What is there after it, and not before.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(crate) made: BTreeSet<Fact>,
}

/// The same in the words of the schemas, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct ToldTurn<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gone: Vec<Told<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    made: Vec<Told<'a>>,
}

impl ToldTurn<'_> {
    /// Looks at what lies between two schemas.
    pub(crate) fn between<R>(before: &Schema, after: &Schema, look: impl FnOnce(ToldTurn<'_>) -> R) -> R {
        let (before, after) = before.apart(after);
        let (mut gone, mut made) = (told(&before), told(&after));
        if !gone.is_empty() && !made.is_empty() {
            let both = gone.extract_if(.., |fact| made.binary_search(fact).is_ok()).collect::<Vec<_>>();
            made.retain(|fact| both.binary_search(fact).is_err());
        }
        look(ToldTurn { gone, made })
    }

    /// Whether nothing changes.
    pub(crate) fn is_nothing(&self) -> bool {
        let Self { gone, made } = self;
        gone.is_empty() && made.is_empty()
    }
}

impl From<ToldTurn<'_>> for Turn {
    fn from(ToldTurn { gone, made }: ToldTurn<'_>) -> Self {
        let kept = |facts: Vec<Told<'_>>| facts.into_iter().map(Fact::from).collect();
        Self { gone: kept(gone), made: kept(made) }
    }
}

impl Turn {
    /// The tables that come or go.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &str> {
        let is_table = |fact: &&Fact| fact.part == Part::Table;
        self.gone.iter().chain(&self.made).filter(is_table).map(|fact| fact.table.as_str())
    }

    /// What is there before the first of these, between them, and after the last, as far as they change it.
    pub(crate) fn states<'a>(turns: impl Iterator<Item = &'a Self> + Clone) -> Vec<BTreeSet<Fact>> {
        let mut now = BTreeSet::new();
        let mut met = BTreeSet::new();
        for Self { gone, made } in turns.clone() {
            now.extend(gone.difference(&met).cloned());
            met.extend(gone.union(made).cloned());
        }
        let mut states = vec![now.clone()];
        for Self { gone, made } in turns {
            now.retain(|fact| !gone.contains(fact));
            now.extend(made.iter().cloned());
            states.push(now.clone());
        }
        states
    }
}

/// What the catalogue tells where it holds a schema.
pub(crate) fn facts(schema: &Schema) -> BTreeSet<Fact> {
    told(schema).into_iter().map(Fact::from).collect()
}

/// The same in the schema's own words, sorted.
fn told(schema: &Schema) -> Vec<Told<'_>> {
    let mut facts = Vec::new();
    for table in schema.tables() {
        table_facts(table, &mut facts);
    }
    let relations = schema.views().map(|view| &view.name);
    let relations = relations.chain(schema.sequences().map(|sequence| &sequence.name));
    facts.extend(relations.map(|name| Fact { table: whole(name), part: Part::Table }));
    let functions = schema.functions().map(|function| &function.name);
    facts.extend(functions.map(|name| Fact { table: whole(name), part: Part::Function }));
    let triggers = schema.triggers();
    facts.extend(
        triggers
            .map(|trigger| Fact { table: whole(&trigger.table), part: Part::Trigger(lower(&trigger.name)) }),
    );
    facts.sort_unstable();
    facts.dedup();
    facts
}

fn table_facts<'a>(table: &'a Table, facts: &mut Vec<Told<'a>>) {
    let name = whole(&table.name);
    let keys = table.uniques.len() + table.foreign_keys.len() + table.checks.len();
    facts.reserve(2 + table.columns.len() + table.indexes.len() + keys);
    let mut add = |part| facts.push(Fact { table: name.clone(), part });
    table.columns.iter().for_each(|column| add(Part::Column(lower(&column.name))));
    table.uniques.iter().for_each(|unique| add(Part::Constraint(lower(&unique.name))));
    table.foreign_keys.iter().for_each(|key| add(Part::Constraint(lower(&key.name))));
    table.checks.iter().for_each(|check| add(Part::Constraint(lower(&check.name))));
    table.indexes.iter().for_each(|index| add(Part::Index(lower(&index.name))));
    table.primary_key.iter().for_each(|_| add(Part::PrimaryKey));
    add(Part::Table);
}

/// A name with its schema.
fn whole(name: &QualifiedName) -> Cow<'_, str> {
    match &name.schema {
        None => Cow::Borrowed(name.name.as_str()),
        Some(_) => Cow::Owned(name.to_string()),
    }
}

fn lower(name: &Name) -> Cow<'_, str> {
    let name = name.as_str();
    let is_lower = name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(name) } else { Cow::Owned(name.to_lowercase()) }
}

/// Whether an operation does nothing where it is in already.
pub(crate) fn is_repeatable(operation: &Operation) -> bool {
    match operation {
        Operation::AddEnumValue(_)
        | Operation::AlterColumn(_)
        | Operation::RemoveEnumValue(_)
        | Operation::ReorderEnum(_)
        | Operation::ReplaceFunction(_)
        | Operation::ReplacePrimaryKey(_)
        | Operation::ReplaceTrigger(_)
        | Operation::ReplaceView(_)
        | Operation::RestartSequence(_)
        | Operation::SetComment(_)
        | Operation::SetTableOptions(_) => true,
        Operation::AddColumn(_)
        | Operation::AddConstraint(_)
        | Operation::AlterSequence(_)
        | Operation::Backfill(_)
        | Operation::CreateEnum(_)
        | Operation::CreateExtension(_)
        | Operation::CreateFunction(_)
        | Operation::CreateIndex(_)
        | Operation::CreateSchema(_)
        | Operation::CreateSequence(_)
        | Operation::CreateTable(_)
        | Operation::CreateTrigger(_)
        | Operation::CreateView(_)
        | Operation::DataStep(_)
        | Operation::DeleteRows(_)
        | Operation::DeleteSelected(_)
        | Operation::DropColumn(_)
        | Operation::DropConstraint(_)
        | Operation::DropEnum(_)
        | Operation::DropExtension(_)
        | Operation::DropFunction(_)
        | Operation::DropIndex(_)
        | Operation::DropSchema(_)
        | Operation::DropSequence(_)
        | Operation::DropTable(_)
        | Operation::DropTrigger(_)
        | Operation::DropView(_)
        | Operation::InsertRows(_)
        | Operation::MoveTable(_)
        | Operation::RenameColumn(_)
        | Operation::RenameConstraint(_)
        | Operation::RenameEnum(_)
        | Operation::RenameEnumValue(_)
        | Operation::RenameIndex(_)
        | Operation::RenameSequence(_)
        | Operation::RenameTable(_)
        | Operation::RenameView(_)
        | Operation::RestoreView(_)
        | Operation::Sql(_)
        | Operation::UseIndex(_)
        | Operation::SetKeyType(_)
        | Operation::MoveToSchema(_)
        | Operation::UpdateExtension(_)
        | Operation::IfNeeded(_)
        | Operation::UpdateRows(_)
        | Operation::ValidateConstraint(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;

    #[test]
    fn the_states_of_a_schema_follow_from_what_each_operation_changes() {
        let operations = Operations::record(|op| {
            op.create_table("a", |t| {
                t.column("id", BigInt).primary_key();
                t.column("name", Text);
            });
            op.drop_column("a", "name");
            op.add_column("a", "name", Text).nullable();
            op.rename_table("a", "b");
            op.create_view("c", "select id from b");
            op.drop_view("c");
        });
        let mut schema = Schema::default();
        let (mut turns, mut wanted) = (Vec::<Turn>::new(), vec![facts(&schema)]);
        for recorded in operations {
            let before = schema.clone();
            recorded.operation.apply(&mut schema).expect("it fits");
            ToldTurn::between(&before, &schema, |turn| turns.push(turn.into()));
            wanted.push(facts(&schema));
        }
        assert_eq!(Turn::states(turns.iter()), wanted);
        // From the middle on, what is there all the while is not known.
        let later = Turn::states(turns[2..].iter());
        assert_eq!(later.len(), 5);
        assert!(later.iter().zip(&wanted[2..]).all(|(later, wanted)| later.is_subset(wanted)));
    }
}
