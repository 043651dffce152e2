//! Entries of our own in the styles of three languages, one line each.

use super::entry::{Field, parse};
use proptest::prelude::*;
use std::ops::Range;

/// The text without its asterisks, and what stood between them.
fn italics(marked: &str) -> (String, Vec<Range<usize>>) {
    let (mut text, mut emphasis, mut open) = (String::new(), Vec::new(), None);
    for c in marked.chars() {
        match (c, open.take()) {
            ('*', None) => open = Some(text.len()),
            ('*', Some(start)) => emphasis.push(start..text.len()),
            (c, still) => {
                text.push(c);
                open = still;
            }
        }
    }
    (text, emphasis)
}

/// `kind | authors | title | container | place: publisher | date | volume issue pages | language` and what else there is.
fn show(marked: &str) -> String {
    let (text, emphasis) = italics(marked);
    let e = parse(&text, &emphasis, false);
    for f in [&e.title, &e.container, &e.publisher, &e.url, &e.volume, &e.issue].into_iter().flatten() {
        assert_eq!(super::spaced(&text[f.range.clone()]), f.value, "a span holds its value");
    }
    let v = |f: &Option<Field>| f.as_ref().map_or("", |f| f.value.as_str()).to_owned();
    let pair = |a: String, sign: &str, b: String| {
        if a.is_empty() || b.is_empty() { a + &b } else { a + sign + &b }
    };
    let mut parts = vec![
        e.kind.unwrap_or("").to_owned(),
        e.authors.join("; "),
        v(&e.title),
        v(&e.container),
        pair(v(&e.place), ": ", v(&e.publisher)),
        if e.date.is_some() { v(&e.date) } else { v(&e.year) },
        [("v", &e.volume), ("n", &e.issue), ("p", &e.pages)]
            .iter()
            .filter_map(|(l, f)| f.as_ref().map(|f| format!("{l}{}", f.value)))
            .collect::<Vec<_>>()
            .join(" "),
        v(&e.language),
    ];
    for (name, field) in [("doi ", &e.doi), ("", &e.url), ("seen ", &e.accessed)] {
        parts.extend(field.as_ref().map(|f| format!("{name}{}", f.value)));
    }
    if let Some(t) = e.title_en.as_ref().filter(|t| Some(*t) != e.title.as_ref()) {
        parts.push(format!("en {}", pair(t.value.clone(), " / ", v(&e.container_en))));
    }
    parts.join(" | ")
}

