//! The picture as a page that a browser opens, with nothing to be fetched.

use migrate_core::graph::Node;

use super::svg::{self, STYLE};
use super::{Standing, escaped};
use crate::draw::{Sheet, count};

const PAGE_STYLE: &str = "\
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1b1f24; --mark: #6a737d; }
@media (prefers-color-scheme: dark) { :root { --paper: #15181c; --ink: #e6e8eb; --mark: #9aa4af; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 14px system-ui, sans-serif; }
header { position: sticky; top: 0; display: flex; gap: 1.5em; align-items: baseline; padding: 0.7em 1em; background: var(--paper); border-bottom: 1px solid var(--mark); }
h1 { margin: 0; font-size: 1.1em; }
input { font: inherit; min-width: 16em; }
.told { color: var(--mark); }
.revision.dimmed { opacity: 0.15; }
";

/// What is typed is looked for in the id, the marks, the message and the file of each revision.
const SCRIPT: &str = "\
const wanted = document.querySelector('input');
const revisions = [...document.querySelectorAll('.revision')];
wanted.addEventListener('input', () => {
  const word = wanted.value.trim().toLowerCase();
  let first = null;
  for (const revision of revisions) {
    const found = revision.textContent.toLowerCase().includes(word);
    revision.classList.toggle('dimmed', !found);
    if (found && first === null) first = revision;
  }
  if (word && first) first.scrollIntoView({ block: 'center' });
});
";

/// Draws revisions, newest first, as a page.
pub(crate) fn html(sheet: &Sheet<'_>, nodes: &[Node]) -> String {
    let chain = escaped(sheet.graph.chain());
    let applied = nodes
        .iter()
        .filter(|node| matches!(Standing::of(sheet, **node), Standing::Applied | Standing::Current));
    let told = match sheet.applied {
        None => count(nodes.len(), "revision"),
        Some(_) => format!("{}, {} applied", count(nodes.len(), "revision"), applied.count()),
    };
    let legend = match sheet.applied {
        None => "",
        Some(_) => " · filled: applied · large: current · hollow: pending",
    };
    let picture = svg::draw(sheet, nodes);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{chain}</title>\n\
         <style>\n{PAGE_STYLE}{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{chain}</h1>\n\
         <input type=\"search\" placeholder=\"id, message, label, file\" aria-label=\"Search\">\n\
         <span class=\"told\">{told}{legend}</span>\n</header>\n{picture}<script>\n{SCRIPT}</script>\n</body>\n</html>\n"
    )
}
