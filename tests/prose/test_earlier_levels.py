"""An earlier level without a date of its own, what is there on a day, and words beside a figure that name nothing."""

from __future__ import annotations

import pytest

from extract import Fact, read

HEAD = "Harbour Foods Corp.\nThird quarter results for the three months ended September 30, 2031\n\n"


def facts(text: str) -> dict[str, Fact]:
    return {fact.printed or "": fact for fact in read((HEAD + text + "\n").encode(), name="page.txt").facts}


def test_what_a_loss_narrowed_from_is_of_no_period_that_is_named() -> None:
    found = facts(
        "Net loss narrowed to $(1.2) million, or $(0.05) per diluted share, from a net loss of $3.4 million, "
        "or $0.14 per share."
    )
    assert found["(0.05)"].trusted
    assert not found["3.4"].trusted
    assert not found["0.14"].trusted


@pytest.mark.parametrize(
    "text",
    [
        "Debt decreased to $60 million.",
        "Inventories were $60 million.",
        "Headcount was 60 at the end of the quarter.",
        "The number of stores increased to 60.",
    ],
)
def test_what_is_there_stands_on_the_last_day(text: str) -> None:
    period = facts(text)["60"].period
    assert period is not None
    assert (period.kind, period.start, period.end) == ("instant", None, "2031-09-30")


@pytest.mark.parametrize(
    "text",
    [
        "Cash of $60 million was paid for the acquisition.",
        "Deposits of $60 million were received from customers.",
        "Loans totaling $60 million were repaid in the quarter.",
    ],
)
def test_what_was_paid_received_or_repaid_does_not_stand_on_a_day(text: str) -> None:
    period = facts(text)["60"].period
    assert period is None or period.kind == "duration"


def test_debt_that_was_repaid_is_of_the_quarter() -> None:
    period = facts("The company repaid $60 million of bank debt in the quarter.")["60"].period
    assert period is not None
    assert period.kind == "duration"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Same-store sales increased 3.1% in the quarter, following growth of 2.8% in the second quarter.", "2.8"),
        ("Interest expense for the quarter was $0.7 million and for the nine months was $2.2 million.", "2.2"),
        (
            "Free cash flow was negative $2.3 million, compared to positive $1.1 million in the prior-year quarter.",
            "1.1",
        ),
    ],
)
def test_words_that_name_nothing_name_no_figure(text: str, printed: str) -> None:
    assert not facts(text)[printed].trusted


def test_dividends_of_the_whole_year_are_not_of_the_half_that_is_reported_on() -> None:
    text = (
        "株式会社みなと製作所\n2031年３月期 第２四半期決算短信\n\n"
        "当第２四半期連結累計期間（2030年４月１日～2030年９月30日）の売上高は152億円となりました。\n\n"
        "１株当たり配当金は、中間配当12円、期末配当13円の年間25円を予定しております。\n"
    )
    found = {fact.printed: fact for fact in read(text.encode(), name="page.txt").facts}
    for printed in ("13", "25"):
        period = found[printed].period
        assert not found[printed].trusted
        assert period is None or period.end is None


def test_the_quarter_is_not_the_one_that_stands_in_a_bracket_with_its_figure() -> None:
    text = (
        "Fjordvik ASA – Report for the first half of 2031\n\n"
        "Revenue in the second quarter was NOK 1,245 million (NOK 1,180 million in Q2 2030).\n\n"
        "Cash flow from operations was NOK 198 million in the quarter and NOK 402 million for the half-year.\n"
    )
    period = {fact.printed: fact for fact in read(text.encode(), name="page.txt").facts}["198"].period
    assert period is None or period.end in (None, "2031-06-30")
