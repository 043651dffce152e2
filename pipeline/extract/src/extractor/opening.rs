//! What the first sentences tell of a text as a whole, before it is read: when it speaks, of which places, whose it is.

use super::tokens::{Text, Tokens};
use crate::figures::{is_shared, settle_currencies};
use crate::gazetteer::{Hit, List};
use crate::lang::Lang;
use crate::relate::frame::{NORTHEAST_3, NORTHEAST_4, Slot, Who};
use crate::relate::time::Clock;
use crate::relate::vocab::{Cue, Entry, Form, Vocabulary};
use crate::spoken::{Dated, fiscal_start, only_period, own_year, so_far, titled_period};
use crate::token::{Figure, FigureKind, PeriodTime, Time, TimeContext, Year};
use crate::units::UnitKind;
use ahash::{AHashMap, AHashSet};
use amur_text::BlockKind;
use jiff::civil::Date;

/// What is known of a text's places before it is read.
pub(super) struct PlacesNamed {
    pub northeast: Option<&'static str>,
    pub named: AHashSet<String>,
    pub office: Option<Who>,
    pub home: Option<Who>,
    pub countries: Vec<Who>,
    /// How often each country is named, with what lies in it.
    pub mentions: AHashMap<String, usize>,
    /// Countries and groups of them that a sentence with amounts says goods come from or go to: 自俄罗斯进口大豆12万吨.
    pub told_apart: AHashSet<String>,
}

/// The places that sentences name, one after another.
#[derive(Default)]
struct Places {
    named: AHashSet<String>,
    offices: Vec<Who>,
    countries: Vec<Who>,
    told_apart: AHashSet<String>,
    /// Some of the three provinces of the Northeast, or China; the four territories side by side.
    three: bool,
    four: bool,
}

impl Places {
    fn note(&mut self, vocabulary: &Vocabulary, sentence: &Tokens) {
        const PROVINCES: [&str; 3] = ["CN-HL", "CN-JL", "CN-LN"];
        let mut codes: Vec<&str> = Vec::new();
        // `million US dollars` names no country.
        let mut figures = sentence.figures.iter().peekable();
        // `Inner Mongolia` does not name Mongolia.
        let mut named = 0;
        for hits in sentence.names.all().chunk_by(|one, other| one.first == other.first) {
            let at = hits[0].first as usize;
            // Those of trade come first; most are no places.
            let hits = hits.split(|hit| hit.list != List::Trade).next().unwrap_or_default();
            if !hits.iter().any(|hit| matches!(vocabulary.entry(hit.entry), Entry::Place(..) | Entry::Office(_))) {
                continue;
            }
            while figures.next_if(|figure| figure.units.end <= at).is_some() {}
            if figures.peek().is_some_and(|figure| figure.units.contains(&at)) {
                continue;
            }
            let last = hits.iter().map(|hit| hit.last).max().unwrap_or_default();
            // 内蒙古对蒙进出口: in Chinese one character stands for either; but no country is told of.
            if last <= named && sentence.units[at].kind != UnitKind::Han {
                continue;
            }
            let hits = || hits.iter().filter(|hit| hit.last == last);
            // РК is Kazakhstan or Korea: the countries that the text names tell which.
            if hits().any(|hit| matches!(vocabulary.entry(hit.entry), Entry::Namesake(_))) {
                continue;
            }
            let mut office = None;
            for hit in hits() {
                let bytes = || sentence.bytes(at..hit.last as usize);
                match vocabulary.entry(hit.entry) {
                    Entry::Office(of) if office.is_none() => {
                        office = vocabulary.office(of).map(|place| Slot::new(vocabulary.place(place).code.clone(), bytes()));
                    }
                    Entry::Place(place, Form::Name | Form::Adjective) => {
                        let inside = last <= named;
                        named = named.max(last);
                        let code = vocabulary.place(place).code.as_str();
                        codes.push(code);
                        // `Биробиджанская таможня`: the place in whose name it is.
                        if office.is_none() && names_customs(sentence.words(at..hit.last as usize)) {
                            office = Some(Slot::new(code, bytes()));
                        }
                        let country = vocabulary.country_of(code).filter(|_| !inside);
                        let group = vocabulary.place(place).is_group().then_some(code);
                        if let Some(partner) = country.or(group).filter(|_| is_partner_with_figures(sentence, at)) {
                            self.told_apart.insert(partner.to_owned());
                        }
                        self.countries.extend(country.map(|country| Slot::new(country, bytes())));
                    }
                    _ => {}
                }
            }
            self.offices.extend(office);
        }
        let has = |code: &str| codes.contains(&code);
        self.four |= PROVINCES.into_iter().all(has) && has("CN-NM");
        self.three |= PROVINCES.into_iter().any(has) || has("CN");
        for code in codes {
            if !self.named.contains(code) {
                self.named.insert(code.to_owned());
            }
        }
    }
}

