#!/usr/bin/env bash
# Instructions a file, part by part, beside libyaml's bare event scan of the same bytes, and where they go. Unlike times
# they are the same on a busy machine. Needs valgrind; with libyaml-dev the measure is libyaml in C, else its port.
#
#     benches/instructions.sh            ten generated files
#     COUNTERSIGN_FOLDER=procedures benches/instructions.sh
set -euo pipefail
cd "$(dirname "$0")/.."

features=()
base=port
if [[ -e /usr/include/yaml.h ]]; then
    features=(--features system-libyaml)
    base=libyaml
fi
cargo build --release --quiet -p countersign-benches "${features[@]}"
out="$(mktemp -d)"
trap 'rm -r "$out"' EXIT

# All instructions of so many rounds over the files.
collected() {
    valgrind --tool=callgrind --callgrind-out-file="$out/$1.$2" target/release/measure run "$1" 10 "$2" 2>&1 |
        sed -n 's/.*Collected : //p'
}

# Twice as many rounds less as many, so that starting and reading the files don't count.
declare -A instructions
parts=(nothing port events check procedure)
[[ $base == libyaml ]] && parts=(nothing libyaml port events check procedure)
for part in "${parts[@]}"; do
    instructions[$part]=$((($(collected "$part" 30) - $(collected "$part" 10)) / 20))
done
for part in "${parts[@]:1}"; do
    awk -v part="$part" -v spent="${instructions[$part]}" -v base="${instructions[$base]}" \
        'BEGIN { printf "%-10s %11d instructions a round  %.2f\n", part, spent, spent / base }'
done

printf '\nWhere the instructions of check go, of 100, each with what it calls:\n'
callgrind_annotate --inclusive=yes --threshold=100 "$out/check.30" |
    sed -n 's/^ *[0-9,]* (\( *[0-9.]*\)%)  *[^ ]*:\(countersign::.*\|<countersign.*\|<T as countersign.*\) \[.*/\1  \2/p' |
    awk '$1 >= 0.3' | head -60
