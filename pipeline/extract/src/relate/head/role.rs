//! The part that a place has in the trade that a head tells of.

use super::{Head, Places, Reader};
use crate::relate::frame::Who;
use crate::relate::vocab::{Back, Link, Strength};
use amur_model::Flow;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Reporter,
    Partner,
    Pair,
}

/// The part that a link gives a place, for each flow.
pub(super) fn role(flow: Flow, link: Option<Link>) -> Role {
    match (flow, link) {
        (_, Some(Link::Between)) => Role::Pair,
        (Flow::Export, Some(Link::From)) | (Flow::Import, Some(Link::To)) => Role::Reporter,
        (_, Some(Link::With | Link::To | Link::From)) => Role::Partner,
        _ => Role::Reporter,
    }
}

/// Gives `members` their part, unless somebody has it already.
pub(super) fn assign(head: &mut Head, role: Role, mut members: Vec<Who>) {
    match role {
        Role::Reporter if head.reporters.is_empty() => head.reporters = members,
        Role::Partner if head.partners.is_empty() => head.partners = members,
        Role::Pair if head.reporters.is_empty() && members.len() > 1 => {
            head.reporters = vec![members.remove(0)];
            head.partners = members;
        }
        _ => {}
    }
}

impl Reader<'_> {
    /// The part of `places` right of the word of trade.
    pub(super) fn role_after(&self, head: &Head, link: Option<Link>, places: &Places) -> Role {
        let flow = head.flow.value.flow;
        match (link, flow) {
            // `export earnings from Asia`: whom the money comes from.
            (Some(Link::From), Flow::Export) if self.vocabulary.is_earnings(self.text(head.core)) => Role::Partner,
            // `продал Китаю`: the dative after a verb that has its subject.
            (None, Flow::Export) if !places.adjective && !head.reporters.is_empty() && self.is_past(head.core) => Role::Partner,
            // `закупила в России`, `закупки в России`: where it was bought.
            (Some(Link::To), Flow::Import)
                if head.is_weak() && (!head.reporters.is_empty() || self.is_locative(places.elements.end - 1)) =>
            {
                Role::Partner
            }
            // `sold two-thirds of its export clothing in the United States`
            (Some(Link::In), Flow::Export) if head.back.as_ref().is_some_and(|back| back.value == Back::Own) => Role::Partner,
            // `импорт китайских товаров`, `экспорт китайских товаров`: the adjective says whose goods they are.
            (None | Some(Link::Of), Flow::Import) if places.adjective => Role::Partner,
            (None, Flow::Export | Flow::Import) if self.is_han(places.elements.start) => Role::Partner,
            // 经绥芬河口岸进口的俄罗斯煤炭: whose goods come in.
            (Some(Link::Of), Flow::Import) if self.is_han(places.elements.start) && self.is_product(places.elements.end) => Role::Partner,
            _ => role(flow, link),
        }
    }

    /// `Russian imports to Japan`: the country before the word says whose goods they are, and that behind it who imports them.
    pub(super) fn turns_to_buyer(&self, head: &mut Head, places: &Places) -> bool {
        let ([seller], [buyer]) = (head.reporters.as_slice(), places.members.as_slice()) else { return false };
        let countries = [seller, buyer].into_iter().all(|who| self.vocabulary.is_country(&who.value)) && seller.value != buyer.value;
        let noun = head.flow.value.flow == Flow::Import && head.flow.value.strength == Strength::Noun && self.is_ascii(head.core);
        let turns = countries && noun && head.partners.is_empty();
        if turns {
            head.partners = std::mem::replace(&mut head.reporters, places.members.clone());
        }
        turns
    }

    /// Do the places only say where the reporter's goods cross the border?
    pub(super) fn crosses(&self, head: &Head, places: &Places) -> bool {
        let ([reporter], [crossing]) = (head.reporters.as_slice(), places.members.as_slice()) else { return false };
        let local = self.vocabulary.is_local(&crossing.value);
        local && self.vocabulary.lies_in(&crossing.value, &reporter.value)
    }
}
