//! A revision of another chain that one depends on, judged while rustc compiles.

use super::ChainDefinition;

/// A revision of another chain that one depends on. Not public API. Used by generated code.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Need {
    /// The other chain.
    pub chain: &'static ChainDefinition,
    /// The revision's id.
    pub id: &'static str,
}

impl Need {
    /// A revision of another chain.
    ///
    /// # Panics
    ///
    /// With `unknown` where the sources of that chain had no such revision, and the one that may have been meant; with
    /// `own` where it is the same chain. rustc evaluates it when it compiles.
    #[expect(
        clippy::manual_assert,
        clippy::panic,
        reason = "it is how a constant is refused, and rustc shows the words"
    )]
    pub const fn new(
        by: &'static ChainDefinition,
        chain: &'static ChainDefinition,
        id: &'static str,
        unknown: &'static str,
        own: &'static str,
    ) -> Self {
        if is_same(by.identity.as_bytes(), chain.identity.as_bytes()) {
            panic!("{}", own);
        }
        if let Some(read) = chain.read
            && !holds(read.as_bytes(), id.as_bytes())
        {
            let mut advice = Advice::new(unknown);
            if let Some(near) = near(read.as_bytes(), id.as_bytes()) {
                advice = advice.and(b"; did you mean `").and(near).and(b"`?");
            }
            panic!("{}", advice.text(unknown));
        }
        Self { chain, id }
    }
}

impl std::fmt::Display for Need {
    /// As the ledger has it: `accounts:9f0c`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.chain.name, self.id)
    }
}

/// Whether an id is one of a text of ids with a blank between them, a `?` behind some.
const fn holds(ids: &[u8], id: &[u8]) -> bool {
    let mut rest = ids;
    while let Some((first, behind)) = split(rest) {
        if is_same(first, id) {
            return true;
        }
        rest = behind;
    }
    false
}

/// The first of such ids that may have been meant by another: a letter is another, too many, missing or in the place of the
/// next, or one is the start of the other.
const fn near<'a>(ids: &'a [u8], id: &[u8]) -> Option<&'a [u8]> {
    let mut rest = ids;
    while let Some((first, behind)) = split(rest) {
        if is_near(first, id) {
            return Some(first);
        }
        rest = behind;
    }
    None
}

/// The first of such ids, and what comes behind it.
const fn split(ids: &[u8]) -> Option<(&[u8], &[u8])> {
    if ids.is_empty() {
        return None;
    }
    let mut end = 0;
    while end < ids.len() && ids[end] != b' ' {
        end += 1;
    }
    let (first, rest) = ids.split_at(end);
    let rest = if rest.is_empty() { rest } else { rest.split_at(1).1 };
    let first = match first {
        [start @ .., b'?'] => start,
        first => first,
    };
    Some((first, rest))
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && start_in_common(one, other) == one.len()
}

const fn start_in_common(one: &[u8], other: &[u8]) -> usize {
    let mut same = 0;
    while same < one.len() && same < other.len() && one[same] == other[same] {
        same += 1;
    }
    same
}

const fn is_near(one: &[u8], other: &[u8]) -> bool {
    let start = start_in_common(one, other);
    let (one, other) = (one.split_at(start).1, other.split_at(start).1);
    let mut end = 0;
    while end < one.len() && end < other.len() && one[one.len() - 1 - end] == other[other.len() - 1 - end] {
        end += 1;
    }
    match (one.split_at(one.len() - end).0, other.split_at(other.len() - end).0) {
        ([], rest) | (rest, []) => rest.len() <= 1 || (end == 0 && start > 2),
        ([_], [_]) => true,
        ([a, b], [c, d]) => *a == *d && *b == *c,
        _ => false,
    }
}

/// A text that is put together while rustc compiles.
struct Advice {
    bytes: [u8; 1024],
    length: usize,
}

impl Advice {
    const fn new(text: &str) -> Self {
        Self { bytes: [0; 1024], length: 0 }.and(text.as_bytes())
    }

    /// The text with more behind it; what is too long is cut.
    const fn and(mut self, more: &[u8]) -> Self {
        let mut at = 0;
        while at < more.len() && self.length < self.bytes.len() {
            self.bytes[self.length] = more[at];
            self.length += 1;
            at += 1;
        }
        self
    }

    /// The text, or another where it was cut within a letter.
    const fn text<'a>(&'a self, other: &'a str) -> &'a str {
        match std::str::from_utf8(self.bytes.split_at(self.length).0) {
            Ok(text) => text,
            Err(_) => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_found_among_those_that_were_read() {
        let read = b"a.long.id b? bcd";
        let held = ["a.long.id", "b", "bcd"].map(|id| holds(read, id.as_bytes()));
        assert_eq!(held, [true; 3]);
        let others = ["a.long", "a.long.i", "bc", "bcde", "b?", "", "d"].map(|id| holds(read, id.as_bytes()));
        assert_eq!(others, [false; 7]);
        assert!(!holds(b"", b"a"));
    }

    #[test]
    fn the_id_that_was_meant_is_found() {
        let near = |id: &str| near(b"a10c5e2f7b1 b c47b90d1e36? r12", id.as_bytes()).map(<[u8]>::to_vec);
        let meant = |id: &str| String::from_utf8(near(id).unwrap_or_default()).expect("it is text");
        for id in ["a10c5e2f7b2", "a10c5e2f7b", "a10c5e2f7b11", "a01c5e2f7b1", "a10c"] {
            assert_eq!(meant(id), "a10c5e2f7b1", "{id}");
        }
        assert_eq!(meant("c47b90d1e63"), "c47b90d1e36");
        assert_eq!(meant("r21"), "r12");
        assert_eq!(meant("zzzzzz"), "");
        assert_eq!(meant("a10c5eXXXXX"), "");
    }

    #[test]
    fn an_advice_is_put_together_and_cut_where_it_is_too_long() {
        assert_eq!(Advice::new("né").and(b"; `a`?").text("other"), "né; `a`?");
        assert_eq!(Advice::new(&"a".repeat(2000)).text("other").len(), 1024);
        assert_eq!(Advice::new(&"é".repeat(600)).and(b"x").text("other").len(), 1024);
    }
}
