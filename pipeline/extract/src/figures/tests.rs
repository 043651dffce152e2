use super::{Figures, settle_currencies};
use crate::gazetteer::{Builder, Gazetteer};
use crate::lang::Lang;
use crate::token::{Direction, Figure, FigureKind, RangeEnd};
use crate::units::cut;
use amur_model::Qualifier;
use proptest::prelude::*;
use std::sync::LazyLock;

static TOOLS: LazyLock<(Figures, Gazetteer)> = LazyLock::new(|| {
    let mut names = Builder::new();
    (Figures::new(&mut names), names.build())
});

fn find(lang: Lang, text: &str) -> Vec<Figure> {
    TOOLS.0.find(lang, &TOOLS.1.look(text, &cut(text)))
}

fn find_all(lang: Lang, text: &str) -> Vec<Figure> {
    TOOLS.0.find_all(lang, &TOOLS.1.look(text, &cut(text)))
}

/// `anchor=value unit`, then `~` about, `>` at least, `<` at most, `[` `]` the ends of a range, `↑` `↓`.
fn show(text: &str, figure: &Figure) -> String {
    let unit = match figure.kind {
        FigureKind::Money(code) => code,
        FigureKind::Percent => "%",
        FigureKind::Points => "pp",
        FigureKind::Times => "x",
        FigureKind::Rank => "#",
        FigureKind::Quantity(symbol) => symbol,
        FigureKind::Plain => "",
    };
    let qualifier = match (figure.end, figure.qualifier) {
        (Some(RangeEnd::Low), _) => "[",
        (Some(RangeEnd::High), _) => "]",
        (None, Qualifier::Exact) => "",
        (None, Qualifier::Approx) => "~",
        (None, Qualifier::AtLeast) => ">",
        (None, Qualifier::AtMost) => "<",
    };
    let direction = match figure.direction {
        Some(Direction::Up) => "↑",
        Some(Direction::Down) => "↓",
        None => "",
    };
    let gap = if unit.is_empty() { "" } else { " " };
    format!("{}={}{gap}{unit}{qualifier}{direction}", &text[figure.anchor.clone()], figure.value)
}

fn read(lang: Lang, text: &str) -> String {
    let figures = find(lang, text);
    figures.iter().map(|figure| show(text, figure)).collect::<Vec<_>>().join("; ")
}

fn check(lang: Lang, cases: &[(&str, &str)]) {
    let wrong: Vec<_> =
        cases.iter().map(|(text, figures)| (text, read(lang, text), figures)).filter(|(_, found, figures)| found != *figures).collect();
    assert!(
        wrong.is_empty(),
        "{}",
        wrong.iter().map(|(text, found, figures)| format!("{text}\n  found  {found}\n  wanted {figures}\n")).collect::<String>()
    );
}

#[test]
fn names_of_several_currencies_need_a_country() {
    let settled = |text: &str, countries: &[&str]| {
        let mut figures = find(Lang::En, text);
        settle_currencies(&mut figures, None, |country| usize::from(countries.contains(&country)));
        figures.iter().map(|figure| show(text, figure)).collect::<Vec<_>>().join("; ")
    };
    let text = "5 million pesos, Rs 500 crore and 3 million Colombian pesos";
    assert_eq!(settled(text, &["MX", "IN"]), "5 million=5000000 MXN; 500 crore=5000000000 INR; 3 million=3000000 COP");
    assert_eq!(settled(text, &["MX", "CL", "US"]), "3 million=3000000 COP");
    assert_eq!(
        settled("N$3 billion, E£4 million and $5 million", &[]),
        "3 billion=3000000000 NAD; 4 million=4000000 EGP; 5 million=5000000 USD"
    );
}

