#!/usr/bin/env python3
"""Writes the README's tables of accuracy, or checks that they are as measured.

    amur eval GOLD --json | tests/accuracy.py SET [--check]

The table of a set stands between `<!-- accuracy: SET -->` and `<!-- /accuracy -->`.
"""

import argparse
import json
import re
import sys
from pathlib import Path

README = Path(__file__).resolve().parents[1] / "README.md"
LEVELS = ("figure", "core", "strict")


def table(scores):
    lines = ["| table | rows looked for | found at all | and attributed | and in every respect |", "| --- | ---: | ---: | ---: | ---: |"]
    for name, levels in scores.items():
        wanted = levels["figure"][5]
        cells = [f"{levels[level][2]:.2f}" if level in levels else "" for level in LEVELS]
        lines.append(f"| `{name}` | {wanted} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    begin, end = f"<!-- accuracy: {args.set} -->", "<!-- /accuracy -->"
    text = README.read_text(encoding="utf-8")
    block = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.S)
    if not block.search(text):
        sys.exit(f"README.md has no table of accuracy for `{args.set}`")
    fresh = block.sub(lambda _: f"{begin}\n{table(json.load(sys.stdin))}\n{end}", text)
    if not args.check:
        README.write_text(fresh, encoding="utf-8")
    elif fresh != text:
        sys.exit(f"the README's accuracy on `{args.set}` is not what is measured; run `just accuracy`")


if __name__ == "__main__":
    main()
