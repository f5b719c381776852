//! What `cargo check` says of each mistake, word for word. What it must accept, the files in `pass`, are tests of this
//! package.

use std::path::Path;

/// All of them in one run of the compiler: with a sound chain among them, each would be built by itself.
#[test]
fn mistakes_are_reported() {
    trybuild::TestCases::new().compile_fail("fail/*.rs");
}

#[test]
fn every_sound_chain_is_a_test() {
    let manifest = include_str!("Cargo.toml");
    let sound = Path::new(env!("CARGO_MANIFEST_DIR")).join("pass").read_dir().expect("the folder is there");
    let files = sound.map(|file| file.expect("it can be read").file_name().to_string_lossy().into_owned());
    let files = files.collect::<Vec<_>>();
    assert!(files.len() > 10, "{files:?}");
    for file in files {
        assert!(
            manifest.contains(&format!("path = \"pass/{file}\"\nharness = false")),
            "{file} is not in Cargo.toml"
        );
    }
}
