"""A second set of wordings, as newspapers have them. Written before the program had read any of them; ours."""

PLANTED, AGREEING = 6, 12  # of each check

WORDINGS = {
    "TRD101": {
        "en": [
            "Customs officers counted {after} worth of goods leaving {a} for {b} in {y}. That is {g}% more than the {before} recorded in {p}, a spokeswoman said.",
            "Shipments from {a} to {b} climbed to {after} in {y} from {before} a year earlier, a gain of {g} per cent.",
            "{a} earned {after} from its exports to {b} in {y}, {g}% more than in {p}, when it had earned {before}.",
        ],
        "ru": [
            "Поставки из {a} в {b} за {y} год выросли на {g}% и достигли {after}. Годом ранее, в {p} году, они оценивались в {before}.",
            "Вывоз товаров из {a} в {b} увеличился с {before} в {p} году до {after} в {y} году, прирост составил {g}%.",
            "В {y} году из {a} в {b} отправили товаров на {after} – на {g}% больше, чем годом ранее ({before}).",
        ],
        "zh": [
            "{y}年{a}向{b}出口货物{after}，上年为{before}，增幅为{g}%。",
            "海关数据显示，{a}{y}年对{b}出口额攀升至{after}，较{p}年的{before}上涨{g}%。",
            "{p}年，{a}对{b}的出口还只有{before}，到{y}年已升至{after}，增幅{g}%。",
        ],
    },
    "TRD102": {
        "en": [
            "{a} exchanged goods worth {t} with {b} in {y}, customs said; it sold {e} and bought {i}.",
            "Total foreign trade of {a} stood at {t} in {y}. Of this, {e} were exports and the remaining {i} imports.",
            "In {y} exports of {a} came in at {e} and imports at {i}, bringing total trade to {t}.",
        ],
        "ru": [
            "Суммарный объем внешней торговли {a} в {y} году достиг {t}: на экспорт пришлось {e}, на импорт – {i}.",
            "Экспорт {a} в {y} году сложился в размере {e}, импорт – {i}, а весь товарооборот – {t}.",
            "Торговля {a} с {b} в {y} году выросла до {t}, из которых {e} пришлось на экспорт и {i} – на импорт.",
        ],
        "zh": [
            "{y}年{a}货物贸易进出口合计{t}。出口{e}，进口{i}。",
            "有关负责人介绍，{y}年，{a}实现外贸进出口{t}，其中出口为{e}，进口为{i}。",
            "{a}{y}年与{b}的双边贸易总额为{t}，对{b}出口{e}，从{b}进口{i}。",
        ],
    },
    "TRD103": {
        "en": [
            "Of the {w} that {a} earned from exports in {y}, {v}, or {s}%, came from {b}.",
            "{b} took {s}% of {a}'s exports in {y}: {v} out of {w}.",
            "{a} imported {iv} of goods from {b} in {y}, which is {s}% of its total imports of {iw}.",
        ],
        "ru": [
            "Доля {bg} в экспорте {a} в {y} году – {s}%: {v} из {w}.",
            "На {b} в {y} году пришлось {s}% экспорта {a}, или {v}; всего экспорт равнялся {w}.",
            "Всего в {y} году импорт {a} составил {iw}, из {bg} поступило товаров на {iv} ({s}% импорта).",
        ],
        "zh": [
            "{b}在{a}{y}年的出口中占{s}%，金额为{v}，同期{a}出口总额为{w}。",
            "{y}年{a}出口总额{w}，其中输往{b}的有{v}，所占比重为{s}%。",
            "{y}年{a}从{b}进口{iv}，占其进口总额{iw}的{s}%。",
        ],
    },
    "TRD104": {
        "en": [
            "Exports from {a} to {b} in {y} totalled {c}, the equivalent of {d}.",
            "{a} bought {c} worth of goods from {b} in {y} – {d} at that year's rate.",
            "The value of {a}'s foreign trade in {y} was put at {c}, or some {d}.",
        ],
        "ru": [
            "Внешнеторговый оборот {a} за {y} год – {c}, что эквивалентно {d}.",
            "Экспорт {a} в {b} за {y} год оценивается в {c} (примерно {d}).",
            "За {y} год импорт {a} из {bg} дошел до {c}, это около {d}.",
        ],
        "zh": [
            "{a}{y}年外贸总额达到{c}，折合{d}。",
            "{y}年{a}从{b}进口货物{c}，约{d}。",
            "{a}对{b}出口{y}年达{c}（折{d}）。",
        ],
    },
    "TRD105": {
        "en": [
            "Exports of {a} to {b} reached {after} in {y}, which is {m} times as much as in {p}, when they were {before}.",
            "Sales to {b} from {a} went from {before} in {p} to {after} in {y}, a {m}-fold rise.",
            "{a}'s exports to {b} multiplied {m} times between {p} and {y}, from {before} to {after}.",
        ],
        "ru": [
            "Поставки из {a} в {b} за год выросли в {m} раза: {after} в {y} году против {before} в {p} году.",
            "Экспорт {a} в {b} в {y} году оказался в {m} раза выше, чем в {p} году: {after} и {before} соответственно.",
        ],
        "zh": [
            "{a}对{b}出口{y}年为{after}，相当于{p}年{before}的{m}倍。",
            "与{p}年的{before}相比，{y}年{a}对{b}出口达{after}，为其{m}倍。",
        ],
    },
    "fact": {
        "en": [
            "Goods worth {v} went from {a} to {b} in {y}, the statistics office reported.",
            "In the whole of {y} {a} sold {b} goods for {v}.",
            "{a} shipped {v} of goods to {b} over {y}.",
        ],
        "ru": [
            "За {y} год из {a} в {b} вывезли товаров на {v}.",
            "Стоимость экспорта {a} в {b} в {y} году оценена в {v}.",
        ],
        "zh": [
            "{y}年{a}销往{b}的货物总值{v}。",
            "统计显示，{a}在{y}年对{b}出口了价值{v}的商品。",
        ],
    },
    "mirror": {
        "en": [
            "{b} bought {v} of goods from {a} in {y}, by its own count.",
            "Goods from {a} worth {v} entered {b} in {y}, its customs service said.",
        ],
        "ru": [
            "Импорт {bg} из {a} за {y} год оценен в {v}.",
            "{b1n} в {y} году ввезла из {a} товаров на {v}.",
        ],
        "zh": [
            "{b}海关称，{y}年从{a}进口了{v}的货物。",
            "{y}年，{b}从{a}购买商品{v}。",
        ],
    },
    "TRD108": {
        "en": [
            "{b1} came first among the buyers of {a}'s goods in {y}, taking {v1}; {b2} came second, taking {v2}.",
            "{b1} and {b2} were the first and second largest export markets of {a} in {y}, at {v1} and {v2} respectively.",
            "With {v1}, {b1} ranked first among {a}'s export markets in {y}. {b2} ranked second with {v2}.",
        ],
        "ru": [
            "Первое место среди покупателей {a} в {y} году заняла {b1n}: экспорт составил {v1}. На втором месте {b2n} – {v2}.",
            "Крупнейшим рынком для экспорта {a} в {y} году стала {b1n} ({v1}), второе место заняла {b2n} ({v2}).",
        ],
        "zh": [
            "{y}年{a}出口市场中，{b1}排在第一位，出口额{v1}；{b2}排在第二位，出口额{v2}。",
            "{b1}为{a}{y}年第一大出口目的地，出口额达{v1}，第二大出口目的地为{b2}，出口额{v2}。",
        ],
    },
    "TRD109": {
        "en": [
            "{a} imported {w} worth of goods in {y}. {b1} supplied {v1} and {b2} {v2}.",
            "Exports of {goods} from {a} to {b1} were {v} in {y}, while all its exports to {b1} came to {w}.",
            "Imports into {a} totalled {w} in {y}, with {v1} coming from {b1} and {v2} from {b2}.",
        ],
        "ru": [
            "Импорт {a} за {y} год – {w}; из {b1g} привезли товаров на {v1}, из {b2g} – на {v2}.",
            "Весь экспорт {a} в {b1} в {y} году равнялся {w}, на экспорт {goods} пришлось {v}.",
        ],
        "zh": [
            "{a}{y}年进口{w}，其中从{b1}进口{v1}，从{b2}进口{v2}。",
            "{y}年{a}向{b1}出口总额为{w}，{goods}出口{v}。",
        ],
    },
    "short": {
        "en": [
            "Between January and March {y}, {a} exported goods worth {v} to {b}.",
            "Exports from {a} to {b} added up to {v} in the six months to June {y}.",
        ],
        "ru": [
            "За первые три месяца {y} года экспорт {a} в {b} сложился в {v}.",
            "По итогам первого полугодия {y} года экспорт {a} в {b} оценивался в {v}.",
        ],
        "zh": [
            "{y}年1至3月，{a}对{b}出口额为{v}。",
            "{a}{y}年上半年对{b}出口{v}。",
        ],
    },
    "long": {
        "en": [
            "Over the twelve months of {y} {a} exported goods worth {v} to {b}.",
            "{a}'s exports to {b} from January through November {y} came in at {v}.",
        ],
        "ru": [
            "За январь–ноябрь {y} года экспорт {a} в {b} достиг {v}.",
            "В целом за {y} год экспорт {a} в {b} – {v}.",
        ],
        "zh": [
            "{y}年前11个月，{a}对{b}出口额累计{v}。",
            "{a}{y}年全年对{b}出口{v}。",
        ],
    },
}

