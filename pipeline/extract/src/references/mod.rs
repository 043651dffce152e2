//! Reference lists, their entries' fields, in-text citations, and what a document says of itself.
