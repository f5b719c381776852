//! Creating, replacing and dropping triggers.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Name, Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit};
use crate::schema::{Canonical, Expression, Schema, Trigger};
use crate::site::Site;

/// Creates a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateTrigger {
    /// The trigger.
    pub trigger: Trigger,
}

/// Gives a trigger another definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplaceTrigger {
    /// The trigger as it is then.
    pub trigger: Trigger,
}

/// Drops a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropTrigger {
    /// The table or view.
    pub table: QualifiedName,
    /// The trigger.
    pub trigger: Name,
}

impl Operations {
    /// Creates a trigger of a table or view: its event, `BEFORE UPDATE`, stands before the table, its definition behind it.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.create_trigger(
    ///     "count_deals",
    ///     "deals",
    ///     "AFTER INSERT",
    ///     expr("FOR EACH ROW EXECUTE FUNCTION count_deals()")
    ///         .on(MySql, "FOR EACH ROW UPDATE counts SET deals = deals + 1")
    ///         .on(Sqlite, "BEGIN UPDATE counts SET deals = deals + 1; END"),
    /// );
    /// # }
    /// ```
    #[track_caller]
    pub fn create_trigger(
        &mut self,
        name: &str,
        table: impl Into<QualifiedName>,
        event: impl Into<Expression>,
        definition: impl Into<Expression>,
    ) {
        let site = Site::caller();
        let trigger = described(name, table.into(), event.into(), definition.into());
        self.push(CreateTrigger { trigger }, site);
    }

    /// Gives a trigger another event and definition. The downgrade gives it back those that it had.
    #[track_caller]
    pub fn replace_trigger(
        &mut self,
        name: &str,
        table: impl Into<QualifiedName>,
        event: impl Into<Expression>,
        definition: impl Into<Expression>,
    ) {
        let site = Site::caller();
        let trigger = described(name, table.into(), event.into(), definition.into());
        self.push(ReplaceTrigger { trigger }, site);
    }

    /// Drops a trigger of a table or view.
    #[track_caller]
    pub fn drop_trigger(&mut self, name: &str, table: impl Into<QualifiedName>) {
        self.push(DropTrigger { table: table.into(), trigger: name.into() }, Site::caller());
    }
}

fn described(name: &str, table: QualifiedName, event: Expression, definition: Expression) -> Trigger {
    Trigger { name: name.into(), table, event, definition }
}

fn fits(schema: &Schema, trigger: &Trigger) -> Result<(), Misfit> {
    let Trigger { name, table, event, definition } = trigger;
    fit::name(name)?;
    if schema.view(table).is_none() {
        fit::require_table(schema, table)?;
    }
    for (text, fault) in [(event, "has no event"), (definition, "has no definition")] {
        if text.common_text().trim().is_empty() {
            let what = format!("trigger `{name}` of `{table}`");
            return Err(Misfit::Ill { what, fault: fault.to_owned() });
        }
    }
    Ok(())
}

fn require_trigger<'a>(
    schema: &'a Schema,
    table: &QualifiedName,
    trigger: &Name,
) -> Result<&'a Trigger, Misfit> {
    schema.trigger(table, trigger).ok_or_else(|| Misfit::UnknownTrigger {
        table: table.clone(),
        trigger: trigger.clone(),
        near: trigger.nearest(schema.triggers_of(table).map(|trigger| &trigger.name)),
    })
}

fn written_trigger(method: &'static str, trigger: &Trigger) -> Code {
    let Trigger { name, table, event, definition } = trigger;
    let (event, definition) = (code::expression(event), code::expression(definition));
    Code::op(method, [code::name(name), code::qualified(table), event, definition])
}

fn write_trigger(out: &mut Canonical, trigger: &Trigger) {
    let Trigger { name, table, event, definition } = trigger;
    out.name(name);
    out.qualified(table);
    out.expression(event);
    out.expression(definition);
}

impl Operate for CreateTrigger {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { trigger } = self;
        fits(schema, trigger)?;
        if schema.trigger(&trigger.table, &trigger.name).is_some() {
            let (table, trigger) = (trigger.table.clone(), trigger.name.clone());
            return Err(Misfit::TriggerExists { table, trigger });
        }
        schema.put_trigger(trigger.clone());
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Trigger { name, table, event: _, definition: _ } = self.trigger.clone();
        Ok(vec![DropTrigger { table, trigger: name }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.trigger.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { trigger } = self;
        trigger.prefix(by);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { trigger } = self;
        out.list("create_trigger", |out| write_trigger(out, trigger));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "create trigger `{}` of `{}`", self.trigger.name, self.trigger.table)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { trigger } = self;
        Ok(vec![written_trigger("create_trigger", trigger)])
    }
}

impl Operate for ReplaceTrigger {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { trigger } = self;
        fits(schema, trigger)?;
        require_trigger(schema, &trigger.table, &trigger.name)?;
        schema.put_trigger(trigger.clone());
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let earlier = before.trigger(&self.trigger.table, &self.trigger.name).cloned();
        Ok(earlier.map(|trigger| Self { trigger }.into()).into_iter().collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.trigger.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { trigger } = self;
        trigger.prefix(by);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { trigger } = self;
        out.list("replace_trigger", |out| write_trigger(out, trigger));
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "replace trigger `{}` of `{}`", self.trigger.name, self.trigger.table)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { trigger } = self;
        Ok(vec![written_trigger("replace_trigger", trigger)])
    }
}

impl Operate for DropTrigger {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { table, trigger } = self;
        require_trigger(schema, table, trigger)?;
        schema.take_trigger(table, trigger);
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let trigger = before.trigger(&self.table, &self.trigger).cloned();
        Ok(trigger.map(|trigger| CreateTrigger { trigger }.into()).into_iter().collect())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.table]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { table, trigger } = self;
        by.set_qualified(table);
        by.set(trigger);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { table, trigger } = self;
        out.list("drop_trigger", |out| {
            out.name(trigger);
            out.qualified(table);
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "drop trigger `{}` of `{}`", self.trigger, self.table)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { table, trigger } = self;
        Ok(vec![Code::op("drop_trigger", [code::name(trigger), code::qualified(table)])])
    }
}

/// What creates the triggers of a table or view again that go with it.
pub(in crate::operation) fn again(before: &Schema, table: &QualifiedName) -> impl Iterator<Item = Operation> {
    let triggers = before.triggers_of(table).cloned().collect::<Vec<_>>();
    triggers.into_iter().map(|trigger| CreateTrigger { trigger }.into())
}
