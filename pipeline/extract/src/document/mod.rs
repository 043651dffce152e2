//! What a document says of itself: title, authors, where and when it came out, language, licence, kind.
//!
//! Read from the blocks that the text layer has told apart: titles, bylines and statements of the document about itself.
//! Nothing is taken from the body but a news agency's name and its reporters in the dateline.

mod bylines;
mod dates;
mod journal;
mod licences;

use self::bylines::{Announced, agency, announces, byline, outlet, reporters};
use self::dates::{BARE, Said, dates};
use self::journal::{trimmed_name, volume_line};
use self::licences::licence_in;
use crate::lang::Lang;
use crate::references::References;
use crate::references::entry::{self, Entry, Field};
use crate::references::names;
use crate::references::patterns::{Phrases, is_han};
use crate::references::scan::{What, date_at, skip_space, year_at};
use crate::references::tail;
use crate::references::words::words;
use amur_model::{CellSpan, Document, Fact, Origin, Reference};
use amur_text::letters::{is_letter, is_word};
use amur_text::{Block, BlockKind, Reading};
use std::ops::Range;

/// A body of at least this many characters is an article, not an abstract.
const BODY: usize = 8_000;
/// No statement of a document about itself is longer, in bytes; longer blocks are prose.
const STATEMENT: usize = 1_000;

/// As many bytes of prose tell the language.
const ENOUGH: usize = 20_000;

/// What a document says of itself. `path` and the bytes' own facts (`bytes`, `encoding`) go into the row; `sha256` is
/// left to whoever hashes the file.
pub fn describe(reading: &Reading, references: &References, path: &str, doc_id: &str, bytes: &[u8]) -> Fact<Document> {
    let mut d = Description { reading, row: Document::default(), cells: Vec::new() };
    d.row.doc_id = doc_id.to_owned();
    d.row.path = path.to_owned();
    d.row.bytes = bytes.len() as i64;
    d.row.encoding = reading.encoding.to_owned();
    d.row.text_chars = reading.view.chars().count() as i64;
    d.row.removed_chars = reading.removed_chars as i64;
    d.row.sentences = reading.blocks.iter().map(|b| b.sentences.len() as i64).sum();
    let lang = language(reading);
    d.row.language = Some(lang.code().to_owned());
    d.titles(lang);
    d.authors();
    d.journal();
    d.own_entries(references);
    d.labelled();
    d.dateline();
    d.loose_date();
    d.spelt_out_in_doi();
    d.licence(bytes);
    d.row.kind = Some(d.kind(references).to_owned());
    if let Some(date) = d.row.date {
        d.row.year = Some(date.year() as i32);
    }
    Fact { row: d.row, cells: d.cells }
}

/// The language of the body; of everything where there is no body.
fn language(reading: &Reading) -> Lang {
    let mut prose = String::new();
    for block in &reading.blocks {
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading | BlockKind::TableRow) {
            prose.push_str(&reading.view[block.range.clone()]);
        }
        if prose.len() > ENOUGH {
            break;
        }
    }
    let has_body = prose.chars().filter(|c| is_letter(*c)).nth(20).is_some();
    Lang::of(if has_body { &prose } else { &reading.view })
}

struct Description<'a> {
    reading: &'a Reading,
    row: Document,
    cells: Vec<CellSpan>,
}

