//! Whole texts, as they come from pages and presses.

use amur_text::BlockKind::{self, *};
use amur_text::{Removal, read};

/// The blocks of a text, by kind and words.
fn blocks(text: &str) -> Vec<(BlockKind, String)> {
    let reading = read(text.as_bytes()).expect("a text");
    reading.blocks.iter().map(|block| (block.kind, reading.view[block.range.clone()].to_owned())).collect()
}

fn assert_blocks(text: &str, expected: &[(BlockKind, &str)]) {
    let found = blocks(text);
    let found: Vec<(BlockKind, &str)> = found.iter().map(|(kind, words)| (*kind, words.as_str())).collect();
    assert_eq!(found, expected, "\n{text}");
}

const PROSE: &str = "The customs office counted more lorries in spring than in the whole year before.";

#[test]
fn a_footnote_in_a_sentence_comes_behind_its_paragraph() {
    assert_blocks(
        "Ferries carried more grain than ever, and the district's ex-\n\n³ All figures are those of the port office.\n\nports doubled within two years.",
        &[
            (Paragraph, "Ferries carried more grain than ever, and the district's exports doubled within two years."),
            (Footnote, "³ All figures are those of the port office."),
        ],
    );
}

#[test]
fn a_caption_and_a_page_number_in_a_sentence() {
    assert_blocks(
        "The turnover of the four river ports has grown, which is also characteris-\n\n \n\nFig. 2. Turnover of the ports, 2019–2024\n\nSource: port statistics.\n\n- 14 -\n\ntic of the towns around them.",
        &[
            (Paragraph, "The turnover of the four river ports has grown, which is also characteristic of the towns around them."),
            (Caption, "Fig. 2. Turnover of the ports, 2019–2024"),
            (Caption, "Source: port statistics."),
        ],
    );
}

#[test]
fn hyphens_at_the_ends_of_pages() {
    for (head, tail, joined) in [
        ("goods go through the inter-", "national port.", "goods go through the international port."),
        (
            "goods go along the corridor China-",
            "Mongolia every day, the drivers told the newspaper in May.",
            "goods go along the corridor China-Mongolia every day, the drivers told the newspaper in May.",
        ),
        ("cross-border shops opened, and cross-", "border trade grew.", "cross-border shops opened, and cross-border trade grew."),
        (
            "the plan covers the years 2020-",
            "2025 and all of the ports on both banks of the river.",
            "the plan covers the years 2020-2025 and all of the ports on both banks of the river.",
        ),
        ("long-", "term contracts were signed.", "long-term contracts were signed."),
        (
            "these are export-oriented farms; the rest are export-",
            "oriented as well.",
            "these are export-oriented farms; the rest are export-oriented as well.",
        ),
        ("поставки идут через международ-", "ный порт.", "поставки идут через международный порт."),
        ("построен новый северо-", "восточный коридор.", "построен новый северо-восточный коридор."),
    ] {
        let lead = "Since the bridge was opened to all traffic ";
        assert_blocks(&format!("{lead}{head}\n\n{tail}"), &[(Paragraph, &format!("{lead}{joined}"))]);
        assert_blocks(&format!("{lead}{head}\n{tail}"), &[(Paragraph, &format!("{lead}{joined}"))]);
    }
}

#[test]
fn a_hyphen_inside_a_line_stays() {
    assert_blocks("It was printed in Rus-sian only.", &[(Paragraph, "It was printed in Rus-sian only.")]);
}

#[test]
fn paragraphs_stay_apart() {
    for text in [
        "The port grew by a third within one single year.\n\nits rival did not, as everybody knows.",
        "The port has three tasks that matter more than all others:\n\n1. It loads grain and coal for the towns upstream.",
        "Exports of the whole region rose by 5% to 3 bn yuan\n\nThe imports of the whole region did not rise at all last year.",
    ] {
        assert_eq!(blocks(text).len(), 2, "{text}");
    }
}

#[test]
fn lines_of_a_page_are_joined() {
    assert_blocks(
        "The district sold more soya beans abroad in\nspring than in any spring before it, as the\nstatistics office told the newspaper on the\nsecond day of June.",
        &[(
            Paragraph,
            "The district sold more soya beans abroad in spring than in any spring before it, as the statistics office told the newspaper on the second day of June.",
        )],
    );
    assert_blocks(
        "据当地海关统计数据显示，今年以来，\n该口岸进出口货运量持续保持快速增长\n态势，其中粮食和木材进口量均创下历\n史新高。",
        &[(Paragraph, "据当地海关统计数据显示，今年以来，该口岸进出口货运量持续保持快速增长态势，其中粮食和木材进口量均创下历史新高。")],
    );
}

