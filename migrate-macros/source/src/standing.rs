//! Where a revision stands in its file: what one attribute must know without the chain.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::lexer::Places;
use crate::module::{self, Item, Items};
use crate::reader::is_root;

/// Where a revision stands, as far as it matters to what is written for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// In the module of its chain: `chain!` stands beside it, or it is at the root of a crate.
    BesideChain,
    /// In a module below that of its chain.
    InModule,
    /// In a function, an `impl` or a trait, where no revision may be.
    Misplaced,
}

/// Where the revision stands whose attribute starts on a line of a file.
pub fn standing(file: &Path, line: u32) -> Standing {
    let Ok(Ok(text)) = fs::read(file).map(String::from_utf8) else { return Standing::InModule };
    LAST.with_borrow_mut(|last| {
        // Each revision of a file asks, and there may be thousands in one.
        let standings = match last {
            Some(last) if last.file == file && last.text == text => &last.standings,
            _ => {
                let mut standings = BTreeMap::new();
                let places = Places::new(&text);
                stand(&module::read(&text), &places, is_root(file), &mut standings);
                &last.insert(LastRead { file: file.to_owned(), text, standings }).standings
            }
        };
        standings.get(&line).copied().unwrap_or(Standing::InModule)
    })
}

/// The file that was read last, and where its revisions stand, by their lines.
struct LastRead {
    file: PathBuf,
    text: String,
    standings: BTreeMap<u32, Standing>,
}

thread_local! {
    static LAST: RefCell<Option<LastRead>> = const { RefCell::new(None) };
}

/// Finds where each revision of a module stands.
fn stand(items: &Items, places: &Places<'_>, root: bool, standings: &mut BTreeMap<u32, Standing>) {
    let beside = root || items.list.iter().any(|item| matches!(item, Item::Chain(_)));
    for item in &items.list {
        match item {
            Item::Chain(_) | Item::File(_) => {}
            Item::Inline { items, .. } => stand(items, places, false, standings),
            Item::Revision(revision) => {
                let standing = match (revision.is_misplaced(), beside) {
                    (true, _) => Standing::Misplaced,
                    (false, true) => Standing::BesideChain,
                    (false, false) => Standing::InModule,
                };
                standings.insert(places.place(revision.at).line, standing);
            }
        }
    }
}
