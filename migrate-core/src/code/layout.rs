//! How code is laid out: as rustfmt leaves it where a project says nothing else, as far as what we write goes.

use std::fmt::Write as _;

use super::{Code, Link};

/// The longest line.
const LINE: usize = 100;
/// The longest chain of several methods on one line, and the longest arguments of a call and items of an array.
const SHORT: usize = 60;
/// The longest item of an array of which several stand on a line.
const SMALL: usize = 10;
/// What a line behind another begins with.
const STEP: usize = 4;

/// Statements, each line behind so many blanks.
pub(crate) fn lines(statements: &[Code], indent: usize) -> String {
    let mut text = String::new();
    for statement in statements {
        let code = match statement {
            Code::Remark(remark) => comment(remark, indent),
            Code::Call { .. }
            | Code::Chain { .. }
            | Code::Closure { .. }
            | Code::List { .. }
            | Code::Word(_) => laid(statement, indent, 1) + ";",
        };
        let _ = writeln!(text, "{}{code}", blanks(indent));
    }
    text
}

/// A remark, in as many lines as it takes; the first stands where one begins.
fn comment(remark: &str, indent: usize) -> String {
    let width = LINE.saturating_sub(indent + 3).max(20);
    let mut lines = Vec::<String>::new();
    for line in remark.lines() {
        lines.push(String::new());
        for word in line.split_whitespace() {
            match lines.last_mut() {
                Some(line) if line.is_empty() => line.push_str(word),
                Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                    let _ = write!(line, " {word}");
                }
                Some(_) | None => lines.push(word.to_owned()),
            }
        }
    }
    let lines = lines.iter().map(|line| format!("// {line}").trim_end().to_owned());
    lines.collect::<Vec<_>>().join(&format!("\n{}", blanks(indent)))
}

fn blanks(count: usize) -> String {
    " ".repeat(count)
}

fn width(text: &str) -> usize {
    text.chars().count()
}

/// The code on one line, where it can be.
pub(crate) fn flat(code: &Code) -> Option<String> {
    match code {
        Code::Call { callee, arguments } => Some(format!("{callee}({})", flat_items(arguments)?)),
        Code::Chain { head, links } => {
            links.iter().try_fold(flat(head)?, |text, link| Some(text + &flat_link(link)?))
        }
        Code::Closure { argument, body } if body.is_empty() => Some(format!("|{argument}| {{}}")),
        Code::Closure { .. } | Code::Remark(_) => None,
        Code::List { open, items, close } => Some(format!("{open}{}{close}", flat_items(items)?)),
        Code::Word(word) => (!word.contains('\n')).then(|| word.clone()),
    }
}

fn flat_items(items: &[Code]) -> Option<String> {
    Some(items.iter().map(flat).collect::<Option<Vec<_>>>()?.join(", "))
}

fn flat_link(Link { method, arguments }: &Link) -> Option<String> {
    Some(format!(".{method}({})", flat_items(arguments)?))
}

/// Code that begins where `column` characters stand before it on its line, further lines being indented by the blanks that
/// its own begins with; `behind` characters follow its last line.
fn laid_at(code: &Code, indent: usize, column: usize, behind: usize) -> String {
    let fits = |text: &String| column + width(text) + behind <= LINE;
    match code {
        Code::Call { callee, arguments } => {
            let text = laid_list(&format!("{callee}("), arguments, ")", SHORT, indent, column, behind);
            text.unwrap_or_else(|text| text)
        }
        Code::Chain { head, links } => laid_chain(head, links, indent, column, behind),
        Code::Closure { argument, body } if body.is_empty() => format!("|{argument}| {{}}"),
        Code::Closure { argument, body } => {
            format!("|{argument}| {{\n{}{}}}", lines(body, indent + STEP), blanks(indent))
        }
        Code::List { open, items, close } => {
            let is_short = |text: &String| width(text) <= SHORT || items.len() == 1;
            if let Some(text) = flat_items(items).filter(is_short) {
                let text = format!("{open}{text}{close}");
                if fits(&text) {
                    return text;
                }
            }
            if let [only @ Code::Chain { .. }] = items.as_slice() {
                return format!("{open}{}{close}", laid_at(only, indent, column + width(open), behind + 1));
            }
            if *open == "["
                && let Some(text) = filled(items, indent)
            {
                return text;
            }
            let close = close.trim_start_matches(',');
            vertical(open, items, close, indent)
        }
        Code::Remark(remark) => comment(remark, indent),
        Code::Word(word) => word.clone(),
    }
}

fn laid(code: &Code, indent: usize, behind: usize) -> String {
    laid_at(code, indent, indent, behind)
}

