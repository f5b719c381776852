//! What a table says besides its columns: keys, uniqueness, checks, exclusions, indexes.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::spanned::Spanned;
use syn::{Expr, LitStr, Path};

use super::reference::Target;
use super::step::{self, Step, scoped};
use crate::problems::Problems;
use crate::wording;
use crate::words::{self, Item, once};

/// What a word of a part takes.
#[derive(Clone, Copy, Debug)]
enum Shape {
    Alone,
    Columns,
    /// Words of one database.
    Database,
    On,
    References,
    Value,
}

/// A part, by its word in the attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Check,
    Exclude,
    ForeignKey,
    Index,
    PrimaryKey,
    Unique,
}

impl Kind {
    /// The kind of a word.
    pub(crate) fn of(word: &str) -> Option<Self> {
        Some(match word {
            "check" => Self::Check,
            "exclude" => Self::Exclude,
            "foreign_key" => Self::ForeignKey,
            "index" => Self::Index,
            "primary_key" => Self::PrimaryKey,
            "unique" => Self::Unique,
            _ => return None,
        })
    }

    /// What else may stand between the brackets.
    fn words(self) -> &'static [(&'static str, Shape)] {
        use Shape::{Alone, Columns, Database, On, References, Value};
        match self {
            Self::Check => &[("name", Value), ("no_inherit", Alone), ("not_valid", Alone), ("on", On)],
            Self::Exclude => &[
                ("deferrable", Alone),
                ("include", Columns),
                ("initially_deferred", Alone),
                ("name", Value),
                ("on", On),
                ("predicate", Value),
                ("using", Value),
            ],
            Self::ForeignKey => &[
                ("deferrable", Alone),
                ("initially_deferred", Alone),
                ("match_full", Alone),
                ("name", Value),
                ("not_valid", Alone),
                ("on", On),
                ("on_delete", Value),
                ("on_update", Value),
                ("references", References),
                ("set_columns", Columns),
            ],
            Self::Index => &[
                ("include", Columns),
                ("mysql", Database),
                ("name", Value),
                ("nulls_not_distinct", Alone),
                ("on", On),
                ("predicate", Value),
                ("unique", Alone),
                ("using", Value),
                ("with", Value),
            ],
            Self::PrimaryKey => &[
                ("deferrable", Alone),
                ("include", Columns),
                ("initially_deferred", Alone),
                ("name", Value),
                ("on", On),
            ],
            Self::Unique => &[
                ("deferrable", Alone),
                ("include", Columns),
                ("initially_deferred", Alone),
                ("name", Value),
                ("nulls_not_distinct", Alone),
                ("on", On),
            ],
        }
    }

    /// How it is written.
    fn form(self) -> &'static str {
        match self {
            Self::Check => "\"price > 0\"",
            Self::Exclude => "(room, \"=\")",
            Self::ForeignKey => "a, b, references = Model",
            Self::Index => "a, desc(b)",
            Self::PrimaryKey | Self::Unique => "a, b",
        }
    }
}

/// A part as it is written in the attribute.
pub(crate) struct Part {
    pub(crate) kind: Kind,
    pub(crate) word: Ident,
    /// What it is of, each a column or more.
    of: Vec<TokenStream>,
    steps: Vec<Step>,
    /// The words that take columns, with these.
    lists: Vec<(Ident, Vec<TokenStream>)>,
    target: Option<Target>,
    pub(crate) on: Option<TokenStream>,
}

/// A part with the columns that its fields are.
pub(crate) struct Resolved {
    pub(crate) kind: Kind,
    pub(crate) word: Ident,
    /// The columns, where it is of nothing else.
    pub(crate) columns: Vec<LitStr>,
    /// What else it is of, ready to be written.
    pub(crate) of: TokenStream,
    pub(crate) steps: Vec<Step>,
    pub(crate) target: Option<Target>,
    pub(crate) on: Option<TokenStream>,
}

