"""Two results, or two folders of them, held against each other: what is new, gone and changed, fact by fact."""

from extract.compare.folders import Compared, Comparison, Counts, compare, compare_stored, counts_of, told_in_a_line

__all__ = ["Compared", "Comparison", "Counts", "compare", "compare_stored", "counts_of", "told_in_a_line"]