/// An array of small literals, as many on a line as fit.
fn filled(items: &[Code], indent: usize) -> Option<String> {
    let words = items.iter().map(|item| match item {
        Code::Word(word) if width(word) <= SMALL && !word.contains('\n') => Some(format!("{word},")),
        Code::Call { .. }
        | Code::Chain { .. }
        | Code::Closure { .. }
        | Code::List { .. }
        | Code::Remark(_)
        | Code::Word(_) => None,
    });
    let words = words.collect::<Option<Vec<_>>>()?;
    let mut lines = vec![blanks(indent + STEP)];
    for word in words {
        match lines.last_mut() {
            Some(line) if line.trim().is_empty() => line.push_str(&word),
            Some(line) if width(line) + 1 + width(&word) <= LINE => {
                let _ = write!(line, " {word}");
            }
            Some(_) | None => lines.push(blanks(indent + STEP) + &word),
        }
    }
    Some(format!("[\n{}\n{}]", lines.join("\n"), blanks(indent)))
}

/// One item a line.
fn vertical(open: &str, items: &[Code], close: &str, indent: usize) -> String {
    let mut text = format!("{open}\n");
    for item in items {
        let _ = writeln!(text, "{}{},", blanks(indent + STEP), laid(item, indent + STEP, 1));
    }
    text + &blanks(indent) + close
}

/// What stands between parentheses: on one line, or with a last item that goes on over several (`Ok`), or one item a line
/// (`Err`).
fn laid_list(
    open: &str,
    items: &[Code],
    close: &str,
    short: usize,
    indent: usize,
    column: usize,
    behind: usize,
) -> Result<String, String> {
    if let Some(text) = flat_items(items).filter(|text| width(text) <= short || items.len() == 1) {
        let text = format!("{open}{text}{close}");
        if column + width(&text) + behind <= LINE {
            return Ok(text);
        }
    }
    let Some((last, before)) = items.split_last() else { return Ok(format!("{open}{close}")) };
    let goes_on = match last {
        Code::Closure { .. } => true,
        Code::Call { .. } | Code::List { .. } => before.is_empty(),
        Code::Word(word) => before.is_empty() && word.contains('\n'),
        Code::Chain { .. } | Code::Remark(_) => false,
    };
    if let Some(before) = flat_items(before).filter(|_| goes_on) {
        let comma = if before.is_empty() { "" } else { ", " };
        let start = format!("{open}{before}{comma}");
        let column = column + width(&start);
        if width(&before) <= SHORT && column + STEP <= LINE {
            return Ok(format!("{start}{}{close}", laid_at(last, indent, column, behind + width(close))));
        }
    }
    Err(vertical(open, items, close, indent))
}

fn laid_chain(head: &Code, links: &[Link], indent: usize, column: usize, behind: usize) -> String {
    let start = laid_at(head, indent, column, 0);
    let is_short_head = width(&start) <= STEP;
    // On one line, of which the last call may go on over several.
    if let Some((last, before)) = links.split_last()
        && let Some(before) = before.iter().map(flat_link).collect::<Option<Vec<_>>>()
        && !start.contains('\n')
    {
        let start = format!("{start}{}.{}", before.concat(), last.method);
        let at = column + width(&start);
        let whole = flat_items(&last.arguments).map(|text| width(&start) + width(&text) + 2);
        let is_short = links.len() == 1 || whole.is_some_and(|whole| whole <= SHORT);
        let has_block = last.arguments.iter().any(|argument| matches!(argument, Code::Closure { .. }))
            && width(&start) <= SHORT;
        if is_short || has_block {
            match laid_list("(", &last.arguments, ")", SHORT, indent, at, behind) {
                Ok(text) => return start + &text,
                Err(text) if links.len() == 1 && is_short_head => return start + &text,
                Err(_) => {}
            }
        }
    }
    // One call a line, the first behind a short head.
    let (mut text, mut rest) = (start, links);
    if is_short_head && let Some((first, others)) = links.split_first() {
        let open = format!(".{}(", first.method);
        let column = column + width(&text);
        let call = laid_list(&open, &first.arguments, ")", SHORT, indent, column, 0);
        text += &call.unwrap_or_else(|text| text);
        rest = others;
    }
    // Behind what ends with a line of its own, nothing is indented more than that.
    let indent = if text.contains('\n') { indent } else { indent + STEP };
    for (at, Link { method, arguments }) in rest.iter().enumerate() {
        let behind = if at + 1 == rest.len() { behind } else { 0 };
        let call = laid_list(&format!(".{method}("), arguments, ")", SHORT, indent, indent, behind);
        let _ = write!(text, "\n{}{}", blanks(indent), call.unwrap_or_else(|text| text));
    }
    text
}
