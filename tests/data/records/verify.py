"""Verifies a record with nothing but Python's standard library: `python3 verify.py RECORD.jsonl`.

Written from the format's description in `src/record`, as a second opinion on it.
"""

import hashlib
import json
import sys


class Bad(Exception):
    pass


def canonical(value):
    """RFC 8785 for texts, truth values, null, lists, objects and whole numbers up to 2^53 - 1."""
    if isinstance(value, dict):
        pairs = sorted(value.items(), key=lambda pair: pair[0].encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(canonical(key) + ":" + canonical(item) for key, item in pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float) or (isinstance(value, int) and abs(value) > 2**53 - 1):
        raise Bad("number")
    return json.dumps(value, ensure_ascii=False)


def digest(what, value):
    return "sha256:" + hashlib.sha256(f"countersign record 1 {what}\n{canonical(value)}".encode()).hexdigest()


def pick(line, *keys):
    return {key: line[key] for key in keys if key in line}


def check(text, previous, seq):
    """The hash of a line that stands at position `seq` behind a line with the hash `previous`."""
    line = json.loads(text.decode())
    if not isinstance(line, dict) or canonical(line).encode() != text:
        raise Bad("not canonical")
    if seq == 0:
        if line["format"] != 1 or digest("header", {k: v for k, v in line.items() if k != "hash"}) != line["hash"]:
            raise Bad("header")
        return line["hash"], False
    content = pick(line, "asked", "by", "salt", "what")
    if content and digest("leaf", content) != line["leaf"]:
        raise Bad("leaf")
    link = pick(line, "at", "key", "leaf", "more", "seq") | {"previous": previous}
    if line["seq"] != seq or digest("hash", link) != line["hash"]:
        raise Bad("hash")
    return line["hash"], line.get("more", False)


def verify(data):
    previous, more, seq = None, False, -1
    for seq, text in enumerate(data.split(b"\n")[:-1]):
        try:
            previous, more = check(text, previous, seq)
        except (Bad, KeyError, ValueError):
            return f"line {seq + 1} is bad"
    if seq < 0 or not data.endswith(b"\n"):
        return f"line {seq + 2} is bad"
    return f"line {seq + 1} is bad" if more else f"whole up to {seq}:{previous}"


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        answer = verify(file.read())
    print(answer)
    sys.exit(0 if answer.startswith("whole") else 1)