#[test]
fn english() {
    check(
        Lang::En,
        &[
            ("Korea –$18.8 million, China -$5 million", "18.8 million=18800000 USD; 5 million=5000000 USD"),
            ("a balance (-$5 million)", "5 million=-5000000 USD"),
            ("between 5% and 7% of it", "5%=5 %[; 7%=7 %]"),
            ("no fewer than 40 ships", "40=40 units>"),
            ("a two-day delivery", "two=2 days"),
            ("Exports grew by 5% to 3 billion yuan", "5%=5 %; 3 billion=3000000000 CNY"),
            ("sales of $5.24 billion", "5.24 billion=5240000000 USD"),
            ("worth \\$107.5 million", "107.5 million=107500000 USD"),
            ("worth $ 1,234.56 a ton", "1,234.56=1234.56 USD"),
            ("EUR 200 million and 350 USD", "200 million=200000000 EUR; 350=350 USD"),
            ("US$1.5 trillion in trade", "1.5 trillion=1500000000000 USD"),
            ("HK$40 million", "40 million=40000000 HKD"),
            ("RMB 12.6 billion", "12.6 billion=12600000000 CNY"),
            ("a loan of USD115", "115=115 USD"),
            ("they sold for 806.8 bln yen", "806.8 bln=806800000000 JPY"),
            ("a $5m plant and a $1.2bn port", "5m=5000000 USD; 1.2bn=1200000000 USD"),
            ("revenue of 120 MEUR", "120=120000000 EUR"),
            ("they cost 15-20 usd", "15=15 USD[; 20=20 USD]"),
            ("47 pence a kilo", "47=0.47 GBP"),
            ("the budget is 75 USD million", "75=75000000 USD"),
            ("the surplus shrank to minus 5 percent", "minus 5 percent=-5 %"),
            ("it fell –1.9% after +7.4%", "–1.9%=-1.9 %; +7.4%=7.4 %"),
            ("a change of −3%", "−3%=-3 %"),
            ("up 12.5 per cent", "12.5 per cent=12.5 %"),
            ("19,5% of the total", "19,5%=19.5 %"),
            ("the 1.844.036.360,12 total", "1.844.036.360,12=1844036360.12"),
            ("some 1'234'567 tickets", "1'234'567=1234567~"),
            ("12 345 678 rows", "12 345 678=12345678"),
            ("1,844 firms", "1,844=1844 units"),
            ("35 lakh rupees", "35 lakh=3500000 INR|PKR|NPR|LKR|MUR|SCR"),
            ("three lakh crore rupees", "three lakh crore=3000000000000 INR|PKR|NPR|LKR|MUR|SCR"),
            ("twenty-one percent", "twenty-one percent=21 %"),
            ("one hundred and fifty million yuan", "one hundred and fifty million=150000000 CNY"),
            ("two hundred and six vessels", "two hundred and six=206 units"),
            ("two dozen companies", "two dozen=24 units"),
            ("half a million tonnes", "half a million=500000 t"),
            ("two and a half times more", "two and a half times=2.5 x"),
            ("three and a half million people", "three and a half million=3500000 people"),
            ("0.5 percentage points, then 3 pp", "0.5 percentage points=0.5 pp; 3 pp=3 pp"),
            ("3.7 times and 2.5-fold", "3.7 times=3.7 x; 2.5-fold=2.5 x"),
            ("a seven-fold increase", "seven-fold=7 x"),
            ("imports more than doubled", "doubled=2 x>↑"),
            ("trade nearly tripled, and coal halved", "tripled=3 x~↑; halved=-2 x↓"),
            ("fish exports increased twofold", "twofold=2 x↑"),
            ("one-fifth of exports", "one-fifth=20 %"),
            ("two-thirds of imports", "two-thirds=66.67 %"),
            ("one-sixth of the total", "one-sixth=16.67 %"),
            ("half of all timber", "half=50 %"),
            ("almost a quarter of trade", "a quarter=25 %~"),
            ("fell by a third", "a third=33.33 %"),
            ("three quarters of the fleet", "three quarters=75 %"),
            ("the first quarter of the year", ""),
            ("in the first half of 2023", ""),
            ("in the first five months of 2023", ""),
            ("5 to 7%", "5=5 %[; 7%=7 %]"),
            ("10 to 14% of the area", "10=10 %[; 14%=14 %]"),
            ("between 3 and 5 million tons", "3=3000000 t[; 5 million=5000000 t]"),
            ("from $10 million to $40 million", "10 million=10000000 USD; 40 million=40000000 USD"),
            ("from 7.9 billion to 15.7 billion yuan", "7.9 billion=7900000000 CNY; 15.7 billion=15700000000 CNY"),
            ("ranging from 20% to 26%", "20%=20 %[; 26%=26 %]"),
            ("$10-12 billion", "10=10000000000 USD[; 12 billion=12000000000 USD]"),
            ("$107.5 to $200 billion", "107.5=107500000000 USD[; 200 billion=200000000000 USD]"),
            ("it rose 5% to 10%", "5%=5 %; 10%=10 %"),
            ("3–5 March", ""),
            ("5.1, 6.2 and 7.3 billion yuan respectively", "5.1=5100000000 CNY; 6.2=6200000000 CNY; 7.3 billion=7300000000 CNY"),
            ("4%, 5% and 6%", "4%=4 %; 5%=5 %; 6%=6 %"),
            ("about 42 billion U.S. dollars", "42 billion=42000000000 USD~"),
            ("more than US$27 billion", "27 billion=27000000000 USD>"),
            ("up to 300 vehicles", "300=300 units<"),
            ("just under 9 trillion yuan", "9 trillion=9000000000000 CNY<"),
            ("at least 50 projects", "50=50 units>"),
            ("over 30,000 enterprises", "30,000=30000 units>"),
            ("nearly 14-percent growth", "14-percent=14 %~"),
            ("5,000 or more visitors", "5,000=5000 people>"),
            ("100+ deals", "100=100>"),
            ("it ranked 7th among provinces", "7th=7 #"),
            ("7th place by exports", "7th=7 #"),
            ("2nd largest partner", "2nd=2 #"),
            ("ranked second in the country", "second=2 #"),
            ("the second largest supplier", "second=2 #"),
            ("among the top ten provinces", "top ten=10 #<"),
            ("a top-20 port", "top-20=20 #<"),
            ("the largest buyer of gas", "largest=1 #"),
            ("one of the largest ports", ""),
            ("the 14th Five-Year Plan", ""),
            ("the 20th Central Committee", ""),
            ("the 21st century", ""),
            ("its 5th edition on the 3rd of June", ""),
            ("816,000 t of grain", "816,000=816000 t"),
            ("4,210 km of border", "4,210=4210 km"),
            ("120 km² of land", "120=120 km2"),
            ("1.2 million cubic meters of timber", "1.2 million=1200000 m3"),
            ("13 million tonnes", "13 million=13000000 t"),
            ("10 kWh", "10=10 kWh"),
            ("a five-year plan", ""),
            ("two countries in 2019", "two=2"),
            ("in 2021–2035 and 2019/20", ""),
            ("on 15 March 2017 and March 15, 2018", ""),
            ("on 28.05.2024 and 2025-05-10", ""),
            ("at 15:30 and at 5 pm", ""),
            ("pp. 25-27, 30 and 31; p. 14; vol. 5, no. 3", ""),
            ("see Table 3 and Figures 4 and 5", ""),
            ("No. 5 of the list", ""),
            ("[12], [source 5, 7] and [5, p. 14]", ""),
            ("COVID-19, G20, 5A, Primorye-2, A-50 and 1-2-3", ""),
            ("https://example.org/a/12345?x=5 and doi 10.1234/56", ""),
            ("tel. +86-451-8888", ""),
            ("ISBN 978-5-1234-5678-9", ""),
            ("3. The third heading", ""),
            ("see Issue (417)", ""),
            ("one of them, and one company", ""),
            ("in 2022 enterprises exported more", ""),
            ("2,019 companies", "2,019=2019 units"),
            ("In 2019 $5 million", "5 million=5000000 USD"),
            ("no 5% growth", "5%=5 %"),
            ("over 5 million. Tonnes of grain", "5 million=5000000>"),
            ("the 1990s", ""),
            ("1/3 of exports", "1/3=33.33 %"),
        ],
    );
}

