"""What holds for any prose: places, no invention, and numbers that come back as they were printed."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from extract.lex.fold import fold
from extract.prose.numbers import find_numbers
from tests.facts.telling import facts, reading_of, told

WORDS = st.sampled_from(
    [
        "Revenue",
        "increased",
        "by",
        "10.1%",
        "to",
        "JPY",
        "13,696",
        "million",
        "in",
        "1Q07",
        "compared",
        "1Q06",
        "(",
        ")",
        ",",
        ".",
        ";",
        "up",
        "down",
        "-6.1%",
        "+758",
        "63",
        "contracts",
        "売上高は",
        "12億3,400万円",
        "前年同期比",
        "△5.2％",
        "増",
        "で",
        "あります",
        "。",
        "O.4",
        "JPYO.4",
        "11.021",
        "as",
        "of",
        "June",
        "30,",
        "2007",
        "and",
        "respectively",
        "->",
        "FY05:",
        "253.2Gbps",
        "1.5",
        "points",
        "-",
    ]
)


@given(st.lists(WORDS, max_size=25))
def test_every_fact_stands_where_it_says_and_values_are_decimals(words: list[str]) -> None:
    text = " ".join(words)
    reading = reading_of(text)
    found, problems = told(text)
    for fact in found:
        where = fact.location
        line = reading.lines[(where.line or 0) - 1]
        assert line[where.start : where.end] == fact.printed
        assert fact.printed and any(character.isdigit() for character in fact.printed)
        if fact.value is None:
            assert fact.status == "unresolved"
        else:
            assert Decimal(fact.value).is_finite() and "E" not in fact.value
            assert not fact.candidates
    assert len([p for p in problems if p.code == "unreadable_value"]) <= len(found)


@given(st.lists(WORDS, max_size=25))
def test_reading_twice_gives_the_same(words: list[str]) -> None:
    text = " ".join(words)
    assert told(text) == told(text)


@given(st.text(alphabet="abcdefg あいう売上高。、.,()%+-", max_size=60))
def test_no_digits_no_facts(text: str) -> None:
    assert facts(text) == ()


@given(st.integers(min_value=1, max_value=10**7), st.sampled_from([("million", 6), ("billion", 9), ("thousand", 3)]))
def test_amounts_come_back(number: int, scale: tuple[str, int]) -> None:
    [fact] = facts(f"Revenue was JPY {number:,} {scale[0]} for us")
    assert Decimal(fact.value or "0") == number * 10 ** scale[1]
    assert fact.printed == f"{number:,}" and fact.decimals == -scale[1]


@given(st.integers(0, 9999), st.integers(0, 9999), st.integers(0, 99))
def test_japanese_amounts_come_back(oku: int, man: int, _: int) -> None:
    text = (f"{oku:,}億" if oku else "") + (f"{man:,}万" if man else "")
    if not text:
        return
    [number] = find_numbers(fold(f"売上高は{text}円"), (), frozenset())
    assert number.value == oku * 10**8 + man * 10**4


@given(st.decimals(min_value=0, max_value=999, places=1), st.booleans())
def test_percents_take_their_sign_from_the_word(number: Decimal, up: bool) -> None:
    [fact] = facts(f"Sales {'up' if up else 'down'} {number}% YoY")
    assert Decimal(fact.value or "x") == (number if up else -number)
