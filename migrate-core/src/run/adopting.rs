//! Taking over what another tool has applied.

use std::future::IntoFuture;

use tracing::Instrument as _;

use super::{ChainSet, Pending, Settings, blocking, drive, span, takes_options};
use crate::adopt::history::{HistoryError, HistoryRow, HistoryStep, Runs, Tool, Vouched, match_history};
use crate::dialect::Dialect;
use crate::error::{Error, Problem};
use crate::graph::{Applied, Chains, Graph, Node, RouteError, Stamp, Target};
use crate::name::{Prefix, QualifiedName};
use crate::operation::{Operation, Recorded};
use crate::plan::PlanError;
use crate::replay;
use crate::session::{Pool, PoolRuntime, Session, Source};

/// Where another tool has written down what it has applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    tool: Tool,
    table: QualifiedName,
    changed: Vec<String>,
}

impl History {
    /// The history of a tool, in the table that it takes by itself.
    pub fn of(tool: Tool) -> Self {
        Self { tool, table: tool.table().into(), changed: Vec::new() }
    }

    /// It is in another table.
    #[must_use]
    pub fn table(self, table: impl Into<QualifiedName>) -> Self {
        Self { table: table.into(), ..self }
    }

    /// Takes a version as it is, although its file has another checksum now.
    #[must_use]
    pub fn changed(mut self, version: impl Into<String>) -> Self {
        self.changed.push(version.into());
        self
    }

    async fn read(&self, session: &mut Session) -> Result<Vec<HistoryRow>, Error> {
        let unreadable = |error| Error::new(Problem::HistoryTable(error));
        let sql = session.dialect.history_read(self.tool, &self.table);
        let read = session.history(sql).await.map_err(unreadable)?;
        let Some(rows) = read else {
            let no_table = HistoryError::NoTable { tool: self.tool, table: self.table.to_string() };
            return Err(Error::new(no_table));
        };
        let rows = rows.iter().map(|row| {
            Ok(HistoryRow {
                version: row.at(0)?,
                name: row.at::<Option<String>>(1)?.unwrap_or_default(),
                checksum: row.at::<Option<String>>(2)?,
                is_whole: row.at::<i64>(3)? == 1,
            })
        });
        rows.collect::<Result<_, _>>().map_err(unreadable)
    }
}

/// A look at what another tool has applied. It takes no lock and changes nothing.
///
/// It does nothing until it is awaited, or [`blocking`](Self::blocking) is called.
#[derive(Debug)]
pub struct ReadHistory<'a> {
    settings: Settings<'a>,
    history: History,
}

takes_options!(ReadHistory, settings);

impl ReadHistory<'_> {
    /// Looks at a pool's database.
    pub fn new(pool: &impl Pool, history: History) -> Self {
        Self { settings: Settings::new(ChainSet::from_iter([]), pool.source()), history }
    }

    /// Looks at the database of a URL.
    pub fn url(url: &str, history: History) -> Self {
        let source = Source::Url(url.to_owned());
        Self { settings: Settings::new(ChainSet::from_iter([]), source), history }
    }

    /// Looks on a runtime of its own and waits for the end; see [`Run::blocking`](super::Run::blocking).
    ///
    /// # Errors
    ///
    /// As awaiting it has.
    pub fn blocking(mut self) -> Result<Vec<HistoryRow>, Error> {
        self.settings.runtime = PoolRuntime::Stopped;
        blocking::wait(self.into_future())
    }
}

impl<'a> IntoFuture for ReadHistory<'a> {
    type Output = Result<Vec<HistoryRow>, Error>;
    type IntoFuture = Pending<'a, Vec<HistoryRow>>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { mut settings, history } = self;
        let read = async move {
            let mut session = drive::open(&mut settings).await?;
            let rows = history.read(&mut session).await;
            drive::close(session).await;
            rows
        };
        Box::pin(read.instrument(span::inspect()))
    }
}

/// What a stamp takes over.
#[derive(Debug)]
pub(super) struct Adopting {
    pub(super) history: History,
}

impl Adopting {
    /// The revision that the database is at, by what the tool's table says.
    pub(super) async fn find(&self, session: &mut Session, chains: &Chains) -> Result<Adopted, Error> {
        let rows = self.history.read(session).await?;
        let ledger = session.rows().await.map_err(|error| Error::new(Problem::Ledger(error)))?;
        let applied = chains.applied(ledger.as_slice());
        self.matched(chains, &rows, session.dialect, &applied)
    }

    fn matched(
        &self,
        chains: &Chains,
        rows: &[HistoryRow],
        dialect: Dialect,
        applied: &[Applied],
    ) -> Result<Adopted, Error> {
        let History { tool, table: _, changed } = &self.history;
        let [asked] = chains.asked() else {
            let chains = chains.asked_graphs().map(|graph| graph.chain().to_owned()).collect();
            return Err(Error::new(RouteError::ManyChains { target: tool.name().to_owned(), chains }));
        };
        let graph = &*chains.graphs()[*asked];
        let is_applied = |node: &Node| has_row(graph, *node, rows, *tool);
        // What stands on another branch was none of the tool's, whose files make one line.
        let line = match graph.nodes().rfind(is_applied) {
            Some(last) => graph.ancestors_of(&[last]).collect::<Vec<_>>(),
            None => Vec::new(),
        };
        let steps = steps_of(graph, &line, &applied[*asked], (*tool, dialect))?;
        let at = match_history(*tool, rows, &steps, changed).map_err(Error::new)?;
        Ok(Adopted { tool: *tool, chain: *asked, revision: behind(graph, line[at], dialect)? })
    }
}

