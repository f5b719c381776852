//! What each dialect makes of each example, and of the way back.

use std::fmt::Write as _;

use migrate_core::dialect::Dialect;
use migrate_tests::catalogue::lowered::{self, Back, Lowered, Refusal};
use migrate_tests::catalogue::{Example, groups};

#[test]
fn every_example_on_every_dialect() {
    for group in groups() {
        for example in &group.examples {
            insta::assert_snapshot!(example.slug(), snapshot(example));
        }
    }
}

fn snapshot(example: &Example) -> String {
    let mut text = format!("{}\n", example.code.text());
    for dialect in Dialect::ALL {
        let _ = writeln!(text, "\n== {}", dialect.name());
        let up = lowered::up(example, dialect);
        if let Lowered::Refused(_) = up {
            write_each(&mut text, example, dialect);
            continue;
        }
        write_lowered(&mut text, &up);
        let _ = writeln!(text, "-- back");
        match lowered::down(example, dialect) {
            Back::Irreversible(why) => {
                let _ = writeln!(text, "irreversible: {why}");
            }
            Back::Lowered(back) => write_lowered(&mut text, &back),
        }
    }
    text
}

/// What is refused among operations, and the SQL of the others.
fn write_each(text: &mut String, example: &Example, dialect: Dialect) {
    for operation in lowered::each(example, dialect) {
        let lines = operation.unwrap_or_else(|refusal| vec![refused(&refusal)]);
        for line in lines {
            let _ = writeln!(text, "{line}");
        }
    }
}

fn write_lowered(text: &mut String, lowered: &Lowered) {
    let (lines, hazards) = match lowered {
        Lowered::Nothing => (vec!["nothing".to_owned()], Vec::new()),
        Lowered::Refused(refusals) => (refusals.iter().map(refused).collect(), Vec::new()),
        Lowered::Step(step) => {
            let hazards = step.operations.iter().flat_map(|operation| &operation.hazards);
            (lowered::sql(step), hazards.map(|hazard| format!("hazard: {hazard}")).collect())
        }
    };
    for line in lines.iter().chain(&hazards) {
        let _ = writeln!(text, "{line}");
    }
}

fn refused(refusal: &Refusal) -> String {
    let Refusal { operation, reason, help } = refusal;
    format!("refused: {operation}: {reason}\n   help: {help}")
}
