"""The page in a browser: what is lit where, keys, search, corrections and their way back; skipped where there is none.

Needs `pip install playwright` and a Chromium: on Debian `apt-get install chromium`, or IR_EXTRACT_CHROMIUM=/path.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extract import read
from extract.model import Location, Result
from extract.read import _mupdf, lines_of
from extract.review.folder import write_review
from tests.review.batches import batch
from tests.review.test_review import hostile_result

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install playwright)")
CHROMIUM = os.environ.get("IR_EXTRACT_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or ""
pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="there is no Chromium (apt-get install chromium, or IR_EXTRACT_CHROMIUM)"
)

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "iij-2007-06-investor-presentation.txt"
PDF = ROOT / "tests" / "pdfs" / "ruled_ja.pdf"
WEB = (
    b"<html><body><p>Revenue for the year ended March 31, 2024 was $ 1,234 million.</p>"
    b"<table><tr><td>(USD in millions)</td><td>Year ended March&nbsp;31, 2024</td></tr>"
    b"<tr><td>Sales &amp; services</td><td align=right>5,678</td></tr>"
    b"<tr><td>Costs</td><td align=right>(4,321)</td></tr></table></body></html>"
)


@pytest.fixture(scope="module")
def results(seed_result: Callable[[str], Result]) -> dict[str, tuple[bytes, Result]]:
    documents = {PDF.name: PDF.read_bytes(), "page.html": WEB}
    read_of = {name: (data, read(data, name=name)) for name, data in documents.items()}
    made = {SEED.name: (SEED.read_bytes(), seed_result(SEED.stem)), "hostile.txt": (b"one line\n", hostile_result())}
    return read_of | made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, results: dict[str, tuple[bytes, Result]]) -> Path:
    """The pages of a text, a PDF, a web page and a hostile document."""
    made = write_review(str(batch(tmp_path_factory.mktemp("review"), results)), jobs=1)
    return made.index.parent


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as engine:
        yield engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


class Opened:
    """A page and what it complained of or asked for."""

    def __init__(self, browser: Any, path: Path, **more: Any) -> None:
        self.context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True, **more)
        self.context.set_default_timeout(0)  # a busy machine is slow, and no test is about time
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())
        self.page.wait_for_function("document.documentElement.dataset.ready")

    def lit(self, aspect: str) -> list[str]:
        """The text that is lit as this aspect, place by place."""
        texts: list[str] = self.page.eval_on_selector_all(
            f".lit.{aspect}", "found => found.map(each => each.dataset.box ?? each.textContent)"
        )
        return texts

    def end(self) -> None:
        """Nothing was complained of, and nothing left the page."""
        assert self.complaints == []
        assert [url for url in self.asked if not url.startswith(("file:", "blob:"))] == []
        self.context.close()


@pytest.fixture
def opened(browser: Any, folder: Path, request: pytest.FixtureRequest) -> Iterator[Opened]:
    made = Opened(browser, folder / request.param)
    yield made
    made.end()


def slice_of(lines: tuple[str, ...], where: Location) -> str:
    assert where.line is not None
    return lines[where.line - 1][where.start : where.end]


def spread(result: Result, most: int = 20) -> list[int]:
    """Facts from all over a document that have a figure in print."""
    printed = [
        n
        for n, fact in enumerate(result.facts)
        if fact.printed and (fact.location.start is not None or fact.location.box)
    ]
    return printed[:: max(1, len(printed) // most)][:most]


@pytest.mark.parametrize("opened", [f"{SEED.stem}.html"], indirect=True)
def test_a_click_on_a_figure_lights_its_places_in_the_text(
    opened: Opened, results: dict[str, tuple[bytes, Result]]
) -> None:
    data, result = results[SEED.name]
    lines = lines_of(data, SEED.name)
    for number in spread(result):
        fact = result.facts[number]
        opened.page.evaluate(
            "number => { const t = D.facts[number].table; if (t) tablesSeen.build(bodies.get(t)); }", number
        )
        opened.page.locator(f'.tables [data-fact="{number}"]').first.evaluate("figure => figure.click()")
        assert "".join(opened.lit("value")) == fact.printed, fact
        for aspect in ("label", "unit", "period"):
            places = {ground.location for ground in fact.grounds.get(aspect, ()) if ground.location is not None}
            wanted = "".join(sorted("".join(slice_of(lines, where) for where in places)))
            found = [
                set(each.split())
                for each in opened.page.eval_on_selector_all(".lit", "all => all.map(e => e.className)")
            ]
            assert not places or any(aspect in classes for classes in found), (aspect, fact)
            assert "".join(sorted("".join(opened.lit(aspect)))) == wanted or not places, (aspect, fact)


@pytest.mark.parametrize("opened", [f"{PDF.stem}.html"], indirect=True)
def test_a_click_on_a_figure_lights_the_box_on_the_page_that_holds_its_print(
    opened: Opened, results: dict[str, tuple[bytes, Result]]
) -> None:
    data, result = results[PDF.name]
    document = _mupdf.open_pdf(data, PDF.name)
    for number in spread(result):
        fact = result.facts[number]
        opened.page.evaluate("number => select('fact', number)", number)
        (box,) = opened.lit("value")
        page, *edges = map(float, box.split())
        words = _mupdf.load_page(document, int(page) - 1).get_text(
            "text", clip=[e + a for e, a in zip(edges, (-1, -1, 1, 1), strict=True)]
        )
        assert set("".join((fact.printed or "").split())) <= set(words), fact
        lit = opened.page.locator(".lit.value").bounding_box()
        sheet = opened.page.locator(f'.sheet[data-page="{int(page)}"]').bounding_box()
        size = opened.page.evaluate(f"D.pages[{int(page)}]")
        middle = (edges[0] + edges[2]) / 2 / size["w"], (edges[1] + edges[3]) / 2 / size["h"]
        assert abs((lit["x"] + lit["width"] / 2 - sheet["x"]) / sheet["width"] - middle[0]) < 0.01
        assert abs((lit["y"] + lit["height"] / 2 - sheet["y"]) / sheet["height"] - middle[1]) < 0.01
        for aspect in ("label", "unit", "period"):
            grounds = {g.location for g in fact.grounds.get(aspect, ()) if g.location and g.location.box}
            assert len(opened.lit(aspect)) == len(grounds), (aspect, fact)
    picture = opened.page.locator(".sheet img").first
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 500


@pytest.mark.parametrize("opened", [f"{PDF.stem}.html"], indirect=True)
def test_the_sign_of_a_trusted_figure_is_said_and_not_open(
    opened: Opened, results: dict[str, tuple[bytes, Result]]
) -> None:
    _, result = results[PDF.name]
    number = next(n for n, fact in enumerate(result.facts) if fact.trusted and fact.printed == "△9,293")
    opened.page.evaluate("number => select('fact', number)", number)
    assert opened.page.locator("#detail dt.sign + dd b").text_content() == "negative"


@pytest.mark.parametrize("opened", [f"{SEED.stem}.html", f"{PDF.stem}.html", "page.html"], indirect=True)
def test_a_click_in_the_source_chooses_the_fact(opened: Opened) -> None:
    opened.page.evaluate("sourceSeen.all()")
    opened.page.locator(".sheets .spot.figure").first.evaluate("spot => spot.click()")
    chosen = opened.page.evaluate("D.facts[current.number]")
    assert opened.page.locator("#detail .id").text_content() == chosen["id"]
    opened.page.locator(".sheets .spot.ground").first.evaluate("spot => spot.click()")
    assert "Rest on this place" in (opened.page.locator("#list .group").first.text_content() or "")


@pytest.mark.parametrize("opened", ["page.html"], indirect=True)
def test_a_web_page_is_lit_where_its_text_stands(opened: Opened) -> None:
    opened.page.evaluate("select('fact', D.facts.findIndex(fact => fact.printed.includes('5,678')))")
    assert opened.lit("value") == ["5,678"]
    assert "".join(opened.lit("label")) == "Sales & services"
    assert "<" not in opened.page.locator("#sheets").inner_text()


@pytest.mark.parametrize("opened", [f"{SEED.stem}.html"], indirect=True)
def test_keys_go_through_facts_and_places_and_to_the_search(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("j")
    first = page.locator("#list [aria-selected=true]").get_attribute("id")
    page.keyboard.press("j")
    second = page.locator("#list [aria-selected=true]").get_attribute("id")
    page.keyboard.press("k")
    assert first != second and page.locator("#list [aria-selected=true]").get_attribute("id") == first
    assert page.locator("#list").get_attribute("aria-activedescendant") == first
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("total revenues")
    page.wait_for_function("document.querySelector('#hits').textContent.includes('entr')")
    page.keyboard.press("Enter")
    second_place = page.evaluate("aspectName(placesOf(D.facts[current.number])[1][0])")
    page.keyboard.press("Enter")
    assert second_place in page.locator("#where").inner_text()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    page.locator("#theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


@pytest.mark.parametrize("opened", [f"{SEED.stem}.html"], indirect=True)
def test_a_correction_goes_from_the_page_into_the_result(
    opened: Opened, results: dict[str, tuple[bytes, Result]], tmp_path: Path
) -> None:
    data, result = results[SEED.name]
    page = opened.page
    table = [n for n, fact in enumerate(result.facts) if fact.table and fact.value and fact.trusted]
    changed, accepted, rejected = table[5], table[40], table[80]
    page.evaluate("number => select('fact', number)", changed)
    page.keyboard.press("c")
    page.fill("[name=value]", "1,234,500")
    page.fill("[name=start]", "2006-13-01")
    page.fill("[name=reason]", "so says \u201cthe\u201d </script> report")
    page.fill("[name=who]", "A. Reader")
    page.locator(".correction button.main").click()
    if (
        page.locator("[name=kind]").count()
        and page.evaluate("document.querySelector('[name=kind]').value") == "duration"
    ):
        assert "A day is written like" in page.locator(".correction .error").inner_text()
    page.fill("[name=start]", "2006-01-01")
    page.locator(".correction button.main").click()
    for number, key in ((accepted, "a"), (rejected, "r")):
        page.evaluate("number => select('fact', number)", number)
        page.keyboard.press(key)
        assert page.input_value("[name=who]") == "A. Reader"
        page.fill("[name=reason]", "looked it up")
        page.locator(".correction button.main").click()
    assert page.locator("#collected .count").inner_text() == "3"
    page.keyboard.press("s")
    with page.expect_download() as download:
        page.locator("#save").click()
    assert download.value.suggested_filename == f"{SEED.name}.corrections.jsonl"
    saved = tmp_path / "saved.jsonl"
    download.value.save_as(saved)
    assert len(saved.read_text("utf-8").splitlines()) == 3 and json.loads(saved.read_text("utf-8").splitlines()[0])
    again = {fact.id: fact for fact in read(data, name=SEED.name, corrections=saved).facts}
    known = [again[result.facts[number].id] for number in (changed, accepted, rejected)]
    assert [fact.status for fact in known[:2]] == ["corrected", "corrected"] and known[0].value == "1234500"
    assert known[1].trusted and known[1].value == result.facts[accepted].value
    assert "rejected" in known[2].doubts and known[2].value != result.facts[rejected].value


@pytest.mark.parametrize("opened", [f"{SEED.stem}.html"], indirect=True)
def test_a_unit_is_corrected_for_a_whole_column_where_it_was_read_so(opened: Opened) -> None:
    page = opened.page
    number = page.evaluate("D.facts.findIndex(fact => fact.table && fact.unit === 'JPY' && fact.trusted)")
    page.evaluate("number => select('fact', number)", number)
    page.keyboard.press("c")
    page.fill("[name=unit]", "USD")
    page.select_option("[name=scope]", "column")
    page.fill("[name=reason]", "the head says dollars")
    page.fill("[name=who]", "A. Reader")
    page.locator(".correction button.main").click()
    said = page.evaluate(
        "corrections.map(each => [D.facts[each.number].unit, Object.keys(each.record.aspects).join()])"
    )
    alike = "fact.table === one.table && fact.column === one.column && fact.unit === 'JPY' && fact.status !== 'nil'"
    count = page.evaluate(
        f"number => {{ const one = D.facts[number]; return D.facts.filter(fact => {alike}).length }}", number
    )
    assert said == [["JPY", "unit"]] * count and count > 1
    page.keyboard.press("s")
    page.locator("#none").click()
    assert page.locator("#collected .count").inner_text() == "0"


@pytest.mark.parametrize("opened", ["hostile.html", "index.html"], indirect=True)
def test_a_hostile_document_is_shown_and_does_nothing(opened: Opened) -> None:
    if opened.page.locator("#sheets").count():
        opened.page.evaluate("tablesSeen.all(); sourceSeen.all(); select('fact', 0)")
        assert "<script>alert(1)" in opened.page.locator("#detail").inner_text()
        assert "\\u202e" in opened.page.locator("#detail").inner_text()
    assert opened.page.evaluate("document.querySelectorAll('script').length") == 2
    assert opened.page.evaluate("document.images.length") == 0


def test_nothing_can_be_fetched_from_the_page(browser: Any, folder: Path) -> None:
    made = Opened(browser, folder / "page.html")
    refused = made.page.evaluate("fetch('https://example.com/').then(() => false, () => true)")
    assert refused and any("Content Security Policy" in told for told in made.complaints)
    made.context.close()


def test_a_page_whose_picture_is_gone_says_so_and_shows_what_was_read(
    browser: Any, folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "review", ignore=shutil.ignore_patterns("*.pages"))
    made = Opened(browser, tmp_path / "review" / f"{PDF.stem}.html")
    made.page.wait_for_selector(".sheet.bare span", state="attached")
    assert "its picture is not beside this page" in made.page.inner_text(".leaf .number")
    assert made.page.locator(".sheet img").count() == 0
    made.context.close()


@pytest.mark.parametrize("count", [4, 9, 16])
def test_a_table_as_wide_as_it_may_be_is_whole_on_paper(browser: Any, tmp_path: Path, count: int) -> None:
    figures = [f"{1000 + 37 * n:,}" for n in range(count)]
    heads = [f"Year ended March 31, {2005 + n}" for n in range(count)]
    lines = (["", *heads], ["---"] * (count + 1), ["Paper and board of all kinds", *figures], ["Ink", *figures])
    text = "Sales (JPY million)\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)
    result = read(text.encode(), name="a.md")
    made = write_review(str(batch(tmp_path / "wide", {"a.md": (text.encode(), result)})), jobs=1)
    page = Opened(browser, made.index.parent / "a.html")
    page.page.pdf(path=str(tmp_path / "print.pdf"), prefer_css_page_size=True)
    printed = _mupdf.open_pdf((tmp_path / "print.pdf").read_bytes(), "print.pdf")

    inside = [
        word[4]
        for number in range(printed.page_count)
        for word in printed[number].get_text("words")
        if word[2] <= printed[number].rect.width
    ]
    assert all(figure in inside for figure in figures)
    page.end()


@pytest.mark.parametrize("page", [f"{SEED.stem}.html", f"{PDF.stem}.html", "index.html"])
def test_a_page_fits_a_narrow_screen_and_paper(browser: Any, folder: Path, page: str, tmp_path: Path) -> None:
    made = Opened(browser, folder / page, color_scheme="dark")
    made.page.set_viewport_size({"width": 390, "height": 800})
    assert made.page.evaluate("document.documentElement.scrollWidth") <= 390
    made.page.pdf(path=str(tmp_path / "print.pdf"), format="A4")
    printed = _mupdf.open_pdf((tmp_path / "print.pdf").read_bytes(), "print.pdf")
    text = "".join(printed[number].get_text() for number in range(printed.page_count))
    assert page.removesuffix(".html").split("-")[0] in text or page == "index.html"
    made.end()