/// Where a database is by what a tool's table says.
#[derive(Debug)]
pub(super) struct Adopted {
    tool: Tool,
    /// Which of the chains.
    chain: usize,
    revision: Node,
}

impl Adopted {
    /// The same as a target; none where the ledger knows that already. Where something on top of it is applied, a stamp would
    /// take that out.
    pub(super) fn target(&self, chains: &Chains, applied: &[Applied]) -> Result<Option<Target>, Error> {
        let Self { tool, chain, revision } = *self;
        let graph = &*chains.graphs()[chain];
        if applied[chain].contains(revision) {
            return Ok(None);
        }
        let wanted = graph.ancestors_of(&[revision]).collect::<Vec<_>>();
        // One that was begun too: what is in of it is known from the ledger alone.
        let begun = applied[chain].unfinished().map(|(node, _)| node);
        if let Some(other) = applied[chain].nodes().chain(begun).filter(|node| !wanted.contains(node)).last()
        {
            let revision = graph.entry(other).id.to_owned();
            return Err(Error::new(HistoryError::Beyond { tool, revision }));
        }
        Ok(Some(Target::named(graph.entry(revision).id)))
    }

    /// Stops where revisions of other chains would count as applied too, which nobody has looked at.
    pub(super) fn require_own(&self, chains: &Chains, stamps: &[Stamp]) -> Result<(), Error> {
        let others = chains.graphs().iter().zip(stamps).enumerate().filter(|(at, _)| *at != self.chain);
        let mut inserted = others.filter_map(|(_, (graph, stamp))| Some((graph, stamp.insert.last()?)));
        let Some((graph, last)) = inserted.next() else { return Ok(()) };
        Err(Error::new(HistoryError::NeedsOther {
            tool: self.tool,
            chain: graph.chain().to_owned(),
            revision: graph.entry(*last).id.to_owned(),
        }))
    }
}

/// The revisions of a chain, in an order in which they run, as far as another tool could know them. It asks no database: which of
/// them are applied is said, and what the tool's table holds. Where the chain has all of that, what stands on a branch beside it is
/// left out: it was none of the tool's.
///
/// # Errors
///
/// When the function of a revision panics.
pub fn history_steps(
    graph: &Graph,
    applied: &Applied,
    rows: &[HistoryRow],
    (tool, dialect): (Tool, Dialect),
) -> Result<Vec<HistoryStep>, Error> {
    let is_known = |row: &HistoryRow| {
        let mut versions = graph.nodes().filter_map(|node| tool.version(graph.entry(node).id));
        versions.any(|version| version == row.version)
    };
    let nodes = graph.nodes().collect::<Vec<_>>();
    let last = nodes.iter().rposition(|node| has_row(graph, *node, rows, tool));
    // A new revision stands on all that is there.
    let nodes = match last.filter(|_| rows.iter().all(is_known)) {
        Some(last) => graph.ancestors_of(&[nodes[last]]).chain(nodes[last + 1..].iter().copied()).collect(),
        None => nodes,
    };
    steps_of(graph, &nodes, applied, (tool, dialect))
}

/// Whether the table of a tool has a row for a revision.
fn has_row(graph: &Graph, node: Node, rows: &[HistoryRow], tool: Tool) -> bool {
    let version = tool.version(graph.entry(node).id);
    rows.iter().any(|row| Some(&row.version) == version.as_ref())
}

fn steps_of(
    graph: &Graph,
    line: &[Node],
    applied: &Applied,
    (tool, dialect): (Tool, Dialect),
) -> Result<Vec<HistoryStep>, Error> {
    let step = |node: &Node| {
        let entry = graph.entry(*node);
        let is_remarked = || {
            tool.remark(entry.id)
                .is_some_and(|remark| entry.message.lines().any(|line| line.trim() == remark))
        };
        let vouched = if applied.contains(*node) {
            Vouched::ByLedger
        } else if is_remarked() {
            Vouched::ByRemark
        } else {
            Vouched::ByNobody
        };
        Ok(HistoryStep { revision: entry.id.to_owned(), runs: runs(graph, *node, dialect)?, vouched })
    };
    line.iter().map(step).collect()
}

/// The last of the revisions behind one that run nothing, and so are applied with it.
fn behind(graph: &Graph, mut node: Node, dialect: Dialect) -> Result<Node, Error> {
    while let [child] = graph.children(node)
        && graph.parents(*child) == [node]
        && runs(graph, *child, dialect)? == Runs::Nothing
    {
        node = *child;
    }
    Ok(node)
}

/// What a revision runs on a dialect.
fn runs(graph: &Graph, node: Node, dialect: Dialect) -> Result<Runs, Error> {
    let entry = graph.entry(node);
    let recorded = replay::record(entry, entry.upgrade, &Prefix::NONE);
    let recorded = recorded.map_err(|error| Error::new(PlanError::from(error)))?;
    let is_declared = |it: &&Recorded| matches!(&it.operation, Operation::Sql(sql) if sql.is_declaration());
    let ours = recorded.iter().filter(|it| it.is_for(dialect) && !is_declared(it)).collect::<Vec<_>>();
    Ok(match ours.as_slice() {
        [] => Runs::Nothing,
        [Recorded { operation: Operation::Sql(sql), .. }] => Runs::Sql(sql.text.text(dialect).into_owned()),
        _ => Runs::Other,
    })
}
