use std::path::Path;
use std::time::Duration;

use migrate_core::prelude::*;

/// The gate.
#[revision(id = "second", down = "first")]
fn upgrade(op: &mut Operations) {
    op.create_table("two", |t| {
        t.column("id", BigInt).primary_key();
        t.column("note", Text);
    });
    op.data_step("wait at the gate", wait).reverse(pass);
}

/// Waits until the file of `MIGRATE_TEST_GATE` is there; under `MIGRATE_TEST_BLOCK` without letting anything else run.
#[expect(clippy::print_stderr, reason = "a test waits for this line")]
async fn wait(_connection: &mut Connection) -> Result<(), DataError> {
    let gate = std::env::var("MIGRATE_TEST_GATE")?;
    let blocks = std::env::var_os("MIGRATE_TEST_BLOCK").is_some();
    eprintln!("standing at the gate");
    while !Path::new(&gate).exists() {
        let pause = Duration::from_millis(10);
        if blocks { std::thread::sleep(pause) } else { tokio::time::sleep(pause).await }
    }
    Ok(())
}

async fn pass(_connection: &mut Connection) -> Result<(), DataError> {
    Ok(())
}