impl Part {
    /// Reads what stands between the brackets of a word.
    pub(crate) fn read(kind: Kind, item: &Item, own: &Path, problems: &mut Problems) -> Option<Self> {
        let mut part = Self {
            kind,
            word: item.word.clone(),
            of: Vec::new(),
            steps: Vec::new(),
            lists: Vec::new(),
            target: None,
            on: None,
        };
        let mut seen = Vec::new();
        for tokens in item.list(kind.form(), problems)? {
            if let Some(columns) = bracketed(&tokens).filter(|_| kind != Kind::Check) {
                part.of.extend(columns);
                continue;
            }
            let inner = Item::read(tokens.clone());
            let known = inner.as_ref().and_then(|inner| {
                let found = kind.words().iter().find(|(word, _)| inner.word == word);
                // A field may be called `name`: the word of that name does not stand alone.
                let is_field =
                    |shape| !matches!(shape, Shape::Alone) && matches!(inner.given, words::Given::Nothing);
                found.filter(|(_, shape)| !is_field(*shape)).map(|(_, shape)| (inner, *shape))
            });
            let Some((inner, shape)) = known else {
                match &inner {
                    Some(Item { word, given: words::Given::Value(_) }) => {
                        let (name, known) = (word.to_string(), kind.words().iter().map(|(word, _)| *word));
                        let near = words::nearest(&name, known.clone());
                        let known = known.collect::<Vec<_>>();
                        let place = format!("`{}`", item.name());
                        problems.add(word.span(), wording::unknown_word(&name, &place, &known, near));
                    }
                    Some(_) | None => part.of.push(tokens),
                }
                continue;
            };
            if seen.contains(&inner.word) {
                problems.add(inner.word.span(), wording::twice(&inner.name()));
                continue;
            }
            seen.push(inner.word.clone());
            match shape {
                Shape::Alone => part.steps.push(Step::alone(inner, problems)),
                Shape::Columns => {
                    let columns = inner.list("a, b", problems);
                    part.lists.extend(columns.map(|columns| (inner.word.clone(), columns)));
                }
                Shape::Database => part.steps.extend(step::within(inner, "comment = \"…\"", problems)),
                Shape::On => {
                    let on = inner.value(problems).map(|on| scoped(&on));
                    once(&mut part.on, on, &inner.word, problems);
                }
                Shape::References => part.target = Target::read(inner, own, problems),
                Shape::Value => part.steps.extend(Step::value(inner, problems)),
            }
        }
        Some(part)
    }

