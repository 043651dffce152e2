//! Relations: from tokens to statements of who traded what with whom, when, compared with what, as a share of what.
//!
//! A sentence is walked from left to right. Words of trade with the places and products around them are *heads*
//! ([`head`]); they set the *frame* ([`frame`]) that the figures after them are read in. What a head leaves open is
//! taken from the clause, the sentence, the paragraph or the title before it.

mod count;
mod dateline;
pub mod elements;
mod enter;
pub mod frame;
mod go_on;
mod goods;
pub mod head;
mod list;
pub mod measure;
mod partner;
mod phrase;
mod place;
mod rank;
mod resolve;
mod share;
mod side;
pub mod table;
pub mod time;
mod translate;
pub mod vocab;
pub mod walk;
mod whole;

#[cfg(test)]
mod tests;
