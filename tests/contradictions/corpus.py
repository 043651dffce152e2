"""Texts with planted contradictions, and texts that agree: bulletins and news in three languages, the same for the same seed.

A case is one statement, or several that speak of each other, with the check that weighs them. A planted one and one that
agrees are drawn from the same wordings; they differ in a number. No two cases share a reporter and a year, so that what one
says is nothing to another. Wordings are ours.
"""

import random
import sys
from dataclasses import dataclass, field
from pathlib import Path

import news

LANGS = ("en", "ru", "zh")
PLANTED, AGREEING = 6, 20  # of each check


@dataclass
class Case:
    code: str
    planted: bool
    texts: list = field(default_factory=list)  # (name, text)


# Places: English; Russian genitive; Chinese; whether amounts are in yuan.
REPORTERS = [
    ("Heilongjiang", "провинции Хэйлунцзян", "黑龙江省", True),
    ("Jilin", "провинции Цзилинь", "吉林省", True),
    ("Liaoning", "провинции Ляонин", "辽宁省", True),
    ("Inner Mongolia", "Внутренней Монголии", "内蒙古自治区", True),
    ("Xinjiang", "Синьцзяна", "新疆", True),
    ("Yunnan", "провинции Юньнань", "云南省", True),
    ("Shandong", "провинции Шаньдун", "山东省", True),
    ("Guangdong", "провинции Гуандун", "广东省", True),
    ("Zhejiang", "провинции Чжэцзян", "浙江省", True),
    ("Jiangsu", "провинции Цзянсу", "江苏省", True),
    ("Primorsky Krai", "Приморского края", "滨海边疆区", False),
    ("Khabarovsk Krai", "Хабаровского края", "哈巴罗夫斯克边疆区", False),
    ("Amur Oblast", "Амурской области", "阿穆尔州", False),
    ("Kazakhstan", "Казахстана", "哈萨克斯坦", False),
    ("Uzbekistan", "Узбекистана", "乌兹别克斯坦", False),
    ("Mongolia", "Монголии", "蒙古国", False),
    ("Vietnam", "Вьетнама", "越南", False),
    ("Kyrgyzstan", "Киргизии", "吉尔吉斯斯坦", False),
    ("Turkey", "Турции", "土耳其", False),
    ("Poland", "Польши", "波兰", False),
    ("India", "Индии", "印度", False),
    ("Brazil", "Бразилии", "巴西", False),
    ("Thailand", "Таиланда", "泰国", False),
    ("Pakistan", "Пакистана", "巴基斯坦", False),
    ("Belarus", "Белоруссии", "白俄罗斯", False),
    ("Azerbaijan", "Азербайджана", "阿塞拜疆", False),
    ("Indonesia", "Индонезии", "印度尼西亚", False),
    ("Hungary", "Венгрии", "匈牙利", False),
]

# Partners: English; Russian accusative, genitive, instrumental; Chinese.
PARTNERS = [
    ("Japan", "Японию", "Японии", "Японией", "日本"),
    ("South Korea", "Южную Корею", "Южной Кореи", "Южной Кореей", "韩国"),
    ("Germany", "Германию", "Германии", "Германией", "德国"),
    ("Italy", "Италию", "Италии", "Италией", "意大利"),
    ("France", "Францию", "Франции", "Францией", "法国"),
    ("Spain", "Испанию", "Испании", "Испанией", "西班牙"),
    ("Canada", "Канаду", "Канады", "Канадой", "加拿大"),
    ("Australia", "Австралию", "Австралии", "Австралией", "澳大利亚"),
]

GOODS = [
    ("coal", "угля", "煤炭"),
    ("timber", "лесоматериалов", "木材"),
    ("steel", "стали", "钢材"),
    ("grain", "зерна", "粮食"),
    ("fertilizers", "удобрений", "肥料"),
    ("cars", "автомобилей", "汽车"),
]

