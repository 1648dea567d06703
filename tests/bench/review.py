"""Review pages in a browser: `python -m tests.bench.review FILE... [--facts 20] [--shots FOLDER] [--json]`.

Each document is read and its page is written and opened in Chromium. Facts spread over the whole document are clicked
with the mouse, as a person would, and of each place that lights up it is asked whether the document itself has the
print there: the characters of a text by line and column, the words of a PDF whose middle lies in the box. Told besides:
the keys, what the console said, requests that left the page, the size of the page and of its pictures, and the time
until it was ready (the only figure that another run may see otherwise).

`--made 200` adds an invented document of that many tables. Needs `pip install playwright` and a Chromium, found as
`chromium` on the path or named by IR_EXTRACT_CHROMIUM.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
import shutil
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pymupdf

from extract import Settings, read
from extract.model import Fact, Location, Result
from extract.read import lines_of
from extract.review.folder import write_review
from tests.review.batches import batch

if TYPE_CHECKING:
    from playwright.sync_api import Page

ASPECTS = ("value", "label", "unit", "period")
WAIT = 100  # milliseconds between two looks at a page that scrolls or draws
LOOKS = 60


def made_tables(count: int) -> bytes:
    """A document of so many tables with twelve rows and four years each.

    >>> made_tables(2).count(b"Revenue of part")
    2
    """
    years = [2019, 2020, 2021, 2022]
    lines = ["Results of an invented company for the year ended March 31, 2022", ""]
    for table in range(count):
        lines += [f"Part {table + 1} of the business (JPY million)", ""]
        lines.append("| | " + " | ".join(f"Year ended March 31, {year}" for year in years) + " |")
        lines.append("|---|" + "---:|" * len(years))
        names = ["Revenue of part", *(f"Cost of kind {number}" for number in range(1, 11)), "Income of part"]
        costs = [[100 + 7 * table + 13 * n + 29 * at for at in range(len(years))] for n in range(1, 11)]
        income = [500 + 3 * table + 11 * at for at in range(len(years))]
        revenue = [sum(column) + income[at] for at, column in enumerate(zip(*costs, strict=True))]
        for name, figures in zip(names, [revenue, *costs, income], strict=True):
            lines.append(f"| {name} | " + " | ".join(f"{figure:,}" for figure in figures) + " |")
        lines.append("")
    return "\n".join(lines).encode()


def spread(result: Result, most: int) -> list[int]:
    """Facts from all over a document that have a figure in print."""
    have_place = [
        number
        for number, fact in enumerate(result.facts)
        if fact.printed and (fact.location.start is not None or fact.location.box)
    ]
    return have_place[:: max(1, len(have_place) // most)][:most]


def folded(text: str) -> str:
    """Text as it is compared: without blanks and what markup converters leave, compatibility forms as one.

    >>> folded("<i>% of Revenues</i> FY2006")
    '%ofRevenuesFY2006'
    """
    bare = re.sub(r"</?[a-z]{1,6}>|\*\*", "", html.unescape(text))
    return "".join(unicodedata.normalize("NFKC", bare).split())


class Source:
    """What a document has at a place."""

    def __init__(self, data: bytes, name: str) -> None:
        self.paged = data.startswith(b"%PDF")
        self._lines = () if self.paged else lines_of(data, name)
        self._document = pymupdf.open(stream=data) if self.paged else None

    def at(self, place: list[float]) -> str:
        """`[line, start, end]` of a text, `[page, left, top, right, bottom]` of a PDF; all of the line or page else."""
        if not self.paged:
            line = self._lines[int(place[0]) - 1]
            return line[int(place[1]) : int(place[2])] if len(place) == 3 else line
        page = self._document[int(place[0]) - 1]
        if len(place) == 1:
            return str(page.get_text())
        left, top, right, bottom = place[1:]
        box = pymupdf.Rect(left - 1, top - 1, right + 1, bottom + 1)
        found = []
        for block in page.get_text("rawdict")["blocks"]:
            for line in block.get("lines", ()):
                for span in line["spans"]:
                    for each in span["chars"]:
                        x0, y0, x1, y1 = pymupdf.Rect(each["bbox"]) * page.rotation_matrix
                        if pymupdf.Point((x0 + x1) / 2, (y0 + y1) / 2) in box:
                            found.append(each["c"])
        return "".join(found)


class Opened:
    """A page, what it complained of and what it asked for."""

    def __init__(self, browser: Any, path: Path, scheme: str) -> None:
        self.context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
        self.context.set_default_timeout(0)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())
        self.page.wait_for_function("document.documentElement.dataset.ready")
        self.ready = int(self.page.evaluate("+document.documentElement.dataset.ready"))

    def until(self, condition: str) -> bool:
        """Whether this holds within the looks that are given to it."""
        for _ in range(LOOKS):
            if self.page.evaluate(condition):
                return True
            self.page.wait_for_timeout(WAIT)
        return False

    @property
    def left(self) -> list[str]:
        """Requests that left the page."""
        return [url for url in self.asked if not url.startswith(("file:", "blob:"))]


SEEN = """() => {
  const frame = document.querySelector("#sheets").getBoundingClientRect();
  return [...document.querySelectorAll(".lit.value")].some((each) => {
    const box = each.getBoundingClientRect();
    return box.height > 0 && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1 && box.left >= frame.left - 1;
  });
}"""
DRAWN = """() => {
  const picture = document.querySelector(".lit.value")?.parentElement.querySelector("img");
  return !!picture && picture.complete && picture.naturalWidth > 200;
}"""
LIT = "() => lit.map(([aspect, place]) => [aspect, D.places[place]])"


def clicked(opened: Opened, number: int, fact: Fact, source: Source) -> dict[str, bool]:
    """What holds of a fact whose figure is clicked: by aspect, whether each place that lights has its print."""
    page = opened.page
    figure = page.locator(f'.tables [data-fact="{number}"]').first
    figure.scroll_into_view_if_needed()
    figure.click()
    told = {"in view": opened.until(SEEN)}
    if source.paged:
        told["picture"] = opened.until(DRAWN)
    lit = page.evaluate(LIT)
    shown = page.evaluate("() => [...document.querySelectorAll('.lit')].map(each => each.className)")
    for aspect in ASPECTS:
        places = [place for name, place in lit if name == aspect]
        if aspect == "value":
            wanted = [(fact.printed or "", _place(fact.location))]
        else:
            grounds = fact.grounds.get(aspect, ())
            wanted = [(each.printed or "", _place(each.location)) for each in grounds if each.location is not None]
        if wanted:
            told[aspect] = any(aspect in each for each in shown) and all(
                place in places and folded(printed) in folded(source.at(place)) for printed, place in wanted
            )
    return told


def _place(location: Location) -> list[float]:
    if location.page is not None:
        return [location.page, *(location.box or ())]
    known = location.start is not None and location.end is not None
    return [location.line or 0, *((location.start or 0, location.end or 0) if known else ())]


def keys(opened: Opened) -> list[str]:
    """Keys that did not do what the page says of them."""
    page, wrong = opened.page, []
    chosen = "document.querySelector('#list [aria-selected=true]')?.id"

    def holds(name: str, condition: object) -> None:
        if not condition:
            wrong.append(name)

    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.select_option("#filter", "all")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    first = page.evaluate(chosen)
    page.keyboard.press("j")
    second = page.evaluate(chosen)
    page.keyboard.press("k")
    holds("j k", first and second != first and page.evaluate(chosen) == first)
    page.keyboard.press("/")
    holds("/", page.evaluate("document.activeElement.id") == "search")
    page.keyboard.press("Escape")
    page.evaluate("select('fact', D.facts.findIndex(each => placesOf(each).length > 1))")
    where = page.locator("#where").inner_text()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    holds("Enter", page.locator("#where").inner_text() != where)
    for key in ("a", "c", "r"):
        page.keyboard.press(key)
        holds(key, page.locator(".correction").count())
        page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("o")
    holds("o", page.evaluate("current.kind") != "fact")
    for key, dialog in (("s", "#saved"), ("?", "#keys")):
        page.keyboard.press(key)
        holds(key, page.locator(dialog).is_visible())
        page.keyboard.press("Escape")
        holds(f"Esc of {key}", not page.locator(dialog).is_visible())
    return wrong


def measured(browser: Any, name: str, data: bytes, most: int, shots: Path | None, scratch: Path) -> dict[str, Any]:
    """All that is told of the page of one document."""
    result = read(data, name=name, settings=Settings())
    made = write_review(str(batch(scratch, {name: (data, result)})), jobs=1)
    path = made.index.parent / f"{name.rpartition('.')[0]}.html"
    pictures = sorted(path.with_suffix(".pages").glob("*.png"))
    opened = Opened(browser, path, "light")
    told: dict[str, Any] = {"document": name, "facts": len(result.facts), "tables": len(result.tables)}
    told |= {"ready ms": opened.ready, "page kB": path.stat().st_size // 1000, "pictures": len(pictures)}
    told["pictures kB"] = sum(each.stat().st_size for each in pictures) // 1000
    opened.page.evaluate("tablesSeen.all()")
    source = Source(data, name)
    answers = {number: clicked(opened, number, result.facts[number], source) for number in spread(result, most)}
    told["clicked"] = len(answers)
    for each in ("in view", "picture", *ASPECTS):
        held = [answer[each] for answer in answers.values() if each in answer]
        told[each] = f"{sum(held)} of {len(held)}"
    told["not so"] = [
        f"{result.facts[number].id} {each}" for number, answer in answers.items() for each in answer if not answer[each]
    ]
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
        opened.page.screenshot(path=str(shots / f"{path.stem}.light.png"))
        dark = Opened(browser, path, "dark")
        dark.page.evaluate("number => select('fact', number)", next(iter(answers), 0))
        dark.until(DRAWN if source.paged else SEEN)
        dark.page.screenshot(path=str(shots / f"{path.stem}.dark.png"))
        dark.context.close()
    told["keys that fail"] = keys(opened)
    told["console"] = opened.complaints
    told["left the page"] = opened.left
    opened.context.close()
    return told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--facts", type=int, default=20, help="facts that are clicked in each document")
    parser.add_argument("--made", type=int, default=0, help="tables of an invented document")
    parser.add_argument("--shots", type=Path, help="a folder for pictures of each page, light and dark")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    documents = [(path.name, path.read_bytes()) for path in given.files]
    if given.made:
        documents.append((f"made-{given.made}-tables.md", made_tables(given.made)))
    program = os.environ.get("IR_EXTRACT_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        sys.exit("there is no Chromium: apt-get install chromium, or name one by IR_EXTRACT_CHROMIUM")
    from playwright.sync_api import sync_playwright  # not among what tests need, and pytest loads this file

    with sync_playwright() as engine, tempfile.TemporaryDirectory(prefix="ir-extract-") as scratch:
        browser = engine.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for number, (name, data) in enumerate(documents):
            told = measured(browser, name, data, given.facts, given.shots, Path(scratch) / str(number))
            if given.json:
                print(json.dumps(told, ensure_ascii=False), flush=True)
            else:
                print("\n".join(f"{key:>16}  {value}" for key, value in told.items()), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
