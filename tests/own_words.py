#!/usr/bin/env python3
"""Fails where a tracked file holds words of some raw texts, or the path of the folder that the checkout lies in.

    tests/own_words.py RAW

The repository's words are our own. Words are the same where 60 characters on end agree, however they are spaced.
"""

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LENGTH = 60


def grams(text):
    folded = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text))
    return {folded[i : i + LENGTH] for i in range(len(folded) - LENGTH + 1)}


def main():
    theirs = set()
    for path in sorted(Path(sys.argv[1]).glob("*.txt")):
        theirs |= grams(path.read_text(encoding="utf-8", errors="replace"))
    if not theirs:
        sys.exit(f"there are no texts in {sys.argv[1]}")
    wrong = []
    names = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        copied = grams(text) & theirs
        wrong += [f"{name}: words of a raw text: {min(copied)!r}"] if copied else []
        wrong += [f"{name}: a path of this machine"] if f"{ROOT.parent}/" in text and ROOT.parent != Path("/") else []
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