# Sentences that stand round the others. They state no trade.
HEADLINES = {}
OPENING = {
    "en": ["The customs office has published its yearly review.", "Figures released on Tuesday describe the foreign trade of the year.",
           "The chamber of commerce met to take stock.", "A briefing was held in the regional capital on Friday."],
    "ru": ["Таможня опубликовала годовой обзор.", "На брифинге подвели итоги внешней торговли.", "Ведомство представило статистику за год.",
           "В пятницу состоялось заседание торговой палаты."],
    "zh": ["海关发布了年度统计公报。", "有关部门周五召开新闻通气会。", "商会日前总结了全年外贸情况。", "统计部门公布了最新数据。"],
}
CLOSING = {
    "en": ["Officials expect new rail services to help.", "Queues at the crossing have become shorter, carriers say.", "A new inspection yard is to open in spring."],
    "ru": ["Перевозчики отмечают, что очереди на границе стали короче.", "Весной откроется новый досмотровый комплекс.", "Власти рассчитывают на новые железнодорожные маршруты."],
    "zh": ["企业反映通关时间明显缩短。", "新的查验场地将于春季启用。", "有关负责人表示将继续优化服务。"],
}


def number(value, lang, digits=1):
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if lang == "ru" else text


def amount(billions, lang, yuan, digits=1):
    """A sum of money, given in thousand millions."""
    if lang == "zh":
        return f"{billions * 10:.{max(0, digits - 1)}f}亿{'元' if yuan else '美元'}"
    if lang == "ru":
        return f"{number(billions, lang, digits)} млрд {'юаней' if yuan else 'долларов'}"
    return f"{number(billions, lang, digits)} billion yuan" if yuan else f"${number(billions, lang, digits)} billion"


