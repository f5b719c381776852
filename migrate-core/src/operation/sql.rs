//! SQL of the author's.
#![expect(
    clippy::return_self_not_must_use,
    reason = "each method changes what is recorded; the rest of the chain is optional"
)]

use std::fmt;

use super::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, Recorded, recorded};
use crate::code::{self, Code};
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{self, Holes, Unsaid};
use crate::schema::{Canonical, Expression, Schema};
use crate::site::Site;

/// Runs SQL of the author's: one statement or several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sql {
    /// What runs.
    pub text: Expression,
    /// What undoes it.
    pub reverse: Option<Expression>,
    /// What it does to the schema.
    pub effect: Vec<Recorded>,
}

/// Says more of SQL.
#[derive(Debug)]
pub struct SqlBuilder<'a> {
    operation: &'a mut Sql,
    prefix: Prefix,
}

impl SqlBuilder<'_> {
    /// The SQL that undoes it, for the downgrade.
    pub fn reverse(self, text: impl Into<Expression>) -> Self {
        self.operation.reverse = Some(text.into());
        self
    }

    /// Declares what the SQL does to the schema, so that later operations know. Nothing in here runs.
    pub fn effect(self, record: impl FnOnce(&mut Operations)) -> Self {
        self.operation.effect = Operations::record_texts(&self.prefix, record);
        self
    }
}

impl Operations {
    /// Runs SQL of your own. `expr("…").on(MySql, "…")` says it otherwise on a dialect.
    ///
    /// The text must not end a transaction. What a database is worked on with a prefix calls otherwise, the text names by
    /// [`prefixed`](Operations::prefixed). Without [`reverse`](SqlBuilder::reverse), the revision has no
    /// downgrade of its own making.
    #[track_caller]
    pub fn sql(&mut self, text: impl Into<Expression>) -> SqlBuilder<'_> {
        let site = Site::caller();
        let sql = Sql { text: text.into(), reverse: None, effect: Vec::new() };
        let prefix = self.prefix().clone();
        SqlBuilder { operation: recorded!(self, site, Sql, sql), prefix }
    }

    /// Declares what the SQL of revisions before this one has done to the schema, so that later ones know, and what is
    /// written from models and compared with databases. Nothing in here runs, on the way up as on the way down.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// // After revisions of `op.sql(include_str!("…"))` that have made it:
    /// op.declare(|op| {
    ///     op.create_table("deals", |t| {
    ///         t.column("id", BigInt).identity().primary_key();
    ///     });
    /// });
    /// # }
    /// ```
    #[track_caller]
    pub fn declare(&mut self, record: impl FnOnce(&mut Self)) {
        let site = Site::caller();
        let effect = Self::record_texts(self.prefix(), record);
        self.push(Sql::declaration(effect), site);
    }
}

impl Sql {
    /// SQL that runs nothing and says what others have done.
    pub(crate) fn declaration(effect: Vec<Recorded>) -> Self {
        Self { text: Expression::from(""), reverse: Some(Expression::from("")), effect }
    }

    /// Whether it runs nothing, and says what SQL before it has done.
    pub fn is_declaration(&self) -> bool {
        self.text == Expression::from("") && self.reverse == Some(Expression::from(""))
    }
}

impl Operate for Sql {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let mut after = schema.clone();
        for effect in &self.effect {
            match &effect.operation {
                Operation::DataStep(_) | Operation::Sql(_) => {
                    return Err(Misfit::NoEffect { operation: effect.operation.to_string() });
                }
                Operation::AddColumn(_)
                | Operation::AddConstraint(_)
                | Operation::AddEnumValue(_)
                | Operation::AlterColumn(_)
                | Operation::AlterSequence(_)
                | Operation::CreateEnum(_)
                | Operation::CreateExtension(_)
                | Operation::CreateFunction(_)
                | Operation::CreateIndex(_)
                | Operation::CreateSchema(_)
                | Operation::CreateSequence(_)
                | Operation::CreateTable(_)
                | Operation::CreateTrigger(_)
                | Operation::CreateView(_)
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
                | Operation::RemoveEnumValue(_)
                | Operation::RenameColumn(_)
                | Operation::RenameConstraint(_)
                | Operation::RenameEnum(_)
                | Operation::RenameEnumValue(_)
                | Operation::RenameIndex(_)
                | Operation::RenameSequence(_)
                | Operation::RenameTable(_)
                | Operation::RenameView(_)
                | Operation::ReorderEnum(_)
                | Operation::ReplaceFunction(_)
                | Operation::ReplacePrimaryKey(_)
                | Operation::ReplaceTrigger(_)
                | Operation::ReplaceView(_)
                | Operation::RestoreView(_)
                | Operation::SetComment(_)
                | Operation::SetKeyType(_)
                | Operation::SetTableOptions(_)
                | Operation::MoveToSchema(_)
                | Operation::RestartSequence(_)
                | Operation::UpdateExtension(_)
                | Operation::IfNeeded(_)
                | Operation::UseIndex(_)
                | Operation::Backfill(_)
                | Operation::UpdateRows(_)
                | Operation::ValidateConstraint(_) => effect.operation.apply(&mut after)?,
            }
        }
        *schema = after;
        Ok(())
    }

    fn inverse(&self, before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Self { text, reverse, effect } = self;
        let Some(reverse) = reverse else { return Err(Irreversible::Sql) };
        let mut schema = before.clone();
        let mut undo = Vec::new();
        for recorded in effect {
            let inverse = recorded.operation.inverse(&schema)?;
            let again = |operation| Recorded {
                operation,
                site: recorded.site,
                dialects: recorded.dialects,
                compound: recorded.compound.clone(),
            };
            undo.splice(0..0, inverse.into_iter().map(again));
            // What does not fit was refused when the operation itself was applied.
            let _ = recorded.operation.apply(&mut schema);
        }
        Ok(vec![Self { text: reverse.clone(), reverse: Some(text.clone()), effect: undo }.into()])
    }

    fn names(&self) -> Vec<&QualifiedName> {
        Vec::new()
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { text: _, reverse: _, effect } = self;
        for effect in effect {
            effect.operation.prefix(by);
        }
    }

    fn hazards(&self, before: &Schema) -> Vec<Hazard> {
        // What is declared has been done before.
        if self.is_declaration() {
            return Vec::new();
        }
        self.effect.iter().flat_map(|effect| effect.operation.hazards(before)).collect()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { text, reverse, effect } = self;
        out.list("sql", |out| {
            out.expression(text);
            if let Some(reverse) = reverse {
                out.list("reverse", |out| out.expression(reverse));
            }
            for recorded in effect {
                out.list("effect", |out| recorded.operation.canonical(out));
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_declaration() {
            return match self.effect.as_slice() {
                [effect] => write!(f, "declare: {}", effect.operation),
                effects => write!(f, "declare {} operations of SQL before it", effects.len()),
            };
        }
        let text = self.text.common_text();
        let text = text.trim();
        let line = text.lines().next().unwrap_or_default();
        let short = line.chars().take(60).collect::<String>();
        let more = if short.len() < text.len() { "…" } else { "" };
        write!(f, "run SQL `{short}{more}`")
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { text, reverse, effect } = self;
        if self.is_declaration() {
            return Ok(vec![Code::op("declare", [written::recording(effect)?])]);
        }
        let code = Code::op("sql", [code::expression(text)]);
        let code = code.then_with("reverse", reverse.as_ref().map(code::expression));
        let effect = Some(effect).filter(|effect| !effect.is_empty());
        let effect = effect.map(|effect| written::recording(effect)).transpose()?;
        Ok(vec![code.then_with("effect", effect)])
    }
}