impl<'a> Description<'a> {
    fn text(&self, block: &Block) -> &'a str {
        &self.reading.view[block.range.clone()]
    }

    /// Blocks in which a document speaks of itself.
    fn statements(&self) -> impl Iterator<Item = &'a Block> + use<'a> {
        self.reading.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Byline | BlockKind::Meta) && b.range.len() <= STATEMENT)
    }

    fn cell(&mut self, column: &'static str, range: Range<usize>) {
        let span = self.reading.raw_span(range);
        self.cells.push(CellSpan::new(column, span, Origin::Document));
    }

    /// Sets a column of text that is not set yet; `range` is of the view.
    fn set(&mut self, column: &'static str, value: &str, range: Range<usize>) {
        let slot = match column {
            "title" => &mut self.row.title,
            "container" => &mut self.row.container,
            "volume" => &mut self.row.volume,
            "issue" => &mut self.row.issue,
            "pages" => &mut self.row.pages,
            "doi" => &mut self.row.doi,
            _ => &mut self.row.licence,
        };
        if slot.is_none() && !value.is_empty() {
            *slot = Some(value.to_owned());
            self.cell(column, range);
        }
    }

    fn set_year(&mut self, year: i32, range: Range<usize>) {
        if self.row.year.is_none() {
            self.row.year = Some(year);
            self.cell("year", range);
        }
    }

    fn set_date(&mut self, date: &str, range: Range<usize>) {
        if self.row.date.is_none()
            && let Ok(date) = date.parse::<jiff::civil::Date>()
        {
            self.row.date = Some(date);
            self.cell("date", range.clone());
            self.cells.retain(|c| c.column != "year");
            self.cell("year", range);
        }
    }

    /// The first title in the body's language is the title; those in other languages stand beside it.
    fn titles(&mut self, lang: Lang) {
        let titles: Vec<&Block> = self.reading.blocks.iter().filter(|b| b.kind == BlockKind::Title).collect();
        let Some(own) = titles.iter().find(|b| Lang::of(self.text(b)) == lang).or(titles.first()) else {
            return;
        };
        let title = names::spaced(self.text(own));
        let own_lang = Lang::of(&title);
        self.set("title", &title, own.range.clone());
        let mut others = Vec::new();
        for other in titles {
            let text = names::spaced(self.text(other));
            if Lang::of(&text) == own_lang {
                continue;
            }
            others.push(text);
            self.cell("titles_other", other.range.clone());
        }
        self.row.titles_other = others;
    }

    /// Authors stand in the bylines behind the title, up to the body or a title in another language.
    fn authors(&mut self) {
        let blocks = &self.reading.blocks;
        let title = blocks.iter().position(|b| b.kind == BlockKind::Title && Some(names::spaced(self.text(b))) == self.row.title);
        let from = title.map_or(0, |i| i + 1);
        // Some sites print the byline above the title.
        let above = blocks[..title.unwrap_or(0)].iter().filter(|b| b.kind == BlockKind::Byline);
        let below = blocks[from..].iter().take_while(|b| b.kind != BlockKind::Title && b.kind != BlockKind::Paragraph);
        let bylines: Vec<&Block> = below.filter(|b| b.kind == BlockKind::Byline).chain(above).collect();
        let mut announced = Announced::No;
        for block in bylines {
            let found = byline(self.text(block), announced);
            announced = announces(self.text(block));
            if found.names.is_empty() || (!self.row.authors.is_empty() && !found.marked) {
                continue;
            }
            for name in found.names {
                if !self.row.authors.contains(&name) {
                    self.row.authors.push(name);
                }
            }
            self.cell("authors", block.range.start + found.range.start..block.range.start + found.range.end);
        }
    }

    /// `Journal ›› 2022, Vol. 51 ›› Issue (3): 2011-2030`: the journal's own line.
    fn journal(&mut self) {
        for block in self.statements() {
            let text = self.text(block);
            let rest = tail::split(text);
            if let Some(doi) = &rest.doi {
                self.set("doi", &doi.value, shifted(block, &doi.range));
            }
            let (details, first) = volume_line(&rest.rest);
            // A number alone may be that of a grant: a journal's line has its year or pages as well.
            let part = details.iter().any(|d| matches!(d.0, What::Volume | What::Issue));
            let whole = details.iter().any(|d| matches!(d.0, What::Year | What::Date | What::Pages));
            if !part || !whole {
                continue;
            }
            let name = trimmed_name(text, 0..first);
            if let Some(name) = name {
                self.set("container", &name.value, shifted(block, &name.range));
            }
            for (what, field) in details {
                let range = shifted(block, &field.range);
                match what {
                    What::Year | What::Date => self.set_year(field.value[..4].parse().unwrap_or_default(), range),
                    What::Volume => self.set("volume", &field.value, range),
                    What::Issue => self.set("issue", &field.value, range),
                    What::Pages | What::Extent => self.set("pages", &field.value, range),
                }
            }
        }
    }

    /// The entry by which the document asks to be cited, and one among its statements that names its title.
    fn own_entries(&mut self, references: &References) {
        let cited: Vec<&Fact<Reference>> = references.entries.iter().filter(|e| e.row.list == "how_to_cite").collect();
        for fact in cited {
            self.take_reference(fact);
        }
        let Some(title) = self.row.title.clone() else {
            return;
        };
        for block in self.statements().filter(|b| b.range.len() > 60) {
            let entry = entry::parse(self.text(block), &[], true);
            if entry.title.as_ref().is_some_and(|t| same_words(&t.value, &title)) {
                self.take_entry(block, &entry);
            }
        }
    }

    fn take_reference(&mut self, fact: &Fact<Reference>) {
        let row = &fact.row;
        let span = |column: &str| fact.cells.iter().find(|c| c.column == column).map(|c| c.span);
        if self.row.title.as_ref().zip(row.title.as_ref()).is_some_and(|(a, b)| !same_words(a, b)) {
            return;
        }
        let mut cells = Vec::new();
        let mut take = |column: &'static str, slot: &mut Option<String>, value: &Option<String>| {
            if slot.is_none() && value.is_some() {
                *slot = value.clone();
                cells.extend(span(column).map(|s| CellSpan::new(column, s, Origin::Document)));
            }
        };
        take("title", &mut self.row.title, &row.title);
        take("container", &mut self.row.container, &row.container);
        take("volume", &mut self.row.volume, &row.volume);
        take("issue", &mut self.row.issue, &row.issue);
        take("pages", &mut self.row.pages, &row.pages);
        take("doi", &mut self.row.doi, &row.doi);
        if self.row.year.is_none() && row.year.is_some() {
            self.row.year = row.year;
            cells.extend(span("year").map(|s| CellSpan::new("year", s, Origin::Document)));
        }
        if self.row.authors.is_empty() {
            self.row.authors = row.authors.clone();
            cells.extend(span("authors").map(|s| CellSpan::new("authors", s, Origin::Document)));
        }
        self.cells.extend(cells);
    }

    fn take_entry(&mut self, block: &Block, entry: &Entry) {
        let fields = [
            ("container", &entry.container),
            ("volume", &entry.volume),
            ("issue", &entry.issue),
            ("pages", &entry.pages),
            ("doi", &entry.doi),
        ];
        for (column, field) in fields {
            if let Some(f) = field {
                self.set(column, &f.value, shifted(block, &f.range));
            }
        }
        if let Some(year) = &entry.year {
            self.set_year(year.value.parse().unwrap_or_default(), shifted(block, &year.range));
        }
        if self.row.authors.is_empty()
            && let Some(range) = &entry.authors_range
        {
            self.row.authors = entry.authors.clone();
            self.cell("authors", shifted(block, range));
        }
    }

    /// Dates and sources that words announce (`Published:`, 发布时间, `Источник:`), then bare dates of the byline.
    fn labelled(&mut self) {
        let blocks: Vec<&Block> = self.front().collect();
        let dates: Vec<(usize, Said)> =
            blocks.iter().enumerate().flat_map(|(i, b)| dates(self.text(b), b.kind).into_iter().map(move |d| (i, d))).collect();
        // `Published` outweighs `Updated`, as the list has them; a bare date comes last, and last of all one without an hour,
        // which may be the day on which the page was seen.
        if let Some((i, said)) = dates.iter().min_by_key(|(i, s)| (s.rank, s.rank == BARE && !s.timed, *i)) {
            self.set_date(&said.date, shifted(blocks[*i], &said.range));
        }
        for block in blocks {
            let text = self.text(block);
            if let Some(source) = labelled_value(text, words().document("source")) {
                self.set("container", &source.value, shifted(block, &source.range));
            }
            if block.kind == BlockKind::Byline
                && let Some(outlet) = outlet(text)
            {
                self.set("container", &outlet.value, shifted(block, &outlet.range));
            }
        }
        for block in self.statements() {
            let text = self.text(block);
            if text.starts_with('©')
                && let Some(at) = text.char_indices().take(40).map(|(i, _)| i).find(|&i| year_at(text, i).is_some())
            {
                self.set_year(text[at..at + 4].parse().unwrap_or_default(), shifted(block, &(at..at + 4)));
            }
        }
    }

    /// Bylines and statements, and short blocks before the body.
    fn front(&self) -> impl Iterator<Item = &'a Block> + use<'a> {
        let body = self.reading.blocks.iter().position(|b| b.kind == BlockKind::Paragraph && b.range.len() > 300).unwrap_or(0);
        self.reading
            .blocks
            .iter()
            .enumerate()
            .filter(move |(i, b)| {
                b.range.len() <= STATEMENT
                    && (matches!(b.kind, BlockKind::Byline | BlockKind::Meta)
                        || *i < body && b.kind == BlockKind::Paragraph && b.range.len() <= 100)
            })
            .map(|(_, b)| b)
    }

    /// `HARBIN, Jan. 18 (Xinhua) --`, `ХАБАРОВСК, 5 марта. /ТАСС/.`, 中新网哈尔滨9月4日电(记者 姜辉): the agency and its reporters.
    fn dateline(&mut self) {
        let Some(block) = self.reading.blocks.iter().find(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::Abstract)) else {
            return;
        };
        let text = self.text(block);
        let head_end = text.char_indices().nth(100).map_or(text.len(), |(i, _)| i);
        let head = &text[..head_end];
        if let Some(agency) = agency(head) {
            self.set("container", &agency.value, shifted(block, &agency.range));
        }
        if self.row.authors.is_empty()
            && let Some((names, range)) = reporters(head)
        {
            self.row.authors = names;
            self.cell("authors", shifted(block, &range));
        }
        // 新华网黑河2021年5月12日电
        let wired = |said: &Said| head[said.range.end..].starts_with(['电', '電', '讯', '訊']);
        if self.row.date.is_none()
            && let Some(said) = dates(head, BlockKind::Byline).into_iter().find(|s| s.rank < BARE || wired(s))
        {
            self.set_date(&said.date, shifted(block, &said.range));
        }
    }

    /// Where nothing else dates the text: a short line at its head or end that holds a full date (`Urumqi, 18 August 2023`), or
    /// the date that a page's first line begins with. A photograph's day is not the text's.
    fn loose_date(&mut self) {
        const LINE: usize = 60;
        const LEAD: usize = 16;
        if self.row.date.is_some() {
            return;
        }
        let blocks = &self.reading.blocks;
        let near = blocks.iter().take(4).chain(blocks.iter().rev().take(2));
        let found = near.filter(|b| !matches!(b.kind, BlockKind::ListEntry | BlockKind::Caption)).find_map(|block| {
            let text = self.text(block);
            // Sixty Chinese characters are no short line: prose ends in its own stop, and its dates are those of its story.
            let prose = text.trim_end().ends_with('。');
            let reach = if prose {
                1
            } else if text.chars().count() <= LINE {
                text.len()
            } else {
                text.char_indices().nth(LEAD).map_or(text.len(), |(i, _)| i)
            };
            let starts = text.char_indices().map(|(i, _)| i).take_while(|&i| i < reach);
            starts
                .filter_map(|at| date_at(text, at).map(|(date, end)| (date, at..end)))
                .find(|(date, _)| date.len() == 10)
                .map(|(date, range)| (date, shifted(block, &range)))
        });
        if let Some((date, range)) = found.or_else(|| self.closing_date()) {
            self.set_date(&date, range);
        }
    }

    /// The date in a bracket that the text closes with: （新华社2023年7月19日）, `(Хух-Хото, 9 февраля 2024 года, Синьхуа)`.
    fn closing_date(&self) -> Option<(String, Range<usize>)> {
        const LONGEST: usize = 60;
        let block = self.reading.blocks.iter().rev().find(|b| b.kind == BlockKind::Paragraph)?;
        let text = self.text(block);
        let bracket = text.trim_end().trim_end_matches(['.', '。']).strip_suffix([')', '）'])?;
        let open = bracket.rfind(['(', '（']).filter(|&open| bracket[open..].chars().count() <= LONGEST)?;
        let inside = |at: &usize| {
            let before = bracket[..*at].trim_end();
            before.ends_with(['(', '（', ',', '，', '、', ' '])
                || before.ends_with(is_han) && !before.ends_with(['至', '到', '自', '截', '止', '于', '於'])
        };
        let starts = bracket[open..].char_indices().map(|(i, _)| open + i).filter(inside);
        let found = starts.filter_map(|at| date_at(text, at).map(|(date, end)| (date, at..end))).find(|(date, _)| date.len() == 10);
        found.map(|(date, range)| (date, shifted(block, &range)))
    }

    /// Some DOIs spell year, volume, issue and pages out: `...-2021-65-3-10-21`.
    fn spelt_out_in_doi(&mut self) {
        let Some(doi) = self.row.doi.clone() else {
            return;
        };
        let Some(span) = self.cells.iter().find(|c| c.column == "doi").map(|c| c.span) else {
            return;
        };
        let parts: Vec<&str> = doi.rsplit('-').take(5).collect();
        let numbers: Vec<u32> = parts.iter().filter_map(|p| p.parse().ok()).collect();
        let &[last, first, issue, volume, year] = &numbers[..] else {
            return;
        };
        if !(1900..2100).contains(&year) || first > last || issue > 60 || self.row.year.is_some_and(|y| y != year as i32) {
            return;
        }
        for (column, slot, value) in [
            ("volume", &mut self.row.volume, volume.to_string()),
            ("issue", &mut self.row.issue, issue.to_string()),
            ("pages", &mut self.row.pages, format!("{first}-{last}")),
        ] {
            if slot.is_none() {
                *slot = Some(value);
                self.cells.push(CellSpan::new(column, span, Origin::Document));
            }
        }
        if self.row.year.is_none() {
            self.row.year = Some(year as i32);
            self.cells.push(CellSpan::new("year", span, Origin::Document));
        }
    }

    /// The licence by name, or the words that reserve all rights; these often stand in what was left out as furniture.
    fn licence(&mut self, bytes: &[u8]) {
        let blocks = self
            .reading
            .blocks
            .iter()
            .filter(|b| matches!(b.kind, BlockKind::Meta | BlockKind::Byline | BlockKind::Footnote) && b.range.len() <= STATEMENT);
        let best = blocks.filter_map(|b| licence_in(self.text(b)).map(|f| (b, f))).max_by_key(|(_, f)| f.value.len());
        if let Some((block, field)) = best {
            self.set("licence", &field.value, shifted(block, &field.range));
            return;
        }
        for (span, _) in &self.reading.removed {
            let raw = &bytes[(span.start.max(0) as usize).min(bytes.len())..(span.end.max(0) as usize).min(bytes.len())];
            let Ok(text) = std::str::from_utf8(raw) else {
                continue;
            };
            if let Some(f) = licence_in(text) {
                self.row.licence = Some(f.value);
                let start = span.start + f.range.start as i64;
                let span = amur_model::Span { start, end: start + f.range.len() as i64 };
                self.cells.push(CellSpan::new("licence", span, Origin::Document));
                return;
            }
        }
    }

    fn kind(&self, references: &References) -> &'static str {
        let blocks = &self.reading.blocks;
        let body: usize = blocks.iter().filter(|b| b.kind == BlockKind::Paragraph).map(|b| b.range.len()).sum();
        let has = |kind: BlockKind| blocks.iter().any(|b| b.kind == kind);
        let heading = |list: &str| {
            blocks.iter().any(|b| {
                matches!(b.kind, BlockKind::Heading | BlockKind::Title)
                    && b.range.len() <= 60
                    && words().document(list).at(self.text(b), 0).is_some()
            })
        };
        let scholarly = self.row.volume.is_some()
            || self.row.issue.is_some()
            || self.row.doi.is_some()
            || has(BlockKind::Keywords)
            || references.entries.len() > 2;
        if body < BODY && heading("summary") && self.row.volume.is_none() {
            return "summary";
        }
        if body >= BODY && (scholarly || has(BlockKind::Abstract)) {
            return "article";
        }
        if scholarly || has(BlockKind::Abstract) {
            return "journal_abstract";
        }
        if body >= 2 * BODY && blocks.iter().filter(|b| b.kind == BlockKind::Heading).count() > 2 { "article" } else { "news" }
    }
}

