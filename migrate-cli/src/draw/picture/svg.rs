//! The picture as SVG.

use std::fmt::Write as _;

use migrate_core::graph::Node;

use super::layout::{Edge, EdgeKind, Row, layout};
use super::{Standing, escaped, headline, marks};
use crate::draw::Sheet;

/// How high a row is, and how wide a lane; in pixels, as all numbers here.
const ROW: usize = 28;
const LANE: usize = 18;
const MARGIN: usize = 16;
/// A letter of a fixed width of 13 pixels.
const LETTER: usize = 8;
/// As much of a message as is shown beside a revision; a browser shows the rest where the pointer is.
const MESSAGE: usize = 80;

/// Colours that can be told apart on white and on black, by people who see few colours too (Okabe and Ito).
const COLOURS: [&str; 7] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#b8860b", "#56b4e9", "#808080"];

/// What the picture looks like; a page has it in its head.
pub(super) const STYLE: &str = "\
svg.chain { font: 13px ui-monospace, Menlo, Consolas, monospace; background: var(--paper, #ffffff); }
svg.chain text { fill: var(--ink, #1b1f24); white-space: pre; }
svg.chain .id { font-weight: 600; }
svg.chain .mark { fill: var(--mark, #6a737d); }
svg.chain path { fill: none; stroke-width: 2; }
svg.chain path.depends-on { stroke-dasharray: 3 4; stroke-width: 1.5; }
svg.chain circle { stroke-width: 2; }
svg.chain .pending circle { fill: var(--paper, #ffffff); }
svg.chain .pending .id, svg.chain .pending .message { fill: var(--mark, #6a737d); }
svg.chain .current .id { text-decoration: underline; }
";

/// Draws revisions, newest first, as a file of its own.
pub(crate) fn svg(sheet: &Sheet<'_>, nodes: &[Node]) -> String {
    let drawing = draw(sheet, nodes);
    drawing.replacen('>', &format!(">\n<style>\n{STYLE}</style>"), 1)
}

/// The picture without its style.
pub(super) fn draw(sheet: &Sheet<'_>, nodes: &[Node]) -> String {
    let layout = layout(sheet.graph, nodes);
    let texts = layout.rows.iter().map(|row| beside(sheet, row)).collect::<Vec<_>>();
    let left = 2 * MARGIN + layout.lanes.max(1) * LANE;
    let longest = texts.iter().map(|(length, _)| *length).max().unwrap_or_default();
    let width = left + longest * LETTER + MARGIN;
    let height = layout.rows.len() * ROW + 2 * MARGIN;
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chain\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"Revisions of chain {}\">\n",
        escaped(sheet.graph.chain()),
    );
    for edge in &layout.edges {
        draw_edge(&mut text, edge);
    }
    for ((at, row), (_, beside)) in layout.rows.iter().enumerate().zip(&texts) {
        draw_row(&mut text, sheet, at, row, left, beside);
    }
    text.push_str("</svg>\n");
    text
}

fn x(lane: usize) -> usize {
    MARGIN + lane * LANE + LANE / 2
}

fn y(row: usize) -> usize {
    MARGIN + row * ROW + ROW / 2
}

fn paint(colour: usize) -> &'static str {
    COLOURS[colour % COLOURS.len()]
}

/// Down from a revision, aside into the lane, down in it, and aside again into the other revision.
fn draw_edge(text: &mut String, edge: &Edge) {
    let Edge { from: (from, from_lane), lane, to: (to, to_lane), kind, colour } = *edge;
    let mut path = format!("M{} {}", x(from_lane), y(from));
    let mut place = (from_lane, from);
    // Within a row, and not past the end.
    let mut bend = |lane: usize, row: usize| {
        let (old_lane, old_row) = place;
        let middle = usize::midpoint(y(old_row), y(row));
        if old_lane == lane {
            let _ = write!(path, "V{}", y(row));
        } else {
            let _ = write!(path, "C{} {middle} {} {middle} {} {}", x(old_lane), x(lane), x(lane), y(row));
        }
        place = (lane, row);
    };
    if to == from + 1 {
        bend(to_lane, to);
    } else {
        bend(lane, from + 1);
        if to - 1 > from + 1 {
            bend(lane, to - 1);
        }
        bend(to_lane, to);
    }
    let class = match kind {
        EdgeKind::DependsOn => "depends-on",
        EdgeKind::Parent => "parent",
    };
    let _ = writeln!(text, "<path class=\"{class}\" stroke=\"{}\" d=\"{path}\"/>", paint(colour));
}

fn draw_row(text: &mut String, sheet: &Sheet<'_>, at: usize, row: &Row, left: usize, beside: &str) {
    let Row { node, lane, colour } = row;
    let entry = sheet.graph.entry(*node);
    let standing = Standing::of(sheet, *node);
    let paint = paint(*colour);
    let radius = if standing == Standing::Current { 7 } else { 5 };
    let title = format!("{}\n{}\n{}", entry.id, entry.message, entry.site);
    let _ = writeln!(
        text,
        "<g class=\"revision {}\"><title>{}</title><circle cx=\"{}\" cy=\"{}\" r=\"{radius}\" stroke=\"{paint}\" \
         fill=\"{paint}\"/><text x=\"{left}\" y=\"{}\">{beside}</text></g>",
        standing.word(),
        escaped(&title),
        x(*lane),
        y(at),
        y(at) + 4,
    );
}

/// What stands beside a revision, and how long it is in letters.
fn beside(sheet: &Sheet<'_>, row: &Row) -> (usize, String) {
    let id = sheet.graph.entry(row.node).id;
    let marks = marks(sheet, row.node);
    let message = headline(sheet, row.node);
    let shown = if message.chars().count() > MESSAGE {
        message.chars().take(MESSAGE - 1).chain(['…']).collect()
    } else {
        message.to_owned()
    };
    let length = [id, &marks, &shown].iter().map(|text| text.chars().count()).sum::<usize>() + 1;
    let text = format!(
        "<tspan class=\"id\">{}</tspan><tspan class=\"mark\">{}</tspan><tspan class=\"message\"> {}</tspan>",
        escaped(id),
        escaped(&marks),
        escaped(&shown),
    );
    (length, text)
}