#[test]
fn english_entries() {
    for (entry, fields) in [
        // APA
        (
            "Novak, P. (2021). Ports of the north. *Journal of Border Trade*, 14(2), 33–51. https://doi.org/10.5555/jbt.2021.14",
            "article | Novak, P. | Ports of the north | Journal of Border Trade |  | 2021 | v14 n2 p33-51 | en | doi 10.5555/jbt.2021.14 | https://doi.org/10.5555/jbt.2021.14",
        ),
        (
            "Novak, P. (2021). Ports of the north. Journal of Border Trade, 14(2), 33–51.",
            "article | Novak, P. | Ports of the north | Journal of Border Trade |  | 2021 | v14 n2 p33-51 | en",
        ),
        (
            "Stone, A. B., Reed, C., & Li, W. (2018). *Grain across the river* (2nd ed.). London: Routledge.",
            "book | Stone, A. B.; Reed, C.; Li, W. | Grain across the river |  | London: Routledge | 2018 |  | en",
        ),
        (
            "Reed, C. (2016). Timber chains. In A. Stone & B. Moss (Eds.), *Handbook of forest trade* (pp. 101–120). Oxford: Oxford University Press.",
            "chapter | Reed, C. | Timber chains | Handbook of forest trade | Oxford: Oxford University Press | 2016 | p101-120 | en",
        ),
        (
            "World Bank. (2022). *Trade logistics report*. Washington, DC: World Bank. Retrieved from https://example.org/report.pdf",
            "report | World Bank | Trade logistics report |  | Washington, DC: World Bank | 2022 |  | en | https://example.org/report.pdf",
        ),
        (
            "Moss, B. (2020, March 4). Bridge over the river is ready at last. *The Far Eastern Times*. https://example.com/a1",
            "news | Moss, B. | Bridge over the river is ready at last | The Far Eastern Times |  | 2020-03-04 |  | en | https://example.com/a1",
        ),
        // Harvard
        (
            "Moss, B. (2017) 'Customs reform in practice', *Trade Policy Review*, vol. 9, no. 1, pp. 5-28.",
            "article | Moss, B. | Customs reform in practice | Trade Policy Review |  | 2017 | v9 n1 p5-28 | en",
        ),
        // Chicago
        (
            "Moss, Brian, and Ann Stone. “Soy and Steel.” *Asian Markets* 22, no. 3 (2019): 45–67.",
            "article | Moss, Brian; Stone, Ann | Soy and Steel | Asian Markets |  | 2019 | v22 n3 p45-67 | en",
        ),
        (
            "Moss, Brian. *Rails East*. New York: Harbor Press, 2015.",
            "book | Moss, Brian | Rails East |  | New York: Harbor Press | 2015 |  | en",
        ),
        // MLA
        (
            "Stone, Ann. \"Rivers and Rates.\" *Asian Markets*, vol. 8, no. 2, 2014, pp. 11-29.",
            "article | Stone, Ann | Rivers and Rates | Asian Markets |  | 2014 | v8 n2 p11-29 | en",
        ),
        // Vancouver
        (
            "Stone AB, Moss C. Container flows by rail. Transp Econ. 2020;31(4):201-15.",
            "article | Stone, AB; Moss, C. | Container flows by rail | Transp Econ |  | 2020 | v31 n4 p201-15 | en",
        ),
        // IEEE
        (
            "[7] A. Stone and C. Moss, “Queues at a crossing,” *Logistics Letters*, vol. 5, no. 2, pp. 7–12, Feb. 2019.",
            "article | Stone, A.; Moss, C. | Queues at a crossing | Logistics Letters |  | 2019-02 | v5 n2 p7-12 | en",
        ),
        // Bodies as authors
        ("Trade Bank, 2020. Ports and people. Washington, DC.", "book | Trade Bank | Ports and people |  | Washington, DC | 2020 |  | en"),
        (
            "Ministry of Ports (2021) Zones of the coast. Available at: https://example.org/ (accessed: 15 March 2022)",
            "web | Ministry of Ports | Zones of the coast |  |  | 2021 |  | en | https://example.org/ | seen 2022-03-15",
        ),
        (
            "Institute of Rivers. Ice and Grain. Geneva: River Press, 2019.",
            "book | Institute of Rivers | Ice and Grain |  | Geneva: River Press | 2019 |  | en",
        ),
        // A question closes a title
        (
            "Petrov I.I. Grain by river: does ice matter? Rynok zerna = Grain Market, 2020, vol. 6, no. 3, pp. 22–47.",
            "article | Petrov, I.I. | Grain by river: does ice matter? | Rynok zerna |  | 2020 | v6 n3 p22-47 | en",
        ),
        (
            "“Grain trade hits record,” Xinhua, January 12, 2024, http://example.com/x.htm.",
            "news |  | Grain trade hits record | Xinhua |  | 2024-01-12 |  | en | http://example.com/x.htm",
        ),
        // Of Russian journals, in English
        (
            "Petrov I.I., Orlova A.S. Coal Ports of the Pacific. *Spatial Review*, 2022, vol. 18, no. 4, pp. 60-81. (In Russ.)",
            "article | Petrov, I.I.; Orlova, A.S. | Coal Ports of the Pacific | Spatial Review |  | 2022 | v18 n4 p60-81 | ru",
        ),
        (
            "Petrov I.I. Ugol'nye porty [Coal Ports]. *Prostranstvo* [Space], 2020, no. 3, pp. 6-19. (In Russ.)",
            "article | Petrov, I.I. | Ugol'nye porty | Prostranstvo |  | 2020 | n3 p6-19 | ru | en Coal Ports / Space",
        ),
        (
            "Ministry of Commerce. (2023). Annual report on border trade. Ministry of Commerce.",
            "report | Ministry of Commerce | Annual report on border trade |  | Ministry of Commerce | 2023 |  | en",
        ),
        (
            "Reed C. Corridors. PhD thesis. University of Leeds, 2011.",
            "thesis | Reed, C. | Corridors |  | University of Leeds | 2011 |  | en",
        ),
        (
            "Trade in Goods Database. Statistics Office. Available at: https://example.org/data (accessed 01.02.2024).",
            "dataset |  | Trade in Goods Database |  | Statistics Office |  |  | en | https://example.org/data | seen 2024-02-01",
        ),
    ] {
        assert_eq!(show(entry), fields, "{entry}");
    }
}

