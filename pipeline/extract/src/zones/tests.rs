use super::*;
use crate::figures::Figures;
use crate::gazetteer::Gazetteer;
use crate::lang::Lang;
use crate::periods::Periods;
use crate::token::TimeContext;
use crate::units::cut;
use amur_model::{Fact, Zone, ZoneMention};
use proptest::prelude::*;
use std::sync::LazyLock;

struct Tools {
    names: Gazetteer,
    zones: Zones,
    vocabulary: Vocabulary,
    figures: Figures,
    periods: Periods,
}

static TOOLS: LazyLock<Tools> = LazyLock::new(|| {
    let mut names = Builder::new();
    let (zones, vocabulary) = (Zones::new(&mut names), Vocabulary::new(&mut names));
    let (periods, figures) = (Periods::new(&mut names), Figures::new(&mut names));
    Tools { names: names.build(), zones, vocabulary, figures, periods }
});

type Rows = (Vec<Fact<Zone>>, Vec<Fact<ZoneMention>>);

/// Reads a text, each line a paragraph; entries of reference lists begin with `[`.
fn read(text: &str) -> (Rows, Vec<ZoneSpan>) {
    let tools = &*TOOLS;
    let mut register = tools.zones.register(&tools.vocabulary);
    let mut spans = Vec::new();
    let reading = amur_text::read(text.as_bytes()).expect("a text");
    for (block, of) in reading.blocks.iter().enumerate() {
        for range in &of.sentences {
            let text = &reading.view[range.clone()];
            let (units, lang) = (cut(text), Lang::of(text));
            let listed = reading.view[of.range.clone()].starts_with('[');
            let words = tools.names.look(text, &units);
            let figures = tools.figures.find(lang, &words);
            let periods = tools.periods.find(lang, &words);
            let times = TimeContext::default();
            let names = &tools.names.find(&words);
            let sentence =
                Sentence { text, units: &units, names, figures: &figures, periods: &periods, times, start: range.start, block, listed };
            spans.extend(register.find(&sentence));
        }
    }
    (register.finish("t", &reading), spans)
}

fn ids(text: &str) -> Vec<String> {
    read(text).0.0.into_iter().map(|zone| zone.row.zone_id).collect()
}

