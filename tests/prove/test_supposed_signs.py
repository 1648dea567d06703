"""Half brackets and characters without a name beside figures: a minus where sums of other rows and columns show it."""

from __future__ import annotations

import pytest

import extract

HEAD = "Orbel Inc.\nStatement of income (USD million)\n\n\tYear ended June 30, 2023\tYear ended June 30, 2022\n"
LOSS = [
    ("Sales", "9,400", "8,100"), ("Costs", "#7,250", "#6,300"), ("Gross profit", "2,150", "1,800"),
    ("Salaries", "#1,020", "#990"), ("Operating profit", "1,130", "810"), ("Tax", "#330", "#270"),
    ("Profit", "800", "540"),
]  # fmt: skip


def read(rows: list[tuple[str, ...]], mark: str) -> dict[str, list[tuple[str | None, str, bool]]]:
    text = HEAD + "\n".join("\t".join(row) for row in rows).replace("#", mark)
    facts = extract.read(text.encode(), name="a.txt").facts
    found: dict[str, list[tuple[str | None, str, bool]]] = {}
    for fact in facts:
        found.setdefault(fact.label[-1], []).append((fact.value, fact.status, fact.trusted))
    return found


@pytest.mark.parametrize("mark", ("(", "\x12", "\ufffd", "\uf02d"))
def test_what_is_deducted_row_by_row_is_negative(mark: str) -> None:
    found = read(LOSS, mark)
    assert found["Costs"] == [("-7250000000", "repaired", True), ("-6300000000", "repaired", True)]
    assert found["Tax"] == [("-330000000", "repaired", True), ("-270000000", "repaired", True)]


@pytest.mark.parametrize(
    "rows",
    [
        # the mark stands on all figures: it may be a currency
        [("North", "#100", "#90"), ("South", "#250", "#210"), ("West", "#150", "#100"), ("Total", "#500", "#400")],
        # on parts of a positive total
        [("North", "#100", "#90"), ("South", "#250", "#210"), ("West", "150", "100"), ("Total", "500", "400")],
        # nothing is added up
        [("Sales", "9,400", "8,100"), ("Orders", "#7,250", "#6,300"), ("Staff costs", "#1,020", "#990")],
    ],
)
@pytest.mark.parametrize("mark", ("(", "\ufffd"))
def test_signs_that_sums_do_not_tell_stay_open(rows: list[tuple[str, ...]], mark: str) -> None:
    found = read(rows, mark)
    marked = [row[0] for row in rows if row[1].startswith("#")]
    assert all(not trusted for label in marked for _, _, trusted in found[label])


def test_a_mark_that_a_sum_contradicts_stays_open_everywhere() -> None:
    rows = [*LOSS, ("Interest received", "#100", "#90"), ("Rent", "20", "10"), ("Other income", "120", "100")]
    found = read(rows, "\ufffd")
    assert not any(trusted for _, _, trusted in found["Interest received"])


def test_one_row_is_custom_for_half_a_bracket_alone() -> None:
    rows = [("Sales", "9,400", "8,100"), ("Costs", "#7,250", "#6,300"), ("Gross profit", "2,150", "1,800")]
    assert [status for _, status, _ in read(rows, "(")["Costs"]] == ["repaired", "repaired"]
    assert not any(trusted for _, _, trusted in read(rows, "\ufffd")["Costs"])


def test_a_minus_behind_its_figure() -> None:
    rows = [(label, *(f"{c[1:]}-" if c[0] == "#" else c for c in cells)) for label, *cells in LOSS]
    assert [status for _, status, _ in read(rows, "")["Tax"]] == ["repaired", "repaired"]
