//! What stands in `#[revision(…)]`, read the same way from a file and from a compiler's tokens.

use thiserror::Error;

use crate::name::{NameError, check_branch, check_id};
use crate::token::{Lexeme, Token};

/// The keys that the attribute knows, in alphabetical order.
pub const KEYS: [&str; 6] = ["branch", "chain", "depends_on", "down", "downgrade", "id"];

/// A string literal of the attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<S> {
    /// Its value.
    pub text: String,
    /// Where the literal stands.
    pub at: S,
}

/// A path of the attribute, without generic arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path<S> {
    /// Whether it starts with `::`.
    pub global: bool,
    /// Its segments, raw identifiers with their `r#`.
    pub segments: Vec<Word<S>>,
}

/// A revision of another chain: `accounts::Accounts("2d970929c35")`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need<S> {
    /// The path of the chain's type.
    pub chain: Path<S>,
    /// The id.
    pub id: Word<S>,
}

/// The arguments of one `#[revision(…)]`, as far as they could be understood.
#[derive(Clone, Debug)]
pub struct Attribute<S> {
    /// The label of the branch that starts here.
    pub branch: Option<Word<S>>,
    /// The chain, where it is not that of the module above.
    pub chain: Option<Path<S>>,
    /// The revisions that must be applied before, without being parents.
    pub depends_on: Vec<Word<S>>,
    /// The parents.
    pub down: Vec<Word<S>>,
    /// The function that records the downgrade.
    pub downgrade: Option<Path<S>>,
    /// The id.
    pub id: Option<Word<S>>,
    /// The revisions of other chains that must be applied before; they stand in `depends_on` too.
    pub needs: Vec<Need<S>>,
    /// What is wrong with the arguments, in the order in which it stands there.
    pub faults: Vec<AttributeFault<S>>,
}

/// One mistake in the arguments, and where it stands.
#[derive(Clone, Debug)]
pub struct AttributeFault<S> {
    /// What is wrong.
    pub error: AttributeError,
    /// The smallest token at fault.
    pub at: S,
}

/// What can be wrong with the arguments of `#[revision(…)]`.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AttributeError {
    /// The marks of a merge conflict, which rustc does not know within an attribute.
    #[error(
        "a merge conflict is left here; keep one of its sides, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`"
    )]
    Conflict,
    /// `down = []` or `depends_on = []`.
    #[error("`{key}` names no revision; leave `{key}` out, or name one: `{key} = \"…\"`")]
    EmptyList {
        /// The key.
        key: &'static str,
    },
    /// A revision in a function, an `impl` or a trait.
    #[error(
        "a revision stands in a module, not in an `impl`, a trait or a function; move it out as a plain function: \
         `fn upgrade(op: &mut Operations) {{ … }}`"
    )]
    Misplaced,
    /// `depends_on = ["accounts:9f0c"]`.
    #[error(
        "another chain is named by the path of its type, and not before a colon; write `depends_on = [{chain}::{type_name}(\"{id}\")]`"
    )]
    ChainAsText {
        /// What stands before the colon.
        chain: String,
        /// The type that it may be.
        type_name: String,
        /// What stands behind it.
        id: String,
    },
    /// No `id`.
    #[error(
        "the revision has no `id`; write `#[revision(id = \"…\")]` with an id that no other revision has"
    )]
    MissingId,
    /// An id, a label or a name that is not allowed.
    #[error(transparent)]
    Name(#[from] NameError),
    /// Something that is no list of `key = value`.
    #[error("expected `key = value` with a key of {}", keys())]
    NoKey,
    /// A value that is no path.
    #[error("the value of `{key}` is the path of {of}; write `{key} = path::to::it`")]
    NoPath {
        /// The key.
        key: &'static str,
        /// What the path leads to.
        of: &'static str,
    },
    /// A value that is no text.
    #[error("the value of `{key}` is {form}")]
    NoText {
        /// The key.
        key: &'static str,
        /// How the value is written.
        form: &'static str,
    },
    /// `down` or `depends_on` names the revision itself.
    #[error("`{key}` names the revision `{id}` itself; name {instead}")]
    OneSelf {
        /// The key.
        key: &'static str,
        /// The revision's id.
        id: String,
        /// What to name.
        instead: &'static str,
    },
    /// A key that stands twice.
    #[error("`{key}` is given twice; keep one of them{}", .hint)]
    Repeated {
        /// The key.
        key: &'static str,
        /// What to do where two values are meant.
        hint: &'static str,
    },
    /// An id that stands twice in a list.
    #[error("`{key}` names `{id}` twice; name it once{}", .hint)]
    RepeatedId {
        /// The key.
        key: &'static str,
        /// The id.
        id: String,
        /// What to do instead.
        hint: &'static str,
    },
    /// A key that the attribute does not know.
    #[error("unknown key `{key}`; the keys are {}{}", keys(), near(.key))]
    UnknownKey {
        /// The key as it is written.
        key: String,
    },
}