fn check(cases: &[(&str, &[&str])]) {
    let failed: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| ids(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  read     {:?}\n  expected {expected:?}", ids(text)))
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn english() {
    check(&[
        ("Trade of the Heilongjiang Pilot Free Trade Zone rose.", &["heilongjiang-pilot-free-trade-zone"]),
        ("The Liaoning FTZ drew new firms.", &["liaoning-pilot-free-trade-zone"]),
        ("China (Guangxi) Pilot Free Trade Zone opened a new berth.", &["guangxi-pilot-free-trade-zone"]),
        ("Companies in the pilot free trade zone in Jilin Province gained.", &["jilin-pilot-free-trade-zone"]),
        (
            "The province of Liaoning is large. Officials decided to establish a pilot free trade area in this province.",
            &["liaoning-pilot-free-trade-zone"],
        ),
        (
            "Pilot free trade zones in Yunnan, Hebei and Shandong were launched.",
            &["yunnan-pilot-free-trade-zone", "hebei-pilot-free-trade-zone", "shandong-pilot-free-trade-zone"],
        ),
        ("The Hainan Free Trade Port started island-wide customs operations.", &["hainan-free-trade-port"]),
        (
            "The Heilongjiang FTZ grew. The Heihe area handled electricity, and the Suifenhe area timber.",
            &[
                "heilongjiang-pilot-free-trade-zone",
                "heihe-area-heilongjiang-pilot-free-trade-zone",
                "suifenhe-area-heilongjiang-pilot-free-trade-zone",
            ],
        ),
        (
            "The Yunnan FTZ has three sub-areas, one in Kunming and the others in Honghe and Dehong.",
            &[
                "yunnan-pilot-free-trade-zone",
                "kunming-area-yunnan-pilot-free-trade-zone",
                "honghe-area-yunnan-pilot-free-trade-zone",
                "dehong-area-yunnan-pilot-free-trade-zone",
            ],
        ),
        ("Suifenhe Border Economic Cooperation Zone hosts sawmills.", &["suifenhe-border-economic-cooperation-zone"]),
        ("The Manzhouli Comprehensive Bonded Zone cleared its first goods.", &["manzhouli-comprehensive-bonded-zone"]),
        (
            "Comprehensive bonded zones in Harbin and Suifenhe expanded.",
            &["harbin-comprehensive-bonded-zone", "suifenhe-comprehensive-bonded-zone"],
        ),
        (
            "Cross-border e-commerce pilot zones were set up in Harbin, Heihe and Suifenhe.",
            &[
                "harbin-cross-border-e-commerce-pilot-area",
                "heihe-cross-border-e-commerce-pilot-area",
                "suifenhe-cross-border-e-commerce-pilot-area",
            ],
        ),
        ("The Heihe cross-border e-commerce comprehensive pilot area shipped parcels.", &["heihe-cross-border-e-commerce-pilot-area"]),
        (
            "The State Council approved the Dongxing Key Experimental Area for Development and Opening-up.",
            &["dongxing-pilot-development-and-openness-zone"],
        ),
        (
            "The government plans to build Erenhot into an experimental zone for development and opening up.",
            &["erenhot-pilot-development-and-openness-zone"],
        ),
        ("Rason Special Economic Zone lies on the coast.", &["rason-special-economic-zone"]),
        ("The Free Port of Vladivostok has 2,000 residents.", &["vladivostok-free-port"]),
        ("An industrial park was built in Blagoveshchensk.", &["blagoveshchensk-industrial-park"]),
        ("The Northern Lights Innovation Park was opened by the mayor.", &["northern-lights-innovation-park"]),
        ("The Zhongma Industrial Park has twelve tenants.", &["zhongma-industrial-park"]),
        ("Xiongan New Area is under construction.", &["xiongan-new-area"]),
        ("The Khorgos International Border Cooperation Center drew shoppers.", &["khorgos-border-cooperation-centre"]),
        ("The Hunchun Border Economic Cooperation Zone grew. Exports of the zone doubled.", &["hunchun-border-economic-cooperation-zone"]),
        ("Inner Mongolia has applied for the creation of a free trade zone.", &["inner-mongolia-pilot-free-trade-zone"]),
        ("Primorye TOR took in 10 residents.", &["tor-primorye"]),
        ("The Harbin Economic and Technological Development Zone is old.", &["harbin-economic-and-technological-development-zone"]),
        ("The Changchun High-tech Industrial Development Zone is new.", &["changchun-high-tech-industrial-development-zone"]),
    ]);
}

#[test]
fn english_no_zones() {
    check(&[
        ("China signed a free trade agreement with Korea.", &[]),
        ("Talks on a China-Japan-South Korea free trade area go on.", &[]),
        ("The FTA with Singapore was upgraded.", &[]),
        ("Free trade zones, bonded areas and industrial parks attract capital.", &[]),
        ("China has 22 pilot free trade zones.", &[]),
        ("The China-Mongolia-Russia Economic Corridor passes Manzhouli.", &[]),
        ("Two time zones lie between Harbin and Moscow.", &[]),
        ("The exclusive economic zone off Sakhalin is rich in fish.", &[]),
        ("Heihe is a tourist area.", &[]),
        ("The zone of responsibility of the Vladivostok customs is wide.", &[]),
        ("Rural areas of Heilongjiang are poor.", &[]),
        ("New areas of cooperation with Russia were found in Harbin.", &[]),
        ("A park in Harbin was closed.", &[]),
        ("The euro zone and the CIS free trade area differ.", &[]),
        ("Car parks in Vladivostok are full.", &[]),
    ]);
}

#[test]
fn chinese() {
    check(&[
        ("黑龙江自贸试验区外贸增长。", &["heilongjiang-pilot-free-trade-zone"]),
        ("中国（辽宁）自由贸易试验区新设企业众多。", &["liaoning-pilot-free-trade-zone"]),
        ("广西自贸区对东盟出口增长。", &["guangxi-pilot-free-trade-zone"]),
        (
            "山东、河北和云南自贸试验区相继揭牌。",
            &["shandong-pilot-free-trade-zone", "hebei-pilot-free-trade-zone", "yunnan-pilot-free-trade-zone"],
        ),
        ("黑龙江自贸区黑河片区进口电力。", &["heilongjiang-pilot-free-trade-zone", "heihe-area-heilongjiang-pilot-free-trade-zone"]),
        (
            "黑龙江自贸试验区涵盖哈尔滨、黑河、绥芬河三个片区。",
            &[
                "heilongjiang-pilot-free-trade-zone",
                "harbin-area-heilongjiang-pilot-free-trade-zone",
                "heihe-area-heilongjiang-pilot-free-trade-zone",
                "suifenhe-area-heilongjiang-pilot-free-trade-zone",
            ],
        ),
        ("海南自由贸易港正式封关运作。", &["hainan-free-trade-port"]),
        ("绥芬河综合保税区进出口翻番。", &["suifenhe-comprehensive-bonded-zone"]),
        ("哈尔滨综保区和绥芬河综保区运行良好。", &["harbin-comprehensive-bonded-zone", "suifenhe-comprehensive-bonded-zone"]),
        ("大连保税区成立较早。", &["dalian-bonded-zone"]),
        ("珲春边境经济合作区引来企业。", &["hunchun-border-economic-cooperation-zone"]),
        ("黑龙江省绥芬河边境经济合作区木材加工发展快。", &["suifenhe-border-economic-cooperation-zone"]),
        ("满洲里重点开发开放试验区获批。", &["manzhouli-pilot-development-and-openness-zone"]),
        (
            "国务院批准在东兴、瑞丽设立重点开发开放试验区。",
            &["dongxing-pilot-development-and-openness-zone", "ruili-pilot-development-and-openness-zone"],
        ),
        ("黑河跨境电子商务综合试验区出货量大。", &["heihe-cross-border-e-commerce-pilot-area"]),
        (
            "哈尔滨、黑河、绥芬河跨境电商综试区累计出口上升。",
            &[
                "harbin-cross-border-e-commerce-pilot-area",
                "heihe-cross-border-e-commerce-pilot-area",
                "suifenhe-cross-border-e-commerce-pilot-area",
            ],
        ),
        ("东宁互市贸易区人流增加。", &["dongning-border-trade-zone"]),
        ("深圳经济特区发展迅速。", &["shenzhen-special-economic-zone"]),
        ("罗先经济特区对外开放。", &["rason-special-economic-zone"]),
        ("雄安新区建设提速。", &["xiongan-new-area"]),
        ("浦东新区外贸额上升。", &["pudong-new-area"]),
        ("珲春海洋经济发展示范区发展水产加工。", &["hunchun-marine-economy-development-demonstration-zone"]),
        ("哈尔滨经济技术开发区扩区。", &["harbin-economic-and-technological-development-zone"]),
        ("长春高新区企业增多。", &["changchun-high-tech-industrial-development-zone"]),
        ("符拉迪沃斯托克自由港吸引投资。", &["vladivostok-free-port"]),
        ("黑龙江自贸试验区外贸增长。该自贸试验区对俄贸易翻番。", &["heilongjiang-pilot-free-trade-zone"]),
        ("内蒙古正在申请设立自贸试验区。", &["inner-mongolia-pilot-free-trade-zone"]),
        ("二连浩特市加快建设边境经济合作区。", &["erenhot-border-economic-cooperation-zone"]),
        (
            "云南共有河口、磨憨等3个跨境经济合作区。",
            &["hekou-cross-border-economic-cooperation-zone", "mohan-cross-border-economic-cooperation-zone"],
        ),
        ("省内有珲春、和龙等2家边境经济合作区。", &["hunchun-border-economic-cooperation-zone", "helong-border-economic-cooperation-zone"]),
        ("珲春跨境电商产业园开园。", &["hunchun-cross-border-e-commerce-park"]),
    ]);
}

#[test]
fn chinese_no_zones() {
    check(&[
        ("中国与韩国签署自由贸易协定。", &[]),
        ("中国—东盟自由贸易区升级版谈判完成。", &[]),
        ("全国共有22个自贸试验区。", &[]),
        ("山区和城区都有学校。", &[]),
        ("内蒙古自治区外贸增长。", &[]),
        ("综合保税区、自贸区等开放平台作用明显。", &[]),
        ("香港特别行政区是重要伙伴。", &[]),
        ("边民互市贸易额上升。", &[]),
        ("中俄地方合作不断深入。", &[]),
        ("黑河地区气候寒冷。", &[]),
        ("片区居民生活改善。", &[]),
        ("海关在满洲里、二连浩特等2座城市设点。", &[]),
    ]);
}

#[test]
fn russian() {
    check(&[
        ("Пилотная зона свободной торговли провинции Хэйлунцзян расширилась.", &["heilongjiang-pilot-free-trade-zone"]),
        ("Хэйлунцзянская пилотная зона свободной торговли растет.", &["heilongjiang-pilot-free-trade-zone"]),
        ("В провинции Ляонин была создана пилотная зона свободной торговли.", &["liaoning-pilot-free-trade-zone"]),
        ("Экспорт пилотной зоны свободной торговли в Гуанси вырос.", &["guangxi-pilot-free-trade-zone"]),
        (
            "Пилотные зоны свободной торговли в Шаньдуне, Хэбэе и Юньнане открыты.",
            &["shandong-pilot-free-trade-zone", "hebei-pilot-free-trade-zone", "yunnan-pilot-free-trade-zone"],
        ),
        ("Порт свободной торговли Хайнань привлек инвесторов.", &["hainan-free-trade-port"]),
        ("ТОР «Приморье» приняла резидентов.", &["tor-primorye"]),
        ("Резиденты ТОСЭР «Хабаровск» строят завод.", &["tor-khabarovsk"]),
        ("Территория опережающего развития «Амурская» выросла.", &["tor-amurskaya"]),
        ("Свободный порт Владивосток работает десять лет.", &["vladivostok-free-port"]),
        ("Резиденты Свободного порта Владивосток платят меньше.", &["vladivostok-free-port"]),
        ("Харбинская комплексная бондовая зона оформила грузы.", &["harbin-comprehensive-bonded-zone"]),
        ("Комплексная бондовая зона Суйфэньхэ растет.", &["suifenhe-comprehensive-bonded-zone"]),
        ("Зона приграничного экономического сотрудничества Хэйхэ открылась.", &["heihe-border-economic-cooperation-zone"]),
        (
            "Три пилотные зоны трансграничной электронной торговли в Харбине, Хэйхэ и Суйфэньхэ действуют.",
            &[
                "harbin-cross-border-e-commerce-pilot-area",
                "heihe-cross-border-e-commerce-pilot-area",
                "suifenhe-cross-border-e-commerce-pilot-area",
            ],
        ),
        ("Экспериментальная зона развития и открытости Маньчжурия одобрена.", &["manzhouli-pilot-development-and-openness-zone"]),
        ("ОЭЗ «Стрела» получила землю.", &["strela-special-economic-zone"]),
        ("Особая экономическая зона «Липецк» выпустила продукцию.", &["lipetsk-special-economic-zone"]),
        ("Специальная экономическая зона Расон открыта.", &["rason-special-economic-zone"]),
        ("Индустриальный парк «Авангард» открыт инвесторами.", &["avangard-industrial-park"]),
        ("В Благовещенске построен индустриальный парк.", &["blagoveshchensk-industrial-park"]),
        ("Строится Новый район Сюнъань.", &["xiongan-new-area"]),
        ("Внутренняя Монголия подала заявку на создание зоны свободной торговли.", &["inner-mongolia-pilot-free-trade-zone"]),
        ("ТОР «Приморье» расширили. Эта территория опережающего развития приняла резидентов.", &["tor-primorye"]),
        ("ТОР «Приморье» и «Хабаровск» расширили.", &["tor-primorye", "tor-khabarovsk"]),
        ("Первая китайская ЗСТ была открыта в Шанхае.", &["shanghai-pilot-free-trade-zone"]),
        ("Новую ТОР создадут в Большом Камне.", &["tor-bolshoy-kamen"]),
        ("Международный центр приграничного сотрудничества «Хоргос» открыт.", &["horgos-border-cooperation-centre"]),
    ]);
}

#[test]
fn russian_no_zones() {
    check(&[
        ("Китай и Корея подписали соглашение о свободной торговле.", &[]),
        ("Соглашение о зоне свободной торговли с Вьетнамом вступило в силу.", &[]),
        ("Зона свободной торговли между ЕАЭС и Ираном заработала.", &[]),
        ("Территории опережающего развития привлекают инвесторов.", &[]),
        ("Часовая зона Владивостока другая.", &[]),
        ("Зона ответственности Владивостокской таможни широка.", &[]),
        ("Парк в Хабаровске закрыт.", &[]),
        ("Особые экономические зоны дают льготы.", &[]),
        ("В приграничной зоне Приморья ввели пропуска.", &[]),
        ("Северные районы Амурской области малонаселены.", &[]),
        ("Исключительная экономическая зона России богата рыбой.", &[]),
    ]);
}

/// Fields of the zone that is named first, as one line.
fn facts(text: &str) -> String {
    let Some(zone) = read(text).0.0.into_iter().next() else {
        return "none".to_owned();
    };
    let zone = zone.row;
    let area = zone.area_km2.map(|a| a.to_string());
    let fields = [zone.status, zone.established, zone.authority, area];
    format!("{} {}", zone.places.join(","), fields.map(|f| f.unwrap_or("-".into())).join(" "))
}

#[test]
fn facts_of_zones() {
    let cases = [
        (
            "On 5 May 2015 the State Council decided to establish the Fujian Pilot Free Trade Zone.",
            "CN-FJ operating 2015-05-05 State Council -",
        ),
        ("The Fujian FTZ covers 118 square kilometers.", "CN-FJ operating - - 118"),
        (
            "The Fujian FTZ was launched in April 2015, including the cities of Fuzhou and Xiamen.",
            "CN-FJ:fuzhou,CN-FJ:xiamen,CN-FJ operating 2015-04 - -",
        ),
        (
            "The Tonghua Bonded Zone, Jilin's third, went into operation in May 2020 on 2.1 sq km.",
            "CN-JL:tonghua,CN-JL operating 2020-05 - 2.1",
        ),
        ("Unveiled on 3 May 2017, the Shaanxi FTZ grows.", "CN-SN operating 2017-05-03 - -"),
        ("Hunchun is home to a border economic cooperation zone set up in 1992.", "CN-JL:hunchun,CN-JL operating 1992 - -"),
        ("A bonded zone was established in Heihe in 2019.", "CN-HL:heihe,CN-HL operating 2019 - -"),
        ("In the Heihe Bonded Zone, firms set up 5 plants in 2014.", "CN-HL:heihe,CN-HL operating - - -"),
        ("The Dalian Area of the China (Liaoning) Pilot Free Trade Zone covers 59.96 sq km.", "CN-LN operating - - -"),
        ("The Tongjiang border industrial park is planned near the bridge.", "CN-HL:tongjiang,CN-HL planned - - -"),
        (
            "A law establishing the Free Port of Vladivostok was signed on July 13, 2015.",
            "RU-PRI:vladivostok,RU-PRI operating 2015-07-13 - -",
        ),
        ("Cross-border e-commerce pilot zones were set up in Yanji (2018) and Heihe (2019).", "CN-JL:yanji,CN-JL operating 2018 - -"),
        ("В Хэйхэ работает бондовая зона площадью 1,6 кв. км, основанная в 1992 году.", "CN-HL:heihe,CN-HL operating 1992 - 1.6"),
        ("黑河边境经济合作区1992年经国务院批准设立。", "CN-HL:heihe,CN-HL operating 1992 国务院 -"),
        ("长春国际合作示范区规划面积210平方公里，2020年4月获批。", "CN-JL:changchun,CN-JL operating 2020-04 - 210"),
        ("丹东国门湾互市贸易区2015年10月开市，2016年6月扩建。", "CN-LN:dandong,CN-LN operating 2015-10 - -"),
        ("黑瞎子岛国际合作示范区正在规划。", "CN-HL:heixiazi-island,CN-HL planned - - -"),
        ("The Erenhot Bonded Zone and the Manzhouli Bonded Zone were both approved in 2015.", "CN-NM:erenhot,CN-NM operating 2015 - -"),
        ("The Priargunsk ASEZ would be created in 2030.", "RU-ZAB:priargunsk,RU-ZAB planned - - -"),
        ("Jilin plans to build a free trade zone.", "CN-JL planned - - -"),
        ("Jilin has applied for a free trade zone.", "CN-JL applied - - -"),
        ("2015年4月21日挂牌的中国（福建）自由贸易试验区总面积118.04平方公里。", "CN-FJ operating 2015-04-21 - 118.04"),
        ("2016年国务院批准设立绥芬河综合保税区。", "CN-HL:suifenhe,CN-HL operating 2016 国务院 -"),
        ("吉林省拟设立中国（吉林）自由贸易试验区。", "CN-JL planned - - -"),
        ("吉林省申请设立自贸试验区。", "CN-JL applied - - -"),
        ("В 2016 году была создана Суйфэньхэская комплексная бондовая зона.", "CN-HL:suifenhe,CN-HL operating 2016 - -"),
        ("ТОР «Хабаровск» площадью 12,5 кв. км действует давно.", "RU-KHA:khabarovsk,RU-KHA operating - - 12.5"),
        ("Цзилинь планирует создать пилотную зону свободной торговли.", "CN-JL planned - - -"),
    ];
    let failed: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| facts(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  read     {}\n  expected {expected}", facts(text)))
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn functions_are_what_the_text_says() {
    let zone =
        read("The Heihe Border Economic Cooperation Zone will focus on timber processing, cold storage and trade.").0.0.remove(0).row;
    assert_eq!(zone.functions, ["timber processing", "cold storage and trade"]);
}

#[test]
fn what_points_back_is_found_but_no_mention() {
    for text in [
        "The Liaoning FTZ grew. Exports of the FTZ doubled. The zone is large.",
        "辽宁自贸试验区增长。该自贸试验区出口翻番。自贸试验区面积大。",
        "ТОР «Надежда» растет. Экспорт ТОР удвоился. Эта территория опережающего развития велика.",
    ] {
        let ((zones, mentions), spans) = read(text);
        assert_eq!((zones.len(), mentions.len()), (1, 1), "{text}");
        assert_eq!(spans.len(), 3, "{text}");
        assert!(spans.iter().all(|s| s.zones == [zones[0].row.zone_id.clone()]), "{text}");
    }
}

#[test]
fn names_in_a_reference_list_are_other_names() {
    let ((zones, mentions), _) =
        read("The Liaoning FTZ grew.\n[1] 中国（辽宁）自由贸易试验区条例. Regulations of the China (Guangxi) Pilot Free Trade Zone.");
    assert_eq!((zones.len(), mentions.len()), (1, 2));
    assert_eq!(zones[0].row.name_zh.as_deref(), Some("中国（辽宁）自由贸易试验区"));
}

#[test]
fn a_part_knows_its_zone() {
    let ((zones, _), spans) = read("The Heilongjiang FTZ grew. The Heihe area (20 sq km) and the Harbin area are its parts.");
    assert_eq!(zones[1].row.parent.as_deref(), Some("heilongjiang-pilot-free-trade-zone"));
    assert_eq!(zones[1].row.area_km2, Some(20.0));
    assert_eq!(zones[0].row.places, ["CN-HL:heihe", "CN-HL:harbin", "CN-HL"]);
    assert_eq!(spans.iter().map(|s| s.places[0].as_str()).collect::<Vec<_>>(), ["CN-HL", "CN-HL:heihe", "CN-HL:harbin"]);
}

#[test]
fn long_sentences_are_read_in_parts() {
    let text = "The Liaoning FTZ grew and ".repeat(300);
    let ((zones, mentions), spans) = read(&text);
    assert_eq!(zones.len(), 1);
    assert!(spans.len() > 290 && mentions.len() > 290);
    assert!(spans.windows(2).all(|pair| pair[0].units.end <= pair[1].units.start));
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        if !text.trim().is_empty() && amur_text::read(text.as_bytes()).is_ok() {
            read(&text);
        }
    }

    #[test]
    fn any_words_are_read(words in prop::collection::vec(prop::sample::select(WORDS), 0..24), glue in prop::sample::select(&["", " "][..])) {
        let text = words.join(glue);
        if !text.trim().is_empty() {
            let (_, spans) = read(&text);
            prop_assert!(spans.iter().all(|s| s.units.start < s.units.end && !s.zones.is_empty()));
        }
    }
}

const WORDS: &[&str] = &[
    "the",
    "Heilongjiang",
    "Harbin",
    "Heihe",
    "pilot",
    "free trade",
    "zone",
    "zones",
    "area",
    "(",
    ")",
    "“",
    "”",
    ",",
    "and",
    "in",
    "FTZ",
    "China",
    "'s",
    "-",
    "of",
    "similar",
    "Park",
    "into",
    "created",
    "applied for",
    "this type",
    "included",
    "HLJ",
    "2019",
    "黑龙江",
    "黑河",
    "自贸试验区",
    "片区",
    "、",
    "（",
    "）",
    "设立",
    "在",
    "该",
    "三个",
    "ТОР",
    "«",
    "»",
    "зоны",
    "Хэйхэ",
    "свободной торговли",
    "пилотные",
    "и",
    "в",
    "создана",
    "Приморье",
    "провинции",
    ".",
    "120 km²",
    "119平方公里",
];
