#!/usr/bin/env bash
# Makes .venv with the pinned Python packages, or brings it up to date. Prints nothing unless something is wrong.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x .venv/bin/python ] || "${PYTHON:-python3}" -m venv .venv
cmp -s tests/requirements.txt .venv/requirements.txt || {
    .venv/bin/pip install --quiet --disable-pip-version-check --requirement tests/requirements.txt
    cp tests/requirements.txt .venv/requirements.txt
}
