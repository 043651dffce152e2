"""Opening a report in a headless Chromium, from disk and without a network."""

import contextlib
import shutil
import sys

from playwright.sync_api import sync_playwright

WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 390, "height": 844}


def chromium():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    sys.exit("no Chromium is here: apt-get install chromium")


@contextlib.contextmanager
def browser():
    with sync_playwright() as playwright:
        # Without a sandbox it runs as root too, as on a machine of continuous integration.
        running = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        try:
            yield running
        finally:
            running.close()


class Report:
    """A page with a report; whatever the browser complains of is kept in `complaints`."""

    def __init__(self, running, release, viewport=WIDE, scheme="light"):
        self.address = (release / "report.html").resolve().as_uri()
        self.page = running.new_page(viewport=viewport, color_scheme=scheme)
        self.complaints = []
        self.requests = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, route=""):
        """Opens a page of the report anew and waits until it is there."""
        self.page.goto("about:blank")
        self.page.goto(self.address + route)
        self.page.wait_for_selector("main[data-ready]")
        return self.page

    def texts(self, selector):
        return [t.strip() for t in self.page.locator(selector).all_inner_texts()]
