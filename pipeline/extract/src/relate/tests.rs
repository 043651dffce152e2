//! Texts and what they state: `reporter>partner flow product measure value unit start..end`, one line a text.

use crate::extractor::Extractor;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

fn states(text: &str) -> String {
    let record = EXTRACTOR.extract("text.txt", "text", text.as_bytes()).expect("a readable text");
    let day = |day: Option<jiff::civil::Date>| day.map_or("-".to_owned(), |d| d.to_string());
    let rows = record.flows.iter().map(|fact| {
        let row = &fact.row;
        let product = row.product.as_deref().map_or(String::new(), |product| format!(" {product}"));
        let time = if row.period_start.is_none() { String::new() } else { format!(" {}..{}", day(row.period_start), day(row.period_end)) };
        let code = |code: &Option<String>| code.clone().unwrap_or_else(|| "-".to_owned());
        let flow = row.flow.map_or(String::new(), |flow| format!("{flow:?}").to_lowercase());
        let measure = format!("{:?}", row.measure).to_lowercase();
        format!("{}>{} {flow}{product} {measure} {} {}{time}", code(&row.reporter), code(&row.partner), row.value, row.unit)
    });
    rows.collect::<Vec<_>>().join("; ")
}

fn all_state(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|&(text, rows)| (text, rows, states(text)))
        .filter(|(_, rows, found)| found != rows)
        .map(|(text, rows, found)| format!("{text}\n  not {rows}\n  but {found}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn places_are_named_in_many_ways() {
    all_state(&[
        ("Казахстан торгует с Россией. Товарооборот РК и РФ вырос на 11%.", "KZ>RU trade growth 11 %"),
        ("Южная Корея торгует с Россией. Товарооборот РК и РФ вырос на 11%.", "KR>RU trade growth 11 %"),
        ("Товарооборот РК и РФ вырос на 11%.", "KZ>RU trade growth 11 %"),
        ("Товарооборот России и Китая вырос. Пекин нарастил экспорт автомобилей в Москву на 7%.", "CN>RU export cars growth 7 %"),
        ("Экспорт из Ташкента в Пекин вырос на 8%.", "UZ>CN export growth 8 %"),
        ("Экспорт Беларуси в страны СНГ вырос на 6%, в другие страны – на 9%.", "BY>CIS export growth 6 %; BY>X-non-cis export growth 9 %"),
        ("Экспорт Узбекистана в другие страны вырос на 4%.", ""),
        ("Основными покупателями казахстанской муки стали Афганистан (60%) и Китай.", "KZ>AF export flour share 60 %"),
    ]);
}

#[test]
fn what_is_not_named_was_named_before() {
    all_state(&[
        ("Экспорт Омской области вырос. Рост составил 15%.", "RU-OMS>W00 export growth 15 %"),
        (
            "Экспорт сои Амурской области составил 20 тыс. тонн. Это на 5% меньше, чем годом ранее.",
            "RU-AMU>W00 export soybeans value 20000 t; RU-AMU>W00 export soybeans growth -5 %",
        ),
        (
            "Товарооборот России и Японии упал. Ввоз из России упал на 4%, вывоз – на 3%.",
            "JP>RU import growth -4 %; JP>RU export growth -3 %",
        ),
        (
            "В Хэйлунцзян поехали гости из Амурской области. Товарооборот области с Китаем достиг 900 млн долларов.",
            "RU-AMU>CN trade value 900000000 USD",
        ),
        (
            "Импорт Приморского края составил 5 млрд долларов, при этом поставки из Китая достигли 4 млрд долларов.",
            "RU-PRI>W00 import value 5000000000 USD; RU-PRI>CN import value 4000000000 USD",
        ),
        (
            "Экспорт леса из Бурятии составил 90 тыс. тонн. Больше всего купил Китай – 60 тыс. тонн.",
            "RU-BU>W00 export timber value 90000 t; RU-BU>CN export timber value 60000 t",
        ),
    ]);
}

#[test]
fn lists_of_amounts() {
    all_state(&[
        (
            "Экспорт Камчатского края: рыба – 20 млн долларов, невиданные зверушки – 3 млн долларов.",
            "RU-KAM>W00 export fish value 20000000 USD",
        ),
        (
            "Таможня Тувы нарастила экспорт на 2%, импорт – на 5%, до 30,5 тыс. и 80 тыс. тонн соответственно.",
            "RU-TY>W00 export growth 2 %; RU-TY>W00 import growth 5 %; RU-TY>W00 export value 30500 t; RU-TY>W00 import value 80000 t",
        ),
        (
            "Амурская область вывезла в Китай 40 тыс. тонн сои из 60 тыс. тонн.",
            "RU-AMU>CN export soybeans value 40000 t; RU-AMU>W00 export soybeans value 60000 t",
        ),
    ]);
}

#[test]
fn shares() {
    all_state(&[
        ("60% экспорта Хабаровского края приходится на Китай.", "RU-KHA>CN export share 60 %"),
        ("В структуре экспорта Бурятии уголь занял 40,5%.", "RU-BU>W00 export coal share 40.5 %"),
        (
            "40% экспорта Монголии идёт через Гашуунсухайт, 20% – через Замын-Ууд.",
            "MN:gashuunsukhait>W00 export share 40 %; MN:zamyn-uud>W00 export share 20 %",
        ),
        (
            "Доля Китая в импорте Тувы выросла на 3,5 процентных пункта и достигла 60%.",
            "RU-TY>CN import change 3.5 pp; RU-TY>CN import share 60 %",
        ),
        ("В структуре экспорта Бурятии уголь занимает 40,5%.", "RU-BU>W00 export coal share 40.5 %"),
        ("В структуре экспорта Бурятии в 2020 году уголь занял 40,5%.", "RU-BU>W00 export coal share 40.5 % 2020-01-01..2020-12-31"),
    ]);
}

#[test]
fn times_compared_with() {
    all_state(&[
        (
            "Товарооборот Тувы в мае 2021 г. составил 2 млн долларов и по сравнению с маем 2020 г. вырос на 12%.",
            "RU-TY>W00 trade value 2000000 USD 2021-05-01..2021-05-31; RU-TY>W00 trade growth 12 % 2021-05-01..2021-05-31",
        ),
        (
            "В 2023 году Тува ввезла 18 тыс. тонн муки, годом ранее – 10 тыс. тонн.",
            "RU-TY>W00 import flour value 18000 t 2023-01-01..2023-12-31; RU-TY>W00 import flour value 10000 t 2022-01-01..2022-12-31",
        ),
        (
            "В 2022 году экспорт Турции составил 9 млрд долларов – больше, чем годом ранее (8 млрд долларов).",
            "TR>W00 export value 9000000000 USD 2022-01-01..2022-12-31; TR>W00 export value 8000000000 USD 2021-01-01..2021-12-31",
        ),
    ]);
}

#[test]
fn what_trade_is_and_what_is_not() {
    all_state(&[
        ("Внешнеторговое сальдо Армении было отрицательным и равнялось 300 млн долларов.", "AM>W00 balance value -300000000 USD"),
        ("Торговля Киргизии с Китаем благодаря росту импорта прибавила 9%.", "KG>CN trade growth 9 %"),
        ("Соотношение экспорта и импорта Чили составило 90%. Позже этот показатель вырос до 95%.", ""),
        ("Через пункт пропуска Забайкальск прошло 50 тыс. тонн грузов.", "RU-ZAB:zabaikalsk>W00 trade value 50000 t"),
        ("За год прошло 50 тыс. тонн грузов.", ""),
        ("Турция закупила у России 5 млн тонн пшеницы.", "TR>RU import wheat value 5000000 t"),
        (
            "Россия поставила в Узбекистан товаров на 4 млрд долларов, купила на 2 млрд долларов.",
            "RU>UZ export value 4000000000 USD; RU>UZ import value 2000000000 USD",
        ),
        (
            "Еврейская автономная область вдвое увеличила экспорт руды в Китай, импорт вырос на треть.",
            "RU-YEV>CN export ores ratio 2 times; RU-YEV>CN import growth 33.3 %",
        ),
    ]);
}
