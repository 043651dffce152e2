//! Words that name a time.
