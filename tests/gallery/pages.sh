#!/usr/bin/env bash
# Pictures of printed pages, to be looked at: every shipped procedure, blank, as the verifier's sheet and as its longest
# scenario tells, on A4 and Letter, through Chromium's print and as the PDF writer makes it.
#
#   tests/gallery/pages.sh [FOLDER]     [default: target/gallery]
#
# Needs Chromium 131 or later, pdftoppm (Debian: chromium, poppler-utils) and Playwright (`pip install playwright`). Also
# says how much of each page stays empty at its end: more than a third is too much anywhere but on the last page.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=${1:-target/gallery}
mkdir -p "$out"/{html,pdf}
export CARGO_PROFILE_DEV_OPT_LEVEL=0 CARGO_PROFILE_DEV_DEBUG=0
gallery() { cargo run --quiet -p countersign-pdf --target-dir target/pdf --example gallery -- "$@"; }

gallery "$out/html" html
python3 tests/gallery/browser.py "$out"/html/*.html
gallery "$out/pdf" pdf

for file in "$out"/{html,pdf}/*.pdf; do
    rm -f "${file%.pdf}"-[0-9]*.png
    pdftoppm -r 70 -png "$file" "${file%.pdf}"
done
python3 tests/gallery/empty.py "$out"/{html,pdf}/*.pdf
