use crate::extractor::Extractor;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

/// The rows of a text, one a line: `subject indicator measure value unit`, and the counterpart or base where there is one.
fn rows(text: &str) -> Vec<String> {
    let record = EXTRACTOR.extract("", "t", text.as_bytes()).expect("plain text");
    let row = |fact: &amur_model::Fact<amur_model::Indicator>| {
        let row = &fact.row;
        let measure = format!("{:?}", row.measure).to_lowercase();
        let other = row
            .counterpart
            .as_ref()
            .map(|c| format!(" with {c}"))
            .or_else(|| row.base_subject.as_ref().map(|b| format!(" of {b}")))
            .unwrap_or_default();
        format!("{} {} {measure} {} {}{other}", row.subject.as_deref().unwrap_or("-"), row.indicator, row.value, row.unit)
    };
    record.indicators.iter().map(row).collect()
}

fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> =
        cases.iter().filter(|(text, expected)| rows(text) != *expected).map(|(text, _)| format!("{text}\n  {:?}", rows(text))).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn english() {
    check(&[
        ("The population of Jilin Province was 23.4 million people in 2023.", &["CN-JL population value 23400000 people"]),
        (
            "Primorsky Krai is home to 1.8 million inhabitants and 12 industrial parks.",
            &["RU-PRI population value 1800000 people", "RU-PRI industrial_parks value 12 units"],
        ),
        ("Heilongjiang shares 2,981 km of border with Russia.", &["CN-HL border_length value 2981 km with RU"]),
        ("In 2022 the GDP of Mongolia was 17.1 billion dollars.", &["MN gdp value 17100000000 USD"]),
        ("GDP growth in Kazakhstan was 5.1% in 2023.", &["KZ gdp_growth growth 5.1 %"]),
        ("Heihe has 14 hotels, 3 airports and a long shore.", &["CN-HL:heihe airports value 3 units"]),
        (
            "The Heihe Border Economic Cooperation Zone covers 15.4 km² and hosts 212 enterprises.",
            &[
                "heihe-border-economic-cooperation-zone area value 15.4 km2",
                "heihe-border-economic-cooperation-zone enterprises value 212 units",
            ],
        ),
        (
            "Jilin has 21 border checkpoints, of which 13 were operational in 2023.",
            &["CN-JL border_checkpoints value 21 units", "CN-JL border_checkpoints_operational value 13 units"],
        ),
        (
            "In 2023 the Suifenhe Comprehensive Bonded Zone registered 85 new enterprises.",
            &["suifenhe-comprehensive-bonded-zone new_enterprises value 85 units"],
        ),
        ("Inner Mongolia accounts for 1.7% of the country's population.", &["CN-NM population share 1.7 % of CN"]),
        (
            "The population of Magadan Oblast declined by 2,100 people (1.5%).",
            &["RU-MAG population change -2100 people", "RU-MAG population growth -1.5 %"],
        ),
        (
            "Liaoning counted 10.9 million pensioners (over 26% of the population).",
            &["CN-LN pensioners value 10900000 people", "CN-LN pensioners share 26 %"],
        ),
        ("Chinese investment in Buryatia reached $310 million in 2021.", &["RU-BU investment value 310000000 USD with CN"]),
        (
            "Suifenhe handled 886 China-Europe freight trains in 2021, up 30 percent.",
            &["CN-HL:suifenhe china_europe_freight_trains value 886 units", "CN-HL:suifenhe china_europe_freight_trains growth 30 %"],
        ),
        (
            "Manzhouli handled 5,200 trains and 1.9 million passengers in 2023.",
            &["CN-NM:manzhouli trains value 5200 units", "CN-NM:manzhouli passengers value 1900000 people"],
        ),
        (
            "The highway bridge between Heihe and Chita, 1,284 m long, was opened in 2022.",
            &["project:heihe-chita-highway-bridge length value 1284 m"],
        ),
        // No subject, no noun that is listed, years, ages, plans: no row.
        ("There are three ways to see the two sides of it.", &[]),
        ("Adopted in the 14th Five-Year Plan, the rules of Harbin fill 48 pages.", &[]),
        ("Pensioners, that is people over 60, live in Dalian.", &[]),
        ("Jilin plans to attract 300 enterprises by 2030.", &[]),
        ("In Harbin the company employs 900 workers.", &[]),
    ]);
}

