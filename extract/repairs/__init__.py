"""Rules that put a damaged table right without arithmetic. One rule, one file, one function, one name.

A rule takes a grid and returns it, or one with the damage undone and a line in its history. No rule loses
or invents a character; done twice, it changes nothing the second time. `apply` holds both to account.
"""

from extract.repairs.apply import RULES, repair_grids

__all__ = ["RULES", "repair_grids"]
