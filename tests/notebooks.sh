#!/usr/bin/env bash
# Runs every notebook on a release of some texts, each from a clean kernel.
#
#     tests/notebooks.sh [RAW [OUTPUTS]]        default: tests/corpus outputs
set -euo pipefail
raw=$(realpath "${1:-$(dirname "$0")/corpus}")
outputs=$(realpath -m "${2:-$(dirname "$0")/../outputs}")
cd "$(dirname "$0")/.."
bash tests/venv.sh
cargo run --quiet --bin amur -- run "$raw" --outputs "$outputs" --quiet

export AMUR_RELEASE=$outputs/latest AMUR_RAW=$raw PATH=$PWD/.venv/bin:$PATH
for notebook in outputs/notebooks/*.ipynb; do
    python - "$notebook" <<'PYTHON'
import json, sys
cells = json.load(open(sys.argv[1], encoding="utf-8"))["cells"]
if any(cell.get("outputs") or cell.get("execution_count") for cell in cells):
    sys.exit(f"{sys.argv[1]}: clear its outputs before it is committed")
PYTHON
    jupyter execute --log-level=ERROR "$notebook"
    echo "$notebook: done"
done
