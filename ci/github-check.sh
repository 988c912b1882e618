#!/usr/bin/env bash
# What the action for GitHub runs: `ci/github-check.sh COMMAND`, with PATHS and ARGUMENTS (one a line) and SARIF (a file,
# or empty) in the environment.
set -euo pipefail

command="$1"
mapfile -t paths < <(printf '%s' "${PATHS:-}" | sed '/^[[:space:]]*$/d')
mapfile -t arguments < <(printf '%s' "${ARGUMENTS:-}" | sed '/^[[:space:]]*$/d')
reports=()
if [[ -n "${GITHUB_STEP_SUMMARY:-}" ]]; then
    reports+=(--report "summary=$GITHUB_STEP_SUMMARY")
fi
if [[ -n "${SARIF:-}" ]]; then
    reports+=(--report "sarif=$SARIF")
fi
exec "$command" check --format github "${reports[@]}" "${arguments[@]}" -- "${paths[@]}"
