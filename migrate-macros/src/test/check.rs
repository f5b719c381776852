//! Whether the function is one that a test of a chain can be.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{FnArg, PatType, Safety};

use super::parse::Function;
use crate::problems::Problems;
use crate::wording;

/// Finds everything in the function's head that a test must not have, and gives its argument.
pub(crate) fn function<'a>(function: &'a Function, problems: &mut Problems) -> Option<&'a PatType> {
    let signature = &function.signature;
    if signature.asyncness.is_none() {
        problems.add(signature.fn_token.span, wording::TEST_ASYNC);
    }
    let mut qualifier = |word: &str, at: Span| problems.add(at, wording::test_qualifier(word));
    if let Some(token) = &signature.constness {
        qualifier("const", token.span);
    }
    match &signature.safety {
        Safety::Unsafe(token) => qualifier("unsafe", token.span),
        Safety::Safe(token) => qualifier("safe", token.span),
        Safety::Default => {}
    }
    if let Some(abi) = &signature.abi {
        qualifier("extern", abi.extern_token.span);
    }
    if let Some(parameter) = signature.generics.params.first() {
        problems.add(parameter.span(), wording::TEST_GENERIC);
    }
    if let Some(receiver) = signature.receiver() {
        problems.add(receiver.self_token.span, wording::TEST_METHOD);
        return None;
    }
    let mut inputs = signature.inputs.iter();
    let argument = match inputs.next() {
        Some(FnArg::Typed(argument)) => Some(argument),
        Some(FnArg::Receiver(_)) => None,
        None => {
            problems.add(signature.paren_token.span.join(), wording::TEST_NO_ARGUMENT);
            None
        }
    };
    if let Some(more) = inputs.next() {
        problems.add(more.span(), wording::TEST_ARGUMENTS);
    }
    argument
}