fn shifted(block: &Block, range: &Range<usize>) -> Range<usize> {
    block.range.start + range.start..block.range.start + range.end
}

/// The same words, whatever the case and the punctuation?
fn same_words(a: &str, b: &str) -> bool {
    let plain = |s: &str| s.chars().filter(|c| is_word(*c)).flat_map(char::to_lowercase).collect::<String>();
    plain(a) == plain(b)
}

/// What stands behind a label and its colon, up to the next separator or label.
fn labelled_value(text: &str, labels: &Phrases) -> Option<Field> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if (!is_letter(before) || is_han(c))
            && let Some(end) = labels.at(text, at)
            && let Some(colon) = text[end..].trim_start().strip_prefix([':', '：'])
        {
            let start = skip_space(text, text.len() - colon.len());
            let han = text[at..end].contains(is_han);
            let rest = &text[start..];
            let stop = rest
                .find(|c: char| matches!(c, '|' | '\n' | '【' | '｜' | '；' | ';' | '）') || han && c.is_whitespace())
                .unwrap_or(rest.len());
            return Field::of(text, start..start + stop).filter(|f| f.value.chars().count() <= 80);
        }
        before = c;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn show(text: &str) -> String {
        let reading = amur_text::read(text.as_bytes()).unwrap();
        let references = crate::references::read(&reading, "t");
        let fact = describe(&reading, &references, "t.txt", "t", text.as_bytes());
        let d = fact.row;
        let part = |l: &str, v: Option<String>| v.map(|v| format!("{l}{v}"));
        [
            d.kind,
            d.language,
            part("", (!d.authors.is_empty()).then(|| d.authors.join("; "))),
            part("in ", d.container),
            part("on ", d.date.map(|d| d.to_string())),
            part("y", d.year.map(|y| y.to_string())),
            part("v", d.volume),
            part("n", d.issue),
            part("p", d.pages),
            part("doi ", d.doi),
            part("© ", d.licence),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" | ")
    }

    const EN: &str = "The border city traded more grain with its neighbours than a year before, officials of the district said after the count was done and the books were closed for the winter season at the old port.";
    const RU: &str = "Приграничный город продал соседям больше зерна, чем годом ранее, сообщили в районе после того, как итоги были подведены и навигация в старом порту закончилась до весны.";
    const ZH: &str = "边境城市今年向邻国出售的粮食比去年更多，当地官员在统计工作完成以后表示，旧港口的航运季节已经结束，明年春天将重新开始，企业正在为新的季节做准备。";

    #[test]
    fn reads_what_documents_say() {
        for (head, body, shown) in [
            (
                "Grain trade grows on the border\n\nBy ANNA STONE | Port Daily | Updated: 2023-04-05 09:10\n\n",
                EN,
                "news | en | STONE, ANNA | in Port Daily | on 2023-04-05 | y2023",
            ),
            (
                "",
                "HARBIN, Jan. 18 (Xinhua) -- The border city traded more grain with its neighbours than a year before, officials said.",
                "news | en | in Xinhua",
            ),
            ("Торговля зерном растет\n\n28.05.2024\n\nАвтор: Анна Лисова\n\n", RU, "news | ru | Лисова, Анна | on 2024-05-28 | y2024"),
            ("Торговля зерном растет\n\n18 января 2024\n\n", RU, "news | ru | on 2024-01-18 | y2024"),
            (
                "",
                "ХАБАРОВСК, 5 марта. /ТАСС/. Приграничный город продал соседям больше зерна, чем годом ранее, сообщили в районе.",
                "news | ru | in ТАСС",
            ),
            (
                "边境贸易增长\n\n来源：黑河日报 作者：王小明 发布时间：2024-01-18 09:00\n\n",
                ZH,
                "news | zh | 王小明 | in 黑河日报 | on 2024-01-18 | y2024",
            ),
            ("边境贸易增长\n\n发布日期：2024年1月18日\n\n", ZH, "news | zh | on 2024-01-18 | y2024"),
            (
                "",
                "新华社哈尔滨1月18日电（记者王小明、李华）边境城市今年向邻国出售的粮食比去年更多，当地官员表示。",
                "news | zh | 王小明; 李华 | in 新华社",
            ),
        ] {
            assert_eq!(show(&format!("{head}{body}\n")), shown, "{head}{body}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]
        #[test]
        fn any_text_is_described(parts in prop::collection::vec(prop_oneof![
            prop::sample::select(vec!["(", ")", "[1]", "[J]", "//", "《", "》", "”", "“", "doi:10.1234/", "Petrov V.L.", ". ", "\n", "\n\n", "，", "第5页", "https://a.b", "№", " By ", "Published:", "2024-01-", "18", "2020", "REFERENCES\n", "How to Cite\n", "1. ", "(2020)", "In ", "Vol. ", "дис. ", "’", "·", "王小明", "© ", "CC BY", "Москва: ", "/ТАСС/", "*", "：", "年", "е\u{301}"]).prop_map(str::to_owned),
            "\\PC{0,4}",
        ], 0..60)) {
            let text = parts.concat();
            if let Ok(reading) = amur_text::read(text.as_bytes()) {
                let references = crate::references::read(&reading, "t");
                let _ = references.cites_for(0..text.len(), 0..text.len());
                describe(&reading, &references, "t", "t", text.as_bytes());
            }
        }
    }
}
