//! Sequences, functions, views and triggers.

use std::collections::BTreeSet;

use super::Comparing;
use crate::diff::pending::Phase;
use crate::diff::properties::{Described, differences};
use crate::diff::{Change, Object, Rename, Verdict};
use crate::name::{Name, QualifiedName};
use crate::operation::{
    AlterSequence, Change as Value, CreateFunction, CreateTrigger, CreateView, Cycle, DropFunction,
    DropSequence, DropTrigger, DropView, ReplaceFunction, ReplaceTrigger, ReplaceView, RestoreView,
    ViewDefinition,
};
use crate::schema::{Dialect, Function, Sequence, SequenceOptions, View};

impl Comparing<'_> {
    /// The sequences that both have, and those that go.
    pub(super) fn sequences(&mut self) {
        for before in self.former.sequences() {
            let object = || Object::Sequence(before.name.clone());
            let Some(after) = self.target.sequence(&before.name) else {
                let drop = DropSequence { sequence: before.name.clone() }.into();
                // It goes with what it belongs to.
                let goes_along = before.owner.as_ref().is_some_and(|owner| {
                    let table = self.target.table(&owner.table);
                    table.is_none_or(|table| table.column(&owner.column).is_none())
                        || self.is_remade(&owner.table, &owner.column)
                });
                if !goes_along {
                    self.push(Phase::DropSequences, Change::new(object(), Verdict::Dropped, vec![drop]));
                }
                continue;
            };
            if before.is_like(after) {
                continue;
            }
            let mut operation = alter_sequence(&before.options, after);
            let is_owned = before.owner != after.owner;
            if is_owned {
                operation.owner = Some(after.owner.clone().map_or(Value::Drop, Value::Set));
            }
            let mut change = Change::new(object(), Verdict::Changed, vec![operation.into()]);
            change.differences = differences(before, after);
            // A column that goes would take it along.
            let phase = match (is_owned, &after.owner) {
                (true, Some(_)) => Phase::Keys,
                (true, None) | (false, _) => Phase::Sequences,
            };
            self.push(phase, change);
        }
    }

    /// The functions that both have, and those that go.
    pub(super) fn functions(&mut self) {
        for before in self.former.functions() {
            let signature = before.signature();
            let drop = || DropFunction { function: signature.clone() }.into();
            let object = Object::Function(signature.clone());
            let Some(after) = self.target.function(&signature) else {
                self.push(Phase::DropFunctions, Change::new(object, Verdict::Dropped, vec![drop()]));
                continue;
            };
            if before.is_like(after) {
                continue;
            }
            let operations = if is_replaceable(before, after) {
                vec![ReplaceFunction { function: after.clone() }.into()]
            } else {
                vec![drop(), CreateFunction { function: after.clone() }.into()]
            };
            let mut change = Change::new(object, Verdict::Changed, operations);
            change.differences = differences(before, after);
            self.push(Phase::Create, change);
        }
    }

    /// The views: those that go, those that are in the way of what goes or is called otherwise, those that come.
    pub(super) fn views(&mut self) {
        let obstacles = self.obstacles();
        let mut gone = BTreeSet::<&QualifiedName>::new();
        for view in self.before.views() {
            let stays = self.target.view(&view.name).is_some();
            if !stays || obstacles.contains(&view.name) {
                gone.insert(&view.name);
                gone.extend(self.before.dependents(&view.name).into_iter().map(|view| &view.name));
            }
        }
        let drops = sorted(&self.before.views().filter(|view| gone.contains(&view.name)).collect::<Vec<_>>());
        for view in drops.into_iter().rev() {
            let verdict =
                if self.target.view(&view.name).is_some() { Verdict::Remade } else { Verdict::Dropped };
            let drop = DropView { view: view.name.clone() }.into();
            self.push(Phase::DropViews, Change::new(Object::View(view.name.clone()), verdict, vec![drop]));
        }
        for view in sorted(&self.target.views().collect::<Vec<_>>()) {
            self.view(view, &gone);
        }
    }

    fn view(&mut self, view: &View, gone: &BTreeSet<&QualifiedName>) {
        let object = || Object::View(view.name.clone());
        let definition = || ViewDefinition::of(view);
        let Some(before) = self.before.view(&view.name) else {
            let create = CreateView { definition: definition() }.into();
            self.push(Phase::Views, Change::new(object(), Verdict::Added, vec![create]));
            return;
        };
        let is_gone = gone.contains(&view.name);
        let change = if before.is_like(view) {
            if !is_gone {
                return;
            }
            let needed = |view: &View| {
                view.depends_on.iter().map(|dependency| dependency.relation.clone()).collect::<Vec<_>>()
            };
            let triggers = self.before.triggers_of(&view.name);
            // What was dropped comes again with its triggers.
            let operation =
                if triggers.eq(self.target.triggers_of(&view.name)) && needed(before) == needed(view) {
                    RestoreView { view: view.name.clone() }.into()
                } else {
                    CreateView { definition: definition() }.into()
                };
            Change::new(object(), Verdict::Remade, vec![operation])
        } else {
            let operation = if is_gone {
                CreateView { definition: definition() }.into()
            } else {
                ReplaceView { definition: definition() }.into()
            };
            let mut change = Change::new(object(), Verdict::Changed, vec![operation]);
            change.differences = differences(before, view);
            change
        };
        self.push(Phase::Views, change);
    }

    /// The views that need what goes or is called otherwise.
    fn obstacles(&self) -> BTreeSet<QualifiedName> {
        let mut obstacles = BTreeSet::new();
        for view in self.before.views() {
            let needs = view.depends_on.iter().any(|dependency| {
                let relation = &dependency.relation;
                let Some(before) = self.before.table(relation) else { return false };
                let Some(after) = self.target.table(relation) else { return true };
                let is_renamed = self.renames.iter().any(|rename| match rename {
                    Rename::Table { from, to: _ } => from == relation,
                    Rename::Column { table, from, to: _ } => {
                        table == relation && view.needs_column(relation, from)
                    }
                    Rename::Enum { .. } | Rename::EnumValue { .. } => false,
                });
                let mut columns = before.columns.iter().map(|column| &column.name);
                let goes = |column: &Name| after.column(column).is_none() || self.is_remade(relation, column);
                is_renamed || columns.any(|column| goes(column) && view.needs_column(relation, column))
            });
            if needs {
                obstacles.insert(view.name.clone());
            }
        }
        obstacles
    }

    /// The triggers.
    pub(super) fn triggers(&mut self) {
        // Those of a view that is made otherwise went with it, and those of a table in whose place a view comes.
        let is_lost = |comparing: &Self, table: &QualifiedName| {
            let was_view = comparing.before.view(table).is_some();
            was_view != comparing.target.view(table).is_some() || (was_view && comparing.is_created(table))
        };
        for before in self.former.triggers() {
            let (table, name) = (&before.table, &before.name);
            let stays = self.target.table(table).is_some() || self.target.view(table).is_some();
            if self.target.trigger(table, name).is_some() || !stays || is_lost(self, table) {
                continue;
            }
            let drop = DropTrigger { table: table.clone(), trigger: name.clone() }.into();
            let object = Object::Trigger(table.clone(), name.clone());
            self.push(Phase::DropTriggers, Change::new(object, Verdict::Dropped, vec![drop]));
        }
        for after in self.target.triggers() {
            let (table, name) = (&after.table, &after.name);
            let object = Object::Trigger(table.clone(), name.clone());
            let create = || CreateTrigger { trigger: after.clone() }.into();
            match self.former.trigger(table, name) {
                Some(before) if is_lost(self, table) => {
                    let verdict = if before.is_like(after) { Verdict::Remade } else { Verdict::Changed };
                    self.push(Phase::Triggers, Change::new(object, verdict, vec![create()]));
                }
                Some(before) if before.is_like(after) => {}
                Some(before) => {
                    let replace = ReplaceTrigger { trigger: after.clone() }.into();
                    let mut change = Change::new(object, Verdict::Changed, vec![replace]);
                    change.differences = differences(before, after);
                    self.push(Phase::Triggers, change);
                }
                None => self.push(Phase::Triggers, Change::new(object, Verdict::Added, vec![create()])),
            }
        }
    }

    /// Whether a view that both have is created anew, without its triggers.
    fn is_created(&self, view: &QualifiedName) -> bool {
        self.pending.has(|change| {
            change.object == Object::View(view.clone())
                && change
                    .operations
                    .iter()
                    .any(|operation| matches!(operation, crate::operation::Operation::CreateView(_)))
        })
    }
}