impl Text<'_> {
    /// The clock at the head of the text. A short text that names one period only is about it from its first sentence on.
    pub fn clock(&self, opening: &[Tokens], date: Option<Date>, short: bool) -> Clock {
        let says = |sentence: &Tokens, wanted: fn(Cue) -> bool| {
            let names = sentence.names.all().iter().filter(|hit| hit.list == List::Trade);
            names.map(|hit| self.extractor.vocabulary.entry(hit.entry)).any(|entry| matches!(entry, Entry::Cue(cue) if wanted(cue)))
        };
        let changes = |sentence: &Tokens| says(sentence, |cue| matches!(cue, Cue::Change(_) | Cue::Level));
        let planned = |sentence: &Tokens| says(sentence, |cue| cue == Cue::Planned);
        let dated: Vec<Dated> = opening
            .iter()
            .map(|s| Dated {
                start: s.start,
                periods: &s.periods,
                changes: date.is_none() && !s.figures.is_empty() && changes(s),
                planned: !s.periods.is_empty() && planned(s),
            })
            .collect();
        let year = if date.is_none() { own_year(&dated, self.lang).or_else(|| self.year_of_title(opening)) } else { None };
        let times = TimeContext { spoken: date, year, period: None };
        let only = if short { only_period(&dated, &times) } else { None };
        let only = only.filter(|when| self.lang != Lang::Zh || !tells_before(opening, when.at.start));
        Clock {
            spoken: date,
            year,
            last: only.clone().or_else(|| titled_period(dated.first().filter(|_| self.names_a_place(opening))?, &times)),
            lead: only,
            fiscal: fiscal_start(&dated),
            so_far: so_far(&dated, &times),
            ..Clock::default()
        }
    }

    /// 原标题：2011年中沙贸易额…, at the end of a Chinese text that is not told elsewhere when it speaks: the year of its title.
    fn year_of_title(&self, opening: &[Tokens]) -> Option<i16> {
        let labelled = |sentence: &&Tokens| {
            let words = sentence.text.trim_start_matches(['（', '(', ' ', '　', '原']);
            ["标题：", "标题:", "標題：", "標題:"].iter().any(|label| words.starts_with(label))
        };
        let title = opening.iter().filter(|_| self.lang == Lang::Zh).find(labelled)?;
        title.periods.iter().find_map(|period| match period.time {
            PeriodTime::At(Time { year: Year::Given(year), .. }) => Some(year),
            _ => None,
        })
    }

    /// Does the first line say where? The running head of a journal, 2024年第2期, does not.
    fn names_a_place(&self, opening: &[Tokens]) -> bool {
        let mut places = Places::default();
        opening.iter().take(1).for_each(|title| places.note(&self.extractor.vocabulary, title));
        !places.named.is_empty()
    }

    /// The places that the text names, and what it means by the Northeast of China: four territories where it names them
    /// side by side.
    pub fn places_named(&self, opening: &[Tokens]) -> PlacesNamed {
        let mut places = Places::default();
        for sentence in opening {
            places.note(&self.extractor.vocabulary, sentence);
        }
        let Places { named, offices, countries, told_apart, three, four } = places;
        let mut mentions: AHashMap<String, usize> = AHashMap::new();
        for country in &countries {
            match mentions.get_mut(country.value.as_str()) {
                Some(often) => *often += 1,
                None => _ = mentions.insert(country.value.to_string(), 1),
            }
        }
        PlacesNamed {
            northeast: if four { Some(NORTHEAST_4) } else { three.then_some(NORTHEAST_3) },
            named,
            office: only(&offices),
            home: only(&countries)
                .filter(|_| self.is_spoken_of(opening))
                .or_else(|| self.dateline_country(opening))
                .or_else(|| self.our_own_country(opening)),
            countries: distinct(countries),
            mentions,
            told_apart,
        }
    }

    /// 发布机构：黑河市商务局 above a Chinese text that names no place of China: where the office that wrote it is, which the text calls
    /// 全市 or 全省.
    pub fn place_of_office(&self, named: &AHashSet<String>) -> Option<Who> {
        const HEAD: usize = 8;
        if self.lang != Lang::Zh || named.iter().any(|code| code.starts_with("CN-")) {
            return None;
        }
        let vocabulary = &self.extractor.vocabulary;
        let head = self.reading.blocks.iter().take(HEAD).take_while(|block| block.kind != BlockKind::Paragraph);
        head.filter(|block| matches!(block.kind, BlockKind::Byline | BlockKind::Meta)).find_map(|block| {
            let line = self.tokens(block.range.clone());
            let places = (0..line.units.len()).flat_map(|at| line.names.at(at, List::Trade).iter().map(move |hit| (at, hit)));
            let mut local = places.filter_map(|(at, hit)| match vocabulary.entry(hit.entry) {
                Entry::Place(place, Form::Name) if vocabulary.place(place).code.starts_with("CN-") => {
                    Some(Slot::new(vocabulary.place(place).code.clone(), line.bytes(at..hit.last as usize)))
                }
                _ => None,
            });
            local.next()
        })
    }

    /// The one place that a title names, in Chinese; in Russian where it is `Экономика Лаоса`, in English where it is `Economy of Laos`.
    pub fn titled(&self, opening: &[Tokens]) -> Option<Who> {
        const LONGEST: usize = 200;
        const NAME: usize = 4;
        // `Экономика Непала`, `Забайкальский край`: what the page of a reference book is about.
        let on_economy = |title: &Tokens| {
            let short = || title.text.split_whitespace().count() <= NAME;
            let words = title.text.trim_start().to_lowercase();
            match self.lang {
                Lang::Ru => words.starts_with("экономика ") || short(),
                Lang::En => ["economy of ", "foreign trade of ", "trade of "].iter().any(|opening| words.starts_with(opening)),
                Lang::Zh => false,
            }
        };
        let told = |title: &Tokens| self.lang == Lang::Zh || self.is_only_a_name(title) || on_economy(title);
        let title = opening.first().filter(|title| told(title) && title.text.len() <= LONGEST)?;
        if title.text.trim_end().ends_with(['。', '.', '!', '！', '?', '？']) && !self.is_only_a_name(title) {
            return None;
        }
        let mut places = Places::default();
        places.note(&self.extractor.vocabulary, title);
        // 黑龙江省黑河市统计公报: of two, the one that lies in the other.
        let vocabulary = &self.extractor.vocabulary;
        let inner = |code: &String| places.named.iter().all(|outer| outer == code || vocabulary.lies_in(code, outer));
        let only = places.named.iter().find(|code| inner(code))?.clone();
        Some(Slot::new(only, title.start..title.start + title.text.len()))
    }

    /// `KYRGYZSTAN.`: is the title the name of a place and nothing else?
    fn is_only_a_name(&self, title: &Tokens) -> bool {
        let stop = title.units.last().is_some_and(|unit| unit.text(title.text) == ".");
        let words = title.units.len() - usize::from(stop);
        let is_place = |hit: &Hit| matches!(self.extractor.vocabulary.entry(hit.entry), Entry::Place(_, Form::Name));
        words > 0 && title.names.at(0, List::Trade).iter().any(|hit| hit.last as usize == words && is_place(hit))
    }

    /// `Kenya's exports to Tanzania rose to Sh45 billion`: the country that a sentence names first, unless goods go to it or come from it.
    pub fn country_spoken_of(&self, sentence: &Tokens) -> Option<Who> {
        self.country_first_named(sentence, &["to", "from", "with", "in", "into", "via", "between"])
    }

    /// The country that a sentence names first, unless it stands behind one of `links`.
    fn country_first_named(&self, sentence: &Tokens, links: &[&str]) -> Option<Who> {
        let mut places = Places::default();
        places.note(&self.extractor.vocabulary, sentence);
        let first = places.countries.into_iter().next()?;
        let before = sentence.text.get(..first.at.start.checked_sub(sentence.start)?)?.trim_end();
        let before = before.strip_suffix("the").map_or(before, str::trim_end);
        let linked = before.split(' ').next_back().is_some_and(|word| links.contains(&word));
        (!linked).then_some(first)
    }

    /// `Our country exported 5 million tons. Trade with China grew. Mongolia sold 2 million tons of ore`: of the countries of an English text
    /// that says so the only one that some sentence names first, and not as one with whom it trades.
    fn our_own_country(&self, opening: &[Tokens]) -> Option<Who> {
        let ours = |sentence: &Tokens| ["our country", "Our country"].iter().any(|words| sentence.text.contains(words));
        if self.lang != Lang::En || !opening.iter().any(ours) {
            return None;
        }
        let links = ["to", "from", "with", "in", "and"];
        only(&opening.iter().filter_map(|sentence| self.country_first_named(sentence, &links)).collect::<Vec<_>>())
    }

    /// `Goods exports rose. Exports to China fell`: a text that names one country only, and only as one to or from which goods go, is
    /// none of its own.
    fn is_spoken_of(&self, opening: &[Tokens]) -> bool {
        self.lang != Lang::En || opening.iter().any(|sentence| self.country_first_named(sentence, &["to", "from", "with"]).is_some())
    }

    /// The country in whose own money, and nobody else's but dollars and euros, the text counts: it names it, too.
    pub fn country_of_money(&self, opening: &[Tokens], countries: &[Who], mentions: &AHashMap<String, usize>) -> Option<Who> {
        let mut codes = AHashSet::new();
        // `Nepal's Trade Deficit With India`: the title says in whose rupees the text counts, where a sentence does not.
        let titled = opening.first().and_then(|title| self.country_spoken_of(title));
        for sentence in opening {
            let mut figures = sentence.figures.clone();
            let told = if figures.iter().any(is_shared) { self.country_spoken_of(sentence) } else { None };
            let told = told.or_else(|| titled.clone());
            settle_currencies(&mut figures, told.as_ref().map(|who| who.value.as_str()), |country| {
                mentions.get(country).copied().unwrap_or_default()
            });
            codes.extend(figures.iter().filter_map(|figure| match figure.kind {
                FigureKind::Money(code) if !matches!(code, "USD" | "EUR") => code.get(..2),
                _ => None,
            }));
        }
        let mut codes = codes.into_iter();
        let only = codes.next().filter(|_| codes.next().is_none())?;
        countries.iter().find(|country| country.value == only).cloned()
    }

    /// `KUALA LUMPUR, April 3 —`: the country whose capital the text was written in.
    fn dateline_country(&self, opening: &[Tokens]) -> Option<Who> {
        const LOOK: usize = 6;
        let vocabulary = &self.extractor.vocabulary;
        opening.iter().take(LOOK).filter(|sentence| !sentence.units.is_empty()).find_map(|sentence| {
            sentence.names.at(0, List::Trade).iter().find_map(|hit| {
                let Entry::Place(place, Form::Name) = vocabulary.entry(hit.entry) else { return None };
                let country = vocabulary.capital_of(&vocabulary.place(place).code)?;
                let after = sentence.units.get(hit.last as usize)?.text(sentence.text);
                let bytes = sentence.start..sentence.start + sentence.units[hit.last as usize - 1].end as usize;
                matches!(after, "," | "." | ":" | "(" | "/" | "-" | "–" | "—").then(|| Slot::new(country.to_owned(), bytes))
            })
        })
    }

    /// Whom a text that names the places `named` means by `our country`.
    pub fn our_country(&self, opening: &[Tokens], named: &AHashSet<String>, office: Option<&Who>) -> Option<&'static str> {
        let alone = named.contains("TW") && !named.contains("CN") && !names_parts_of_china(opening);
        let taiwan = office.is_some_and(|who| who.value == "TW") || alone;
        if taiwan && self.writes_traditional(opening) {
            return Some("TW");
        }
        (named.contains("CN") || names_parts_of_china(opening) || self.speaks_of_home(opening)).then_some("CN")
    }

    /// Is 我國 written in traditional characters?
    fn writes_traditional(&self, opening: &[Tokens]) -> bool {
        opening.iter().any(|sentence| sentence.text.contains("我國"))
    }

    /// Does 我国 come before the name of any country, or in the first sentence with one that nobody is said to have spoken (俄罗斯跃居
    /// 我国第一大原油供应国)? It is China then, not the country of a speaker abroad.
    fn speaks_of_home(&self, opening: &[Tokens]) -> bool {
        let vocabulary = &self.extractor.vocabulary;
        let is_country = |hit: &Hit| match vocabulary.entry(hit.entry) {
            Entry::Place(place, Form::Name) => vocabulary.place(place).is_country(),
            _ => false,
        };
        for sentence in opening {
            for (at, unit) in sentence.units.iter().enumerate() {
                if sentence.text[unit.start as usize..].starts_with("我国") {
                    return true;
                }
                if sentence.names.at(at, List::Trade).iter().any(is_country) {
                    // 哈萨克斯坦部长强调，我国出口增长: what stands behind the comma is his.
                    let behind = &sentence.text[unit.start as usize..];
                    let between = behind.find("我国").map(|end| &behind[..end]);
                    let told = between.is_some_and(|words| !words.contains(['，', '：', ',', ':']) && !speaks(words));
                    return told && !sentence.text.contains('“');
                }
            }
        }
        false
    }
}

