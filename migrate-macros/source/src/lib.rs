//! Reads revision sources into a graph, without a compiler.
