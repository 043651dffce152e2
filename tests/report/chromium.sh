#!/usr/bin/env bash
# Installs what the browser's tests need and the machine lacks: Chromium, and letters of all three scripts for its pictures.
set -euo pipefail
lacking=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || lacking+=(chromium)
ls /usr/share/fonts/truetype/dejavu /usr/share/fonts/truetype/wqy >/dev/null 2>&1 || lacking+=(fonts-dejavu-core fonts-wqy-zenhei)
if [ ${#lacking[@]} -gt 0 ]; then
    [ "$(id -u)" = 0 ] || { echo "these packages are wanted: ${lacking[*]}" >&2; exit 1; }
    apt-get update --quiet=2
    DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends "${lacking[@]}" >/dev/null
fi
