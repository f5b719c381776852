//! What is called otherwise from now on, as changes.

use super::{Change, Object, Pending, Phase, Rename, Verdict};
use crate::operation::{
    InnerNames, Movable, MoveTable, MoveToSchema, Operation, RenameColumn, RenameEnum, RenameEnumValue,
    RenameTable,
};
use crate::schema::{Schema, Table};

/// A schema without views, which would be in the way of new names, and with the schemas that things may move to.
pub(super) fn without_views(before: &Schema, after: &Schema) -> Schema {
    let mut schema = before.clone();
    for view in before.views() {
        schema.take_view(&view.name);
    }
    for name in after.schemas() {
        schema.put_schema(name.clone());
    }
    schema
}

/// Gives what is called otherwise its new name. The first that does not fit is given back, since nothing behind it could be
/// told then.
pub(super) fn apply(
    renames: &[Rename],
    schema: &mut Schema,
    (before, after): (&Schema, &Schema),
    pending: &mut Pending,
) -> Option<Change> {
    for rename in renames {
        let (object, from) = objects(rename);
        let mut operations = operations(rename, InnerNames::Keep, before);
        if let Rename::Table { from, to } = rename
            && follow(schema.table(from), after.table(to))
        {
            let following = self::operations(rename, InnerNames::Follow, before);
            let mut trial = schema.clone();
            if following.iter().all(|operation| operation.apply(&mut trial).is_ok()) {
                operations = following;
            }
        }
        let mut change = Change::new(object, Verdict::Renamed { from }, operations);
        if let Err(misfit) = change.operations.iter().try_for_each(|operation| operation.apply(schema)) {
            change.blocked = Some(misfit);
            return Some(change);
        }
        if let Rename::EnumValue { name: _, from, to } = rename {
            change.verdict = Verdict::Changed;
            let (before, after) = (Some(format!("{from:?}")), Some(format!("{to:?}")));
            change.differences.push(super::Difference { property: "value", before, after });
        }
        pending.push(Phase::Renames, change);
    }
    None
}

/// What is meant by its new name, and by its old one.
fn objects(rename: &Rename) -> (Object, Object) {
    match rename {
        Rename::Column { table, from, to } => {
            (Object::Column(table.clone(), to.clone()), Object::Column(table.clone(), from.clone()))
        }
        Rename::Enum { from, to } => (Object::Enum(to.clone()), Object::Enum(from.clone())),
        Rename::EnumValue { name, from: _, to: _ } => {
            (Object::Enum(name.clone()), Object::Enum(name.clone()))
        }
        Rename::Table { from, to } => (Object::Table(to.clone()), Object::Table(from.clone())),
    }
}

fn operations(rename: &Rename, inner: InnerNames, before: &Schema) -> Vec<Operation> {
    match rename.clone() {
        Rename::Column { table, from, to } => vec![RenameColumn { table, from, to }.into()],
        Rename::Enum { from, to } => {
            let moved = from.within(to.schema.clone());
            let mut operations = Vec::<Operation>::new();
            if moved != from {
                let what = Movable::Enum(from);
                operations.push(MoveToSchema { what, schema: to.schema.clone() }.into());
            }
            if moved != to {
                operations.push(RenameEnum { from: moved, to: to.name }.into());
            }
            operations
        }
        Rename::EnumValue { name, from, to } => vec![RenameEnumValue { name, from, to }.into()],
        Rename::Table { from, to } if from.schema == to.schema => {
            vec![RenameTable { from, to: to.name, inner }.into()]
        }
        Rename::Table { from, to } => {
            let moved = from.within(to.schema.clone());
            let move_table = |table| Operation::from(MoveTable { table, schema: to.schema.clone() });
            let rename = |from| RenameTable { from, to: to.name.clone(), inner: inner.clone() }.into();
            if from.name == to.name {
                vec![move_table(from)]
            } else if before.relation_owner(&moved).is_none() {
                vec![move_table(from), rename(moved)]
            } else {
                vec![rename(from.clone()), move_table(from.beside(&to.name))]
            }
        }
    }
}

/// Whether names that follow a table's new name are those that it has, and none is as before.
fn follow(before: Option<&Table>, after: Option<&Table>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let (from, to) = (before.name.clone(), after.name.name.clone());
    let followers = RenameTable { from, to, inner: InnerNames::Follow }.followers(before);
    let has = |name| after.constraint(name).is_some() || after.index(name).is_some();
    followers.iter().any(|(_, name)| has(name)) && !followers.iter().any(|(name, _)| has(name))
}