# One statement, or two, that a check weighs. `{a}` is the reporter, `{b}` the partner, `{y}` the year, `{p}` the year before;
# the rest is named by each maker below.
WORDINGS = {
    "TRD101": {
        "en": [
            "Exports of {a} to {b} grew by {g}% from {before} in {p} to {after} in {y}.",
            "In {y}, {a}'s exports to {b} reached {after}, up {g}% from {before} in {p}.",
            "{a} sold goods worth {after} to {b} in {y}, compared with {before} in {p}, an increase of {g} percent.",
            "{a}'s exports to {b}, which had been {before} in {p}, rose {g}% to {after} in {y}.",
            "In {p} exports from {a} to {b} stood at {before}. In {y} they increased by {g}% year on year and amounted to {after}.",
        ],
        "ru": [
            "Экспорт {a} в {b} вырос на {g}% – с {before} в {p} году до {after} в {y} году.",
            "В {y} году экспорт {a} в {b} составил {after}, что на {g}% больше, чем в {p} году ({before}).",
            "В {p} году экспорт {a} в {b} составлял {before}, в {y} году он увеличился на {g}% и достиг {after}.",
            "Экспорт {a} в {b} по итогам {y} года прибавил {g}% и составил {after} против {before} в {p} году.",
        ],
        "zh": [
            "{a}对{b}出口由{p}年的{before}增至{y}年的{after}，增长{g}%。",
            "{y}年，{a}对{b}出口{after}，比{p}年的{before}增长{g}%。",
            "{p}年{a}对{b}出口额为{before}，{y}年达到{after}，同比增长{g}%。",
            "{y}年{a}对{b}出口总值{after}，同比增长{g}%；{p}年为{before}。",
        ],
    },
    "TRD102": {
        "en": [
            "Foreign trade of {a} came to {t} in {y}: exports were {e} and imports {i}.",
            "In {y}, {a}'s total trade with {b} was {t}, including exports of {e} and imports of {i}.",
            "The trade turnover between {a} and {b} in {y} amounted to {t}, of which exports accounted for {e} and imports for {i}.",
            "{a}'s trade with {b} reached {t} in {y}. Exports were {e}, and imports stood at {i}.",
        ],
        "ru": [
            "В {y} году внешнеторговый оборот {a} составил {t}, в том числе экспорт – {e}, импорт – {i}.",
            "Товарооборот {a} с {b} в {y} году достиг {t}: экспорт составил {e}, импорт – {i}.",
            "Внешняя торговля {a} за {y} год оценена таможней в {t}. Экспорт равнялся {e}, импорт – {i}.",
            "Объем торговли {a} с {b} в {y} году – {t}, экспорт – {e}, импорт – {i}.",
        ],
        "zh": [
            "{y}年，{a}外贸进出口总值{t}，其中出口{e}，进口{i}。",
            "{y}年{a}对{b}进出口{t}。其中，对{b}出口{e}，自{b}进口{i}。",
            "据海关统计，{y}年{a}进出口总额为{t}，出口{e}，进口{i}。",
            "{y}年，{a}与{b}贸易额达{t}，其中出口{e}、进口{i}。",
        ],
    },
    "TRD103": {
        "en": [
            "In {y} {a} exported goods worth {w} in all. Exports to {b} were {v}, or {s}% of the total exports.",
            "Exports of {a} came to {w} in {y}; exports to {b}, at {v}, accounted for {s}% of all exports.",
            "{a}'s imports totalled {iw} in {y}, of which imports from {b} were {iv}, {s} percent of all imports.",
            "{a}'s exports amounted to {w} in {y}. With {v}, exports to {b} made up {s}% of the province's or country's exports.",
        ],
        "ru": [
            "В {y} году экспорт {a} составил {w}. Экспорт в {b} достиг {v}, или {s}% всего экспорта.",
            "Экспорт {a} в {y} году – {w}, в том числе в {b} – {v} ({s}% всего экспорта).",
            "Импорт {a} в {y} году равнялся {iw}; импорт из {bg} – {iv}, или {s}% всего импорта.",
            "В {y} году экспорт {a} в {b} составил {v} – {s}% от общего объема экспорта, который равнялся {w}.",
        ],
        "zh": [
            "{y}年，{a}出口总值{w}。其中对{b}出口{v}，占出口总值的{s}%。",
            "{y}年{a}出口{w}，对{b}出口{v}，占全部出口的{s}%。",
            "{y}年{a}进口总值{iw}，其中自{b}进口{iv}，占进口总值的{s}%。",
            "{y}年，{a}对{b}出口{v}，占同期出口总值（{w}）的{s}%。",
        ],
    },
    "TRD104": {
        "en": [
            "In {y}, {a}'s trade with {b} was {c} ({d}).",
            "Exports of {a} to {b} in {y} were worth {c}, or {d}.",
            "{a} imported goods for {c} (about {d}) from {b} in {y}.",
            "In {y} {a}'s exports reached {c}, equivalent to {d}.",
        ],
        "ru": [
            "В {y} году товарооборот {a} с {b} составил {c} ({d}).",
            "Экспорт {a} в {b} в {y} году достиг {c}, или {d}.",
            "Импорт {a} из {bg} в {y} году – {c} (около {d}).",
            "В {y} году экспорт {a} составил {c} (эквивалент {d}).",
        ],
        "zh": [
            "{y}年，{a}对{b}进出口{c}（约合{d}）。",
            "{y}年{a}对{b}出口{c}，折合{d}。",
            "{y}年，{a}自{b}进口{c}（{d}）。",
            "{y}年{a}出口总值为{c}，约合{d}。",
        ],
    },
    "TRD105": {
        "en": [
            "Between {p} and {y}, exports of {a} to {b} grew {m} times, from {before} to {after}.",
            "Exports of {a} to {b} rose {m}-fold, from {before} in {p} to {after} in {y}.",
            "In {y} {a}'s exports to {b} reached {after}, {m} times the {before} of {p}.",
            "From {p} to {y}, {a}'s exports to {b} increased {m} times (from {before} to {after}).",
        ],
        "ru": [
            "С {p} по {y} год экспорт {a} в {b} вырос в {m} раза – с {before} до {after}.",
            "Экспорт {a} в {b} увеличился в {m} раза: с {before} в {p} году до {after} в {y} году.",
            "В {y} году экспорт {a} в {b} составил {after}, что в {m} раза больше, чем в {p} году ({before}).",
        ],
        "zh": [
            "{a}对{b}出口从{p}年的{before}增至{y}年的{after}，是{p}年的{m}倍。",
            "{y}年{a}对{b}出口{after}，为{p}年（{before}）的{m}倍。",
            "{p}年，{a}对{b}出口{before}；{y}年达到{after}，是{p}年的{m}倍。",
        ],
    },
    # What one text says of a fact; the cases put two or three such texts together, in different languages too.
    "fact": {
        "en": [
            "Exports of {a} to {b} were {v} in {y}.",
            "In {y}, {a} exported goods worth {v} to {b}.",
            "{a}'s exports to {b} amounted to {v} in {y}, according to customs.",
            "Over the whole of {y}, exports from {a} to {b} reached {v}.",
        ],
        "ru": [
            "В {y} году экспорт {a} в {b} составил {v}.",
            "Экспорт {a} в {b} в {y} году достиг {v}.",
            "По данным таможни, за {y} год экспорт {a} в {b} равнялся {v}.",
            "Объем экспорта {a} в {b} по итогам {y} года – {v}.",
        ],
        "zh": [
            "{y}年，{a}对{b}出口{v}。",
            "据海关统计，{y}年{a}对{b}出口总值为{v}。",
            "{y}年全年，{a}向{b}出口商品{v}。",
            "{a}{y}年对{b}出口额达{v}。",
        ],
    },
    "mirror": {
        "en": [
            "{b}'s imports from {a} were {v} in {y}.",
            "In {y}, {b} imported goods worth {v} from {a}.",
            "Imports of {b} from {a} amounted to {v} in {y}.",
        ],
        "ru": [
            "В {y} году импорт {bg} из {a} составил {v}.",
            "Импорт {bg} из {a} в {y} году достиг {v}.",
            "По данным принимающей стороны, импорт {bg} из {a} в {y} году равнялся {v}.",
        ],
        "zh": [
            "{y}年，{b}自{a}进口{v}。",
            "据{b}方面统计，{y}年{b}自{a}进口额为{v}。",
            "{y}年{b}从{a}进口商品{v}。",
        ],
    },
    "TRD108": {
        "en": [
            "In {y}, {b1} was {a}'s largest export market with {v1}; {b2} ranked second with {v2}.",
            "{a}'s exports to {b1} ranked first in {y} at {v1}; its exports to {b2} ranked second at {v2}.",
            "In {y} exports of {a} to {b1} came to {v1}, ranking first; exports to {b2} came to {v2}, ranking second.",
            "{b1} was the first trading partner of {a} in {y}, with trade of {v1}; {b2} was the second, with trade of {v2}.",
        ],
        "ru": [
            "В {y} году первое место в экспорте {a} заняла {b1n} ({v1}), второе – {b2n} ({v2}).",
            "Экспорт {a} в {b1} в {y} году составил {v1} (первое место), в {b2} – {v2} (второе место).",
            "В {y} году на первом месте по экспорту {a} стоит {b1n} – {v1}, на втором – {b2n} – {v2}.",
        ],
        "zh": [
            "{y}年，{b1}是{a}第一大出口市场，对{b1}出口{v1}；{b2}是第二大出口市场，对{b2}出口{v2}。",
            "{y}年{a}对{b1}出口{v1}，居第一位；对{b2}出口{v2}，居第二位。",
            "{y}年，{a}对{b1}出口{v1}，排名第一；对{b2}出口{v2}，排名第二。",
        ],
    },
    "TRD109": {
        "en": [
            "{a}'s imports were {w} in {y}. Imports from {b1} came to {v1}, imports from {b2} to {v2}.",
            "In {y}, {a} imported goods worth {w}, including {v1} from {b1} and {v2} from {b2}.",
            "Exports of {a} to {b1} were {w} in {y}, of which exports of {goods} were {v}.",
            "{a}'s trade with {b1} amounted to {w} in {y}; exports to {b1} were {v}.",
        ],
        "ru": [
            "Импорт {a} в {y} году составил {w}. Импорт из {b1g} достиг {v1}, из {b2g} – {v2}.",
            "В {y} году импорт {a} равнялся {w}, в том числе из {b1g} – {v1}, из {b2g} – {v2}.",
            "Экспорт {a} в {b1} в {y} году составил {w}, в том числе экспорт {goods} – {v}.",
            "Товарооборот {a} с {b1i} в {y} году – {w}, экспорт в {b1} – {v}.",
        ],
        "zh": [
            "{y}年，{a}进口总值{w}。其中，自{b1}进口{v1}，自{b2}进口{v2}。",
            "{y}年{a}进口{w}，自{b1}、{b2}分别进口{v1}和{v2}。",
            "{y}年，{a}对{b1}出口{w}，其中出口{goods}{v}。",
            "{y}年{a}对{b1}进出口{w}，其中出口{v}。",
        ],
    },
    # A short and a long period; one text or two.
    "short": {
        "en": [
            "In the first quarter of {y}, {a}'s exports to {b} were {v}.",
            "Exports of {a} to {b} came to {v} in the first half of {y}.",
            "{a}'s exports to {b} were {v} in March {y}.",
        ],
        "ru": [
            "В первом квартале {y} года экспорт {a} в {b} составил {v}.",
            "В январе–июне {y} года экспорт {a} в {b} достиг {v}.",
            "В марте {y} года экспорт {a} в {b} равнялся {v}.",
        ],
        "zh": [
            "{y}年一季度，{a}对{b}出口{v}。",
            "{y}年上半年，{a}对{b}出口{v}。",
            "{y}年3月，{a}对{b}出口{v}。",
        ],
    },
    "long": {
        "en": [
            "From January to September {y}, exports of {a} to {b} amounted to {v}.",
            "For the whole of {y}, {a}'s exports to {b} were {v}.",
            "In the first ten months of {y}, {a} exported goods worth {v} to {b}.",
        ],
        "ru": [
            "За январь–сентябрь {y} года экспорт {a} в {b} составил {v}.",
            "За весь {y} год экспорт {a} в {b} достиг {v}.",
            "За десять месяцев {y} года экспорт {a} в {b} равнялся {v}.",
        ],
        "zh": [
            "{y}年1至9月，{a}对{b}出口{v}。",
            "{y}年全年，{a}对{b}出口{v}。",
            "{y}年前10个月，{a}累计对{b}出口{v}。",
        ],
    },
}