#[test]
fn chinese() {
    check(
        Lang::Zh,
        &[
            ("总值高达250.2亿元", "250.2亿=25020000000 CNY"),
            ("中国最大、最便捷的陆地口岸之一", ""),
            ("出口17.8亿美元，增长23.9%", "17.8亿=1780000000 USD; 23.9%=23.9 %"),
            ("进口1,100万元", "1,100万=11000000 CNY"),
            ("进出口总值166.87亿元人民币", "166.87亿=16687000000 CNY"),
            ("约合42亿美元", "42亿=4200000000 USD~"),
            ("5306亿日元", "5306亿=530600000000 JPY"),
            ("223.7億美元", "223.7億=22370000000 USD"),
            ("人民币50亿元", "50亿=5000000000 CNY"),
            ("￥300万", "300万=3000000 CNY"),
            ("200亿卢布", "200亿=20000000000 RUB"),
            ("3亿5000万元", "3亿5000万=350000000 CNY"),
            ("1.2万亿元", "1.2万亿=1200000000000 CNY"),
            ("三百五十一万亿元", "三百五十一万亿=351000000000000 CNY"),
            ("八十八亿美元", "八十八亿=8800000000 USD"),
            ("一点零四亿元", "一点零四亿=104000000 CNY"),
            ("二十三点五亿元", "二十三点五亿=2350000000 CNY"),
            ("一百零八万吨", "一百零八万=1080000 t"),
            ("九万多吨", "九万=90000 t>"),
            ("一千多万元", "一千多万=10000000 CNY>"),
            ("500余万吨", "500余万=5000000 t>"),
            ("十几亿元", "十几亿=1000000000 CNY>"),
            ("五百余家企业", "五百=500 units>"),
            ("两百亿元", "两百亿=20000000000 CNY"),
            ("１．０７５３美元", "１．０７５３=1.0753 USD"),
            ("１１１，１１１吨", "１１１，１１１=111111 t"),
            ("929.7吨", "929.7=929.7 t"),
            ("4210公里", "4210=4210 km"),
            ("120平方公里", "120=120 km2"),
            ("35万辆汽车", "35万=350000 units"),
            ("200万人次", "200万=2000000 people"),
            ("50亿千瓦时", "50亿=5000000000 kWh"),
            ("三个口岸", "三=3 units"),
            ("6个片区", "6=6 units"),
            ("两国元首", ""),
            ("一个重要平台", ""),
            ("一带一路", ""),
            ("四川、三亚和五台山", ""),
            ("提高0.4个百分点", "0.4个百分点=0.4 pp"),
            ("下降1.5个百分點", "1.5个百分點=1.5 pp"),
            ("2个百分点左右", "2个百分点=2 pp~"),
            ("3.7倍", "3.7倍=3.7 x"),
            ("增长近15倍", "15倍=15 x~"),
            ("两倍以上", "两倍=2 x>"),
            ("翻一番", "翻一番=2 x↑"),
            ("翻了两番", "翻了两番=4 x↑"),
            ("翻番", "翻番=2 x↑"),
            ("翻了近两番", "翻了近两番=4 x~↑"),
            ("减半", "减半=-2 x↓"),
            ("三分之一", "三分之一=33.33 %"),
            ("近三分之二", "三分之二=66.67 %~"),
            ("百分之二十", "百分之二十=20 %"),
            ("百分之一百五十二", "百分之一百五十二=152 %"),
            ("千分之五", "千分之五=0.5 %"),
            ("百分之百", "百分之百=100 %"),
            ("六成", "六成=60 %"),
            ("两成五", "两成五=25 %"),
            ("超六成", "六成=60 %>"),
            ("近两成", "两成=20 %~"),
            ("一半", "一半=50 %"),
            ("半数以上", "半数以上=50 %>"),
            ("上半年", ""),
            ("超过3000亿元", "3000亿=300000000000 CNY>"),
            ("逾200亿元", "200亿=20000000000 CNY>"),
            ("突破3000亿元", "3000亿=300000000000 CNY>"),
            ("近50%", "50%=50 %~"),
            ("约15万吨", "15万=150000 t~"),
            ("不足10%", "10%=10 %<"),
            ("不低于5%", "5%=5 %>"),
            ("3000亿元以上", "3000亿=300000000000 CNY>"),
            ("30%左右", "30%=30 %~"),
            ("10亿元以下", "10亿=1000000000 CNY<"),
            ("5亿多美元", "5亿=500000000 USD>"),
            ("3000余家", "3000=3000 units>"),
            ("10%至14%", "10%=10 %[; 14%=14 %]"),
            ("10%-14%", "10%=10 %[; 14%=14 %]"),
            ("5～7亿元", "5=500000000 CNY[; 7亿=700000000 CNY]"),
            ("从7.9亿元增至15.7亿元", "7.9亿=790000000 CNY; 15.7亿=1570000000 CNY"),
            ("由5%提高到8%", "5%=5 %; 8%=8 %"),
            ("分别为1.2亿、3.4亿和5.6亿元", "1.2亿=120000000 CNY; 3.4亿=340000000 CNY; 5.6亿=560000000 CNY"),
            ("5、6和7亿元", "5=500000000 CNY; 6=600000000 CNY; 7亿=700000000 CNY"),
            ("增长5%，达到30亿元", "5%=5 %; 30亿=3000000000 CNY"),
            ("-5.2%", "-5.2%=-5.2 %"),
            ("负3.9%", "负3.9%=-3.9 %"),
            ("同比+7.4%", "+7.4%=7.4 %"),
            ("居第三", "第三=3 #"),
            ("位列全国第三位", "第三=3 #"),
            ("第一大贸易伙伴", "第一=1 #"),
            ("第2位", "第2=2 #"),
            ("居全国首位", "首位=1 #"),
            ("跃居榜首", "榜首=1 #"),
            ("前十位", "前十=10 #<"),
            ("进入全国前三", "前三=3 #<"),
            ("最大贸易伙伴", "最大=1 #"),
            ("最大的贸易伙伴之一", ""),
            ("第一季度", ""),
            ("第十四个五年规划", ""),
            ("第三产业", ""),
            ("“十四五”期间", ""),
            ("党的二十大", ""),
            ("前5个月", ""),
            ("前三季度", ""),
            ("近五年来", ""),
            ("2024年3月15日", ""),
            ("二〇二四年", ""),
            ("3至5月", ""),
            ("2021-2035年", ""),
            ("15时30分", ""),
            ("第51卷第6期", ""),
            ("第5-16页", ""),
            ("[12]、[来源5]", ""),
            ("〔2021〕5号", ""),
            ("5G和COVID-19", ""),
            ("成立十周年", ""),
            ("七八家企业", ""),
            ("二三十个百分点", ""),
            ("十分重要", ""),
            ("50岁", ""),
            ("21世纪", ""),
            ("10万美元每吨", "10万=100000 USD"),
            ("5.3%和6.2%", "5.3%=5.3 %; 6.2%=6.2 %"),
        ],
    );
}