#[test]
fn russian_entries() {
    for (entry, fields) in [
        // GOST
        (
            "3. Петров И.И., Орлова А.С. Угольные порты востока // Пространственная экономика. 2022. Т. 18. № 4. С. 60–81.",
            "article | Петров, И.И.; Орлова, А.С. | Угольные порты востока | Пространственная экономика |  | 2022 | v18 n4 p60-81 | ru",
        ),
        (
            "Петров И. И. Порты и рынки / И. И. Петров, А. С. Орлова // Вестник порта. – 2021. – № 2(14). – С. 5–19. – DOI 10.5555/vp.2021.2",
            "article | Петров, И. И. | Порты и рынки | Вестник порта |  | 2021 | n2(14) p5-19 | ru | doi 10.5555/vp.2021.2",
        ),
        (
            "Орлова А.С. Пограничная торговля: история и практика. М.: Наука, 2015. 240 с.",
            "book | Орлова, А.С. | Пограничная торговля: история и практика |  | М.: Наука | 2015 | p240 | ru",
        ),
        (
            "Орлова А.С. Рынки приграничья // Сибирь и соседи: сборник статей. Новосибирск: Изд-во СО РАН, 2018. С. 44–58.",
            "chapter | Орлова, А.С. | Рынки приграничья | Сибирь и соседи: сборник статей | Новосибирск: Изд-во СО РАН | 2018 | p44-58 | ru",
        ),
        (
            "Торговля с соседями выросла на треть // Известия. 18 января 2024. URL: https://example.ru/news/1 (дата обращения: 20.02.2024).",
            "news |  | Торговля с соседями выросла на треть | Известия |  | 2024-01-18 |  | ru | https://example.ru/news/1 | seen 2024-02-20",
        ),
        (
            "Об утверждении программы развития портов: Постановление Правительства от 01.02.2020 № 55. URL: http://example.ru/doc",
            "government_document |  | Об утверждении программы развития портов: Постановление Правительства от 01.02.2020 № 55 |  |  |  |  | ru | http://example.ru/doc",
        ),
        (
            "Семенов К.Л. Лес и рынки. *Экономика региона*, 2019, т. 15, № 3, сс. 700-715.",
            "article | Семенов, К.Л. | Лес и рынки | Экономика региона |  | 2019 | v15 n3 p700-715 | ru",
        ),
        (
            "Семенов К.Л. Транзит через границу: дис. ... канд. экон. наук. Хабаровск, 2012. 180 с.",
            "thesis | Семенов, К.Л. | Транзит через границу |  | Хабаровск | 2012 | p180 | ru",
        ),
        (
            "Семенов К.Л. Лес и рынки. *Экономика региона*, 2019, № 3, сс. 7-15.\nSemenov K.L. Timber and Markets. *Regional Economy*, 2019, no. 3, pp. 7-15. (In Russ.)",
            "article | Семенов, К.Л. | Лес и рынки | Экономика региона |  | 2019 | n3 p7-15 | ru | en Timber and Markets / Regional Economy",
        ),
        (
            "Федеральный закон от 01.02.2015 № 2-ФЗ «О портах» // Сборник законов. 2015. № 29. Ст. 4338.",
            "law |  | Федеральный закон от 01.02.2015 № 2-ФЗ «О портах» | Сборник законов |  | 2015 | n29 | ru",
        ),
        (
            "Лисов В. Порты Востока. - Владивосток: Наука, 2006. - 424 с.",
            "book | Лисов, В. | Порты Востока |  | Владивосток: Наука | 2006 | p424 | ru",
        ),
        (
            "В.Л. Семенов, К.П. Лис. Лес и рынки // Рынок. 2019. № 3. С. 7.",
            "article | Семенов, В.Л.; Лис, К.П. | Лес и рынки | Рынок |  | 2019 | n3 p7 | ru",
        ),
    ] {
        assert_eq!(show(entry), fields, "{entry}");
    }
}

