//! Having a sequence begin again.

use std::fmt;

use crate::code::{self, Code};
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::operation::{Hazard, Irreversible, Misfit, Operate, Operation, Operations, fit, recorded};
use crate::schema::{Canonical, Schema};
use crate::site::Site;

/// Has a sequence begin again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestartSequence {
    /// The sequence.
    pub sequence: QualifiedName,
    /// The number that it gives next; the first one where there is none.
    pub with: Option<i64>,
}

/// Says more of a sequence that begins again.
#[derive(Debug)]
pub struct RestartSequenceBuilder<'a> {
    operation: &'a mut RestartSequence,
}

impl RestartSequenceBuilder<'_> {
    /// The number that it gives next.
    pub fn with(self, number: i64) {
        self.operation.with = Some(number);
    }
}

impl Operations {
    /// Has a sequence begin again, from its first number or [from another](RestartSequenceBuilder::with). The downgrade
    /// leaves it where it is then: which numbers it has given, nobody knows.
    ///
    /// ```
    /// # use migrate_core::prelude::*;
    /// # fn upgrade(op: &mut Operations) {
    /// op.restart_sequence("invoice_numbers").with(260_001);
    /// # }
    /// ```
    #[track_caller]
    pub fn restart_sequence(&mut self, name: impl Into<QualifiedName>) -> RestartSequenceBuilder<'_> {
        let site = Site::caller();
        let restart = RestartSequence { sequence: name.into(), with: None };
        RestartSequenceBuilder { operation: recorded!(self, site, RestartSequence, restart) }
    }
}

impl Operate for RestartSequence {
    fn apply(&self, schema: &mut Schema) -> Result<(), Misfit> {
        let Self { sequence, with } = self;
        let options = fit::require_sequence(schema, sequence)?.options;
        let is_outside = |number: &i64| {
            options.min.is_some_and(|min| *number < min) || options.max.is_some_and(|max| *number > max)
        };
        match with.filter(is_outside) {
            None => Ok(()),
            Some(number) => Err(Misfit::Ill {
                what: format!("sequence `{sequence}`"),
                fault: format!("cannot begin with {number}, which is outside of its bounds"),
            }),
        }
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        Ok(Vec::new())
    }

    fn names(&self) -> Vec<&QualifiedName> {
        vec![&self.sequence]
    }

    fn prefix(&mut self, by: &Prefix) {
        let Self { sequence, with: _ } = self;
        by.set_qualified(sequence);
    }

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        let Self { sequence, with } = self;
        out.list("restart_sequence", |out| {
            out.qualified(sequence);
            if let Some(number) = with {
                out.word(&number.to_string());
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.with {
            None => write!(f, "restart sequence `{}`", self.sequence),
            Some(number) => write!(f, "restart sequence `{}` with {number}", self.sequence),
        }
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        let Self { sequence, with } = self;
        let code = Code::op("restart_sequence", [code::qualified(sequence)]);
        Ok(vec![code.then_with("with", with.map(code::number))])
    }
}
