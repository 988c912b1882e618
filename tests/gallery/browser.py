"""Prints HTML through Chromium, each file to a PDF beside it."""

import pathlib
import sys

from playwright.sync_api import sync_playwright

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    print(f"Chromium {browser.version}")
    page = browser.new_page()
    for file in map(pathlib.Path, sys.argv[1:]):
        page.goto(file.resolve().as_uri())
        page.pdf(path=file.with_suffix(".pdf"), prefer_css_page_size=True)
    browser.close()
