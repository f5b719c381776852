//! From the call that the chain's macro makes to the literals of one revision.

use migrate_source::token::string_value;
use proc_macro2::{Literal, TokenStream, TokenTree};

use super::table::Table;

/// `"table" { path::of::chain } { id: "…", down: &["…"], … }`.
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
    let fields = fields.stream().into_iter().collect::<Vec<_>>();
    let mut branch = literals(&fields, "branch");
    Some(Call {
        table,
        chain: chain.stream(),
        id: literals(&fields, "id").pop(),
        down: literals(&fields, "down"),
        depends_on: literals(&fields, "depends_on"),
        branch: branch.pop(),
    })
}

/// The string literals in the value of a field, in brackets too.
fn literals(fields: &[TokenTree], name: &str) -> Vec<Literal> {
    let mut fields = fields.split(|tree| matches!(tree, TokenTree::Punct(comma) if comma.as_char() == ','));
    let value = fields.find(|field| matches!(field.first(), Some(TokenTree::Ident(field)) if field == name));
    let mut found = Vec::new();
    for tree in value.unwrap_or_default() {
        match tree {
            TokenTree::Group(group) => found.extend(group.stream().into_iter().filter_map(literal)),
            TokenTree::Literal(value) => found.push(value.clone()),
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
    found
}

fn literal(tree: TokenTree) -> Option<Literal> {
    match tree {
        TokenTree::Literal(literal) => Some(literal),
        TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Punct(_) => None,
    }
}
