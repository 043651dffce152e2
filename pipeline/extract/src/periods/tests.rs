use super::{Periods, base_of, resolve, span};
use crate::gazetteer::{Builder, Gazetteer};
use crate::lang::Lang;
use crate::token::{Part, Period, PeriodTime, Step, Time, TimeContext, Year};
use crate::units::{Unit, cut};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::sync::LazyLock;

fn show_time(time: Time) -> String {
    let year = match time.year {
        Year::Given(year) => year.to_string(),
        Year::Relative(by) => format!("this{by:+}"),
        Year::Open => "open".to_owned(),
        Year::Same => "same".to_owned(),
        Year::Before => "before".to_owned(),
        Year::Later(by) => format!("later+{by}"),
    };
    match time.part {
        Part::Year => year,
        Part::Months(first, last) if first == last => format!("{year}/{first}"),
        Part::Months(first, last) => format!("{year}/{first}-{last}"),
        Part::Days(first, last) if first == last => format!("{year}/{}.{}", first.0, first.1),
        Part::Days(first, last) => format!("{year}/{}.{}-{}.{}", first.0, first.1, last.0, last.1),
        Part::Fiscal(start) => format!("{year}/fiscal{start}"),
        Part::Same => format!("{year}/same"),
        Part::Years(years) => format!("{year}+{years}"),
        Part::ToDate => format!("{year}/to-date"),
        Part::OfFiscal(first, last) => format!("{year}/of-fiscal-{first}-{last}"),
        Part::Step(step, by) => {
            let step = match step {
                Step::Day => "day",
                Step::Week => "week",
                Step::Month => "month",
                Step::Quarter => "quarter",
            };
            format!("{year}/{step}{by:+}")
        }
    }
}

fn show(period: &Period) -> String {
    match period.time {
        PeriodTime::At(time) => show_time(time),
        PeriodTime::Between(from, to) => format!("{}..{}", show_time(from), show_time(to)),
        PeriodTime::Since(time) => format!("since {}", show_time(time)),
        PeriodTime::Against(time) => format!("than {}", show_time(time)),
        PeriodTime::AgainstYearBefore => "yoy".to_owned(),
        PeriodTime::AgainstPeriodBefore => "pop".to_owned(),
        PeriodTime::Over { months } => format!("over {months}"),
        PeriodTime::Record => "record".to_owned(),
    }
}

fn find(lang: Lang, text: &str, units: &[Unit]) -> Vec<Period> {
    static TOOLS: LazyLock<(Periods, Gazetteer)> = LazyLock::new(|| {
        let mut names = Builder::new();
        (Periods::new(&mut names), names.build())
    });
    TOOLS.0.find(lang, &TOOLS.1.look(text, units))
}

fn read(lang: Lang, text: &str) -> String {
    find(lang, text, &cut(text)).iter().map(show).collect::<Vec<_>>().join(", ")
}

