//! What kind of work an entry names, by general signs.

use super::scan::What;
use super::words::words;

/// What the decision leans on, in lower case.
pub struct Signs {
    /// The title in each language, the original first.
    pub titles: Vec<String>,
    /// The container or the body behind the title, likewise.
    pub sources: Vec<String>,
    /// Words that are neither title nor source.
    pub notes: String,
    /// GB/T 7714 type mark.
    pub mark: Option<String>,
    pub online: bool,
    /// The name behind the title is a container.
    pub container: bool,
    /// Volume, issue or a range of pages is there.
    pub part: bool,
    /// The container is a newspaper, an agency or a site.
    pub outlet: bool,
}

/// What was read of an entry.
pub trait Read {
    fn has_people(&self) -> bool;
    fn has_container(&self) -> bool;
    fn has_publisher(&self) -> bool;
    fn has_place(&self) -> bool;
    fn is_within(&self) -> bool;
    fn has(&self, what: What) -> bool;
}

/// The kind, or None where nothing tells.
pub fn decide(signs: &Signs, read: &impl Read, how_to_cite: bool) -> Option<&'static str> {
    let w = words();
    if let Some(kind) = signs.mark.as_deref().and_then(|m| by_mark(m, read.is_within())) {
        return Some(kind);
    }
    let title = signs.titles.first().map_or("", String::as_str);
    // The original's own words decide; the translation's only where they say nothing.
    let titles_say = |list: &str| signs.titles.iter().any(|t| w.says(list, t));
    let sources_say = |list: &str| signs.sources.iter().any(|s| w.says(list, s));
    if w.says("thesis", &signs.notes) || sources_say("thesis") && !signs.part {
        return Some("thesis");
    }
    if sources_say("series") {
        return Some("report");
    }
    if read.is_within() || read.has_container() && (read.has_publisher() || w.says("collection", &signs.notes)) && !read.has(What::Issue) {
        let conference = sources_say("conference") || w.says("conference", &signs.notes);
        return Some(if conference { "conference" } else { "chapter" });
    }
    if read.has_container() && sources_say("conference") && !read.has(What::Issue) && read.has_people() {
        return Some("conference");
    }
    // A law is cited by the gazette it came out in; it has no pages of its own.
    if signs.part && !read.has_people() && !read.has(What::Pages) && !how_to_cite {
        let official = ["law", "government_document"];
        if let Some(list) = official.into_iter().find(|list| w.says(list, title)) {
            return Some(kind_of(list));
        }
    }
    if signs.part && read.has_container() && !(signs.outlet && read.has(What::Date) && !read.has(What::Volume))
        || how_to_cite && !read.has_publisher()
    {
        return Some("article");
    }
    if !read.has_people() {
        if titles_say("dataset") || sources_say("dataset") {
            return Some("dataset");
        }
        for list in ["law", "government_work", "government_document", "report"] {
            let says = |t: &String| w.says(list, t);
            let said = signs.titles.first().is_some_and(says) || (!any_kind(title) && signs.titles.iter().skip(1).any(says));
            if said && !(signs.outlet && w.says("headline", title)) {
                return Some(if list == "government_work" { "government_document" } else { kind_of(list) });
            }
        }
    }
    let headline = signs.titles.iter().any(|t| w.says("headline", t));
    if read.has(What::Date) && (signs.outlet || read.has_container() || headline) && !read.has_place() {
        return Some("news");
    }
    if read.has_place() || read.has(What::Extent) || read.has_publisher() && !signs.online {
        return Some("book");
    }
    if signs.online {
        return Some(if headline && signs.outlet {
            "news"
        } else if read.has_people() && titles_say("report") {
            "report"
        } else {
            "web"
        });
    }
    if signs.outlet && read.has(What::Date) {
        return Some("news");
    }
    read.has_container().then_some("article")
}

/// Do the original's words say any kind?
fn any_kind(title: &str) -> bool {
    ["law", "government_work", "government_document", "report", "dataset", "headline"].iter().any(|l| words().says(l, title))
}

fn kind_of(list: &str) -> &'static str {
    match list {
        "law" => "law",
        "report" => "report",
        _ => "government_document",
    }
}

/// GB/T 7714's marks; None for those that say how, not what (`[EB/OL]`, `[Z]`).
fn by_mark(mark: &str, within: bool) -> Option<&'static str> {
    Some(match mark.split('/').next()? {
        "J" => "article",
        "M" | "G" if within => "chapter",
        "M" | "G" => "book",
        "D" => "thesis",
        "N" => "news",
        "R" => "report",
        "C" => "conference",
        "A" => "chapter",
        "S" => "government_document",
        "DB" | "DS" => "dataset",
        _ => return None,
    })
}
