"""Sentences in languages that the prose reader does not read: their figures are given and not trusted."""

from __future__ import annotations

import pytest

from extract.pipeline import read

TITLE = "Bericht 2023\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "Der Umsatz belief sich im Geschäftsjahr auf 412,5 Millionen Euro und lag damit um 5 Prozent über dem Vorjahr. "
        "Die Zahl der Mitarbeiter zum 31.12.2023 betrug 1.204.",
        "Le chiffre d'affaires de l'exercice est de 412,5 millions d'euros, et le résultat net des activités est de "
        "12,1 millions d'euros au 31 décembre 2023.",
        "La facturación del año fue de 412,5 millones de euros y el beneficio de las filiales fue de 12,1 millones.",
    ],
)
def test_no_figure_is_trusted(text: str) -> None:
    assert not [f for f in read((TITLE + text).encode(), name="a.txt").facts if f.trusted]


def test_english_sentences_with_foreign_names_are_read() -> None:
    text = (
        "Results for the year ended December 31, 2023\n\n"
        "Revenue of Casa del Mar and Des Moines Foods in the year ended December 31, 2023 was EUR 4.1 million.\n"
    )
    facts = read(text.encode(), name="a.txt").facts
    assert [(f.value, f.trusted) for f in facts] == [("4100000", True)]
