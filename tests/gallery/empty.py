"""How much of each page of a PDF stays empty at its end, in per cent of what can be printed on."""

import subprocess
import sys

# Margins of a page in millimetres, as the style sheet has them.
TOP, BOTTOM = 24, 16
RESOLUTION = 36


def pages(file):
    """Every page as rows of grey values."""
    picture = subprocess.run(
        ["pdftoppm", "-gray", "-r", str(RESOLUTION), file], check=True, capture_output=True
    ).stdout
    at = 0
    while at < len(picture):
        kind, width, height, _ = picture[at:].split(None, 4)[:4]
        assert kind == b"P5"
        width, height = int(width), int(height)
        at = picture.index(b"255\n", at) + 4
        yield [picture[at + row * width : at + (row + 1) * width] for row in range(height)]
        at += width * height


def empty(rows):
    """The share of the page below its last dark row."""
    pixel = 25.4 / RESOLUTION
    top, bottom = round(TOP / pixel), len(rows) - round(BOTTOM / pixel)
    last = max((y for y in range(top, bottom - 1) if min(rows[y]) < 200), default=top)
    return round(100 * (bottom - last) / (bottom - top))


too_empty = 0
for file in sys.argv[1:]:
    shares = [empty(rows) for rows in pages(file)]
    wrong = [share for share in shares[:-1] if share > 33]
    too_empty += len(wrong)
    print(f"{file}: {len(shares)} pages, empty {shares}{' TOO EMPTY' if wrong else ''}")
print(f"{too_empty} pages are more than a third empty")
