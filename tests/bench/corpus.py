"""Makes a corpus of any size out of the sample texts, with varied names and numbers: the same for the same seed."""

import csv
import random
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "tests/corpus"
NAMES = ROOT / "schemas/codes/place_names.csv"
ENCODINGS = ("utf-8", "utf-16", "gb18030", "windows-1251")
LONGEST_NAME = {"en": 4, "ru": 4, "zh": 6}  # in words; in characters for Chinese
FOLDER_FILES = 1000


def decoded(data):
    """The text and its encoding. UTF-16 is told by its mark; Windows-1251 decodes anything, so it comes last."""
    for encoding in ENCODINGS:
        if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "gb18030" and len(re.findall(r"[\u0400-\u04ff\u4e00-\u9fff]", text)) < len(text) / 4:
            continue
        return text, encoding
    raise ValueError("none of the encodings fits")


def rows():
    with NAMES.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def place_names():
    return sorted({row["name"] for row in rows()})


def names_by_shape():
    """Place names that can stand for one another: of one language and, for the sake of cases, with one ending."""
    shapes = defaultdict(list)
    for row in rows():
        if row["form"] == "name" and row["ambiguous"] == "0" and len(row["name"]) > 1:
            shapes[shape(row["lang"], row["name"])].append(row["name"])
    return shapes


def shape(lang, name):
    return lang, {"en": "", "ru": name[-2:], "zh": name[-1] if len(name) > 2 else ""}[lang]


def cut(text, lang, shapes):
    """The text as a list of strings that stay and functions that draw what changes."""
    known = {name for (of, _), names in shapes.items() if of == lang for name in names}
    pieces, kept = [], 0
    for start, end, draw in slots(text, lang, shapes, known):
        if start >= kept:
            pieces += [text[kept:start], draw]
            kept = end
    return pieces + [text[kept:]]


def slots(text, lang, shapes, known):
    words = [(m.start(), m.end(), m.group()) for m in re.finditer(r"[0-9]+|[^\W\d_]" + ("" if lang == "zh" else "+"), text)]
    for at, (start, end, word) in enumerate(words):
        if word.isdigit():
            if draw := number(text, start, end):
                yield start, end, draw
            continue
        for last in reversed(words[at : at + LONGEST_NAME[lang]]):
            name = text[start : last[1]]
            if name in known:
                others = shapes[shape(lang, name)]
                yield start, last[1], lambda r, others=others: others[int(r.random() * len(others))]
                break


def number(text, start, end):
    """Draws other digits; years, dates, clock times, numbers of references and of list entries stay."""
    digits, before, after = text[start:end], text[max(0, start - 1) : start], text[end : end + 1]
    if before in ("[", "\n", "") or before in "-:" or after in "-:" or (len(digits) == 4 and digits[:2] in ("19", "20")):
        return None
    if len(digits) <= 2 and digits[0] != "0" and before not in ",." and after not in ",.":
        low, high = (1, 9) if len(digits) == 1 else (10, 28)  # may be a day
        return lambda r: str(low + int(r.random() * (high - low + 1)))
    low = 0 if before in ",." else 10 ** (len(digits) - 1)
    return lambda r: str(low + int(r.random() * (10 ** len(digits) - low))).zfill(len(digits))


def templates():
    """(language, name, pieces, encoding) of each sample text."""
    shapes = names_by_shape()
    for path in sorted(TEXTS.glob("*.txt")):
        lang = path.name[:2]
        text, encoding = decoded(path.read_bytes())
        yield lang, path.stem, cut(text, lang, shapes), encoding


def varied(pieces, rng):
    return "".join(piece if isinstance(piece, str) else piece(rng) for piece in pieces)


def make(folder, size, seed=1):
    """Fills `folder` with about `size` bytes of texts, in one folder a language."""
    rng, texts, written, number = random.Random(seed), list(templates()), 0, 0
    while written < size:
        lang, name, pieces, encoding = texts[number % len(texts)]
        data = varied(pieces, rng).encode(encoding, errors="replace")
        place = folder / lang / f"{number // FOLDER_FILES:04}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{name}-{number:06}.txt").write_bytes(data)
        written += len(data)
        number += 1
    return written


def make_line(path, size, seed=1):
    """One text of about `size` bytes without a line break, of the paragraphs of the English texts."""
    rng, written = random.Random(seed), 0
    paragraphs = [pieces for lang, _, pieces, _ in templates() if lang == "en"]
    with path.open("wb") as out:
        while written < size:
            text = " ".join(line for line in varied(rng.choice(paragraphs), rng).splitlines() if len(line) > 200)
            written += out.write(text.lstrip("\ufeff").encode() + b" ")
    return written