#[test]
fn russian() {
    check(
        Lang::Ru,
        &[
            ("Экспорт вырос на 5,3% до 1,5 млрд долларов", "5,3%=5.3 %; 1,5 млрд=1500000000 USD"),
            ("1 млрд 341 млн 718,7 тыс. долл. США", "1 млрд 341 млн 718,7 тыс=1341718700 USD"),
            ("31 млрд 198,7 млн долл.", "31 млрд 198,7 млн=31198700000 USD"),
            ("13 млрд 910,7 млн рублей", "13 млрд 910,7 млн=13910700000 RUB"),
            ("1.844.036.360,12 руб.", "1.844.036.360,12=1844036360.12 RUB"),
            ("1 844 036 360,12 рублей", "1 844 036 360,12=1844036360.12 RUB"),
            ("5,3млн. рублей", "5,3млн=5300000 RUB"),
            ("19,3млрд руб. налогов", "19,3млрд=19300000000 RUB"),
            ("1,844 тонны", "1,844=1.844 t"),
            ("12 345,6 км дорог", "12 345,6=12345.6 km"),
            ("816 000 т угля", "816 000=816000 t"),
            ("816 тыс. тонн зерна", "816 тыс=816000 t"),
            ("22,1 млрд долларов США", "22,1 млрд=22100000000 USD"),
            ("$15,4 млрд", "15,4 млрд=15400000000 USD"),
            ("200 млрд юаней", "200 млрд=200000000000 CNY"),
            ("15,4 млрд евро", "15,4 млрд=15400000000 EUR"),
            ("300 млн иен", "300 млн=300000000 JPY"),
            ("5 миллионов кубометров", "5 миллионов=5000000 m3"),
            ("два миллиона человек", "два миллиона=2000000 people"),
            ("двадцать три процента", "двадцать три процента=23 %"),
            ("сто двадцать пять предприятий", "сто двадцать пять=125 units"),
            ("полтора миллиона тонн", "полтора миллиона=1500000 t"),
            ("два с половиной раза", "два с половиной=2.5"),
            ("в два с половиной раза", "два с половиной раза=2.5 x"),
            ("полмиллиарда рублей", "полмиллиарда=500000000 RUB"),
            ("пятнадцатью компаниями", "пятнадцатью=15 units"),
            ("до трех миллионов тонн", "трех миллионов=3000000 t"),
            ("в 3,7 раза", "3,7 раза=3.7 x"),
            ("в 3-4 раза", "3=3 x[; 4 раза=4 x]"),
            ("более чем в 5 раз", "5 раз=5 x>"),
            ("почти в два раза", "два раза=2 x~"),
            ("в полтора раза больше", "полтора раза=1.5 x"),
            ("3 раза в год", "3=3"),
            ("вырос вдвое", "вдвое=2 x"),
            ("почти вдвое", "вдвое=2 x~"),
            ("втрое", "втрое=3 x"),
            ("сократились наполовину", "наполовину=-2 x↓"),
            ("удвоился", "удвоился=2 x↑"),
            ("двукратный рост", "двукратный=2 x"),
            ("пятикратное увеличение", "пятикратное=5 x"),
            ("на треть", "треть=33.33 %"),
            ("почти треть экспорта", "треть=33.33 %~"),
            ("четверть поставок", "четверть=25 %"),
            ("около половины", "половины=50 %~"),
            ("две трети", "две трети=66.67 %"),
            ("три четверти", "три четверти=75 %"),
            ("одна пятая", "одна пятая=20 %"),
            ("две пятых", "две пятых=40 %"),
            ("шестая часть", "шестая часть=16.67 %"),
            ("первая половина года", ""),
            ("во второй половине 2023 года", ""),
            ("на 174,54 процента", "174,54 процента=174.54 %"),
            ("430,38 проц. за год", "430,38 проц=430.38 %"),
            ("на 2,5 процентных пункта", "2,5 процентных пункта=2.5 pp"),
            ("150 п.п.", "150 п.п=150 pp"),
            ("0,3 п. п.", "0,3 п. п=0.3 pp"),
            ("5-процентный рост", "5-процентный=5 %"),
            ("-3,2% и +7%", "-3,2%=-3.2 %; +7%=7 %"),
            ("минус 5%", "минус 5%=-5 %"),
            ("более 60%", "60%=60 %>"),
            ("около 15%", "15%=15 %~"),
            ("порядка 117 млрд рублей", "117 млрд=117000000000 RUB~"),
            ("свыше 30 тыс. человек", "30 тыс=30000 people>"),
            ("не менее 5 вагонов", "5=5 units>"),
            ("менее 20 проц.", "20 проц=20 %<"),
            ("почти 4 млн долларов", "4 млн=4000000 USD~"),
            ("более чем на 10 процентов", "10 процентов=10 %>"),
            ("на более чем 10%", "10%=10 %>"),
            ("10 и более рейсов", "10=10 units>"),
            ("превысил 200 млрд долл.", "200 млрд=200000000000 USD>"),
            ("от 5 до 10%", "5=5 %; 10%=10 %"),
            ("с 10,7 до 37,3 млрд юаней", "10,7=10700000000 CNY; 37,3 млрд=37300000000 CNY"),
            ("10–14%", "10=10 %[; 14%=14 %]"),
            ("5-7 млн тонн", "5=5000000 t[; 7 млн=7000000 t]"),
            ("между 3 и 5 млн долларов", "3=3000000 USD[; 5 млн=5000000 USD]"),
            ("с 5% до 7%", "5%=5 %; 7%=7 %"),
            ("1,2, 3,4 и 5,6 млрд руб. соответственно", "1,2=1200000000 RUB; 3,4=3400000000 RUB; 5,6 млрд=5600000000 RUB"),
            ("первое место", "первое=1 #"),
            ("на втором месте", "втором=2 #"),
            ("занял 3-е место", "3-е=3 #"),
            ("2 место по экспорту", "2=2 #"),
            ("третья позиция", "третья=3 #"),
            ("второй по величине партнер", "второй=2 #"),
            ("топ-10 регионов", "топ-10=10 #<"),
            ("крупнейший партнер", "крупнейший=1 #"),
            ("один из крупнейших портов", ""),
            ("в первом квартале", ""),
            ("в 2019–2024 гг.", ""),
            ("в 2024 г. и 2023 году", ""),
            ("28.05.2024", ""),
            ("15 марта 2017 г.", ""),
            ("за 5 месяцев", ""),
            ("за первые десять месяцев", ""),
            ("в 15:30", ""),
            ("№ 4 (5), т. 67, с. 5–16", ""),
            ("стр. 14 и 15, рис. 3, табл. 2", ""),
            ("[12], [5, с. 14]", ""),
            ("Су-27, Приморье-2, 5G", ""),
            ("в 90-х годах", ""),
            ("3. Третий пункт", ""),
            ("10-летний план", ""),
            ("25 пунктов пропуска", "25=25 units"),
            ("4 210 км границы", "4 210=4210 km"),
            ("120 км² земли", "120=120 km2"),
            ("300 кв. м", "300=300 m2"),
            ("46 городов", "46=46"),
            ("три страны", "три=3"),
            ("одна из компаний", ""),
            ("«Сила Сибири – 2»", ""),
            ("около $1,5-2 млрд", "1,5=1500000000 USD[; 2 млрд=2000000000 USD]"),
            ("50 коп.", "50=0.5 RUB"),
        ],
    );
}

