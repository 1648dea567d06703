"""Which sentences are of a language that is read, and what is said of the figures of others."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import read
from extract.lex.other_languages import is_of_other_language

OTHERS = (
    "Das Betriebsergebnis von 41,2 Mio. Euro liegt zum 30. Juni 2021 um 3,1 Prozent über dem Vorjahreswert.",
    "Le chiffre d'affaires du semestre ressort à 586,1 millions d'euros, en hausse de 2,7 %.",
    "Los ingresos del trimestre fueron de 12,4 millones de euros, frente a 11,9 millones.",
    "Nettoomsättningen uppgick till 413 MSEK, jämfört med 398 MSEK.",
)
READ = (
    "Net sales increased 5.3% year over year, operating income rose 10.2% year over year.",
    "Shares of Caja de la Costa del Sol, our Spanish unit, were sold for EUR 12 million.",
    "The call is held at 5 p.m. CET / 11 a.m. EST.",
    "当第１四半期の売上高は12億円となりました。",
    "Revenue: USD 12.4 million",
)


@pytest.mark.parametrize("text", OTHERS)
def test_a_sentence_of_another_language_is_known_by_its_small_words(text: str) -> None:
    assert is_of_other_language(text)


@pytest.mark.parametrize("text", READ)
def test_english_and_japanese_are_read_whatever_names_stand_in_them(text: str) -> None:
    assert not is_of_other_language(text)


def test_figures_of_sentences_that_are_not_read_are_not_trusted(tmp_path: Path) -> None:
    path = tmp_path / "mitteilung.txt"
    path.write_text(
        "Der Konzern weist zum 30. Juni 2021 einen Umsatz von 120 Mio. Euro aus (Vorjahr: 114 Mio. Euro).\n",
        encoding="utf-8",
    )
    facts = read(path).facts
    assert [fact.printed for fact in facts] == ["120", "114"]
    assert not any(fact.trusted for fact in facts)
