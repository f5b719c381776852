//! The schema of a chain as the statements that create it, without a database.

use crate::dialect::{self, Created, Dialect};
use crate::error::{Error, Problem};
use crate::graph::{Graph, Node};
use crate::operation::Operation;
use crate::plan;
use crate::run::Options;
use crate::script::ScriptStep;
use crate::session::OpenError;
use crate::site::Site;

/// What creates, in an empty database, the schema that revisions of a chain lead to.
#[derive(Clone, Debug)]
pub struct Creation {
    /// The dialect.
    pub dialect: Dialect,
    /// What a client is told before anything else, each a line: see [`Dialect::client_settings`].
    pub settings: Vec<String>,
    /// What creates it, in an order that runs.
    pub created: Vec<Created>,
    /// What the revisions do that leaves no trace in the chain's schema, whatever it is.
    pub not_known: Vec<NotKnown>,
}

/// SQL or a function of an author's, of which the chain knows no effect on the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotKnown {
    /// The revision.
    pub revision: String,
    /// What it does, in words.
    pub words: String,
    /// Where the author wrote it.
    pub site: Site,
}

/// The statements that create the schema behind these revisions and all before them, on a dialect. It asks no database.
///
/// Rows and the ledger are not in it. Of the options, PostgreSQL's search path counts.
///
/// # Errors
///
/// When a revision does not fit the ones before it, or when the dialect cannot have what one of them does.
pub fn creation(
    graph: &Graph,
    nodes: &[Node],
    dialect: Dialect,
    options: &Options,
) -> Result<Creation, Error> {
    let nodes = graph.ancestors_of(nodes).collect::<Vec<_>>();
    // What a dialect cannot have is told where its author wrote it.
    let plan = plan::entries(graph, &nodes, dialect).map_err(Error::new)?;
    let script = dialect::lower(plan).map_err(Error::new)?;
    let schema = crate::replay::schema(graph, nodes, dialect)
        .map_err(|error| Error::new(plan::PlanError::from(error)))?;
    let created =
        dialect::creation(&schema, dialect).map_err(|error| Error::new(Problem::Creation(error)))?;
    let mut settings = dialect.client_settings().iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    if !options.search_path.is_empty() {
        let path = dialect.search_path(&options.search_path);
        let path = path.map_err(|unsupported| Error::new(OpenError::SearchPath(Box::new(unsupported))))?;
        settings.push(dialect.client_statement(&path.set).trim_end().to_owned());
    }
    Ok(Creation { dialect, settings, created, not_known: all_not_known(&script.steps) })
}

/// What is not known of all steps. What SQL has done is, where a declaration stands behind it, and nothing but SQL between.
fn all_not_known(steps: &[ScriptStep]) -> Vec<NotKnown> {
    let operations =
        steps.iter().flat_map(|step| step.operations.iter().map(move |operation| (step, operation)));
    let mut is_declared = false;
    let mut all = Vec::new();
    for (step, operation) in operations.collect::<Vec<_>>().into_iter().rev() {
        let is_known = match &operation.operation {
            Operation::Sql(sql) if sql.is_declaration() => {
                is_declared = true;
                true
            }
            Operation::Sql(sql) => is_declared || !sql.effect.is_empty(),
            other => {
                is_declared = false;
                !matches!(other, Operation::DataStep(_))
            }
        };
        if !is_known {
            let (revision, words) = (step.entry.revision.clone(), operation.words());
            all.push(NotKnown { revision, words, site: operation.site });
        }
    }
    all.reverse();
    all
}
