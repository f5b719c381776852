//! How names, text and bytes are quoted.

use super::Dialect;

/// Writes a name in the dialect's quotes.
pub(super) fn name(dialect: Dialect, name: &str, out: &mut String) {
    match dialect {
        Dialect::MySql => doubled(name, '`', out),
        Dialect::Postgres | Dialect::Sqlite => doubled(name, '"', out),
    }
}

/// Writes text as a literal.
///
/// A NUL, which none of the databases keeps in text, is refused before; should one come through, it is written as
/// U+FFFD, since it would end the message to the server.
pub(super) fn text(dialect: Dialect, text: &str, out: &mut String) {
    if is_plain(text) {
        out.reserve(text.len() + 2);
        out.push('\'');
        out.push_str(text);
        out.push('\'');
        return;
    }
    if text.contains('\0') {
        return self::text(dialect, &text.replace('\0', "\u{fffd}"), out);
    }
    match dialect {
        // What a backslash means depends on `sql_mode` (`NO_BACKSLASH_ESCAPES`), and the shell leaves out a carriage
        // return at the end of a line; what hexadecimal digits mean does not change.
        Dialect::MySql if text.contains('\\') || text.contains('\r') => {
            out.push_str("_utf8mb4 X'");
            hex(text.as_bytes(), out);
            out.push('\'');
        }
        // What a backslash means depends on `standard_conforming_strings`, but not in this form.
        Dialect::Postgres if text.contains('\\') => {
            out.push('E');
            doubled(&text.replace('\\', "\\\\"), '\'', out);
        }
        Dialect::MySql | Dialect::Postgres | Dialect::Sqlite => doubled(text, '\'', out),
    }
}

/// Whether a text stands in a literal as it is on every dialect. Ledgers are told of long texts: as long as no branch hangs
/// on a byte, many are looked at together.
fn is_plain(text: &str) -> bool {
    let specials = text.as_bytes().iter().fold(0_u8, |found, byte| {
        found
            | u8::from(*byte == 0)
            | u8::from(*byte == b'\\')
            | u8::from(*byte == b'\r')
            | u8::from(*byte == b'\'')
    });
    specials == 0
}

/// Writes bytes as a literal.
pub(super) fn bytes(dialect: Dialect, bytes: &[u8], out: &mut String) {
    match dialect {
        // MySQL writes none as `0x` into its own texts, and then takes that for a name (tried on 8.0.28).
        Dialect::MySql if bytes.is_empty() => out.push_str("''"),
        Dialect::MySql | Dialect::Sqlite => {
            out.push_str("X'");
            hex(bytes, out);
            out.push('\'');
        }
        Dialect::Postgres => {
            // Escaped, so that it means the same whatever `standard_conforming_strings` is.
            out.push_str("E'\\\\x");
            hex(bytes, out);
            out.push_str("'::bytea");
        }
    }
}

fn doubled(text: &str, quote: char, out: &mut String) {
    out.reserve(text.len() + 2);
    out.push(quote);
    if text.contains(quote) {
        for piece in text.split_inclusive(quote) {
            out.push_str(piece);
            if piece.ends_with(quote) {
                out.push(quote);
            }
        }
    } else {
        out.push_str(text);
    }
    out.push(quote);
}

fn hex(bytes: &[u8], out: &mut String) {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in bytes {
        out.push(DIGITS[usize::from(byte >> 4)]);
        out.push(DIGITS[usize::from(byte & 15)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut String)) -> String {
        let mut out = String::new();
        write(&mut out);
        out
    }

    #[test]
    fn names_keep_what_is_in_them() {
        let of = |dialect| written(|out| name(dialect, "a\"b`c'd\\é🦀", out));
        assert_eq!(of(Dialect::MySql), "`a\"b``c'd\\é🦀`");
        assert_eq!(of(Dialect::Postgres), "\"a\"\"b`c'd\\é🦀\"");
        assert_eq!(of(Dialect::Sqlite), "\"a\"\"b`c'd\\é🦀\"");
    }

    #[test]
    fn text_keeps_quotes_backslashes_and_lines() {
        let of = |dialect, literal| written(|out| text(dialect, literal, out));
        for dialect in Dialect::ALL {
            assert_eq!(of(dialect, "it's\n\"🦀\""), "'it''s\n\"🦀\"'");
        }
        assert_eq!(of(Dialect::MySql, "\\'"), "_utf8mb4 X'5C27'");
        assert_eq!(of(Dialect::Postgres, "\\'"), "E'\\\\'''");
        assert_eq!(of(Dialect::Sqlite, "\\'"), "'\\'''");
    }

    #[test]
    fn a_nul_never_reaches_the_server() {
        for dialect in Dialect::ALL {
            assert_eq!(written(|out| text(dialect, "a\0b", out)), "'a\u{fffd}b'");
        }
    }

    #[test]
    fn bytes_are_hexadecimal() {
        let of = |dialect| written(|out| bytes(dialect, &[0, 0x1f, 0xff], out));
        assert_eq!(of(Dialect::MySql), "X'001FFF'");
        assert_eq!(of(Dialect::Postgres), "E'\\\\x001FFF'::bytea");
        assert_eq!(of(Dialect::Sqlite), "X'001FFF'");
        assert_eq!(written(|out| bytes(Dialect::MySql, &[], out)), "''");
    }
}
