//! What the walk knows of the sentence so far.

use super::super::frame::{Frame, Slot, Who};
use super::super::measure::Measured;
use super::super::time::When;
use super::super::vocab::Link;
use super::{Base, Statement, Walked};
use compact_str::CompactString;

/// What the figures of a clause are about.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Topic {
    /// Nothing named yet in this sentence.
    #[default]
    Open,
    /// A word of trade of this sentence.
    Trade,
    Other(&'static str),
}

/// What has been read of the sentence, and what the words so far make of those that follow.
#[derive(Default)]
pub struct State {
    pub frame: Frame,
    pub topic: Topic,
    /// The place that the clause is about, named outside any head.
    pub subject: Option<Who>,
    /// Places named outside heads since the last figure or head, and the link before the first.
    pub pending: Vec<Who>,
    pub pending_link: Option<Link>,
    /// The element after them.
    pub pending_end: usize,
    /// Partners named in this sentence.
    pub partners: Vec<Who>,
    /// A figure that was passed over; the rest of its list is too.
    pub skipped: Option<usize>,
    /// The last figure counted trains, firms or countries: its growth is theirs.
    pub untraded: bool,
    /// Places right before an open bracket: what the figures inside it are about.
    pub bracket: Vec<Who>,
    /// `импорт превысил экспорт`: an amount is a balance, and a percentage or multiple is nobody's growth.
    pub exceeds: bool,
    pub each: bool,
    /// Places named in passing (`the ports of Erenhot`): better than nobody.
    pub aside: Option<Who>,
    /// The two countries that the clause is about.
    pub pair: Option<(Who, Who)>,
    pub last_whole: Option<Frame>,
    pub last_core: Option<usize>,
    /// The part that the subject of the last share had.
    pub as_partner: bool,
    /// The subject was named after the last figure.
    pub fresh_subject: bool,
    /// The place before the bracket was whose trade the whole is.
    pub bracket_owns: bool,
    /// The clause has its subject; a place later on is its object.
    pub clause_subject: bool,
    /// `与南亚各国…，进出口总额`: the partner of the trade that is yet to be named.
    pub with: Option<Who>,
    /// The product named right before an open bracket.
    pub bracket_product: Option<Slot<CompactString>>,
    /// The first head that the walk has not come to.
    pub next_head: usize,
    /// Heads before this one have been read as the whole of a share.
    pub read_heads: usize,
    pub example: bool,
    /// The subject or product was named in this sentence.
    pub named: bool,
    /// A head stands in the clause (since the last comma).
    pub headed: bool,
    /// A partner was named, or ruled out, in this sentence.
    pub partnered: bool,
    /// The sentence's subject is the figure spoken of last.
    pub goes_on: bool,
    /// The flow is only that in which somebody has a rank: the next sentence is not about it.
    pub lent: bool,
    /// The frame of the first head.
    pub first: Option<Frame>,
    /// The product that the clause is about, named outside any head.
    pub product: Option<Slot<CompactString>>,
    /// What the figures before measured.
    pub measured: Before,
    pub previous_share: Option<(Frame, Base)>,
    pub planned: bool,
    /// What follows is a part of what was said before.
    pub of_which: bool,
    /// The first whole whose part was told: what the talk goes back to.
    pub whole: Option<Frame>,
    /// Whose partners are being put in order, and the last of them.
    pub ranked: Option<Frame>,
    /// The largest of them, a place in an order if others follow.
    pub largest: Option<Statement>,
    /// The members of the list that is being told are those who trade: `trade with China was recorded in Kazakhstan (5%)`.
    pub reporters_follow: bool,
    /// Places are named as partners: `the main export markets were`.
    pub partners_follow: bool,
    pub speaks: bool,
    /// One company speaks of itself.
    pub firm: bool,
    /// The place that a share is a share of: 占全国的.
    pub whole_place: Option<Who>,
    /// What is named now is what the clause compares with.
    pub than: bool,
    pub used: Option<When>,
    pub levels: Levels,
    pub out: Walked,
}

/// What the last figure measured, and the last growth, share and change.
#[derive(Default)]
pub struct Before {
    pub last: Option<Measured>,
    pub grew: Option<Measured>,
    pub shared: Option<Measured>,
    pub changed: Option<Measured>,
}

/// The frames of the last levels in a row, and whether the next level is one more of them.
#[derive(Default)]
pub struct Levels {
    pub frames: Vec<Frame>,
    pub open: bool,
}
