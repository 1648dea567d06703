"""The words as data: what a file may say, how an error is named, and that a new line is known in every place."""

from __future__ import annotations

from pathlib import Path

import pytest

import extract
from extract.facts.concepts import concept_of
from extract.lex.numbers import read_cell
from extract.lex.unit_words import currency_of
from extract.lex.units import find_units
from extract.prose.numbers import find_numbers
from extract.vocab import Unit, VocabularyError, entries_of, using, vocabulary, words_digest


def test_every_word_of_a_kind_means_one_thing() -> None:
    words = vocabulary()
    own = [word for c in words.currencies for word in {*c.signs, *c.words, *c.ja}]
    assert [word for word in own if own.count(word) > 1] == []
    units = [word for unit in words.units for word in {w.replace(" ", "") for w in unit.words}]
    assert len(units) == len(set(units))
    assert len({currency.code for currency in words.currencies}) == len(words.currencies)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"unit": "pallet", "words": ["pallets"', "truncated"),
        ('{"unit": "pallet", "wrods": ["pallets"]}', "wrods"),
        ('{"words": ["pallets"]}', "unit"),
        ('{"unit": "pallet", "words": "pallets"}', "array"),
        ('{"unit": "pallet", "words": [" "]}', "empty word"),
    ],
)
def test_an_error_is_named_with_its_file_and_line(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "units.jsonl"
    file.write_text(f'# of an issuer\n{{"unit": "crate", "words": ["crates"]}}\n{line}\n', encoding="utf-8")
    with pytest.raises(VocabularyError, match=said) as error:
        list(entries_of(file, Unit))
    assert f"{file}:3" in str(error.value)


def test_the_words_of_an_issuer_are_known_in_every_place(tmp_path: Path) -> None:
    (tmp_path / "units.jsonl").write_text('{"unit": "pallet", "words": ["pallets"]}\n', encoding="utf-8")
    (tmp_path / "currencies.jsonl").write_text('{"code": "XTS", "signs": ["₮"]}\n', encoding="utf-8")
    assert read_cell("1,234 pallets").kind == "text"
    with using(str(tmp_path)):
        assert read_cell("1,234 pallets").kind == "figure"
        assert [unit.unit for unit in find_units("(pallets)")] == ["pallet"]
        assert [number.unit for number in find_numbers("moved 1,234 pallets", (), frozenset())] == ["pallet"]
        assert currency_of("₮") == "XTS"
        assert currency_of("US$") == "USD"
    assert currency_of("₮") is None
    assert read_cell("1,234 pallets").kind == "text"


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="is no folder"), using(str(tmp_path / "missing")):
        pass


PAGE = """|  | FY2023 | FY2022 |
|---|---|---|
| Goods moved | 1,234 pallets | 1,190 pallets |
"""


def test_a_document_is_read_with_the_words_of_its_settings_and_other_words_are_other_work(tmp_path: Path) -> None:
    (tmp_path / "units.jsonl").write_text('{"unit": "pallet", "words": ["pallets"]}\n', encoding="utf-8")
    result = extract.read(PAGE.encode(), name="a.md", settings=extract.Settings(vocab=str(tmp_path)))
    assert {fact.unit for fact in result.facts} == {"pallet"}
    before = words_digest(str(tmp_path))
    (tmp_path / "units.jsonl").write_text('{"unit": "crate", "words": ["crates"]}\n', encoding="utf-8")
    vocabulary.cache_clear()
    assert words_digest(str(tmp_path)) != before
    assert words_digest(None) == ""


def test_a_concept_of_an_issuer_is_known_by_its_label(tmp_path: Path) -> None:
    place = '"statements": ["balance_sheet"], "parent": "CurrentAssets"'
    entry = f'{{"id": "BillingsBacklog", {place}, "en": ["billings backlog"]}}'
    (tmp_path / "concepts.jsonl").write_text(entry + "\n", encoding="utf-8")
    path = ("Current assets", "Billings backlog")
    assert concept_of(path, "balance_sheet") is None
    with using(str(tmp_path)):
        assert concept_of(path, "balance_sheet") == "BillingsBacklog"
    assert concept_of(path, "balance_sheet") is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "Inventories", "parent": "Liabilities"}', "`parent` of `Inventories` is `Liabilities` here"),
        ('{"id": "Goods", "statements": ["balance_sheet"], "parent": "Stock"}', "`Stock` of `Goods` is no concept"),
        ('{"id": "Goods", "statements": ["balance_sheet"], "parent": "CurrentAssets", "ja": ["棚卸資産"]}',
         "`棚卸資産` is `Inventories`"),
        ('{"id": "Goods", "statements": ["profit"]}', "profit"),
        ('{"id": "Goods", "us-gapp": ["InventoryNet"]}', "us-gapp"),
    ],
)  # fmt: skip
def test_a_concept_that_contradicts_ours_is_told(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "concepts.jsonl"
    file.write_text(f"# of an issuer\n{line}\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=said) as error, using(str(tmp_path)):
        pass
    assert f"{file}:2" in str(error.value)


def test_concepts_form_trees_of_known_parents() -> None:
    parents = {concept.id: concept.parent for concept in vocabulary().concepts}
    assert {parent for parent in parents.values() if parent is not None} <= parents.keys()
    for name in parents:
        seen, at = {name}, parents[name]
        while at is not None:
            assert at not in seen, name
            seen.add(at)
            at = parents[at]


@pytest.mark.parametrize("name", ["months.jsonl", "eras.jsonl"])
def test_a_folder_of_words_cannot_change_the_calendar(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"month": 1, "en": ["Januar"]}\n', encoding="utf-8")
    with pytest.raises(VocabularyError, match="the calendar is the same for all readings") as error:
        vocabulary(tmp_path)
    assert name in str(error.value) and "take the file out" in str(error.value)
