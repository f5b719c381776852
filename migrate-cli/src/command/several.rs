//! Printing what a verb says of one chain, or of several.

use migrate_core::run::LedgerView;
use serde::Serialize;

use crate::arguments::Format;
use crate::draw::{Sheet, Terminal};
use crate::failure::Failure;
use crate::json;

/// Prints what a verb says of the revisions of chains: of one as it is, of several each below its name.
pub(super) fn sheets<'a, T: Serialize>(
    terminal: Terminal,
    (verb, format): (&str, Format),
    sheets: &'a [Sheet<'a>],
    content: impl Fn(&'a Sheet<'a>) -> Result<T, Failure>,
    text: impl Fn(&'a Sheet<'a>) -> Result<String, Failure>,
) -> Result<(), Failure> {
    let chains = sheets.iter().map(|sheet| (sheet.graph.chain(), sheet));
    print(terminal, (verb, format), chains.collect(), content, |sheet| {
        Ok(below(sheets.len(), sheet, text(sheet)?))
    })
}

/// Prints what a verb says of chains in a database.
pub(super) fn views<'a, T: Serialize>(
    terminal: Terminal,
    (verb, format): (&str, Format),
    views: &'a [LedgerView],
    content: impl Fn(&'a LedgerView) -> Result<T, Failure>,
    text: impl Fn(&'a LedgerView) -> Result<String, Failure>,
) -> Result<(), Failure> {
    let chains = views.iter().map(|view| (view.graph.chain(), view));
    print(terminal, (verb, format), chains.collect(), content, text)
}

fn print<'a, V, T: Serialize>(
    terminal: Terminal,
    (verb, format): (&str, Format),
    chains: Vec<(&str, &'a V)>,
    content: impl Fn(&'a V) -> Result<T, Failure>,
    text: impl Fn(&'a V) -> Result<String, Failure>,
) -> Result<(), Failure> {
    let printed = match format {
        Format::Json => {
            let mut contents = Vec::with_capacity(chains.len());
            for (chain, of) in chains {
                contents.push((chain, content(of)?));
            }
            json::of_chains(verb, contents)?
        }
        Format::Text => {
            let texts = chains.into_iter().map(|(_, of)| text(of)).collect::<Result<Vec<_>, _>>()?;
            let between = if texts.iter().any(|text| text.contains("\n\n")) { "\n" } else { "" };
            texts.join(between)
        }
    };
    terminal.data(&printed)?;
    Ok(())
}

/// Lines, below the chain's name where there are several.
fn below(count: usize, sheet: &Sheet<'_>, text: String) -> String {
    named(count, sheet.graph.chain(), text)
}

/// Lines, below a chain's name where there are several.
pub(super) fn named(count: usize, chain: &str, text: String) -> String {
    if count < 2 {
        return text;
    }
    let line = |line: &str| format!("{}\n", format!("    {line}").trim_end());
    format!("{chain}:\n{}", text.lines().map(line).collect::<String>())
}