    /// Finds the columns that it names.
    pub(crate) fn resolve(self, names: &Names, problems: &mut Problems) -> Option<Resolved> {
        let Self { kind, word, of, mut steps, lists, target, on } = self;
        for (method, columns) in lists {
            let columns = columns.iter().filter_map(|column| names.column(column, problems));
            let columns = columns.collect::<Vec<_>>();
            steps.push(Step { method, arguments: quote!([#(#columns),*]) });
        }
        if of.is_empty() {
            problems.add(word.span(), wording::no_columns(&word.to_string()));
            return None;
        }
        let (mut columns, mut of_tokens) = (Vec::new(), TokenStream::new());
        match kind {
            Kind::ForeignKey | Kind::PrimaryKey | Kind::Unique => {
                for column in &of {
                    columns.push(names.column(column, problems)?);
                }
            }
            Kind::Index => {
                let parts = of.iter().map(|part| names.index_part(part, problems));
                let parts = parts.collect::<Option<Vec<_>>>()?;
                of_tokens = quote!([#(#parts),*]);
            }
            Kind::Exclude => {
                let parts = of.iter().map(|part| names.exclude_part(part, problems));
                let parts = parts.collect::<Option<Vec<_>>>()?;
                of_tokens = quote!([#(#parts),*]);
            }
            Kind::Check => {
                let [expression] = of.as_slice() else {
                    problems.add(word.span(), wording::TABLE_CHECK);
                    return None;
                };
                of_tokens = scoped(&words::expression(expression, problems)?);
            }
        }
        if kind == Kind::ForeignKey {
            match &target {
                None => problems.add(word.span(), wording::NO_REFERENCE),
                Some(target) if target.count() != 0 && target.count() != columns.len() => {
                    problems.add(target.span(), wording::reference_count(columns.len(), target.count()));
                }
                Some(_) => {}
            }
            target.as_ref()?;
        }
        Some(Resolved { kind, word, columns, of: of_tokens, steps, target, on })
    }
}

/// What stands in `[a, desc(b)]`. Clippy reads an attribute without brackets as words, and warns of any that is there twice
/// (`duplicated_attributes`), as a column of two indexes is; with brackets it lets it be.
fn bracketed(tokens: &TokenStream) -> Option<Vec<TokenStream>> {
    let mut trees = tokens.clone().into_iter();
    match (trees.next()?, trees.next()) {
        (TokenTree::Group(group), None) if group.delimiter() == Delimiter::Bracket => {
            Some(words::split(group.stream()))
        }
        (TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Punct(_), _) => None,
    }
}

/// The columns of a model by its fields.
#[derive(Debug)]
pub(crate) struct Names {
    pub(crate) model: String,
    /// Each field with its column.
    pub(crate) columns: Vec<(String, String)>,
    /// Whether the table has columns of others, which no field is.
    pub(crate) is_child: bool,
}

impl Names {
    /// The column of a field, where the field is named.
    pub(crate) fn of_field(&self, field: &Ident, problems: &mut Problems) -> Option<LitStr> {
        let name = words::plain(field);
        if let Some((_, column)) = self.columns.iter().find(|(field, _)| *field == name) {
            return Some(LitStr::new(column, field.span()));
        }
        self.unknown(&name, field.span(), problems);
        None
    }

    /// The column that is named in quotes.
    fn of_text(&self, text: &LitStr, problems: &mut Problems) -> Option<LitStr> {
        if self.is_child || self.columns.iter().any(|(_, column)| *column == text.value()) {
            return Some(text.clone());
        }
        self.unknown(&text.value(), text.span(), problems);
        None
    }

    fn unknown(&self, name: &str, at: Span, problems: &mut Problems) {
        let fields = self.columns.iter().map(|(field, _)| field.clone()).collect::<Vec<_>>();
        let near = words::nearest(name, fields.iter().map(String::as_str));
        problems.add(at, wording::unknown_field(name, &self.model, &fields, near));
    }

    fn column(&self, tokens: &TokenStream, problems: &mut Problems) -> Option<LitStr> {
        if let Ok(field) = Ident::parse_any.parse2(tokens.clone()) {
            return self.of_field(&field, problems);
        }
        if let Ok(text) = syn::parse2::<LitStr>(tokens.clone()) {
            return self.of_text(&text, problems);
        }
        problems.add(tokens.span(), wording::COLUMN);
        None
    }

    pub(crate) fn index_part(&self, tokens: &TokenStream, problems: &mut Problems) -> Option<TokenStream> {
        if let Ok(field) = Ident::parse_any.parse2(tokens.clone()) {
            let column = self.of_field(&field, problems)?;
            return Some(quote!(::migrate_core::schema::IndexPart::from(#column)));
        }
        let Ok(part) = syn::parse2::<Expr>(tokens.clone()) else {
            problems.add(tokens.span(), wording::INDEX_PART);
            return None;
        };
        let part = self.part(part, problems)?;
        let part = scoped(&part.into_token_stream());
        Some(quote!(::migrate_core::schema::IndexPart::from(#part)))
    }

    /// The same expression with columns in the place of fields.
    fn part(&self, part: Expr, problems: &mut Problems) -> Option<Expr> {
        match part {
            Expr::Call(mut call) if is_word(&call.func, &["asc", "desc", "prefix"]) => {
                if let Some(first) = call.args.first_mut() {
                    let is_expression = matches!(first, Expr::Call(_) | Expr::MethodCall(_));
                    if !is_expression {
                        let column = self.column(&first.to_token_stream(), problems)?;
                        *first = syn::parse_quote!(#column);
                    }
                }
                Some(Expr::Call(call))
            }
            Expr::Call(call) if is_word(&call.func, &["expr"]) => Some(Expr::Call(call)),
            Expr::Lit(literal) => {
                let column = self.column(&literal.to_token_stream(), problems)?;
                Some(syn::parse_quote!(#column))
            }
            Expr::MethodCall(mut call) => {
                *call.receiver = self.part(*call.receiver, problems)?;
                Some(Expr::MethodCall(call))
            }
            other => {
                problems.add(other.span(), wording::INDEX_PART);
                None
            }
        }
    }

    fn exclude_part(&self, tokens: &TokenStream, problems: &mut Problems) -> Option<TokenStream> {
        let pair = match syn::parse2::<Expr>(tokens.clone()) {
            Ok(Expr::Tuple(tuple)) if tuple.elems.len() == 2 => tuple,
            Ok(_) | Err(_) => {
                problems.add(tokens.span(), wording::EXCLUDE_PART);
                return None;
            }
        };
        let mut elements = pair.elems.into_iter();
        let (part, operator) = (elements.next()?, elements.next()?);
        let part = self.index_part(&part.to_token_stream(), problems)?;
        Some(quote!((#part, #operator)))
    }
}

fn is_word(function: &Expr, words: &[&str]) -> bool {
    matches!(function, Expr::Path(path) if words.iter().any(|word| path.path.is_ident(word)))
}