# A headline, what the paragraph opens with, and a word to end on. They state no trade.
HEADLINES = {
    "en": ["Border region takes stock of a busy year", "Officials present the year's results", "A year of longer trains and shorter queues"],
    "ru": ["Итоги года подвели на таможне", "Год коротких очередей и длинных поездов", "В торговой палате рассказали о результатах года"],
    "zh": ["年度外贸成绩单公布", "口岸部门介绍全年情况", "通关更快 班列更多"],
}
OPENING = {
    "en": ["At a crowded briefing on Thursday the regional authorities went through the accounts.", "The numbers are out.", "Carriers, brokers and officials met in the port's new hall."],
    "ru": ["В четверг об этом рассказали журналистам в пресс-центре.", "Статистика за год опубликована.", "На совещание собрались перевозчики, брокеры и чиновники."],
    "zh": ["周四上午，相关部门向媒体通报了情况。", "最新数据已经出炉。", "记者从有关会议上获悉："],
}
CLOSING = {
    "en": ["“The roads were quiet and the winter was mild,” said one driver.", "The next review is due in summer.", "Work on a second bridge goes on."],
    "ru": ["«Дороги были свободны, зима – мягкой», – говорит водитель.", "Следующий обзор выйдет летом.", "Строительство второго моста продолжается."],
    "zh": ["一位司机说：“今年路况好，冬天也不冷。”", "下一次通报将在夏季举行。", "第二座大桥仍在建设中。"],
}
