//! What the compiler says of each mistake in a chain: `fail` has one a file with its message, `pass` what must compile.