fn check(lang: Lang, cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let found = read(lang, text);
            (found != *expected).then(|| format!("{text}\n  expected {expected}\n  found    {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn english() {
    check(
        Lang::En,
        &[
            ("Timber exports reached 5 million tonnes in 2024.", "2024"),
            ("exports in FY2023 and in fiscal year 2023-24", "2022/fiscal0, 2023/fiscal0"),
            ("during the 2022-23 fiscal year", "2022/fiscal0"),
            ("shipments in 2012-13", "2012..2013"),
            ("GDP growth, 2019–2024", "2019..2024"),
            ("grew from 2019 to 2024", "2019..2024"),
            ("doubled between 2014 and 2023", "2014..2023"),
            ("from 10.7 billion in 2019 to 37.3 billion in 2024", "2019, 2024"),
            ("increased from 15.2% in 2019 to 22.9% in 2024", "2019, 2024"),
            ("rose 5% from 2022", "than 2022"),
            ("rose 5% from 2022 levels", "than 2022"),
            ("according to data from 2022", "2022"),
            ("From 2020, all tariffs were cut", "since 2020"),
            ("from 2015 onwards", "since 2015"),
            ("in May 2023", "2023/5"),
            ("in May", "open/5"),
            ("coal may rise; you may be right", ""),
            ("they march on", ""),
            ("January-May 2024", "2024/1-5"),
            ("January to May", "open/1-5"),
            ("Jan-May", "open/1-5"),
            ("Jan.-May 2024", "2024/1-5"),
            ("in the January-May period", "open/1-5"),
            ("January through August", "open/1-8"),
            ("in January and February 2025", "2025/1-2"),
            ("in January and May 2025", "open/1, 2025/5"),
            ("the first five months of 2023", "2023/1-5"),
            ("the first 5 months", "open/1-5"),
            ("the first half of 2024", "2024/1-6"),
            ("in the first half", "open/1-6"),
            ("the second half of last year", "this-1/7-12"),
            ("H1 2024; 1H 2024; 2024 H2", "2024/1-6, 2024/1-6, 2024/7-12"),
            ("the first quarter", "open/1-3"),
            ("Q1 2025", "2025/1-3"),
            ("third quarter of this year", "this+0/7-9"),
            ("the first three quarters of 2022", "2022/1-9"),
            ("the first and second quarters of 2022", "2022/1-6"),
            ("year to date", "this+0/to-date"),
            ("since the beginning of 2024", "2024/to-date"),
            ("for the whole year", "open"),
            ("full-year 2024", "2024"),
            ("at the end of 2023", "2023/12.31"),
            ("by the end of June 2022", "2022/6.31"),
            ("at the end of last year", "this-1/12.31"),
            ("by year-end", "open/12.31"),
            ("by early 2024", "2024"),
            ("in mid-2023", "2023"),
            ("as of June 2024", "2024/6"),
            ("as of the beginning of 2024", "2024/1.1"),
            ("in the 1990s", "1990+10"),
            ("in the 1950s - 1960s", "1950+10..1960+10"),
            ("since 2020", "since 2020"),
            ("since January 2024", "since 2024/1"),
            ("over five years", "over 60"),
            ("over the past five years", "over 60"),
            ("over the past 10 years", "over 120"),
            ("in the last decade", "over 120"),
            ("over the decade", "over 120"),
            ("within five years", "over 60"),
            ("over the past six months", "over 6"),
            ("a five-year plan", ""),
            ("up 5% year on year", "yoy"),
            ("up 5% year-on-year, y/y, YoY, yoy and y-o-y", "yoy, yoy, yoy, yoy, yoy"),
            ("compared with the same period last year", "yoy"),
            ("up 3% from a year earlier", "yoy"),
            ("up 3% from a year ago", "yoy"),
            ("5% more than a year before", "yoy"),
            ("against 4 billion a year earlier", "before/same"),
            ("a rise of 40 percent over January 2005", "than 2005/1"),
            ("a 1% increase on August 2020", "than 2020/8"),
            ("grew over January-May 2022", "2022/1-5"),
            ("88 percent of the January-March 2016 level", "than 2016/1-3"),
            ("the fastest growth since November 2018", "record"),
            ("in 7M'2023 and 9M2022", "2023/1-7, 2022/1-9"),
            ("the seven-month period of 2023", "2023/1-7"),
            ("exports during July-March (2020-21)", "2020/7-3"),
            ("exports during July (2021-22)", "2021/7"),
            ("said on April 30,2020", "2020/4.30"),
            ("from the beginning of 2021 to May 25", "2021/1.1-5.25"),
            ("up 3% over the same period of 2023", "than 2023/same"),
            ("up 3% over the same period of the previous year", "yoy"),
            ("up 3% over the previous year", "yoy"),
            ("up 3% on the previous year", "yoy"),
            ("compared to 2019", "than 2019"),
            ("versus 2022", "than 2022"),
            ("against 2022", "than 2022"),
            ("faster than in 2022", "than 2022"),
            ("5% more than in the first half of 2022", "than 2022/1-6"),
            ("month on month", "pop"),
            ("m/m and quarter-on-quarter", "pop, pop"),
            ("down 2% from the previous month", "pop"),
            ("down 2% from last month", "pop"),
            ("sales last year and this year", "this-1, this+0"),
            ("in the previous year", "before"),
            ("in the same year", "same"),
            ("of the current year", "this+0"),
            ("in the same period", "same/same"),
            ("last month", "this+0/month-1"),
            ("the year before", "before/same"),
            ("15 March 2017", "2017/3.15"),
            ("March 15, 2017", "2017/3.15"),
            ("on 2 August 2019", "2019/8.2"),
            ("on May 15 the ministry", "open/5.15"),
            ("from 4 to 22 January 1995", "1995/1.4-1.22"),
            ("4–22 January, 1995", "1995/1.4-1.22"),
            ("November 19 to 20", "open/11.19-11.20"),
            ("January 12, 2016 - 01/22/2016", "2016/1.12-1.22"),
            ("2025-05-10 and 28.05.2024", "2025/5.10, 2024/5.28"),
            ("on 05/06/2024", ""),
            ("the 14th Five-Year Plan period (2021–2025)", "2021..2025"),
            ("the eight months to August", "open/1-8"),
            ("nine months of 2023", "2023/1-9"),
            ("from December 2023 to March 2024", "2023/12..2024/3"),
            ("from May to July 2023", "2023/5-7"),
            ("last year's first half", "this-1/1-6"),
            ("2023 exports grew", "2023"),
            ("Expo 2020 and the 2030 agenda", ""),
            ("2024 tonnes, 2000 companies, $2024, 2024%, 2,024 and 2024.5", ""),
            ("10.20542/0131-2227-2025-69-12-109-121", ""),
            ("https://a.org/2024/05/item-2023.html", ""),
            ("pp. 2010-2015", ""),
            ("earnings from last week", "pop"),
            ("published last week", "this+0/week-1"),
            ("exports in 2022, 2023 and 2024", "2022, 2023, 2024"),
            ("compared with 2013–2017", "than 2013+5"),
            ("from 2013 to present", "since 2013"),
            ("in the first 20 days of January 2024", "2024/1.1-1.20"),
            ("in the January 1-20 period", "open/1.1-1.20"),
            ("rose for the third quarter in a row and the eighth month", ""),
            ("the third decade of the 21st century", "2020+10"),
            ("down 5% compared to the same month the previous year", "yoy"),
            ("$2.5 billion over the first nine months of 2017", "2017/1-9"),
            ("in 2023 companies paid more; in 2017 more than 5 million", "2023, 2017"),
            ("Vestnik FEB RAS; the DEC mission", ""),
            ("At the same time, exports fell", ""),
            ("After 2013, trade grew", "since 2013"),
        ],
    );
}

#[test]
fn chinese() {
    check(
        Lang::Zh,
        &[
            ("2024年出口增长", "2024"),
            ("2024年1月", "2024/1"),
            ("2024年1-11月", "2024/1-11"),
            ("1—11月，进口下降", "open/1-11"),
            ("1至11月", "open/1-11"),
            ("今年一至十一月", "this+0/1-11"),
            ("1月至6月", "open/1-6"),
            ("1-2月份", "open/1-2"),
            ("前5个月", "open/1-5"),
            ("今年前五个月", "this+0/1-5"),
            ("2017年前4个月", "2017/1-4"),
            ("上半年", "open/1-6"),
            ("去年下半年", "this-1/7-12"),
            ("2014上半年", "2014/1-6"),
            ("一季度", "open/1-3"),
            ("第三季度", "open/7-9"),
            ("2024年第一季度", "2024/1-3"),
            ("2024年前三季度", "2024/1-9"),
            ("前三季度", "open/1-9"),
            ("一至三季度", "open/1-9"),
            ("全年", "open"),
            ("2023年全年", "2023"),
            ("去年和今年", "this-1, this+0"),
            ("上年末", "before/12.31"),
            ("本年", "this+0"),
            ("今年以来", "this+0/to-date"),
            ("年内", "this+0/to-date"),
            ("当月", "same/month+0"),
            ("当年", "same"),
            ("占同期全省进出口", "same/same"),
            ("上年同期为5亿元", "before/same"),
            ("去年同期为5亿元", "this-1/same"),
            ("同比增长5%", "yoy"),
            ("较上年同期增长", "yoy"),
            ("比上年增长", "yoy"),
            ("较去年增加", "yoy"),
            ("较去年同期下降", "yoy"),
            ("与去年同期相比增长", "yoy"),
            ("与去年同比增长", "yoy"),
            ("环比下降3%", "pop"),
            ("比上月增加", "pop"),
            ("比2019年增长", "than 2019"),
            ("较2013年翻一番", "than 2013"),
            ("与2019年相比", "than 2019"),
            ("比2013年同期增长", "than 2013/same"),
            ("与2019年的规划", "2019"),
            ("2020年以来", "since 2020"),
            ("自2020年以来", "since 2020"),
            ("从2020年起", "since 2020"),
            ("五年来", "over 60"),
            ("十年间", "over 120"),
            ("近五年", "over 60"),
            ("过去10年", "over 120"),
            ("“十三五”期间", "2016..2020"),
            ("“十四五”时期（2021—2025年）", "2021..2025"),
            ("截至2023年底", "2023/12.31"),
            ("截至2022年6月底", "2022/6.31"),
            ("截至目前", "this+0/day+0"),
            ("二〇二四年", "2024"),
            ("2024年底", "2024/12.31"),
            ("去年底", "this-1/12.31"),
            ("8月份", "open/8"),
            ("8月当月", "open/8"),
            ("前8月", "open/1-8"),
            ("2019—2024年", "2019..2024"),
            ("2019-2024年", "2019..2024"),
            ("从2019年到2024年", "2019..2024"),
            ("2000年至2005年", "2000..2005"),
            ("时间从2016到2018", "2016..2018"),
            ("由2019年的10亿元增至2024年的20亿元", "2019, 2024"),
            ("年均增长5%", ""),
            ("5年翻了两番", ""),
            ("2024年5月10日", "2024/5.10"),
            ("9月1日至10日", "open/9.1-9.10"),
            ("2016年6月1日-6月30日", "2016/6.1-6.30"),
            ("三月二十八日到四月15日", "open/3.28-4.15"),
            ("十二月四日", "open/12.4"),
            ("20世纪90年代", "1990+10"),
            ("十九世纪七十年代", "1870+10"),
            ("2000亿元，2024吨，1900家企业", ""),
            ("2023年中国进出口", "2023"),
            ("2021年11月至2022年3月", "2021/11..2022/3"),
            ("一带一路", ""),
            ("2024-05-10", "2024/5.10"),
            ("2022、2023年", "2022, 2023"),
            ("２０２４年", "2024"),
            ("2025年1月1日起", "since 2025/1.1"),
        ],
    );
}

#[test]
fn russian() {
    check(
        Lang::Ru,
        &[
            ("2024 г.", "2024"),
            ("в 2024 году экспорт вырос", "2024"),
            ("в 2019–2024 гг.", "2019..2024"),
            ("с 2019 по 2024 год", "2019..2024"),
            ("с 2019 г. по 2024 г.", "2019..2024"),
            ("в 2019-2020 годах", "2019..2020"),
            ("за 2023 год", "2023"),
            ("за январь-ноябрь 2023 г.", "2023/1-11"),
            ("в январе-мае", "open/1-5"),
            ("январь–сентябрь 2009 года", "2009/1-9"),
            ("с января по май 2024 года", "2024/1-5"),
            ("в мае", "open/5"),
            ("в мае 2023 года", "2023/5"),
            ("в первом полугодии", "open/1-6"),
            ("за первое полугодие 2024 года", "2024/1-6"),
            ("во втором полугодии прошлого года", "this-1/7-12"),
            ("в I квартале", "open/1-3"),
            ("в I–III кварталах 2022 года", "2022/1-9"),
            ("во втором квартале", "open/4-6"),
            ("в 3-м квартале 2023 года", "2023/7-9"),
            ("за 1 кв. 2024 г.", "2024/1-3"),
            ("за 9 месяцев", "open/1-9"),
            ("за восемь месяцев 2022 года", "2022/1-8"),
            ("за первые пять месяцев", "open/1-5"),
            ("за первые четыре месяца этого года", "this+0/1-4"),
            ("по итогам года", "open"),
            ("по итогам 2023 года", "2023"),
            ("по итогам января–августа", "open/1-8"),
            ("с начала года", "this+0/to-date"),
            ("с начала 2024 года", "2024/to-date"),
            ("к концу 2023 года", "2023/12.31"),
            ("на конец 2023 года", "2023/12.31"),
            ("на начало 2023 года", "2023/1.1"),
            ("в начале 2023 года", "2023"),
            ("на 1 января 2024 года", "2024/1.1"),
            ("в прошлом году", "this-1"),
            ("в этом году", "this+0"),
            ("в текущем году", "this+0"),
            ("за аналогичный период прошлого года", "this-1/same"),
            ("по сравнению с аналогичным периодом прошлого года", "yoy"),
            ("по сравнению с аналогичным периодом 2021 года", "than 2021/same"),
            ("против того же периода 2011 года", "than 2011/same"),
            ("чем в тот же период 2017 года", "than 2017/same"),
            ("рост на 5% к аналогичному периоду", "yoy"),
            ("в годовом выражении", "yoy"),
            ("рост на 5% год к году, г/г", "yoy, yoy"),
            ("относительно прошлого года", "yoy"),
            ("рост к прошлому году составил 9,8%", "yoy"),
            ("по сравнению с предыдущим годом", "yoy"),
            ("больше, чем годом ранее", "yoy"),
            ("годом ранее было 5 млрд", "before/same"),
            ("с начала 2021 года по 24 июня", "2021/1.1-6.24"),
            ("с начала 2021 года по июнь", "2021/1-6"),
            ("за первую половину 2021 года", "2021/1-6"),
            ("за три квартала 2021 года", "2021/1-9"),
            ("по сравнению с 2020-м", "than 2020"),
            ("максимальный показатель за пять лет", "record"),
            ("впервые с августа 2021 года", "record"),
            ("к уровню 2022 года", "than 2022"),
            ("выше показателя 2008 года", "than 2008"),
            ("экспорт к 2022 году увеличился", "2022"),
            ("увеличился на 5% к 2022 году", "than 2022"),
            ("увеличились к 2022 году на 7,1%", "than 2022"),
            ("показатели экспорта к 2022 году увеличились на 7,1%", "than 2022"),
            ("К 2022 году экспорт вырос на 5%", "2022"),
            ("второй квартал подряд", ""),
            ("за первые 10 дней мая", "open/5.1-5.10"),
            ("к 2030 году планируется построить", "2030"),
            ("с 2020 года", "since 2020"),
            ("начиная с 2020 года", "since 2020"),
            ("по сравнению с 2022 годом", "than 2022"),
            ("чем в 2022 году", "than 2022"),
            ("за пять лет", "over 60"),
            ("за последние десять лет", "over 120"),
            ("за последние 9 месяцев", "over 9"),
            ("в тот же период", "same/same"),
            ("в том же году", "same"),
            ("за минувший год", "this-1"),
            ("за отчетный период", "same/same"),
            ("за 2021-2025 гг.", "2021..2025"),
            ("от 28.05.2024", "2024/5.28"),
            ("15 марта 2017 года", "2017/3.15"),
            ("с 4 по 22 января 1995 г.", "1995/1.4-1.22"),
            ("в 1990-е годы", "1990+10"),
            ("в 90-х годах", "1990+10"),
            ("в 2022 и 2023 годах", "2022, 2023"),
            ("по сравнению с 2019–2020 годами", "than 2019+2"),
            ("месяц к месяцу", "pop"),
            ("по сравнению с предыдущим месяцем", "pop"),
            ("в декабре 2023 г. - марте 2024 г.", "2023/12..2024/3"),
            ("перевезено 2024 тонны и 2000 контейнеров", ""),
            ("Ларин (2020) пишет", "2020"),
            ("города и году урожая", ""),
            ("за год", "over 12"),
            ("14-я пятилетка", "2021..2025"),
        ],
    );
}

/// A year, months or days as the context of the cases below.
fn days(text: &str) -> (Date, Date) {
    let (first, last) = text.split_once("..").unwrap();
    (first.parse().unwrap(), last.parse().unwrap())
}

#[test]
fn resolves() {
    let spoken = TimeContext { spoken: Some(date(2024, 6, 20)), ..TimeContext::default() };
    let of_2021 = TimeContext { year: Some(2021), ..spoken };
    let after = TimeContext { period: Some(days("2023-01-01..2023-05-31")), ..TimeContext::default() };
    let nothing = TimeContext::default();
    for (text, context, expected) in [
        ("in 2024", nothing, "2024-01-01..2024-12-31"),
        ("the first five months of 2023", nothing, "2023-01-01..2023-05-31"),
        ("at the end of 2023", nothing, "2023-12-31..2023-12-31"),
        ("at the end of February 2024", nothing, "2024-02-29..2024-02-29"),
        ("in the 1990s", nothing, "1990-01-01..1999-12-31"),
        ("FY2023", nothing, ""),
        ("in May", nothing, ""),
        ("last year", nothing, ""),
        ("last year", spoken, "2023-01-01..2023-12-31"),
        ("in May", spoken, "2024-05-01..2024-05-31"),
        ("in June", spoken, "2024-06-01..2024-06-30"),
        ("in the first half", spoken, "2024-01-01..2024-06-30"),
        ("in the second half", spoken, "2023-07-01..2023-12-31"),
        ("for the whole year", spoken, "2023-01-01..2023-12-31"),
        ("in May", of_2021, "2021-05-01..2021-05-31"),
        ("year to date", spoken, "2024-01-01..2024-06-20"),
        ("last month", spoken, "2024-05-01..2024-05-31"),
        ("last quarter", spoken, "2024-01-01..2024-03-31"),
        ("last week", spoken, "2024-06-10..2024-06-16"),
        ("in the same period", after, "2023-01-01..2023-05-31"),
        ("in the same period", nothing, ""),
        ("in the same year", after, "2023-01-01..2023-12-31"),
        ("in the same period last year", after, "2022-01-01..2022-05-31"),
        ("a year earlier", after, "2022-01-01..2022-05-31"),
        ("in the previous year", after, "2022-01-01..2022-12-31"),
        ("between the beginning of 2023 and the end of May", nothing, "2023-01-01..2023-05-31"),
        ("since the beginning of the year", spoken, "2024-01-01..2024-06-20"),
        ("since the beginning of 2023", nothing, "2023-01-01..9999-12-31"),
        ("the year-earlier period", after, "2022-01-01..2022-05-31"),
        ("from 2019 to 2024", nothing, "2019-01-01..2024-12-31"),
        ("from December 2023 to March 2024", nothing, "2023-12-01..2024-03-31"),
    ] {
        let found = find(Lang::En, text, &cut(text));
        assert_eq!(found.len(), 1, "{text}");
        let found = span(&found[0].time, &context).map_or(String::new(), |(first, last)| format!("{first}..{last}"));
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn finds_bases() {
    let spoken = TimeContext { spoken: Some(date(2025, 1, 20)), ..TimeContext::default() };
    for (period, text, expected) in [
        ("2024-01-01..2024-05-31", "year on year", "2023-01-01..2023-05-31"),
        ("2024-02-01..2024-02-29", "year on year", "2023-02-01..2023-02-28"),
        ("2025-02-01..2025-02-28", "year on year", "2024-02-01..2024-02-29"),
        ("2024-01-01..2024-12-31", "over the previous year", "2023-01-01..2023-12-31"),
        ("2024-05-01..2024-05-31", "month on month", "2024-04-01..2024-04-30"),
        ("2024-03-01..2024-03-31", "month on month", "2024-02-01..2024-02-29"),
        ("2024-01-01..2024-03-31", "quarter on quarter", "2023-10-01..2023-12-31"),
        ("2024-01-01..2024-05-31", "month on month", ""),
        ("2024-01-01..2024-12-31", "compared with 2019", "2019-01-01..2019-12-31"),
        ("2024-01-01..2024-05-31", "over the same period of 2019", "2019-01-01..2019-05-31"),
        ("2024-01-01..2024-06-30", "than in the first half of last year", "2023-01-01..2023-06-30"),
        ("2024-01-01..2024-12-31", "since 2020", "2020-01-01..2020-12-31"),
        ("2024-01-01..2024-12-31", "from 2020 to 2024", "2020-01-01..2020-12-31"),
        ("2024-01-01..2024-12-31", "over five years", "2019-01-01..2019-12-31"),
        ("2024-01-01..2024-12-31", "in the last decade", "2014-01-01..2014-12-31"),
        ("2024-01-01..2024-12-31", "compared with 2030", ""),
        ("2024-01-01..2024-12-31", "in 2023", ""),
    ] {
        let found = find(Lang::En, text, &cut(text));
        assert_eq!(found.len(), 1, "{text}");
        let base = base_of(days(period), &found[0].time, &spoken);
        let base = base.map_or(String::new(), |(first, last)| format!("{first}..{last}"));
        assert_eq!(base, expected, "{period} {text}");
    }
}

#[test]
fn names_the_time_alone() {
    for (lang, text, bytes, units) in [
        (Lang::En, "sold in the first half of 2024 alone", "first half of 2024", "in the first half of 2024"),
        (Lang::En, "up 5% compared with 2019.", "2019", "compared with 2019"),
        (Lang::Zh, "与2019年相比增长", "2019年", "与2019年相比"),
        (Lang::Ru, "рост по сравнению с 2019 годом", "2019 годом", "по сравнению с 2019 годом"),
    ] {
        let cut = cut(text);
        let found = find(lang, text, &cut);
        let [period] = found.as_slice() else { panic!("{text}") };
        assert_eq!(&text[period.bytes.clone()], bytes);
        let (first, last) = (cut[period.units.start].start, cut[period.units.end - 1].end);
        assert_eq!(&text[first as usize..last as usize], units);
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "in",
        "2024",
        "2019",
        "–",
        "-",
        "to",
        "May",
        "first",
        "five",
        "months",
        "of",
        "the",
        "same period",
        "last year",
        "year",
        "FY",
        "24",
        "12",
        ".",
        ",",
        "/",
        "年",
        "月",
        "日",
        "第",
        "十",
        "五",
        "季度",
        "前",
        "1",
        "11",
        "至",
        "比",
        "以来",
        "с",
        "по",
        "год",
        "г.",
        "за",
        "квартал",
        "I",
        "-е",
        "s",
        "'",
        "(",
        ")",
        "January",
        "января",
        "end of",
        "since",
        "over",
        "%",
        "двух",
        "месяцев",
        "个月",
        "世纪",
        "年代",
    ]);
    let joined = prop::collection::vec((words, prop::bool::ANY), 0..24)
        .prop_map(|words| words.iter().map(|(word, space)| format!("{word}{}", if *space { " " } else { "" })).collect::<String>());
    prop_oneof![joined, any::<String>()]
}

proptest! {
    #[test]
    fn stays_in_bounds(text in any_text()) {
        let units = cut(&text);
        for lang in Lang::ALL {
            let mut past = 0;
            for period in find(lang, &text, &units) {
                prop_assert!(past <= period.units.start && period.units.start < period.units.end && period.units.end <= units.len());
                prop_assert!(!text[period.bytes.clone()].is_empty());
                past = period.units.end;
                let context = TimeContext { spoken: Some(date(2024, 2, 29)), year: Some(2023), period: Some((date(2024, 1, 1), date(2024, 2, 29))) };
                if let PeriodTime::At(time) = period.time
                    && let Some((first, last)) = resolve(&time, &context)
                {
                    prop_assert!(first <= last);
                }
                base_of((date(2024, 2, 29), date(2024, 2, 29)), &period.time, &context);
            }
        }
    }
}
