//! The errors at a revision's literals, and what lets the compiler find those that the reader cannot.

use std::path::PathBuf;

use migrate_source::key::of_id;
use migrate_source::token::string_value;
use proc_macro2::{Literal, Span, TokenStream};
use quote::quote_spanned;

use super::parse::Call;
use super::table::{Backstop, Finding, canonical};
use crate::problems::Problems;

/// Writes the verdict on one revision.
pub(crate) fn call(call: &Call) -> TokenStream {
    let file = call.id.as_ref().and_then(|id| id.span().local_file()).map(|file| canonical(&file));
    let mut verdict = Verdict { call, file, problems: Problems::default() };
    let mut tokens = TokenStream::new();
    let Call { id, down, depends_on, branch, .. } = call;
    if let Some(id) = id {
        tokens.extend(verdict.literal(id, Verdict::id));
    }
    let branches = branch.is_some() && down.len() == 1;
    for parent in down {
        tokens.extend(verdict.literal(parent, if branches { Verdict::known } else { Verdict::parent }));
    }
    for other in depends_on {
        tokens.extend(verdict.literal(other, Verdict::known));
    }
    if let Some(label) = branch {
        tokens.extend(verdict.literal(label, |_, _, _| TokenStream::new()));
    }
    tokens.extend(verdict.problems.into_tokens());
    tokens
}

struct Verdict<'a> {
    call: &'a Call,
    file: Option<PathBuf>,
    problems: Problems,
}

impl Verdict<'_> {
    /// Reports what the reader found at a literal; where it found nothing, lets the compiler check it.
    fn literal(&mut self, literal: &Literal, check: fn(&Self, Span, &Literal) -> TokenStream) -> TokenStream {
        let at = literal.span();
        let start = at.start();
        let file = self.file.as_deref();
        let finding = file.and_then(|file| self.call.table.find(file, start.line, start.column + 1));
        match (finding, self.call.table.backstop) {
            (Some(Finding { text, .. }), _) => {
                if !text.is_empty() {
                    self.problems.add(at, text);
                }
                TokenStream::new()
            }
            (None, Backstop::Off) => TokenStream::new(),
            (None, Backstop::On) => {
                let id = string_value(&literal.to_string()).unwrap_or_default();
                check(self, Span::call_site().located_at(at), &Literal::u128_unsuffixed(of_id(&id)))
            }
        }
    }

    /// No other revision has this id; without a parent and a branch, no other revision is the base.
    fn id(&self, at: Span, key: &Literal) -> TokenStream {
        let chain = &self.call.chain;
        let base = (self.call.down.is_empty() && self.call.branch.is_none()).then(
            || quote_spanned!(at=> impl ::migrate_core::__private::OnlyBaseWithoutBranch for #chain {}),
        );
        quote_spanned! {at=>
            impl ::migrate_core::__private::Revision<#chain> for ::migrate_core::__private::Id<#key> {}
            #base
        }
    }

    /// The id is that of a revision of the chain.
    fn known(&self, at: Span, key: &Literal) -> TokenStream {
        let chain = &self.call.chain;
        quote_spanned! {at=>
            const _: () =
                <::migrate_core::__private::Id<#key> as ::migrate_core::__private::Known<#chain>>::KNOWN;
        }
    }

    /// The id is that of a revision of the chain, which nothing else continues without a branch.
    fn parent(&self, at: Span, key: &Literal) -> TokenStream {
        let chain = &self.call.chain;
        let known = self.known(at, key);
        quote_spanned! {at=>
            #known
            impl ::migrate_core::__private::OnlySuccessorWithoutBranch<#chain>
                for ::migrate_core::__private::Id<#key> {}
        }
    }
}
