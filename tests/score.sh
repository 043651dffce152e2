#!/usr/bin/env bash
# Scores a release of each annotated set: the sample texts and, where they lie beside this checkout, the published ones.
#
#     tests/score.sh            writes the README's tables and lifts the floors
#     tests/score.sh --check    fails where a score is below its floor, or the README says otherwise
set -euo pipefail
cd "$(dirname "$0")/.."
check=${1:-}
shared=../shared
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
bash tests/venv.sh

score() { # SET RAW GOLD
    local outputs=$scratch/$1 scores=$scratch/$1.json peer=()
    cargo run --quiet --bin amur -- run "$2" --outputs "$outputs" --quiet
    cargo run --quiet --bin amur -- eval "$3" --raw "$2" --outputs "$outputs" --json >"$scores"
    if [ -f "$shared/eval/score.py" ]; then
        .venv/bin/python "$shared/eval/score.py" "$outputs/latest" "$3" --raw "$2" --json >"$scratch/peer.json"
        peer=(--peer "$scratch/peer.json")
    fi
    python3 tests/scores.py "$1" ${peer[@]+"${peer[@]}"} ${check:---raise} <"$scores"
    python3 tests/accuracy.py "$1" $check <"$scores"
}

score sample tests/corpus tests/corpus-gold
if [ -d "$shared/raw" ]; then
    score published "$shared/raw" "$shared/gold"
else
    echo "NOT SCORED: the published texts are not here ($shared/raw)"
fi
