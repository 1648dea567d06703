"""The damage bench: tables of known truth, damaged on purpose, read by the whole product, scored fact by fact."""
