"""The README's pictures of the report, made of the sample texts.

    screenshots.py RELEASE FOLDER
"""

import pathlib
import sys

from browser import NARROW, WIDE, Report, browser
from PIL import Image

HEIGHT = 800


def main():
    release, folder = map(pathlib.Path, sys.argv[1:])
    folder.mkdir(parents=True, exist_ok=True)
    with browser() as running:
        light, dark = Report(running, release), Report(running, release, scheme="dark")
        narrow = Report(running, release, NARROW)
        page = light.open("#/checks")
        words = page.locator("article.check a.words").last.get_attribute("href")
        shoot(light, "#/charts", folder / "charts.png", 1080)
        shoot(dark, words, folder / "text.png")
        shoot(light, "#/checks", folder / "contradictions.png")
        shoot(narrow, words, folder / "narrow.png")


def shoot(report, route, path, height=HEIGHT):
    page = report.open(route)
    page.set_viewport_size({**page.viewport_size, "height": height})
    page.wait_for_timeout(600)
    page.screenshot(path=path)
    # A picture of a page has few colours: a palette makes it half the size.
    Image.open(path).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path}: {path.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
