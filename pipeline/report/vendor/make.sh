#!/usr/bin/env bash
# Makes echarts.js anew: what the report needs of Apache ECharts, in one file. Needs node and npm. The bundle is the same to the
# byte for the same versions; `make.sh --check` only says whether it is.
set -euo pipefail
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
npm install --silent --no-audit --no-fund --prefix "$scratch" echarts@6.1.0 zrender@6.1.0 tslib@2.3.0 esbuild@0.28.2
cp charts.mjs "$scratch/"
(cd "$scratch" && npx esbuild charts.mjs --bundle --minify --format=iife --global-name=echarts --charset=ascii --target=es2020 \
    --legal-comments=eof --log-level=warning --outfile=echarts.js)
if [ "${1:-}" = --check ]; then
    cmp "$scratch/echarts.js" echarts.js
else
    cp "$scratch/echarts.js" echarts.js
    cp "$scratch/node_modules/echarts/LICENSE" LICENSE
    cp "$scratch/node_modules/echarts/NOTICE" NOTICE
    cat "$scratch"/node_modules/echarts/licenses/LICENSE-d3 >LICENSE-d3
    cat "$scratch"/node_modules/zrender/LICENSE >LICENSE-zrender
    cat "$scratch"/node_modules/tslib/LICENSE.txt >LICENSE-tslib
fi
