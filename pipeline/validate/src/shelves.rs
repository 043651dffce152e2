//! The statements of a part on disk, so that the facts of all texts cost no more than what changed.
//!
//! Statements of one pair of places and one product lie on one shelf, whichever side reports and whichever way the goods go:
//! all that claims and their checks compare. A part writes its statements shelf by shelf, with an index that has a hash of
//! each. Shelves are put together to units of work, the more the larger the corpus is; what a unit comes to is named by the
//! hashes of its shelves and is made again only where one of them changed.

use crate::claims::Statement;
use amur_model::TradeFlow;
use amur_store::{Error, Result};
use std::fs::File;
use std::io::{BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::Path;

/// Shelves in all; a power of two.
pub const SHELVES: usize = 1024;

const STATEMENTS: &str = "statements.jsonl";
const INDEX: &str = "statements.idx";

/// What an index says of a shelf: its number, where its lines end, and the sum of their hashes. Sums do not depend on the order of
/// parts and lines.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Entry {
    shelf: u16,
    end: u64,
    hash: u64,
}

const ENTRY: usize = 18;

/// The index of one part.
#[derive(Debug, Default)]
pub struct Index(Vec<Entry>);

fn shelf(flow: &TradeFlow) -> u16 {
    let side = |code: &Option<String>| code.clone().unwrap_or_default();
    let (a, b) = (side(&flow.reporter), side(&flow.partner));
    let (first, second) = if a <= b { (a, b) } else { (b, a) };
    let key = [first, second, flow.product.clone().unwrap_or_default()].join("\0");
    (hash(key.as_bytes()) % SHELVES as u64) as u16
}

fn hash(bytes: &[u8]) -> u64 {
    u64::from_le_bytes(blake3::hash(bytes).as_bytes()[..8].try_into().expect("a digest has 32 bytes"))
}

/// Writes the statements of a part into its folder.
pub fn write(dir: &Path, statements: &[Statement]) -> Result<()> {
    let mut lines: Vec<(u16, String)> = statements
        .iter()
        .map(|s| Ok((shelf(&s.flow), serde_json::to_string(s).map_err(|e| Error::Other(e.to_string()))?)))
        .collect::<Result<_>>()?;
    lines.sort();
    let path = dir.join(STATEMENTS);
    let mut out = BufWriter::new(File::create(&path).map_err(Error::io("write", &path))?);
    let (mut index, mut end) = (Vec::<Entry>::new(), 0);
    for (shelf, line) in lines {
        out.write_all(line.as_bytes()).and_then(|()| out.write_all(b"\n")).map_err(Error::io("write", &path))?;
        end += line.len() as u64 + 1;
        let hash = hash(line.as_bytes());
        match index.last_mut().filter(|last| last.shelf == shelf) {
            Some(last) => (last.end, last.hash) = (end, last.hash.wrapping_add(hash)),
            None => index.push(Entry { shelf, end, hash }),
        }
    }
    out.flush().map_err(Error::io("write", &path))?;
    let bytes: Vec<u8> =
        index.iter().flat_map(|e| e.shelf.to_le_bytes().into_iter().chain(e.end.to_le_bytes()).chain(e.hash.to_le_bytes())).collect();
    let path = dir.join(INDEX);
    std::fs::write(&path, bytes).map_err(Error::io("write", &path))
}

impl Index {
    pub fn read(dir: &Path) -> Result<Self> {
        let path = dir.join(INDEX);
        let bytes = std::fs::read(&path).map_err(Error::io("read", &path))?;
        let number = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().expect("eight bytes"));
        let entry = |e: &[u8]| Entry { shelf: u16::from_le_bytes([e[0], e[1]]), end: number(&e[2..10]), hash: number(&e[10..18]) };
        Ok(Index(bytes.chunks_exact(ENTRY).map(entry).collect()))
    }

    /// Adds the hash of each shelf of this part to those of the others.
    pub fn add_to(&self, hashes: &mut [u64; SHELVES]) {
        for entry in &self.0 {
            let sum = &mut hashes[usize::from(entry.shelf)];
            *sum = sum.wrapping_add(entry.hash);
        }
    }

    /// The statements of some shelves, from the part's folder.
    pub fn statements(&self, dir: &Path, shelves: &Range<usize>) -> Result<Vec<Statement>> {
        let from = self.0.partition_point(|e| usize::from(e.shelf) < shelves.start);
        let to = self.0.partition_point(|e| usize::from(e.shelf) < shelves.end);
        if from == to {
            return Ok(Vec::new());
        }
        let start = from.checked_sub(1).map_or(0, |before| self.0[before].end);
        let path = dir.join(STATEMENTS);
        let mut file = File::open(&path).map_err(Error::io("read", &path))?;
        let mut text = String::new();
        file.seek(SeekFrom::Start(start))
            .and_then(|_| file.take(self.0[to - 1].end - start).read_to_string(&mut text))
            .map_err(Error::io("read", &path))?;
        text.lines().map(|line| serde_json::from_str(line).map_err(Error::file("read", &path))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(reporter: &str, partner: &str, product: &str) -> Statement {
        let flow = TradeFlow {
            flow_id: format!("{reporter}{partner}{product}"),
            reporter: Some(reporter.into()),
            partner: Some(partner.into()),
            product: Some(product.into()),
            ..TradeFlow::default()
        };
        Statement { flow, date: None, caveats: Vec::new(), currency: None }
    }

    #[test]
    fn both_sides_of_a_trade_share_a_shelf() {
        assert_eq!(shelf(&statement("CN", "RU", "coal").flow), shelf(&statement("RU", "CN", "coal").flow));
        assert_ne!(shelf(&statement("CN", "RU", "coal").flow), shelf(&statement("CN", "RU", "oil").flow));
    }

    #[test]
    fn what_is_written_is_found_on_its_shelf() {
        let dir = tempfile::tempdir().unwrap();
        let all: Vec<Statement> = (0..300).map(|i| statement("CN", "RU", &format!("p{}", i % 90))).collect();
        write(dir.path(), &all).unwrap();
        let index = Index::read(dir.path()).unwrap();
        for shelves in [0..SHELVES, 0..1, 100..612, 1000..SHELVES] {
            let wanted = all.iter().filter(|s| shelves.contains(&usize::from(shelf(&s.flow)))).count();
            assert_eq!(index.statements(dir.path(), &shelves).unwrap().len(), wanted, "{shelves:?}");
        }
    }

    #[test]
    fn hashes_do_not_depend_on_how_statements_are_spread() {
        let all: Vec<Statement> = (0..50).map(|i| statement("CN", "RU", &format!("p{i}"))).collect();
        let hashes = |cuts: &[&[Statement]]| {
            let mut sums = [0; SHELVES];
            for cut in cuts {
                let dir = tempfile::tempdir().unwrap();
                write(dir.path(), cut).unwrap();
                Index::read(dir.path()).unwrap().add_to(&mut sums);
            }
            sums
        };
        assert_eq!(hashes(&[&all]), hashes(&[&all[30..], &all[..30]]));
        assert_ne!(hashes(&[&all]), hashes(&[&all[..49]]));
        assert_eq!(hashes(&[&[]]), [0; SHELVES]);
    }
}