fn keys() -> String {
    let known = KEYS.map(|key| format!("`{key}`"));
    format!("{} and {}", known[..known.len() - 1].join(", "), known[known.len() - 1])
}

fn near(key: &str) -> String {
    nearest_key(key).map_or_else(String::new, |known| format!("; did you mean `{known}`?"))
}

fn nearest_key(key: &str) -> Option<&'static str> {
    let key = key.to_ascii_lowercase();
    let nearest = KEYS.into_iter().map(|known| (strsim::osa_distance(&key, known), known)).min()?;
    // Two letters of a word as short as `id` are all of it.
    (nearest.0 <= 2 && nearest.0 < nearest.1.len()).then_some(nearest.1)
}

/// Reads the arguments of `#[revision(…)]`: the tokens between its brackets.
///
/// `whole` is where the attribute stands, for what is missing. Every mistake is found, and what could be
/// understood is there beside it.
pub fn parse<S: Copy>(tokens: &[Token<S>], whole: S) -> Attribute<S> {
    let empty = Attribute {
        branch: None,
        chain: None,
        depends_on: Vec::new(),
        down: Vec::new(),
        downgrade: None,
        id: None,
        needs: Vec::new(),
        faults: Vec::new(),
    };
    if let Some([mark, ..]) = tokens.windows(7).find(|mark| mark.iter().all(|token| token.is_punct('<'))) {
        let faults = vec![AttributeFault { error: AttributeError::Conflict, at: mark.at }];
        return Attribute { faults, ..empty };
    }
    let mut parser = Parser { attribute: empty, seen: Vec::new(), whole };
    for argument in split(tokens) {
        parser.argument(argument);
    }
    let Parser { mut attribute, seen, .. } = parser;
    // An id that is there, but not as `id = …`, is one mistake and not two.
    let meant = |fault: &AttributeFault<S>| match &fault.error {
        AttributeError::NoKey => true,
        AttributeError::UnknownKey { key } => nearest_key(key) == Some("id"),
        _ => false,
    };
    if !seen.contains(&"id") && !attribute.faults.iter().any(meant) {
        attribute.faults.push(AttributeFault { error: AttributeError::MissingId, at: whole });
    }
    attribute.check_references();
    attribute
}

/// Cuts at the commas outside of brackets.
pub(crate) fn split<S>(tokens: &[Token<S>]) -> impl Iterator<Item = &[Token<S>]> {
    let mut depth = 0_usize;
    let cut = tokens.split(move |token| {
        match token.lexeme {
            Lexeme::Open(_) => depth += 1,
            Lexeme::Close(_) => depth = depth.saturating_sub(1),
            Lexeme::Doc { .. } | Lexeme::Ident(_) | Lexeme::Other | Lexeme::Punct(_) | Lexeme::Text(_) => {}
        }
        depth == 0 && token.is_punct(',')
    });
    cut.filter(|argument| !argument.is_empty())
}

struct Parser<S> {
    attribute: Attribute<S>,
    seen: Vec<&'static str>,
    whole: S,
}

impl<S: Copy> Parser<S> {
    fn fault(&mut self, at: S, error: AttributeError) {
        self.attribute.faults.push(AttributeFault { error, at });
    }

