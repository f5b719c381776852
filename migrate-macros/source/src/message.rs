//! The message of a revision: its doc comment.

/// Makes the message of doc comments, in the order in which they stand.
///
/// Each is its text between the marks; one of several lines is a block comment. Lines lose one leading
/// blank, or a block's margin of stars, and blanks at their end; empty lines at both ends go.
pub fn message<'a>(docs: impl IntoIterator<Item = &'a str>) -> String {
    let mut lines = Vec::new();
    for text in docs {
        let block = text.contains('\n');
        let stars = block
            && text.lines().skip(1).all(|line| line.trim().is_empty() || line.trim_start().starts_with('*'));
        for (index, line) in text.lines().enumerate() {
            let line = if block && (stars || index > 0) {
                let inner = line.trim_start();
                if index > 0 && stars { inner.strip_prefix('*').unwrap_or(inner) } else { inner }
            } else {
                line
            };
            lines.push(line.strip_prefix(' ').unwrap_or(line).trim_end());
        }
        if text.is_empty() {
            lines.push("");
        }
    }
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
    let last = lines.iter().rposition(|line| !line.is_empty()).map_or(first, |last| last + 1);
    lines[first..last].join("\n")
}

#[cfg(test)]
mod tests {
    use super::message;

    #[test]
    fn lines_lose_one_blank_and_empty_ends() {
        assert_eq!(message(["", " Adds offers.", "", "   deeper  ", ""]), "Adds offers.\n\n  deeper");
    }

    #[test]
    fn a_block_loses_its_margin() {
        assert_eq!(message(["\n * Adds offers.\n *\n * For deals.\n "]), "Adds offers.\n\nFor deals.");
        assert_eq!(message(["\r\n    Adds offers.\r\n    For deals.\r\n"]), "Adds offers.\nFor deals.");
    }

    #[test]
    fn nothing_is_an_empty_message() {
        assert_eq!(message([]), "");
    }
}
