"""The printing bench itself: what it says stands on the page stands there, and the same seed gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import msgspec
import pymupdf
import pytest

from extract.model import Location, Period, Problem, Result
from tests.bench.printed.__main__ import main
from tests.bench.printed.bench import Print, all_prints, print_one
from tests.bench.printed.chart import CHARTS, even_steps
from tests.bench.printed.rows import breakable
from tests.bench.printed.score import score_printed
from tests.bench.printed.seeds import truth_documents
from tests.bench.printed.style import STYLES
from tests.bench.score import Verdict, plain
from tests.bench.test_bench import fact_of

DRAWN = [name for name, style in STYLES.items() if not style.scan_dpi]


def first(name: str) -> Print:
    return next(all_prints(name, 5, 1))


def second(name: str) -> Print:
    """Of charts every second document is plotted."""
    return list(all_prints(name, 5, 2))[1]


Char = tuple[str, pymupdf.Rect]


def chars_of(content: bytes) -> dict[int, list[Char]]:
    """The characters of each page with their boxes as displayed."""
    found: dict[int, list[Char]] = {}
    for page in pymupdf.open(stream=content, filetype="pdf"):
        spans = [
            span
            for block in page.get_text("rawdict", flags=0)["blocks"]
            for line in block.get("lines", [])
            for span in line["spans"]
        ]
        turn = page.rotation_matrix
        found[page.number + 1] = [(c["c"], pymupdf.Rect(c["bbox"]) * turn) for span in spans for c in span["chars"]]
    return found


def in_box(rect: pymupdf.Rect, box: tuple[float, float, float, float]) -> bool:
    x, y = (rect.x0 + rect.x1) / 2, (rect.y0 + rect.y1) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


@pytest.mark.parametrize("name", [*DRAWN, *CHARTS])
@pytest.mark.parametrize("hand", [first, second])
def test_every_truth_stands_in_its_box(name: str, hand: Callable[[str], Print]) -> None:
    printed = hand(name)
    told = {truth for truth in printed.document.truths.values() if truth.printed}
    assert told or "unlabelled" in name
    chars = chars_of(printed.content)
    for truth in told:
        spots = printed.paper.places[truth.id]
        found = "".join(c for spot in spots for c, rect in chars[spot.page] if in_box(rect, spot.box))
        assert plain(found) == plain(truth.printed)


@pytest.mark.parametrize("name", [*DRAWN, *CHARTS])
def test_every_truth_of_a_document_is_printed(name: str) -> None:
    printed = first(name)
    missing = [t for t in printed.document.truths.values() if t.id not in printed.paper.places and t.printed]
    assert missing == []


@pytest.mark.parametrize("name", [*STYLES, *CHARTS])
def test_same_seed_same_bytes(name: str) -> None:
    assert second(name).content == second(name).content


def test_a_scan_has_no_text() -> None:
    sheets = pymupdf.open(stream=first("scanned").content, filetype="pdf")
    assert all(not page.get_text().strip() and page.get_images() for page in sheets)


def test_a_rotated_page_is_displayed_upright() -> None:
    page = pymupdf.open(stream=first("rotated").content, filetype="pdf")[0]
    assert page.rotation == 90 and page.rect.width > page.rect.height


def test_lines_break_between_words_and_between_japanese_characters() -> None:
    assert "".join(breakable("売上高 Net sales")) == "売上高 Net sales"
    assert breakable("売上 Net") == ["売", "上", " ", "Net"] or breakable("売上 Net") == ["売", "上", " Net"]


def test_an_axis_has_even_steps_and_covers_what_is_plotted() -> None:
    for low, high in ((0, 7), (0, 870), (300, 4999), (0, 10**9 + 1)):
        steps = even_steps(Decimal(low), Decimal(high))
        assert steps[0] <= low and steps[-1] >= high and 2 <= len(steps) <= 12
        assert len({b - a for a, b in pairwise(steps)}) == 1


def test_an_unlabelled_chart_prints_no_values_and_a_labelled_one_all() -> None:
    bare, full = first("chart_clustered_unlabelled"), first("chart_clustered")
    assert not bare.paper.places and not any(t.printed for t in bare.document.truths.values())
    assert set(full.paper.places) == set(full.document.truths)


def oracle(printed: Print) -> Result:
    """What a perfect reader would say."""
    from extract.model import Document as Described
    from extract.model import Source
    from tests.bench.write_forms import Paper, Place

    text = Paper(places={truth: [Place(1, 0, 1)] for truth in printed.paper.places})
    facts = []
    for truth in printed.document.truths.values():
        spot = printed.paper.places[truth.id][0]
        where = Location(page=spot.page, box=spot.box)
        facts.append(msgspec.structs.replace(fact_of(truth, text), location=where))
    source = Source(name="x.pdf", sha256="0" * 64, media_type="application/pdf", bytes=1)
    return Result(product="0", status="complete", source=source, document=Described(), facts=tuple(facts))


def bad(printed: Print, result: Result) -> list[tuple[str, str]]:
    verdicts: list[Verdict] = score_printed(printed.document, printed.paper, result)
    return [(v.outcome, v.reason) for v in verdicts if v.outcome != "right"]


@pytest.mark.parametrize(
    "name", ["ruled", "rotated", "spread", "slides_small_tables", "brackets_apart", "chart_pie", "chart_stacked_totals"]
)
def test_the_oracle_is_right_everywhere(name: str) -> None:
    printed = first(name)
    assert bad(printed, oracle(printed)) == []


def test_a_value_measured_off_a_chart_is_judged_by_its_tolerance() -> None:
    printed = first("chart_columns_unlabelled")
    truth = next(iter(printed.document.truths.values()))
    assert truth.value is not None and truth.period is not None
    labelled = first("chart_columns")
    spot = printed.paper.sheets[truth.sheet][0]
    fact = msgspec.structs.replace(
        oracle(labelled).facts[0],
        header=(truth.header,),
        label=(truth.label,),
        printed=None,
        status="inferred",
        unit=truth.unit,
        value=str(truth.value + 5),
        period=Period(kind="duration", start=str(truth.period.start), end=str(truth.period.end)),
        location=Location(page=spot.page, box=(200, 200, 210, 210)),
    )

    def outcome(tolerance: str) -> list[tuple[str, str]]:
        facts = (msgspec.structs.replace(fact, tolerance=tolerance),)
        return bad(printed, msgspec.structs.replace(oracle(labelled), facts=facts))

    others = [("lost", "")] * (len(printed.document.truths) - 1)
    assert outcome("9") == others
    assert outcome("1") == [("silent", "value"), *others]


def test_planted_errors_are_seen() -> None:
    printed = first("ruled")
    result = oracle(printed)
    number = next(i for i, f in enumerate(result.facts) if f.value and int(float(f.value)) > 9 and f.period)
    fact = result.facts[number]

    def outcome(**change: object) -> list[tuple[str, str]]:
        facts = list(result.facts)
        facts[number] = msgspec.structs.replace(fact, **change)
        return bad(printed, msgspec.structs.replace(result, facts=tuple(facts)))

    assert outcome(value=f"{fact.value}000") == [("silent", "scale")]
    assert outcome(unit="EUR") == [("silent", "unit")]
    assert outcome(status="conflict") == [("flagged", "conflict")]
    away = Location(page=fact.location.page, box=(0.0, 0.0, 1.0, 1.0))
    assert outcome(location=away, label=("nowhere",)) == [("lost", ""), ("silent", "invented")]


def test_a_problem_with_its_page_flags_what_is_lost_on_it() -> None:
    printed = first("ruled")
    result = msgspec.structs.replace(
        oracle(printed),
        facts=(),
        problems=(Problem(code="scanned", severity="warning", location=Location(page=1), message=""),),
    )
    on_page = sum(spots[0].page == 1 for spots in printed.paper.places.values())
    verdicts = bad(printed, result)
    assert sum(outcome == "flagged" for outcome, _ in verdicts) >= on_page > 0


TRUTH = Path(__file__).parents[2] / "truth"


def test_what_a_person_read_off_the_documents_is_printed_in_any_style() -> None:
    documents = truth_documents([TRUTH])
    assert len(documents) == 5
    total = 0
    for document in documents:
        printed = print_one(document, STYLES["ruled"], document.name)
        assert set(printed.paper.places) == set(document.truths)
        total += len(document.truths)
    assert total > 1500


def test_a_figure_of_the_truth_stands_under_its_dates_with_its_unit() -> None:
    document = next(d for d in truth_documents([TRUTH]) if "2006-11" in d.name)
    sheet = next(s for s in document.sheets if s.title.startswith("Trend of Quarterly Revenues"))
    assert sheet.unit == "(JPY in millions)"
    truth = next(t for t in document.truths.values() if t.sheet == sheet.key and t.printed == "1,167")
    assert (truth.value, truth.label) == (Decimal("1167000000"), "Equipment Sales")
    assert truth.header == "2Q04 (2004/7-2004/9)"


def test_the_command_prints_a_line_for_each_style(capsys: pytest.CaptureFixture[str]) -> None:
    def broken(content: bytes, name: str) -> Result:
        raise ValueError("no")

    assert main(["--styles", "ruled", "zebra", "--documents", "1", "--json"], read=broken) == 0
    report = msgspec.json.decode(capsys.readouterr().out)
    assert [report["styles"][name]["failures"] for name in ("ruled", "zebra")] == [1, 1]
