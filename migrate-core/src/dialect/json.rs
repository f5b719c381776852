//! Whether text is JSON, which SQLite would not ask and the servers would say too late.

/// The deepest nesting: far above what a default needs, far below what PostgreSQL and MariaDB take.
const DEPTH: usize = 30;

/// Whether text is one JSON value (RFC 8259), nested no deeper than MariaDB reads.
pub(super) fn is_json(text: &str) -> bool {
    let mut rest = text.as_bytes();
    value(&mut rest, DEPTH).is_some() && {
        blanks(&mut rest);
        rest.is_empty()
    }
}

fn blanks(rest: &mut &[u8]) {
    *rest = rest.trim_ascii_start();
}

/// Takes a byte if it is the next one.
fn take(rest: &mut &[u8], byte: u8) -> Option<()> {
    *rest = rest.strip_prefix(&[byte])?;
    Some(())
}

fn value(rest: &mut &[u8], depth: usize) -> Option<()> {
    let depth = depth.checked_sub(1)?;
    blanks(rest);
    match rest.first()? {
        b'"' => string(rest),
        b'[' => list(rest, b'[', b']', |rest| value(rest, depth)),
        b'{' => list(rest, b'{', b'}', |rest| {
            blanks(rest);
            string(rest)?;
            blanks(rest);
            take(rest, b':')?;
            value(rest, depth)
        }),
        b'-' | b'0'..=b'9' => number(rest),
        _ => {
            let word =
                ["false", "null", "true"].into_iter().find(|word| rest.starts_with(word.as_bytes()))?;
            *rest = &rest[word.len()..];
            Some(())
        }
    }
}

fn list(rest: &mut &[u8], open: u8, close: u8, item: impl Fn(&mut &[u8]) -> Option<()>) -> Option<()> {
    take(rest, open)?;
    blanks(rest);
    if take(rest, close).is_some() {
        return Some(());
    }
    loop {
        item(rest)?;
        blanks(rest);
        if take(rest, close).is_some() {
            return Some(());
        }
        take(rest, b',')?;
    }
}

fn string(rest: &mut &[u8]) -> Option<()> {
    take(rest, b'"')?;
    loop {
        let (first, behind) = rest.split_first()?;
        *rest = behind;
        match first {
            b'"' => return Some(()),
            b'\\' => {
                let (escaped, behind) = rest.split_first()?;
                *rest = behind;
                match escaped {
                    b'"' | b'/' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                    b'u' => {
                        let digits = rest.get(..4)?;
                        // PostgreSQL's JSONB has no text with a NUL in it.
                        if !digits.iter().all(u8::is_ascii_hexdigit) || digits == b"0000" {
                            return None;
                        }
                        *rest = &rest[4..];
                    }
                    _ => return None,
                }
            }
            0..0x20 => return None,
            _ => {}
        }
    }
}

fn number(rest: &mut &[u8]) -> Option<()> {
    let _ = take(rest, b'-');
    if take(rest, b'0').is_none() {
        digits(rest)?;
    }
    if take(rest, b'.').is_some() {
        digits(rest)?;
    }
    if take(rest, b'e').or_else(|| take(rest, b'E')).is_some() {
        let _ = take(rest, b'-').or_else(|| take(rest, b'+'));
        digits(rest)?;
    }
    Some(())
}

fn digits(rest: &mut &[u8]) -> Option<()> {
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    *rest = &rest[count..];
    (count > 0).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_told_from_what_is_none() {
        for good in [
            "{}",
            " [ ] ",
            "null",
            "-0.5e+3",
            "\"é\\u00e9\\\"\"",
            "{\"a\": [1, {\"b\": true}], \"c\": \"\"}",
            "0",
        ] {
            assert!(is_json(good), "{good}");
        }
        for bad in [
            "",
            "{",
            "{a: 1}",
            "[1,]",
            "01",
            "1.",
            "'a'",
            "nul",
            "\"\\x\"",
            "\"\n\"",
            "{} {}",
            "[1 2]",
            "\"\\u0000\"",
            "+1",
        ] {
            assert!(!is_json(bad), "{bad}");
        }
        assert!(is_json(&format!("{}{}", "[".repeat(29), "]".repeat(29))));
        assert!(!is_json(&format!("{}{}", "[".repeat(40), "]".repeat(40))));
    }
}