# Words that let two texts differ.
CAVEATS = {
    "en": ["By preliminary data, ", "Not counting re-exports, ", "According to revised figures, "],
    "ru": ["По предварительным данным, ", "Без учета транзита, ", "По уточненным данным, "],
    "zh": ["初步统计，", "不含转口贸易，", "据修订后的数据，"],
}

NOMINATIVE = {"Japan": "Япония", "South Korea": "Южная Корея", "Germany": "Германия", "Italy": "Италия", "France": "Франция",
              "Spain": "Испания", "Canada": "Канада", "Australia": "Австралия"}


class Maker:
    """Cases in the wordings of a module: of this one, or of `news`."""

    def __init__(self, seed, words):
        self.rng, self.words = random.Random(seed), words
        years = range(2001, 2025, 2)
        self.free = [(reporter, year) for reporter in REPORTERS for year in years]
        self.rng.shuffle(self.free)
        self.turn = {}
        self.files = 0

    def wording(self, kind, lang):
        """The wordings of a kind in turn, so that all are used."""
        turn = self.turn[kind, lang] = self.turn.get((kind, lang), -1) + 1
        wordings = self.words.WORDINGS[kind][lang]
        return wordings[turn % len(wordings)]

    def scene(self):
        (reporter, year) = self.free.pop()
        first, second = self.rng.sample(PARTNERS, 2)
        return reporter, year, first, second, self.rng.choice(GOODS)

    def names(self, lang, scene):
        reporter, year, first, second, goods = scene
        at = LANGS.index(lang)
        by_lang = {"en": lambda p: p[0], "ru": lambda p: p[1], "zh": lambda p: p[4]}[lang]
        return {"a": reporter[at], "y": year, "p": year - 1, "b": by_lang(first), "b1": by_lang(first), "b2": by_lang(second), "goods": goods[at],
                "bg": first[2], "b1g": first[2], "b2g": second[2], "b1i": first[3], "b1n": NOMINATIVE[first[0]], "b2n": NOMINATIVE[second[0]]}

    def text(self, lang, sentence, year):
        """A short text round a sentence, with a dateline of the year after."""
        date = {"en": f"{self.rng.randint(10, 28)} January {year + 1}", "ru": f"{self.rng.randint(10, 28)} января {year + 1} г.",
                "zh": f"{year + 1}年1月{self.rng.randint(10, 28)}日"}[lang]
        opening, closing = self.rng.choice(self.words.OPENING[lang]), self.rng.choice(self.words.CLOSING[lang])
        space = "" if lang == "zh" else " "
        self.files += 1
        name = f"{lang}-{self.files:03}"
        if headlines := self.words.HEADLINES.get(lang):
            return name, f"{self.rng.choice(headlines)}\n\n{date}\n\n{opening}{space}{sentence}\n\n{closing}\n"
        return name, f"{date}\n\n{opening}\n\n{sentence}{space}{closing}\n"

    def level(self, low=2.0, high=90.0):
        return round(self.rng.uniform(low, high), 1)

    def off(self, low, high):
        """A factor that is wrong by so much, either way."""
        by = self.rng.uniform(low, high)
        return 1 + by if self.rng.random() < 0.5 else 1 / (1 + by)

    def cases(self):
        for code in ("TRD101", "TRD102", "TRD103", "TRD104", "TRD105", "TRD106", "TRD107", "TRD108", "TRD109", "TRD110"):
            for n in range(self.words.PLANTED + self.words.AGREEING):
                planted = n < self.words.PLANTED
                yield getattr(self, code.lower())(planted, n, Case(code, planted))

    def single(self, case, n, kind, scene, values):
        lang = LANGS[n % 3]
        values = values(lang, scene[0][3])
        case.texts = [self.text(lang, self.wording(kind, lang).format(**self.names(lang, scene), **values), scene[1])]
        return case

    def trd101(self, planted, n, case):
        before, growth = self.level(), self.rng.uniform(4, 60)
        after = round(before * (1 + growth / 100), 1)
        stated = (after / before - 1) * 100 + (self.rng.choice([9, 14, 21]) if planted else 0)
        values = lambda lang, yuan: {"before": amount(before, lang, yuan), "after": amount(after, lang, yuan), "g": number(stated, lang)}
        return self.single(case, n, "TRD101", self.scene(), values)

    def trd102(self, planted, n, case):
        exports, imports = self.level(), self.level()
        total = (exports + imports) * (self.off(0.08, 0.3) if planted else 1)
        scene = self.scene()
        values = lambda lang, yuan: {"t": amount(total, lang, yuan), "e": amount(exports, lang, yuan), "i": amount(imports, lang, yuan)}
        lang = LANGS[n % 3]
        names = self.names(lang, scene) | ({"b": scene[2][3]} if lang == "ru" else {})
        sentence = self.wording("TRD102", lang).format(**names, **values(lang, scene[0][3]))
        case.texts = [self.text(lang, sentence, scene[1])]
        return case

    def trd103(self, planted, n, case):
        whole = self.level(40, 90)
        part = round(whole * self.rng.uniform(0.08, 0.6), 1)
        share = part / whole * 100 + (self.rng.choice([7, 12, 18]) if planted else 0)
        values = lambda lang, yuan: {"w": amount(whole, lang, yuan), "v": amount(part, lang, yuan), "iw": amount(whole, lang, yuan),
                                     "iv": amount(part, lang, yuan), "s": number(share, lang)}
        return self.single(case, n, "TRD103", self.scene(), values)

    def trd104(self, planted, n, case):
        scene = next(s for s in iter(self.scene, None) if s[0][3] or self.free.insert(0, (s[0], s[1])))
        rate = {2001: 8.28, 2003: 8.28, 2005: 8.19, 2007: 7.61, 2009: 6.83, 2011: 6.46, 2013: 6.15, 2015: 6.29, 2017: 6.76, 2019: 6.91, 2021: 6.45, 2023: 7.08}
        yuan = self.level(20, 90)
        dollars = yuan / rate[scene[1]] * (self.off(0.3, 0.8) if planted else 1)
        lang = LANGS[n % 3]
        names = self.names(lang, scene)
        wording = self.wording("TRD104", lang)
        if lang == "ru" and "с {b}" in wording:
            names["b"] = scene[2][3]
        sentence = wording.format(**names, c=amount(yuan, lang, True), d=amount(dollars, lang, False, 2))
        case.texts = [self.text(lang, sentence, scene[1])]
        return case

    def trd105(self, planted, n, case):
        before = self.level(2, 20)
        multiple = self.rng.choice([2.4, 3.2, 3.6, 4.3])
        after = round(before * multiple, 1)
        stated = multiple + (1.9 if planted else 0)
        values = lambda lang, yuan: {"before": amount(before, lang, yuan), "after": amount(after, lang, yuan), "m": number(stated, lang)}
        return self.single(case, n, "TRD105", self.scene(), values)

    def trd106(self, planted, n, case):
        """Two or three texts, mostly in different languages. Those that agree differ by rounding, or say why they differ."""
        scene, value = self.scene(), round(self.rng.uniform(12, 90), 2)
        langs = [LANGS[(n + i) % 3] for i in range(2 + n % 2)]
        for i, lang in enumerate(langs):
            stated, digits, lead = value, 1 + (i + n) % 2, ""
            if i == 1 and planted:
                stated = value * self.off(0.08, 0.4)
            elif i == 1 and n % 4 == 1:
                stated, lead = value * self.off(0.04, 0.1), self.rng.choice(CAVEATS[lang])
            sentence = self.wording("fact", lang).format(**self.names(lang, scene), v=amount(stated, lang, scene[0][3], digits))
            sentence = lead + (sentence[0].lower() + sentence[1:] if lead and lang != "zh" and sentence.startswith(("In ", "Over", "Exp", "По", "В ", "Эк", "Об")) else sentence)
            case.texts.append(self.text(lang, sentence, scene[1]))
        return case

    def trd107(self, planted, n, case):
        scene = self.scene()
        exports = self.level(5, 90)
        imports = exports * (self.rng.choice([0.45, 0.6, 1.7, 2.4]) if planted else self.rng.uniform(1.01, 1.18))
        for i, (kind, value) in enumerate((("fact", exports), ("mirror", imports))):
            lang = LANGS[(n + i * (n % 2)) % 3]
            sentence = self.wording(kind, lang).format(**self.names(lang, scene), v=amount(value, lang, scene[0][3]))
            case.texts.append(self.text(lang, sentence, scene[1]))
        return case

    def trd108(self, planted, n, case):
        second = self.level(5, 40)
        first = second * self.rng.uniform(1.15, 2)
        if planted:
            first, second = second, first
        values = lambda lang, yuan: {"v1": amount(first, lang, yuan), "v2": amount(second, lang, yuan)}
        return self.single(case, n, "TRD108", self.scene(), values)

    def trd109(self, planted, n, case):
        whole = self.level(30, 90)
        shares = (self.rng.uniform(0.55, 0.7), self.rng.uniform(0.5, 0.65)) if planted else (self.rng.uniform(0.2, 0.5), self.rng.uniform(0.1, 0.4))
        part = whole * (self.rng.uniform(1.1, 1.6) if planted else self.rng.uniform(0.2, 0.8))
        values = lambda lang, yuan: {"w": amount(whole, lang, yuan), "v": amount(part, lang, yuan), "v1": amount(whole * shares[0], lang, yuan),
                                     "v2": amount(whole * shares[1], lang, yuan)}
        return self.single(case, n, "TRD109", self.scene(), values)

    def trd110(self, planted, n, case):
        """A month, quarter or half-year and a longer period, in one text or in two."""
        scene, short = self.scene(), self.level(5, 40)
        long = short * (self.rng.uniform(0.5, 0.9) if planted else self.rng.uniform(1.3, 5))
        first, second = LANGS[n % 3], LANGS[(n + n % 2) % 3]
        said = [self.wording(kind, lang).format(**self.names(lang, scene), v=amount(value, lang, scene[0][3]))
                for kind, lang, value in (("short", first, short), ("long", second, long))]
        if first == second:
            case.texts = [self.text(first, ("" if first == "zh" else " ").join(said), scene[1])]
        else:
            case.texts = [self.text(lang, sentence, scene[1]) for lang, sentence in zip((first, second), said)]
        return case


SETS = {"bulletins": sys.modules[__name__], "news": news}


def make(folder, words, seed=1):
    """Writes the texts of a set; returns the cases."""
    cases = list(Maker(seed, SETS[words]).cases())
    for case in cases:
        for name, text in case.texts:
            (Path(folder) / f"{name}.txt").write_text(text, encoding="utf-8")
    return cases
