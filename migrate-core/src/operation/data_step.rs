//! Steps in Rust that work with rows.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use super::{Hazard, Irreversible, Misfit, Operate, Operation};
use crate::code::Code;
use crate::name::{Prefix, QualifiedName};
use crate::operation::written::{Holes, Unsaid};
use crate::schema::{Canonical, Expression, Schema};

/// Runs a function of the author's with the connection.
///
/// Recorded by `Operations::data_step`, which stands with the session, since only that knows connections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataStep {
    /// The name: what the hash is taken of, since a function has no canonical form.
    pub name: String,
    /// What runs.
    pub function: DataFunction,
    /// What undoes it.
    pub reverse: Option<DataFunction>,
    /// The SQL that does the same in a script that somebody runs without the program.
    pub offline: Option<Expression>,
    /// The SQL that undoes it there.
    pub offline_reverse: Option<Expression>,
}

/// A function that the session can call, and nobody else knows the type of.
#[derive(Clone)]
pub struct DataFunction(Arc<dyn Any + Send + Sync>);

impl DataFunction {
    /// Wraps what the session knows how to call.
    pub(crate) fn new(function: Arc<dyn Any + Send + Sync>) -> Self {
        Self(function)
    }

    /// What [`new`](Self::new) was given.
    pub(crate) fn inner(&self) -> &(dyn Any + Send + Sync) {
        &*self.0
    }
}

impl fmt::Debug for DataFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataFunction(..)")
    }
}

// Two recordings of one revision make two closures; the step's name is what tells steps apart.
impl PartialEq for DataFunction {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Eq for DataFunction {}

impl Operate for DataStep {
    fn apply(&self, _schema: &mut Schema) -> Result<(), Misfit> {
        if self.name.trim().is_empty() {
            return Err(Misfit::Ill { what: "a data step".to_owned(), fault: "has no name".to_owned() });
        }
        Ok(())
    }

    fn inverse(&self, _before: &Schema) -> Result<Vec<Operation>, Irreversible> {
        let Self { name, function, reverse, offline, offline_reverse } = self;
        match reverse {
            Some(reverse) => Ok(vec![
                Self {
                    name: name.clone(),
                    function: reverse.clone(),
                    reverse: Some(function.clone()),
                    offline: offline_reverse.clone(),
                    offline_reverse: offline.clone(),
                }
                .into(),
            ]),
            None => Err(Irreversible::DataStep { step: name.clone() }),
        }
    }

    fn names(&self) -> Vec<&QualifiedName> {
        Vec::new()
    }

    fn prefix(&mut self, _by: &Prefix) {}

    fn hazards(&self, _before: &Schema) -> Vec<Hazard> {
        Vec::new()
    }

    fn canonical(&self, out: &mut Canonical) {
        // The SQL for scripts stands beside the function, whose text is no part of the hash either.
        let Self { name, function: _, reverse, offline: _, offline_reverse: _ } = self;
        out.list("data_step", |out| {
            out.string(name);
            if reverse.is_some() {
                out.word("reversible");
            }
        });
    }

    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "run data step `{}`", self.name)
    }

    fn source(&self, _holes: &Holes<'_>) -> Result<Vec<Code>, Unsaid> {
        Err("what it runs is a function, of which the text is not known")
    }
}
