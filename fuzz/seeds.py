#!/usr/bin/env python3
"""Lays out seeds for the fuzz targets in target/fuzz-seeds: shipped procedures and scenarios, examples of the rules' pages, formulas.

    fuzz/seeds.py && cargo +nightly fuzz run procedure fuzz/corpus/procedure target/fuzz-seeds/procedure

They can be made again at any time, so they are not stored; what fuzzing found beyond them is, in fuzz/corpus.
"""
import hashlib
import pathlib
import re

root = pathlib.Path(__file__).resolve().parent.parent
seeds = root / "target" / "fuzz-seeds"


def store(target, text):
    folder = seeds / target
    folder.mkdir(parents=True, exist_ok=True)
    data = text.encode()
    (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


head = "countersign: 1\nid: fuzz\nversion: 1.0.0\ntitle: A title\n"
steps = "steps:\n  - {id: wash, title: Wash, by: lead}\n"
roles = "roles:\n  lead: {title: Lead}\n"

for path in sorted((root / "procedures").glob("*.yaml")):
    text = path.read_text()
    if path.name.endswith(".scenarios.yaml"):
        # One case at a time, so that a mutation stays quick.
        begin, *cases = re.split(r"\n(?=  - name: )", text)
        for case in cases[:12]:
            store("scenario", "\n".join([begin, cases[0], case] if case is not cases[0] else [begin, case]) + "\n")
        continue
    store("procedure", text)
    # A mutation of 20 kB is slow work; pieces of a file keep most of what it says.
    head_of_file, _, rest = text.partition("\nsteps:\n")
    store("procedure", head_of_file + "\n" + steps)
    for step in re.split(r"\n(?=  - id: )", rest)[:8]:
        store("procedure", head + roles + "steps:\n" + step + "\n")

manual = []
for path in sorted((root / "src").glob("**/*.md")):
    page = path.read_text()
    for block in re.findall(r"```yaml\n(.*?)```", page, re.S):
        text = re.sub(r"(?m)^ *#\s*\^.*\n", "", block)
        whole = text if "\nsteps:" in "\n" + text else text + steps
        whole = whole if "\nroles:" in "\n" + whole else roles + whole
        whole = whole if "countersign:" in whole else head + whole
        store("procedure", whole)
        if "use:" in whole:
            manual.append(whole)
        for formula in re.findall(r"(?:when|formula|times|min|max|equals): ([^#\n{}\[\]]*[a-z(][^#\n{}\[\]]*)", text):
            store("formula", formula.strip().strip("\"'"))

used = head.replace("fuzz", "clean") + roles + "inputs:\n  lot: {title: Lot, type: text, pattern: '[A-Z]+'}\n" + steps
for text in manual:
    store("manual", text + "\n%%\n" + used)
    for other in manual[:3]:
        store("manual", text + "\n%%\n" + other.replace("id: fuzz", "id: other"))

for formula in """mass - tare
round(mass / n, 2) > 5.5
n = 3 and not ok or side = 'left'
lot in ['A-7', 'B']
'left' in sides and count(sides) >= 2
sum(weigh.net) <= 10 and mean(weigh.none) > 1
range(weigh.net) < 0.5
end - start < 2 h 30 min
input.day + 14 d >= 2026-12-01
at < 12:30
-abs(zero - tiny) * huge
share * mass / 100
start + soak < 2026-12-01T09:00:00Z
((((1))))
min(1, 2, n) != max(mass, tare)
round_even(2.5, 0) = 2""".splitlines():
    store("formula", formula)

print(*(f"{folder.name}: {len(list(folder.iterdir()))}" for folder in sorted(seeds.iterdir())), sep=", ")
