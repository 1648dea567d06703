"""Results that `run` wrote, read back: one by one, as rows, in a database.

folder or file ─stored_results→ results ─rows_of→ rows of documents, tables, facts … ─load→ DuckDB or Parquet
"""

from extract.store.stored import Refused, Stored, stored_results

__all__ = ["Refused", "Stored", "stored_results"]
