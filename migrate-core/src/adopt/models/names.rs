//! Names of Rust for names of a database.

use std::collections::BTreeSet;

use crate::code::{self, Code};
use crate::name::Name;
use crate::schema::Table;

/// The words that no field can be called, even behind `r#`.
const NEVER: [&str; 4] = ["crate", "self", "super", "_"];

/// The words that a field is called behind `r#` (the Rust reference, "Keywords", edition 2024).
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words of a name: cut where a sign stands, and where a small letter is followed by a capital.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for character in name.chars() {
        if !character.is_alphanumeric() {
            words.push(String::new());
            was_small = false;
            continue;
        }
        if was_small && character.is_uppercase() {
            words.push(String::new());
        }
        was_small = character.is_lowercase() || character.is_numeric();
        if let Some(word) = words.last_mut() {
            word.extend(character.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A name that none of the others is, with a number behind it where it has to be.
pub(super) fn distinct(name: String, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2_u32..).map(|number| format!("{name}{number}"));
    let free = [name.clone()].into_iter().chain(numbered).find(|name| !taken.contains(name));
    let free = free.unwrap_or(name);
    taken.insert(free.clone());
    free
}

/// The Rust type of a name: `deal_tag` is `DealTag`.
pub(super) fn type_name(name: &Name, taken: &mut BTreeSet<String>) -> String {
    let capital = |word: String| {
        let mut characters = word.chars();
        let first = characters.next().into_iter().flat_map(char::to_uppercase).collect::<String>();
        first + characters.as_str()
    };
    let text = words(name.as_str()).into_iter().map(capital).collect::<String>();
    let is_begun = text.starts_with(char::is_alphabetic);
    let is_taken = ["Self", "Option", "Vec", "String", "Table", "SqlEnum"].contains(&text.as_str());
    let text = if is_begun && !is_taken { text } else { format!("T{text}") };
    distinct(text, taken)
}

/// One of what a table's name says several of, as far as English tells: `companies` are each a `company`.
pub(super) fn singular(name: &Name) -> Name {
    const SAME: [&str; 5] = ["ss", "us", "is", "news", "series"];
    const LONG: [&str; 5] = ["sses", "xes", "ches", "shes", "zzes"];
    let text = name.as_str();
    if SAME.iter().any(|end| text.ends_with(end)) {
        return name.clone();
    }
    if let Some(start) = text.strip_suffix("ies").filter(|start| start.len() > 1) {
        return format!("{start}y").into();
    }
    if LONG.iter().any(|end| text.ends_with(end)) {
        return text[..text.len() - 2].into();
    }
    match text.strip_suffix('s') {
        Some(start) if start.len() > 1 => start.into(),
        Some(_) | None => name.clone(),
    }
}

/// The fields of a table's columns.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    /// Each with the literal of the column's name.
    fields: Vec<(Code, String)>,
}

impl Fields {
    pub(super) fn of(table: &Table) -> Self {
        let mut taken = BTreeSet::new();
        let field = |name: &Name| {
            let text = words(name.as_str()).join("_");
            let text = if text.starts_with(char::is_alphabetic) { text } else { format!("c_{text}") };
            let text = distinct(text, &mut taken);
            if KEYWORDS.contains(&text.as_str()) {
                format!("r#{text}")
            } else if NEVER.contains(&text.as_str()) {
                format!("{text}_")
            } else {
                text
            }
        };
        let mut field = field;
        let fields = table.columns.iter().map(|column| (code::name(&column.name), field(&column.name)));
        Self { fields: fields.collect() }
    }

    /// Which column a literal names.
    pub(super) fn position(&self, literal: &Code) -> Option<usize> {
        self.fields.iter().position(|(name, _)| name == literal)
    }

    pub(super) fn get(&self, at: usize) -> Option<&str> {
        self.fields.get(at).map(|(_, field)| field.as_str())
    }

    /// What a part is of, with fields in the place of columns: `["a", desc("b")]` is `a`, `desc(b)`.
    pub(super) fn all(&self, of: &Code) -> Option<Vec<String>> {
        of.items().into_iter().map(|item| code::flat(&self.of_code(item))).collect()
    }

    /// Code with fields where columns are named, up to the first thing that it is of.
    fn of_code(&self, code: &Code) -> Code {
        if let Some(field) = self.position(code).and_then(|at| self.get(at)) {
            return Code::word(field);
        }
        match code {
            Code::Call { callee: callee @ ("asc" | "desc" | "prefix"), arguments } => {
                let arguments = arguments.iter().map(|argument| self.of_code(argument)).collect();
                Code::Call { callee, arguments }
            }
            Code::Chain { head, links } => {
                Code::Chain { head: Box::new(self.of_code(head)), links: links.clone() }
            }
            Code::List { open: open @ "(", items, close } => {
                let mut items = items.clone();
                if let Some(first) = items.first_mut() {
                    *first = self.of_code(first);
                }
                Code::List { open, items, close }
            }
            Code::Call { .. }
            | Code::Closure { .. }
            | Code::List { .. }
            | Code::Remark(_)
            | Code::Word(_) => code.clone(),
        }
    }
}
