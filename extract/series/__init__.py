"""Results of one issuer as a series: one figure period by period, with every print of it, first reported, restated,
expected; gaps and conflicts are shown, and nothing is averaged. Quarters that only follow from cumulative figures are
inferred, with what they follow from.

The room stands above the pipeline: it reads results and nothing else.
"""

from extract.series.build import build_series
from extract.series.model import Derivation, Forecast, Key, LeftOut, Point, Series, Sighting

__all__ = ["Derivation", "Forecast", "Key", "LeftOut", "Point", "Series", "Sighting", "build_series", "series"]

series = build_series
