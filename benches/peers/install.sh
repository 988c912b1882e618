#!/usr/bin/env bash
# Installs the tools that `run.py` measures beside countersign, each through its own ordinary client, into a folder
# under target/ that can be deleted at any time: needs cargo, python3 with pip, and npm.
set -euo pipefail
cd "$(dirname "$0")"
folder="$(cd ../.. && pwd)/target/peers"
mkdir -p "$folder"

python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet --disable-pip-version-check check-jsonschema==0.39.0 yamllint==1.38.0

cp package.json validate.mjs "$folder/"
npm install --prefix "$folder" --silent --no-audit --no-fund

# A peer that doesn't build here is left out of the table, and doesn't stop the others.
for crate in boon-cli@0.6.2 jsonschema-cli@0.60.2 technique@0.5.4; do
    CARGO_TARGET_DIR="$folder/build" cargo install --quiet --locked --root "$folder/rust" "$crate" ||
        echo "could not install $crate" >&2
done