    fn argument(&mut self, tokens: &[Token<S>]) {
        let at = tokens.first().map_or(self.whole, |token| token.at);
        let (Some(key), true) =
            (tokens.first().and_then(Token::ident), tokens.get(1).is_some_and(|token| token.is_punct('=')))
        else {
            return match tokens.first().and_then(Token::ident).filter(|key| !KEYS.contains(key)) {
                Some(key) => self.fault(at, AttributeError::UnknownKey { key: key.to_owned() }),
                None => self.fault(at, AttributeError::NoKey),
            };
        };
        let Some(key) = KEYS.into_iter().find(|known| *known == key) else {
            return self.fault(at, AttributeError::UnknownKey { key: key.to_owned() });
        };
        if self.seen.contains(&key) {
            let hint = match key {
                "down" => "; a merge is written `down = [\"…\", \"…\"]`",
                "depends_on" => "; several are written `depends_on = [\"…\", \"…\"]`",
                _ => "",
            };
            return self.fault(at, AttributeError::Repeated { key, hint });
        }
        self.seen.push(key);
        let value = &tokens[2..];
        let value_at = value.first().map_or(at, |token| token.at);
        match key {
            "branch" => self.attribute.branch = self.text(key, value, value_at, check_branch),
            "chain" => self.attribute.chain = self.path(key, "a chain", value, value_at),
            "depends_on" => self.attribute.depends_on = self.list(key, value, value_at),
            "down" => self.attribute.down = self.list(key, value, value_at),
            "downgrade" => self.attribute.downgrade = self.path(key, "a function", value, value_at),
            _ => self.attribute.id = self.text(key, value, value_at, check_id),
        }
    }

    fn text(
        &mut self,
        key: &'static str,
        value: &[Token<S>],
        at: S,
        check: fn(&str) -> Result<(), NameError>,
    ) -> Option<Word<S>> {
        let [Token { lexeme: Lexeme::Text(text), .. }] = value else {
            let form = if key == "id" {
                "a text in quotes; write `id = \"…\"`"
            } else {
                "a text in quotes; write `branch = \"…\"`"
            };
            self.fault(at, AttributeError::NoText { key, form });
            return None;
        };
        if let Err(error) = check(text) {
            self.fault(at, error.into());
            return None;
        }
        Some(Word { text: text.clone(), at })
    }

    fn list(&mut self, key: &'static str, value: &[Token<S>], at: S) -> Vec<Word<S>> {
        let takes_chains = key == "depends_on";
        let items = match value {
            [Token { lexeme: Lexeme::Text(_), .. }] => value,
            [first, items @ .., last] if first.is_open('[') && last.is_close(']') => items,
            [.., last] if takes_chains && last.is_close(')') => value,
            _ => {
                self.fault(at, Self::no_text(key));
                return Vec::new();
            }
        };
        let mut words = Vec::new();
        let mut faults = false;
        for item in split(items) {
            let item_at = item.first().map_or(at, |token| token.at);
            let need = if takes_chains { need(item) } else { None };
            let (chain, text, item_at) = match (need, item) {
                (Some((chain, id)), _) => (Some(chain), id.text, id.at),
                (None, [Token { lexeme: Lexeme::Text(text), .. }]) => (None, text.clone(), item_at),
                (None, _) => {
                    faults = true;
                    self.fault(item_at, Self::no_text(key));
                    continue;
                }
            };
            match (check_id(&text), chain) {
                (Ok(()), None) => words.push(Word { text, at: item_at }),
                (Ok(()), Some(chain)) => {
                    self.attribute.needs.push(Need { chain, id: Word { text, at: item_at } });
                }
                (Err(error), chain) => {
                    faults = true;
                    let as_text = if takes_chains && chain.is_none() { chain_as_text(&text) } else { None };
                    self.fault(item_at, as_text.unwrap_or_else(|| error.into()));
                }
            }
        }
        if words.is_empty() && (!takes_chains || self.attribute.needs.is_empty()) && !faults {
            self.fault(at, AttributeError::EmptyList { key });
        }
        words
    }

    fn no_text(key: &'static str) -> AttributeError {
        let form = if key == "down" {
            "the id of a revision or a list of them; write `down = \"…\"`, or for a merge `down = [\"…\", \"…\"]`"
        } else {
            "a list of revision ids; write `depends_on = [\"…\"]`, or for one of another chain \
             `depends_on = [accounts::Accounts(\"…\")]` with the path of its type"
        };
        AttributeError::NoText { key, form }
    }

