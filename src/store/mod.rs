//! The `Store` port, pages, its memory implementation and the conformance suite.