/// English-style figures in Chinese and Russian texts, and the reverse.
#[test]
fn mixed() {
    check(Lang::Zh, &[("it rose to 5.3 billion yuan", "5.3 billion=5300000000 CNY"), ("рост на 5,3%", "5,3%=5.3 %")]);
    check(Lang::Ru, &[("worth $1,234.56", "1,234.56=1234.56 USD"), ("约15万吨", "15万=150000 t~"), ("1,234,567 t", "1,234,567=1234567 t")]);
    check(
        Lang::En,
        &[
            ("出口1.2万亿元", "1.2万亿=1200000000000 CNY"),
            ("1,5 млрд руб.", "1,5 млрд=1500000000 RUB"),
            ("¥5 million", "5 million=5000000 JPY"),
        ],
    );
}

#[test]
fn wide_mode_keeps_plain_numbers() {
    for (lang, text, values) in [
        (Lang::En, "On 15 March 2017, p. 14, one of them", &[15.0, 2017.0, 14.0, 1.0][..]),
        (Lang::Zh, "1991年1月16日", &[1991.0, 1.0, 16.0]),
        (Lang::Ru, "в 2024 г. за 5 месяцев", &[2024.0, 5.0]),
    ] {
        let found: Vec<f64> = find_all(lang, text).iter().map(|figure| figure.value).collect();
        assert_eq!(found, values, "{text}");
    }
}

