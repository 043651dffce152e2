#!/usr/bin/env python3
"""Counts the values that amur reads right in the suites of a peer (Recognizers-Text): currencies, percentages, numbers.

    tests/peers.py COMMAND PEERS [--show]

COMMAND reads lines of text from standard input and prints figures as JSON lines with `start`, `end` (bytes), `value` and `unit`; it is
given `--lang LANG`, and `--all` for plain numbers (`amur tokens -`). PEERS holds `<lang>-<kind>.json`: a list of
{"input", "results": [{"text", "start", "end", "value": {"value", "unit"}}]}.

A result is right if some figure overlaps it and has its value. A value in pence or cents is compared in pounds or dollars, and a fraction
of one with a share in per cent, for these are amur's units. Left out (counted apart) are results that are no values and numbers that no
trade text holds: powers, fractions of odd parts, phone numbers, months and clock times spelt as numbers.
"""

import argparse
import json
import re
import shlex
import subprocess
from pathlib import Path

KINDS = ["currency", "percent", "number"]
MINOR = {"Pence": 0.01, "Cent": 0.01, "Sen": 0.01, "Satoshi": 1e-8}
# Numbers that no trade text could hold, by the kind of oddity.
ODD = {
    "powers": re.compile(r"\^|\de[+-]?\d|\d\s*x\s*10"),
    "fractions of odd parts": re.compile(
        r"ths\b|firsts\b|-first\b|\bover\b|\bout of\b|fifth\b|hundredth|trillionth|and (a|one|two|three) (half|quarter|third|fourth|fifth|thirds|quarters|fifths)|eighth|分\s*之|\d\s*[/／]\s*\d|[¾½]", re.I
    ),
    "numbers spelt digit by digit": re.compile(r"\bnought\b|\bnaught\b|\bpoint\b|phone", re.I),
    "lone digits and vague numbers": re.compile(r"^[^，。]*(只|双|雙|对八|打|几|幾)[^，。]*$"),
}


def figures(command, lang, kind, cases):
    """The figures of each case."""
    lines = [case["input"].replace("\n", " ").replace("\r", " ") for case in cases]
    args = shlex.split(command) + ["--lang", lang] + (["--all"] if kind == "number" else [])
    out = subprocess.run(args, input="\n".join(lines) + "\n", capture_output=True, text=True, check=True).stdout
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line.encode()) + 1
    found = [[] for _ in lines]
    case = 0
    for row in map(json.loads, out.splitlines()):
        while case + 1 < len(lines) and starts[case + 1] <= row["start"]:
            case += 1
        if row.get("type", "figure") != "figure":
            continue
        base = starts[case]
        raw = lines[case].encode()
        row["chars"] = tuple(len(raw[: row[end] - base].decode(errors="ignore")) for end in ("start", "end"))
        found[case].append(row)
    return found


def wanted(result, kind):
    """The value to be found, or None where the result has none."""
    value = result["value"].get("value")
    if value in (None, "null"):
        return None
    value = float(str(value).rstrip("%"))
    return value * MINOR.get(result["value"].get("unit"), 1) if kind == "currency" else value


def is_right(result, value, rows):
    for row in rows:
        first, last = row["chars"]
        if last <= result["start"] or first > result["end"]:
            continue
        close = [row["value"]] + ([row["value"] / 100] if "Percent" in str(row["unit"]) or row["unit"] == "%" else [])
        if any(abs(v - value) <= max(1e-9, abs(value) * 1e-3) for v in close):
            return True
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command")
    parser.add_argument("peers", type=Path)
    parser.add_argument("--show", action="store_true", help="what was missed")
    args = parser.parse_args()
    for path in sorted(args.peers.glob("*.json")):
        lang, kind = path.stem.split("-", 1)
        if kind not in KINDS:
            continue
        cases = json.loads(path.read_text())
        right = total = extra = 0
        cases_right = all_right = all_total = 0
        left_out = dict.fromkeys(ODD, 0)
        for case, rows in zip(cases, figures(args.command, lang, kind, cases)):
            values = [(result, wanted(result, kind)) for result in case["results"]]
            values = [(result, value) for result, value in values if value is not None]
            hits = [is_right(result, value, rows) for result, value in values]
            all_right += sum(hits)
            all_total += len(hits)
            odd = next((name for name, pattern in ODD.items() if kind == "number" and pattern.search(case["input"])), None)
            if odd:
                left_out[odd] += len(case["results"])
                continue
            typed = [row for row in rows if kind == "number" or (kind == "percent") == ("Percent" in row["unit"] or "Points" in row["unit"] or row["unit"] in ("%", "pp"))]
            typed = [row for row in typed if kind != "currency" or "Money" in row["unit"] or re.fullmatch("[A-Z]{3}", row["unit"])]
            right += sum(hits)
            total += len(values)
            extra += max(0, len(typed) - len(case["results"]))
            cases_right += all(hits) and len(typed) <= len(case["results"])
            if args.show and not (all(hits) and len(typed) <= len(case["results"])):
                print(path.stem, "|", case["input"].strip()[:160], "|", [r["text"] for r, _ in values], "|", [(r["text"], r["value"], r["unit"]) for r in rows])
        rest = sum(left_out.values())
        print(f"{path.stem}: values right {right} of {total} ({right / total:.1%}), cases right {cases_right} of {len(cases)}, figures too many {extra}" + (f", left out {rest}: {left_out}; with them {all_right} of {all_total}" if rest else ""))


if __name__ == "__main__":
    main()
