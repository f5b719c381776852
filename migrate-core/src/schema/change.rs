//! What operations change of a schema: what comes, what goes, and what follows a new name.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{
    ColumnDefault, DroppedView, EnumType, Extension, Function, Schema, Sequence, SequenceOwner, Signature,
    Table, Trigger, View, fold, fold_name,
};
use crate::name::{Name, QualifiedName};

impl Schema {
    /// Puts a schema in.
    pub(crate) fn put_schema(&mut self, name: Name) {
        self.schemas.insert(name);
    }

    /// Takes a schema out.
    pub(crate) fn take_schema(&mut self, name: &Name) {
        self.schemas.remove(name);
    }

    /// Puts a table in, in the place of one of the same name.
    pub(crate) fn put_table(&mut self, table: Table) {
        let before = self.tables.get(&table.name).cloned();
        // What stays as it is is not touched: each change of a set copies a part of it.
        if let Some(before) = &before {
            self.forget_names(before, Some(&table));
        }
        for relation in table.relation_names() {
            if before.as_ref().is_some_and(|before| before.relation_names().any(|name| name == relation)) {
                continue;
            }
            let folded = fold(&table.name.beside(relation));
            self.relations.insert(Arc::new((folded, relation.clone(), table.name.clone())));
        }
        for key in &table.foreign_keys {
            if !before.as_ref().is_some_and(|before| references(before, &key.referenced_table)) {
                self.references.insert((key.referenced_table.clone(), table.name.clone()));
            }
            let folded = fold_name(&key.name);
            if !before.as_ref().is_some_and(|before| has_key_like(before, &folded)) {
                self.keys.insert((folded, table.name.clone()));
            }
        }
        for parent in table.options.postgres.parents() {
            self.children.insert((parent.clone(), table.name.clone()));
        }
        // A look for what is to be changed copies what it passes.
        let there = before.and_then(|_| self.tables.get_mut(&table.name));
        match there {
            Some(there) => *there = Arc::new(table),
            None => {
                self.tables.insert(Arc::new(table.name.clone()), Arc::new(table));
            }
        }
    }

    /// Takes out what the names and references of a table were, but for those that one in its place has too.
    fn forget_names(&mut self, table: &Table, after: Option<&Table>) {
        for relation in table.relation_names() {
            if after.is_some_and(|after| after.relation_names().any(|name| name == relation)) {
                continue;
            }
            let folded = fold(&table.name.beside(relation));
            self.relations.remove(&(folded, relation.clone(), table.name.clone()));
        }
        for key in &table.foreign_keys {
            if !after.is_some_and(|after| references(after, &key.referenced_table)) {
                self.references.remove(&(key.referenced_table.clone(), table.name.clone()));
            }
            let folded = fold_name(&key.name);
            if !after.is_some_and(|after| has_key_like(after, &folded)) {
                self.keys.remove(&(folded, table.name.clone()));
            }
        }
        for parent in table.options.postgres.parents() {
            let stays = |after: &Table| after.options.postgres.parents().any(|name| name == parent);
            if !after.is_some_and(stays) {
                self.children.remove(&(parent.clone(), table.name.clone()));
            }
        }
    }

    /// Takes a table out.
    pub(crate) fn take_table(&mut self, name: &QualifiedName) -> Option<Table> {
        self.remove_table(name).map(Arc::unwrap_or_clone)
    }

    /// Takes a table out of which nothing more is wanted.
    pub(crate) fn remove_table(&mut self, name: &QualifiedName) -> Option<Arc<Table>> {
        let table = self.tables.remove(name)?;
        self.forget_names(&table, None);
        Some(table)
    }