    fn path(&mut self, key: &'static str, of: &'static str, value: &[Token<S>], at: S) -> Option<Path<S>> {
        match read_path(value) {
            (Some(path), []) => Some(path),
            (_, rest) => {
                self.fault(rest.first().map_or(at, |token| token.at), AttributeError::NoPath { key, of });
                None
            }
        }
    }
}

/// `accounts:9f0c` as people may write it, since the ledger has it so.
fn chain_as_text(text: &str) -> Option<AttributeError> {
    let (chain, id) = text.split_once(':')?;
    let (chain, id) = (chain.trim(), id.trim_start_matches(':').trim());
    if chain.is_empty() || check_id(id).is_err() {
        return None;
    }
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    let type_name = chain.split(|c: char| !c.is_alphanumeric()).filter_map(capital).collect();
    let chain = chain.replace(|c: char| !c.is_alphanumeric() && c != ':', "_");
    Some(AttributeError::ChainAsText { chain, type_name, id: id.to_owned() })
}

/// Reads a path and what stands behind it; without one, what is in its place.
fn read_path<S: Copy>(tokens: &[Token<S>]) -> (Option<Path<S>>, &[Token<S>]) {
    let mut path = Path { global: false, segments: Vec::new() };
    let mut rest = tokens;
    if let [a, b, tail @ ..] = rest
        && a.is_punct(':')
        && b.is_punct(':')
    {
        path.global = true;
        rest = tail;
    }
    while let [Token { lexeme: Lexeme::Ident(name), at }, tail @ ..] = rest {
        path.segments.push(Word { text: name.clone(), at: *at });
        match tail {
            [a, b, tail @ ..] if a.is_punct(':') && b.is_punct(':') => rest = tail,
            _ => return (Some(path), tail),
        }
    }
    (None, rest)
}

/// Reads `path::of::Chain("id")`.
fn need<S: Copy>(tokens: &[Token<S>]) -> Option<(Path<S>, Word<S>)> {
    let (path, rest) = read_path(tokens);
    match (path, rest) {
        (Some(path), [open, Token { lexeme: Lexeme::Text(id), at }, close])
            if open.is_open('(') && close.is_close(')') =>
        {
            Some((path, Word { text: id.clone(), at: *at }))
        }
        _ => None,
    }
}

impl<S: Copy> Attribute<S> {
    /// What the lists name beside the id: the revision itself, or one thing twice.
    fn check_references(&mut self) {
        let down_hint = "; a merge joins different revisions";
        let instead = "the revision before it, or leave `down` out if it is the first";
        let lists = [
            ("down", &self.down, instead, down_hint),
            ("depends_on", &self.depends_on, "another revision, or leave `depends_on` out", ""),
        ];
        let mut faults = Vec::new();
        for (key, list, instead, hint) in lists {
            for (index, word) in list.iter().enumerate() {
                let id = word.text.clone();
                if self.id.as_ref().is_some_and(|own| own.text == id) {
                    faults.push((word.at, AttributeError::OneSelf { key, id, instead }));
                } else if list[..index].iter().any(|other| other.text == id) {
                    faults.push((word.at, AttributeError::RepeatedId { key, id, hint }));
                }
            }
        }
        for (index, Need { chain, id }) in self.needs.iter().enumerate() {
            let is_same = |other: &Need<S>| other.id.text == id.text && other.chain.text() == chain.text();
            if self.needs[..index].iter().any(is_same) {
                let (key, id, at) = ("depends_on", id.text.clone(), id.at);
                faults.push((at, AttributeError::RepeatedId { key, id, hint: "" }));
            }
        }
        self.faults.extend(faults.into_iter().map(|(at, error)| AttributeFault { error, at }));
    }
}

impl<S> Path<S> {
    /// The path as text.
    pub fn text(&self) -> String {
        let segments = self.segments.iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>();
        format!("{}{}", if self.global { "::" } else { "" }, segments.join("::"))
    }
}