#[test]
fn chinese_entries() {
    for (entry, fields) in [
        // GB/T 7714
        (
            "[1] 王小明, 李华. 边境贸易的新格局[J]. 东北亚研究, 2023, 38(4): 15-29.",
            "article | 王小明; 李华 | 边境贸易的新格局 | 东北亚研究 |  | 2023 | v38 n4 p15-29 | zh",
        ),
        (
            "[2] 王小明. 口岸经济概论[M]. 北京: 商务出版社, 2019: 25-30.",
            "book | 王小明 | 口岸经济概论 |  | 北京: 商务出版社 | 2019 | p25-30 | zh",
        ),
        ("李华.跨境电商发展研究[D].长春:吉林大学,2020.", "thesis | 李华 | 跨境电商发展研究 |  | 长春: 吉林大学 | 2020 |  | zh"),
        ("李华. 边贸回暖[N]. 黑河日报, 2024-01-18(3).", "news | 李华 | 边贸回暖 | 黑河日报 |  | 2024-01-18 | p3 | zh"),
        (
            "省商务厅. 关于支持口岸发展的若干措施[EB/OL]. (2024-01-02)[2024-05-06]. https://example.gov.cn/a.html.",
            "government_document | 省商务厅 | 关于支持口岸发展的若干措施 |  |  | 2024-01-02 |  | zh | https://example.gov.cn/a.html | seen 2024-05-06",
        ),
        ("国家统计局. 中国贸易统计[R]. 北京: 国家统计局, 2022.", "report | 国家统计局 | 中国贸易统计 |  | 北京: 国家统计局 | 2022 |  | zh"),
        (
            "张伟. 物流走廊[C]//东北亚论坛论文集. 大连: 大连出版社, 2017: 88-95.",
            "conference | 张伟 | 物流走廊 | 东北亚论坛论文集 | 大连: 大连出版社 | 2017 | p88-95 | zh",
        ),
        // Notes of the humanities
        (
            "王小明：《边境贸易的新格局》，《东北亚研究》2023年第4期，第15—29页。",
            "article | 王小明 | 边境贸易的新格局 | 东北亚研究 |  | 2023 | n4 p15-29 | zh",
        ),
        (
            "王小明、李华：《口岸经济》，北京：商务出版社，2019年，第25页。",
            "book | 王小明; 李华 | 口岸经济 |  | 北京: 商务出版社 | 2019 | p25 | zh",
        ),
        ("《边贸回暖》，《人民日报》2024年1月18日，第3版。", "news |  | 边贸回暖 | 人民日报 |  | 2024-01-18 | p3 | zh"),
        // Plain
        (
            "王小明, 李华. 边境贸易的新格局. *东北亚研究*, 2023年4月第38卷第4期. 第15-29页.",
            "article | 王小明; 李华 | 边境贸易的新格局 | 东北亚研究 |  | 2023-04 | v38 n4 p15-29 | zh",
        ),
        (
            "4. 某省国土空间规划(2021-2035年). 某省人民政府, 12.10.2024.\nSpatial Plan of the Province (2021–2035). People's Government of the Province, 12.10.2024. (In Chin.)",
            "government_document |  | 某省国土空间规划(2021-2035年) |  | 某省人民政府 | 2024-10-12 |  | zh | en Spatial Plan of the Province (2021–2035)",
        ),
        ("口岸管理条例. 某省商务厅, 2024年4月29日.", "law |  | 口岸管理条例 |  | 某省商务厅 | 2024-04-29 |  | zh"),
        ("边境口岸贸易突破百亿元. 新华网, 2023-08-01.", "news |  | 边境口岸贸易突破百亿元 | 新华网 |  | 2023-08-01 |  | zh"),
        (
            "王小明. 口岸研究[J]. 东北亚研究, 2023, (4): 15-29. Wang Xiaoming. Studies of border ports and their trade[J]. Northeast Asia Studies, 2023, (4): 15-29.",
            "article | 王小明 | 口岸研究 | 东北亚研究 |  | 2023 | n4 p15-29 | zh | en Studies of border ports and their trade / Northeast Asia Studies",
        ),
    ] {
        assert_eq!(show(entry), fields, "{entry}");
    }
}