#[test]
fn chinese() {
    check(&[
        ("2023年末，黑龙江省常住人口3062万人。", &["CN-HL population value 30620000 people"]),
        ("2023年，吉林省地区生产总值13531亿元。", &["CN-JL gdp value 1353100000000 CNY"]),
        ("辽宁省现有企业1250家，投资总额86亿元。", &["CN-LN enterprises value 1250 units", "CN-LN investment value 8600000000 CNY"]),
        ("绥芬河综合保税区总面积1.8平方公里。", &["suifenhe-comprehensive-bonded-zone area value 1.8 km2"]),
        ("黑河边境经济合作区入驻企业212家。", &["heihe-border-economic-cooperation-zone enterprises value 212 units"]),
        ("黑河市边境线长358公里。", &["CN-HL:heihe border_length value 358 km"]),
        ("2024年，满洲里口岸进出境旅客达190万人次。", &["CN-NM:manzhouli passengers value 1900000 people"]),
        ("大连港货物吞吐量3.2亿吨。", &["CN-LN:dalian cargo_throughput value 320000000 t"]),
        ("内蒙古自治区人口占全国的1.7%。", &["CN-NM population share 1.7 % of CN"]),
        ("黑龙江省粮食产量达7788万吨。", &["CN-HL grain_output value 77880000 t"]),
        ("哈尔滨市森林覆盖率为46%。", &["CN-HL:harbin forest_cover value 46 %"]),
        ("绥芬河全年接待游客85万人次。", &["CN-HL:suifenhe tourists value 850000 people"]),
        ("吉林省实际利用外资4.6亿美元。", &["CN-JL foreign_capital value 460000000 USD"]),
        ("黑龙江省固定资产投资增长3.5%。", &["CN-HL fixed_asset_investment growth 3.5 %"]),
        ("绥芬河市新增就业岗位1.2万个。", &["CN-HL:suifenhe new_jobs value 12000 units"]),
        (
            "2022年二连浩特进出境班列2520列，其中出境1280列。",
            &[
                "CN-NM:erenhot china_europe_freight_trains value 2520 units",
                "CN-NM:erenhot china_europe_freight_trains_outbound value 1280 units",
            ],
        ),
        ("黑河市某公司召开第3次会议，历时2小时。", &[]),
        ("该项目占地1平方公里，总投资30亿元。", &[]),
        ("珲春口岸过货量突破500万吨。", &[]),
    ]);
}

#[test]
fn russian() {
    check(&[
        ("Население Амурской области составляет 756 тыс. человек.", &["RU-AMU population value 756000 people"]),
        ("ВВП Монголии в 2022 году составил 17,1 млрд долларов.", &["MN gdp value 17100000000 USD"]),
        ("Протяжённость границы Амурской области с Китаем составляет 1246 км.", &["RU-AMU border_length value 1246 km with CN"]),
        ("В Приморском крае работают 18 пунктов пропуска.", &["RU-PRI border_checkpoints value 18 units"]),
        ("В Хабаровском крае зарегистрировано 97 резидентов.", &["RU-KHA residents value 97 units"]),
        ("Площадь Сахалинской области – 87,1 тыс. кв. км.", &["RU-SAK area value 87100 km2"]),
        ("Инвестиции в Бурятии достигли 81 млрд рублей.", &["RU-BU investment value 81000000000 RUB"]),
        (
            "Численность населения Магаданской области сократилась на 2,1 тыс. человек (1,5%).",
            &["RU-MAG population change -2100 people", "RU-MAG population growth -1.5 %"],
        ),
        ("В 2023 году Хабаровск посетили 410 тыс. туристов.", &["RU-KHA:khabarovsk tourists value 410000 people"]),
        ("Грузооборот порта Владивосток составил 36,5 млн тонн.", &["RU-PRI:vladivostok cargo_throughput value 36500000 t"]),
        ("Приморский край реализует 42 инвестиционных проекта.", &["RU-PRI projects value 42 units"]),
        ("В Иркутской области создано 3,2 тыс. рабочих мест.", &["RU-IRK jobs value 3200 people"]),
        ("В Якутии выросла инфляция: уровень безработицы составил 5,3%.", &["RU-SA unemployment_rate value 5.3 %"]),
        ("На Амурскую область приходится 0,5% населения страны.", &["RU-AMU population share 0.5 % of RU"]),
        ("В Забайкальском крае 11 компаний получили субсидии.", &["RU-ZAB companies value 11 units"]),
        // Trade, people of an age, nobody's figures.
        ("Через Забайкальск прошло 14 млн тонн внешнеторговых грузов.", &[]),
        ("Проект предусматривает 5 складов.", &[]),
        ("В документе 12 глав и три части.", &[]),
    ]);
}

/// What a pronoun, a zone or a province named before stands for within a paragraph.
#[test]
fn from_the_sentence_before() {
    check(&[
        (
            "The Suifenhe Comprehensive Bonded Zone opened in 2010. It covers 1.8 km².",
            &["suifenhe-comprehensive-bonded-zone area value 1.8 km2"],
        ),
        ("Jilin borders two countries. Its population is 23 million people.", &["CN-JL population value 23000000 people"]),
        ("绥芬河综合保税区2009年设立。总面积1.8平方公里。", &["suifenhe-comprehensive-bonded-zone area value 1.8 km2"]),
    ]);
}
