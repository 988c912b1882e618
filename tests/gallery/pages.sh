#!/usr/bin/env bash
# Pictures of printed pages, to be looked at: blank checklists on A4 and Letter, a verifier's sheet, the print of a run.
#
#   tests/gallery/pages.sh [FOLDER]     [default: target/gallery]
#
# Needs Chromium 131 or later, and pdftoppm (Debian: chromium, poppler-utils). Also says how much of each page stays
# empty at its end: more than a third is too much anywhere but on the last page.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=${1:-target/gallery}
mkdir -p "$out"
cargo build --quiet
command=${CARGO_TARGET_DIR:-target}/debug/countersign
record=tests/data/records/v1/sandwich

for file in procedures/*.yaml; do
    [[ $file == *.scenarios.yaml ]] && continue
    name=$(basename "$file" .yaml)
    "$command" print "$file" -o "$out/$name-a4.html"
done
"$command" print procedures/ham-sandwich.yaml -o "$out/ham-sandwich-letter.html" --paper letter --lang es --copy 7
"$command" print procedures/ham-sandwich.yaml -o "$out/ham-sandwich-verifier.html" --sheet verifier --lang it
"$command" print $record.yaml --record $record.jsonl -o "$out/run-a4.html"

for page in "$out"/*.html; do
    name=${page%.html}
    chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
        --print-to-pdf="$name.pdf" "file://$(realpath "$page")" >/dev/null 2>&1
    rm -f "$name"-[0-9]*.png
    pdftoppm -r 70 -png "$name.pdf" "$name"
done
python3 tests/gallery/empty.py "$out"/*.pdf