#[test]
fn chinese_lines_are_cut_anywhere() {
    for (lines, whole) in [
        ("口岸进出口货物总量1\n306.8万吨，增长5.\n1%。", "口岸进出口货物总量1306.8万吨，增长5.1%。"),
        ("今年以来，口岸对外贸易大幅增长12.5\n%。", "今年以来，口岸对外贸易大幅增长12.5%。"),
        ("该口岸自三个邻国进口粮食2539.6万吨\n、木材186.4万吨。", "该口岸自三个邻国进口粮食2539.6万吨、木材186.4万吨。"),
        ("今年以来，口岸货运量保持增长，占全省进\n出口总值的两成。", "今年以来，口岸货运量保持增长，占全省进出口总值的两成。"),
    ] {
        assert_blocks(lines, &[(Paragraph, whole)]);
    }
}

#[test]
fn chinese_titles_and_lists_are_not_cut() {
    for text in [
        "口岸货运量今年前四个月大幅增长\n今年前四个月，口岸货运量增长三成。",
        "出口：粮食12万吨，增长5%\n进口：木材30万吨，增长3%\n转口：煤炭10万吨，增长2%",
    ] {
        assert_eq!(blocks(text).len(), text.lines().count(), "{text}");
    }
}

#[test]
fn lines_that_are_paragraphs_stay_apart() {
    let text = "Порт отправил за границу больше зерна, чем за весь прошлый год.\nПо словам директора, причина в новом мосте через реку.\nЛес везут по-прежнему по железной дороге.";
    assert_eq!(blocks(text).len(), 3);
    assert_eq!(blocks("口岸进出口货运量增长两成，粮食进口创新高。\n木材进口量下降。\n汽车出口大幅增长。").len(), 3);
}

#[test]
fn the_head_of_a_news_page() {
    assert_blocks(
        &format!(
            "Home / Business / Trade\nBridge brings a boom to river towns\nBy LI HUA | RIVER DAILY | Updated: 2024-03-02 09:15\nShare - WeChat\n{PROSE}\nMost Viewed in 24 Hours\nMayor opens a new market\nTop\nBACK TO THE TOP\nCopyright 2001 - 2024. All rights reserved. No part may be used."
        ),
        &[
            (Title, "Bridge brings a boom to river towns"),
            (Byline, "By LI HUA | RIVER DAILY | Updated: 2024-03-02 09:15"),
            (Paragraph, PROSE),
            (Meta, "All rights reserved."),
        ],
    );
}

#[test]
fn the_head_of_a_paper() {
    assert_blocks(
        &format!(
            "RIVER STUDIES\n\nDOI: 10.1234/rs.2024.5\n\n**BRIDGES AND\nTHEIR TOWNS**\n\nAnna B. LINDEN,\n\n*Institute of Rivers,\nAcademy of Sciences*\n\nReceived 01.02.2024. Accepted 03.04.2024.\n\nAbstract. {PROSE}\n\nKeywords: bridges, towns\n\n**МОСТЫ И ИХ\nГОРОДА**\n\nINTRODUCTION\n\n{PROSE}"
        ),
        &[
            (Meta, "RIVER STUDIES"),
            (Meta, "DOI: 10.1234/rs.2024.5"),
            (Title, "BRIDGES AND THEIR TOWNS"),
            (Byline, "Anna B. LINDEN,"),
            (Byline, "Institute of Rivers, Academy of Sciences"),
            (Meta, "Received 01.02.2024. Accepted 03.04.2024."),
            (Abstract, &format!("Abstract. {PROSE}")),
            (Keywords, "Keywords: bridges, towns"),
            (Title, "МОСТЫ И ИХ ГОРОДА"),
            (Heading, "INTRODUCTION"),
            (Paragraph, PROSE),
        ],
    );
}