/// Runs that would cost the square of their length if any part of them were read again and again: minutes, not moments.
#[test]
fn long_runs_are_read_once() {
    for piece in ["一二三四", "hundred ", "22,24,26,", "1, 2 and ", "1-2-", "1/2/", "5 to 6 to ", "[1,[5 ", "百分之", "p. 5, 6, ", "翻了"]
    {
        let text = piece.repeat(50_000 / piece.len());
        let units = cut(&text);
        assert!(find(Lang::En, &text).len() + find_all(Lang::En, &text).len() <= 2 * units.len());
    }
}

/// Figures are whole, in order and apart, whatever the text.
fn assert_sound(lang: Lang, text: &str) {
    let units = cut(text);
    for figures in [find(lang, text), find_all(lang, text)] {
        for figure in &figures {
            let whole = units[figure.units.start].start as usize..units[figure.units.end - 1].end as usize;
            assert!(whole.start <= figure.anchor.start && figure.anchor.end <= whole.end, "{text:?}: {figure:?}");
            assert!(text.get(figure.anchor.clone()).is_some_and(|anchor| !anchor.is_empty()), "{text:?}: {figure:?}");
            assert!(figure.value.is_finite(), "{text:?}: {figure:?}");
        }
        assert!(figures.windows(2).all(|pair| pair[0].units.end <= pair[1].units.start), "{text:?}: {figures:?}");
    }
}

