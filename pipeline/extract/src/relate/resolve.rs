//! Whose trade a head or a word that points back is of.

use super::elements::Kind;
use super::enter::join;
use super::frame::{Context, Frame, Slot, Who, group};
use super::head::Head;
use super::partner::is_oblast;
use super::vocab::{Back, Cue, FlowCue, Strength};
use super::walk::Walk;
use amur_model::Flow;

impl Walk<'_> {
    /// The frame that a head makes of the frame before it.
    pub(super) fn resolve(&self, head: &Head, before: &Frame, context: &Context, subject: Option<&Who>) -> Frame {
        let back = head.back.as_ref().and_then(|back| self.point_back(back, before, context, subject));
        let reporter = group(self.vocabulary, &head.reporters).or(back).or_else(|| {
            let subject = subject?;
            head.partners.iter().all(|p| p.value != subject.value).then(|| subject.clone())
        });
        let mut partner = group(self.vocabulary, &head.partners).or_else(|| before.partner.clone());
        let reporter = reporter.or_else(|| before.reporter.clone()).or_else(|| context.topic.reporter.clone());
        // A partner that turns up as the reporter: the talk has gone to the other side.
        let other_end = before.partner.clone().or_else(|| context.topic.partner.clone());
        let mut reporter = match (&reporter, &partner, other_end) {
            (Some(r), Some(p), Some(other))
                if r.value == p.value && r.value != other.value && head.reporters.is_empty() && !head.partners.is_empty() =>
            {
                Some(other)
            }
            _ => reporter,
        };
        if let (Some(r), Some(p)) = (&reporter, &partner)
            && r.value == p.value
        {
            let other = before.reporter.clone().filter(|b| b.value != r.value);
            // `according to Chinese data, imports from Mongolia` in a text on Mongolia: whose imports is not known.
            let unknown = other.is_none() && head.reporters.is_empty() && !head.partners.is_empty();
            // `экспорт в Приморье` in a text on Primorye: where, not where to.
            let inside = unknown && head.partners.iter().all(|who| self.is_undeclined(who));
            (reporter, partner) = match (inside, unknown) {
                (true, _) => (partner, None),
                (_, true) => (None, partner),
                _ => (reporter, other),
            };
        }
        let abroad = [&before.partner, &context.topic.partner, &context.topic.reporter];
        // `Товарооборот с Россией` in a text on one of its regions: that of whom the region trades with.
        if let (Some(inner), Some(home)) = (&reporter, &partner)
            && head.reporters.is_empty()
            && !head.partners.is_empty()
            && self.is_home_of(home, inner)
            && !self.is_bridge(inner)
        {
            reporter = abroad.into_iter().flatten().find(|other| self.is_foreign(other, home)).cloned();
        }
        let product = join(&head.products);
        Frame { reporter, partner, flow: Some(self.flow_of(head, before)), product }
    }

    /// What a head measures: `a surplus of 5 billion. The gap widened` is of the surplus.
    fn flow_of(&self, head: &Head, before: &Frame) -> Slot<FlowCue> {
        let mut flow = head.flow.clone();
        let told = before.flow.as_ref().filter(|told| told.value.flow == Flow::Balance && told.value.sign != 0);
        let again = || ["the gap", "that gap", "this gap"].contains(&self.reader().text(head.core).to_lowercase().as_str());
        if let Some(told) = told.filter(|_| flow.value.flow == Flow::Balance && again()) {
            flow.value.sign = told.value.sign;
        }
        flow
    }

    /// `Приморье`: a name that is the same in the case that says where and the one that says where to.
    fn is_undeclined(&self, who: &Who) -> bool {
        self.found.said(&who.at).is_some_and(|words| words.ends_with("ье"))
    }

    /// Is it the country in which `who` lies?
    pub(super) fn is_home_of(&self, country: &Who, who: &Who) -> bool {
        country.value != who.value && self.is_country(country) && self.vocabulary.lies_in(&who.value, &country.value)
    }

    /// `по мосту Хэйхэ – Благовещенск в Китай`: a bridge lies in both countries, whichever its code names.
    pub(super) fn is_bridge(&self, who: &Who) -> bool {
        let words = self.found.said(&who.at).map(crate::gazetteer::fold);
        self.kind(who) == Some("crossing") && words.is_some_and(|words| words.starts_with("мост"))
    }

    /// The place that a word points back to: `the province`, `our country`, `it`.
    pub(super) fn point_back(&self, back: &Slot<Back>, before: &Frame, context: &Context, subject: Option<&Who>) -> Option<Who> {
        let word = self.found.said(&back.at).unwrap_or_default();
        let country = |who: &Who| self.vocabulary.country_of(&who.value).map(|code| Slot::new(code, back.at.clone()));
        match back.value {
            // `my country` is how 我国 is translated.
            Back::Home if word.eq_ignore_ascii_case("my country") && self.may_be_china(context) => Some(Slot::new("CN", back.at.clone())),
            Back::Home => context.home.clone().or_else(|| before.reporter.clone()),
            Back::Own | Back::There => {
                let told = || context.subject.clone().filter(|_| is_latin(word));
                subject.cloned().or_else(|| before.reporter.clone()).or_else(told)
            }
            Back::Province if context.spoken.oblast.is_some() && is_oblast(word) => context.spoken.oblast.clone(),
            // `провинция`: there are none in Russia.
            Back::Province if is_of_china(word) => self.province_of_china(context),
            // 全省 is never an oblast.
            Back::Province if word.ends_with('省') => self.province_of_china(context).or_else(|| self.province_round(before, back)),
            Back::Province => self.province_spoken_of(is_latin(word), context).or_else(|| self.province_round(before, back)),
            Back::Republic => {
                before.reporter.clone().or_else(|| context.topic.reporter.clone()).or_else(|| context.spoken.province.clone())
            }
            Back::City if self.counts_together(back, context) => group(self.vocabulary, &context.together),
            Back::City if is_latin(word) => self.city_spoken_of(before, context),
            Back::City if word.ends_with('州') => self.prefecture_spoken_of(before, context),
            // 磨憨口岸…。据勐腊县介绍，占口岸贸易的88%: the crossing whose trade is told.
            Back::City if word == "口岸" && before.reporter.as_ref().is_some_and(|who| self.kind(who) == Some("crossing")) => {
                before.reporter.clone()
            }
            Back::City => context.spoken.city.clone().or_else(|| before.reporter.clone()),
            Back::Zone => context.spoken.zone.clone().or_else(|| context.spoken.province.clone()),
            // 我国 in a text on China is China, whoever was spoken of last.
            Back::Country if context.ours.is_some() && is_ours(word) => context.ours.map(|ours| Slot::new(ours, back.at.clone())),
            Back::Country if let Some(source) = self.country_of_source(back).filter(|who| self.may_be_meant(who, before, context)) => {
                Some(source)
            }
            Back::Country => before
                .reporter
                .as_ref()
                .or(context.topic.reporter.as_ref())
                .and_then(country)
                .or_else(|| context.spoken.country.clone())
                // 全国进口原木，其中自新西兰: none that is named only behind it.
                .or_else(|| context.home.clone().filter(|home| is_latin(word) || home.at.start < back.at.start))
                .or_else(|| (word == "全国").then(|| Slot::new("CN", back.at.clone()))),
            Back::Pair | Back::Figure => before.reporter.clone().or_else(|| context.topic.reporter.clone()),
        }
    }

    /// `According to the Statistical Committee of Armenia, the country's trade`, `A report of the bureau of Moldova says that`: the one
    /// country that an English sentence names in telling whose figures they are.
    fn country_of_source(&self, back: &Slot<Back>) -> Option<Who> {
        let end = self.elements.iter().position(|e| self.found.units[e.units.start].start as usize + self.found.offset == back.at.start)?;
        let says = |i: usize| matches!(self.cue_at(i), Some(Cue::Speaker | Cue::Clause));
        let said = (0..end).rev().find(|&i| says(i)).filter(|&said| self.reader().is_ascii(said))?;
        let source = match self.cue_at(said) {
            Some(Cue::Clause) => 0..said,
            _ => said..(said..end).find(|&i| self.reader().is_comma(i))?,
        };
        let told = source.clone().all(|i| !matches!(self.elements[i].kind, Kind::Figure(_) | Kind::Cue(Cue::Flow(_))));
        let mut named = source.filter(|_| told).filter_map(|i| self.reader().who(i)).filter(|who| self.is_country(who));
        let first = named.next()?;
        named.all(|who| who.value == first.value).then_some(first)
    }

    /// A text that says nowhere whose it is, and names China or no country at all.
    fn may_be_china(&self, context: &Context) -> bool {
        context.home.is_none() && (context.named.contains("CN") || context.countries.is_empty())
    }

    /// `Vietnam's exports fell. According to the U.S. department, the country's coffee exports`: the office of a country that the text
    /// has not named yet speaks of the one whose trade was told.
    fn may_be_meant(&self, source: &Who, before: &Frame, context: &Context) -> bool {
        let told = before.reporter.is_some() || context.topic.reporter.is_some();
        let named = |who: &Who| who.at.start < self.found.offset && who.value == source.value;
        !told || context.countries.iter().any(named)
    }

    /// The province that was named last; first the one that this sentence names, or a short text is about.
    fn province_spoken_of(&self, latin: bool, context: &Context) -> Option<Who> {
        let topic = context.topic.reporter.as_ref();
        let here = context.spoken.province.as_ref().filter(|who| who.at.start >= self.found.offset);
        let of_text = topic.filter(|who| context.short && self.kind(who) == Some("admin1"));
        // `Дальневосточное таможенное управление: оборот региона`
        let inside = |who: &&Who| who.value.starts_with("RU-") || who.value.starts_with("CN-");
        let bloc = context.spoken.bloc.as_ref().filter(|bloc| latin || inside(bloc));
        // `По данным Уральского таможенного управления, экспорт региона`
        let office = context.office.as_ref().filter(|office| !latin && !self.is_country(office));
        // `Its exports made up 78 percent of the province's` in a text on a city: no city is its province.
        let topic = topic.filter(|who| !latin || !self.is_local(who));
        here.or(of_text).or(context.spoken.province.as_ref()).or(office).or(bloc).or(topic).cloned()
    }

    /// 大连市进出口4621亿元，占全省的60%: the province in which the place of the talk lies, where none is named.
    fn province_round(&self, before: &Frame, back: &Slot<Back>) -> Option<Who> {
        let inner = before.reporter.as_ref().filter(|who| self.is_local(who) && who.value.starts_with("CN-"))?;
        let (code, _) = inner.value.split_once(':')?;
        // A region may be one of several countries; a province is none.
        let word = self.found.said(&back.at)?;
        (!is_latin(word) || word.to_ascii_lowercase().contains("provinc")).then(|| Slot::new(code, back.at.clone()))
    }

    /// `The port`, `the city`: the one that the last sentence was about, else the last one named where the text's topic lies: a
    /// city that goods are shipped to is not spoken of.
    fn city_spoken_of(&self, before: &Frame, context: &Context) -> Option<Who> {
        let local = |who: &&Who| !matches!(self.kind(who), None | Some("country" | "group" | "world" | "admin1"));
        let topic = context.topic.reporter.as_ref();
        let at_home = |who: &&Who| topic.is_none_or(|topic| self.vocabulary.same_country(&topic.value, &who.value));
        let subject = context.subject.as_ref().filter(local).filter(at_home);
        let spoken_of =
            [subject, context.spoken.city.as_ref().filter(at_home), before.reporter.as_ref().filter(local), topic.filter(local)];
        spoken_of.into_iter().flatten().next().or(context.spoken.city.as_ref()).or(before.reporter.as_ref()).cloned()
    }

    /// 该州, 我州: an oblast or a state abroad, a prefecture in China; none of the towns and crossings named in between.
    fn prefecture_spoken_of(&self, before: &Frame, context: &Context) -> Option<Who> {
        let spoken = &context.spoken;
        let sides = [&context.last.reporter, &context.topic.reporter, &context.titled, &spoken.oblast, &spoken.city];
        let is_one = |who: &&Who| match self.kind(who) {
            Some("prefecture") => true,
            kind => kind == Some("admin1") && !who.value.starts_with("CN-"),
        };
        let one = sides.into_iter().flatten().find(is_one);
        one.or(spoken.city.as_ref()).or(before.reporter.as_ref()).cloned()
    }

    /// 四大口岸, right after four of them traded together: does the number before the word say that it points back to those?
    fn counts_together(&self, back: &Slot<Back>, context: &Context) -> bool {
        let before = back.at.start.checked_sub(self.found.offset).and_then(|start| self.found.text.get(..start));
        let Some(number) = before.map(|before| before.trim_end_matches('大')) else { return false };
        let count = ["两", "三", "四", "五", "六", "七", "八"].iter().position(|digit| number.ends_with(digit));
        count.is_some_and(|count| count + 2 == context.together.len())
    }

    /// The last province of China named.
    fn province_of_china(&self, context: &Context) -> Option<Who> {
        let named = [&context.spoken.province, &context.topic.reporter, &context.topic.partner];
        named.into_iter().flatten().find(|who| who.value.starts_with("CN-") && !self.is_local(who)).cloned()
    }

    /// `поставки Токио в Москву`: a capital stands for its country where the other side is a capital too, or the country is
    /// one of the sides spoken of.
    pub(super) fn read_capitals(&self, frame: &mut Frame, before: &Frame, context: &Context) {
        let country = |who: &Option<Who>| who.as_ref().and_then(|who| self.country_of_capital(who));
        let (reporter, partner) = (country(&frame.reporter), country(&frame.partner));
        let both = reporter.is_some() && partner.is_some();
        let sides = [&before.reporter, &before.partner, &context.topic.reporter, &context.topic.partner];
        let spoken_of = |who: &Who| both || sides.iter().any(|side| side.as_ref().is_some_and(|side| side.value == who.value));
        if let Some(reporter) = reporter.filter(spoken_of) {
            frame.reporter = Some(reporter);
        }
        if let Some(partner) = partner.filter(spoken_of) {
            frame.partner = Some(partner);
        }
    }

    /// The country that a capital is named for.
    fn country_of_capital(&self, who: &Who) -> Option<Who> {
        self.vocabulary.capital_of(&who.value).map(|code| Slot::new(code.to_owned(), who.at.clone()))
    }

    /// `Pyongyang bought grain from China`, `India's imports from Moscow`: a city exports and imports, but only a country buys from a
    /// country and sells to one; and a country trades with countries.
    pub(super) fn read_capital_in_deals(&self, head: &Head, frame: &mut Frame) {
        let (Some(reporter), Some(partner)) = (&frame.reporter, &frame.partner) else { return };
        let deal = head.flow.value.strength == Strength::Weak && self.reader().text(head.core).is_ascii();
        if deal && self.is_country(partner) && self.is_foreign(reporter, partner) {
            frame.reporter = self.country_of_capital(reporter).or(frame.reporter.take());
        } else if self.is_country(reporter) && self.is_foreign(partner, reporter) {
            frame.partner = self.country_of_capital(partner).or(frame.partner.take());
        }
    }

    /// The partner that the document is about, if the reporter is one of its two ends.
    pub(super) fn topic_partner(&self, reporter: Option<&Who>, context: &Context) -> Option<Who> {
        let (reporter, topic) = (reporter?, context.topic.reporter.as_ref()?);
        let partner = context.topic.partner.as_ref()?;
        // `дефицит Токио`: a capital speaks for its country.
        let side = self.vocabulary.capital_of(&reporter.value).unwrap_or(&reporter.value);
        if side == topic.value || reporter.value == topic.value {
            Some(partner.clone())
        } else if side == partner.value || reporter.value == partner.value {
            // 蒙古国出口 in a text on a crossing: a country trades with no crossing.
            let with_country = !(self.is_local(topic) && self.is_country(reporter) && self.reader().has_han(0));
            with_country.then(|| topic.clone())
        } else {
            None
        }
    }

    /// The only other country that the sentence names before element `end`, by its name or its capital.
    pub(super) fn other_country_before(&self, end: usize, one: &Who) -> Option<Who> {
        let country = |i: usize| {
            let who = self.reader().who(i)?;
            let code = self.vocabulary.capital_of(&who.value).unwrap_or(&who.value);
            (self.vocabulary.country_of(code) == Some(code)).then(|| Slot::new(code.to_owned(), who.at.clone()))
        };
        let mut others = (0..end).filter_map(country).filter(|who| self.is_foreign(who, one));
        let other = others.next()?;
        others.all(|who| who.value == other.value).then_some(other)
    }

    /// Is it a known place outside the country of `home`?
    pub(super) fn is_foreign(&self, who: &Who, home: &Who) -> bool {
        self.vocabulary.by_code(&who.value).is_some() && !self.vocabulary.same_country(&who.value, &home.value)
    }

    /// Are there partners, and all in other countries than `home`?
    pub(super) fn is_abroad(&self, partners: &[Who], home: Option<&Who>) -> bool {
        let Some(home) = home else { return false };
        !partners.is_empty() && partners.iter().all(|who| self.vocabulary.country_of(&who.value) != Some(home.value.as_str()))
    }

    pub(super) fn kind(&self, who: &Who) -> Option<&str> {
        self.vocabulary.place_of(&who.value).map(|place| place.kind.as_str())
    }

    /// A town, a county, a port or a crossing, that counts what passes it.
    pub(super) fn is_local(&self, who: &Who) -> bool {
        self.vocabulary.is_local(&who.value)
    }
}

/// `китайская провинция`, where the last subdivision named is a Russian one.
fn is_of_china(word: &str) -> bool {
    crate::gazetteer::fold(word).contains("провинц")
}

/// 我国, in either script.
fn is_ours(word: &str) -> bool {
    ["我国", "我國"].iter().any(|ours| word.starts_with(ours))
}

/// Do these words begin in Latin letters?
fn is_latin(words: &str) -> bool {
    words.starts_with(|c: char| c.is_ascii())
}