/// Views, each behind those that it needs.
fn sorted<'a>(views: &[&'a View]) -> Vec<&'a View> {
    let mut left = views.to_vec();
    let mut sorted = Vec::<&View>::with_capacity(left.len());
    while !left.is_empty() {
        let count = left.len();
        let names = left.iter().map(|view| view.name.clone()).collect::<Vec<_>>();
        left.retain(|view| {
            let waits = names.iter().any(|name| {
                *name != view.name && view.needs(name) && !sorted.iter().any(|other| other.name == *name)
            });
            if !waits {
                sorted.push(view);
            }
            waits
        });
        if left.len() == count {
            sorted.append(&mut left);
        }
    }
    sorted
}

fn alter_sequence(before: &SequenceOptions, after: &Sequence) -> AlterSequence {
    let SequenceOptions { start, increment, min, max, cache, cycle } = after.options;
    let changed = |before: Option<i64>, after: Option<i64>| {
        (before != after).then(|| after.map_or(Value::Drop, Value::Set))
    };
    AlterSequence {
        sequence: after.name.clone(),
        start: changed(before.start, start),
        increment: changed(before.increment, increment),
        min: changed(before.min, min),
        max: changed(before.max, max),
        cache: changed(before.cache, cache),
        cycle: (before.cycle != cycle).then_some(if cycle { Cycle::Again } else { Cycle::End }),
        owner: None,
    }
}

/// Whether PostgreSQL lets a function be replaced: with the same names of arguments, and the same result (manual 15,
/// `CREATE FUNCTION`).
fn is_replaceable(before: &Function, after: &Function) -> bool {
    let names = |function: &Function| {
        function.arguments.iter().map(|argument| argument.name.clone()).collect::<Vec<_>>()
    };
    let result = |function: &Function| {
        let text = function.definition.text(Dialect::Postgres).to_lowercase();
        let words = text.split_whitespace().map(str::to_owned);
        words
            .take_while(|word| !matches!(word.as_str(), "language" | "as" | "return" | "begin"))
            .collect::<Vec<_>>()
    };
    names(before) == names(after) && result(before) == result(after)
}
