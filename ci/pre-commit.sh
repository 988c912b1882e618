#!/usr/bin/env bash
# What the hook `countersign` of pre-commit runs: builds the command where the hook was cloned to, and checks the files.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cargo build --release --locked --quiet --package countersign-cli --manifest-path "$root/Cargo.toml" --target-dir "$root/target"
exec "$root/target/release/countersign" check "$@"
