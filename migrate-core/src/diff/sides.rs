//! What of two schemas is compared, and the schema that shall come out.

use super::texts::{take_partition, take_text};
use super::{Alone, Comparison, Kind, Object, TextOf};
use crate::name::{Name, QualifiedName};
use crate::schema::{Function, Schema, Signature};

/// Two schemas and how they are compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sides<'a> {
    pub(super) before: &'a Schema,
    pub(super) after: &'a Schema,
    pub(super) how: &'a Comparison,
}

/// The schema that shall come out, and what is told apart.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) schema: Schema,
    pub(super) only_before: Vec<Object>,
    pub(super) only_after: Vec<Object>,
}

impl Sides<'_> {
    /// Whether objects of a kind come and change.
    pub(super) fn has(&self, kind: Kind) -> bool {
        self.how.scope.whole.contains(&kind) || self.how.scope.additions.contains(&kind)
    }

    /// Whether objects of a kind go.
    fn takes(&self, kind: Kind) -> bool {
        self.how.scope.whole.contains(&kind)
    }

    /// Whether a table or view is compared: by its name, and not if another chain has made it.
    pub(super) fn takes_relation(&self, name: &QualifiedName) -> bool {
        let is_foreign = |schema: &Schema| schema.owner_of_table(name).is_some();
        self.how.filter.takes(name) && !is_foreign(self.before) && !is_foreign(self.after)
    }

    /// Whether an enum type is compared.
    pub(super) fn takes_enum(&self, name: &QualifiedName) -> bool {
        let is_foreign = |schema: &Schema| schema.owner_of_enum(name).is_some();
        self.how.filter.takes(name) && !is_foreign(self.before) && !is_foreign(self.after)
    }

    /// Whether a sequence is compared.
    fn takes_sequence(&self, name: &QualifiedName) -> bool {
        let is_foreign = |schema: &Schema| schema.owner_of_sequence(name).is_some();
        self.how.filter.takes(name) && !is_foreign(self.before) && !is_foreign(self.after)
    }

    /// The schema that shall come out, if `renamed` is the schema before with what is called otherwise, and without views.
    pub(super) fn target(&self, renamed: &Schema) -> Target {
        let mut target = Target { schema: renamed.clone(), only_before: Vec::new(), only_after: Vec::new() };
        self.schemas(&mut target);
        self.extensions(&mut target);
        self.enums(renamed, &mut target);
        self.tables(renamed, &mut target);
        self.sequences(renamed, &mut target);
        self.functions(&mut target);
        self.views(&mut target);
        self.triggers(renamed, &mut target);
        self.texts(renamed, &mut target.schema);
        target.only_before.sort();
        target.only_after.sort();
        target
    }

    /// Whether what only the schema before has goes; where not, it is noted.
    fn goes(&self, kind: Kind, target: &mut Target, object: impl FnOnce() -> Object) -> bool {
        match self.how.only_before {
            Alone::Apart => {
                target.only_before.push(object());
                false
            }
            Alone::Differs => self.takes(kind),
        }
    }

    /// Whether what only the schema after has comes; where not, it is noted.
    fn comes(&self, target: &mut Target, object: impl FnOnce() -> Object) -> bool {
        match self.how.only_after {
            Alone::Apart => {
                target.only_after.push(object());
                false
            }
            Alone::Differs => true,
        }
    }

    fn schemas(&self, target: &mut Target) {
        if !self.has(Kind::Schema) {
            return;
        }
        let (before, after) = (self.before, self.after);
        let is_foreign = |name: &Name| [before, after].iter().any(|it| it.owner_of_schema(name).is_some());
        let takes = |name: &Name| self.how.filter.takes(&QualifiedName::from(name)) && !is_foreign(name);
        for name in before.schemas().filter(|name| takes(name)) {
            let stays = after.schemas().any(|other| other == name);
            if !stays && self.goes(Kind::Schema, target, || Object::Schema(name.clone())) {
                target.schema.take_schema(name);
            }
        }
        for name in after.schemas().filter(|name| takes(name)) {
            let is_there = before.schemas().any(|other| other == name);
            if !is_there && self.comes(target, || Object::Schema(name.clone())) {
                target.schema.put_schema(name.clone());
            }
        }
    }

    fn extensions(&self, target: &mut Target) {
        if !self.has(Kind::Extension) {
            return;
        }
        let sides = [self.before, self.after];
        let is_foreign = |name: &Name| sides.iter().any(|it| it.owner_of_extension(name).is_some());
        let takes = |name: &Name| self.how.filter.takes(&QualifiedName::from(name)) && !is_foreign(name);
        for extension in self.before.extensions().filter(|it| takes(&it.name)) {
            let name = &extension.name;
            if self.after.extension(name).is_none()
                && self.goes(Kind::Extension, target, || Object::Extension(name.clone()))
            {
                target.schema.take_extension(name);
            }
        }
        for extension in self.after.extensions().filter(|it| takes(&it.name)) {
            let name = &extension.name;
            if self.before.extension(name).is_some() || self.comes(target, || Object::Extension(name.clone()))
            {
                target.schema.put_extension(extension.clone());
            }
        }
    }

    fn enums(&self, renamed: &Schema, target: &mut Target) {
        if !self.has(Kind::Enum) {
            return;
        }
        for enum_type in renamed.enum_types().filter(|it| self.takes_enum(&it.name)) {
            let name = &enum_type.name;
            if self.after.enum_type(name).is_none()
                && self.goes(Kind::Enum, target, || Object::Enum(name.clone()))
            {
                target.schema.take_enum(name);
            }
        }
        for enum_type in self.after.enum_types().filter(|it| self.takes_enum(&it.name)) {
            let name = &enum_type.name;
            let before = renamed.enum_type(name);
            if before != Some(enum_type)
                && (before.is_some() || self.comes(target, || Object::Enum(name.clone())))
            {
                target.schema.put_enum(enum_type.clone());
            }
        }
    }

    fn tables(&self, renamed: &Schema, target: &mut Target) {
        if !self.has(Kind::Table) {
            return;
        }
        for table in renamed.tables().filter(|it| self.takes_relation(&it.name)) {
            let name = &table.name;
            if self.after.table(name).is_none()
                && self.goes(Kind::Table, target, || Object::Table(name.clone()))
            {
                target.schema.take_table(name);
                target.schema.take_sequences(name);
                target.schema.take_triggers(name);
            }
        }
        for table in self.after.tables().filter(|it| self.takes_relation(&it.name)) {
            let name = &table.name;
            let before = renamed.table(name);
            // What is alike stays the very same, so that nobody looks at it again.
            if before.is_some_and(|before| std::ptr::eq(before, table) || before == table) {
                continue;
            }
            if before.is_some() || self.comes(target, || Object::Table(name.clone())) {
                target.schema.put_table(table.clone());
            }
        }
    }

    fn sequences(&self, renamed: &Schema, target: &mut Target) {
        if !self.has(Kind::Sequence) {
            return;
        }
        let takes = |name: &QualifiedName| self.takes_sequence(name);
        for sequence in renamed.sequences().filter(|it| takes(&it.name)) {
            let name = &sequence.name;
            if self.after.sequence(name).is_none()
                && self.goes(Kind::Sequence, target, || Object::Sequence(name.clone()))
            {
                target.schema.take_sequence(name);
            }
        }
        for sequence in self.after.sequences().filter(|it| takes(&it.name)) {
            let name = &sequence.name;
            if renamed.sequence(name).is_some() || self.comes(target, || Object::Sequence(name.clone())) {
                target.schema.put_sequence(sequence.clone());
            }
        }
    }

    fn functions(&self, target: &mut Target) {
        if !self.has(Kind::Function) {
            return;
        }
        let takes = |function: &&Function| {
            let signature = function.signature();
            let is_foreign = |schema: &Schema| schema.owner_of_function(&signature).is_some();
            self.how.filter.takes(&function.name) && !is_foreign(self.before) && !is_foreign(self.after)
        };
        for function in self.before.functions().filter(takes) {
            let signature = function.signature();
            if self.after.function(&signature).is_none()
                && self.goes(Kind::Function, target, || Object::Function(signature.clone()))
            {
                target.schema.take_function(&signature);
            }
        }
        for function in self.after.functions().filter(takes) {
            let signature = function.signature();
            if self.before.function(&signature).is_some()
                || self.comes(target, || Object::Function(signature.clone()))
            {
                target.schema.put_function(function.clone());
            }
        }
    }

    fn views(&self, target: &mut Target) {
        for view in self.before.views() {
            let name = &view.name;
            let is_compared = self.has(Kind::View) && self.takes_relation(name);
            if !is_compared
                || (self.after.view(name).is_none()
                    && !self.goes(Kind::View, target, || Object::View(name.clone())))
            {
                target.schema.put_view(view.clone());
            }
        }
        if !self.has(Kind::View) {
            return;
        }
        for view in self.after.views().filter(|view| self.takes_relation(&view.name)) {
            let name = &view.name;
            if self.before.view(name).is_some() || self.comes(target, || Object::View(name.clone())) {
                target.schema.put_view(view.clone());
            }
        }
    }

    fn triggers(&self, renamed: &Schema, target: &mut Target) {
        for trigger in renamed.triggers() {
            // What is of a view that goes, goes with it.
            let (table, schema) = (&trigger.table, &mut target.schema);
            if schema.table(table).is_none() && schema.view(table).is_none() {
                schema.take_trigger(table, &trigger.name);
            }
        }
        if !self.has(Kind::Trigger) {
            return;
        }
        for trigger in renamed.triggers().filter(|it| self.takes_relation(&it.table)) {
            let (table, name) = (&trigger.table, &trigger.name);
            // It goes with its table, or is told apart with it.
            let has_table = self.after.table(table).is_some() || self.after.view(table).is_some();
            if has_table
                && self.after.trigger(table, name).is_none()
                && self.goes(Kind::Trigger, target, || Object::Trigger(table.clone(), name.clone()))
            {
                target.schema.take_trigger(table, name);
            }
        }
        for trigger in self.after.triggers().filter(|it| self.takes_relation(&it.table)) {
            let (table, name) = (&trigger.table, &trigger.name);
            // What is of a table that is told apart goes with it.
            let has_table = target.schema.table(table).is_some() || target.schema.view(table).is_some();
            if has_table
                && (renamed.trigger(table, name).is_some()
                    || self.comes(target, || Object::Trigger(table.clone(), name.clone())))
            {
                target.schema.put_trigger(trigger.clone());
            }
        }
    }

    /// Gives the target the texts of before where they mean the same.
    fn texts(&self, renamed: &Schema, target: &mut Schema) {
        for text in &self.how.same {
            match text {
                TextOf::Check(table, name)
                | TextOf::Default(table, name)
                | TextOf::Exclusion(table, name)
                | TextOf::Generated(table, name)
                | TextOf::Index(table, name) => {
                    let both = (renamed.table(table), target.table(table).cloned());
                    if let (Some(before), Some(mut after)) = both {
                        take_text(text, before, &mut after, name);
                        target.put_table(after);
                    }
                }
                TextOf::Function(signature) => self.take_function(signature, target),
                TextOf::Partition(table) | TextOf::PartitionKey(table) => {
                    let both = (renamed.table(table), target.table(table).cloned());
                    if let (Some(before), Some(mut after)) = both {
                        take_partition(text, before, &mut after);
                        target.put_table(after);
                    }
                }
                TextOf::Trigger(table, name) => {
                    if let Some(trigger) = renamed.trigger(table, name) {
                        target.put_trigger(trigger.clone());
                    }
                }
                TextOf::View(name) => {
                    if let Some(view) = self.before.view(name) {
                        target.put_view(view.clone());
                    }
                }
            }
        }
    }

    fn take_function(&self, signature: &Signature, target: &mut Schema) {
        if let Some(function) = self.before.function(signature) {
            target.put_function(function.clone());
        }
    }
}