    /// Gives a table that is there another name, in the foreign keys that reference it too.
    pub(crate) fn rename_table(&mut self, from: &QualifiedName, to: &QualifiedName) {
        let by = self.references_to(from).map(|(table, _)| table.name.clone()).collect::<BTreeSet<_>>();
        for name in by.iter().chain([from]) {
            if let Some(mut table) = self.take_table(name) {
                for key in table.foreign_keys.iter_mut().filter(|key| key.referenced_table == *from) {
                    key.referenced_table = to.clone();
                }
                if table.name == *from {
                    table.name = to.clone();
                }
                self.put_table(table);
            }
        }
        let children = self.children_of(from).map(|child| child.name.clone()).collect::<Vec<_>>();
        for child in children {
            if let Some(mut table) = self.take_table(&child) {
                for parent in table.options.postgres.parents_mut().filter(|parent| *parent == from) {
                    *parent = to.clone();
                }
                self.put_table(table);
            }
        }
        self.retarget_triggers(from, to);
        let sequences = self.sequences_of(from).cloned().collect::<Vec<_>>();
        for sequence in sequences {
            // A table takes its sequences along to another schema.
            let moved = sequence.name.within(to.schema.clone());
            let Sequence { name, options, owner, number } = sequence;
            let owner = owner.map(|owner| SequenceOwner { table: to.clone(), column: owner.column });
            self.put_sequence(Sequence { name: name.clone(), options, owner, number });
            self.rename_sequence(&name, &moved);
        }
    }

    /// Puts a sequence in, in the place of one of the same name.
    pub(crate) fn put_sequence(&mut self, sequence: Sequence) {
        let relation = (fold(&sequence.name), sequence.name.name.clone(), sequence.name.clone());
        self.relations.insert(Arc::new(relation));
        self.sequences.insert(sequence.name.clone(), Arc::new(sequence));
    }

    /// Takes a sequence out.
    pub(crate) fn take_sequence(&mut self, name: &QualifiedName) -> Option<Sequence> {
        let sequence = self.sequences.remove(name)?;
        self.relations.remove(&(fold(name), name.name.clone(), name.clone()));
        Some(Arc::unwrap_or_clone(sequence))
    }

    /// Takes the sequences of a table out, which go with it.
    pub(crate) fn take_sequences(&mut self, table: &QualifiedName) {
        let gone = self.sequences_of(table).map(|sequence| sequence.name.clone()).collect::<Vec<_>>();
        for name in gone {
            self.take_sequence(&name);
        }
    }

    /// Gives a sequence another name, in the defaults that use it too.
    pub(crate) fn rename_sequence(&mut self, from: &QualifiedName, to: &QualifiedName) {
        if from == to {
            return;
        }
        let users = self.columns_of_sequence(from).map(|(table, _)| table.clone()).collect::<Vec<_>>();
        for mut table in users {
            for column in &mut table.columns {
                match &mut column.default {
                    Some(ColumnDefault::NextValue(sequence)) if sequence == from => *sequence = to.clone(),
                    Some(
                        ColumnDefault::Expression(_)
                        | ColumnDefault::NextValue(_)
                        | ColumnDefault::Now
                        | ColumnDefault::Value(_),
                    )
                    | None => {}
                }
            }
            self.put_table(table);
        }
        if let Some(sequence) = self.take_sequence(from) {
            self.put_sequence(Sequence { name: to.clone(), ..sequence });
        }
    }

    /// Follows a column that is called otherwise from now on, in the sequences that belong to it.
    pub(crate) fn rename_owner(&mut self, table: &QualifiedName, from: &Name, to: &Name) {
        let is_of = |sequence: &&Sequence| sequence.owner.as_ref().is_some_and(|owner| owner.column == *from);
        let sequences = self.sequences_of(table).filter(is_of).cloned().collect::<Vec<_>>();
        for sequence in sequences {
            let owner = SequenceOwner { table: table.clone(), column: to.clone() };
            self.put_sequence(Sequence { owner: Some(owner), ..sequence });
        }
    }

    /// Puts a view in, in the place of one of the same name.
    pub(crate) fn put_view(&mut self, view: View) {
        let folded = fold(&view.name);
        self.relations.insert(Arc::new((folded, view.name.name.clone(), view.name.clone())));
        self.dropped_views.remove(&view.name);
        self.views.insert(view.name.clone(), Arc::new(view));
    }