/// Texts made of what figures are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "5",
        "1,234",
        "2024",
        "12.5",
        "007",
        "28.05.2024",
        "１２",
        "%",
        "％",
        "$",
        "US$",
        "\\$",
        "a",
        "one",
        "twenty",
        "hundred",
        "million",
        "bn",
        "and",
        "to",
        "from",
        "between",
        "by",
        "over",
        "half",
        "third",
        "a quarter",
        "of",
        "times",
        "-fold",
        "percentage points",
        "th",
        "first",
        "ranked",
        "largest",
        "top",
        "p.",
        "No.",
        "[",
        "]",
        "(",
        ")",
        "-",
        "–",
        "—",
        "~",
        ",",
        ".",
        "/",
        "+",
        "billion yuan",
        "两",
        "十",
        "百",
        "千",
        "万",
        "亿",
        "零",
        "点",
        "半",
        "多",
        "余",
        "成",
        "分之",
        "第",
        "前",
        "翻",
        "番",
        "倍",
        "元",
        "美元",
        "个百分点",
        "年",
        "月",
        "至",
        "从",
        "、",
        "два",
        "сто",
        "тыс.",
        "млн",
        "в",
        "раза",
        "на",
        "треть",
        "с половиной",
        "место",
        "3-е",
        "г.",
        "№",
        "https://x",
        "½",
        " ",
        "  ",
        "\u{a0}",
        "\n",
        "е\u{301}",
        "\u{200b}",
    ]);
    prop::collection::vec((piece, prop::bool::ANY), 0..24)
        .prop_map(|pieces| pieces.iter().map(|(piece, spaced)| if *spaced { format!("{piece} ") } else { (*piece).to_owned() }).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_sound(text in any::<String>(), lang in prop::sample::select(Lang::ALL.to_vec())) {
        assert_sound(lang, &text);
    }

    #[test]
    fn any_pieces_are_sound(text in pieces(), lang in prop::sample::select(Lang::ALL.to_vec())) {
        assert_sound(lang, &text);
    }
}
