//! Whether the function is one that a revision can be.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{FnArg, ReturnType, Safety, Type};

use super::Function;
use super::parse::Head;
use crate::problems::Problems;
use crate::wording;

/// Finds everything in the function's head that a revision must not have.
pub(crate) fn function(head: &Head, problems: &mut Problems) -> Function {
    let signature = &head.signature;
    if let Some(token) = &signature.constness {
        problems.add(token.span, wording::qualifier("const"));
    }
    if let Some(token) = &signature.asyncness {
        problems.add(token.span, wording::ASYNC);
    }
    match &signature.safety {
        Safety::Unsafe(token) => problems.add(token.span, wording::qualifier("unsafe")),
        Safety::Safe(token) => problems.add(token.span, wording::qualifier("safe")),
        Safety::Default => {}
    }
    if let Some(abi) = &signature.abi {
        problems.add(abi.extern_token.span, wording::qualifier("extern"));
    }
    if let Some(parameter) = signature.generics.params.first() {
        problems.add(parameter.span(), wording::GENERIC);
    }
    arguments(head, problems);
    if let ReturnType::Type(_, output) = &signature.output
        && !matches!(&**output, Type::Tuple(tuple) if tuple.elems.is_empty())
    {
        problems.add(output.span(), wording::RETURN_VALUE);
    }
    Function { name: signature.ident.clone(), argument: argument_span(head), message: head.message() }
}

fn arguments(head: &Head, problems: &mut Problems) {
    let signature = &head.signature;
    if let Some(receiver) = signature.receiver() {
        return problems.add(receiver.self_token.span, wording::METHOD);
    }
    let mut inputs = signature.inputs.iter();
    match inputs.next() {
        Some(FnArg::Typed(argument)) => {
            if !is_mutable_reference(&argument.ty) {
                problems.add(argument.ty.span(), wording::ARGUMENT);
            }
        }
        Some(FnArg::Receiver(_)) => {}
        None => problems.add(signature.paren_token.span.join(), wording::NO_ARGUMENT),
    }
    if let Some(more) = inputs.next() {
        problems.add(more.span(), wording::ARGUMENTS);
    }
    if let Some(more) = &signature.variadic {
        problems.add(more.span(), wording::ARGUMENTS);
    }
}

/// Whether a type is `&mut T`. Which `T` it is, only rustc knows: it may be renamed by `use`.
fn is_mutable_reference(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => is_mutable_reference(&group.elem),
        Type::Paren(paren) => is_mutable_reference(&paren.elem),
        Type::Reference(reference) => reference.mutability.is_some(),
        _ => false,
    }
}

/// Where the argument's type stands: there rustc is to report another type than it must be.
fn argument_span(head: &Head) -> Span {
    match head.signature.inputs.first() {
        Some(FnArg::Typed(argument)) => match &*argument.ty {
            Type::Reference(reference) => reference.elem.span(),
            other => other.span(),
        },
        Some(FnArg::Receiver(_)) | None => head.signature.ident.span(),
    }
}
