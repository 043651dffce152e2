//! What the walk knows of the sentence so far.

use super::{Base, Statement, Walked};
use crate::relate::frame::{Frame, Slot, Who};
use crate::relate::measure::Measured;
use crate::relate::time::When;
use crate::relate::vocab::Link;
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
    /// The frame that a figure would be stated in.
    pub frame: Frame,
    pub topic: Topic,
    /// The frame of the first head.
    pub first: Option<Frame>,
    /// The first head that the walk has not come to.
    pub next_head: usize,
    /// Heads before this one have been read as the whole of a share.
    pub read_heads: usize,
    pub out: Walked,

    // Who trades.
    /// The place that the clause is about, named outside any head.
    pub subject: Option<Who>,
    /// The subject was named after the last figure.
    pub fresh_subject: bool,
    /// The clause has its subject; a place later on is its object.
    pub clause_subject: bool,
    /// The trade of which the sentence before told exports and imports, in Chinese.
    pub both_halves: Option<Frame>,
    /// The two countries that the clause is about.
    pub pair: Option<(Who, Who)>,
    /// Places named in passing (`the ports of Erenhot`): better than nobody.
    pub aside: Option<Who>,
    /// Places named outside heads since the last figure or head, and the link before the first.
    pub pending: Vec<Who>,
    pub pending_link: Option<Link>,
    /// The element after them.
    pub pending_end: usize,
    /// Places right before an open bracket: what the figures inside it are about.
    pub bracket: Vec<Who>,
    /// The place before the bracket was whose trade the whole is.
    pub bracket_owns: bool,
    /// Each of the places before the bracket has what its figure says.
    pub each: bool,
    /// The members of the list that is being told are those who trade: `trade with China was recorded in Kazakhstan (5%)`.
    pub reporters_follow: bool,

    // With whom.
    /// Partners named in this sentence.
    pub partners: Vec<Who>,
    /// A partner was named, or ruled out, in this sentence.
    pub partnered: bool,
    /// `与南亚各国…，进出口总额`: the partner of the trade that is yet to be named.
    pub with: Option<Who>,
    /// Places are named as partners: `the main export markets were`.
    pub partners_follow: bool,
    /// Whose partners are being put in order, and the last of them.
    pub ranked: Option<Frame>,
    /// The largest of them, a place in an order if others follow.
    pub largest: Option<Statement>,
    /// The flow is only that in which somebody has a rank: the next sentence is not about it.
    pub lent: bool,

    // In what.
    /// The product that the clause is about, named outside any head.
    pub product: Option<Slot<CompactString>>,
    /// The product named right before an open bracket.
    pub bracket_product: Option<Slot<CompactString>>,

    // How the talk goes.
    /// The subject or product was named in this sentence.
    pub named: bool,
    /// A head stands in the clause (since the last comma).
    pub headed: bool,
    /// The sentence's subject is the figure spoken of last.
    pub goes_on: bool,
    /// Somebody speaks: a place named now is his.
    pub speaks: bool,
    /// What is named now is only an example.
    pub example: bool,
    /// What is told is hoped for.
    pub planned: bool,
    /// What is named now is what the clause compares with.
    pub than: bool,
    /// `импорт превысил экспорт`: an amount is a balance, and a percentage or multiple is nobody's growth.
    pub exceeds: bool,
    /// One company speaks of itself.
    pub firm: bool,
    /// The sentence tells how much of an earlier level its figures are: `112% к 2017 году`.
    pub indexed: bool,
    /// The last figure counted trains, firms or countries: its growth is theirs.
    pub untraded: bool,
    /// A figure that was passed over; the rest of its list is too.
    pub skipped: Option<usize>,

    // Parts and wholes.
    /// What follows is a part of what was said before.
    pub of_which: bool,
    /// The first whole whose part was told: what the talk goes back to.
    pub whole: Option<Frame>,
    /// The place that a share is a share of: 占全国的.
    pub whole_place: Option<Who>,
    /// What the last share was of, and the core of the head that said so.
    pub last_whole: Option<Frame>,
    pub last_core: Option<usize>,
    /// The last share, and what it was of.
    pub previous_share: Option<(Frame, Base)>,
    /// The subject of the last share had it as a partner.
    pub as_partner: bool,

    // The figures before.
    pub measured: Before,
    pub levels: Levels,
    /// The time that the sentence goes on to speak of.
    pub used: Option<When>,
    /// A figure is of a part of the time spoken of.
    pub in_passing: bool,
    /// The time of a level from which a change is seen.
    pub seen_from: Option<When>,
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
