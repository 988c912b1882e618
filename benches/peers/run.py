#!/usr/bin/env python3
"""What checking many files costs, whole process, beside the tools a user would take instead.

    cargo build --release && benches/peers/install.sh && benches/peers/run.py

Every tool gets the same generated files and the same JSON schema; technique gets a file of its own language, one
a process, because it takes no more. Time is that of the processor, user and system, of the process and all its
children, and the fastest of a few runs: on a busy machine the wall says little. Memory is the largest resident size.
Prints Markdown. A tool that is not installed is left out.
"""
import argparse
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import time

root = pathlib.Path(__file__).resolve().parent.parent.parent
target = root / "target"
peers = target / "peers"
schema = root / "schema" / "procedure.json"

parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
parser.add_argument("--counts", default="1,200,2000", help="numbers of files")
parser.add_argument("--fast-counts", default="20000", help="numbers of files for countersign and the fast ones only")
parser.add_argument("--runs", type=int, default=3, help="runs of each, of which the fastest counts")
parser.add_argument("--only", default="", help="names of tools, with commas")
arguments = parser.parse_args()
counts = [int(count) for count in arguments.counts.split(",") if count]
fast_counts = [int(count) for count in arguments.fast_counts.split(",") if count]


def files(count):
    """The folder with so many generated files."""
    folder = target / f"generated-{count}"
    if not folder.exists() or len(list(folder.iterdir())) != count:
        shutil.rmtree(folder, ignore_errors=True)
        command = ["cargo", "run", "--quiet", "--release", "--example", "generate", "--", str(count), str(folder)]
        subprocess.run(command, cwd=root, check=True)
    return folder


def measured(command):
    """CPU seconds, wall seconds, largest resident megabytes and exit code of a command and its children."""
    script = (
        "import resource, subprocess, sys, time\n"
        "start = time.monotonic()\n"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime, time.monotonic() - start, used.ru_maxrss / 1024, code)\n"
    )
    answer = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, text=True, check=True)
    cpu, wall, memory, code = answer.stdout.split()
    return float(cpu), float(wall), float(memory), int(code)


def version(command):
    answer = subprocess.run(command, capture_output=True, text=True)
    lines = (answer.stdout or answer.stderr).strip().splitlines()
    return lines[0] if lines else "?"


python = peers / "python" / "bin"
rust = peers / "rust" / "bin"
countersign = target / "release" / "countersign"
sample = root / "benches" / "peers" / "sample.tq"
# Name, program that must be there, its version, the command for a list of files, whether it is fast enough for many.
tools = [
    ("countersign", countersign, [countersign, "--version"], lambda it: [countersign, "check", *it], True),
    ("countersign --jobs 1", countersign, None, lambda it: [countersign, "check", "--jobs", "1", *it], True),
    ("boon", rust / "boon", [rust / "boon", "--version"], lambda it: [rust / "boon", "-q", schema, *it], True),
    (
        "jsonschema-cli",
        rust / "jsonschema-cli",
        [rust / "jsonschema-cli", "--version"],
        lambda it: [rust / "jsonschema-cli", "validate", schema, *(part for file in it for part in ("-i", file))],
        True,
    ),
    (
        "ajv with js-yaml",
        peers / "node_modules" / "ajv",
        ["node", "--version"],
        lambda it: ["node", peers / "validate.mjs", schema, *it],
        True,
    ),
    (
        "check-jsonschema",
        python / "check-jsonschema",
        [python / "check-jsonschema", "--version"],
        lambda it: [python / "check-jsonschema", "--schemafile", schema, *it],
        False,
    ),
    (
        "yamllint",
        python / "yamllint",
        [python / "yamllint", "--version"],
        lambda it: [python / "yamllint", "-d", "{extends: default, rules: {line-length: disable}}", *it],
        False,
    ),
    (
        "technique",
        rust / "technique",
        [rust / "technique", "--version"],
        lambda it: ["sh", "-c", f'for i in $(seq {len(it)}); do "$0" check "$1" || exit; done', rust / "technique", sample],
        False,
    ),
]

only = [name for name in arguments.only.split(",") if name]
tools = [tool for tool in tools if pathlib.Path(tool[1]).exists() and (not only or tool[0] in only)]
for name, _, command, _, _ in tools:
    if command:
        print(f"- {name}: {version([str(part) for part in command])}")
print("\n| tool | files | CPU s | ms a file | wall s | MB | x countersign | exit |\n|---|--:|--:|--:|--:|--:|--:|--:|")
for count in counts + fast_counts:
    folder = files(count)
    listed = [str(path.relative_to(root)) for path in sorted(folder.iterdir())]
    ours = None
    for name, _, _, command, fast in tools:
        if count in fast_counts and not fast:
            continue
        line = [str(part) for part in command(listed)]
        slow = count >= 2000 and not fast
        os.chdir(root)
        best = min(measured(line) for _ in range(1 if slow else arguments.runs))
        cpu, wall, memory, code = best
        ours = ours or cpu
        each = cpu / count * 1000
        print(f"| {name} | {count} | {cpu:.3f} | {each:.3f} | {wall:.2f} | {memory:.1f} | {cpu / ours:.1f} | {code} |", flush=True)