/// 巴西总统表示: does somebody speak?
fn speaks(words: &str) -> bool {
    ["表示", "说", "称", "显示", "指出"].iter().any(|word| words.contains(word))
}

/// 自俄罗斯进口大豆12万吨: do goods come from or go to the place at `at`, in a Chinese sentence with amounts?
fn is_partner_with_figures(sentence: &Tokens, at: usize) -> bool {
    const LINKS: [&str; 6] = ["自", "从", "從", "由", "对", "對"];
    let linked = at.checked_sub(1).is_some_and(|before| LINKS.contains(&sentence.units[before].text(sentence.text)));
    linked && sentence.figures.iter().any(is_amount)
}

/// 日本、韓國、中國香港、中國臺灣: a text that calls them so speaks for China.
fn names_parts_of_china(opening: &[Tokens]) -> bool {
    const PARTS: [&str; 4] = ["中國臺灣", "中國台灣", "中國香港", "中國澳門"];
    opening.iter().any(|sentence| PARTS.iter().any(|part| sentence.text.contains(part)))
}

/// 出口量41万吨，下降1%。……2013年仅为5万吨。: do sentences of a Chinese text tell amounts before its only time, at `start`? A title may.
fn tells_before(opening: &[Tokens], start: usize) -> bool {
    let mut before = opening.iter().take_while(|sentence| sentence.start + sentence.text.len() <= start);
    before.any(|sentence| sentence.text.trim_end().ends_with(['。', '；', '！']) && sentence.figures.iter().any(is_amount))
}

fn is_amount(figure: &Figure) -> bool {
    matches!(figure.kind, FigureKind::Money(_) | FigureKind::Quantity(_))
}

/// `таможня`, in any case of letters.
fn names_customs(words: &str) -> bool {
    !words.is_ascii() && words.contains(['ж', 'Ж']) && words.to_lowercase().contains("аможн")
}

/// The one place that all of them are.
fn only(places: &[Who]) -> Option<Who> {
    places.first().filter(|first| places.iter().all(|place| place.value == first.value)).cloned()
}

/// The first mention of each.
fn distinct(places: Vec<Who>) -> Vec<Who> {
    let mut seen = AHashSet::new();
    places.into_iter().filter(|who| seen.insert(who.value.clone())).collect()
}