    /// Gives a view that no other needs another name.
    pub(crate) fn rename_view(&mut self, from: &QualifiedName, to: QualifiedName) {
        if let Some(mut view) = self.take_view(from) {
            // It was not dropped.
            self.dropped_views.remove(from);
            self.retarget_triggers(from, &to);
            view.name = to;
            self.put_view(view);
        }
    }

    /// Takes a view out, and remembers it.
    pub(crate) fn take_view(&mut self, name: &QualifiedName) -> Option<View> {
        let view = self.views.remove(name)?;
        self.relations.remove(&(fold(name), name.name.clone(), name.clone()));
        let view = Arc::unwrap_or_clone(view);
        let triggers = self.triggers_of(name).cloned().collect();
        self.dropped_views.insert(name.clone(), Arc::new(DroppedView { view: view.clone(), triggers }));
        Some(view)
    }

    /// Puts a function in, in the place of one of the same name and types.
    pub(crate) fn put_function(&mut self, function: Function) {
        self.functions.insert(function.signature(), Arc::new(function));
    }

    /// Takes a function out.
    pub(crate) fn take_function(&mut self, signature: &Signature) {
        self.functions.remove(signature);
    }

    /// Puts a trigger in, in the place of one of the same table and name.
    pub(crate) fn put_trigger(&mut self, trigger: Trigger) {
        self.triggers.insert((trigger.table.clone(), trigger.name.clone()), Arc::new(trigger));
    }

    /// Takes a trigger out.
    pub(crate) fn take_trigger(&mut self, table: &QualifiedName, name: &Name) {
        self.triggers.remove(&(table.clone(), name.clone()));
    }

    /// Takes the triggers of a table or view out, which go with it.
    pub(crate) fn take_triggers(&mut self, table: &QualifiedName) {
        let gone = self.triggers_of(table).map(|trigger| trigger.name.clone()).collect::<Vec<_>>();
        for name in gone {
            self.take_trigger(table, &name);
        }
    }

    /// The triggers of a table or view that is called otherwise from now on.
    fn retarget_triggers(&mut self, from: &QualifiedName, to: &QualifiedName) {
        let triggers = self.triggers_of(from).cloned().collect::<Vec<_>>();
        self.take_triggers(from);
        for trigger in triggers {
            self.put_trigger(Trigger { table: to.clone(), ..trigger });
        }
    }

    /// Puts an extension in, in the place of one of the same name.
    pub(crate) fn put_extension(&mut self, extension: Extension) {
        self.extensions.insert(extension.name.clone(), Arc::new(extension));
    }

    /// Takes an extension out.
    pub(crate) fn take_extension(&mut self, name: &Name) {
        self.extensions.remove(name);
    }

    /// Puts an enum type in, in the place of one of the same name.
    pub(crate) fn put_enum(&mut self, enum_type: EnumType) {
        self.enums.insert(enum_type.name.clone(), Arc::new(enum_type));
    }

    /// Gives an enum type another name, in the columns that use it too.
    pub(crate) fn rename_enum(&mut self, from: &QualifiedName, to: &QualifiedName) {
        let mut tables = self.columns_of_enum(from).map(|(table, _)| table.clone()).collect::<Vec<_>>();
        tables.dedup_by(|one, other| one.name == other.name);
        if let Some(enum_type) = self.enums.remove(from) {
            self.put_enum(EnumType { name: to.clone(), values: enum_type.values.clone() });
        }
        for mut table in tables {
            for column in &mut table.columns {
                column.column_type = column.column_type.with_enum(from, to);
            }
            self.put_table(table);
        }
    }

    /// Takes an enum type out.
    pub(crate) fn take_enum(&mut self, name: &QualifiedName) {
        self.enums.remove(name);
    }
}

/// Whether a table has a foreign key to another.
fn references(table: &Table, referenced: &QualifiedName) -> bool {
    table.foreign_keys.iter().any(|key| key.referenced_table == *referenced)
}

/// Whether a table has a foreign key whose name is this one in small letters.
fn has_key_like(table: &Table, folded: &Name) -> bool {
    table.foreign_keys.iter().any(|key| fold_name(&key.name) == *folded)
}