#[test]
fn heads_in_chinese_and_russian() {
    assert_blocks(
        "口岸货运量创新高 出口增长三成\n来源：河口日报　时间：2024-05-06 10:20　字号：大 中 小\n据海关统计，今年前四个月口岸货运量增长三成，创历史同期新高。\n责任编辑：王五\n相关新闻\n大桥通车一周年",
        &[
            (Title, "口岸货运量创新高 出口增长三成"),
            (Byline, "来源：河口日报 时间：2024-05-06 10:20 字号：大 中 小"),
            (Paragraph, "据海关统计，今年前四个月口岸货运量增长三成，创历史同期新高。"),
        ],
    );
    assert_blocks(
        "Порт увеличил отправку зерна на треть\n12 мая 2024, 10:30\nПорт отправил за границу больше зерна, чем за весь прошлый год, сообщили в управлении.\nЧитайте также:\nНовый мост открыли для грузовиков\nВсе права защищены",
        &[
            (Title, "Порт увеличил отправку зерна на треть"),
            (Byline, "12 мая 2024, 10:30"),
            (Paragraph, "Порт отправил за границу больше зерна, чем за весь прошлый год, сообщили в управлении."),
            (Meta, "Все права защищены"),
        ],
    );
}

#[test]
fn the_only_line_is_never_thrown_away() {
    for text in ["Exports up 5%", "Share", "首页", "Trade: +3%", "相关新闻", "Copyright law exports", "12"] {
        assert_eq!(blocks(text).len(), 1, "{text}");
    }
}

#[test]
fn figures_are_never_furniture() {
    for line in ["Most popular exports: cars, up 5%", "Views: exports of 3 billion yuan", "Читайте также: экспорт вырос на 5 млн долл."]
    {
        let text = format!("{PROSE}\n\n{line}\n\n{PROSE}");
        assert_eq!(blocks(&text).len(), 3, "{line}");
    }
}

#[test]
fn a_spam_tail_leaves_no_trace() {
    let tails = [
        "精品无码在线观看| 国产精品久久| 人妻熟妇| 博彩娱乐城| 麻豆在线观看| 一本道中文字幕",
        "best casino bonus | free spins casino | poker online | betting tips | slot online | viagra",
        "казино вулкан | ставки на спорт | игровые автоматы | рулетка | покер | букмекер",
    ];
    for tail in tails {
        for body in [
            PROSE,
            "По данным таможни, вывоз зерна за весну вырос почти на треть, сообщили в порту.",
            "据海关统计，今年前四个月口岸货运量增长三成，创历史同期新高。",
        ] {
            let text = format!("{body}\n\n{tail}");
            let reading = read(text.as_bytes()).expect("a text");
            assert_eq!(reading.view, body);
            assert_eq!(reading.removed.len(), 1);
            assert_eq!(reading.removed[0].1, Removal::Spam);
            assert_eq!(reading.removed_chars, tail.chars().count());
        }
    }
}

#[test]
fn news_about_casinos_is_no_spam() {
    let text = "The casino district earned more than its port, the lottery and betting firms said, as poker halls filled.";
    assert_eq!(blocks(&format!("{PROSE}\n\n{text}")).len(), 2);
}

#[test]
fn a_chinese_title_below_an_english_text_is_no_spam() {
    assert_eq!(blocks(&format!("{PROSE}\n\n河口地区的桥梁与城镇发展研究")).len(), 2);
}

#[test]
fn running_heads_and_page_numbers() {
    let page = |n: usize| format!("River Studies, annual volume {n}\n\n{PROSE}\n\n{n}\n\n");
    let text: String = (11..15).map(page).collect();
    let found = blocks(&text);
    assert_eq!(found.iter().filter(|(_, words)| words == PROSE).count(), 4);
    assert_eq!(found.len(), 5, "{found:?}");
}

#[test]
fn numbered_lists_keep_their_lines() {
    assert_blocks(
        &format!(
            "{PROSE}\n\nREFERENCES\n\n1. Линден А.Б. Мосты. *Реки*, 2020, № 3, сс. 1-9.\nLinden A.B. Bridges. *Rivers*, 2020, no. 3, pp. 1-9. (In Russ.)\n2. 王五. 桥梁研究. 河流, 2021.\nWang Wu. Bridges.\n\n3. Petrov P. Ports. Available at:\nhttps://example.org/a (accessed 01.02.2024).\n\nSOURCES\n\n1. Port statistics, 2024."
        ),
        &[
            (Paragraph, PROSE),
            (ListHeading, "REFERENCES"),
            (ListEntry, "1. Линден А.Б. Мосты. Реки, 2020, № 3, сс. 1-9.\nLinden A.B. Bridges. Rivers, 2020, no. 3, pp. 1-9. (In Russ.)"),
            (ListEntry, "2. 王五. 桥梁研究. 河流, 2021.\nWang Wu. Bridges."),
            (ListEntry, "3. Petrov P. Ports. Available at:\nhttps://example.org/a (accessed 01.02.2024)."),
            (ListHeading, "SOURCES"),
            (ListEntry, "1. Port statistics, 2024."),
        ],
    );
}

