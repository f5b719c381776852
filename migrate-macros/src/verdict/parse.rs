//! From the call that the chain's macro makes to the literals of one revision.

use migrate_source::token::string_value;
use proc_macro2::{Literal, TokenStream, TokenTree};

use super::table::Table;

/// `"table" { path::of::chain } { [id] [down …] [depends_on …] [branch] }`.
pub(crate) struct Call {
    pub(crate) table: Table,
    pub(crate) chain: TokenStream,
    pub(crate) id: Option<Literal>,
    pub(crate) down: Vec<Literal>,
    pub(crate) depends_on: Vec<Literal>,
    pub(crate) branch: Option<Literal>,
}

/// Reads the call. `None` where nobody but a user can have written it.
pub(crate) fn call(input: TokenStream) -> Option<Call> {
    let mut trees = input.into_iter();
    let (table, chain, fields) = (trees.next()?, trees.next()?, trees.next()?);
    let (TokenTree::Literal(table), TokenTree::Group(chain), TokenTree::Group(fields)) =
        (table, chain, fields)
    else {
        return None;
    };
    let table = Table::from_text(&string_value(&table.to_string())?)?;
    let mut groups = fields.stream().into_iter().map(literals);
    let mut next = || groups.next().unwrap_or_default();
    let (mut id, down, depends_on, mut branch) = (next(), next(), next(), next());
    Some(Call { table, chain: chain.stream(), id: id.pop(), down, depends_on, branch: branch.pop() })
}

/// The literals in a group.
fn literals(tree: TokenTree) -> Vec<Literal> {
    match tree {
        TokenTree::Group(group) => group.stream().into_iter().filter_map(literal).collect(),
        TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Punct(_) => Vec::new(),
    }
}

fn literal(tree: TokenTree) -> Option<Literal> {
    match tree {
        TokenTree::Literal(literal) => Some(literal),
        TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Punct(_) => None,
    }
}
