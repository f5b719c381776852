//! Runs a command and prints how many milliseconds it took, from before its start to after its end.

use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1);
    let Some(program) = words.next() else {
        eprintln!("usage: measure PROGRAM ARGUMENTS…");
        return ExitCode::from(2);
    };
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null());
    let start = Instant::now();
    let status = command.status();
    let took = start.elapsed();
    match status {
        Ok(status) if status.success() => {
            println!("{:.3}", took.as_secs_f64() * 1e3);
            ExitCode::SUCCESS
        }
        Ok(status) => {
            eprintln!("the measured command ended with {status}");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("the measured command does not start: {error}");
            ExitCode::FAILURE
        }
    }
}