#[test]
fn lists_without_numbers_or_heading() {
    let entries = [
        "Linden, A. (2018, March 9). Bridges and their towns. Retrieved from",
        "Mora, B. & Ode, C. (2014). Ports. Rivers, 3(2), 5–9.",
        "Programme for the river ports. (April 2, 2011). Retrieved from (In Russian)",
        "Wei, D. (2007) Ferries. River Press.",
    ];
    let text = format!("{PROSE}\n\n{}\n\nIts licence: Creative Commons Attribution 4.0 International License.", entries.join("\n\n"));
    let found = blocks(&text);
    assert_eq!(found.iter().filter(|(kind, _)| *kind == ListEntry).map(|(_, words)| words.as_str()).collect::<Vec<_>>(), entries);
    assert_eq!(found.last().map(|(kind, _)| *kind), Some(Meta));
}

#[test]
fn how_to_cite_is_one_entry() {
    let entry = "Linden A. Bridges // Rivers. 2020. № 2 (3). C. 30-43.";
    for text in [format!("How to Cite\n\n1. {entry}\n\n{PROSE} {PROSE}"), format!("For citation: {entry}\n\n{PROSE} {PROSE}")] {
        let kinds: Vec<BlockKind> = blocks(&text).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, [ListHeading, ListEntry, Paragraph]);
    }
}

#[test]
fn tables() {
    assert_blocks(
        &format!("{PROSE}\n\n| Port | 2022 | 2023 |\n|---|---:|---:|\n| North | 1 204 | 1 530 |\n| South | 88.1 | 90.4 |"),
        &[(Paragraph, PROSE), (TableHeader, "Port\t2022\t2023"), (TableRow, "North\t1 204\t1 530"), (TableRow, "South\t88.1\t90.4")],
    );
    assert_blocks(
        &format!("{PROSE}\n\nPort\t2022\t2023\nNorth\t12.5\t13.5\nSouth\t8.1\t9.4"),
        &[(Paragraph, PROSE), (TableHeader, "Port\t2022\t2023"), (TableRow, "North\t12.5\t13.5"), (TableRow, "South\t8.1\t9.4")],
    );
    assert_blocks(
        &format!("{PROSE}\n\nTable 1. Trade of the ports\n\nNorth   12.5    13.5   +8.0%\nSouth    8.1     9.4   +16.0%"),
        &[
            (Paragraph, PROSE),
            (Caption, "Table 1. Trade of the ports"),
            (TableRow, "North\t12.5\t13.5\t+8.0%"),
            (TableRow, "South\t8.1\t9.4\t+16.0%"),
        ],
    );
}

#[test]
fn tables_in_sentences_are_no_captions() {
    for text in [
        "Table 1 shows that the trade of the ports has grown by a third since then.",
        "图1显示，口岸货运量增长三成，创历史同期新高，粮食进口下降。",
    ] {
        assert_eq!(blocks(&format!("{PROSE}\n\n{text}"))[1].0, Paragraph, "{text}");
    }
}

#[test]
fn spans_and_emphasis() {
    let text = "\u{feff}**Ports**\r\n\r\nLinden wrote of *Rivers &amp; Towns*, and ex-\r\n\r\nports of 120 km² rose³.";
    let reading = read(text.as_bytes()).expect("a text");
    let at = |words: &str| {
        let start = reading.view.find(words).unwrap_or_else(|| panic!("{words} in {}", reading.view));
        let span = reading.raw_span(start..start + words.len());
        &text[span.start as usize..span.end as usize]
    };
    assert_eq!(at("Towns"), "Towns");
    assert_eq!(at("Rivers & Towns"), "Rivers &amp; Towns");
    assert_eq!(at("exports"), "ex-\r\n\r\nports");
    assert_eq!(at("120 km²"), "120 km²");
    assert_eq!(reading.emphasis.iter().map(|range| &reading.view[range.clone()]).collect::<Vec<_>>(), ["Rivers & Towns"]);
    let offset = reading.view.find("120").expect("the figure");
    assert_eq!(reading.block_at(offset).map(|block| block.kind), Some(Paragraph));
    assert!(reading.sentence_at(offset).is_some());
    assert_eq!(reading.encoding, "UTF-8");
}

#[test]
fn nothing_to_read() {
    for bytes in [&b""[..], b"  \n\t\r\n", "\u{feff}\u{a0}".as_bytes()] {
        assert_eq!(read(bytes).err(), Some(amur_text::ReadError::Empty));
    }
}
