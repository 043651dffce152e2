"""Case forms of Russian place names.

A name is written in the nominative. A word marked `=` keeps its form (`Республика =Корея`);
a hyphen joins parts of which only the last one declines, `+` joins parts that both do
(`Спасск+Дальний` -> `Спасска-Дальнего`); before `-на-` it is the first part that declines.
Words that the dictionary of pymorphy3 knows follow it, all others the rules of their endings.
"""

import re
from functools import lru_cache

import pymorphy3

CASES = ("gent", "datv", "accs", "ablt", "loct")
MORPH = pymorphy3.MorphAnalyzer()

# Endings of adjectives (nominative -> the five other cases), longest first.
ADJECTIVES = [
    ("иеся", ("ихся", "имся", "иеся", "имися", "ихся")),
    ("овы", ("овых", "овым", "овы", "овыми", "овых")),
    ("яя", ("ей", "ей", "юю", "ей", "ей")),
    ("ая", ("ой", "ой", "ую", "ой", "ой")),
    ("ее", ("его", "ему", "ее", "им", "ем")),
    ("ое", ("ого", "ому", "ое", "ым", "ом")),
    ("ые", ("ых", "ым", "ые", "ыми", "ых")),
    ("ие", ("их", "им", "ие", "ими", "их")),
    ("ый", ("ого", "ому", "ый", "ым", "ом")),
    ("ой", ("ого", "ому", "ой", "ым", "ом")),
    ("ий", ("его", "ему", "ий", "им", "ем")),
]
ADJECTIVE_ALONE = re.compile(r"(ск|цк|[^аеиоуыэюя]н|в)(ий|ый|ая|ое|ие|ые)$|(н|ш)ий$")
# Names that the dictionary declines against usage, or whose ending says too little.
BY_ENDING = {"кэсон", "тэджон", "фушунь"}
IRREGULAR = {
    "совгавань": ("совгавани", "совгавани", "совгавань", "совгаванью", "совгавани"),
    "турий": ("турьего", "турьему", "турий", "турьим", "турьем"),
}
VELAR = "гкх"
HUSHING = "жшчщ"
VOWELS = "аеёиоуыэюя"


def adjective(word):
    """The other cases of an adjective, or None where the ending is not one."""
    for ending, others in ADJECTIVES:
        if not word.endswith(ending):
            continue
        stem = word[: -len(ending)]
        if ending in ("ий", "ое", "ой") and stem[-1] in VELAR + HUSHING:
            others = ("ого", "ому", ending, "им", "ом")
        return [stem + other for other in others]
    return None


def known_noun(word):
    """The cases that the dictionary gives for a noun it knows in the nominative."""
    parses = [
        p
        for p in MORPH.parse(word)
        if p.is_known and p.tag.POS == "NOUN" and p.tag.case == "nomn" and not {"Name", "Surn", "Patr"} & set(p.tag.grammemes)
    ]
    if not parses:
        return None
    parse = max(parses, key=lambda p: ("Geox" in p.tag, p.score))
    if "anim" in parse.tag:
        return None
    forms = []
    for case in CASES:
        form = parse.inflect({case, parse.tag.number})
        forms.append(form.word if form else word)
    return forms


def noun_by_ending(word):
    """The cases of an unknown (mostly foreign) singular name, by its ending."""
    stem, last, before = word[:-1], word[-1], word[-2:-1]
    if word.endswith(("ово", "ево", "ёво", "ино", "ыно")):
        return [stem + e for e in ("а", "у", "о", "ом", "е")]
    if word.endswith("ье"):
        return [stem + e for e in ("я", "ю", "е", "ем", "е")]
    if word.endswith("ия"):
        return [stem + e for e in ("и", "и", "ю", "ей", "и")]
    if word.endswith("ий"):
        return [stem + e for e in ("я", "ю", "й", "ем", "и")]
    if last == "й":
        return [stem + e for e in ("я", "ю", "й", "ем", "е")]
    if last == "ь":
        return [stem + e for e in ("я", "ю", "ь", "ем", "е")]
    if last == "я" and before not in VOWELS:
        return [stem + e for e in ("и", "е", "ю", "ей", "е")]
    if last == "а" and before not in VOWELS:
        genitive = "и" if before in VELAR + HUSHING else "ы"
        instrumental = "ей" if before in HUSHING + "ц" else "ой"
        return [stem + e for e in (genitive, "е", "у", instrumental, "е")]
    if last in VOWELS:
        return [word] * 5
    instrumental = "ем" if last in HUSHING + "ц" else "ом"
    return [word + e for e in ("а", "у", "", instrumental, "е")]


@lru_cache(maxsize=None)
def word_cases(word, is_last):
    """The five other cases of one lower-case word."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word in BY_ENDING:
        return noun_by_ending(word)
    if not is_last or ADJECTIVE_ALONE.search(word):
        forms = adjective(word)
        if forms and not (is_last and known_noun(word)):
            return forms
    return known_noun(word) or noun_by_ending(word)


def like(pattern, word):
    """Gives `word` the capital letters of `pattern`."""
    if len(pattern) > 1 and pattern.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if pattern[:1].isupper() else word


def part_cases(part, is_last=True):
    if part.isupper() and len(part) > 1:
        return [part] * 5
    return [like(part, form) for form in word_cases(part.lower(), is_last)]


def joined_cases(word, is_last):
    """The cases of a word that may have parts joined by a hyphen or `+`."""
    if "+" in word:
        columns = [part_cases(p) for p in word.split("+")]
        return ["-".join(forms) for forms in zip(*columns)]
    if "-на-" in word:
        head, tail = word.split("-", 1)
        return [form + "-" + tail for form in part_cases(head)]
    head, hyphen, tail = word.rpartition("-")
    return [head + hyphen + form for form in part_cases(tail, is_last)]


def all_cases(name):
    """All case forms of a name, the nominative first, without repetition."""
    words = name.split()
    open_words = [i for i, w in enumerate(words) if not w.startswith("=")]
    columns = []
    for i, word in enumerate(words):
        if word.startswith("="):
            columns.append([word[1:]] * 6)
        else:
            columns.append([word.replace("+", "-")] + joined_cases(word, i == open_words[-1]))
    return list(dict.fromkeys(" ".join(forms) for forms in zip(*columns)))
