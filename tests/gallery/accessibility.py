"""Judges printed HTML with axe-core in Chromium, on the screen and as printed; also that it loads nothing.

    pip install playwright; npm install axe-core
    python3 tests/gallery/accessibility.py node_modules/axe-core/axe.min.js target/gallery/*.html
"""

import pathlib
import sys

from playwright.sync_api import sync_playwright

axe = pathlib.Path(sys.argv[1]).read_text()
wrong = 0
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    for file in map(pathlib.Path, sys.argv[2:]):
        # The page's own policy forbids every script, the judge's too.
        page = browser.new_context(bypass_csp=True).new_page()
        loaded = []
        page.on("request", lambda request: loaded.append(request.url))
        page.goto(file.resolve().as_uri())
        page.evaluate(axe)
        others = [url for url in loaded[1:] if not url.startswith("data:")]
        for medium in ["screen", "print"]:
            page.emulate_media(media=medium)
            result = page.evaluate("axe.run()")
            found = result["violations"]
            wrong += len(found) + len(others)
            print(f"{file.name} on {medium}: {len(found)} violations, {len(others)} things loaded")
            for violation in found:
                print(f"    {violation['id']}: {violation['nodes'][0]['html'][:120]}")
    browser.close()
sys.exit(1 if wrong else 0)