/// A text with a list and markers that lean on it.
const CITING: &str = "Ports of the North

INTRODUCTION

Grain moved by rail in that year [1]. It moved by river too. The river froze early that winter, as the books of the port say [2, p. 5].

Timber went the other way, and nobody counted it. The forest is large (Moss, 2017).

Coal is another matter altogether [9].

REFERENCES

1. Novak P. Grain by Rail. *Transport Letters*, 2021, vol. 4, no. 2, pp. 3-15.
2. Reed C. Ice on the River. *Port Review*, 2019, no. 1, pp. 5-9.
3. Moss, B. (2017). Forests. *Timber Journal*, 3(1), 10–20.
";

#[test]
fn citations_lean_on_entries() {
    let reading = amur_text::read(CITING.as_bytes()).unwrap();
    let read = super::read(&reading, "t");
    assert_eq!(read.entries.len(), 3);
    let number = |id: &str| read.entries.iter().find(|e| e.row.ref_id == id).map(|e| e.row.number);
    let cited: Vec<_> = read.citations.iter().map(|c| (c.row.marker.as_str(), number(&c.row.ref_id), c.row.locator.as_deref())).collect();
    assert_eq!(cited, [("[1]", Some(1), None), ("[2, p. 5]", Some(2), Some("p. 5")), ("(Moss, 2017)", Some(3), None)]);
    assert_eq!(read.findings.iter().map(|f| f.code.as_str()).collect::<Vec<_>>(), ["REF101"]);
    for c in &read.citations {
        assert_eq!(&CITING[c.row.common.span_start as usize..c.row.common.span_end as usize], c.row.marker);
    }
    // A sentence leans on its own marker, else on the next one of its paragraph.
    let cites = |words: &str| {
        let at = reading.view.find(words).unwrap();
        let paragraph = reading.block_at(at).unwrap().range.clone();
        read.cites_for(reading.sentence_at(at).unwrap(), paragraph).ids.iter().filter_map(|id| number(id)).collect::<Vec<_>>()
    };
    for (words, numbers) in
        [("Grain moved", vec![1]), ("It moved", vec![2]), ("The river froze", vec![2]), ("Timber went", vec![3]), ("Coal is", vec![])]
    {
        assert_eq!(cites(words), numbers, "{words}");
    }
}

#[test]
fn ids_outlive_other_entries() {
    let ids = |text: &str| {
        super::read(&amur_text::read(text.as_bytes()).unwrap(), "t").entries.into_iter().map(|e| e.row.ref_id).collect::<Vec<_>>()
    };
    let whole = ids(CITING);
    let shorter = ids(&CITING.replace("3. Moss, B. (2017). Forests. *Timber Journal*, 3(1), 10–20.\n", ""));
    assert_eq!(whole[..2], shorter[..]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn any_entry_is_read(parts in prop::collection::vec(prop_oneof![
        prop::sample::select(vec!["(", ")", "[", "]", "[J]", "//", " / ", "《", "》", "”", "“", "'", "doi: 10.1234/", "Petrov V.L.", "Smith, J.", ". ", "\n", "，", "。", "第5页", "第", "https://a.b/(", "<", "№ ", "2024-01-18", "20", "2020", "年", "1. ", "(2020). ", "In ", "Vol. ", ": дис. ", "’", "·", "王小明", "M.: ", " = ", "? ", "*", "：", "+", "–", "е\u{301}", "accessed ", "(In Rus-"]).prop_map(str::to_owned),
        "\\PC{0,3}",
    ], 0..40)) {
        let (text, emphasis) = italics(&parts.concat());
        for how_to_cite in [false, true] {
            parse(&text, &emphasis, how_to_cite);
        }
    }
}
